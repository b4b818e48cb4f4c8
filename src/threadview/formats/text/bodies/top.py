"""Where a page's head ends, above the first body that a mark closes."""

from __future__ import annotations

from threadview.formats.text.bodies import closed
from threadview.formats.text.lines.kind import (
    DATE,
    FOOT,
    HEAD,
    LABEL,
    NUMBER,
    PAIR,
    PROSE,
)
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.page import Page

SOLID = frozenset((HEAD, LABEL, PAIR, NUMBER, DATE))
"""Furniture that a name or a rank beside it belongs to."""
LONGEST_TITLE = 160
QUIET = 4
"""Cells without prose in a row that end a page's head, and the last post."""


MOST_SAID = 80
"""Words of the notices above the first post, at most."""


def top(page: Page, anchor: Anchor) -> int:
    """The cell before the first body, under an anchor that closes posts: the end of the page's
    head, from the first anchor upwards."""
    codes = page.codes
    form = anchor.key == "nbsp" and closed.is_form(page, anchor.places)
    quiet, seen = 0, False
    for index in range(anchor.places[0] - 1, -1, -1):
        code = codes[index]
        if code == PROSE:
            quiet, seen = 0, True
        elif code == FOOT and not (form and _spoken(page, index)):
            return index
        elif page.cells[index].bullet or page.is_furniture(index):
            quiet += 1
        if seen and code in SOLID and _company(page, index, form):
            return index
        if seen and quiet > 2 * QUIET and not (form and _spoken(page, index)):
            if anchor.key != "nbsp" or not _worded(page, index):
                return index + quiet - 1
            quiet = 0  # a list in the first post: what is above a page's menu is no prose
    first = page.cells[0].clean if page.cells else ""
    line = len(first) <= LONGEST_TITLE and anchor.key == "nbsp"
    return 0 if codes and (codes[0] != PROSE or line) else -1


def _spoken(page: Page, index: int) -> bool:
    """Whether more is said above a line, below the title, than a page says to every reader."""
    return page.words_between(1, index) > MOST_SAID


def _worded(page: Page, index: int) -> bool:
    """Whether prose stands right above the list that a line is in."""
    above = next((n for n in range(index, -1, -1) if not page.cells[n].bullet), -1)
    return above > 0 and page.codes[above] == PROSE


def _company(page: Page, index: int, printed: bool) -> bool:
    """Whether solid furniture has more of its kind right above it, or begins the page; `printed`
    where a list of facts or of dates may well be the first post's."""
    codes = page.codes
    if printed:
        near = [n for n in range(max(0, index - 4), index) if codes[n] in SOLID - {DATE}]
        return closed.printed(page, index) and any(closed.printed(page, n) for n in near)
    if codes[index] == HEAD and page.kinds[index].found:
        return True
    return any(codes[near] in SOLID for near in range(max(0, index - 4), index))
