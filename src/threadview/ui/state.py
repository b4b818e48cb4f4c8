"""What every verb of the reader works on: the thread, the window, what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from threadview.keys import SELECT_KEYS
from threadview.layout.jumps import Jumps
from threadview.layout.raw import text_place
from threadview.layout.selection import Selection
from threadview.layout.window import Window
from threadview.model import Post, Thread
from threadview.outline import Place
from threadview.ui.sequences import Sequences
from threadview.ui.thread_view import ThreadView
from threadview.wrap import shown

if TYPE_CHECKING:
    from threadview.desk import Ready
    from threadview.reading import Reading
    from threadview.request import Request
    from threadview.session import Session


class ReaderState(Screen[None]):
    """The reader's state. The verbs (moving, folding, searching…) are classes over it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who has the keys. Textual paints the whole screen when that changes; here it is enough that
    the two widgets do so themselves."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.reading: Reading
        self.session: Session | None = None
        self.jumps = Jumps()
        self._reading_keys = Sequences(request.looks.keymap)
        self._selecting_keys = Sequences(request.looks.keymap, SELECT_KEYS)
        self.previous = ("", 0)
        """The id of the binding taken before the one at hand, and its count."""
        self.count = 0
        """The count typed before the key at hand; 0 without one."""

    @property
    def sequences(self) -> Sequences:
        """The keys in force: those of reading, or those of selecting."""
        selecting = self.view.cursor is not None
        return self._selecting_keys if selecting else self._reading_keys

    @property
    def view(self) -> ThreadView:
        """The widget that draws the thread."""
        return self.query_one(ThreadView)

    @property
    def window(self) -> Window | None:
        """The window on the thread; None until there is one."""
        return self.view.window

    @property
    def thread(self) -> Thread | None:
        """The thread on the screen."""
        window = self.window
        return None if window is None else window.view.thread

    def here(self) -> Place:
        """The current item, else the top of the window."""
        window = self.window
        if window is None:
            return Place(0)
        return self.view.current or window.place()

    def post_here(self) -> Post | None:
        """The post that the current item belongs to."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return None
        return window.view.outline.posts[self.here().post]

    @property
    def picked(self) -> Selection | None:
        """What is selected, as places in the words of blocks also where the raw dump is shown."""
        window, selection = self.window, self.view.selection
        if window is None or selection is None or not window.view.outline.raw:
            return selection
        posts, dump = window.view.outline.posts, window.view.dump
        return Selection(*(text_place(place, posts, dump) for place in selection))

    def jump(self, place: Place) -> None:
        """Go to a place from afar: it becomes current, and the way back is kept."""
        window = self.window
        if window is None:
            return
        self.jumps.left(window.stand())
        self.visit(place)

    def visit(self, place: Place) -> None:
        """Make the item at a place current, at the top when it is out of sight."""
        window = self.window
        if window is None:
            return
        window.go(place)
        spot = window.spot(place)
        window.current = window.owner(spot.post, spot.item)
        self.moved()

    def moved(self) -> None:
        """The window moved, folded or changed: paint it, and what tells of it, in one go."""
        self.view.look()
        self.update_around()

    def caught_up(self, base: int) -> None:
        """The posts looked at so far are those from index `base` of the thread on: what was kept
        of them is moved to there."""
        if not base:
            return

        def moved(place: Place) -> Place:
            return place._replace(post=place.post + base)

        self.jumps.shift(base)
        view = self.view
        if view.selection is not None:
            view.selection = Selection(moved(view.selection.anchor), moved(view.selection.cursor))
        if view.cursor is not None:
            view.cursor = moved(view.cursor)

    def renewed(self) -> None:
        """Another reading of the dump is on the screen: what was worked out from the one before
        is worked out anew, and nothing moves."""

    def prepared(self, reading: Reading) -> Ready | None:  # noqa: ARG002 - a hook
        """A reading with the reader's corrections and notes, for a worker; None without any."""
        return None

    def unlay(self) -> None:
        """Show the thread as it was read: another reading is to come in its place."""

    def take_up(self, ready: Ready) -> None:
        """Show a thread with what `prepared` found for it."""

    def completed(self) -> None:
        """All of the thread is there: what was worked out from a part of it is done again."""

    def update_around(self) -> None:
        """Bring what frames the thread up to date."""

    def say(self, message: str, *, warn: bool = False) -> None:
        """Tell the reader something, in passing."""
        self.notify(shown(message), severity="warning" if warn else "information", markup=False)
