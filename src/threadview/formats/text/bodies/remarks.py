"""Bodies of a line or two that look like furniture: told by where bodies begin on their page.

A header ends for every post with the same kind of line (a number, a date, the facts); what stands
right behind such a line is somebody's words, though short lines with facts below them look like a
header's.
"""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines.kind import BLANK, PROSE, SHORT, SIDE
from threadview.formats.text.lines.people import RANKS, doubled, namelike
from threadview.formats.text.page import Page

MOSTLY = 0.6
"""The share of a page's bodies that begin behind one kind of line, at least."""
FEWEST = 3
"""Bodies that must show where bodies begin."""


def remarks(
    page: Page, intervals: list[tuple[int, int]], starts: list[int]
) -> dict[int, tuple[int, int]]:
    """The short bodies of intervals that seem to have none: first cell and the one behind the
    last, by the interval's number."""
    begun = [
        n
        for n, ((_, b), start) in enumerate(zip(intervals, starts, strict=True))
        if start < b and page.codes[start] == PROSE
    ]
    above = Counter(page.keys[_beyond(page, starts[n] - 1, -1)] for n in begun if starts[n])
    if not above:
        return {}
    key, count = above.most_common(1)[0]
    if not key or count < FEWEST or count < MOSTLY * len(begun):
        return {}
    found: dict[int, tuple[int, int]] = {}
    for number, ((a, b), start) in enumerate(zip(intervals, starts, strict=True)):
        if a < 0 or not _bare(page, start, b):
            continue
        mark = next((n for n in range(a, b) if page.keys[n] == key), b)
        begin = end = _beyond(page, min(mark + 1, b - 1), 1)
        while end < b and _spoken(page, end):
            end += 1
        if mark < begin < end:
            found[number] = (begin, end)
    return found


def _beyond(page: Page, index: int, step: int) -> int:
    """The next cell, itself or on in steps of `step`, that stands in no poster's column."""
    while 0 < index < len(page.codes) - 1 and page.codes[index] in (SIDE, BLANK):
        index += step
    return index


def _bare(page: Page, start: int, end: int) -> bool:
    """Whether what was taken for a body is none, or a line that the page repeats."""
    if start >= end:
        return True
    return PROSE not in page.codes[start:end] and bool(page.keys[start])


def _spoken(page: Page, index: int) -> bool:
    """Whether a short line is no name, title or furniture."""
    clean = page.cells[index].clean
    if page.codes[index] != SHORT or page.keys[index] or page.lower[index] in RANKS:
        return False
    return clean.startswith("@") or not namelike(doubled(clean))
