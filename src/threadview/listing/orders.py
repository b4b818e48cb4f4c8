"""What a list can be sorted by: of every row a key, and whether the greatest comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest, nsmallest
from typing import Any, NamedTuple, overload

from threadview.listing.register import Register

HEAD = 128
"""Rows that are found before all are sorted: more than a screen shows."""


class Order(NamedTuple):
    """A key for each row of a register, and whether the greatest comes first."""

    keys: Callable[[Register], Sequence[Any]]
    greatest: bool


def _new(register: Register) -> list[int]:
    """Posts that came since a thread was left, before those the unread ones."""
    found = [1] * len(register.table)
    for row in register.touched():
        item = register.item(row)
        found[row] = 2 * item.new + item.unread
    return found


def _notes(register: Register) -> list[int]:
    found = [0] * len(register.table)
    for row in register.touched():
        found[row] = register.item(row).notes
    return found


def _paths(register: Register) -> list[int]:
    """The place of each file among all, and of each thread in its file."""
    table = register.table
    place = [0] * len(table.paths)
    for n, file in enumerate(sorted(range(len(place)), key=table.paths.__getitem__)):
        place[file] = n << 48
    parts = zip(table.files, table.firsts, strict=True)
    return [place[file] + first for file, first in parts]


ORDERS: dict[str, Order] = {
    "last post": Order(lambda register: [day or "" for day in register.table.ended], True),
    "title": Order(Register.titles, False),
    "posts": Order(lambda register: register.table.posts, True),
    "new": Order(_new, True),
    "people": Order(lambda register: register.table.people, True),
    "first post": Order(lambda register: [day or "" for day in register.table.begun], True),
    "notes": Order(_notes, True),
    "size": Order(lambda register: register.table.sizes, True),
    "path": Order(_paths, False),
}
"""Orders by name. Of rows that are equal, the one with the latest post comes first."""


def keys_of(register: Register, order: str) -> Sequence[Any]:
    """The key of each row."""
    return register.column(f"by {order}", lambda: ORDERS[order].keys(register))


class Ranking(Sequence[int]):
    """The rows of a register in an order: the first ones at once, all when they are asked for, so
    that a sorted list is on the screen before it is sorted."""

    def __init__(
        self, register: Register, rows: Sequence[int], order: str, backwards: bool
    ) -> None:
        """`rows` stand in the register's own order."""
        self.rows = rows
        self._key = keys_of(register, order).__getitem__
        self._reverse = ORDERS[order].greatest != backwards
        # The register's own order is by the last post: with that nothing is left to sort.
        self._all = rows if (order, backwards) == ("last post", False) else None
        self._head: list[int] = []
        if self._all is None:
            best = nlargest if self._reverse else nsmallest
            self._head = best(HEAD, rows, key=self._key)

    @property
    def ready(self) -> bool:
        """Whether all rows are sorted."""
        return self._all is not None

    def whole(self) -> Sequence[int]:
        """All rows."""
        if self._all is None:
            self._all = sorted(self.rows, key=self._key, reverse=self._reverse)
        return self._all

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[int]:
        return iter(self.whole())

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        last = index.stop if isinstance(index, slice) else index
        if self._all is None and last is not None and 0 <= last < len(self._head):
            return self._head[index]
        return self.whole()[index]
