"""Mail and Usenet: mbox in all its dialects, single messages, list archives by the month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.model import Heading, Post, Problem

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.mail.headers import Summary
    from threadview.formats.mail.threads import Node

_ENVELOPE = re.compile(rb"\AFrom [^\n]*\d[^\n]*\n(?:>?From [^\n]*\n)?[!-9;-~]+:")
_HEADER = re.compile(rb"(?m)^([!-9;-~]+):")
_TELLING = {
    b"message-id",
    b"received",
    b"return-path",
    b"from",
    b"subject",
    b"date",
    b"newsgroups",
    b"mime-version",
    b"references",
    b"delivered-to",
}


class _Index:
    """The messages of a dump and their threads, also by key."""

    def __init__(self, messages: list[Summary], threads: list[list[Node]]) -> None:
        self.messages = messages
        self.threads = threads
        self.by_key = {str(messages[nodes[0].message].part.start): nodes for nodes in threads}


_indices: WeakKeyDictionary[Dump, _Index] = WeakKeyDictionary()


def sniff(head: Head) -> Claim | None:
    """An mbox begins with its envelope line, a message with its headers."""
    if _ENVELOPE.match(head.raw):
        return Claim(0.97, "begins with an mbox envelope line and headers")
    block = re.split(rb"\r?\n\r?\n", head.raw[:16384], maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(block)}
    lines = [line for line in block.splitlines() if line]
    fits = all(line[:1] in b" \t" or _HEADER.match(line) for line in lines)
    known = len(names & _TELLING)
    if fits and known >= 3 and len(lines) >= 3:
        return Claim(min(0.96, 0.6 + 0.06 * known), f"begins with {known} mail headers")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The threads of the mailbox, by References, In-Reply-To and subject."""
    index = _index(dump)
    for nodes in index.threads:
        first = index.messages[nodes[0].message]
        yield ThreadRef(
            str(first.part.start),
            first.subject or None,
            len(nodes),
            first.author or None,
            first.date or None,
        )


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One thread: the one that begins with the message at `ref.key`, else the first."""
    yield from _read(dump, ref, marks=False)


def glance(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The same as an index wants it (see `Format`): quotes by their marks alone."""
    yield from _read(dump, ref, marks=True)


def _read(dump: Dump, ref: ThreadRef, marks: bool) -> Iterator[Part]:
    from threadview.formats.mail.body import body
    from threadview.formats.mail.box import content

    index = _index(dump)
    nodes = index.by_key.get(ref.key) or index.threads[0]
    yield Heading(index.messages[nodes[0].message].subject or None)
    for place, node in enumerate(nodes):
        message = index.messages[node.message]
        try:
            blocks, quotes = body(content(dump.raw, message.part), marks)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            yield Problem(f"message at byte {message.part.start}", f"cannot be read: {error}")
            blocks, quotes = (), ()
        yield Post(
            number=place + 1,
            blocks=blocks,
            quotes=quotes,
            author=message.author or None,
            date=message.date or None,
            id=message.id,
            reply_to=node.parent + 1 if node.parent >= 0 else None,
            depth=node.depth,
        )


def _index(dump: Dump) -> _Index:
    """Find and thread the messages, once for each dump."""
    found = _indices.get(dump)
    if found is None:
        from threadview.formats.mail.box import slices
        from threadview.formats.mail.headers import summary
        from threadview.formats.mail.threads import threads

        dump.load()
        raw = dump.raw
        messages = [summary(raw, part) for part in slices(raw)]
        found = _indices[dump] = _Index(messages, threads(messages))
    return found
