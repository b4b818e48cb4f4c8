"""One thread of a mailbox as posts: each message read from its place, and parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from threadview.errors import DumpError
from threadview.formats.mail.body import attached, body
from threadview.formats.mail.dialect import unescaped
from threadview.formats.mail.digests import digest_of
from threadview.formats.mail.headers import Summary, author, moment, on_envelope, summary, when
from threadview.formats.mail.mailbox import ALL
from threadview.formats.mail.separators import HEADERS, MMDF, headers_end
from threadview.model import Block, Heading, Post, Problem, Quote

if TYPE_CHECKING:
    from threadview.formats import Part
    from threadview.formats.mail.mailbox import Where
    from threadview.formats.mail.opened import Opened

LARGEST = 256 << 20
"""Bytes of one message that are read, at most."""

BEFORE = 400
"""Bytes before a message in which its envelope line stands."""

FIRST = 8192
"""Bytes of a message that are read for its headers, unless they are longer."""

FLAGS = {"D": "draft", "F": "flagged", "P": "passed on", "R": "answered", "T": "deleted"}
"""The Maildir flags that say more than that a message was seen."""

IN_DIGEST = ";letter="
"""What stands between the place of a digest and the number of a letter in it, in links."""

BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError)
"""What the standard library's parser trips over in broken mail."""


class Place(NamedTuple):
    """A message on its way to be read: its number, the number in the thread of the post above it
    (0 for none), its depth, its headers."""

    message: int
    above: int
    depth: int
    summary: Summary


def parts(opened: Opened, key: str, marks: bool = False) -> Iterator[Part]:
    """The parts of the thread of a key. With `marks`, quotes are told by their marks alone."""
    group = opened.group(key)
    if group is None:
        yield Heading(None)
        yield from opened.mailbox.problems
        return
    tops, below = opened.mailbox.tree(group)
    waiting = _sorted(opened, tops, 0, 0)
    yield Heading(opened.mailbox.title(group))
    if not opened.complete:
        yield Problem(opened.name, "is still being looked through: later messages may be missing")
    number = 0
    while waiting:
        place = waiting.pop()
        own = number + 1
        for part in _posts(opened, place, own, marks):
            number = part.number if isinstance(part, Post) else number
            yield part
        waiting += _sorted(opened, below.get(place.message, []), own, place.depth + 1)
    if group == opened.mailbox.forest.group_of(0):
        yield from opened.mailbox.problems


def _sorted(opened: Opened, messages: list[int], above: int, depth: int) -> list[Place]:
    """Messages on one level, the latest first."""
    found = [Place(one, above, depth, _headers(opened, one)) for one in messages]
    return sorted(
        found, key=lambda place: (moment(place.summary.date), place.message), reverse=True
    )


def _headers(opened: Opened, message: int) -> Summary:
    where = opened.mailbox.where(message)
    try:
        access = opened.mailbox.members.access(where.member)
    except DumpError:
        return summary(b"\n")
    size = min(FIRST, max(0, where.end - where.start))
    head = b"\n" + access.read(where.start, size)
    end = headers_end(head, 0)
    if end < 0 and len(head) > FIRST:
        head = b"\n" + access.read(where.start, min(HEADERS, where.end - where.start))
        end = headers_end(head, 0)
    found = summary(head[: end + 1] if end >= 0 else head)
    if (found.date and found.author) or not where.start:
        return found
    begin = max(0, where.start - BEFORE)
    sender, date = on_envelope(access.read(begin, where.start - begin))
    return found._replace(author=found.author or author(sender), date=found.date or when(date))


def content(opened: Opened, where: Where) -> bytes:
    """The bytes of a message as it was sent, `LARGEST` at most.

    Raises:
        DumpError: they cannot be read any more.
    """
    access = opened.mailbox.members.access(where.member)
    if where.end >= ALL:
        found = b"".join(_up_to(LARGEST, access.pieces(where.start)))
    else:
        found = access.read(where.start, min(LARGEST, where.end - where.start))
    if not found:
        raise DumpError("is no longer there")
    kind = opened.kind(where.member)
    if kind == "mmdf":
        while found.endswith(MMDF):
            found = found[: -len(MMDF)]
        found = unescaped(found, False)  # the standard library escapes here, others do not
    elif kind == "babyl":
        found = _SHOWN.sub(rb"\1\n", found.rstrip(b"\x1f\n") + b"\n", count=1)
    elif kind == "box":
        if not where.exact:  # the blank line that parts it from the next is none of its own
            found = found.removesuffix(b"\n").removesuffix(b"\r")
        found = unescaped(_without_lead(found), where.exact, opened.dialect)
    return found.removeprefix(b"\xef\xbb\xbf")


