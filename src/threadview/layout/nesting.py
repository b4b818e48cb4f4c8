"""How far the posts of a tree stand in: a guide per depth left of them, as far as there is room."""

from __future__ import annotations

from threadview.layout.geometry import Geometry
from threadview.layout.rows import Row, Run
from threadview.wrap import cells

ROOM = 32
"""Cells that the text column keeps, however deep a post stands: never less than half of it, nor
more than two thirds where it is narrow."""

STEP = 2
"""Cells that a post stands in behind the one it answers."""


def guides(frame: Geometry, depth: int) -> tuple[Run, ...]:
    """What stands left of a post `depth` deep: a line per post above it. Those that there is no
    room for are only counted, on a screen where the number fits."""
    if not depth:
        return ()
    kept = max(frame.column // 2, min(ROOM, frame.column * 2 // 3))
    fit = (frame.column - kept) // STEP
    if depth <= fit:
        return (Run("│ " * depth, "rule"),)
    number = f"{depth}› "
    if cells(number) > fit * STEP:
        return (Run("│ " * fit, "rule"),) if fit else ()
    return (Run("│ " * (fit - (len(number) + 1) // STEP), "rule"), Run(number, "muted"))


def inside(frame: Geometry, before: tuple[Run, ...]) -> Geometry:
    """The columns that are left behind guides."""
    return frame._replace(column=frame.column - _width(before))


def behind(row: Row, before: tuple[Run, ...]) -> Row:
    """A row laid out in what guides left over, put behind them."""
    shift = _width(before)
    zones = tuple(
        zone._replace(left=zone.left + shift, right=zone.right + shift) for zone in row.zones
    )
    return row._replace(left=(*before, *row.left), zones=zones)


def _width(before: tuple[Run, ...]) -> int:
    return sum(cells(run.text) for run in before)
