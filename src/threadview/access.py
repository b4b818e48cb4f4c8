"""Stretches of a dump's bytes by place, without reading it whole: expanded, not decoded.

For formats whose dumps may be larger than memory (mail). A file is read by `pread`-like calls and
never mapped: one that is cut short while it is open gives fewer bytes, and no more. In a gzip
archive the way to a place is shortened by copies of the decompressor taken every few megabytes
(the window of RFC 1951 is 32 kB, so each is small); the other compressions can only be read from
the front, and going back in them begins again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import Protocol

from threadview.compression import RATIO, Expansion
from threadview.errors import DumpError
from threadview.stored import Stored

FIRST = 1 << 16
"""Bytes of the first piece, so that something can be shown soon."""

PIECE = 1 << 20
"""Bytes of a piece."""

STRIDE = 4 << 20
"""Expanded bytes between two copies of a decompressor."""


class Access(Protocol):
    """Bytes by place. Any thread of execution may ask. `notice` says what went wrong on the way
    without being fatal (a truncated archive), or is empty."""

    notice: str

    def read(self, start: int, size: int) -> bytes:
        """Those bytes; fewer where it ends, or cannot be read."""

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on, in pieces."""


class Held:
    """Access to bytes in memory."""

    def __init__(self, data: bytes | bytearray) -> None:
        self._data = data
        self.size = len(data)
        self.notice = ""

    def read(self, start: int, size: int) -> bytes:
        """Those bytes."""
        return bytes(self._data[start : start + size])

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on."""
        return pieces_of(self, start)


class FileAccess:
    """Access to a file as it is stored."""

    def __init__(self, location: str) -> None:
        """Open it.

        Raises:
            DumpError: it cannot be opened.
        """
        self._stored = Stored(location)
        self._lock = Lock()
        self.notice = ""

    def read(self, start: int, size: int) -> bytes:
        """Those bytes."""
        with self._lock:
            try:
                return self._stored.read_at(start, size)
            except DumpError:
                return b""

    @property
    def size(self) -> int | None:
        """Bytes of the file when it was opened."""
        return self._stored.size

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on, as far as the file goes by now."""
        return pieces_of(self, start)


class Window:
    """Access to a stretch of other bytes."""

    def __init__(self, access: Access, start: int, size: int) -> None:
        self._access = access
        self._start = start
        self.size = size
        self.notice = ""

    def read(self, start: int, size: int) -> bytes:
        """Those bytes."""
        size = min(size, self.size - start)
        return self._access.read(self._start + start, size) if size > 0 else b""

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on."""
        return pieces_of(self, start)


def from_place(access: Access, start: int) -> Callable[[int], bytes]:
    """What gives the next bytes from a place on, at each call."""
    at = start

    def read(size: int) -> bytes:
        nonlocal at
        piece = access.read(at, size)
        at += len(piece)
        return piece

    return read


def pieces_of(access: Access, start: int) -> Iterator[bytes]:
    """Pieces read one after another; the first is a small one."""
    size = FIRST
    while piece := access.read(start, size):
        yield piece
        start += len(piece)
        size = PIECE


class Expanded:
    """Access to what an archive expands to. One decompressor goes forward; the way back begins at
    the last copy of it before the place."""

    def __init__(self, stored: Access, packed: str, name: str, ratio: int = RATIO) -> None:
        """Expand what is `packed` ("gzip", "deflate", …); `name` is what to call it."""
        self._stored = stored
        size: int | None = getattr(stored, "size", None)
        self._facts = packed, name, size, ratio
        self.notice = ""
        self._lock = Lock()
        self._front: Expansion | None = None
        self._at = 0
        self._kept = b""
        self._copies: list[tuple[int, Expansion]] = []

    def read(self, start: int, size: int) -> bytes:
        """Those bytes. What cannot be expanded is missing."""
        with self._lock:
            try:
                return self._read(start, size)
            except DumpError:
                self._front = None
                return b""

    def _begin(self) -> Expansion:
        packed, name, size, ratio = self._facts
        return Expansion(packed, from_place(self._stored, 0), name, size, ratio)

    def _copied(self, front: Expansion) -> Expansion | None:
        return front.copied(partial(from_place, self._stored))

    def _read(self, start: int, size: int) -> bytes:
        end = start + size
        found = bytearray()
        begun = self._at - len(self._kept)
        if self._front is None or start < begun or self._nearer(start):
            self._back_to(start)
            begun = self._at
        while begun < end:
            stop = begun + len(self._kept)
            if stop > start:
                found += self._kept[max(0, start - begun) : end - begun]
                if stop >= end:
                    break
            if not self._forward():
                break
            begun = self._at - len(self._kept)
        return bytes(found)

    def _nearer(self, start: int) -> bool:
        """Whether a copy stands nearer before a place ahead than the front does."""
        return bool(self._copies) and self._at < self._copies[-1][0] <= start

    def _back_to(self, start: int) -> None:
        for at, copy in reversed(self._copies):
            if at <= start and (again := self._copied(copy)) is not None:
                self._at, self._front, self._kept = at, again, b""
                return
        self._at, self._front, self._kept = 0, self._begin(), b""

    def _forward(self) -> bool:
        assert self._front is not None
        self._kept = self._front.read(PIECE)
        self._at += len(self._kept)
        last = self._copies[-1][0] if self._copies else 0
        if self._at - last >= STRIDE and (copy := self._copied(self._front)) is not None:
            self._copies.append((self._at, copy))
        return bool(self._kept)

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on.

        Raises:
            DumpError: the archive goes over the limit, or nothing of it can be expanded.
        """
        if start:
            yield from pieces_of(self, start)
            return
        front = self._begin()
        while piece := front.read(PIECE):
            yield piece
        self.notice = front.notice


def file_access(location: str, packed: str | None, ratio: int = RATIO) -> Access:
    """Access to the bytes of a file, expanded if it is `packed` ("gzip", …).

    Raises:
        DumpError: it cannot be opened.
    """
    found = FileAccess(location)
    return found if packed is None else Expanded(found, packed, location, ratio)
