"""The reader: the screen on which one thread is read."""

from __future__ import annotations

from asyncio import Event
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Key as KeyEvent
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from threadview.formats.text.beside import files_beside
from threadview.keys import KEYS, SELECT_KEYS, Key, footer_hints, singles
from threadview.layout.bars import footer
from threadview.layout.rows import Run
from threadview.layout.screen import title_row
from threadview.session import begin, catch_up
from threadview.ui.attaching import Attaching
from threadview.ui.bars import Bar
from threadview.ui.copying import Copying
from threadview.ui.correcting import Correcting
from threadview.ui.filtering import Filtering
from threadview.ui.following import Following
from threadview.ui.muting import Muting
from threadview.ui.quoting import Quoting
from threadview.ui.shell import shell_of
from threadview.ui.thread_view import ThreadView
from threadview.ui.writing import Writing
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.outline import Place
    from threadview.reading import Reading
    from threadview.request import Request
    from threadview.session import Session

BATCH = 0.1
"""Seconds of reading between two messages to the screen."""

WATCH = 2.0
"""Seconds between two looks at whether the dump changed on the disk."""

WHILE = 6.0
"""Seconds for which the footer holds what was said."""

CALM = 0.5
"""Seconds from the first frame until what is likely to be asked for next is made ready."""

KEEP = 20.0
"""Seconds between two times that the place is written down, against crashes."""


def reader_bindings() -> list[BindingType]:
    """The bindings of the reader, from the table of keys. Sequences are not among them."""
    return [
        Binding(singles(key) or "none", key.action, key.what, id=key.id, show=bool(key.hint))
        for key in KEYS
    ]


