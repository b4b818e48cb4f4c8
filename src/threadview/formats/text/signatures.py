"""Signatures: what stands behind a rule at a body's end, or ends two bodies of one author."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container

from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import NBSP, PROSE, SHORT, SPACE
from threadview.formats.text.lines.tables import SENT
from threadview.formats.text.page import Page

RULE = re.compile(r"_{8,24}|-{8,24}|—{3,8}|--")
LONGEST = 12
"""Cells of a signature."""
WORDS = 80
"""Words of a signature that is told by what stands above it."""
AGAIN = 160
"""Words of one that its author repeats."""
FEWEST = 3
MOSTLY = 0.8
"""The share of bodies that must begin or end alike, at least, to show where signatures begin."""
SOME = 0.1
"""The share of bodies that begin at an indentation, above which it is that of bodies."""
MOST = 0.75
"""The share of bodies with a signature, above which it is none."""
NEAR = 2
"""Cells below the last body in which the line that ends it may stand."""
USUAL = 0.3
"""The share of an author's posts that end in a tail, for two of them to make it a signature."""
LEAST = 3
"""Words that a tail without a rule must say to be taken for a signature."""
LINE = 400
"""Characters of its longest line."""
NAMELESS = 5
"""Words of one that stands at the end of posts without names, as `SEVERAL` lines or often."""
ONCE_MORE = 8
"""Words of one line that stands there twice."""
SEVERAL = 2


def find(
    page: Page, records: list[Record], authors: list[str | None], taken: Container[int] = ()
) -> list[int]:
    """For each record, the cell where its signature begins (its body's end where it has none).

    `taken` are cells that name posters: at a body's end, the next one. Above a lone no-break space
    is none: XenForo's `message_macros` closes the words with it and puts the signature behind, so
    that a tail that comes back there is how somebody signs.
    """
    closed = [page.codes[record.end : record.end + 1] == bytes([NBSP]) for record in records]
    starts = [
        record.end if within else _ruled(page, record)
        for record, within in zip(records, closed, strict=True)
    ]
    _spaced(page, records, starts)
    _outdented(page, records, starts, taken)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, author in enumerate(authors):
        if not closed[number]:
            groups[(author or "").casefold()].append(number)
    nameless = groups.pop("", [])
    for numbers in groups.values():
        if len(numbers) > 1:
            _repeated(page, records, numbers, starts)
    if len(nameless) > 1:
        _anonymous(page, records, nameless, starts)
    return starts


def _ruled(page: Page, record: Record) -> int:
    """Where a rule near the body's end begins a signature."""
    first = max(record.start + 1, record.end - LONGEST)
    for index in range(record.end - 1, first - 1, -1):
        clean = page.cells[index].clean
        if RULE.fullmatch(clean) is not None:
            return index if page.words_between(index, record.end) <= WORDS else record.end
    return record.end


def _spaced(page: Page, records: list[Record], starts: list[int]) -> None:
    """Cut what stands behind the one line of a space that each body has, as XenForo ends it."""
    found: dict[int, int] = {}
    for number, record in enumerate(records):
        last = number + 1 == len(records)
        below = record.end + NEAR if last else records[number + 1].start
        spaces = [
            n for n in range(record.start, min(below, len(page.keys))) if page.keys[n] == SPACE
        ]
        if len(spaces) == 1:
            found[number] = spaces[0]
    if len(found) < max(FEWEST, MOSTLY * len(records)):
        return
    for number, space in found.items():
        _cut(page, records[number], space, number, starts)