_SHOWN = re.compile(rb"\A((?:[^\n]+\n)+)\n*\*\*\* EOOH \*\*\*\n(?:[^\n]+\n)*\n")
"""The headers of a Babyl message, and once more those that were to be shown."""


def _up_to(size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:size]
        size -= len(piece)
        if size <= 0:
            return


def _without_lead(message: bytes) -> bytes:
    """A message without the second envelope lines (">From ") that relays of old put before it."""
    while message.startswith(b">From ") and (end := message.find(b"\n")) >= 0:
        message = message[end + 1 :]
    return message


def _posts(opened: Opened, found: Place, number: int, marks: bool) -> Iterator[Part]:
    """The post of a message; behind that of a digest those of its letters, as answers to it."""
    where = opened.mailbox.where(found.message)
    known, place = found.summary, opened.mailbox.place(found.message)
    blocks: tuple[Block, ...] = ()
    quotes: tuple[Quote, ...] = ()
    letters: tuple[bytes, ...] = ()
    try:
        raw = content(opened, where)
        split = digest_of(raw)
        letters = split.letters if split is not None else ()
        own = raw if split is None else split.own or raw
        blocks, quotes = body(own, marks, place, without_digest=bool(letters))
    except BROKEN as error:
        yield Problem(f"message at byte {where.start}", f"cannot be read: {error}")
    except DumpError as error:
        yield Problem(f"message at byte {where.start}", str(error))
    flags = [FLAGS[one] for one in opened.mailbox.members.flags(where.member) if one in FLAGS]
    if flags:
        blocks = (*blocks, Block("chrome", f"mail flags: {', '.join(flags)}"))
    post = Post(
        number=number,
        blocks=blocks,
        quotes=quotes,
        author=known.author or None,
        date=known.date or None,
        id=known.id or opened.mailbox.key(found.message) or f"offset-{where.start}",
        reply_to=found.above or None,
        depth=found.depth,
    )
    yield post
    for nth, letter in enumerate(letters, 1):
        yield from _letter(letter, f"{place}{IN_DIGEST}{nth}", post, nth, marks)


def _letter(raw: bytes, place: str, digest: Post, nth: int, marks: bool) -> Iterator[Part]:
    """A letter of a digest."""
    head = b"\n" + raw
    known = summary(head[: max(0, headers_end(head, 0)) + 1])
    try:
        blocks, quotes = body(raw, marks, place)
    except BROKEN as error:
        yield Problem(f"letter {nth} of {digest.id}", f"cannot be read: {error}")
        blocks, quotes = (), ()
    subject = (Block("paragraph", known.subject),) if known.subject else ()
    yield Post(
        number=digest.number + nth,
        blocks=(*subject, *blocks),
        quotes=quotes,
        author=known.author or None,
        date=known.date or None,
        id=known.id or f"{digest.id}#{nth}",
        reply_to=digest.number,
        depth=digest.depth + 1,
    )


def attachment(opened: Opened, target: str) -> bytes:
    """The bytes that the link of an attachment leads to.

    Raises:
        DumpError: they cannot be found any more.
    """
    place, _, number = target.removeprefix("attachment:").rpartition("/")
    place, _, nth = place.partition(IN_DIGEST)
    message = opened.message(place)
    raw = None if message is None else content(opened, message)
    if raw is not None and nth:
        split = digest_of(raw)
        letters = dict(enumerate(split.letters, 1)) if split is not None else {}
        raw = letters.get(int(nth)) if nth.isdecimal() else None
    found = None if raw is None else attached(raw, number)
    if found is None:
        raise DumpError(f"{opened.name}: the attachment is no longer there")
    return found
