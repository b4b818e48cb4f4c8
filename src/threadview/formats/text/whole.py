"""A stretch of a dump, analysed: cells, anchor, records, names, drafts.

A small dump is one stretch. A large one is many: the key that divides it is learnt from its head
and used for all of them, and the last record of a stretch, which may not be whole, is left to the
next.
"""

from __future__ import annotations

from threadview.formats.text.assemble import ARTICLES, Assembly
from threadview.formats.text.authors.names import Names
from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies import nesting
from threadview.formats.text.bodies.outside import OUTSIDE, mark_appendix, mark_foot
from threadview.formats.text.bodies.records import Records
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.draft import UNSURE, Draft
from threadview.formats.text.lines import dates
from threadview.formats.text.lines.cells import Cleaner, cells_of
from threadview.formats.text.lines.kind import NBSP, PROSE
from threadview.formats.text.lines.suffixes import parted
from threadview.formats.text.lines.tables import Tables
from threadview.formats.text.lines.torn import mended
from threadview.formats.text.marks import choice, votes
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.documents import is_records
from threadview.formats.text.marks.plausible import plausible
from threadview.formats.text.marks.sparse import ends
from threadview.formats.text.page import Page
from threadview.formats.text.seams import seams
from threadview.formats.text.titles import finding as titles
from threadview.formats.text.windows import plain_lines
from threadview.model import BlockKind, EditMark, Evidence
from threadview.namedtuple import NamedTuple

FIRST_LINE = Evidence("cue", "the first line", 0.5)
NO_TITLE = Evidence("none", "no line looks like a title", 0.0)
ONLY = Evidence("cue", "one lone no-break space, at the end", 0.9)
MORE = 800
"""Words above comments on an article that are more than what begins it."""
AFTER = ("e:stackexchange", "e:xenforo1")
"""Engines that print the author behind the body."""


class Analysis(NamedTuple):
    """What a stretch came to: title, drafts, and how much of the text the drafts cover."""

    title: str | None
    title_evidence: Evidence
    drafts: list[Draft]
    used: int
    key: str | None


