"""What engines print around a title in the page itself: the first row of a table of posts, an arrow
before it, somebody's name below it."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.cues import titles
from threadview.formats.text.page import Page

ROWS = 6
"""Cells at the top of a text in which the first row of a table names the thread."""
ABOVE = 600
"""Characters above a line in which the breadcrumb with its arrow is looked for."""
NAME = 40
"""Letters of the longest name of a person that is looked for in a line."""


def rowed(page: Page, index: int, text: str) -> bool:
    """Whether a line is the first row of a table of posts, with words in one cell alone, or has
    Invision 2's arrow before it."""
    start = text.rfind("\n", 0, page.cells[index].start) + 1
    end = text.find("\n", start)
    row = text[start:end].strip(" \t")
    if row.startswith((">\xa0", "> ")) and _trailed(text[:start]):
        return True
    if index >= ROWS or not row.startswith(("|", ">\xa0")):
        return False
    filled = sum(map(bool, (part.strip() for part in row.split("|"))))
    below = text[end + 1 : end + 3].strip(" ").startswith("|")
    return row[0] == ">" or (below and filled == 1 and row.count("|") > 2)


def _trailed(above: str) -> bool:
    """Whether a breadcrumb with the same arrow before it ends the lines above, but for one."""
    for line in [line.strip() for line in above[-ABOVE:].split("\n") if line.strip()][-2:]:
        if line.startswith(">") and "»" in line:
            return True
    return False


def bylined(lower: Sequence[str], index: int) -> bool:
    """Whether the lines below name who began the thread, as Invision 4 prints them: the name and
    then once more behind a single word ("By tern"), or that and then where ("in Lamps").

    `lower` are the lines in lower case.
    """
    near = [n for n in range(index + 1, min(len(lower), index + 4)) if lower[n]][:2]
    if len(near) < 2:
        return False
    one, two = (lower[n] for n in near)
    if len(one) > NAME:
        return False
    if two.endswith(f" {one}") and two[: -len(one)].count(" ") == 1:
        return True
    named = one.endswith(f" {lower[index]}")
    return one.startswith(titles.BYLINE) and two.startswith(titles.PLACED) and not named
