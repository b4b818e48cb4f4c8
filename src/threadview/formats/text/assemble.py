"""Records, names and kinds of cells, put together into the drafts of posts."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from threadview.formats.text import signatures
from threadview.formats.text.authors.names import COLUMN, LEAKED
from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.draft import Draft
from threadview.formats.text.lines import dates
from threadview.formats.text.lines.kind import (
    AD,
    DATE,
    EDIT,
    FILE,
    FOOT,
    HEAD,
    LABEL,
    NBSP,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SIDE,
    TAIL,
)
from threadview.formats.text.lines.people import RANKS
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.page import Page
from threadview.formats.text.titles import finding as titles
from threadview.formats.text.titles.lines import begins_with_title
from threadview.formats.text.unsure import Unsure
from threadview.model import BlockKind, EditMark, Evidence
from threadview.pattern import pattern

ARTICLES = ("e:slashdot", "n:list", "re")
"""What divides pages of comments: above the first may stand an article, which is no post."""
COLONS = (":", "：")
"""What announces a quote, or something to be shown in its place: it is no file on its own."""
LIKENED = "what stands around the other posts, without their mark"
FIRST_LINE = Evidence("cue", "the first line", 0.8)


DATED = frozenset((DATE, HEAD, TAIL))
"""Lines that may say when a post was written."""
ROLES: tuple[BlockKind, ...] = (
    *(
        "paragraph",
        "header",
        "chrome",
        "separator",
        "edit",
        "signature",
        "title",
        "attachment",
        "stray",
    ),
)
"""What a cell can be in a post."""
PARAGRAPH, HEADER, CHROME, SEPARATOR, EDITED, SIGNED = range(6)
RUN = pattern(rb"(.)\1*", re.DOTALL)
"""Cells of one role that stand together."""


def _table(other: int, roles: dict[int, int]) -> bytes:
    """For each kind of cell its role in one part of a post."""
    return bytes([roles.get(code, other) for code in range(256)])


_ANYWHERE = {EDIT: EDITED, SIDE: HEADER}
_APART = _ANYWHERE | {NBSP: SEPARATOR, RULE: SEPARATOR}
_BODY = _table(PARAGRAPH, _ANYWHERE | {AD: CHROME})
_SIGNATURE = _table(SIGNED, _ANYWHERE)
_ABOVE = _table(HEADER, _APART | {TAIL: CHROME, FOOT: CHROME})
_LEADING = _table(HEADER, _APART | {TAIL: CHROME, FOOT: CHROME, PROSE: PARAGRAPH})
_BELOW = _table(CHROME, _APART)


@lru_cache(maxsize=4096)
def _runs(roles: bytes) -> list[tuple[int, int, int]]:
    """The runs of one role: the role, and where it begins and ends."""
    return [(roles[run.start()], *run.span()) for run in RUN.finditer(roles)]


class Assembly:
    """The drafts of a page's records; `first` where the page begins the dump."""

    def __init__(
        self,
        text: str,
        page: Page,
        anchor: Anchor,
        records: list[Record],
        names: list[Naming | None],
        order: dates.DayOrder,
        first: bool,
    ) -> None:
        self.text = text
        self.page = page
        self.anchor = anchor
        self.records = records
        self.names = names
        self.order = order
        for kind in page.kinds:
            if kind.date is not None:
                order.see(kind.date.date)
        self.heading = self._heading() if first else None
        self.evidence = Evidence(anchor.layer, anchor.said, anchor.confidence)
        self.leading = "e:nodebb:wrote" in page.keys  # quotes what is answered above the header
        self.sure = anchor.key != "seam"  # else a post may hold others: whose mark it is is open
        self.taken = sorted({name.cell for name in names if name is not None})
        self.edits = [n for n, kind in enumerate(page.kinds) if kind.edit is not None]
        self.dated = _dated(page)
        self.numbered = [n for n, key in enumerate(page.keys) if key == "#"]
        begun = [records[0].anchor, *(name.cell for name in names[:1] if name is not None)]
        self.head = min(begun)  # what stands above is the page's, not the first post's
        authors = [name.name if name else None for name in names]
        self.ends = signatures.find(page, records, authors, self.taken)
        title = self.heading[0] if self.heading else -1
        opens = first and anchor.key not in ARTICLES
        unsure = Unsure(page, records, frozenset(self.taken), opens)
        unsure.find(title, anchor.key.startswith("e:stack"))
        self.words, self.strays = unsure.words, unsure.strays

    def _heading(self) -> titles.Found | None:
        """The title of a dump that the page begins."""
        name = self.names[0]
        found = None if name is not None and name.cell == 0 else self._headline()
        if self.anchor.key != "seam" or (found is not None and not self._inside(found[0])):
            return found
        found = titles.first(self.page, self.text)
        return None if found is None or self._inside(found[0]) else found

    def _headline(self) -> titles.Found | None:
        """What looks most like a title, beside the first post or above it."""
        page, body, name = self.page, self.records[0], self.names[0]
        closed = self.anchor.key == "nbsp"
        people = {name.name.casefold() for name in self.names if name is not None}
        top, last = body.start, body.end if closed else None
        if name is not None and name.cue in (LEAKED, COLUMN):
            top = last = name.cell  # the title stands above the poster's column
        found = titles.find(page, top, people, self.text, last)
        below = found is not None and found[0] > 0
        if closed and top == 1 and not below and begins_with_title(page):
            return 0, page.cells[0].clean, FIRST_LINE
        return found

    def _inside(self, cell: int) -> bool:
        """Whether a cell is one of a later post's words: said again by another, they look like a
        title."""
        return any(record.start <= cell < record.end for record in self.records[1:])

    def drafts(self) -> list[Draft]:
        """One draft for each record; their texts together are the page's text."""
        return [self._draft(number) for number in range(len(self.records))]

    def start_of(self, number: int) -> int:
        """Where a record's region begins in the page's text."""
        return self.page.cells[self.records[number].cut].start if number else 0

    def _draft(self, number: int) -> Draft:
        cells, record = self.page.cells, self.records[number]
        last = number + 1 == len(self.records)
        stop = len(cells) if last else self.records[number + 1].cut
        draft = Draft(record.evidence or self._evidence(record.anchor))
        place = self.start_of(number)
        for role, begin, end in _runs(bytes(self._roles(number, stop))):
            edge = record.cut + end
            until = len(self.text) if last and edge >= stop else cells[edge].start
            piece = self.text[place:until]
            if role == PARAGRAPH:
                draft.add_body(piece, cells[record.cut + begin].gap > 0 or not draft.words)
            else:
                draft.add(ROLES[role], piece)
            place = until
        self._facts(draft, number, record, stop)
        if not self.sure:
            draft.disown("edit")
        return draft

    def _facts(self, draft: Draft, number: int, record: Record, stop: int) -> None:
        """Author, rank, date, number and edit mark."""
        page = self.page
        for n in self.edits[bisect_left(self.edits, record.cut) : bisect_left(self.edits, stop)]:
            mark = page.kinds[n].edit
            if (
                mark is not None
                and self.sure
                and (page.codes[n] == EDIT or not record.start <= n < record.end)
            ):
                draft.edit = EditMark(mark.text, mark.by, self._iso(mark.date), mark.evidence)
                break
        naming = self.names[number]
        if naming is not None:
            draft.author = naming.name
            draft.author_evidence = Evidence(naming.layer, naming.cue, naming.confidence)
            draft.author_title = self._rank(naming, record)
        n = _nearest(self.dated, record, stop)
        if n >= 0 and (found := page.kinds[n].date) is not None:
            draft.date = dates.iso(found, self.order)
            if draft.date is None:
                draft.date_text = f"{found.date} {found.time}".strip()
        n = record.anchor if page.keys[record.anchor] == "#" else -1
        n = n if n >= 0 else _nearest(self.numbered, record, stop)
        draft.id = page.kinds[n].number if n >= 0 else None

    def _rank(self, naming: Naming, record: Record) -> str | None:
        """The line below the author's name, where it is a title and not the body or a fact."""
        page = self.page
        for n in range(naming.cell + 1, min(naming.cell + 4, record.start)):
            clean = page.cells[n].clean
            if naming.cue in (LEAKED, COLUMN):
                return clean if page.codes[n] not in (LABEL, PAIR, DATE) else None
            if page.lower[n] == page.lower[naming.cell] or not clean:
                continue
            if page.codes[n] in (LABEL, PAIR, DATE, TAIL):
                return None
            solid = n + 1 < len(page.codes) and page.codes[n + 1] in (LABEL, PAIR, SHORT, HEAD)
            if page.lower[n] in RANKS or (page.codes[n] == SHORT and (page.keys[n] or solid)):
                return clean
            return None
        return None

    def _iso(self, text: str | None) -> str | None:
        found = dates.find(text) if text else None
        return dates.iso(found, self.order) if found else None

    def _roles(self, number: int, stop: int) -> bytearray:
        """What the cells of a record are, up to the cell `stop`: places in `ROLES`."""
        page, record = self.page, self.records[number]
        title = -1 if self.heading is None else self.heading[0]
        cut = record.cut
        start = min(max(record.start, cut), stop)
        end = min(max(record.end, start), stop)
        head = 0 if number else min(max(self.head, cut), start) - cut
        signature = min(max(self.ends[number], start), end)
        codes = page.codes
        above = codes[cut:start]
        leading = _LEADING if self.leading and number else _ABOVE
        roles = above[:head].translate(_BELOW) + above[head:].translate(leading)
        roles += codes[start:signature].translate(_BODY)
        roles += codes[signature:end].translate(_SIGNATURE)
        roles += codes[end:stop].translate(_BELOW)
        for kind, cells in (("stray", self.strays), ("paragraph", self.words)):
            for n in cells.intersection(range(cut, stop)) if cells else ():
                roles[n - cut] = ROLES.index(kind)
        for n in self.taken[bisect_left(self.taken, cut) : bisect_left(self.taken, stop)]:
            if codes[n] != EDIT:
                roles[n - cut] = HEADER
        n = codes.find(FILE, max(cut, 0 if number else self.head), stop)
        while n >= 0:
            if self._is_apart(n):
                roles[n - cut] = ROLES.index("attachment")
            n = codes.find(FILE, n + 1, stop)
        if cut <= title < stop:
            roles[title - cut] = ROLES.index("title")
        if not number and self._again(start, end):
            n = start
            while n < end - 1 and (n == start or page.is_furniture(n)):
                roles[n - cut] = HEADER
                n += 1
        return roles

    def _again(self, start: int, end: int) -> bool:
        """Whether the first body begins with the title, said already above it."""
        if self.heading is None or not self.heading[0] < start < end - 1:
            return False
        return self.page.cells[start].clean.casefold() == self.heading[1].casefold()

    def _is_apart(self, n: int) -> bool:
        """Whether a file stands in no quote, as far as its line tells and the one above."""
        quoted = self.text[(at := self.page.cells[n].start) : at + 24].lstrip().startswith(">")
        return not quoted and not self.page.cells[n - 1].clean.endswith(COLONS)

    def _evidence(self, mark: int) -> Evidence:
        if mark in self.anchor.likened:
            return Evidence("repetition", LIKENED, round(0.95 * self.anchor.confidence, 3))
        return self.evidence


def _dated(page: Page) -> list[int]:
    """The cells that may say when a post was written."""
    dated = [n for n, kind in enumerate(page.kinds) if kind.date is not None]
    return [n for n in dated if page.kinds[n].edit is None and page.codes[n] in DATED]


def _nearest(places: list[int], record: Record, stop: int) -> int:
    """Of these cells the one that tells something of a post, which goes up to the cell `stop`: its
    mark, else the nearest above its body, else the nearest below; -1 where none does."""
    own = places[bisect_left(places, record.cut) : bisect_left(places, stop)]
    if not own or record.anchor in own:
        return record.anchor if own else -1
    above = bisect_left(own, min(record.start, stop))
    below = bisect_left(own, max(record.end, record.start))
    if above:
        return own[above - 1]
    return own[below] if below < len(own) else -1
