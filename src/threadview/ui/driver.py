"""Textual's terminal driver, on a terminal that is already set up.

The pre-paint has switched to the alternate screen and taken the keys before Textual was imported.
This driver goes on from there: no second switch (xterm would clear and flicker), no lost keys, and
at exit the modes that the pre-paint found. It paints on standard output, so a redirected standard
error stays out of it, and reads keys from the terminal when standard input is a pipe.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from threadview.terminal import ALTERNATE_SCREEN, Terminal
from threadview.ui.pasting import Pasting

if TYPE_CHECKING:
    from textual.app import App


TICK = 0.1
"""Seconds between two looks at whether a lone Esc was meant as such."""


class Alarm(Event):
    """An event that also wakes who waits for a descriptor: `fileno` can be read once it is set."""

    def __init__(self) -> None:
        super().__init__()
        self._out, self._in = os.pipe()
        os.set_blocking(self._out, False)
        os.set_blocking(self._in, False)

    def fileno(self) -> int:
        """The descriptor to wait for."""
        return self._out

    def set(self) -> None:
        """Set, and wake."""
        super().set()
        os.write(self._in, b".")

    def clear(self) -> None:
        """Clear, and wake no more."""
        super().clear()
        while select.select([self._out], [], [], 0)[0]:
            os.read(self._out, 64)


class TerminalDriver(LinuxDriver):
    """Powers display and input on the app's `terminal`, adopting what stands there."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        terminal: Terminal | None = getattr(app, "terminal", None) or Terminal.find()
        if sys.__stdin__ is None:  # closed by whoever started us; Textual asks for its descriptor
            sys.__stdin__ = Path("/dev/null").open()  # type: ignore[misc]  # noqa: SIM115
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._terminal = terminal
        self._adopting = False
        self.exit_event = self._alarm = Alarm()
        if terminal is not None:
            self._file = terminal  # type: ignore[assignment]
            self.fileno = terminal.input
            self.input_tty = True
            self._size = size or terminal.size()

    def _get_terminal_size(self) -> tuple[int, int]:
        if self._terminal is None:
            return super()._get_terminal_size()
        return self._terminal.size()

    def write(self, data: str) -> None:
        """Write to the terminal, but do not switch to the alternate screen when it is up."""
        if self._adopting and data == ALTERNATE_SCREEN:
            self._adopting = False
            return
        super().write(data)

    def start_application_mode(self) -> None:
        """Start, or go on where the pre-paint stands."""
        terminal = self._terminal
        self._adopting = terminal is not None and terminal.entered
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._adopting = False
        if terminal is not None:
            if terminal.modes is not None:
                self.attrs_before = terminal.modes
            terminal.modes, terminal.entered = None, False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ended)

    def run_input_thread(self) -> None:
        """Read keys and what else the terminal says, until the alarm.

        As Textual's own, but without a tenth of a second's wait at exit and at Ctrl-Z, without an
        end at bytes that are no UTF-8, with one when the terminal is gone, and without keys that
        stand in a paste.
        """
        parser, pasting = XTermParser(self._debug), Pasting()
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self._alarm.is_set():
            ready, _, _ = select.select([self.fileno, self._alarm.fileno()], [], [], TICK)
            if self.fileno in ready:
                data = b""
                with suppress(OSError):
                    data = os.read(self.fileno, 4096)
                if not data:
                    self._ended(signal.SIGHUP, None)
                    return
                for message in parser.feed(pasting(decode(data))):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def _ended(self, number: int, _frame: FrameType | None) -> None:
        """Somebody wants the process gone: leave as if by the key, terminal restored. The second
        time the signal does what it always does."""
        if current_thread() is main_thread():
            signal.signal(number, signal.SIG_DFL)
        self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)
