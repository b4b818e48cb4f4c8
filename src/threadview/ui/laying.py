"""Laying: the thread under the reader's corrections, and its notes, worked out beside the screen.

Indices of posts that are kept for later (a note written while it is not yet known which thread this
is) count the posts as read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from threadview.errors import NotebookError
from threadview.layout.selection import Selection
from threadview.outline import Outline
from threadview.ui.panels import Panels
from threadview.ui.selecting import Selecting

if TYPE_CHECKING:
    from threadview.desk import Desk, Ready
    from threadview.model import Thread
    from threadview.outline import Place
    from threadview.reading import Reading

Target = tuple[tuple[int, int, int], ...]
"""Stretches of posts: (post index, start, end) in logical text; no words mean a whole post, and no
stretches at all the thread."""

LOOK = 0.7
"""Seconds between two looks at whether another window has written notes."""


class Waiting(NamedTuple):
    """Something to be done once the notes are there, and what if they never are."""

    act: Callable[[], object]
    lost: Callable[[NotebookError], object] | None = None


class Laying(Panels, Selecting):
    """The desk, and the thread that lies on it."""

    desk: Desk | None = None
    """The notes of the thread; None until they are read, or where there is no notebook."""

    marks: dict[str, Place]
    """Places marked by a letter."""

    waiting: tuple[Waiting, ...] = ()
    """What is to be done once it is known which thread this is."""

    class Laid(Message):
        """The thread with its corrections is there to be shown, and its notes are placed."""

        def __init__(self, ready: Ready) -> None:
            super().__init__()
            self.ready = ready

    class Unreadable(Message):
        """The notebook cannot be read."""

        def __init__(self, error: NotebookError) -> None:
            super().__init__()
            self.error = error

    def at_desk(self) -> Desk | None:
        """The desk, when what is on the screen is the thread that lies on it."""
        desk = self.desk
        return desk if desk is not None and desk.thread is self.thread else None

    def later(
        self, act: Callable[[], object], lost: Callable[[NotebookError], object] | None = None
    ) -> None:
        """Do something once the notes of this thread are there."""
        self.waiting = (*self.waiting, Waiting(act, lost))
        self.say("this will be done once the whole thread has been read")
        self.read_notes()

    # Working it out

    def read_notes(self) -> None:
        """Find out which thread this is, and what is noted in it, once it has been read."""
        notebook, reading = self.request.notebook, self.reading
        if notebook is None or self.at_desk() is not None or not reading.thread.complete:
            return
        if not self.waiting and self.desk is None and not Path(notebook).exists():
            return  # nothing was ever noted: nothing is to be looked for
        self.lay_anew()

    def lay_anew(self) -> None:
        """Lay the corrections over the thread as read, beside the screen. While that goes on,
        nothing more: once it is there, it is looked at whether it is still current."""
        reading = self.reading
        if self._laying is reading:
            return
        self._laying = reading

        def work() -> None:
            try:
                ready = self.prepared(reading, first=True)
            except NotebookError as error:
                self.post_message(self.Unreadable(error))
                return
            if ready is not None:
                self.post_message(self.Laid(ready))

        self.run_worker(work, thread=True, group="lay", exit_on_error=False, name="lay")

    def must_wait(self, leave: Callable[[], object]) -> bool:
        """Whether something is still to be kept before the thread is left: it is left when that
        is done, or when the reader asks again."""
        if not self.waiting or self._leaving:
            return False
        self._leaving = True
        self.later(leave, lambda _: self._stay())
        self.say("leaving once your notes are saved; the same key again leaves at once")
        return True

    def _stay(self) -> None:
        self._leaving = False

    def still_looking(self) -> bool:
        """Whether it is still being found out what is noted in this thread; then that is said."""
        unread = not self.reading.thread.complete and self.has_notebook()
        if self.at_desk() is None and (unread or self._laying is not None):
            self.say("still looking for the notes of this thread; try again in a moment")
            return True
        return False

    def has_notebook(self) -> bool:
        """Whether anything was ever noted, in any thread."""
        return self.request.notebook is not None and Path(self.request.notebook).exists()

    def prepared(self, reading: Reading, *, first: bool = False) -> Ready | None:
        """A reading made ready for the desk; for a worker. None where there is none (`first`: yet),
        or not all of it has been read."""
        desk, notebook = self.desk, self.request.notebook
        if notebook is None or not reading.thread.complete or (desk is None and not first):
            return None
        from threadview.desk import prepare

        identity, known = (None, None) if desk is None else (desk.identity, desk.known)
        return prepare(
            Path(notebook), reading.thread, reading.dump.text, identity=identity, known=known
        )

    def on_laying_unreadable(self, event: Unreadable) -> None:
        """The thread is read without notes; words that were to be kept are not lost."""
        self._laying = None
        self.say(str(event.error), warn=True)
        waiting, self.waiting = self.waiting, ()
        for one in waiting:
            if one.lost is not None:
                one.lost(event.error)

    def on_laying_laid(self, event: Laid) -> None:
        """Show it; then do what waited for it."""
        ready = event.ready
        if self.window is None or ready.read is not self.reading.thread:
            return
        self._laying = None
        fresh = self.thread is not ready.thread
        try:
            self.take_up(ready)
        except NotebookError as error:
            self.on_laying_unreadable(self.Unreadable(error))
            return
        if fresh:
            self.renewed()
        if ready.lost:
            some = "a correction has" if ready.lost == 1 else f"{ready.lost} corrections have"
            self.say(f"{some} lost the words it was on, and does nothing now", warn=True)
        waiting, self.waiting = self.waiting, ()
        for one in waiting:
            one.act()

    def take_up(self, ready: Ready) -> None:
        """Put a thread that was made ready on the desk, and show it.

        Raises:
            NotebookError: the notebook cannot be read.
        """
        from threadview.desk import Desk

        if self.desk is not None:
            self.desk.take(ready)
        else:
            path = Path(self.request.notebook or "")
            self.desk = Desk(path, ready.thread, ready.identity, ready)
            for notice in self.desk.notebook.notices:
                self.say(notice, warn=True)
            self.set_interval(LOOK, self.look_for_notes)
        self.show_thread(ready.thread)
        self.notes_changed()

    def unlay(self) -> None:
        """Show the thread as it was read: another reading is to come in its place."""
        if self.session is not None and not self.session.base:
            self.show_thread(self.reading.thread)

    def show_thread(self, thread: Thread) -> None:
        """Show the thread otherwise corrected; whatever holds places holds the same words."""
        window = self.window
        if window is None or window.view.thread is thread:
            return
        from threadview.layout.carrying import Carrier

        old = window.view.outline
        carrier = Carrier(old.posts, thread.posts)
        current, above = window.current_item(), 0
        keep = window.place()
        rows = window.visible()
        for seen, row in enumerate(rows):
            if not row.lead and old.place_of(row.place.post, row.item) == current:
                keep, above = current, seen
                break
        outline = Outline(thread.posts, carrier.folds(old.folds))
        outline.unrolled, outline.raw = old.unrolled, old.raw
        if old.only is not None:
            outline.only = sorted({carrier.index(post) for post in old.only})
        seen_before = window.view.seen
        if 0 < seen_before <= len(old.posts):
            seen_before = carrier.index(seen_before - 1) + 1
        visited = window.current
        window.view = window.view._replace(thread=thread, outline=outline, seen=seen_before)
        window.forget()
        window.current = None if visited is None else carrier.place(visited)
        window.go(carrier.place(keep), above)
        self._carry(carrier.place)

    def _carry(self, to: Callable[[Place], Place]) -> None:
        """Places kept from before are where `to` says now."""
        self.jumps.carry(to)
        self.marks = {letter: to(place) for letter, place in self.marks.items()}
        view = self.view
        if view.selection is not None:
            view.selection = Selection(to(view.selection.anchor), to(view.selection.cursor))
        if view.cursor is not None:
            view.cursor = to(view.cursor)

    # Places as read

    def as_read(self, target: Target) -> Target:
        """Stretches of the posts on the screen, as stretches of the posts as read."""
        from threadview.corrections import Corrected

        window, base = self.window, 0 if self.session is None else self.session.base
        posts = None if window is None else window.view.outline.posts
        if not isinstance(posts, Corrected):
            return tuple((index + base, start, end) for index, start, end in target)
        found = []
        for index, start, end in target:
            source, first = posts.origin(index, start)
            last = posts.origin(index, end - 1) if end > start else (source, first)
            stop = last[1] + 1 if end > start and last[0] == source else first
            found.append((source, first, stop))
        return tuple(found)

    def as_shown(self, target: Target) -> Target:
        """Stretches of the posts as read, as stretches of the posts on the screen."""
        from threadview.corrections import Corrected

        window = self.window
        posts = None if window is None else window.view.outline.posts
        if not isinstance(posts, Corrected):
            return target
        found = []
        for source, start, end in target:
            index, first = posts.standing(source, start)
            last = posts.standing(source, end - 1) if end > start else (index, first)
            found.append((index, first, last[1] + 1 if end > start else first))
        return tuple(found)

    def on_unmount(self) -> None:
        """The thread is left: write down where its notes stand, for lists made without it."""
        desk, self.desk = self.desk, None
        if desk is None:
            return
        try:
            desk.settle()
        except NotebookError as error:
            self.log.warning(f"places of notes not kept: {error}")
        desk.close()

    _leaving: bool = False
    """Whether the thread is to be left once everything is kept."""

    _laying: Reading | None = None
    """The reading that the corrections are being laid over."""

    # What others do

    def look_for_notes(self) -> None:
        """Take in what another window has written."""

    def notes_changed(self) -> None:
        """The notes are others now: lay out and paint them."""
