"""What a template prints around bodies that a no-break space closes, and what is somebody's list.

XenForo 2's `message_macros` prints the facts about a poster as a list of pairs, which an extractor
makes a label and, on the line below, its value; the date of a post stands alone or with its number.
A label with its value in one line, or one date below the other, is what people write.
"""

from __future__ import annotations

from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    HEAD,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    RULE,
    SIDE,
    TAIL,
)
from threadview.formats.text.marks.sparse import signs
from threadview.formats.text.page import Page

ABOVE = frozenset((HEAD, NUMBER, TAIL, RULE, COUNT, NBSP, BLANK, AD, EDIT, SIDE))
MOST_STAMPS = 0.5
"""Lines with a date and a time, for each separator, from which they are another engine's."""
BELOW = frozenset((NBSP, BLANK, AD))
"""What may stand between a body's last line and the no-break space."""


def is_form(page: Page, places: list[int]) -> bool:
    """Whether separators at these places are XenForo 2's: other engines print numbers or the times
    of posts as often, and much between a body and the mark."""
    dates = [page.kinds[n].date for n, code in enumerate(page.codes) if code in (DATE, NUMBER)]
    stamps = sum(date is not None and bool(date.time) for date in dates)
    return stamps < MOST_STAMPS * len(places)


def is_signed(page: Page) -> bool:
    """Whether what XenForo 2 prints behind bodies stands behind a no-break space."""
    return any(signs(page, n) for n, code in enumerate(page.codes) if code == NBSP)


def printed(page: Page, index: int) -> bool:
    """Whether a line above a body is the template's."""
    code, key = page.codes[index], page.keys[index]
    if code == PAIR:
        return key == "value"
    if code == LABEL:
        told = index + 1 < len(page.keys) and page.keys[index + 1] == "value"
        return told and not page.cells[index].clean.endswith((":", "："))
    if code == DATE:
        return key == "#" or (page.kinds[index].sure and not _listed(page, index))
    return code in ABOVE


def _listed(page: Page, index: int) -> bool:
    """Whether another date stands right above or below one."""
    return DATE in (page.codes[index - 1], *page.codes[index + 1 : index + 2])


def end(page: Page, start: int, b: int) -> int:
    """Where a body ends that begins at `start`, above the no-break space at `b`."""
    while b > start and page.codes[b - 1] in BELOW:
        b -= 1
    return max(b, start + 1)
