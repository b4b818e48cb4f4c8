"""Posts that lost their mark, but not the line that stands beside every mark.

An engine prints less of some posts (folded answers, comments, what is younger than a day) than of
others: the date is missing, but the subject with its score is not. A shape that stands at nearly
all of a page's marks stands for a post where it stands alone, too.
"""

from __future__ import annotations

from bisect import bisect_left

from threadview.formats.text.marks.forms import forms
from threadview.formats.text.page import Page
from threadview.namedtuple import NamedTuple

NEAR = 3
"""Cells between a mark and its companion."""
ALWAYS = 0.85
"""The share of the marks that have it."""
FEWEST = 4
MOSTLY = 0.6
"""The share of its other places that prose parts from the marks on both sides."""
LEAST = 2
"""Posts without a mark: one, the page's first or last, any line has that stands on the other side
of the bodies."""
MOST = 3
"""How many posts without a mark there may be for each with one."""


class Companions(NamedTuple):
    """The cells of a line that stands at nearly all marks: the places of the posts by it, and which
    of them are away from all marks."""

    places: list[int]
    alone: list[int]


def companions(page: Page, places: list[int]) -> Companions | None:
    """The line that stands at nearly all the places, where it stands elsewhere too."""
    if len(places) < FEWEST:
        return None
    best: Companions | None = None
    for key, found in forms(page).items():
        if key[0] != "s" or len(found) < FEWEST + 1:
            continue
        mine = _beside(page, places, found)
        if mine is not None and (best is None or len(best.alone) < len(mine.alone)):
            best = mine
    return best


def _beside(page: Page, places: list[int], found: list[int]) -> Companions | None:
    """The places of a shape, where the marks have it, and prose stands between the marks and what
    is away from them."""
    beside: dict[int, int] = {}
    alone: list[int] = []
    for n in found:
        i = bisect_left(places, n)
        near = [m for m in places[max(0, i - 1) : i + 1] if abs(m - n) <= NEAR]
        mine = [m for m in near if not page.words_between(min(m, n) + 1, max(m, n))]
        beside.update(dict.fromkeys(mine, n))
        if not mine:
            alone.append(n)
    if len(beside) < ALWAYS * len(places) or not LEAST <= len(alone) <= MOST * len(places):
        return None
    marks = sorted({*places, *alone})
    parted = [_parted(page, marks, n) for n in alone]
    if sum(map(all, parted)) < MOSTLY * len(alone):
        return None
    alone = [n for n, (_, below) in zip(alone, parted, strict=True) if below or n > places[0]]
    return Companions(sorted({*alone, *(beside.get(place, place) for place in places)}), alone)


def _parted(page: Page, marks: list[int], n: int) -> tuple[bool, bool]:
    """Whether prose stands between a cell and the mark above it, and below it and the next."""
    i = bisect_left(marks, n)
    below = marks[i + 1] if i + 1 < len(marks) else len(page.cells)
    above = marks[i - 1] + 1 if i else 0
    return not i or page.prose_between(above, n), page.prose_between(n + 1, below)
