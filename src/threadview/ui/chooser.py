"""A list to choose from in a box over the screen, narrowed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from threadview.layout.rows import Run, shorten
from threadview.ui.line import Line
from threadview.ui.row_list import RowList
from threadview.wrap import cells, shown


class Choice(NamedTuple):
    """A row of the list: what it gives back, its words, and a word at its right."""

    value: str
    text: str
    aside: str = ""


class Chooser(ModalScreen[str | None]):
    """Shows choices; gives back the value of the one taken, or None. What is typed narrows the
    list to the rows that hold all its words."""

    MOST = 24
    """Rows in sight, at most."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="chooser-leave", show=False),
        Binding("down,ctrl+n", "move(1)", "next", id="chooser-next", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous", id="chooser-previous", show=False),
        Binding("pagedown", "page(1)", "page down", id="chooser-page-down", show=False),
        Binding("pageup", "page(-1)", "page up", id="chooser-page-up", show=False),
    ]
    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        & Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%;
                     border: round $border; border-title-color: $foreground; }
        & Input { border: none; height: 1; margin: 0 1; padding: 0; background: $background; }
        & Input:focus { border: none; background-tint: transparent; }
        & Label { padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, title: str, choices: Sequence[Choice], hint: str = "") -> None:
        super().__init__()
        self._title, self._hint = title, hint
        self._choices = self._found = choices

    def compose(self) -> ComposeResult:
        """The line to type in, and the list."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            yield Line(hint="type to narrow")
            rows = RowList(self._row, len(self._choices))
            rows.can_focus = False
            yield rows
            if self._hint:
                yield Label(self._hint, markup=False)

    def _row(self, index: int, width: int) -> list[Run]:
        choice = self._found[index]
        aside = shorten(shown(choice.aside), width // 2)
        text = shorten(shown(choice.text), max(0, width - 2 - (cells(aside) + 2 if aside else 0)))
        gap = max(0, width - 2 - cells(text) - cells(aside))
        return [
            Run(f" {text}", "text"),
            Run(" " * gap, "text"),
            Run(aside, "muted"),
        ]

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._show()

    def _show(self) -> None:
        rows = self.query_one(RowList)
        rows.styles.height = max(1, min(self.MOST, len(self._found)))
        rows.show(len(self._found), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        wanted = event.value.casefold().split()
        self._found = [
            choice
            for choice in self._choices
            if all(word in f"{choice.text} {choice.aside}".casefold() for word in wanted)
        ]
        self._show()

    def on_input_submitted(self) -> None:
        """Take the row at hand."""
        self._take(self.query_one(RowList).at)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take a row clicked."""
        event.stop()
        self._take(event.index)

    def _take(self, index: int) -> None:
        if index < len(self._found):
            self.dismiss(self._found[index].value)

    def action_move(self, step: int) -> None:
        """Up and down the list while typing."""
        self.query_one(RowList).action_move(step)

    def action_page(self, pages: int) -> None:
        """Up and down the list by screens while typing."""
        self.query_one(RowList).action_page(pages)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
