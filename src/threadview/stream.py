"""What a file or stream holds, from front to back: expanded if it is compressed, not decoded."""

from __future__ import annotations

from threadview.compression import MAGIC_SIZE, Expansion, compression
from threadview.stored import Stored

HEAD = 65536
"""Bytes that opening reads."""


class Stream:
    """The expanded bytes of a file or stream."""

    def __init__(self, location: str, ratio: int, stored: Stored | None = None) -> None:
        """`stored` holds the bytes, where it is not the file at `location`."""
        self.ratio = ratio
        self.stored = stored or Stored(location)
        self._ahead = self.stored.read_full(HEAD)
        self.compression = compression(self._ahead[:MAGIC_SIZE])
        self._expansion: Expansion | None = None
        if self.compression is not None:
            if self.stored.size is None:
                self.stored.keep_hash(self._ahead)
            self._expansion = Expansion(
                self.compression, self._next, location, self.stored.size, ratio
            )

    def _next(self, size: int) -> bytes:
        if self._ahead:
            piece, self._ahead = self._ahead, b""
            return piece
        return self.stored.read(size)

    def read(self, size: int) -> bytes:
        """The next bytes, about `size` of them; none at the end."""
        return self._next(size) if self._expansion is None else self._expansion.read(size)

    @property
    def notice(self) -> str:
        """What was wrong with the archive, or ""."""
        return "" if self._expansion is None else self._expansion.notice
