"""The post above the first one that has a header: an article above its comments, or the opening
post whose header an extractor lost. What stands above somebody's name and date is not theirs."""

from __future__ import annotations

from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import FOOT, PROSE
from threadview.formats.text.page import Page
from threadview.model import Evidence

LEAST = 60
"""Words of prose above the first header that are more than a page says there."""
TOP = 8
"""Lines above it, at most: more are a page's head."""
PLAIN = 4
"""How many times more words the prose has than the lines around it."""

OPENING = Evidence("repetition", "words above the first header", 0.85)


def above(page: Page, first: Record, name: Naming | None) -> Record | None:
    """The record of what is said above the first record's header, if anything is; of that, without
    its author's name, the mark is known."""
    if first.anchor >= first.start or (name is not None and name.cell >= first.start):
        return None
    head = max(first.anchor, 0)
    head = head if name is None else min(name.cell, head)
    prose = [n for n in range(1, head) if page.codes[n] == PROSE]
    if not prose or prose[0] > TOP or FOOT in page.codes[prose[0] : head]:
        return None
    if any(cell.bullet for cell in page.cells[: prose[0]]):
        return None  # a page's head, which may say anything
    start, end = prose[0], prose[-1] + 1
    said = sum(page.kinds[n].words for n in prose)
    other = sum(page.kinds[n].words for n in range(start, end)) - said
    if said < LEAST or PLAIN * other > said:
        return None
    return Record(0, start, end, start, OPENING)
