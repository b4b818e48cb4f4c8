"""A stretch of a dump, analysed: cells, anchor, records, names, drafts.

A small dump is one stretch. A large one is many: the key that divides it is learnt from its head
and used for all of them, and the last record of a stretch, which may not be whole, is left to the
next.
"""

from __future__ import annotations

from threadview.formats.text import anchor as anchors
from threadview.formats.text import dates, votes
from threadview.formats.text.assemble import Assembly
from threadview.formats.text.cells import Cleaner, cells_of
from threadview.formats.text.draft import UNSURE, Draft
from threadview.formats.text.keys import Tables
from threadview.formats.text.names import Names
from threadview.formats.text.page import Page
from threadview.formats.text.plausible import plausible
from threadview.formats.text.records import Record, Records
from threadview.formats.text.windows import plain_lines
from threadview.model import Evidence
from threadview.record import NamedTuple

LEAST = 0.8
"""The score an anchor must reach: below it a text is one post."""
FIRST_LINE = Evidence("cue", "the first line", 0.5)
NO_TITLE = Evidence("none", "no line looks like a title", 0.0)
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
    """Analyses the stretches of one dump, one after the other, with what was learnt so far."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.cleaner = Cleaner()
        self.order = dates.DayOrder()
        self.key: str | None = None
        self.first = True

    def take(self, text: str, last: bool) -> Analysis:
        """The drafts of the next stretch: all but the last one, where it is not the `last`."""
        view = plain_lines(text)
        page = Page(cells_of(view, self.cleaner), self.tables)
        anchor = anchors.choose(page, self.key)
        if self.key is None and (
            anchor is None or not any(k.endswith(":answered") for k in page.keys)
        ):
            spans = votes.intervals(page, view)
            if len(spans) > 1:
                anchor = anchors.Anchor(
                    "votes", [a for a, _ in spans], False, 9.0, 9.0, False, tuple(spans)
                )
        if anchor is None or (self.key is None and anchor.score < LEAST):
            return self._single(text, page, last)
        records = Records(page, anchor, self.first, last).records()
        if len(records) < 2 and self.key is None:
            return self._single(text, page, last)
        return self._many(text, page, anchor, records, last)

    def _many(
        self, text: str, page: Page, anchor: anchors.Anchor, records: list[Record], last: bool
    ) -> Analysis:
        if not records:
            return Analysis(None, NO_TITLE, [], 0, anchor.key)
        names = Names(page, records, anchor.key.startswith(AFTER), anchor.places).find()
        if self.key is None and not plausible(page, anchor, records, names):
            return self._single(text, page, last)
        assembly = Assembly(text, page, anchor, records, names, self.order, self.first)
        drafts = assembly.drafts()
        used = len(text)
        if not last:
            drafts.pop()
            used = assembly.start_of(len(records) - 1)
        if drafts:
            self.key, self.first = anchor.key, False
        heading = assembly.heading
        if heading is None:
            return Analysis(None, NO_TITLE, drafts, used, anchor.key)
        return Analysis(heading[1], heading[2], drafts, used, anchor.key)

    def _single(self, text: str, page: Page, last: bool) -> Analysis:
        """The text as one post, or nothing yet."""
        if not last:
            return Analysis(None, NO_TITLE, [], 0, None)
        draft = Draft(UNSURE)
        first = page.cells[0] if page.cells else None
        titled = first is not None and 2 < len(first.clean) < 120 and len(page.cells) > 1
        titled = titled and first is not None and page.cells[1].gap > 0 and self.first
        if titled and first is not None:
            draft.add("title", text[: first.end])
            draft.add_body(text[first.end :])
            return Analysis(first.clean, FIRST_LINE, [draft], len(text), None)
        draft.add_body(text)
        return Analysis(None, NO_TITLE, [draft], len(text), None)
