"""Marks that yield to separators: they stand at some of the posts, the separators at all of them.

What a page prints for each post (its author's name, its number) an extractor may leave of some
posts only; the lone no-break space that closes each body it leaves of all.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from threadview.formats.text.lines.kind import EDIT, SHORT, TAIL
from threadview.formats.text.marks.priors import whole
from threadview.formats.text.page import Page

HEADED = 0.7
"""The share of names right below separators from which the separators divide the posts."""


def yields(page: Page, key: str, places: list[int], separators: list[int]) -> bool:
    """Whether the marks of a key stand at posts that separators part, among others."""
    if key == "who":
        return _headed(page, places, separators)
    return key == "#" and _counted(page, places, separators)


def _headed(page: Page, names: list[int], separators: list[int]) -> bool:
    """Whether most names stand at the head of what separators divide: they leaked there."""
    codes, heads = page.codes, 0
    for place in names:
        above = place - 1
        while above >= 0 and codes[above] in (SHORT, EDIT, TAIL):
            above -= 1
        heads += above in separators
    return heads + 1 >= HEADED * len(names)


def _counted(page: Page, numbers: list[int], separators: list[int]) -> bool:
    """Whether the numbers that are left say how many separators stand between them."""
    found = [whole(page.kinds[place].number) for place in numbers]
    steps = [b - a for a, b in pairwise(found)]
    above = [bisect_left(separators, place) for place in numbers]
    return max(steps) > 1 and steps == [b - a for a, b in pairwise(above)]
