"""Keeping the library's list up to date: reading it, indexing what changed, watching folders."""

from __future__ import annotations

import gc
from math import inf
from time import monotonic

from textual.message import Message

from threadview.listing.register import Register
from threadview.ui.library_typing import LibraryTyping
from threadview.ui.library_work import Work

WATCH = 15.0
"""Seconds between two looks at whether folders have changed."""

RESTOCK = 2.0
"""Seconds between two looks at what indexing has found so far."""


class Tending(LibraryTyping):
    """All of it happens beside the screen."""

    class Stocked(Message):
        """The list was read again."""

        def __init__(self, register: Register) -> None:
            super().__init__()
            self.register = register

    class Told(Message):
        """Indexing says how far it is, or (`done`) has ended."""

        def __init__(self, line: str, done: bool) -> None:
            super().__init__()
            self.line, self.done = line, done

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._indexing = self._begun = False
        self._stock_due = 0.0

    def show_stock(self, register: Register) -> None:
        """List what there is."""
        raise NotImplementedError

    def begin(self) -> None:
        """Read the list, and from now on whenever there is more of it."""
        self.restock()
        self.set_interval(RESTOCK, self._restock_while_indexing)
        self.set_interval(WATCH, self.watch_folders)

    def on_unmount(self) -> None:
        """Let go of the index."""
        self.work.close()

    def restock(self) -> None:
        """Read the list again, beside the screen."""

        def work() -> None:
            begun = monotonic()
            self.post_message(self.Stocked(self.work.stock()))
            self.work.warm_up()
            # What a long list is made of stays: to look through it for garbage takes 50 ms.
            gc.freeze()
            # A very long list takes its time: then it is read the more rarely.
            self._stock_due = monotonic() + RESTOCK * max(1.0, 4 * (monotonic() - begun))

        self._stock_due = inf
        self.run_worker(work, thread=True, exclusive=True, group="stock", name="stock")

    def _restock_while_indexing(self) -> None:
        if not self.is_current or monotonic() < self._stock_due:
            return
        if self._indexing and not self.work.failed:
            self.restock()
        elif self.work.failed and self.work.stale():  # another program does it
            self._renew()

    def on_tending_stocked(self, event: Stocked) -> None:
        """Show what there is; the first time, see then what has changed."""
        self.show_stock(event.register)
        if not self._begun:
            self._begun = True
            self.run_worker(self.work.bring_in, thread=True, group="bring in", name="bring in")
            self.action_index()

    def action_index(self) -> None:
        """See what has changed, in a program of its own."""
        if self._indexing:
            return
        self._indexing = True

        def work() -> None:
            last = ""
            for line in self.work.indexing():
                last = line
                self.post_message(self.Told(line, False))
            self.post_message(self.Told(last, True))

        self.run_worker(work, thread=True, group="index", exit_on_error=False, name="index")

    def watch_folders(self) -> None:
        """See beside the screen whether folders have changed, and index what did; and whether
        another program has written the index, which may have kept this one from it."""

        def work() -> None:
            stale = self.work.stale()
            if self.work.changed() or self.work.failed:
                self.app.call_from_thread(self.action_index)
            if stale:
                self.app.call_from_thread(self._renew)

        if not self._indexing:
            self.run_worker(work, thread=True, exclusive=True, group="watch", name="watch")

    def on_tending_told(self, event: Told) -> None:
        """Say how far indexing is, or why it failed; at its end read the list again."""
        self._news = "" if event.done and not self.work.failed else event.line
        if event.done:
            self._indexing = False
            if self.work.stale():
                self._renew()
        self.update_bars()

    def _renew(self) -> None:
        self.work.forget_catalogue()
        self.restock()
