"""Index pages: lists of what stands elsewhere, such as a blog's articles, a board's topics, goods.

Such a page repeats a line for each of its entries, with names and dates, as a thread does for its
posts. Its entries have what only a list prints (`cues.index_pages`), or they say nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from threadview.cues import index_pages
from threadview.cues.furniture import words
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import FOOT, PROSE, SHORT
from threadview.formats.text.page import Page

COLUMNS = 5
"""Headings that are looked at together."""
SHARE = 0.6
"""The share of the records that must have a line that only index pages print."""
FEWEST = 3
SOME = 5
"""Records of which some must say something."""
SAID = 0.2
"""The share of records that say something: in the threads measured it was .28 at least."""
WORDY = 15
"""Words that say something, however they end."""
FEWER = 10
"""The same, of several lines."""
SPOKEN = 4
STOPS = (".", "!", "?", "…", "。", "！", "？")
LONGEST = 60
LABEL = 30
"""Characters of a label with a count."""
COUNTED = " 0123456789.,"
"""What stands before or behind a label: "376 views"."""


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    """What lines of entries begin with, one row for each kind of line."""
    return (
        (*words(index_pages.OPENS), *words(index_pages.SOLD)),
        words(index_pages.FILED),
        words(index_pages.LATEST),
    )


@lru_cache(maxsize=1)
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(words(index_pages.ANSWERED)), frozenset(words(index_pages.SEEN))


def is_index_page(page: Page, records: list[Record]) -> bool:
    """Whether records are entries of an index page: most have a line that only such pages print,
    or the headings of its columns stand above them."""
    if _columned(page, max(records[0].start, records[0].anchor)):
        return True
    if len(records) < FEWEST:
        return False
    rows, (answered, seen) = _rows(), _labels()
    having = [0] * (len(rows) + 1)
    edges = [record.cut for record in records[1:]] + [len(page.cells)]
    for record, end in zip(records, edges, strict=True):
        lines = [c.clean.casefold() for c in page.cells[record.cut : end] if len(c.clean) < LONGEST]
        for number, row in enumerate(rows):
            having[number] += any(line.startswith(row) for line in lines)
        labels = {line.partition(":")[0].strip(COUNTED) for line in lines}
        having[-1] += not (labels.isdisjoint(answered) or labels.isdisjoint(seen))
    return max(having) >= SHARE * len(records)


def list_below(page: Page) -> int:
    """The cell by which the list of other topics begins that a page ends with; the page's end where
    it ends with none. Each entry of such a list says how often its topic was answered and seen."""
    answered, seen = _labels()
    labels: dict[int, str] = {}
    for n, lower in enumerate(page.lower):
        label = lower.rstrip(":").strip(COUNTED) if len(lower) <= LABEL else ""
        if label in answered or label in seen:
            labels[n] = label
    both = [
        n
        for n, label in labels.items()
        if label in answered
        and any(labels.get(m) in seen for m in range(n - COLUMNS, n + COLUMNS))
        and page.prose_between(0, n)
    ]
    return both[0] if len(both) >= FEWEST else len(page.cells)


def without_list(page: Page, places: list[int], end: int) -> list[int]:
    """A page's marks without those in the list of other topics whose first counts stand at the cell
    `end`: there the page's foot begins."""
    count = bisect_left(places, end)
    count -= 0 < count < len(places) and not page.prose_between(places[count - 1], end)
    if not 2 <= count < len(places):
        return places
    page.codes[places[count]], page.keys[places[count]] = FOOT, "foot"
    return places[:count]


def _columned(page: Page, end: int) -> bool:
    """Whether headings of a list of topics stand beside each other in the cells above `end`, each
    without a number: "Topic", "Replies", "Views", "Last post"."""
    answered, seen = _labels()
    others = seen | {word.removesuffix(" by").rstrip(": ") for word in _rows()[-1]}
    run: list[str] = []
    for lower in page.lower[:end]:
        labels = [part.strip() for part in lower.split("|")]
        run = [*run, *labels][-COLUMNS:] if len(lower) < LONGEST else []
        if any(map(str.isdigit, lower)):
            run = []
        if not (answered.isdisjoint(run) or others.isdisjoint(run)):
            return True
    return False


def is_silent(page: Page, records: list[Record]) -> bool:
    """Whether next to none of the records says anything: they hold lines that are no sentences."""
    if len(records) < SOME:
        return False
    edges = [record.cut for record in records[1:]] + [len(page.cells)]
    said = sum(_says(page, *both) for both in zip(records, edges, strict=True))
    return said < SAID * len(records)


def _says(page: Page, record: Record, end: int) -> bool:
    """Whether a record says something: in its body, or in a sentence of its furniture."""
    body = range(record.start, record.end)
    wordy = [n for n in body if page.codes[n] in (PROSE, SHORT) and page.kinds[n].words]
    count = sum(page.kinds[n].words for n in wordy)
    if count >= (WORDY if len(wordy) < 2 else FEWER):
        return True
    if wordy and count >= SPOKEN and page.cells[wordy[-1]].clean.endswith(STOPS):
        return True
    prose = (n for n in range(record.cut, end) if page.codes[n] == PROSE)
    return any(page.kinds[n].words >= WORDY or page.cells[n].clean.endswith(STOPS) for n in prose)
