"""A window of a dump, analysed as a whole: cells, anchor, records, names, drafts."""

from __future__ import annotations

from threadview.formats.text import anchor as anchors
from threadview.formats.text import dates, votes
from threadview.formats.text import title as titles
from threadview.formats.text.cells import Cleaner, cells_of
from threadview.formats.text.draft import UNSURE, Draft
from threadview.formats.text.keys import AD, DATE, EDIT, FOOT, HEAD, NBSP, RULE, SIDE, TAIL, Tables
from threadview.formats.text.names import Names, Naming
from threadview.formats.text.page import Page
from threadview.formats.text.records import Record, Records
from threadview.formats.text.windows import plain_lines
from threadview.model import BlockKind, EditMark, Evidence


def analyse(text: str, tables: Tables) -> tuple[str | None, Evidence, list[Draft]]:
    """Title, its evidence, and the drafts of a whole text's posts, which partition it."""
    view = plain_lines(text)
    cells = cells_of(view, Cleaner())
    page = Page(cells, tables)
    anchor = anchors.choose(page)
    if anchor is None or not any(key.endswith(":answered") for key in page.keys):
        spans = votes.intervals(page, view)
        if len(spans) > 1:
            anchor = anchors.Anchor("votes", [a for a, _ in spans], False, 9.0, 9.0, False, tuple(spans))
    if anchor is None or anchor.score < 0.8:
        return _single(text, page)
    records = Records(page, anchor).records()
    if len(records) < 2:
        return _single(text, page)
    names = Names(page, records, anchor.key.startswith(("e:stackexchange", "e:xenforo1"))).find()
    return _drafts(text, page, anchor, records, names)


def _single(text: str, page: Page) -> tuple[str | None, Evidence, list[Draft]]:
    draft = Draft(UNSURE)
    draft.add_body(text)
    title = page.cells[0].clean if page.cells and len(page.cells[0].clean) < 120 else None
    return title, Evidence("cue", "first line", 0.4), [draft]


def _drafts(
    text: str,
    page: Page,
    anchor: anchors.Anchor,
    records: list[Record],
    names: list[Naming | None],
) -> tuple[str | None, Evidence, list[Draft]]:
    evidence = Evidence("cue", anchor.key, 0.95)
    cells = page.cells
    order = dates.DayOrder()
    for index, code in enumerate(page.codes):
        date = page.kinds[index].date
        if date is not None:
            order.see(date.date)
    heading = titles.find(page, records[0].start)
    titled = heading[0] if heading is not None else -1
    taken = {name.cell for name in names if name is not None}
    drafts: list[Draft] = []
    for number, record in enumerate(records):
        stop = records[number + 1].cut if number + 1 < len(records) else len(cells)
        draft = Draft(evidence)
        place = 0 if number == 0 else cells[record.cut].start
        kinds: list[BlockKind] = [
            "title" if n == titled else _role(page, n, record, taken) for n in range(record.cut, stop)
        ]
        run = 0
        while run < len(kinds):
            end = run
            while end < len(kinds) and kinds[end] == kinds[run]:
                end += 1
            until = len(text) if record.cut + end >= len(cells) else cells[record.cut + end].start
            piece = text[place:until]
            if kinds[run] == "paragraph":
                draft.add_body(piece, cells[record.cut + run].gap > 0 or not draft.words)
            else:
                draft.add(kinds[run], piece)
            place, run = until, end
        for n in range(record.cut, stop):
            if page.kinds[n].edit is not None and (page.codes[n] == EDIT or n < record.start or n >= record.end):
                mark = page.kinds[n].edit
                assert mark is not None
                draft.edit = EditMark(mark.text, mark.by, _iso(mark.date, order), mark.evidence)
                break
        naming = names[number]
        if naming is not None:
            draft.author = naming.name
            draft.author_evidence = Evidence("cue", naming.cue, naming.confidence)
        drafts.append(draft)
    if heading is None:
        return None, Evidence("none", "no line looks like a title", 0.0), drafts
    return heading[1], heading[2], drafts


def _iso(text: str | None, order: dates.DayOrder) -> str | None:
    found = dates.find(text) if text else None
    return dates.iso(found, order) if found else None


def _role(page: Page, index: int, record: Record, taken: set[int]) -> BlockKind:
    if page.codes[index] == EDIT:
        return "edit"
    if index in taken or page.codes[index] == SIDE:
        return "header"
    if record.start <= index < record.end:
        return "chrome" if page.codes[index] == AD else "paragraph"
    if page.codes[index] in (NBSP, RULE):
        return "separator"
    if index < record.start and page.codes[index] not in (TAIL, FOOT):
        return "header"
    return "chrome"


_ = (DATE, HEAD)
