"""Where messages begin and end in a mailbox file, whichever program wrote it: found in pieces.

RFC 4155 and the descriptions of mboxo, mboxrd, mboxcl and mboxcl2 by Bernstein and Horton: a
message begins at a line "From ", after a blank line; mboxo and mboxrd put ">" before such lines of
a body, mboxcl and mboxcl2 give the body's size in Content-Length, and mboxcl2 escapes nothing. A
line "From " that belongs to a body is told by what stands in and below it: an envelope has a date,
and headers follow. Archives of Usenet leave the date out and follow it with headers of theirs.
MMDF puts a line of four control characters before and after every message, a batch of news a line
"#! rnews" with the size before every article. Babyl (Emacs' Rmail until 2008, etc/BABYL) begins a
section with ^_^L and a line of labels, and may hold the headers twice: all, and those to be shown.
Apple's emlx has the size of its one message in the first line, and a property list behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

HEADERS = 1 << 18
"""Bytes that the headers of a message may have; what is longer is cut there."""

MMDF = b"\x01\x01\x01\x01\n"
RNEWS = b"#! rnews "
BABYL = b"BABYL OPTIONS:"
SECTION = b"\x1f\x0c\n"
EOOH = b"*** EOOH ***\n"

_DATED = pattern(
    rb"From (?:[^\n]* )?[ \t]*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?"
    rb"(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}(?: +\d{4})?),? +\d{1,2}:\d\d(?::\d\d)?"
    rb"[^\n]*\n"
)
"""An envelope with its date, as asctime or RFC 5322 write it (with zone names, before or behind
the year, as old programs put them)."""
_LOOSE = pattern(rb"From [^\n]*\d[^\n]*\n")
_FIELD = pattern(rb"[!-9;-~]+:|>From ")
_TELLING = pattern(
    rb"(?im)^(?:from|date|subject|message-id|received|return-path|newsgroups|path|x-[a-z-]+"
    rb"|to|references|mime-version|delivered-to|relay-version):"
)
_LENGTH = pattern(rb"\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r?\n")
EMLX = pattern(rb"[ ]*(\d{1,10})[ \t]*\n(?=[!-9;-~]+:)")
_SIZE = pattern(rb"#! rnews (\d{1,10})[^\n]*\n")


class Found(NamedTuple):
    """A message, found: where the one before it ends, and where its headers begin; these from the
    line end before the first to the line end of the last, and in lower case; the size of all of
    it where that was stated and holds, else -1."""

    envelope: int
    start: int
    headers: bytes
    lower: bytes
    size: int = -1


def boxed(
    pieces: Iterator[bytes], peek: Callable[[int, int], bytes], start: int = 0
) -> Iterator[Found]:
    """The messages of an mbox that begins, or goes on, at `start` with an envelope line.

    `pieces` are its bytes from there on; `peek` reads some at a place, to see whether a stated
    length leads to the next message.
    """
    buffer, base, begin = b"\n\n", start - 2, 0
    ended = False
    while not ended:
        piece = next(pieces, b"")
        ended = not piece
        if base == -2 and buffer == b"\n\n" and piece.startswith(b"\xef\xbb\xbf"):
            piece, base = piece[3:], 1  # a mark before the first envelope
        buffer += piece
        while (at := buffer.find(b"\nFrom ", begin)) >= 0:
            begin = at
            line = buffer.find(b"\n", at + 1)
            end = -1 if line < 0 else headers_end(buffer, line)
            if end < 0:
                if not ended and len(buffer) - max(at, line) < HEADERS + 4:
                    break
                end = min(len(buffer), max(at, line) + HEADERS) - 1
            headers = buffer[line : end + 1] if line >= 0 else b""
            if not headers or not _begins(buffer, at, line, headers):
                begin = at + 1
                continue
            lower = headers.lower()
            begun = base + line + 1
            size = _stated(headers, lower, peek, begun) if b"\ncontent-length" in lower else -1
            yield Found(base + at + 1, begun, headers, lower, size)
            begin = end if size < 0 else line + size
        else:
            begin = max(begin, len(buffer) - 6)
        keep = max(0, min(begin, len(buffer)) - 4)
        buffer, base, begin = buffer[keep:], base + keep, begin - keep


def headers_end(buffer: bytes, line: int) -> int:
    """The line end of the last header, where `line` is the one before the first; -1 where it is
    not there yet, or too far."""
    first = buffer.find(b"\n", line + 1)
    if first < 0:
        return -1
    if first == line + 1 or buffer[line + 1 : first + 1] == b"\r\n":
        return line
    empty = b"\n\r\n" if buffer[first - 1] == 13 else b"\n\n"
    return buffer.find(empty, line, line + HEADERS + 3)


def _begins(buffer: bytes, at: int, line: int, headers: bytes) -> bool:
    """Whether the line at `at + 1`, which begins with "From ", is an envelope."""
    blank = buffer[at - 1] == 10 or buffer[at - 2 : at] == b"\n\r"
    told = _FIELD.match(headers, 1)
    # The colons of "08:12:00 2013" at the end of the line spare most envelopes the expression.
    if (buffer[line - 8] == 58 == buffer[line - 11]) or _DATED.match(buffer, at + 1, line + 1):
        if told is None:
            return blank and headers == b"\n"
        return _TELLING.search(headers) is not None
    if not blank or told is None or _LOOSE.match(buffer, at + 1, line + 1) is None:
        return False
    return len({name.lower() for name in _TELLING.findall(headers)}) >= 2


def _stated(headers: bytes, lower: bytes, peek: Callable[[int, int], bytes], start: int) -> int:
    """The size of the message by its Content-Length, when what follows bears that out; else -1."""
    found = _LENGTH.search(lower)
    if found is None:
        return -1
    blank = 2 if headers.endswith(b"\r\n") else 1
    size = len(headers) - 1 + blank + int(found.group(1))
    behind = peek(start + size - 1, 16)
    if not behind:
        return -1
    rest = behind[1:].lstrip(b"\r\n")
    return size if rest.startswith(b"From ") or (not rest and len(behind) < 6) else -1


def parted(pieces: Iterator[bytes]) -> Iterator[Found]:
    """The messages of an MMDF mailbox: between lines of four control characters."""
    buffer, base, at = b"\n", -1, 0
    ended, ends = False, -1
    while not ended:
        piece = next(pieces, b"")
        ended = not piece
        buffer += piece
        while (at := buffer.find(b"\n" + MMDF, at)) >= 0:
            line = at + 5
            ends = base + at + 1 if ends < 0 else ends
            if buffer.startswith(MMDF, line + 1):  # the end of one, the beginning of the next
                at = line
                continue
            if buffer.startswith(b"From ", line + 1):
                line = max(line, buffer.find(b"\n", line + 1))
            end = headers_end(buffer, line)
            if end < 0:
                if not ended and len(buffer) - line < HEADERS + 4:
                    break
                end = min(len(buffer), line + HEADERS) - 1
            if end > line:
                headers = buffer[line : end + 1]
                yield Found(ends, base + line + 1, headers, headers.lower())
                ends = -1
            at = max(at + 1, end)
        else:
            at = max(0, len(buffer) - 6)
        buffer, base, at = buffer[at:], base + at, 0


def batched(pieces: Iterator[bytes], peek: Callable[[int, int], bytes]) -> Iterator[Found]:
    """The articles of a batch of news ("#! rnews SIZE"): their sizes lead from one to the next."""
    del pieces
    at = 0
    while (head := peek(at, 80)) and (stated := _SIZE.match(head)):
        start, size = at + stated.end(), int(stated.group(1))
        block = b"\n" + peek(start, min(size, HEADERS))
        end = headers_end(block, 0)
        headers = block[: end + 1] if end >= 0 else block
        yield Found(at, start, headers, headers.lower(), size)
        at = start + size


def sectioned(pieces: Iterator[bytes], start: int = 0) -> Iterator[Found]:
    """The messages of a Babyl file, from the section on that begins at `start`."""
    buffer, base, at = b"", start, 0
    ended = False
    while not ended:
        piece = next(pieces, b"")
        ended = not piece
        buffer += piece
        while (at := buffer.find(SECTION, at)) >= 0:
            line = buffer.find(b"\n", at + len(SECTION))
            if line >= 0 and buffer.startswith(EOOH, line + 1):
                line += len(EOOH)
            end = -1 if line < 0 else headers_end(buffer, line)
            if end < 0:
                if not ended and len(buffer) - at < HEADERS + 4:
                    break
                if line < 0:
                    return
                end = min(len(buffer), line + HEADERS) - 1
            headers = buffer[line : end + 1].partition(EOOH)[0]
            yield Found(base + at, base + line + 1, headers, headers.lower())
            at = max(at + 1, end)
        else:
            at = max(0, len(buffer) - len(SECTION))
        buffer, base, at = buffer[at:], base + at, 0


def sized(access_read: Callable[[int, int], bytes]) -> Iterator[Found]:
    """The message of an emlx file: as long as its first line says."""
    head = access_read(0, HEADERS)
    stated = EMLX.match(head)
    if stated is None:
        return
    start, size = stated.end(), int(stated.group(1))
    block = b"\n" + head[start : start + size]
    end = headers_end(block, 0)
    headers = block[: end + 1] if end >= 0 else block
    yield Found(0, start, headers, headers.lower(), size)
