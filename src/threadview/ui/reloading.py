"""Reading a dump again: it changed on the disk, or the reader asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from threadview.errors import NotebookError, ThreadviewError
from threadview.ui.remembering import Remembering

if TYPE_CHECKING:
    from threadview.desk import Ready
    from threadview.reading import Reading

BEAT = 0.1
"""Seconds of reading between two looks at whether somebody wants it no more."""

MORE = 64
"""Posts read after the one at the top before the fresh thread is shown."""

CHANGED = {
    "grown": "the dump has grown: r reads it again",
    "changed": "the dump was changed: r reads it again",
    "shrunk": "the dump got shorter: r reads it again",
    "gone": "the dump is gone from the disk; what was read stays",
}


class Reloading(Remembering):
    """The verb that reads again. The thread as it was stays on the screen until there is enough of
    the fresh one to go on at the same words."""

    _told: str | None = None
    """The change of the dump that the reader has been told of."""

    class Reloaded(Message):
        """Enough was read again."""

        def __init__(self, old: Reading, reading: Reading, ready: Ready | None = None) -> None:
            super().__init__()
            self.old, self.reading, self.ready = old, reading, ready

    def watch_dump(self) -> None:
        """Say so, once, when the dump changes under the reader."""
        change = self.reading.dump.changed()
        if change is not None and change != self._told:
            self.say(CHANGED[change], warn=True)
        self._told = change

    def action_reload(self) -> None:
        """Read the dump again and stay at the same words."""
        window, reading, opening = self.window, self.reading, self.request.opening
        if window is None or self.session is None:
            return
        least = self.session.base + window.place().post + MORE

        def work() -> None:
            from threadview.reading import reopen

            worker = get_current_worker()
            try:
                again = reopen(
                    reading, encoding=opening.encoding, max_expansion=opening.max_expansion
                )
            except ThreadviewError as error:
                self.app.call_from_thread(self.say, str(error), warn=True)
                return
            while len(again.posts) < least and again.pull(seconds=BEAT):
                if worker.is_cancelled:
                    return
            self.post_message(self.Reloaded(reading, again, self._made_ready(again)))

        self.say("reading again")
        self.run_worker(
            work, thread=True, exclusive=True, group="reload", exit_on_error=False, name="reload"
        )

    def _made_ready(self, again: Reading) -> Ready | None:
        """What `prepared` finds; nothing where the notebook cannot be read any more."""
        try:
            return self.prepared(again)
        except NotebookError as error:
            self.app.call_from_thread(self.say, str(error), warn=True)
            return None

    def on_reloading_reloaded(self, event: Reloaded) -> None:
        """Show the fresh thread."""
        if event.old is not self.reading or self.window is None or self.session is None:
            return
        kept = None if self.session.base else self.remembered()
        self.unlay()
        folds, marks = self.window.view.outline.folds, self.marks
        known = len(self.reading.posts) if self.reading.thread.complete else 0
        self._told = None
        self.open(event.reading)
        self.marks = marks
        self.known = known or self.known
        if self.window is not None:
            self.window.view.outline.folds = folds
            self.window.forget()
        if kept is not None:
            self._sought = kept
            self.seek_old_place(quiet=True)
        self.take_again(event.ready)
        self.renewed()
        self.moved()
        if event.reading.thread.complete:
            self.say("read again")

    def take_again(self, ready: Ready | None) -> None:
        """Lay corrections and notes over a thread that was read again."""
        if ready is not None:
            try:
                self.take_up(ready)
            except NotebookError as error:
                self.say(str(error), warn=True)

    def open(self, reading: Reading) -> None:
        """Show a thread that is being read, and read on."""
