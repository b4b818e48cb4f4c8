"""A terminal to run threadview in: a pseudo-terminal, what was sent to it, and a screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import pyte

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 20.0
"""Seconds after which something that was waited for will not come."""

_FOREIGN = re.compile(
    rb"\x1b[P_^X].*?\x1b\\"  # strings that pyte would print
    rb"|\x1b\].*?(?:\x07|\x1b\\)"
    rb"|\x1b\[[<=>][0-?]*[ -/]*[@-~]"  # private sequences that it would misread
    rb"|\x1b\[[0-?]*[ -/]+[@-~]",
    re.DOTALL,
)

_WIDTHLESS = re.compile("|".join("\u200c\u20e3").encode())
"""Characters of no width after which pyte drops the rest of what it is sent in one piece."""

Cell = tuple[str, str, str, bool, bool, bool, bool]


class Terminal:
    """A process on a pseudo-terminal of its own, as its session's controlling terminal."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        stdin: int | None = None,
        stderr: IO[bytes] | None = None,
        early: bytes = b"",
        controlling: bool = True,
    ) -> None:
        self.columns, self.rows = size
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size[::-1], 0, 0))
        self.modes = termios.tcgetattr(self.slave)
        self.sent = b""
        self.ended: int | None = None
        os.write(self.master, early)
        plain = {"PATH", "HOME", "LANG", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"}
        inherited = {key: os.environ[key] for key in plain & os.environ.keys()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "threadview", *map(str, arguments)],
            stdin=self.slave if stdin is None else stdin,
            stdout=self.slave,
            stderr=self.slave if stderr is None else stderr,
            env={
                **inherited,
                "PYTHONPATH": str(SOURCE),
                "LC_ALL": "C.UTF-8",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                **(environ or {}),
            },
            start_new_session=True,
            preexec_fn=(lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0)) if controlling else None,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None and self.ended is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for descriptor in (self.master, self.slave):
            try:
                os.close(descriptor)
            except OSError:
                continue

    def press(self, keys: str) -> None:
        """Press keys, each by itself."""
        for key in keys:
            os.write(self.master, key.encode())

    def read(self, wait: float = 0.02) -> bool:
        """Take what has been sent to the terminal; whether there was anything."""
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            return False
        try:
            piece = os.read(self.master, 65536)
        except OSError:
            return False
        self.sent += piece
        return bool(piece)

    def until(self, there: Callable[[], bool]) -> None:
        """Read on until a condition holds."""
        end = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < end, f"never came:\n{self.text()}\n{self.sent[-400:]!r}"
            if not self.read() and self.process.poll() is not None and not there():
                raise AssertionError(f"ended with {self.process.returncode}:\n{self.text()}")

    def until_sent(self, what: bytes, start: int = 0) -> int:
        """Read until these bytes were sent; where they begin."""
        self.until(lambda: what in self.sent[start:])
        return self.sent.index(what, start)

    def until_shown(self, words: str) -> None:
        """Read until words stand on the screen."""
        self.until(lambda: words in self.text())

    def wait(self) -> int:
        """Read until the process ends; its exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"never ended:\n{self.text()}"
            self.read()
        while self.read():
            pass
        return self.process.returncode

    def wait_stopped(self) -> None:
        """Read until the process is stopped, as by Ctrl-Z in a shell."""
        end = time.monotonic() + PATIENCE
        while True:
            self.read()
            pid, status = os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
            assert not pid, "ended instead of stopping"
            assert time.monotonic() < end, "never stopped"

    def now(self) -> list[object]:
        """The terminal's present modes."""
        return list(termios.tcgetattr(self.slave))

    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self._screen(self.sent).display)

    def cells(self, upto: int | None = None) -> list[list[Cell]]:
        """The screen's cells after the first `upto` bytes: character, colours, attributes."""
        screen = self._screen(self.sent[:upto])
        return [
            [
                (c.data, c.fg, c.bg, c.bold, c.italics, c.underscore, c.reverse)
                for c in (screen.buffer[y][x] for x in range(self.columns))
            ]
            for y in range(self.rows)
        ]

    def _screen(self, sent: bytes) -> pyte.Screen:
        screen = pyte.Screen(self.columns, self.rows)
        pyte.ByteStream(screen).feed(_WIDTHLESS.sub(b"", _FOREIGN.sub(b"", sent)))
        return screen
