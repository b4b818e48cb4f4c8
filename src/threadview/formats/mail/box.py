"""Where messages begin and end in an mbox, whichever of its four dialects wrote it.

RFC 4155 and the descriptions of mboxo, mboxrd, mboxcl and mboxcl2 by Bernstein and Horton: a
message begins at a line "From ", after a blank line; mboxo and mboxrd put ">" before such lines of
a body, mboxcl and mboxcl2 give the body's size in Content-Length, and mboxcl2 escapes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ENVELOPE = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\d[^\n]*\n(?=[!-9;-~]+:|>From )")
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,12})[ \t]*\r?$")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")


class Slice(NamedTuple):
    """A message in the bytes of a dump: `[start, end)` from its headers to the end of its body;
    `exact` says that its size was stated, so that nothing in it is escaped."""

    start: int
    end: int
    exact: bool = False


def slices(raw: bytes | bytearray) -> Iterator[Slice]:
    """The messages of an mbox in order; of a single message, that one."""
    begun: Slice | None = None
    sized = 0
    for match in _ENVELOPE.finditer(raw):
        at = match.start()
        if at < sized or not _after_blank(raw, at):
            continue
        if begun is not None:
            yield begun._replace(end=sized if begun.exact else _trimmed(raw, begun.start, at))
        start = match.end()
        sized = _stated_end(raw, start)
        begun = Slice(start, len(raw), sized > 0)
    if begun is None:
        yield Slice(0, len(raw))
    else:
        yield begun._replace(end=sized if begun.exact else len(raw))


def content(raw: bytes | bytearray, part: Slice) -> bytes:
    """The bytes of a message as they were sent: one ">" off escaped "From " lines."""
    message = bytes(raw[part.start : part.end])
    if part.exact or b">From " not in message:
        return message
    return _ESCAPED.sub(rb"\1", message)


def header_end(raw: bytes | bytearray, start: int, end: int) -> int:
    """Where the headers of a message end: at the first empty line."""
    plain = raw.find(b"\n\n", start, end)
    returned = raw.find(b"\n\r\n", start, plain if plain >= 0 else end)
    found = returned if returned >= 0 else plain
    return found + 1 if found >= 0 else end


def _after_blank(raw: bytes | bytearray, at: int) -> bool:
    return at == 0 or raw[max(0, at - 2) : at] == b"\n\n" or raw[max(0, at - 4) : at] == b"\r\n\r\n"


def _trimmed(raw: bytes | bytearray, start: int, end: int) -> int:
    """The end without the blank line that parts messages."""
    if raw[end - 2 : end] == b"\r\n":
        return max(start, end - 2)
    return max(start, end - 1)


def _stated_end(raw: bytes | bytearray, start: int) -> int:
    """Where the message ends by its Content-Length, when what follows bears that out; else 0."""
    stop = header_end(raw, start, min(len(raw), start + 65536))
    found = _LENGTH.search(raw, start, stop)
    if found is None:
        return 0
    body = stop + (2 if raw[stop : stop + 2] == b"\r\n" else 1)
    end = body + int(found.group(1))
    behind = bytes(raw[end : end + 8]).lstrip(b"\r\n")
    return end if end >= len(raw) - 2 or behind.startswith(b"From ") else 0