def _outdented(page: Page, records: list[Record], starts: list[int], taken: Container[int]) -> None:
    """Cut what stands at one place further out than bodies begin, as inscriptis shows that an
    element has ended and another begun.

    In words that a poster's column stands beside, and in those whose bodies begin at the margin,
    indentation tells nothing of elements.
    """
    cells = page.cells
    begun = {n: cells[r.start].indent for n, r in enumerate(records) if r.start < r.end}
    usual = Counter(begun.values())
    indent = min((n for n, count in usual.items() if count > SOME * len(records)), default=0)
    deep = [number for number, margin in begun.items() if margin >= indent]
    few = len(deep) < max(FEWEST, MOSTLY * len(records))
    if not indent or few or any(cell.side for cell in cells):
        return
    found: dict[int, int] = {}
    for number in deep:
        start, end = records[number].start, starts[number]
        while end - 1 in taken and end - 1 > start:
            end -= 1
        index = end
        while index - 1 > start and cells[index - 1].indent < indent:
            index -= 1
        margins = {cells[n].indent for n in range(index, end)}
        if len(margins) == 1 and all(cells[n].indent >= indent for n in range(start, index)):
            found[number] = index
    if len(found) > MOST * len(deep):
        return  # each begins with something deeper than its words, as a quote is
    outer = Counter(cells[index].indent for index in found.values())
    for number, index in found.items():
        margin = cells[index].indent
        if margin and outer[margin] >= FEWEST:
            _cut(page, records[number], index, number, starts)


def _cut(page: Page, record: Record, at: int, number: int, starts: list[int]) -> None:
    """Let a signature begin at a cell, if what is left behind it is not too long for one."""
    end = starts[number]
    if record.start < at < end <= at + LONGEST and page.words_between(at, end) <= WORDS:
        starts[number] = at


def _tails(
    page: Page, records: list[Record], numbers: list[int], starts: list[int]
) -> dict[tuple[str, ...], list[int]]:
    """What bodies end in, up to so many lines, the last first, and which bodies do."""
    tails: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        lines: list[str] = []
        index = starts[number] - 1
        while index > records[number].start and len(lines) < LONGEST:
            if page.codes[index] not in (SHORT, PROSE) or len(page.cells[index].clean) > LINE:
                break
            lines.append(page.cells[index].clean)
            tails[tuple(lines)].append(number)
            index -= 1
    return tails


def _repeated(page: Page, records: list[Record], numbers: list[int], starts: list[int]) -> None:
    """Cut tails that stand at the end of two or more bodies of one author."""
    longest: dict[int, int] = {}
    for lines, having in _tails(page, records, numbers, starts).items():
        words = sum(len(line.split()) for line in lines)
        most = len(having) > 2 or (len(having) > 1 and len(having) >= USUAL * len(numbers))
        if (
            most
            and LEAST <= words <= AGAIN
            and not all(SENT.match(line.casefold()) for line in lines)
        ):
            for number in having:
                longest[number] = max(longest.get(number, 0), len(lines))
    for number, count in longest.items():
        starts[number] -= count


def _anonymous(page: Page, records: list[Record], numbers: list[int], starts: list[int]) -> None:
    """Cut tails that stand at the end of two or more bodies of nobody knows whom.

    Whoever quotes somebody says it again as well, above an answer of their own; where nothing is
    left of the answer, what stands above in both posts is the same or nothing. A signature ends
    each post it stands in, and is said nowhere else.
    """
    tails = _tails(page, records, numbers, starts)
    several = {lines: having for lines, having in tails.items() if len(having) > 1}
    said = Counter([cell.clean for cell in page.cells]) if several else Counter[str]()
    longest: dict[int, int] = {}
    for lines, having in several.items():
        count = len(having)
        if any(said[line] != count for line in lines):
            continue
        words = sum(len(line.split()) for line in lines)
        least = ONCE_MORE if count == 2 and len(lines) < SEVERAL else NAMELESS
        above = {page.cells[starts[number] - len(lines) - 1].clean for number in having}
        if (
            least <= words <= AGAIN
            and len(above) == count
            and not all(SENT.match(line.casefold()) for line in lines)
        ):
            for number in having:
                longest[number] = max(longest.get(number, 0), len(lines))
    for number, count in longest.items():
        starts[number] -= count
