"""A line to type in, as every prompt, list and panel has it: one row, no frame, a cursor that does
not blink."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input


class Line(Input):
    """An input line one row high."""

    DEFAULT_CSS = """
    Line { border: none; height: 1; padding: 0; background: $background; }
    Line:focus { border: none; background-tint: transparent; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How long the text is. (Textual's own would lay out the whole screen at each letter, for a row
    whose width no letter changes.)"""

    def __init__(
        self, text: str = "", *, hint: str = "", suggester: Suggester | None = None
    ) -> None:
        super().__init__(
            text, placeholder=hint, suggester=suggester, select_on_focus=False, compact=True
        )
        self.cursor_blink = False

    def validate(self, value: str) -> None:
        """Anything may be typed. (Textual's own would style the line anew at the first key.)"""
