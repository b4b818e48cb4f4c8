"""The line at the foot of the screen in which something is typed: a search, a number, a command."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class Prompt(Horizontal):
    """A labelled input line. It tells what is typed as it is typed, and how it ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "leave", id="prompt-cancel", show=False),
        Binding("up", "older", "older entry", id="prompt-older", show=False),
        Binding("down", "newer", "newer entry", id="prompt-newer", show=False),
    ]
    DEFAULT_CSS = """
    Prompt {
        height: 1; dock: bottom;
        & Label { width: auto; padding: 0 0 0 1; }
        & Input { width: 1fr; border: none; height: 1; padding: 0; background: transparent; }
        & Input:focus { border: none; }
    }
    """

    class Typed(Message):
        """What stands in the line changed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Done(Message):
        """Enter was pressed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Cancelled(Message):
        """The prompt was left."""

        def __init__(self, purpose: str) -> None:
            super().__init__()
            self.purpose = purpose

    def __init__(self, purpose: str, label: str, text: str = "", history: list[str] | None = None):
        super().__init__()
        self.purpose = purpose
        self._label = label
        self._text = text
        self._history = history or []
        self._at = len(self._history)

    def compose(self) -> ComposeResult:
        """The label, the line, and room for a word at the right."""
        yield Label(self._label, markup=False)
        yield Input(self._text, select_on_focus=False, compact=True)
        yield Label("", id="note", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def note(self, text: str) -> None:
        """A word at the right end of the line: a count, a complaint."""
        self.query_one("#note", Label).update(f"{text} ")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Typed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it is done."""
        event.stop()
        self.post_message(self.Done(self.purpose, event.value))

    def action_cancel(self) -> None:
        """Leave."""
        self.post_message(self.Cancelled(self.purpose))

    def action_older(self) -> None:
        """The entry before in the history."""
        self._recall(-1)

    def action_newer(self) -> None:
        """The entry after in the history."""
        self._recall(1)

    def _recall(self, step: int) -> None:
        at = self._at + step
        if 0 <= at <= len(self._history):
            self._at = at
            line = self.query_one(Input)
            line.value = self._history[at] if at < len(self._history) else ""
            line.cursor_position = len(line.value)
