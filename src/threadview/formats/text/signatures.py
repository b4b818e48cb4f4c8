"""Signatures: what stands behind a rule at a body's end, or ends two bodies of one author."""

from __future__ import annotations

import re
from collections import defaultdict

from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.keys import PROSE, SHORT
from threadview.formats.text.page import Page

RULE = re.compile(r"_{8,24}|-{8,24}|—{3,8}|--")
LONGEST = 12
"""Cells of a signature."""
WORDS = 80
USUAL = 0.3
"""The share of an author's posts that end in a tail, for two of them to make it a signature."""
LEAST = 3
"""Words that a tail without a rule must say to be taken for a signature."""


def find(page: Page, records: list[Record], authors: list[str | None]) -> list[int]:
    """For each record, the cell where its signature begins (its body's end where it has none)."""
    starts = [_ruled(page, record) for record in records]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, author in enumerate(authors):
        if author is not None:
            groups[author.casefold()].append(number)
    for numbers in groups.values():
        if len(numbers) > 1:
            _repeated(page, records, numbers, starts)
    return starts


def _ruled(page: Page, record: Record) -> int:
    """Where a rule near the body's end begins a signature."""
    first = max(record.start + 1, record.end - LONGEST)
    for index in range(record.end - 1, first - 1, -1):
        clean = page.cells[index].clean
        if RULE.fullmatch(clean) is not None:
            return index if page.words_between(index, record.end) <= WORDS else record.end
    return record.end


def _repeated(page: Page, records: list[Record], numbers: list[int], starts: list[int]) -> None:
    """Cut tails that stand at the end of two or more bodies of one author."""
    tails: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        lines: list[str] = []
        index = starts[number] - 1
        while index > records[number].start and len(lines) < LONGEST:
            if page.codes[index] not in (SHORT, PROSE) or len(page.cells[index].clean) > 400:
                break
            lines.append(page.cells[index].clean)
            tails[tuple(lines)].append(number)
            index -= 1
    longest: dict[int, int] = {}
    for lines_, having in tails.items():
        words = sum(len(line.split()) for line in lines_)
        most = len(having) > 2 or (len(having) > 1 and len(having) >= USUAL * len(numbers))
        if most and LEAST <= words <= WORDS:
            for number in having:
                longest[number] = max(longest.get(number, 0), len(lines_))
    for number, count in longest.items():
        starts[number] -= count
