"""The threads that a format's scan gives, one after another, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import ThreadRef


class Scanned:
    """The threads of a dump as `scan` yields them."""

    def __init__(self, refs: Iterator[ThreadRef], dump: Dump) -> None:
        self._left = refs
        self._dump = dump
        self._refs: list[ThreadRef] = []
        self.complete = False

    def advance(self, seconds: float | None = None) -> bool:
        """Take more of them, for so long."""
        deadline = None if seconds is None else monotonic() + seconds
        for ref in self._left:
            self._refs.append(ref)
            if deadline is not None and monotonic() >= deadline:
                return True
        self.complete = True
        return False

    @property
    def progress(self) -> float:
        """Unknown until the end."""
        return 1.0 if self.complete else 0.0

    def __len__(self) -> int:
        return len(self._refs)

    def __getitem__(self, row: int) -> ThreadRef:
        return self._refs[row]
