"""Where things stand on a screen of a given width, in cells."""

from __future__ import annotations

from threadview.namedtuple import NamedTuple

MEASURE = 90
"""The widest comfortable column of text, in cells."""


WIDE = 96
"""Columns from which notes stand at the side of the text."""


class Geometry(NamedTuple):
    """The columns of the reading view, in cells.

    From the left: `gutter` (centring), `margin` (current and unsure marks), `indent`, then a text
    column `column` cells wide; at the right edge `side` cells for notes, and `bar` cells of scroll
    bar.
    """

    width: int
    gutter: int
    margin: int
    indent: int
    column: int
    bar: int
    side: int = 0

    @property
    def line(self) -> int:
        """Cells from the margin to the end of the text column."""
        return self.indent + self.column


def geometry(width: int, measure: int = MEASURE, notes: bool = False) -> Geometry:
    """The columns for a screen `width` cells wide; at least one cell of text, however narrow.

    With `notes`, a screen that is wide enough has a column for them at the side.
    """
    side = min(44, width // 3) if notes and width >= WIDE else 0
    narrow = _columns(width - side, measure)
    return narrow._replace(width=width, side=side)


def _columns(width: int, measure: int) -> Geometry:
    bar = 1 if width >= 20 else 0
    margin = 3 if width >= 50 else 2 if width >= 20 else 0
    indent = 4 if width >= 60 else 2 if width >= 8 else 0
    room = width - bar - margin - indent - (1 if width >= 20 else 0)
    column = max(1, min(measure, room))
    gutter = max(0, (width - bar - margin - indent - column) // 2) if room > measure else 0
    return Geometry(width, gutter, margin, indent, column, bar)
