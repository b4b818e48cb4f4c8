"""Counting a common word without looking at every post: by the bytes of its words alone.

Where a post's words stand in the dump in one piece, and in ASCII, a word without white space
occurs in its logical text as often as in those bytes. Anything else is looked at as usual.
"""

from __future__ import annotations

from collections.abc import Collection

from threadview.columns import WIDE
from threadview.posts import Posts
from threadview.search.literal import Literal

UNKNOWN = -1
"""In place of a count: look at the post."""

DATE = frozenset("0123456789-:+.tzTZ")
"""The characters of ISO 8601 dates."""


class Tally:
    """How often one word stands in each of many posts."""

    def __init__(self, posts: Posts, literal: Literal, always: Collection[int] = ()) -> None:
        """`always`: indices of posts with texts from elsewhere; they are looked at."""
        assert literal.needle is not None
        self._posts = posts
        self._always = frozenset(always)
        self._literal = literal
        self._word = literal.needle.encode()
        self._dated = DATE.issuperset(literal.needle)
        self._names: list[int] = []

    @staticmethod
    def able(literal: Literal) -> bool:
        """Whether a literal is such a word."""
        return literal.single and literal.needle is not None and literal.needle.isascii()

    def counts(self, first: int, last: int) -> list[int]:
        """For each of the posts `[first, last)`, how many hits it holds, or UNKNOWN."""
        dump, columns = self._posts.dump, self._posts.columns
        assert dump is not None
        base = columns.starts[first]
        ends = (columns.bodies[at] + columns.sizes[at] for at in range(last - 1, first - 1, -1))
        data = dump.data[base : next((end for end in ends if end), base)]
        count = (data if self._literal.case else data.lower()).count
        word, names = self._word, self._in_names(columns.names)
        marks, dates, authors = columns.marks, columns.dates, columns.authors
        counts = []
        for at in range(first, last):
            size = columns.sizes[at]
            if (
                not size
                or marks[at] & WIDE
                or at in self._always
                or (self._dated and dates[at] is not None)
            ):
                counts.append(UNKNOWN)
                continue
            start = columns.bodies[at] - base
            here = count(word, start, start + size)
            author = authors[at]
            counts.append(here + names[author] if author >= 0 else here)
        return counts

    def _in_names(self, names: list[str]) -> list[int]:
        """How often the word stands in each author's name."""
        for name in names[len(self._names) :]:
            self._names.append(len(self._literal.spans(name)))
        return self._names
