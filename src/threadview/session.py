"""The first screen of a session: which posts, at which place, folded how. Both painters begin here.

The pre-paint shows its window before the framework is loaded; the app then goes on with the same
session, so that its first frame is the same, cell by cell.
"""

from __future__ import annotations

from time import monotonic

from threadview import places
from threadview.layout.geometry import geometry
from threadview.layout.items import View
from threadview.layout.window import Window
from threadview.model import Thread
from threadview.outline import Folds, Outline, Place
from threadview.places import Remembered
from threadview.posts import Posts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.reading import Reading
    from threadview.request import Looks, Request

BATCH = 8
"""Posts read at a time until the screen is full."""

PATIENCE = 0.1
"""Seconds spent on reading them, at most, once there is one."""

BARS = 2
"""Rows of the screen that are no thread: the title bar and the footer."""


class Session:
    """A thread on a screen: what is being read, and the window on it.

    While the remembered place has not been read up to, the window looks at the posts remembered
    around it; `base` is the index in the thread of the first of them, and 0 otherwise.
    """

    def __init__(
        self, reading: Reading, window: Window, base: int, remembered: Remembered | None
    ) -> None:
        self.reading = reading
        self.window = window
        self.base = base
        self.remembered = remembered


def begin(request: Request, reading: Reading, width: int, height: int) -> Session:
    """Read the posts that fill the screen, and stand where the reader was.

    `width` and `height` are the screen's, in cells.
    """
    kept = _remembered(request, reading)
    looks = request.looks
    rows = max(1, height - BARS)
    if kept is not None and _ahead(kept, reading):
        base = max(0, kept.place.post - places.AROUND)
        posts = Posts()
        for post in kept.excerpt:
            posts.append(post)
        thread = Thread(reading.thread.source, kept.title, posts=posts)
        kept.folds.muted = _muted(request)
        window = _window(thread, reading, kept.folds, width, rows, looks)
        window.go(kept.place._replace(post=kept.place.post - base))
        return Session(reading, window, base, kept)
    folds = kept.folds if kept is not None else Folds(looks.folds)
    folds.muted = _muted(request)
    window = _window(reading.thread, reading, folds, width, rows, looks)
    if kept is not None and kept.place > Place(0):
        _fill(reading, window, kept.place.post + 1)
        window.go(kept.place)
    else:
        _fill(reading, window)
    return Session(reading, window, 0, kept)


def _fill(reading: Reading, window: Window, least: int = 1) -> None:
    """Read until there are so many posts and the window is full, or it takes too long."""
    deadline = monotonic() + PATIENCE
    while len(reading.posts) < least or len(window.visible()) < window.height:
        if reading.thread.complete or not reading.pull(BATCH):
            return
        if len(reading.posts) and monotonic() >= deadline:
            return


def _remembered(request: Request, reading: Reading) -> Remembered | None:
    location = reading.where
    if request.state is None or location is None or request.goto is not None:
        return None
    kept = places.load(request.state, location)
    if kept is None or not kept.fresh(reading.dump.size, reading.dump.mtime):
        return None
    return kept


def _muted(request: Request) -> set[str]:
    return set() if request.state is None else places.muted(request.state)


def _ahead(kept: Remembered, reading: Reading) -> bool:
    """Whether the place has not been read up to."""
    return (
        not reading.thread.complete
        and bool(kept.excerpt)
        and len(reading.posts) <= kept.place.post + places.AROUND
    )


def _window(
    thread: Thread, reading: Reading, folds: Folds, width: int, rows: int, looks: Looks
) -> Window:
    outline = Outline(thread.posts, folds)
    frame = geometry(width, looks.measure)
    return Window(View(thread, outline, frame, looks.dates, reading.dump), rows)


def catch_up(session: Session) -> bool:
    """Once enough was read, look at the thread itself at the same place; whether that was now."""
    reading, window, base = session.reading, session.window, session.base
    if window.view.thread is reading.thread:
        return False
    if not reading.thread.complete and len(reading.posts) < base + len(window.view.outline.posts):
        return False
    height = window.height
    view = window.view._replace(
        thread=reading.thread, outline=Outline(reading.posts, window.view.outline.folds)
    )
    place, current = window.place(), window.current
    session.window = Window(view, height)
    session.window.go(place._replace(post=place.post + base))
    if current is not None:
        session.window.current = current._replace(post=current.post + base)
    session.base = 0
    return True
