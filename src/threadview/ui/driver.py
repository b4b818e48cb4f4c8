"""Textual's terminal driver, on a terminal that is already set up.

The pre-paint has switched to the alternate screen and taken the keys before Textual was imported.
This driver goes on from there: no second switch (xterm would clear and flicker), no lost keys, and
at exit the modes that the pre-paint found. It paints on standard output, so a redirected standard
error stays out of it, and reads keys from the terminal when standard input is a pipe.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from threadview.terminal import ALTERNATE_SCREEN, Terminal

if TYPE_CHECKING:
    from textual.app import App


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

    def _ended(self, number: int, _frame: FrameType | None) -> None:
        """Somebody wants the process gone: leave as if by the key, terminal restored. The second
        time the signal does what it always does."""
        signal.signal(number, signal.SIG_DFL)
        self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)
