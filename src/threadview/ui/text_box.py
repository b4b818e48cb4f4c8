"""A few sentences in a box over the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from threadview.wrap import shown


class TextBox(ModalScreen[None]):
    """Shows lines of text, wrapped; any of the usual keys leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,w", "dismiss", "leave", id="box-leave", show=False),
        Binding("j,down", "scroll(1)", "down", id="box-down", show=False),
        Binding("k,up", "scroll(-1)", "up", id="box-up", show=False),
    ]
    DEFAULT_CSS = """
    TextBox {
        align: center middle;
        & VerticalScroll { width: 84; max-width: 96%; height: auto; max-height: 80%;
                           padding: 1 2; border: round $border; border-title-color: $foreground; }
    }
    """

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """The lines in a box."""
        with VerticalScroll() as box:
            box.border_title = Content(shown(self._title))
            box.border_subtitle = "Esc leaves"
            yield Static(Content("\n".join(shown(line) for line in self._lines)))

    def action_scroll(self, rows: int) -> None:
        """Up and down by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
