"""The terminal: which file descriptors it is on, raw mode, the alternate screen, and the way back.

The pre-paint sets the terminal up before any framework is imported; the Textual driver adopts it
as it stands. So both use this one object, and the modes saved first are those restored last.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

ALTERNATE_SCREEN = "\x1b[?1049h"
"""Save the cursor, switch to the alternate screen, clear it (xterm control sequences). Sent twice,
xterm clears twice, which flickers."""

_ENTER = f"{ALTERNATE_SCREEN}\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_IFLAG, _LFLAG, _CC = 0, 3, 6


class Terminal:
    """A terminal to read keys from and to paint on.

    Attributes:
        input: descriptor that keys come from; standard input, or /dev/tty when that is a pipe.
        output: descriptor to paint on: standard output.
        encoding: what text is encoded with on its way out.
        modes: termios attributes as they were before `raw`, or None.
        entered: whether the alternate screen is up.
    """

    def __init__(self, input: int, output: int, encoding: str = "utf-8") -> None:  # noqa: A002
        self.input = input
        self.output = output
        self.encoding = encoding
        self.modes: list[object] | None = None
        self.entered = False
        self._pending: list[str] = []
        self._gone = False

    @staticmethod
    def find() -> Terminal | None:
        """The terminal this process talks to; None without one, or without termios."""
        if termios is None:
            return None
        try:
            output = 1
            if not os.isatty(output):
                return None
            source = 0 if os.isatty(0) else os.open("/dev/tty", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        stdout = sys.__stdout__
        return Terminal(source, output, (stdout.encoding if stdout else None) or "utf-8")

    def size(self) -> tuple[int, int]:
        """Columns and rows; what the environment says, then 80 by 24, where nobody knows."""
        columns = rows = 0
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self.output)
        return columns or _number("COLUMNS") or 80, rows or _number("LINES") or 24

    def raw(self) -> None:
        """Take keys one by one, unechoed, as Textual will.

        Without a flush (TCSANOW), so that no key typed before is lost. ^C and ^Z come as keys.

        Raises:
            OSError: the input is no terminal.
        """
        try:
            self.modes = termios.tcgetattr(self.input)
            modes = termios.tcgetattr(self.input)
            modes[_IFLAG] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
            modes[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
            modes[_CC][termios.VMIN] = 1
            termios.tcsetattr(self.input, termios.TCSANOW, modes)
        except termios.error as error:
            self.modes = None
            raise OSError(*error.args) from error

    def enter(self) -> None:
        """Show the alternate screen, without cursor and without wrapping at its right edge."""
        self.entered = True
        self.write(_ENTER)

    def leave(self) -> None:
        """Put screen, cursor and modes back as they were found; harmless when done already."""
        if self.entered:
            self.entered = False
            self.write(_LEAVE)
            self.flush()
        if self.modes is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.input, termios.TCSANOW, self.modes)  # type: ignore[arg-type]
            self.modes = None

    def write(self, text: str) -> None:
        """Keep text for the next `flush`."""
        self._pending.append(text)

    def flush(self) -> None:
        """Send what was written. A terminal that went away (its window closed) takes nothing more,
        and says nothing."""
        data = "".join(self._pending).encode(self.encoding, "replace")
        self._pending.clear()
        try:
            while data and not self._gone:
                try:
                    data = data[os.write(self.output, data) :]
                except BlockingIOError:
                    import select

                    select.select((), (self.output,), ())
        except OSError:
            self._gone = True

    def fileno(self) -> int:
        """The descriptor painted on."""
        return self.output


def _number(name: str) -> int:
    value = os.environ.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 6 else 0
