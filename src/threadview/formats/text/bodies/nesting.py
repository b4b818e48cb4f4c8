"""Posts of two levels, printed as a list in a list: comments below the posts that they answer.

vBulletin 5 does so, and names a comment's author where the post's own may be lost with the column
beside it. Where most marks stand in items of an inner list, an item of the outer list is a post,
whether anything marks it or not.
"""

from __future__ import annotations

from itertools import pairwise

from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import COUNT, DATE, PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.model import Evidence

OUTER = Evidence("repetition", "an item of the list in which the comments' list stands", 0.93)
FEWEST = 2
MOSTLY = 0.6
"""The share of posts that must begin as items of the inner list."""
NEAR = 3
"""Cells above a post's mark in which its item may begin."""


def unfolded(page: Page, records: list[Record]) -> list[Record]:
    """The records, those divided that an item of the outer list stands in."""
    heads = [_head(page, record) for record in records]
    if sum(head is not None for head in heads) < max(FEWEST, MOSTLY * len(records)):
        return records
    items = _items(page, records, heads)
    return _divided(page, records, heads, items) if len(items) >= FEWEST else records


def _head(page: Page, record: Record) -> int | None:
    """The cell of the item that a record's mark stands in, where it begins right above it and a
    table knows the mark to be a comment's."""
    near = range(record.anchor, max(record.anchor - NEAR, 0) - 1, -1)
    if not any(page.keys[n].endswith(":commented") for n in near):
        return None
    return next((n for n in near if page.cells[n].bullet), None)


def _items(page: Page, records: list[Record], heads: list[int | None]) -> list[tuple[int, int]]:
    """The items with words of their own that stand below one record's beginning and above the
    next, further out than that record's or right below the button that closes a post, as cells and
    how many records begin above. (How far in an inner list stands is not the same everywhere where
    an extractor lost the ends of lists.)"""
    found: list[tuple[int, int]] = []
    inner = next((page.cells[n].indent for n in heads if n is not None), 0)
    for number in range(len(records) + 1):
        head = heads[number - 1] if number else None
        inner = page.cells[head].indent if head is not None else inner
        begin = records[number - 1].start if number else 0
        end = _beginning(records, heads, number)
        places = [n for n in range(begin, end) if page.cells[n].bullet]
        outer = [n for n in places if page.cells[n].indent < inner or _closed(page, n)]
        for place, below in pairwise([*outer, end]):
            if page.prose_between(place, below):
                found.append((place, number))
    return found


def _closed(page: Page, n: int) -> bool:
    """Whether the button for commenting a post stands right above a cell."""
    return n > 0 and page.keys[n - 1] == "t:comment"


def _beginning(records: list[Record], heads: list[int | None], number: int) -> int:
    """The cell that a record begins with, or the page's end behind the last."""
    if number == len(records):
        return records[-1].end
    head = heads[number]
    return head if head is not None else records[number].anchor


def _divided(
    page: Page,
    records: list[Record],
    heads: list[int | None],
    items: list[tuple[int, int]],
) -> list[Record]:
    """The records and the items between them, in order."""
    merged: list[Record] = []
    for number, record in enumerate([*records, None]):
        mine = [n for n, above in items if above == number]
        stop = _beginning(records, heads, number)
        for place, below in pairwise([*mine, stop]):
            start, end = _body(page, place, below)
            if merged:
                merged[-1] = merged[-1]._replace(
                    end=max(merged[-1].start, _above(page, merged[-1].start, place, merged[-1].end))
                )
            merged.append(Record(place if merged else 0, start, end, place, OUTER))
        if record is not None:
            merged.append(record._replace(cut=stop) if mine else record)
    return merged


def _body(page: Page, place: int, below: int) -> tuple[int, int]:
    """The cells of an item's words: behind its poster's name and facts, above its buttons."""
    start = place
    while start + 1 < below and (
        page.is_furniture(start)
        or (page.codes[start] == SHORT and page.codes[start + 1] in (DATE, COUNT))
    ):
        start += 1
    return start, max(start + 1, _above(page, start, below, below))


def _above(page: Page, start: int, place: int, end: int) -> int:
    """Where a body ends that an item at `place` follows, the furniture between them left out."""
    end = min(place, end)
    while end > start + 1 and page.is_furniture(end - 1) and page.codes[end - 1] != PROSE:
        end -= 1
    return end
