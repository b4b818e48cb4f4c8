"""The title bar and the footer: one row each, painted from the layout's runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.rows import Run
from threadview.ui.styles import style_of


class Bar(Widget):
    """A row of runs across the screen."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "Bar { height: 1; width: 100%; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._runs: Sequence[Run] = ()

    def update(self, runs: Sequence[Run]) -> None:
        """Show these runs."""
        if runs != self._runs:
            self._runs = runs
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature
        """The row."""
        segments = [Segment(run.text, style_of(self.app, run.style)) for run in self._runs]
        strip = Strip(segments)
        return strip.adjust_cell_length(self.size.width, style_of(self.app, "bar"))