class Reader(Filtering, Correcting, Muting, Following, Quoting, Attaching, Writing, Copying):
    """Shows a thread while it is being read, and carries out what the keys say."""

    BINDINGS: ClassVar[list[BindingType]] = reader_bindings()
    CSS = """
    Reader { layers: under over; }
    """

    class Progress(Message):
        """More posts were read, or all of them."""

        def __init__(self, reading: Reading) -> None:
            super().__init__()
            self.reading = reading

    def __init__(self, request: Request, reading: Reading, session: Session | None = None) -> None:
        super().__init__(request)
        self.reading: Reading = reading
        self.session = session
        goto = request.goto or ""
        number, _, self._words = goto.partition("/")
        self.sought = int(number[1:]) if number else None
        self._heard = False
        self._better = 0
        self._begun = Event()
        self._message = ""
        self._silence: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title bar, thread, footer."""
        yield Bar(id="title")
        with Horizontal(id="middle"):
            yield ThreadView(id="thread")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show what was read already, and read on."""
        self.view.measure = self.request.looks.measure
        self.view.focus()
        self.open(self.reading, self.session)
        self.set_interval(WATCH, self.watch_dump)
        self.set_interval(KEEP, self.remember)
        self.call_after_refresh(self.offer_drafts)
        self.set_timer(CALM, self.get_ready)
        self._begun.set()

    def open(self, reading: Reading, session: Session | None = None) -> None:
        """Show a thread that is being read, and read on; `session` is it where it was begun."""
        size = self.app.size
        if session is None:
            session = begin(self.request, reading, size.width, size.height)
        self.reading, self.session = reading, session
        self.recall()
        session.window.view = session.window.view._replace(seen=self.known)
        self.view.show(session.window)
        self.update_around()
        self.seek()
        if reading.thread.complete:
            self.call_after_refresh(self.arrived)
        else:
            # The frame that stands there comes first, unchanged and without a rival for the
            # interpreter; then whatever is new.
            self.call_after_refresh(self.read_on, reading)

    async def get_ready(self) -> None:
        """Make what is likely to be asked for next, before somebody waits for it."""
        if not self.is_running or not self.is_attached:  # it is being left
            return
        await self.prepare_prompt()
        if self.reading.thread.complete:  # else when all of it has been read
            self.run_worker(_warm, thread=True, group="warm", exit_on_error=False, name="warm")

    # Reading on, beside the screen

    def read_on(self, reading: Reading) -> None:
        """Read the rest in a thread of its own."""
        pulling = shell_of(self).pulling

        def work() -> None:
            worker = get_current_worker()
            more = True
            while more and not worker.is_cancelled:
                with pulling:
                    more = reading.pull(seconds=BATCH)
                self.post_message(self.Progress(reading))
            if not worker.is_cancelled:
                _warm()

        self.run_worker(
            work, thread=True, exclusive=True, group="read", exit_on_error=False, name="read on"
        )

    def on_reader_progress(self, event: Progress) -> None:
        """Take note of posts that arrived: they go below, nothing shown moves."""
        window = self.window
        if event.reading is not self.reading or window is None or self.session is None:
            return
        if self.at_desk() is not None:  # all of it has been read, and corrected
            return
        self._heard = True
        base = self.session.base
        if catch_up(self.session):
            window = self.view.window = self.session.window
            self.caught_up(base)
        better, self._better = self._better, event.reading.revisions
        if event.reading.thread.complete:
            window.refold(lambda: None)
            self.arrived()
            self.completed()
        elif better != self._better:  # posts shown in part, or without their author
            window.refold(lambda: None)
        self.search_on()
        if self.view.highlight is None and better == self._better:
            self.view.grown()
            self.update_around()
        else:
            self.moved()
        self.seek()

    def seek(self) -> None:
        """Go where this sitting is to begin, or where the reader asked to go, as soon as that has
        been read."""
        window = self.window
        if window is None:
            return
        start: Place | None = None
        if self.sought is not None:
            if len(self.reading.posts) < self.sought and not window.view.thread.complete:
                return
            number, self.sought = self.sought, None
            self.to_post(number)
            start = self.here()
        elif not self._words:
            self.seek_old_place()
        if self._words:
            words, self._words = self._words, ""
            self.search_for(words, start)

    def arrived(self) -> None:
        """The whole thread is there."""
        self.read_notes()
        problems = self.reading.thread.problems if self.reading else []
        if self.reading is not None and (names := files_beside(self.reading.posts)):
            more = f" and {len(names) - 1:,} more" if names[1:] else ""
            self.say(f"with other pages of it, found beside this file: {names[0]}{more}")
        if problems:
            more = f" (and {len(problems) - 1:,} more: w lists them)" if problems[1:] else ""
            self.say(problems[0].told(self.reading.dump.name) + more, warn=True)

    # What frames the thread

    def on_thread_view_moved(self) -> None:
        """The mouse or a resize moved the window."""
        self.update_around()

    def update_around(self) -> None:
        """Bring title bar, footer and panel up to date."""
        self.update_bars()
        self.update_side()

    def on_resize(self) -> None:
        """Bring title bar and footer to the new width."""
        self.update_bars()

    def update_bars(self) -> None:
        """Paint title bar and footer for what is on the screen now."""
        window = self.window
        if window is None or self.reading is None:
            return
        width, sight = self.app.size.width, self.view.sight or window.sight()
        title = title_row(window, sight, width, self.mode_shown())
        self.query_one("#title", Bar).update(title)
        self.query_one("#footer", Bar).update(self._footer(width))

    def _footer(self, width: int) -> list[Run]:
        typed = self.sequences.shown()
        if self._message and not typed:
            return footer((), width, self._message)
        if self.sequences.pending:
            begun = [(typed, "…"), ("Esc", "leave")]
            room = width - sum(cells(key) + cells(what) + 3 for key, what in begun)
            return footer([begun[0], *self.sequences.hints(room), begun[1]], width)
        keys = SELECT_KEYS if self.selecting else KEYS
        hints = footer_hints(self.request.looks.keymap, keys)
        return footer([(typed, "count"), *hints] if typed else hints, width)

    def say(self, message: str, *, warn: bool = False) -> None:
        """Tell the reader something, in passing: in the footer until the next key, for a while at
        most; in a box where it is too long for that, or something is being typed there."""
        self.hush()
        if self.prompt is not None or cells(shown(message)) + 2 > self.app.size.width:
            super().say(message, warn=warn)
            return
        self._message = message
        self._silence = self.set_timer(WHILE, self.hush)
        self.update_bars()

    def hush(self) -> None:
        """What was said is read."""
        if self._silence is not None:
            self._silence.stop()
            self._silence = None
        if self._message:
            self._message = ""
            self.update_bars()

    def mode_shown(self) -> str:
        """What the title bar says before the place: how far reading is, a search, raw mode."""
        parts = []
        if self.window is not None and self.window.view.outline.raw:
            parts.append("raw")
        if self.following is not None:
            parts.append("following")
        parts += [self.filter_title(), self.search_shown()]
        if self._heard and self.reading is not None and not self.reading.thread.complete:
            done = self.reading.progress()
            full = int(done * 8)
            parts.append(f"{'▰' * full}{'▱' * (8 - full)} {done:.0%}")
        return "  ".join(part for part in parts if part)

    # Keys

    async def press(self, event: KeyEvent) -> bool:
        """Take a key, if it is one of ours and nothing else has the focus; whether it was taken.

        Called by the app before anything else sees the key, and awaited, so that what a key opens
        is there for the next. Keys typed during start-up wait for the thread.
        """
        await self._begun.wait()
        if self.recolour(event.key):
            return True
        if self.prompt is not None:
            return await self.press_in_prompt(self.prompt, event.key)
        if self.focused is not None and self.focused is not self.view:
            return False
        self.hush()
        before = self.sequences.shown()
        taken = self.sequences.feed(event.key, event.character)
        if isinstance(taken, Key):
            self.count = self.sequences.take_count(0)
            await self.run_action(taken.action)
            self.previous = (taken.id, self.count)
        if before or self.sequences.shown():
            self.update_bars()
        return bool(taken)

    def on_thread_view_zone_clicked(self, event: ThreadView.ZoneClicked) -> None:
        """Do what a click asks for."""
        self.follow(event.action, event.target, event.place)

    def action_leave(self) -> None:
        """Leave whatever there is to leave: a selection, then a search."""
        if self.editor is not None:
            self.set_focus(self.editor.area)
        elif self.view.selection is not None:
            self.leave_selection()
        elif self.side is not None:
            self.close_side()
        elif self.following is not None:
            self.stop_following()
        elif self.filter_shown and not self.search_shown():
            self.filter_lifted()
        else:
            self.search_cleared()

    def action_quit_view(self) -> None:
        """Leave the thread: back to the list, or out."""
        if self.must_wait(self.action_quit_view):
            return
        self.remember()
        shell_of(self).leave()

    def action_next_thread(self, step: int) -> None:
        """Ask the app for the next thread of those it was given."""
        self.remember()
        shell_of(self).open_neighbour(step)


def _warm() -> None:
    """Load what a first search needs."""
    from threadview.search import warm

    warm()
