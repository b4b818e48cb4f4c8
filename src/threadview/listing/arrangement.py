"""The list as it is looked at: narrowed, sorted, grouped; the rows in sight before all others.

To go through a hundred thousand rows takes some hundredths of a second, a million ten times that.
So narrowing is done piece by piece, in the order in which rows are shown: the first screen is there
at once, however long the list, and who shows it goes on in the pauses (`advance`). One more letter
goes through those rows alone that the letters before have kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import NamedTuple, overload

from threadview.listing.groups import grouped
from threadview.listing.item import Heading, Row
from threadview.listing.narrowing import Sieve, sieves
from threadview.listing.orders import Ranking
from threadview.listing.register import Register

PIECE = 4096
"""Rows that are narrowed at a time."""


class Wish(NamedTuple):
    """How a list is to be arranged: the words it is narrowed by, whether all copies of a thread are
    shown, its order, or that the other way round, the groups, and which of them are shut."""

    typed: str = ""
    copies: bool = False
    order: str = "last post"
    backwards: bool = False
    group: str = ""
    shut: frozenset[str] = frozenset()


class Narrowing:
    """Those rows of some that sieves keep, found piece by piece."""

    def __init__(self, rows: Sequence[int], sieves: Sequence[Sieve]) -> None:
        self._rows, self._sieves = rows, sieves
        self._at = 0 if sieves else len(rows)
        self.found: Sequence[int] = [] if sieves else rows

    @property
    def done(self) -> bool:
        """Whether all rows were gone through."""
        return self._at >= len(self._rows)

    def advance(self) -> None:
        """Go through one more piece."""
        piece: Sequence[int] = self._rows[self._at : self._at + PIECE]
        for sieve in self._sieves:
            piece = sieve(piece)
        self._at += PIECE
        assert isinstance(self.found, list)
        self.found += piece

    def left(self) -> Sequence[int]:
        """What it keeps, and behind that what it has not gone through."""
        return self.found if self.done else [*self.found, *self._rows[self._at :]]


class Arrangement(Sequence[Row]):
    """The rows of a list, as wished; where that takes long, the first of them first."""

    def __init__(self, register: Register, wish: Wish = Wish()) -> None:  # noqa: B008 - immutable
        self.register = register
        self.wish = wish
        self._foreseen: dict[tuple[str, bool, bool, int], Ranking] = {}
        self._sorted_by = self._sorting()
        self._ranking = self._ranked()
        self._narrowing = self._narrowed()
        self._rows = self._arranged()

    def ask(self, wish: Wish) -> None:
        """Arrange the rows otherwise; what takes long is left to `advance`."""
        before, self.wish = self.wish, wish
        same = self._sorted_by == self._sorting()
        # One more letter keeps a part of what there is, but for words that ask (`is:new`).
        goes_on = wish.typed.startswith(before.typed) and ":" not in wish.typed
        if not same:
            self._sorted_by, self._ranking = self._sorting(), self._ranked()
        if not same or not goes_on:
            self._narrowing = self._narrowed()
        elif wish.typed != before.typed:
            left = self._narrowing.left()
            self._narrowing = Narrowing(left, sieves(self.register, wish.typed))
        self._rows = self._arranged()

    def _ranked(self, rows: Sequence[int] | None = None) -> Ranking:
        """Rows in the order wished; all those that may be listed, or some."""
        register, wish = self.register, self.wish
        if rows is None:
            if found := self._foreseen.pop(self._sorting(), None):
                return found
            rows = register.rows if wish.copies else register.leading()
        return Ranking(register, rows, wish.order, wish.backwards)

    def _narrowed(self) -> Narrowing:
        """The ranking without the rows that are not wished, or, where that is not known to its
        end, all rows as they stand, to be ranked when they are fewer."""
        found = sieves(self.register, self.wish.typed)
        self._sorted = self._ranking.ready or not found
        return Narrowing(self._ranking if self._sorted else self._ranking.rows, found)

    def _arranged(self) -> Sequence[int | Heading]:
        wish, rows = self.wish, self._narrowing.found
        # These take all rows: an order that is not known yet, copies below the thread that stands
        # for them, and groups.
        if self._sorted and not wish.copies and not wish.group:
            return rows
        while not self._narrowing.done:
            self._narrowing.advance()
        if not self._sorted:
            rows = self._ranked(rows)
        if wish.copies:
            rows = gathered(self.register, rows)
        return grouped(self.register, rows, wish.group, wish.shut) if wish.group else rows

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        ready = not isinstance(self._rows, Ranking) or self._rows.ready
        return self._narrowing.done and self._ranking.ready and ready

    @property
    def counted(self) -> bool:
        """Whether the rows are all there are."""
        return self._narrowing.done

    @property
    def threads(self) -> int:
        """Threads that were found, each once, those of groups that are shut too."""
        return len(self._narrowing.found)

    def advance(self, seconds: float, sort: bool = True) -> bool:
        """Go on, one piece at least and for about so long; whether all is done. Rows that are far
        below may stay unsorted for now (`sort`)."""
        until = perf_counter() + seconds
        while not self._narrowing.done:
            self._narrowing.advance()
            if perf_counter() >= until:
                return self.done
        for ranking in (self._rows, self._ranking) if sort else ():
            if isinstance(ranking, Ranking):
                ranking.whole()
        return self.done

    def foresee(self, order: str) -> None:
        """Sort in a pause what may be asked for next."""
        before, self.wish = self.wish, self.wish._replace(order=order, backwards=False)
        ranking = self._ranked()
        ranking.whole()
        self._foreseen = {self._sorting(): ranking}
        self.wish = before

    def _sorting(self) -> tuple[str, bool, bool, int]:
        return self.wish.order, self.wish.backwards, self.wish.copies, self.register.version

    def row_of(self, index: int) -> int | None:
        """The register's row at a place of the list; None for a heading."""
        found = self._rows[index] if 0 <= index < len(self._rows) else None
        return found if isinstance(found, int) else None

    def place_of(self, row: int) -> int | None:
        """The first place in the list of a row of the register; None where it is not there."""
        rows = self._rows
        if isinstance(rows, Ranking):
            rows = rows.whole()
        try:
            return rows.index(row)
        except ValueError:
            return None

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [*map(self._row, self._rows[index])]
        return self._row(self._rows[index])

    def _row(self, row: int | Heading) -> Row:
        return row if isinstance(row, Heading) else self.register.item(row)

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._rows)


def gathered(register: Register, rows: Sequence[int]) -> Sequence[int]:
    """The rows, copies of a thread below the one that stands for them, if that is there."""
    if not register.hidden:
        return rows
    hidden = [register.item(row) for row in rows if row in register.hidden]
    there = {register.table.ids[row] for row in rows if row not in register.hidden}
    copies: dict[int, list[int]] = {}
    for item in hidden:
        if item.leader in there:
            copies.setdefault(item.leader, []).append(item.row)
    below = {row for some in copies.values() for row in some}
    ids = register.table.ids
    found: list[int] = []
    for row in rows:
        if row not in below:
            found += (row, *copies.get(ids[row], ()))
    return found
