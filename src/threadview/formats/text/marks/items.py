"""A thread that its page prints as a list: each post is an item, those without a mark as well."""

from __future__ import annotations

from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import PROSE, SHORT
from threadview.formats.text.page import Page

FEWEST = 5
"""Records that show that posts are items."""
MOST = 0.8
"""The share of the records, the first apart, that must begin with a list's mark."""
OFTEN = 2
"""How many other items there may be for each record: more are lists that somebody wrote."""
SPOKEN = 4
"""Words of a short item that is a post."""
ENDS = (".", "!", "?", "\u2026", ")", "。", "！", "？")


def listed(page: Page, records: list[Record]) -> frozenset[int]:
    """The cells inside records that begin items of the list that the posts are (vBulletin 5 prints
    a thread as a list, comments as lists inside its items; only some of them end in a button)."""
    cells = page.cells
    begun = sum(cells[record.start].dashed for record in records[1:] if record.start < len(cells))
    if len(records) < FEWEST or begun < MOST * (len(records) - 1):
        return frozenset()
    found = [
        n
        for record in records
        for n in range(record.start + 1, record.end)
        if cells[n].dashed and _says(page, n)
    ]
    return frozenset(found) if len(found) <= OFTEN * len(records) else frozenset()


def _says(page: Page, n: int) -> bool:
    """Whether an item is something said."""
    if page.codes[n] == PROSE:
        return True
    clean = page.cells[n].clean
    return page.codes[n] == SHORT and page.words[n] >= SPOKEN and clean.endswith(ENDS)
