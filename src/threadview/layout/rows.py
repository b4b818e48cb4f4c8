"""A row of the reading view as data, and how it becomes runs of styled text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from threadview.layout.geometry import Geometry
from threadview.namedtuple import NamedTuple
from threadview.outline import Place
from threadview.wrap import cells, column, offset_at, shown


class Run(NamedTuple):
    """A piece of text, ready to paint, and the name of its style (see `palette.look`)."""

    text: str
    style: str


class Zone(NamedTuple):
    """Cells `[left, right)` of a row that do something when clicked."""

    left: int
    right: int
    action: str
    target: str


class Mark(NamedTuple):
    """A style laid over `[start, end)` of a block's text."""

    start: int
    end: int
    style: str


class Row(NamedTuple):
    """One row: furniture on the left, then words of a block (or runs that are no words).

    `place` is where its words begin, `stop` the offset in the block's text where they end;
    `left` goes before the words, `runs` after them (or instead of them); `mark` stands in the
    margin; `lead` says that it only sets its item apart from what is above; `side` stands in the
    column for notes. `text` is
    the block's own characters; stand-ins appear only when it is painted.
    """

    item: int
    place: Place
    stop: int = 0
    left: tuple[Run, ...] = ()
    text: str = ""
    style: str = "text"
    marks: tuple[Mark, ...] = ()
    runs: tuple[Run, ...] = ()
    mark: str = " "
    zones: tuple[Zone, ...] = ()
    lead: bool = False
    side: tuple[Run, ...] = ()


def words_left(row: Row, frame: Geometry) -> int:
    """The cell where the words of a row begin."""
    return frame.gutter + frame.margin + sum(cells(run.text) for run in row.left)


def offset_in(row: Row, frame: Geometry, x: int) -> int:
    """The offset, in the text of the row's block, of the character at a cell."""
    return row.place.offset + offset_at(row.text, max(0, x - words_left(row, frame)))


def cell_of(row: Row, frame: Geometry, offset: int) -> int:
    """The cell of an offset in the text of the row's block."""
    return words_left(row, frame) + column(row.text, offset - row.place.offset)


def paint(
    row: Row, frame: Geometry, current: bool = False, marks: Iterable[Mark] = ()
) -> list[Run]:
    """The runs of a whole row, from the left edge to the scroll bar, padded and cut to fit.

    Later marks lie over earlier ones.
    """
    runs: list[Run] = []
    if frame.gutter:
        runs.append(Run(" " * frame.gutter, "text"))
    if frame.margin:
        runs.append(Run("▌" if current else " ", "current" if current else "text"))
        runs.append(Run(row.mark.ljust(frame.margin - 1)[: frame.margin - 1], "unsure"))
    runs.extend(row.left)
    if row.text:
        runs.extend(words(row.text, row.place.offset, row.style, (*row.marks, *marks)))
    runs.extend(row.runs)
    if not frame.side:
        return fit(runs, frame.width - frame.bar)
    main = fit(runs, frame.width - frame.bar - frame.side)
    return [*main, *fit(list(row.side), frame.side)]


def words(text: str, start: int, style: str, marks: tuple[Mark, ...]) -> list[Run]:
    """A block's characters as runs, with marks laid over the style. `start` is the offset of the
    first one in the block's text."""
    if not marks:
        return [Run(shown(text), style)]
    end = start + len(text)
    cuts = {start, end}
    for mark in marks:
        if mark.start < end and mark.end > start:
            cuts.add(max(start, mark.start))
            cuts.add(min(end, mark.end))
    runs: list[Run] = []
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        over = [mark.style for mark in marks if mark.start <= left and mark.end >= right]
        runs.append(Run(shown(text[left - start : right - start]), over[-1] if over else style))
    return runs


def fit(runs: list[Run], width: int, style: str = "text") -> list[Run]:
    """Runs cut or padded to exactly `width` cells."""
    fitted: list[Run] = []
    room = width
    for run in runs:
        size = cells(run.text)
        if size <= room:
            if run.text:
                fitted.append(run)
            room -= size
            continue
        cut = offset_at(run.text, room)
        while cut and cells(run.text[:cut]) > room:
            cut -= 1
        fitted.append(Run(run.text[:cut], run.style))
        room -= cells(run.text[:cut])
        break
    if room > 0:
        fitted.append(Run(" " * room, style))
    return fitted


def at_hand(runs: Iterable[Run]) -> list[Run]:
    """The runs of the row of a list that is at hand: as the row is, but a hit stays a hit."""
    return [run if run.style == "hit" else Run(run.text, f"{run.style}+at-hand") for run in runs]


def shorten(text: str, width: int) -> str:
    """A text cut to `width` cells, with an ellipsis where something was cut off."""
    if cells(text) <= width:
        return text
    if width < 1:
        return ""
    cut = offset_at(text, width - 1)
    while cut and cells(text[:cut]) > width - 1:
        cut -= 1
    return text[:cut].rstrip() + "…"
