"""The words around a hit, for a line in a list."""

from __future__ import annotations

import re
from typing import NamedTuple

REACH = 48
"""Characters shown on either side of a hit, at most."""

LONGEST = 200
"""Characters of a hit itself that are shown, at most."""


class Around(NamedTuple):
    """A hit in one line: what stands before it, the hit, what follows; white space is one space."""

    before: str
    match: str
    after: str


def around(text: str, start: int, end: int, reach: int = REACH) -> Around:
    """The words around `[start, end)` of a text, cut between words, "…" where more would follow."""
    before = _last_words(text[max(0, start - 4 * reach) : start], reach, start > 4 * reach)
    after = _first_words(text[end : end + 4 * reach], reach, end + 4 * reach < len(text))
    match = re.sub(r"\s+", " ", text[start : min(end, start + LONGEST)])
    return Around(before, match + "…" if end - start > LONGEST else match, after)


def _last_words(text: str, reach: int, more: bool) -> str:
    line = " ".join(text.split())
    if text[-1:].isspace():
        line += " "
    if len(line) <= reach:
        return "… " + line.lstrip() if more and line.strip() else line.lstrip()
    line = line[-reach:]
    cut = line.find(" ")
    return "… " + line[cut + 1 :] if 0 <= cut < len(line) - 1 else "…" + line


def _first_words(text: str, reach: int, more: bool) -> str:
    line = " ".join(text.split())
    if text[:1].isspace():
        line = " " + line
    if len(line) <= reach:
        return line.rstrip() + " …" if more and line.strip() else line.rstrip()
    line = line[:reach]
    cut = line.rfind(" ")
    return line[:cut] + " …" if cut > 0 else line + "…"
