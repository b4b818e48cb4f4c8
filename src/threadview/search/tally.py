"""Counting common words without looking at every post: by the bytes of its words alone.

Where a post's words stand in the dump in one piece, and in ASCII, a word without white space
occurs in its logical text as often as in those bytes. Anything else is looked at as usual.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

from threadview.columns import QUOTING, WIDE
from threadview.posts import Posts
from threadview.search.candidates import DATE
from threadview.search.conditions import (
    All,
    Any,
    Condition,
    Subject,
    TextCondition,
    Without,
    WordsCondition,
)
from threadview.search.corpus import Corpus
from threadview.search.literal import MOST, Literal
from threadview.search.properties import PostCondition

UNKNOWN = -1
"""In place of a count: look at the post."""


class Tally(Protocol):
    """What can be said of many posts without looking at them one by one."""

    def counts(self, first: int, last: int) -> list[int]:
        """For each of the posts `[first, last)`, how many hits it holds, or UNKNOWN."""


def tally(
    condition: Condition, corpus: Corpus, always: Collection[int], counted: bool = True
) -> Tally | None:
    """The tally that counts the hits of a condition, if there is one. `always`: indices of posts
    with texts from elsewhere, of which nothing can be said."""
    if corpus.packed is None or not isinstance(condition, TextCondition):
        return None
    literal = condition.pattern
    if condition.quoted or not isinstance(literal, Literal) or not literal.single:
        return None
    if literal.needle is None or not literal.needle.isascii():
        return None
    return WordTally(corpus.packed, literal, condition.quoted is None, frozenset(always), counted)


def verdicts(condition: Condition, corpus: Corpus, always: Collection[int]) -> Tally | None:
    """The tally that counts 1 for posts that meet a condition and 0 for others, if there is one."""
    match condition:
        case WordsCondition():
            parts = [verdicts(word, corpus, always) for word in condition.apart]
        case All(conditions) | Any(conditions):
            parts = [verdicts(part, corpus, always) for part in conditions]
        case PostCondition():
            return PostVerdicts(corpus, condition)
        case Without(part):
            inner = verdicts(part, corpus, always)
            return None if inner is None else WithoutVerdicts(inner)
        case _:
            return tally(condition, corpus, always, counted=False)
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return AnyVerdicts(known) if isinstance(condition, Any) else AllVerdicts(known)


class WordTally:
    """How often one word stands in each of many posts."""

    def __init__(
        self,
        posts: Posts,
        literal: Literal,
        quoted: bool,
        always: frozenset[int],
        counted: bool = True,
    ) -> None:
        """`quoted`: count it in quotes too; `counted`: not only whether it is there."""
        assert literal.needle is not None
        self._posts = posts
        self._always = always
        self._counted = counted
        self._unclear = WIDE if quoted else WIDE | QUOTING
        self._literal = literal
        self._word = literal.needle.encode()
        self._dated = DATE.issuperset(literal.needle)
        self._names: list[int] = []

    def counts(self, first: int, last: int) -> list[int]:
        """For each of the posts `[first, last)`, how many hits it holds, or UNKNOWN."""
        columns = self._posts.columns
        base = columns.starts[first]
        data = self._stretch(first, last)
        word, names = self._word, self._in_names(columns.names)
        counts = []
        rows = zip(
            columns.bodies[first:last],
            columns.sizes[first:last],
            columns.marks[first:last],
            columns.authors[first:last],
            strict=True,
        )
        unclear, counted, count, find = self._unclear, self._counted, data.count, data.find
        for start, size, mark, author in rows:
            if not size or mark & unclear:
                counts.append(UNKNOWN)
                continue
            start -= base
            here = (
                min(count(word, start, start + size), MOST)
                if counted
                else find(word, start, start + size) >= 0
            )
            counts.append(here + names[author] if author >= 0 else here)
        for at in range(first, last) if self._dated else ():
            if columns.dates[at] is not None:
                counts[at - first] = UNKNOWN
        for at in self._always:
            if first <= at < last:
                counts[at - first] = UNKNOWN
        return counts

    def _stretch(self, first: int, last: int) -> bytes | bytearray:
        """The dump from the first post's region on to the end of the last post's words."""
        dump, columns = self._posts.dump, self._posts.columns
        assert dump is not None
        ends = (columns.bodies[at] + columns.sizes[at] for at in range(last - 1, first - 1, -1))
        base = columns.starts[first]
        data = dump.data[base : next((end for end in ends if end), base)]
        return data if self._literal.case else data.lower()

    def _in_names(self, names: list[str]) -> list[int]:
        """How often the word stands in each author's name."""
        for name in names[len(self._names) :]:
            self._names.append(len(self._literal.spans(name)))
        return self._names


class PostVerdicts:
    """Whether posts are of some kind."""

    def __init__(self, corpus: Corpus, condition: PostCondition) -> None:
        self._subject = Subject(corpus)
        self._condition = condition

    def counts(self, first: int, last: int) -> list[int]:
        """1 for each post that is, 0 for each that is not."""
        subject, spans = self._subject, self._condition.spans
        return [int(spans(subject.at(index)) is not None) for index in range(first, last)]


class AllVerdicts(NamedTuple):
    """Whether posts meet all of some conditions."""

    parts: list[Tally]

    def counts(self, first: int, last: int) -> list[int]:
        """1 for each post that does, 0 for each that does not, or UNKNOWN."""
        rows = zip(*(part.counts(first, last) for part in self.parts), strict=True)
        return [0 if 0 in row else UNKNOWN if UNKNOWN in row else 1 for row in rows]


class AnyVerdicts(NamedTuple):
    """Whether posts meet some of several conditions."""

    parts: list[Tally]

    def counts(self, first: int, last: int) -> list[int]:
        """1 for each post that does, 0 for each that does not, or UNKNOWN."""
        rows = zip(*(part.counts(first, last) for part in self.parts), strict=True)
        return [1 if max(row) > 0 else UNKNOWN if UNKNOWN in row else 0 for row in rows]


class WithoutVerdicts(NamedTuple):
    """Whether posts do not meet a condition."""

    part: Tally

    def counts(self, first: int, last: int) -> list[int]:
        """1 for each post that does not, 0 for each that does, or UNKNOWN."""
        return [
            UNKNOWN if count == UNKNOWN else int(not count)
            for count in self.part.counts(first, last)
        ]
