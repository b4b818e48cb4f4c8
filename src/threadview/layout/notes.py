"""Notes in the reading view: a line below the words they are on, or at the side of them."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.layout.geometry import Geometry
from threadview.layout.rows import Row, Run, shorten
from threadview.outline import NoteLine, Place
from threadview.wrap import shown, wrap

SIGN = "●"


def first_line(note: NoteLine) -> str:
    """What a note says in one line: its first line, then its tags; a highlight says nothing."""
    text = next((line.strip() for line in note.text.split("\n") if line.strip()), "")
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return shown(" ".join(part for part in (text, tags) if part))


def note_rows(
    note: NoteLine, place: Place, folded: bool, left: tuple[Run, ...], frame: Geometry
) -> list[Row]:
    """The rows of a note below its words. Folded, at a screen wide enough for a side column, it
    has none: it stands at the side."""
    if folded and frame.side:
        return []
    width = max(1, frame.column - 2)
    sign = Run(f"{SIGN} ", note.style)
    if folded:
        return [Row(0, place, runs=(*left, sign, Run(shorten(first_line(note), width), "note")))]
    text = note.text
    if note.tags:
        text = f"{text}\n{' '.join(f'#{tag}' for tag in note.tags)}".strip("\n")
    lines = [text[start:stop] for start, stop in wrap(text, width)] or [""]
    return [
        Row(0, place, runs=(*left, sign if not n else Run("  ", "note"), Run(shown(line), "note")))
        for n, line in enumerate(lines)
    ]


def beside(notes: Sequence[NoteLine], frame: Geometry) -> tuple[Run, ...]:
    """The notes that begin in a row, at its side, as many as fit in words; empty where the screen
    has no side column or there is nothing to say."""
    if not frame.side or not notes:
        return ()
    runs: list[Run] = []
    room = frame.side - 1
    for note in notes:
        text = shorten(first_line(note), max(0, room - 3))
        runs += [Run(f" {SIGN} ", note.style), Run(text, "note")]
        room -= 3 + len(text)
        if room < 6:
            break
    return tuple(runs)


def in_row(notes: Sequence[NoteLine], row: Row) -> list[NoteLine]:
    """The notes whose words begin in a row of a block."""
    place = row.place
    found = [note for note in notes if note.block == place.block]
    return [note for note in found if place.offset <= note.offset < max(row.stop, place.offset + 1)]
