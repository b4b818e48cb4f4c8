"""What a message of an mbox was before it was put there: one ">" off escaped "From " lines.

mboxo puts ">" before body lines that begin with "From ", mboxrd also before those that begin with
">From ", ">>From " and so on; mboxcl does as mboxo and states the size, mboxcl2 states the size and
escapes nothing. Which of them a file is, it does not say. An escaped line stands one ">" deeper
than the lines around it, a line that was quoted by hand as deep as they: that tells in any dialect.
Where nothing stands around it, the file's other lines of the kind tell.
"""

from __future__ import annotations

import re
from typing import Literal

from threadview.pattern import pattern

Dialect = Literal["", "mboxo", "mboxrd", "mboxcl", "mboxcl2"]

_ESCAPED = pattern(rb"(?m)^(>+)From ")
_PLAIN = pattern(rb"(?m)^From ")
_DEEP = pattern(rb">*")


def unescaped(body: bytes, exact: bool, dialect: Dialect = "") -> bytes:
    """A message's bytes as they were sent. `exact` says that its size was stated."""
    if b"From " not in body:
        return body
    if exact and (dialect == "mboxcl2" or _PLAIN.search(body) is not None):
        return body
    deeper = dialect == "mboxrd"

    def restored(match: re.Match[bytes]) -> bytes:
        depth = len(match.group(1))
        if not deeper and not _is_escaped(body, match.start(), depth):
            return match.group()
        return match.group()[1:]

    return _ESCAPED.sub(restored, body)


def _is_escaped(body: bytes, at: int, depth: int) -> bool:
    """Whether a line of that depth has one ">" more than it was sent with: the lines beside it
    stand less deep; where there are none, it is that of mboxo, which puts only one."""
    around = depths_beside(body, at)
    if not around:
        return depth == 1
    return depth not in around


def depths_beside(body: bytes, at: int) -> set[int]:
    """The number of ">" before the lines above and below the one at a place, but for empty ones
    and for others that may be escaped."""
    start = body.rfind(b"\n", 0, max(0, at - 1)) + 1
    end = body.find(b"\n", at)
    stop = body.find(b"\n", end + 1) if end >= 0 else -1
    lines = [body[start : at - 1] if at else b""]
    if end >= 0:
        lines.append(body[end + 1 : stop if stop >= 0 else len(body)])
    found = set()
    for line in lines:
        marks = _DEEP.match(line)
        assert marks is not None
        rest = line[marks.end() :]
        if rest.strip() and not rest.startswith(b"From "):
            found.add(marks.end())
    return found


def dialect_of(sample: bytes, sized: bool) -> Dialect:
    """The dialect of a file from its first bytes; "" where they do not tell. `sized` says that its
    messages state their sizes."""
    if sized:
        return ""
    deeper = same = 0
    for match in _ESCAPED.finditer(sample):
        depth = len(match.group(1))
        around = depths_beside(sample, match.start())
        if depth > 1:
            deeper += depth - 1 in around and depth not in around
            same += depth in around
        elif around == {1}:
            same += 1
    if deeper > same:
        return "mboxrd"
    return "mboxo" if same else ""
