"""Torn lines: what a page shows in one line, written by an extractor that breaks at every element.

BeautifulSoup's `get_text("\\n")` and its like write "Posted" and the date behind it on two lines,
"Last edited by", a name and a date on three. No table knows the pieces: lone dates of posts, edits
and other people's answers are all alike. A word that stands in front of a date is therefore put
together with what follows, up to the date, where a table knows the whole.
"""

from __future__ import annotations

from functools import cache, lru_cache

from threadview.cues import edits, furniture, torn
from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import DATE, EDIT
from threadview.formats.text.lines.tables import Tables
from threadview.pattern import pattern

FARTHEST = 4
"""Pieces from the word to the date: "Last edited by", a name, "on", a date."""
LEADING = 3
"""Pieces in front of the word that may belong to it: "Post", "by", a name, "»", a date."""
LONGEST = 60
"""Characters of a piece."""
FEWEST = 2
"""Such words that make a dump one whose lines are torn."""
SAYING = ("commented", "replied")
"""What stands behind the name of who did so, in vBulletin 5 and Flarum; but below a comment of
Stack Exchange, whose dash and name are above."""
DASHES = ("–", "-", "—", "")
MACHINE = pattern(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*(?: [+-]\d\d:\d\d)?")
"""A date for programs, printed again in front of the one for people."""
REACTED = furniture.words(furniture.REACTIONS)
NUMBER = pattern(r"\d{1,6}")
DIGIT = pattern(r"\d")


def mended(cells: list[Cell], tables: Tables) -> list[Cell]:
    """The cells, those that are pieces of one line put together; the same list where none are."""
    found = [
        n for n, cell in enumerate(cells) if len(cell.clean) < LONGEST and _is_lead(cell.clean)
    ]
    if len(found) < FEWEST:
        return cells
    joins: list[tuple[int, int, str]] = []
    for lead in found:
        join = _join(cells, lead, tables)
        if join is not None and (not joins or join[0] >= joins[-1][1]):
            joins.append(join)
    if not joins:
        return cells
    mended: list[Cell] = []
    done = 0
    for start, end, clean in joins:
        mended += cells[done:start]
        first = cells[start]
        mended.append(Cell(first.start, cells[end - 1].end, clean, first.gap, first.indent))
        done = end
    return mended + cells[done:]


@cache
def _leads() -> frozenset[str]:
    """The words in front of dates, of posts and of edits, and of what else is torn."""
    openings = (opening.strip() for opening in (*edits.OPENINGS, *edits.DATED))
    return frozenset((*torn.BEFORE, torn.COUNTING, *REACTED, *openings))


@lru_cache(maxsize=16384)
def _is_lead(clean: str) -> bool:
    """Whether a line is such words, or those of an edit and a word like "by"."""
    lower, leads = clean.casefold(), _leads()
    if lower in leads:
        return True
    opening, _, by = lower.rpartition(" ")
    return by in edits.BY and opening in leads


def _join(cells: list[Cell], lead: int, tables: Tables) -> tuple[int, int, str] | None:
    """The pieces that belong to a word in front of a date, and what they say together."""
    if cells[lead].clean == torn.COUNTING:
        return _number(cells, lead)
    if cells[lead].clean.casefold() in REACTED:
        return _reactions(cells, lead)
    end = _dated(cells, lead, tables)
    if end is None:
        return None
    first = _first(cells, lead, end, tables)
    kind = tables.kind(_said(cells, first, end))
    if kind.code == EDIT and _signed(cells, end):
        end += 2
    elif not kind.found and kind.code not in (EDIT, DATE):
        return None
    twice = first > 0 and MACHINE.fullmatch(cells[first - 1].clean) is not None
    return first - twice, end, _said(cells, first, end)


def _number(cells: list[Cell], lead: int) -> tuple[int, int, str] | None:
    """A post's number behind its sign."""
    below = lead + 1
    if below == len(cells) or not _close(cells, below) or not NUMBER.fullmatch(cells[below].clean):
        return None
    return lead, below + 1, torn.COUNTING + cells[below].clean


def _reactions(cells: list[Cell], lead: int) -> tuple[int, int, str] | None:
    """Who reacted: names with commas and a word for "and" between, "and 3 others" behind."""
    end = lead + 1
    if end == len(cells) or not _close(cells, end):
        return None
    end += 1
    while end < len(cells) and _close(cells, end):
        word, _, others = cells[end].clean.partition(" ")
        joined = not others and (word == "," or word.casefold() in torn.AND)
        if joined and end + 1 < len(cells) and _close(cells, end + 1):
            end += 2
        elif word.casefold() in torn.AND and others[:1].isdigit():
            end += 1
            break
        else:
            break
    return lead, end, _said(cells, lead, end)


def _first(cells: list[Cell], lead: int, end: int, tables: Tables) -> int:
    """The first piece: the word itself, unless a table knows the whole by what stands before."""
    start = lead
    if cells[lead].clean.casefold() in SAYING and lead > 1 and _close(cells, lead):
        start -= cells[lead - 2].clean not in DASHES
    for first in range(start, max(-1, lead - LEADING - 1), -1):
        if first < lead and not _close(cells, first + 1):
            break
        kind = tables.kind(_said(cells, first, end))
        if kind.found or kind.code == EDIT:
            return first
    return lead


def _signed(cells: list[Cell], end: int) -> bool:
    """Whether a word like "by" and a name follow."""
    near = end + 1 < len(cells) and _close(cells, end) and _close(cells, end + 1)
    return near and cells[end].clean.casefold().strip(" :") in edits.BY


def _dated(cells: list[Cell], lead: int, tables: Tables) -> int | None:
    """The cell behind the date that follows a word; None where none follows closely."""
    for n in range(lead + 1, min(len(cells), lead + 1 + FARTHEST)):
        if not _close(cells, n):
            return None
        if DIGIT.search(cells[n].clean) is None:
            continue
        kind = tables.kind(_said(cells, lead, n + 1))
        if kind.date is not None or (kind.edit is not None and kind.edit.date is not None):
            return n + 1
    return None


def _close(cells: list[Cell], n: int) -> bool:
    """Whether a cell is short and stands right below the one above."""
    return cells[n].gap == 0 and len(cells[n].clean) <= LONGEST


def _said(cells: list[Cell], start: int, end: int) -> str:
    return " ".join(cell.clean for cell in cells[start:end])
