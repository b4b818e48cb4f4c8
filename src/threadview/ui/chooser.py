"""A list to choose from in a box over the screen, narrowed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from threadview.wrap import shown


class Choice(NamedTuple):
    """A row of the list: what it gives back, its words, and a word at its right."""

    value: str
    text: str
    aside: str = ""


class Chooser(ModalScreen[str | None]):
    """Shows choices; gives back the value of the one taken, or None.

    What is typed narrows the list to the rows that hold all its words; when `free` is set, typed
    text that is not narrowed to a row is given back as it is.
    """

    MOST = 500
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="chooser-leave", show=False),
        Binding("down,ctrl+n", "move(1)", "next", id="chooser-next", show=False),
        Binding("up,ctrl+p", "move(-1)", "previous", id="chooser-previous", show=False),
    ]
    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        & Vertical { width: 84; max-width: 96%; height: auto; max-height: 80%;
                     border: round $primary; background: $surface; }
        & Input { border: none; height: 1; margin: 0 1; padding: 0; background: $surface; }
        & OptionList { height: auto; max-height: 24; border: none; background: $surface; }
        & Label { padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, title: str, choices: Sequence[Choice], hint: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._hint = title, choices, hint

    def compose(self) -> ComposeResult:
        """The line to type in, and the list."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield Input(placeholder="type to narrow", compact=True, select_on_focus=False)
            yield OptionList(*self._options(""), markup=False)
            if self._hint:
                yield Label(self._hint, markup=False)

    def _options(self, typed: str) -> list[Option]:
        wanted = typed.casefold().split()
        found = [
            choice
            for choice in self._choices
            if all(word in f"{choice.text} {choice.aside}".casefold() for word in wanted)
        ]
        return [self._option(choice) for choice in found[: self.MOST]]

    def _option(self, choice: Choice) -> Option:
        aside = Content.styled(f"  {shown(choice.aside)}", "dim") if choice.aside else Content("")
        return Option(Content(shown(choice.text)) + aside, id=f"v{self._choices.index(choice)}")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self.query_one(OptionList).highlighted = 0 if self._choices else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options(event.value))
        options.highlighted = 0 if options.option_count else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row at hand, or the words typed when there is none."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._take(options.get_option_at_index(options.highlighted))
        else:
            self.dismiss(event.value.strip() or None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a row clicked."""
        self._take(event.option)

    def _take(self, option: Option) -> None:
        self.dismiss(self._choices[int((option.id or "v0")[1:])].value)

    def action_move(self, step: int) -> None:
        """Up and down the list while typing."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
