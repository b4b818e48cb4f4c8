"""What leaked of posters' columns into a stream of records: names, titles, facts.

The same knowledge as for a dump that is read whole (`usercell`), over the few lines at a record's
head: a page of its own, to which is added what the records before have shown.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from threadview.formats.text.lines.people import RANKS, doubled, namelike

MOST_LINES = 48
"""Lines of a poster's column, at most."""
LONGEST_LINE = 120
"""Characters of such a line, at most."""
LONGEST_TITLE = 40
MOST_TITLES = 4
SENTENCE = (".", "!", "?", "…", ":", ",")
REPEATED = 3
"""Times that a line stands below names before it is a title wherever it does."""
MOST = 100_000
"""Names and lines that are remembered."""


class Leak(NamedTuple):
    """A poster's name and title, as far as they are left, and where the body behind begins."""

    name: str | None
    title: str | None
    body: int


class Leaked:
    """Finds the leaks of one dump, record by record."""

    def __init__(self, without: frozenset[str]) -> None:
        self._without = without
        self._people = set[str]()
        self._titles: Counter[str] = Counter()

    def find(self, view: str, start: int, end: int) -> Leak | None:
        """What leaked in front of the body of the record in `view[start:end]`."""
        return self._plain(view, start, end) or self._column(view, start, end)

    def _plain(self, view: str, start: int, end: int) -> Leak | None:
        """A name, a title and a long line: what nearly all leaks are, without a page of its own."""
        at, lines = start, list[str]()
        while len(lines) < MOST_TITLES + 4 and at < end:
            feed = view.find("\n", at, end) + 1 or end
            if feed - at > LONGEST_LINE:
                break
            lines.append(view[at:feed].strip())
            at = feed
        else:
            return None
        if len(lines) < 4 or any((lines[0], lines[2])) or not (lines[1] and all(lines[3:])):
            return None
        name, title = doubled(lines[1]), lines[3]
        known = all(
            line.casefold() in RANKS or self._titles[line] >= REPEATED for line in lines[4:]
        )
        short = len(title) <= LONGEST_TITLE and not title.endswith(SENTENCE)
        if not (namelike(name) and short and known) or not view[at].strip():
            return None
        self._keep(name, lines[3:])
        return Leak(name, title, at)

    def _column(self, view: str, start: int, end: int) -> Leak | None:
        """Anything that is a column by the rules for whole dumps."""
        from threadview.formats.text.authors.usercell import head
        from threadview.formats.text.lines.cells import Cleaner, cells_of
        from threadview.formats.text.lines.kind import SHORT
        from threadview.formats.text.lines.tables import tables
        from threadview.formats.text.page import Page

        cells = cells_of(view[start : _column(view, start, end)], Cleaner())
        page = Page(cells, tables(self._without))
        page.mentioned |= self._people
        for index, code in enumerate(page.codes):
            text = page.cells[index].clean
            if code == SHORT and self._titles[text] >= REPEATED:
                page.keys[index] = "r:" + text.casefold()
        found = head(page, 0, len(page.cells))
        if found is None or found[1] >= len(page.cells):
            return None
        name, behind = found
        body = start + page.cells[behind].start
        if name < 0:
            return Leak(None, None, body)
        below = range(name + 1, behind + 1)
        self._keep(
            page.cells[name].clean,
            [page.cells[n].clean for n in below if page.codes[n] == SHORT],
        )
        title = page.cells[name + 1].clean if behind > name + 1 else None
        return Leak(doubled(page.cells[name].clean), title, body)

    def _keep(self, name: str, below: list[str]) -> None:
        """Remember a name, and what stood below it or right behind that."""
        if len(self._people) < MOST:
            self._people.add(name.casefold())
        if len(self._titles) < MOST:
            self._titles.update(below)


def _column(view: str, start: int, end: int) -> int:
    """Where the first line ends that is too long for a column, or the last that it may have."""
    at = start
    for _ in range(MOST_LINES):
        feed = view.find("\n", at, end) + 1 or end
        if feed - at > LONGEST_LINE or feed == end:
            return feed
        at = feed
    return at
