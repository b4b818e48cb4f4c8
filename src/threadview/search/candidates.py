"""Which posts may match, by the bytes of the dump: a sieve that loses nothing.

A text can match only if it holds one of some needles, single words without case and accents.
A word stands in one piece either in the post's stretch of the dump or in its packed record. Posts
of ASCII and no-break spaces alone are sieved by their bytes, case aside; the others by an
expression that allows for every spelling of each letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from threadview.columns import WIDE
from threadview.posts import Posts
from threadview.search.engine import NoEngineError, compiled, engine
from threadview.search.folding import folding
from threadview.search.variants import expression

DENSE = 0.4
"""The share of posts that pass from which sieving costs more than it saves."""
REST = (4, 64)
"""How many chunks to let through whole before sieving again: at first, and at most."""

DATE = frozenset("0123456789-:+.tzTZ")
"""The characters of ISO 8601 dates."""

RUNS = 8
"""How many runs of posts that need another look than the rest to look at one by one."""

_WIDE_RUN = re.compile(b"[" + re.escape(bytes(mark for mark in range(256) if mark & WIDE)) + b"]+")
_APART_RUN = re.compile(b"\x01+")


class Sieve:
    """The posts of a packed thread that may hold one of the needles."""

    def __init__(self, posts: Posts, needles: Sequence[str], always: Sequence[int] = ()) -> None:
        """`always`: indices of posts with texts from elsewhere, in order; they pass."""
        fold = folding(True).fold
        self.needles = [fold(needle).text for needle in needles]
        self._posts = posts
        self._always = always
        self._rewritten: list[int] = []
        self._patterns: list[Any] = [None, None]
        self._dated = any(DATE.issuperset(needle) for needle in self.needles)
        self._named, self._is_named = 0, False
        self._is_narrow = any(needle.isascii() for needle in self.needles)
        self._rest = 0
        self._patience = REST[0]

    @property
    def quick(self) -> bool:
        """Whether so many posts passed that the next ones are better counted by their bytes."""
        return self._rest > 0 and self.dumped

    @property
    def sieving(self) -> bool:
        """Whether the next posts are sieved, not let through whole."""
        return not self._rest

    def usable(self) -> bool:
        """Whether there is something to sieve for, and the engine is there."""
        return bool(self.needles) and _has_engine()

    @property
    def dumped(self) -> bool:
        """Whether the posts stand in a dump; else their words stand in their records alone.

        While a dump is being read, the columns may be ahead of the posts.
        """
        columns = self._posts.columns
        there = 0 < len(self._posts) <= len(columns.starts)
        return self._posts.dump is not None and there and columns.rising

    def ahead(self, first: int, size: int) -> int:
        """The post behind those from `first` on that take about so many bytes."""
        posts, total = self._posts, len(self._posts)
        if self.dumped:
            starts = posts.columns.starts
            end = bisect_left(starts, starts[first] + size, first, total)
        else:
            end = posts.packed_index(self._record(first) + size)
        return min(total, max(first + 1, end))

    def back(self, last: int, size: int) -> int:
        """The first of the posts before `last` that take about so many bytes."""
        posts = self._posts
        if self.dumped:
            starts = posts.columns.starts
            end = starts[last] if last < len(starts) else starts[last - 1] + 1
            first = bisect_left(starts, max(end - size, 0), 0, last)
        else:
            first = posts.packed_index(max(self._record(last) - size, 0))
        return max(0, min(last - 1, first))

    def _record(self, index: int) -> int:
        """Where a post's record begins, in bytes of all records."""
        return self._posts.packed_end(index - 1) if index else 0

    def skip(self) -> None:
        """Some posts have been looked at otherwise."""
        self._rest = max(0, self._rest - 1)

    def candidates(self, first: int, last: int) -> Sequence[int]:
        """Those of the posts `[first, last)`, in order."""
        if not self._posts.columns.rising:  # pages that stand in the dump in another order
            return range(first, last)
        if self._rest:
            self.skip()
            return range(first, last)
        always = self._always
        found = set(always[bisect_left(always, first) : bisect_left(always, last)])
        runs = _runs(_WIDE_RUN, self._posts.columns.marks, first, last)
        if len(runs) > RUNS:
            # Looking at everything with the slower pattern beats starting it anew so often.
            self._sift(self._wide(), first, last, found)
        else:
            if self._is_narrow:
                self._sift(self._narrow(), first, last, found)
            for run, end in runs:
                self._sift(self._wide(), run, end, found)
        if len(found) > DENSE * (last - first):
            self._rest = self._patience
            self._patience = min(2 * self._patience, REST[1])
        else:
            self._patience = REST[0]
        return sorted(found)

    def _narrow(self) -> Any:
        """The pattern for posts of ASCII."""
        if self._patterns[0] is None:
            self._patterns[0] = _bytes_pattern([one for one in self.needles if one.isascii()])
        return self._patterns[0]

    def _wide(self) -> Any:
        """The pattern for all posts."""
        if self._patterns[1] is None:
            self._patterns[1] = _text_pattern(self.needles)
        return self._patterns[1]

    def _sift(self, pattern: Any, first: int, last: int, found: set[int]) -> None:
        """Add those of the posts `[first, last)` in whose bytes the pattern matches."""
        posts = self._posts
        if self.dumped:
            self._sift_dump(pattern, first, last, found)
        runs = [(first, last)]
        if self.dumped and not self._in_headers():
            apart = _runs(_APART_RUN, posts.columns.apart, first, last)
            runs = apart if len(apart) <= RUNS else runs
        for run in runs:
            self._sift_records(pattern, *run, found)
        if len(self._rewritten) != len(posts.rewritten):
            self._rewritten = sorted(posts.rewritten)
        changed = self._rewritten
        for index in changed[bisect_left(changed, first) : bisect_left(changed, last)]:
            if index not in found and pattern.search(posts.record(index)) is not None:
                found.add(index)

    def _in_headers(self) -> bool:
        """Whether a needle may stand in what only the records hold of every post: the author's
        name and the date."""
        if self._dated:
            return True
        names = self._posts.columns.names
        known, self._named = self._named, len(names)
        fresh = "\n".join(names[known : self._named])
        if fresh and not self._is_named:
            text = fresh.encode("utf-8", "surrogatepass")
            if not text.isascii():
                self._is_named = self._wide().search(text) is not None
            elif self._is_narrow:
                self._is_named = self._narrow().search(text) is not None
        return self._is_named

    def _sift_records(self, pattern: Any, first: int, last: int, found: set[int]) -> None:
        posts = self._posts
        records = posts.packed(first, last)
        base = self._record(first)
        at = 0
        while (match := pattern.search(records, at)) is not None:
            index = posts.packed_index(base + match.start())
            found.add(index)
            at = posts.packed_end(index) - base

    def _sift_dump(self, pattern: Any, first: int, last: int, found: set[int]) -> None:
        posts = self._posts
        starts, dump = posts.columns.starts, posts.dump
        assert dump is not None
        base = starts[first]
        end = starts[last] if last < len(starts) else _byte_end(posts, last - 1)
        data, shift = dump.data, 0
        if not dump.complete:
            # A copy: the engine runs unlocked, and a dump that is still loading moves its bytes.
            data, shift = data[base:end], base
        at = base
        while (match := pattern.search(data, at - shift, end - shift)) is not None:
            index = bisect_right(starts, match.start() + shift, first, last) - 1
            found.add(index)
            if index + 1 >= last:
                break
            at = starts[index + 1]


def _runs(
    pattern: re.Pattern[bytes], column: bytearray, first: int, last: int
) -> list[tuple[int, int]]:
    """The runs among `[first, last)` of a column that match."""
    # In a copy: a bytearray that somebody looks into cannot grow.
    spans = [match.span() for match in pattern.finditer(bytes(column[first:last]))]
    return [(first + start, first + end) for start, end in spans]


def _byte_end(posts: Posts, index: int) -> int:
    extent = posts.extent(index)
    assert extent is not None
    return extent.byte_end


def _has_engine() -> bool:
    try:
        engine()
    except NoEngineError:
        return False
    return True


def _bytes_pattern(needles: Sequence[str]) -> Any:
    escape = engine().escape
    return compiled(b"|".join(escape(needle.encode()) for needle in needles), ascii_caseless=True)


def _text_pattern(needles: Sequence[str]) -> Any:
    return compiled("|".join(map(expression, needles)).encode())
