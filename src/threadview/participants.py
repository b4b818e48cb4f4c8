"""The participants of a thread: what each has written, when, and whom they quote. Pure.

Counting 100,000 posts takes about a second, so it is done in steps beside the screen.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from threadview.columns import QUOTING
from threadview.model import Post, Thread, segments
from threadview.scripts import word_count

STEP = 0.008
"""Seconds of one step."""


class Participant(NamedTuple):
    """One author: how many posts and own words, the numbers of the first and last post, whom they
    quote (most first), how often they are quoted, and in how many of their posts each stretch of
    the thread holds. `name` is None for all posts whose author is unknown."""

    name: str | None
    posts: int
    words: int
    first: int
    last: int
    quotes: tuple[tuple[str, int], ...]
    quoted: int
    activity: tuple[int, ...]


class _Tally:
    __slots__ = ("posts", "quotes", "words")

    def __init__(self) -> None:
        self.posts = array("L")
        self.words = 0
        self.quotes: Counter[str] = Counter()


class Participants:
    """The participants of a thread, counted so far. It follows a thread that grows."""

    def __init__(self, thread: Thread) -> None:
        from threadview.search.corpus import Corpus

        self._corpus = Corpus(thread)
        self._seen = 0
        self._tallies: dict[str | None, _Tally] = {}
        self._quoted: Counter[str] = Counter()

    def run(self, step: float = STEP) -> Iterator[int]:
        """Count on, yielding the number of posts counted about every `step` seconds."""
        end = monotonic() + step
        while self._seen < len(self._corpus):
            self._count(self._seen)
            self._seen += 1
            if monotonic() > end:
                yield self._seen
                end = monotonic() + step
        yield self._seen

    def rows(self, stretches: int = 24) -> list[Participant]:
        """Everybody, who wrote most posts first; their activity in so many equal stretches."""
        return sorted(
            (self._row(name, tally, stretches) for name, tally in self._tallies.items()),
            key=lambda row: (-row.posts, row.first),
        )

    def _row(self, name: str | None, tally: _Tally, stretches: int) -> Participant:
        activity = [0] * stretches
        for number in tally.posts:
            activity[(number - 1) * stretches // self._seen] += 1
        return Participant(
            name,
            len(tally.posts),
            tally.words,
            tally.posts[0],
            tally.posts[-1],
            tuple(tally.quotes.most_common()),
            self._quoted[name] if name is not None else 0,
            tuple(activity),
        )

    def _count(self, index: int) -> None:
        columns = self._corpus.columns
        author = columns.authors[index]
        name = columns.names[author] if author >= 0 else None
        tally = self._tallies.get(name)
        if tally is None:
            tally = self._tallies[name] = _Tally()
        tally.posts.append(index + 1)
        if columns.marks[index] & QUOTING:
            post = self._corpus.posts[index]
            tally.words += own_words(post)
            for quoted in sorted(self._quoted_by(post)):
                tally.quotes[quoted] += 1
                self._quoted[quoted] += 1
        else:
            tally.words += word_count(self._corpus.fields(index).words)

    def _quoted_by(self, post: Post) -> set[str]:
        """Whom a post quotes itself: each once, however often."""
        columns = self._corpus.columns
        names: set[str] = set()
        for quote in post.quotes:
            if quote.depth > 1:
                continue
            name = quote.author
            if quote.post is not None and 0 < quote.post <= len(columns):
                author = columns.authors[quote.post - 1]
                name = columns.names[author] if author >= 0 else name
            if name is not None:
                names.add(name)
        return names


def own_words(post: Post) -> int:
    """How many words a post holds that it does not quote."""
    return sum(word_count(segment.text) for segment in segments(post) if segment.quote is None)
