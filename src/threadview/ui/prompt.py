"""The line at the foot of the screen in which something is typed: a search, a number, a command."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked in the line at the foot.

    Attributes:
        label: stands before what is typed.
        answered: takes what was typed, at Enter.
        text: stands in the line at first.
        history: what was typed before, the latest last; ↑ and ↓ bring it back.
        completions: words that the last word typed may be completed to, the commonest first.
        is_query: whether it is answered in the query language: what does not parse is not left.
        typed: hears every change of the line.
        left: is called where the line is left by Esc.
    """

    label: str
    answered: Callable[[str], None]
    text: str = ""
    history: Sequence[str] = ()
    completions: Sequence[str] = ()
    is_query: bool = False
    typed: Callable[[str], None] | None = None
    left: Callable[[], None] | None = None


class Prompt(Vertical):
    """A labelled input line that tells what is typed as it is typed. Enter and Esc are the
    reader's.

    It lies over the footer and is hidden while nothing is asked: opening it moves nothing else,
    and makes nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", "older entry", id="prompt-older", show=False),
        Binding("down", "newer", "newer entry", id="prompt-newer", show=False),
        Binding("alt+w", "whole", "whole words only", id="prompt-whole", show=False),
    ]
    DEFAULT_CSS = """
    Prompt {
        height: auto; dock: bottom; layer: over; display: none;
        & Horizontal { height: 1; }
        & Label { width: auto; padding: 0 0 0 1; }
        & #mistake { display: none; width: 1fr; height: 1; padding: 0; color: $warning; }
        & Line { width: 1fr; }
    }
    """

    class Typed(Message):
        """What stands in the line changed."""

        def __init__(self, question: Question, text: str) -> None:
            super().__init__()
            self.question, self.text = question, text

    class Whole(Message):
        """Whole words only, or not any more."""

    def __init__(self) -> None:
        super().__init__()
        self.question: Question | None = None
        """What is being asked."""
        self._label = Label("", markup=False)
        self._line = Line("")
        self._note = Label("", markup=False)
        self._mistake = Label("", id="mistake", markup=False)
        self._history: Sequence[str] = ()
        self._at = 0
        self._complained: str | None = None
        self._room = 0
        """Cells that the note has been given."""

    def compose(self) -> ComposeResult:
        """The label, the line, and room for a word at the right."""
        with Horizontal():
            yield self._label
            yield self._line
            yield self._note
        yield self._mistake

    def begin(self, question: Question) -> None:
        """Ask something else."""
        self.question = question
        self._history = question.history
        self._at = len(self._history)
        self._complained, self._room = None, 0
        self._label.update(question.label)
        self._note.update("")
        self._mistake.display = False
        line = self._line
        line.suggester = LastWord(question.completions) if question.completions else None
        with line.prevent(Input.Changed):
            line.value = question.text
        line.cursor_position = len(question.text)
        self.display = True

    def end(self) -> None:
        """Ask no more."""
        self.question = None
        self.display = False

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._line.value

    @property
    def line(self) -> Input:
        """The line itself."""
        return self._line

    def note(self, text: str) -> None:
        """A word at the right end of the line: a count, a complaint."""
        words = f"{shown(text)} "
        size = cells(words)
        # Room once taken is kept, so that a count that runs lays nothing out anew.
        self._note.update(" " * (self._room - size) + words, layout=size > self._room)
        self._room = max(self._room, size)

    def complain(self, message: str, position: int) -> None:
        """Say what is wrong with what is typed, a caret under the spot, and set the cursor there:
        the line is not left."""
        label = str(self._label.content)
        before = 1 + cells(label) + cells(shown(self.text[:position]))
        room = self.app.size.width - before - 2
        if cells(message) <= room:
            words = f"{' ' * before}^ {message}"
        else:
            words = f"{shorten(message, max(0, before - 1)).rjust(before - 1)} ^"
        self._mistake.update(words)
        self._mistake.display = True
        self._complained = self.text
        self._line.cursor_position = position

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed. An event may tell of a key pressed before the last one: then the
        last one's is still to come."""
        event.stop()
        if self.question is None or event.value != self.text:
            return
        if self.text != self._complained:
            self._mistake.display = False
        self.post_message(self.Typed(self.question, event.value))

    async def settle(self) -> str:
        """What stands in the line, once every key pressed so far has reached it."""
        while self._line.message_queue_size:
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
            line = self._line
            line.value = self._history[at] if at < len(self._history) else ""
            line.cursor_position = len(line.value)
