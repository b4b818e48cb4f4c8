"""Mail and Usenet: mbox in all its dialects, single messages, mail folders, archives of them.

A dump is scanned once, in pieces, and never held (`mailbox`); what the scan found is kept in the
cache (`scan_index`), so that the next time its threads are there at once. Messages are read from
their place in the dump when their thread is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from threadview.compression import ZIP, zipped_names
from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.mail.opened import Opened

STREAMED = True
"""Dumps of this format are read in pieces: nobody needs to load them first."""

_ENVELOPE = pattern(rb"\A(?:\xef\xbb\xbf)?\s*From [^\n]*\d[^\n]*\n(?:>?From [^\n]*\n)?[!-9;-~]+:")
_OTHERS = pattern(rb"\A(?:\x01\x01\x01\x01\n|#! rnews \d+ *\r?\n|BABYL OPTIONS:)")
_SIZED = pattern(rb"\A *\d{1,10} *\n(?=[!-9;-~]+:)")
_HEADER = pattern(rb"(?m)^([!-9;-~]+):")
_ZIPPED = pattern(rb"(?i)(?:\.(?:eml|mbox|mbx|mail)|(?:^|/)(?:cur|new)/[^/]+)\Z")
FEW = 4
"""Telling headers of a message that lacks the line below them."""

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
    b"in-reply-to",
    b"delivered-to",
    b"path",
    b"relay-version",
}


def sniff(head: Head) -> Claim | None:
    """An mbox begins with its envelope line, a message with its headers."""
    if head.raw.startswith(ZIP):
        named = any(map(_ZIPPED.search, zipped_names(head.raw)))
        return Claim(0.95, "a zip archive of mail") if named else None
    if _OTHERS.match(head.raw):
        return Claim(0.97, "begins as an MMDF or Babyl mailbox or a batch of news does")
    if _ENVELOPE.match(head.raw):
        return Claim(0.97, "begins with an mbox envelope line and headers")
    raw = _SIZED.sub(b"", head.raw[:16384].lstrip(b"\xef\xbb\xbf"))
    block = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(block)}
    lines = [line for line in block.splitlines() if line]
    fits = all(line[:1] in b" \t" or _HEADER.match(line) for line in lines)
    known = len(names & _TELLING)
    if not fits and b"message-id" in names:  # the blank line below the headers is missing
        fits = known >= FEW
    if fits and known >= 3 and len(lines) >= 3:
        return Claim(min(0.96, 0.6 + 0.06 * known), f"begins with {known} mail headers")
    return None


_opened: WeakKeyDictionary[Dump, Opened] = WeakKeyDictionary()


def table(dump: Dump) -> Opened:
    """The threads of the mailbox as they are found."""
    from threadview.formats.mail.opened import Opened

    found = _opened.get(dump)
    if found is None:
        found = _opened[dump] = Opened(dump)
    return found


def ahead(dump: Dump) -> None:
    """Begin to find the threads beside this program, if that is of use (see `ahead`)."""
    from threadview.formats.mail.ahead import scan_ahead

    scan_ahead(dump)


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The threads of the mailbox, by References, In-Reply-To and subject.

    Raises:
        DumpError: an archive goes over its limit, or cannot be read.
    """
    opened = table(dump)
    opened.advance()
    if opened.mailbox.refusal is not None:
        raise opened.mailbox.refusal
    for row in range(len(opened)):
        yield opened[row]


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One thread: the one that holds the message at `ref.key`, else the first."""
    from threadview.formats.mail.reading import parts

    yield from parts(table(dump), ref.key)


def holder(dump: Dump, key: str) -> str | None:
    """The key of the thread that holds the message of a key; None where there is none.

    Raises:
        DumpError: the dump cannot be read.
    """
    opened = table(dump)
    opened.advance()
    group = opened.mailbox.group(key)
    if group is None:
        return None
    return opened[opened.mailbox.threads.rows.index(group)].key


def glance(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The same as an index wants it (see `Format`): quotes by their marks alone."""
    from threadview.formats.mail.reading import parts

    yield from parts(table(dump), ref.key, marks=True)


def attachment(dump: Dump, target: str) -> bytes:
    """The bytes that the link of an attachment block leads to.

    Raises:
        DumpError: they cannot be found any more.
    """
    from threadview.formats.mail import reading

    return reading.attachment(table(dump), target)
