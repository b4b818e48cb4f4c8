"""Where a page's foot begins, below the last post that anything marks."""

from __future__ import annotations

from threadview.cues import feet, furniture
from threadview.formats.text.lines.kind import FOOT, PROSE
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.page import Page
from threadview.pattern import pattern

STEP = pattern(r"\s*(?:»|›|→)\s*|\s(?:->|::|>|/)\s")
SIGNS = frozenset("»›→>:/")
STEPS = 2
"""Signs between the steps of the way to a thread, at least."""
NETWORK = furniture.words(feet.NETWORK)
SENTENCE = 5
"""Words of a line that surely begins a foot, at least."""
MOST = 80
"""Words below it, at most."""


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
    ways = {cell.clean for cell in page.cells[:first] if is_way(cell.clean)}
    if ways:
        end = next((n for n in range(below, end) if page.cells[n].clean in ways), end)
    while below < end < count and _listed(page, end) and _listed(page, end - 1):
        end -= 1
    return end


def sure(page: Page) -> int:
    """The first cell of the foot of a page that no mark divides; the page's end where there is
    none.

    An article has headings like a foot's, and goes on: a whole sentence of a template begins it,
    and hardly anything is said below.
    """
    count = len(page.cells)
    for n in range(page.codes.find(PROSE) + 1, count):
        lower = page.lower[n]
        known = page.codes[n] == FOOT and len(lower.split()) >= SENTENCE
        known = known or (page.codes[n] == PROSE and lower.startswith(NETWORK))
        if known and page.tables.knows("invision verticalscope"):
            below = sum(page.kinds[m].words for m in range(n + 1, count))
            if below <= MOST:
                return n
    return count


def _listed(page: Page, n: int) -> bool:
    """Whether a line is a short item of a list, as a foot's links are."""
    return page.cells[n].bullet and page.codes[n] != PROSE


def is_way(clean: str) -> bool:
    """Whether a line is the way from the site to the thread."""
    return not SIGNS.isdisjoint(clean) and len(STEP.findall(clean)) >= STEPS
