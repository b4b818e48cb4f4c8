"""The elements of a long array in a large document: their places are kept, each is decoded when it
is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from threadview.records.values import decode

if TYPE_CHECKING:
    from threadview.access import Access

STRETCH = 1 << 18
"""Bytes that are read at a time: who asks for an element often asks for the next."""


class Elements(Sequence[Any]):
    """The elements of an array. One whose bytes are no longer what they were (the file was
    changed) is what can be read of it, or None."""

    def __init__(self, access: Access) -> None:
        """An array in bytes to be had by place; its elements are added as they are found."""
        self._access = access
        self._begins, self._ends = array("Q"), array("Q")
        self._near: tuple[int, bytes] = (0, b"")

    def add(self, begin: int, end: int) -> None:
        """Take up the element that stands there, in bytes."""
        self._begins.append(begin)
        self._ends.append(end)

    def __len__(self) -> int:
        return len(self._begins)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return decode(self._bytes(self._begins[index], self._ends[index]))[0]

    def _bytes(self, begin: int, end: int) -> bytes:
        start, stretch = self._near
        if begin < start or end > start + len(stretch):
            start, stretch = begin, self._access.read(begin, max(STRETCH, end - begin))
            self._near = start, stretch
        return stretch[begin - start : end - start]
