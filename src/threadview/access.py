"""Stretches of a dump's bytes by place, without reading it whole: expanded, not decoded.

For formats whose dumps may be larger than memory (mail). A file is read by `pread`-like calls and
never mapped: one that is cut short while it is open gives fewer bytes, and no more. In a gzip
archive the way to a place is shortened by copies of the decompressor taken every few megabytes
(the window of RFC 1951 is 32 kB, so each is small). The other compressions can only be read from
the front: who goes back in them begins again, and from then on what went by is kept in a file
without a name in the cache directory (`spill`), as long as the disk has room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import IO, Protocol

from threadview.compression import RATIO, Expansion
from threadview.errors import DumpError
from threadview.stored import Stored

FIRST = 1 << 16
"""Bytes of the first piece, so that something can be shown soon."""

PIECE = 1 << 20
"""Bytes of a piece."""

STRIDE = 4 << 20
"""Expanded bytes between two copies of a decompressor."""

SPARED = 1 << 30
"""Bytes of a disk that are left free."""

COPIED = ("gzip", "deflate")
"""Compressions whose decompressor can be copied on its way."""


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


class Spilled:
    """The first bytes that an archive expands to, in a file that nobody else sees, and that is gone
    with the program. Programs that were forked share it: they write the same at the same places."""

    def __init__(self, file: IO[bytes], directory: str) -> None:
        self._file = file
        self._directory = directory
        self.size = 0

    @classmethod
    def begun(cls, directory: str) -> Spilled | None:
        """A file for them in a directory; None where there can be none."""
        import os
        from tempfile import TemporaryFile

        if not hasattr(os, "pwrite"):  # one place to read and write would be shared with forks
            return None
        try:
            os.makedirs(directory, mode=0o700, exist_ok=True)  # noqa: PTH103
            return cls(TemporaryFile(dir=directory), directory)
        except OSError:
            return None

    def add(self, piece: bytes) -> None:
        """Take up the bytes that follow, unless the disk has no room to spare."""
        import os
        from shutil import disk_usage

        try:
            if disk_usage(self._directory).free < SPARED:
                return
            written = os.pwrite(self._file.fileno(), piece, self.size)
        except OSError:
            return
        if written == len(piece):
            self.size += written

    def read(self, start: int, size: int) -> bytes:
        """Those bytes, as far as they were taken up."""
        import os

        size = min(size, self.size - start)
        return os.pread(self._file.fileno(), size, start) if size > 0 else b""


class Expanded:
    """Access to what an archive expands to. One decompressor goes forward; the way back begins at
    the last copy of it before the place, or is read from what was spilled."""

    def __init__(
        self,
        stored: Access,
        packed: str,
        name: str,
        ratio: int = RATIO,
        spill: str | None = None,
    ) -> None:
        """Expand what is `packed` ("gzip", "deflate", …); `name` is what to call it; `spill`, a
        directory for a file without a name, where there may be one."""
        self._stored = stored
        size: int | None = getattr(stored, "size", None)
        self._facts = packed, name, size, ratio
        self.notice = ""
        self._lock = Lock()
        self._front: Expansion | None = None
        self._at = 0
        self._kept = b""
        self._copies: list[tuple[int, Expansion]] = []
        self._spill = None if packed in COPIED else spill
        self._spilled: Spilled | None = None

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
        if self._spilled is not None and start < begun:
            found += self._spilled.read(start, size)
            start += len(found)
            if start >= end:
                return bytes(found)
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
        if self._spill is not None and self._spilled is None and self._at:
            self._spilled = Spilled.begun(self._spill)
        self._at, self._front, self._kept = 0, self._begin(), b""

    def _forward(self) -> bool:
        assert self._front is not None
        self._kept = self._front.read(PIECE)
        if self._spilled is not None and self._at == self._spilled.size:
            self._spilled.add(self._kept)
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


def file_access(
    location: str, packed: str | None, ratio: int = RATIO, spill: str | None = None
) -> Access:
    """Access to the bytes of a file, expanded if it is `packed` ("gzip", …); see `Expanded`.

    Raises:
        DumpError: it cannot be opened.
    """
    found = FileAccess(location)
    return found if packed is None else Expanded(found, packed, location, ratio, spill)
