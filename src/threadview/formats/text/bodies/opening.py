"""The post above the first one that has a header: an article above its comments, or the opening
post whose header an extractor lost. What stands above somebody's name and date is not theirs."""

from __future__ import annotations

from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import EDIT, FILE, FOOT, PROSE, TAIL
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.page import Page
from threadview.model import Evidence

LEAST = 60
"""Words of prose above the first header that are more than a page says there."""
TOP = 8
"""Lines above it, at most: more are a page's head."""
PLAIN = 4
"""How many times more words the prose has than the lines around it."""

SECOND = "2"
"""The number of the first post that has one, where the opening post's own was lost."""
FEW = 10
"""Words above that number that are a post's."""

ENDS = frozenset((EDIT, FILE, TAIL))
"""What an engine prints below a post's words."""

OPENING = Evidence("repetition", "words above the first header", 0.85)
NUMBERED = Evidence("repetition", "words above the number of the second post", 0.9)


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


def unnumbered(page: Page, anchor: Anchor, first: Record) -> Record | None:
    """The record of the opening post where the page numbers its posts and the numbers begin with
    the second one: what is said right above that, below the page's head and the title."""
    known = anchor.key == "#" and anchor.climbs and first.anchor > 0
    if not known or page.kinds[first.anchor].number != SECOND:
        return None
    end = page.codes.rfind(PROSE, 0, first.anchor) + 1
    start = end
    while start and page.codes[start - 1] == PROSE:
        start -= 1
    said = {cell.clean for cell in page.cells[:start]}
    while start < end and page.cells[start].clean in said:
        start += 1
    if page.words_between(start, end) < FEW or FOOT in page.codes[start : first.anchor]:
        return None
    return Record(0, start, end, start, NUMBERED)


def closed_by(page: Page, opened: Record, following: Record) -> int:
    """The cell at which the region of the post below begins: under what closes the opening post."""
    codes = page.codes
    below = range(following.anchor - 1, opened.end - 1, -1)
    return next((n + 1 for n in below if codes[n] in ENDS), opened.end)
