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


def above(page: Page, records: list[Record], names: list[Naming | None]) -> Record | None:
    """The record of what is said above the first record's header, if anything is."""
    first, name = records[0], names[0]
    if name is None or name.cell >= first.start or first.anchor >= first.start:
        return None
    head = min(name.cell, max(first.anchor, 0))
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
