"""Where things stand on a screen of a given width, in cells."""

from __future__ import annotations

from threadview.record import NamedTuple

MEASURE = 90
"""The widest comfortable column of text, in cells."""


class Geometry(NamedTuple):
    """The columns of the reading view, in cells.

    From the left: `gutter` (centring), `margin` (current and unsure marks), `indent`, then a text
    column `column` cells wide; at the right edge `bar` cells of scroll bar.
    """

    width: int
    gutter: int
    margin: int
    indent: int
    column: int
    bar: int

    @property
    def text_left(self) -> int:
        """The cell where text that stands in no quote begins."""
        return self.gutter + self.margin + self.indent

    @property
    def line(self) -> int:
        """Cells from the margin to the end of the text column."""
        return self.indent + self.column


def geometry(width: int, measure: int = MEASURE) -> Geometry:
    """The columns for a screen `width` cells wide; at least one cell of text, however narrow."""
    bar = 1 if width >= 20 else 0
    margin = 3 if width >= 50 else 2 if width >= 20 else 0
    indent = 4 if width >= 60 else 2 if width >= 8 else 0
    room = width - bar - margin - indent - (1 if width >= 20 else 0)
    column = max(1, min(measure, room))
    gutter = max(0, (width - bar - margin - indent - column) // 2) if room > measure else 0
    return Geometry(width, gutter, margin, indent, column, bar)
