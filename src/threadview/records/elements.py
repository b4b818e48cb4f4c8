"""The elements of a long array in a large document: their places are kept, each is decoded when it
is asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from threadview.records.values import Value, decode

if TYPE_CHECKING:
    from threadview.access import Access

STRETCH = 1 << 18
"""Bytes that are read at a time by who asks for one element after the other."""


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

    def values(self) -> Iterator[Value]:
        """Each element, with the byte where it begins."""
        for index, place in enumerate(self._begins):
            yield Value(place, self[index])

    def at(self, place: int) -> Value | None:
        """The element that begins at a byte, or None."""
        index = bisect_left(self._begins, place)
        known = index < len(self) and self._begins[index] == place
        return Value(place, self[index]) if known else None

    def _bytes(self, begin: int, end: int) -> bytes:
        start, stretch = self._near
        if begin < start or end > start + len(stretch):
            goes_on = start <= begin <= start + len(stretch) + STRETCH
            start, stretch = begin, self._access.read(begin, max(goes_on * STRETCH, end - begin))
            self._near = start, stretch
        return stretch[begin - start : end - start]
