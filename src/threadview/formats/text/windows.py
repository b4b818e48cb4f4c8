"""A dump, decoded window by window: no more of it is a Python string than is being looked at.

A window ends at a line end, so that no line is cut in two; a line longer than a window makes the
window grow by doubling, which keeps the whole walk linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump

WINDOW = 131072
"""Bytes decoded at a time."""


class Windows:
    """A walk through a dump, or through its bytes from `start` up to `stop`. `take` decodes the
    next window; `done` says that there is no more."""

    def __init__(self, dump: Dump, start: int = 0, stop: int | None = None) -> None:
        self.dump = dump
        self.position = start
        self.stop = stop
        self.done = False

    def take(self, size: int = WINDOW) -> str:
        """The next stretch of about `size` bytes, ending behind a line end or with the dump."""
        dump, start = self.dump, self.position
        while True:
            have = self._load(start + size + 1)
            end = start + size
            if have <= end and (dump.complete or self.stop is not None):
                self.done = True
                self.position = have
                return dump.text(start, have)
            cut = self._line_end(start, min(end, have - 1))
            if cut > start:
                self.position = cut
                return dump.text(start, cut)
            size *= 2

    def _load(self, size: int) -> int:
        """Load up to there; how much of the dump there is, for this walk."""
        have = self.dump.load(size if self.stop is None else min(size, self.stop))
        return have if self.stop is None else min(have, self.stop)

    def opening(self, size: int) -> str:
        """The first `size` bytes or so of a dump that begins with a longer line and is not all
        there yet, taking nothing; else nothing."""
        dump = self.dump
        start = self.position
        size += start
        have = self._load(size + 1)
        data = dump.data
        if dump.complete or have <= size or self._line_end(start, size) > start:
            return ""
        while data[size] & 0xC0 == 0x80:
            size -= 1
        return dump.text(start, size)

    def rest(self) -> str:
        """All that is left."""
        dump, start = self.dump, self.position
        if self.done:
            return ""
        self.position = dump.load() if self.stop is None else self._load(self.stop)
        self.done = True
        return dump.text(start, self.position)

    def _line_end(self, start: int, end: int) -> int:
        """The place behind the last line end of `data[start:end]`, or `start`."""
        data = self.dump.data
        feed = data.rfind(b"\n", start, end)
        ret = data.rfind(b"\r", max(start, feed), end)
        if ret > feed and data[ret + 1 : ret + 2] != b"\n":
            return ret + 1
        return feed + 1 if feed >= 0 else start


def plain_lines(text: str) -> str:
    """The same text, code point for code point, with every line end a single "\\n" at the place of
    its last character, so that positions in it are positions in the text."""
    if "\r" in text:
        return text.replace("\r\n", " \n").replace("\r", "\n")
    return text
