"""Where a page's foot begins, below the last post that anything marks."""

from __future__ import annotations

from threadview.formats.text.lines.kind import FOOT, PROSE
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.page import Page
from threadview.pattern import pattern

STEP = pattern(r"\s*(?:»|›|→)\s*|\s(?:->|::|>|/)\s")
SIGNS = frozenset("»›→>:/")
STEPS = 2
"""Signs between the steps of the way to a thread, at least."""


def foot(page: Page, anchor: Anchor) -> int:
    """The first cell of the foot, below the last mark; the page's end where there is none.

    A line that a table knows begins it, or the way to the thread, said again as it is said above
    the first mark.
    """
    first, last, count = anchor.places[0], anchor.places[-1], len(page.cells)
    below = last + 1
    said = page.kinds[last].found and not anchor.after
    if said and below < count and page.codes[below] == FOOT:  # a post by the forum itself
        page.codes[below], page.keys[below] = PROSE, ""
    found = page.codes.find(FOOT, below, count)
    end = found if found >= 0 else count
    ways = {cell.clean for cell in page.cells[:first] if _is_way(cell.clean)}
    if ways:
        end = next((n for n in range(below, end) if page.cells[n].clean in ways), end)
    while below < end < count and _listed(page, end) and _listed(page, end - 1):
        end -= 1
    return end


def _listed(page: Page, n: int) -> bool:
    """Whether a line is a short item of a list, as a foot's links are."""
    return page.cells[n].bullet and page.codes[n] != PROSE


def _is_way(clean: str) -> bool:
    """Whether a line is the way from the site to the thread."""
    return not SIGNS.isdisjoint(clean) and len(STEP.findall(clean)) >= STEPS
