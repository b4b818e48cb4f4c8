"""The preview beside the library's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.rows import Run, fit
from threadview.listing.preview import Passage, preview_rows
from threadview.ui.styles import style_of


class Preview(Widget):
    """Shows passages from the top; the first hit is in sight."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "Preview { width: 33%; height: 1fr; padding: 0; }"

    def __init__(self, passages: Sequence[Passage] = ()) -> None:
        super().__init__()
        self._passages = passages
        self._rows: list[list[Run]] = []
        self._made: tuple[int, int] = (-1, -1)

    def look_at(self, passages: Sequence[Passage]) -> None:
        """Show these."""
        if passages != self._passages:
            self._passages = passages
            self._made = (-1, -1)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        if self._made != (width, height):
            self._rows = preview_rows(self._passages, width, height)
            self._made = (width, height)
        runs = self._rows[y] if y < len(self._rows) else fit([Run("│ ", "rule")], width)
        return Strip([Segment(run.text, style_of(self.app, run.style)) for run in runs])
