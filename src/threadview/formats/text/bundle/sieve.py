"""Whether the head of a dump can hold a seam between two documents at all.

Nearly all dumps hold one document. For them this is the whole cost of finding that out: two
expressions over the bytes, on the road to the first frame. What passes is looked into by
`dividing`.
"""

from __future__ import annotations

import re
from functools import cache

NEAR = 262144
"""Bytes at a dump's head in which the first seam between two documents must stand."""
FIRST = 1024
"""Bytes at a dump's head in which a seam stands that it begins with."""


BEGINS = (
    r"[=*-]{3,}|[#~+%:]{5,}|[=*] [=*] [=*] |<\|?/?\w|<{2,3}\w|\[{1,3}\w|={2,}>? ?\w"
    r"|-{2,}>? ?\w|\#{2,} ?\S|\f|\x1e"
    r"|(?:[Uu][Rr][LlIi]|Source|Link|Thread|Topic|Title|File(?:name)?|Page|Seite)\b.{0,12}[:\d]"
)
"""How a line begins that may be a seam."""


@cache
def _seam() -> re.Pattern[bytes]:
    """The same in bytes, whichever script a word is of."""
    return re.compile(rf"\n(?:{BEGINS})".replace(r"\w", r"[\w\x80-\xff]").encode())


@cache
def _first() -> re.Pattern[bytes]:
    """A line that may be, or name, what follows: a label, an address, a file, a number, a rule."""
    return re.compile(
        rb"\n[^\w\x80-\xff\n]{0,4}[\w\x80-\xff][\w\x80-\xff ]{0,60}[\"'*_]{0,2}[ \t]?"
        rb"(?:[:=]|\xef\xbc\x9a)"
        rb"|\d[ \t)\]>:]*\r?\n|://|\.\w{2,5}(?:\.gz)?[\"'\s]*\n|\n\f?[=\-*_#~+%:<\[{\xe2\x1e]"
    )


def may_be_divided(head: bytes) -> bool:
    """Whether a head holds a line that may be a seam, or whether its first line returns."""
    if _seam().search(head) is not None or _first().search(b"\n%b\n" % head[:FIRST]) is not None:
        return True
    line = head.lstrip().split(b"\n", 1)[0].rstrip()
    return len(line) > 2 and head.find(b"\n" + line, len(line)) >= 0
