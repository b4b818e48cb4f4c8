"""What a site puts between posts, word for word, that bodies closed by a no-break space begin with.

XenForo 2's templates and add-ons print a site's own block between two `message` blocks. An
extractor keeps it below the separator, behind a blank line, where a body begins right below it:
what stands so at the head of several records, and is said nowhere else, is the page's. A post that
several people quote is said in the post as well, or begins without a blank line.
"""

from __future__ import annotations

from collections import defaultdict

from threadview.formats.text.lines.kind import AD, EDIT, FILE, NBSP, PROSE, SHORT, TAIL
from threadview.formats.text.page import Page

BEHIND = frozenset((EDIT, TAIL, FILE, AD))
"""What of the post above may stand below its separator."""
WORDS = frozenset((PROSE, SHORT))
LEAST = 8
"""Words of sentences in such a block, at least."""
LONGEST = 16
"""Lines of one, at most."""


def mark(page: Page) -> None:
    """Make the cells of blocks that return below separators the page's."""
    heads = _heads(page)
    groups: dict[str, list[int]] = defaultdict(list)
    for n in heads:
        groups[page.cells[n].clean].append(n)
    for said, places in groups.items():
        if len(places) < 2 or sum(cell.clean == said for cell in page.cells) > len(places):
            continue
        count = _alike(page, places)
        cells = range(places[0], places[0] + count)
        if sum(page.kinds[n].words for n in cells if page.codes[n] == PROSE) < LEAST:
            continue  # a poster's name and titles return as well
        for place in places:
            page.codes[place : place + count] = [AD] * count
            page.keys[place : place + count] = ["ad"] * count


def _heads(page: Page) -> list[int]:
    """The lines below separators, behind what ends the post above, that a blank line sets off."""
    found: list[int] = []
    count = len(page.cells)
    for n in [n + 1 for n, code in enumerate(page.codes) if code == NBSP]:
        while n < count and page.codes[n] in BEHIND:
            n += 1
        if n < count and page.cells[n].gap and page.codes[n] in WORDS:
            found.append(n)
    return found


def _alike(page: Page, places: list[int]) -> int:
    """How many lines are the same at all places."""
    cells, codes = page.cells, page.codes
    for n in range(1, LONGEST):
        lines = {cells[place + n].clean for place in places if place + n < len(cells)}
        whole = places[-1] + n < len(cells) and codes[places[0] + n] in WORDS
        if len(lines) != 1 or not whole:
            return n
    return LONGEST