class Analyst:
    """Analyses the stretches of one dump, one after the other, with what was learnt so far;
    `begins` says that the first of them is no part that may begin within a thread."""

    def __init__(self, tables: Tables, *, begins: bool = True) -> None:
        self.tables = tables
        self.begins = begins
        self.cleaner = Cleaner()
        self.order = dates.DayOrder()
        self.key: str | None = None
        self.first = True
        self.sound = False

    def take(self, text: str, last: bool) -> Analysis:
        """The drafts of the next stretch: all but the last one, where it is not the `last`."""
        view = plain_lines(text)
        cells = mended(cells_of(view, self.cleaner), self.tables)
        cells = parted(cells, self.tables, view)
        page = Page(cells, self.tables, view)
        anchor = choice.choose(page, self.key, last)
        if self.key is None and (
            anchor is None or not any(k.endswith(":answered") for k in page.keys)
        ):
            spans = votes.intervals(page, view)
            if len(spans) > 1:
                anchor = Anchor(
                    "votes", [a for a, _ in spans], False, 9.0, 9.0, False, tuple(spans)
                )
        if anchor is None:
            return self._sewn(text, page, last)
        return self._divided(text, page, anchor, last)

    def _divided(self, text: str, page: Page, anchor: Anchor, last: bool) -> Analysis:
        """The text divided by an anchor; by its seams where that leaves it whole."""
        found = Records(page, anchor, self.first, last)
        records = seams.split(page, nesting.unfolded(page, found.records()), anchor.key)
        if len(records) < 2 and self.key is None:
            return self._sewn(text, page, last)
        return self._many(text, page, anchor, records, found.leaks, last)

    def _otherwise(self, text: str, page: Page, anchor: Anchor, last: bool) -> Analysis:
        """The text without an anchor that is not plausible: by a shape around names, by its seams,
        as one post."""
        if anchor.key == "seam":
            return self._single(text, page, last)
        second = choice.second(page, last)
        if second is None or second.key == anchor.key:
            return self._sewn(text, page, last)
        return self._divided(text, page, second, last)

    def _sewn(self, text: str, page: Page, last: bool) -> Analysis:
        """The text without an anchor: divided by its seams, else one post."""
        from threadview.formats.text.seams.sewn import all_of

        if last and self.first:
            mark_appendix(page)
        if last:
            mark_foot(page)
        sewn = all_of(page) if last and self.first and not is_records(page) else []
        if not sewn:
            return self._single(text, page, last)
        anchor = choice.apart(page, "seam", [seam.cell for seam in sewn])
        found = Records(page, anchor, self.first, last)
        records = seams.told(seams.split(page, found.records(), anchor.key), sewn)
        if len(records) < 2:
            return self._single(text, page, last)
        return self._many(text, page, anchor, records, found.leaks, last)

    def _many(
        self,
        text: str,
        page: Page,
        anchor: Anchor,
        records: list[Record],
        leaks: set[int],
        last: bool,
    ) -> Analysis:
        if not records:
            return Analysis(None, NO_TITLE, [], 0, anchor.key)
        names, sound = self._names(page, anchor, records, leaks)
        if self.key is None and not plausible(page, anchor, records, names):
            return self._otherwise(text, page, anchor, last)
        head = records[0].anchor if names[0] is None else names[0].cell
        if self.first and page.codes.find(PROSE, 1, max(head, 1)) > 0:
            records, names = self._opened(page, anchor, records, names)
        assembly = Assembly(text, page, anchor, records, names, self.order, self.first)
        drafts = assembly.drafts()
        used = len(text)
        if not last:
            drafts.pop()
            used = assembly.start_of(len(records) - 1)
        if drafts:
            self.key, self.first, self.sound = anchor.key, False, sound
        heading = assembly.heading
        if heading is None:
            return Analysis(None, NO_TITLE, drafts, used, anchor.key)
        return Analysis(heading[1], heading[2], drafts, used, anchor.key)

    def _opened(
        self, page: Page, anchor: Anchor, records: list[Record], names: list[Naming | None]
    ) -> tuple[list[Record], list[Naming | None]]:
        """The records and names with the post above the first header, if there is one."""
        from threadview.formats.text.bodies.opening import above, closed_by, unnumbered

        opened = unnumbered(page, anchor, records[0]) if self.begins else None
        article = anchor.key.startswith(ARTICLES)
        if opened is None and not anchor.after and (article or names[0] is not None):
            opened = above(page, records[0], names[0])
            if opened is not None and article:
                words = page.words_between(opened.start, opened.end)
                opened = opened if words >= MORE else None
        if opened is None:
            return records, names
        rest = records[0]._replace(cut=closed_by(page, opened, records[0]))
        return [opened, rest, *records[1:]], [None, *names]

    def _names(
        self, page: Page, anchor: Anchor, records: list[Record], leaks: set[int]
    ) -> tuple[list[Naming | None], bool]:
        """Who wrote each record, and whether a stretch below need not look into that again."""
        after = anchor.key.startswith(AFTER)
        people = Names(page, records, after, anchor.places, leaks, self.sound)
        names = people.find()
        if anchor.key == "who":
            from threadview.formats.text.authors.alone import alone

            names = alone(page, records, anchor.places, names)
        return names, people.sound

    def _single(self, text: str, page: Page, last: bool) -> Analysis:
        """The text as one post, or nothing yet."""
        if not last:
            return Analysis(None, NO_TITLE, [], 0, None)
        cells = page.cells
        marks = [n for n, code in enumerate(page.codes) if code == NBSP and not cells[n].gap]
        closed = len(marks) == 1 and ends(page, marks[0])
        if self.first and closed:
            return self._closed(text, page, marks[0])
        return self.single(text, titles.first(page, text) if self.first else None, page)

    def _closed(self, text: str, page: Page, mark: int) -> Analysis:
        """The one post of a thread in the seed's form, with the edit mark behind its end."""
        cells = page.cells
        draft = Draft(ONLY)
        title = cells[0].end if len(cells[0].clean) <= 160 and mark > 1 else 0
        draft.add("title", text[:title])
        draft.add_body(text[title : cells[mark].start])
        for n in range(mark, len(cells)):
            edit = page.kinds[n].edit
            until = cells[n + 1].start if n + 1 < len(cells) else len(text)
            kind: BlockKind = "separator" if n == mark else "chrome" if edit is None else "edit"
            draft.add(kind, text[cells[n].start : until])
            if edit is not None and draft.edit is None:
                found = dates.find(edit.date) if edit.date else None
                date = dates.iso(found, self.order) if found else None
                draft.edit = EditMark(edit.text, edit.by, date, edit.evidence)
        heading = cells[0].clean if title else None
        return Analysis(heading, FIRST_LINE if title else NO_TITLE, [draft], len(text), "nbsp")

    def single(
        self, text: str, title: titles.Found | None = None, page: Page | None = None
    ) -> Analysis:
        """The text as one post, with the title's line that stands in it, and a page's notices."""
        draft = Draft(UNSURE)
        if page is None:
            draft.add_body(text)
            return Analysis(None, NO_TITLE, [draft], len(text), None)
        marked: dict[int, BlockKind] = dict.fromkeys(_notices(page), "chrome")
        if title is not None:
            marked[title[0]] = "title"
        place = 0
        for n in sorted(marked):
            cell = page.cells[n]
            start = cell.start if n else 0
            draft.add_body(text[place:start])
            draft.add(marked[n], text[start : cell.end])
            place = cell.end
        draft.add_body(text[place:])
        name, evidence = (None, NO_TITLE) if title is None else title[1:]
        return Analysis(name, evidence, [draft], len(text), None)


def _notices(page: Page) -> list[int]:
    """The cells of what engines' templates say to every reader."""
    from threadview.cues import between, feet, furniture

    notices = (*furniture.words(between.NOTICES), *furniture.words(feet.NETWORK))
    known = page.tables.knows("xenforo2 stackexchange")
    said = [n for n, lower in enumerate(page.lower) if known and lower.startswith(notices)]
    return sorted({*said, *(n for n, key in enumerate(page.keys) if key == OUTSIDE)})
