"""The first frame, in plain escape sequences, before any framework is imported.

Importing Textual takes longer than everything else together. So the head of the dump is read, laid
out and painted first, by the same functions and with the same colours that Textual's widgets use;
the terminal as set up, and the posts as read, are handed over. What the head cannot know is blank.

Nothing is painted where it would have to be guessed: a stream that may not have begun, an encoding
that takes detection, a heavy format, a terminal too small or too simple.
"""

from __future__ import annotations

import os
import signal
import stat
from types import FrameType
from typing import TYPE_CHECKING

from threadview.dump import open_dump
from threadview.errors import ThreadviewError
from threadview.formats import OWN
from threadview.reading import Reading
from threadview.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from threadview.layout.rows import Run
    from threadview.palette import Depth, ThemeName
    from threadview.request import Request
    from threadview.session import Session

SMALLEST = (20, 6)
"""Columns and rows below which Textual lays the screen out by itself."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def paint(request: Request) -> Request:
    """Paint the first screen of what is asked for, if it can be known; the request with all that
    was found out on the way (terminal, dump, reading).

    The terminal, where there is one, is in raw mode afterwards and on its alternate screen if
    anything was painted. Until Textual's driver adopts it, signals that end or stop the process
    put it back first; for whatever else can happen the caller calls `Terminal.leave`.

    Raises:
        ThreadviewError: the dump cannot be opened or read, or there is nobody to press a key; the
            terminal is as it was.
    """
    terminal = request.terminal or Terminal.find()
    if terminal is None:
        raise ThreadviewError("there is no terminal to read keys from", "threadview FILE | cat")
    if not (_known(request) or _is_library(request)):
        return request._replace(terminal=terminal)
    columns, rows = terminal.size()
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return request._replace(terminal=terminal)
    guard = Guard(terminal)
    try:
        terminal.raw()
        if not _known(request):
            request = request._replace(terminal=terminal)
            return _painted_list(request, guard, columns, rows)
        reading = _read_head(request)
        request = request._replace(terminal=terminal, dump=reading.dump)
        if _sure(reading):
            from threadview.session import begin

            session = begin(request, reading, columns, rows)
            request = request._replace(session=session)
            guard.show(_frame(request, session))
        elif (ahead := getattr(reading.format, "ahead", None)) is not None:
            ahead(reading.dump)
    except BaseException:
        terminal.leave()
        guard.drop()
        raise
    return request


def _painted_list(request: Request, guard: Guard, columns: int, rows: int) -> Request:
    """Paint the library's first screen, if anything is known of what it lists."""
    from threadview.listing.front import frame, front_of
    from threadview.palette import depth_of

    assert request.library is not None
    front = front_of(request, request.library, rows)
    if front is not None:
        made = frame(front, columns, rows)
        guard.show(painted(made, request.looks.theme, depth_of(os.environ)))
    return request._replace(front=front)


def _is_library(request: Request) -> bool:
    """Whether what to show is the library, with an index that may know what is in it."""
    there = request.library is not None and os.path.exists(request.library.index_file)  # noqa: PTH110
    return there and _has_colours()


def _has_colours() -> bool:
    """Whether the terminal is one with cursor and colours."""
    return os.environ.get("TERM", "dumb") not in ("dumb", "unknown", "")


def _known(request: Request) -> bool:
    """Whether what to show is one plain file, on a terminal with cursor and colours."""
    if len(request.paths) != 1 or request.paths[0] == "-" or request.goto is not None:
        return False
    if not _has_colours():
        return False
    try:
        mode = os.stat(request.paths[0]).st_mode  # noqa: PTH116 - pathlib is 10 ms
        return stat.S_ISREG(mode)
    except (OSError, ValueError):
        return False


def _read_head(request: Request) -> Reading:
    opening = request.opening
    dump = request.dump or open_dump(
        request.paths[0],
        encoding=opening.encoding,
        max_expansion=opening.max_expansion,
        force=opening.format is not None,
        cache=opening.cache,
    )
    return Reading(dump, opening.format)


def _sure(reading: Reading) -> bool:
    """Whether encoding and format are known without a guess, and cheaply, and the dump's head does
    not show that it holds several threads."""
    light = any(own.name == reading.format_name and own.road == "light" for own in OWN)
    return light and not reading.dump.guessed and not reading.several


def _frame(request: Request, session: Session) -> str:
    """The first frame of a session as what a terminal is sent."""
    from threadview.keys import footer_hints
    from threadview.layout.screen import screen
    from threadview.palette import depth_of

    frame = screen(session.window, footer_hints(request.looks.keymap))
    return painted(frame, request.looks.theme, depth_of(os.environ))


def painted(frame: Sequence[Sequence[Run]], theme: ThemeName, depth: Depth) -> str:
    """A frame as what a terminal is sent: each row from its left edge, none scrolled."""
    from threadview.palette import look, resolve
    from threadview.sgr import RESET, sequence

    looks = resolve(theme, depth)
    on: dict[str, str] = {}
    parts: list[str] = []
    for y, runs in enumerate(frame, 1):
        parts.append(f"\x1b[{y};1H")
        style = ""
        for run in runs:
            if run.style != style:
                style = run.style
                if style not in on:
                    on[style] = sequence(look(looks, style), depth)
                parts.append(on[style])
            parts.append(run.text)
    parts.append(f"{RESET}\x1b[1;1H")
    return "".join(parts)


class Guard:
    """Puts the terminal back when a signal ends or stops the process, until Textual's driver
    takes the signals over."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._frame = ""
        self._before = {number: signal.signal(number, self._end) for number in _SIGNALS}
        self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._stop)

    def show(self, frame: str) -> None:
        """Switch to the alternate screen and paint."""
        self._frame = frame
        self._terminal.enter()
        self._terminal.write(frame)
        self._terminal.flush()

    def drop(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self._terminal.leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        """Ctrl-Z from outside: leave, stop, and when continued come back as it was."""
        self._terminal.leave()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._terminal.raw()
        if self._frame:
            self.show(self._frame)
