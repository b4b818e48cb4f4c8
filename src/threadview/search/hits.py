"""Hits: where a search found something, in little memory and in reading order."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, overload

Where = Literal["body", "quote", "header", "note", "chrome"]

ORDER: dict[str, int] = {"header": 0, "body": 1, "quote": 1, "chrome": 2, "note": 3}
"""Which of a post's texts (`corpus.Fields`, in the order in which a reader meets them) holds it."""


class Hit(NamedTuple):
    """A stretch that a search found, `[start, end)` in code points.

    In the body and in quotes they count in `model.logical_text`; in the header, furniture and
    notes, in `corpus.Fields`. A post found by what it is, not by words of its own, has a hit on its
    author's name in the header.
    """

    post: int
    where: Where
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands in the thread, to compare places by."""
        return (self.post, ORDER[self.where], self.start)


class Hits(Sequence[Hit]):
    """All hits so far, in reading order; those of one post are made when they are looked at.

    Two runs of posts that hold hits, with how many each holds: from the origin on, and from the
    origin back. One thread may add while another reads.
    """

    KEPT = 64

    def __init__(self, make: Callable[[int], list[Hit]]) -> None:
        """An empty collection. `make` gives the hits of a post by its index, in reading order."""
        self._make = make
        self._made: dict[int, list[Hit]] = {}
        self._ahead = _Run()
        self._behind = _Run()

    def __len__(self) -> int:
        return self._ahead.count + self._behind.count

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        behind = self._behind.count
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index >= behind:
            post, nth = self._ahead.locate(index - behind)
            return self.of(post)[nth]
        post, nth = self._behind.locate(behind - 1 - index)
        return self.of(post)[-1 - nth]

    def __iter__(self) -> Iterator[Hit]:
        for post in (*reversed(self._behind.posts), *self._ahead.posts):
            yield from self.of(post)

    def add(self, index: int, count: int, behind: bool) -> None:
        """A post holds so many hits: the next one on from the origin, or back from it."""
        (self._behind if behind else self._ahead).add(index, count)

    def extend(self, posts: list[int], counts: Iterable[int], behind: bool) -> None:
        """The same of several posts."""
        (self._behind if behind else self._ahead).extend(posts, counts)

    def of(self, index: int) -> list[Hit]:
        """The hits of one post, by its index."""
        made = self._made.get(index)
        if made is None:
            if len(self._made) >= self.KEPT:
                self._made.clear()
            made = self._made[index] = self._make(index)
        return made

    @property
    def post_count(self) -> int:
        """How many posts hold hits."""
        return len(self._behind.posts) + len(self._ahead.posts)

    def posts(self) -> list[tuple[int, int]]:
        """The posts that hold hits, in order: (post number, how many)."""
        behind, ahead = self._behind.counts(), self._ahead.counts()
        return [(index + 1, count) for index, count in (*reversed(behind), *ahead)]

    def spread(self, stretches: int, count: int) -> set[int]:
        """Which of so many equal stretches of a thread of `count` posts hold hits, from 0; for a
        strip beside a scroll bar. Costs nothing to speak of however many hits there are."""
        return {
            stretch
            for stretch in range(stretches)
            if self._before(-(-(stretch + 1) * count // stretches))[0]
            > self._before(-(-stretch * count // stretches))[0]
        }

    def numbers(self) -> list[int]:
        """The numbers of the posts that hold hits, in order."""
        return [at + 1 for run in (self._behind.posts[::-1], self._ahead.posts) for at in run]

    def after(self, place: tuple[int, int, int]) -> int:
        """The index of the first hit at or after a place (`Hit.place`); `len` if there is none."""
        index = place[0] - 1
        before, inside = self._before(index)
        if not inside:
            return before
        return before + bisect_left([hit.place for hit in self.of(index)], place)

    def before(self, place: tuple[int, int, int]) -> int:
        """The index of the last hit that starts before a place; -1 if there is none."""
        return self.after(place) - 1

    def _before(self, index: int) -> tuple[int, bool]:
        """How many hits stand in posts before one, and whether it holds some itself."""
        behind, ahead = self._behind, self._ahead
        at = bisect_left(ahead.posts, index)
        if at or not behind.posts or index > behind.posts[0]:
            inside = at < len(ahead.posts) and ahead.posts[at] == index
            return behind.count + ahead.ends_before(at), inside
        # The posts behind descend.
        low, high = 0, len(behind.posts)
        while low < high:
            middle = (low + high) // 2
            if behind.posts[middle] >= index:
                low = middle + 1
            else:
                high = middle
        inside = low > 0 and behind.posts[low - 1] == index
        return behind.count - behind.ends_before(low), inside


class _Run:
    """Posts in one direction, and how many hits stand up to the end of each."""

    def __init__(self) -> None:
        self.posts = array("L")
        self.ends = array("Q")

    @property
    def count(self) -> int:
        return self.ends[-1] if self.ends else 0

    def add(self, index: int, count: int) -> None:
        # The end goes last: a reader in another thread counts by it.
        self.posts.append(index)
        self.ends.append(self.ends[-1] + count if self.ends else count)

    def extend(self, posts: list[int], counts: Iterable[int]) -> None:
        self.posts.extend(posts)
        ends = accumulate(counts, initial=self.count)
        next(ends)
        self.ends.extend(ends)

    def ends_before(self, at: int) -> int:
        at = min(at, len(self.ends))
        return self.ends[at - 1] if at else 0

    def locate(self, nth: int) -> tuple[int, int]:
        at = bisect_right(self.ends, nth)
        return self.posts[at], nth - self.ends_before(at)

    def counts(self) -> list[tuple[int, int]]:
        ends = self.ends
        return [(self.posts[at], ends[at] - (ends[at - 1] if at else 0)) for at in range(len(ends))]
