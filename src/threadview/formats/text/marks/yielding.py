"""Marks that yield to separators: they stand at some of the posts, the separators at all of them.

What a page prints for each post (its author's name, its number) an extractor may leave of some
posts only; the lone no-break space that closes each body it leaves of all.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from threadview.formats.text.authors.usercell import DEPTH, head
from threadview.formats.text.lines.kind import AD, EDIT, FILE, HEAD, NUMBER, SHORT, TAIL
from threadview.formats.text.marks.priors import whole
from threadview.formats.text.marks.sparse import ends, signs
from threadview.formats.text.page import Page

MOST_LOST = 0.3
"""The share of posts, at most, whose marks may have been lost: a body in which separators stand
otherwise holds many."""
BEHIND = frozenset((EDIT, TAIL, FILE, AD))
"""What stands between a separator and the buttons of the post that it closes."""
LEAKED = frozenset((SHORT, EDIT, TAIL, NUMBER, HEAD))
"""What else may have leaked between a separator and a name."""
HEADED = 0.7
"""The share of names right below separators from which the separators divide the posts."""


def yields(page: Page, key: str, places: list[int], separators: list[int]) -> bool:
    """Whether the marks of a key stand at posts that separators part, among others."""
    if key == "who":
        several = len(separators) > len(places)
        return (several and _signed(page, separators)) or _headed(page, places, separators)
    if key == "#" and _counted(page, places, separators):
        return True
    if key[0] in "#l" and _closed(page, places, separators):
        return True
    if key.startswith("t:") and _behind(page, places, separators):
        return True
    if key[0] == "d" and _joined(page, places, separators):
        return True
    return key[0] in "#d" and _parted(page, places, separators)


def _headed(page: Page, names: list[int], separators: list[int]) -> bool:
    """Whether most names stand at the head of what separators divide: they leaked there. Who says
    a name again has signed."""
    codes, heads, signed = page.codes, 0, 0
    for place, last in zip(names, [-1, *names], strict=False):
        above = place - 1
        while above >= 0 and codes[above] in LEAKED:
            above -= 1
        if above in separators:
            heads += 1
        elif last >= 0 and page.lower[place] == page.lower[last]:
            signed += 1
    return heads + 1 >= HEADED * (len(names) - signed)


def _counted(page: Page, numbers: list[int], separators: list[int]) -> bool:
    """Whether the numbers that are left say how many separators stand between them."""
    found = [whole(page.kinds[place].number) for place in numbers]
    steps = [b - a for a, b in pairwise(found)]
    above = [bisect_left(separators, place) for place in numbers]
    return max(steps) > 1 and steps == [b - a for a, b in pairwise(above)]


def _closed(page: Page, places: list[int], separators: list[int]) -> bool:
    """Whether one separator stands between each two marks, right above the lower one's header, and
    there are more below the last or above the first, with words between, than posts with a mark."""
    below = [bisect_left(separators, place) for place in places]
    if any(b - a != 1 for a, b in pairwise(below)):
        return False
    if any(page.prose_between(separators[n], m) for n, m in zip(below, places[1:], strict=False)):
        return False
    edges = [0, *separators]
    bodies = sum(page.words_between(a + 1, b) > 0 for a, b in pairwise(edges))
    return bodies > len(places) and _signed(page, separators)


def _signed(page: Page, separators: list[int]) -> bool:
    """Whether marks that XenForo 2 prints behind bodies stand behind separators, of which the last
    ends the posts."""
    ended = ends(page, separators[-1]) or signs(page, separators[-1])
    return ended and any(signs(page, n) for n in separators)


def _behind(page: Page, places: list[int], separators: list[int]) -> bool:
    """Whether each mark stands behind a separator, as reactions do, and more separators stand
    there than marks."""
    return len(separators) > len(places) and all(
        any(n in separators for n in range(place - 1, _above(page, place) - 1, -1))
        for place in places
    )


def _above(page: Page, place: int) -> int:
    """The cell above what ends the post above a mark: edit mark, files, other buttons."""
    place -= 1
    while place > 0 and page.codes[place] in BEHIND:
        place -= 1
    return place


def _joined(page: Page, places: list[int], separators: list[int]) -> bool:
    """Whether most dates stand in the columns that leaked below separators: since when people are
    here, not when they spoke."""
    within = 0
    for place in places:
        above = bisect_left(separators, place) - 1
        begin = separators[above] + 1 if above >= 0 else place
        if place - begin in range(1, DEPTH):
            found = head(page, begin, min(len(page.cells), begin + 2 * DEPTH))
            within += found is not None and place < found[1]
    return within + 1 >= HEADED * len(places)


def _parted(page: Page, places: list[int], separators: list[int]) -> bool:
    """Whether each mark has words and a separator below, and a few have more of both, whose own
    mark is lost."""
    lost = 0
    first = bisect_left(separators, places[0])
    for place, below in pairwise([*places, len(page.cells)]):
        last = bisect_left(separators, below)
        mine = separators[first:last]
        if below < len(page.cells) and not (mine and not page.prose_between(mine[-1], below)):
            return False
        if not all(page.words_between(a + 1, b) for a, b in pairwise([place, *mine])):
            return False
        lost += max(0, len(mine) - 1)
        first = last
    return 0 < lost <= MOST_LOST * len(places)
