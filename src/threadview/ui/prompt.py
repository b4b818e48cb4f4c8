"""The line at the foot of the screen in which something is typed: a search, a number, a command."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Label

from threadview.layout.rows import shorten
from threadview.ui.line import Line
from threadview.wrap import cells, shown


class LastWord(Suggester):
    """Completes the last word of what is typed from a list, the commonest first; → takes it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last word completed."""
        last = value.rsplit(" ", 1)[-1].lstrip("#").casefold()
        if not last:
            return None
        for word in self._words:
            if word.casefold().startswith(last) and len(word) > len(last):
                return value + word[len(last) :]
        return None


class Prompt(Vertical):
    """A labelled input line that tells what is typed as it is typed. Enter and Esc are the
    reader's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", "older entry", id="prompt-older", show=False),
        Binding("down", "newer", "newer entry", id="prompt-newer", show=False),
        Binding("alt+w", "whole", "whole words only", id="prompt-whole", show=False),
    ]
    DEFAULT_CSS = """
    Prompt {
        height: auto; dock: bottom;
        & Horizontal { height: 1; }
        & Label { width: auto; padding: 0 0 0 1; }
        & #mistake { display: none; width: 1fr; height: 1; padding: 0; color: $warning; }
        & Line { width: 1fr; }
    }
    """

    class Typed(Message):
        """What stands in the line changed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Whole(Message):
        """Whole words only, or not any more."""

    def __init__(
        self,
        purpose: str,
        label: str,
        text: str = "",
        history: list[str] | None = None,
        completions: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.purpose = purpose
        self._label = label
        self._text = text
        self._history = history or []
        self._completions = completions
        self._at = len(self._history)
        self._complained: str | None = None

    def compose(self) -> ComposeResult:
        """The label, the line, and room for a word at the right."""
        suggester = LastWord(self._completions) if self._completions else None
        with Horizontal():
            yield Label(self._label, markup=False)
            yield Line(self._text, suggester=suggester)
            yield Label("", id="note", markup=False)
        yield Label("", id="mistake", markup=False)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.value

    @property
    def line(self) -> Input:
        """The line itself."""
        return self.query_one(Input)

    def note(self, text: str) -> None:
        """A word at the right end of the line: a count, a complaint."""
        self.query_one("#note", Label).update(f"{shown(text)} ")

    def complain(self, message: str, position: int) -> None:
        """Say what is wrong with what is typed, a caret under the spot, and set the cursor there:
        the line is not left."""
        before = 1 + cells(self._label) + cells(shown(self.text[:position]))
        room = self.app.size.width - before - 2
        if cells(message) <= room:
            words = f"{' ' * before}^ {message}"
        else:
            words = f"{shorten(message, max(0, before - 1)).rjust(before - 1)} ^"
        mistake = self.query_one("#mistake", Label)
        mistake.update(words)
        mistake.display = True
        self._complained = self.text
        self.line.cursor_position = position

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self.text != self._complained:  # the event may tell of a key pressed before
            self.query_one("#mistake", Label).display = False
        self.post_message(self.Typed(self.purpose, event.value))

    async def settle(self) -> str:
        """What stands in the line, once every key pressed so far has reached it."""
        while self.line.message_queue_size:
            await sleep(0)
        return self.text

    def action_whole(self) -> None:
        """Whole words only, or not any more."""
        self.post_message(self.Whole())

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
            line = self.line
            line.value = self._history[at] if at < len(self._history) else ""
            line.cursor_position = len(line.value)
