"""The facts about a poster, as lines of their column: where they end, and what is somebody's list.

XenForo 2 prints each fact as a label and, below it, its value; skins draw the labels, so that a
date, since when somebody is there, and counters are left. What is laid out otherwise right below is
the post's: labels with their values beside them, more dates.
"""

from __future__ import annotations

from threadview.formats.text.lines import dates
from threadview.formats.text.lines.kind import (
    BLANK,
    COUNT,
    DATE,
    HEAD,
    LABEL,
    PAIR,
    PROSE,
    SHORT,
    SIDE,
)
from threadview.formats.text.page import Page

FACTS = frozenset((LABEL, PAIR, COUNT, DATE))
AMONG = FACTS | {HEAD, BLANK}
LEAST = 3
"""Facts, a date among them, that make a column of lines without a gap below the name."""


def dated(page: Page, n: int) -> bool:
    """Whether a line is a date, of numbers alone or not."""
    return page.kinds[n].date is not None or (
        page.codes[n] == COUNT and dates.find(page.cells[n].clean) is not None
    )


def foreign(page: Page, start: int, index: int) -> bool:
    """Whether a line that looks like a fact is laid out otherwise than those of the column that
    begins at `start`."""
    codes, keys = page.codes, page.keys
    if codes[index] == PAIR and keys[index] != "value":
        return any(codes[n] == DATE or keys[n] == "value" for n in range(start, index))
    if codes[index] != DATE:
        return False
    return any(dated(page, n) for n in range(start, index))


def told(page: Page, start: int, end: int, surely: bool) -> bool:
    """Whether the facts below a name are no list that somebody wrote: dates, or labels with their
    values in one line; `surely` where several are none and one is a date."""
    codes, keys = page.codes, page.keys
    lines = range(start, end)
    plain = sum(
        codes[n] in (LABEL, COUNT) or (codes[n] == PAIR and keys[n] == "value") for n in lines
    )
    return plain >= LEAST and any(dated(page, n) for n in lines) if surely else plain > 0


def behind(page: Page, index: int, end: int) -> int:
    """The first cell at or below `index` that is no fact, nor a banner with facts right below."""
    cells, codes, start = page.cells, page.codes, index
    while index < end and not (cells[index].gap and codes[index] not in (LABEL, PAIR)):
        if codes[index] in (SHORT, SIDE):
            near = range(index + 1, min(end, index + 3))
            if not any(codes[n] in FACTS for n in near) or any(cells[n].gap for n in near):
                break
        elif codes[index] not in AMONG or foreign(page, start, index):
            break
        index += 1
    return index


def fill(page: Page, index: int, start: int) -> bool:
    """Whether what stands from the title to the body is a column of facts, without a gap."""
    cells, codes = page.cells, page.codes
    if any(cells[n].gap and codes[n] not in (LABEL, PAIR) for n in range(index + 1, start)):
        return False
    return stand(page, index, start) and PROSE not in codes[index + 1 : start]


def stand(page: Page, index: int, end: int) -> bool:
    """Whether there are facts about a poster: more than one date, count, label or value."""
    return sum(code in FACTS for code in page.codes[index:end]) > 1
