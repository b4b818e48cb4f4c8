"""A program in a terminal of its own, its keys timed by when the rows arrive that they ask for.

Textual addresses the rows that it paints one by one (CUP, ECMA-48 §8.3.21), so what arrives tells
which rows were painted: a letter echoed in the line where one types is no answer yet.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import NamedTuple

MOVE = re.compile(rb"\x1b\[(\d+);\d+H")
CHUNK = 65536


class Answer(NamedTuple):
    """How long the first row that was asked for took: by the clock, by the time of processors that
    the program's threads had together (on a machine that others use the truer one), and for how
    long these threads together could have run and had no processor; seconds."""

    wall: float
    cpu: float
    waited: float


class Terminal:
    """A program in a terminal of `size` columns and rows."""

    def __init__(self, command: list[str], environ: dict[str, str], size: tuple[int, int]) -> None:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            more = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execve(command[0], command, {**environ, **more})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGHUP)
        self.rest(1.0)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def until(self, words: str, patience: float = 120.0) -> None:
        """Wait until words are painted.

        Raises:
            TimeoutError: they are not, for so many seconds.
        """
        seen, last = b"", perf_counter() + patience
        while words.encode() not in seen:
            if perf_counter() > last:
                raise TimeoutError(f"{words!r} was not painted in {patience} s")
            seen = seen[-CHUNK:] + self._read(0.1)

    def rest(self, silence: float, most: float = 5.0) -> None:
        """Wait until nothing was painted for so many seconds."""
        end = perf_counter() + most
        while self._read(silence) and perf_counter() < end:
            continue

    def press(self, keys: str, rows: range, patience: float) -> Answer | None:
        """Press keys, and wait until any of these rows (the top one is 1) is painted; None where
        none is."""
        (cpu, waited), begun = self._scheduled(), perf_counter()
        os.write(self._fd, keys.encode())
        left, tail = patience, b""
        while left > 0:
            tail += self._read(left)
            if any(int(row) in rows for row in MOVE.findall(tail)):
                wall, after = perf_counter() - begun, self._scheduled()
                return Answer(wall, after[0] - cpu, after[1] - waited)
            tail = tail[-16:]
            left = begun + patience - perf_counter()
        return None

    def _read(self, patience: float) -> bytes:
        if not select.select([self._fd], [], [], max(0.0, patience))[0]:
            return b""
        try:
            return os.read(self._fd, CHUNK)
        except OSError:
            return b""

    def _scheduled(self) -> tuple[float, float]:
        """Seconds for which all threads ran, and for which they waited for a processor
        (https://docs.kernel.org/scheduler/sched-stats.html)."""
        ran = waited = 0
        for task in Path(f"/proc/{self._pid}/task").iterdir():
            try:
                fields = (task / "schedstat").read_text().split()
            except OSError:  # it has ended
                continue
            ran, waited = ran + int(fields[0]), waited + int(fields[1])
        return ran / 1e9, waited / 1e9
