"""A search under way: it goes through a thread from the reader's place, a few milliseconds a step.

First ahead until something is found, then back until something is found, so that the nearest hits
both ways are there at once; then ahead to the end, then back to the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from time import monotonic
from typing import NamedTuple

from threadview.model import Thread
from threadview.search.candidates import Sieve
from threadview.search.conditions import Condition, Spans, Subject, found_in, took_too_long
from threadview.search.corpus import CHROME, HEADER, NOTE, WORDS, Corpus, Notes
from threadview.search.hits import ORDER, Hit, Hits, Where
from threadview.search.plan import Options, compiled, holds_text
from threadview.search.query import Node, parse
from threadview.search.tally import UNKNOWN, tally, verdicts

STEP = 0.008
"""Seconds of one step."""

SMALL, LARGE, SIEVED = 1 << 16, 1 << 19, 1 << 22
"""Bytes of the dump that are looked through at a time: at first, later, and later where they are
sieved, which stops nobody else and takes a millisecond or two."""

POSTS = 512
"""Posts that are looked at a time where there is no dump to sieve."""

PLACES: dict[int, Where] = {HEADER: "header", WORDS: "body", CHROME: "chrome", NOTE: "note"}


class Progress(NamedTuple):
    """How far a search has come: hits and posts found so far, posts looked through, and whether
    it has looked through all that are there."""

    hits: int
    posts: int
    seen: int
    done: bool


class _Clock:
    """Tells when a step is over."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._end = monotonic() + step

    def struck(self) -> bool:
        """Whether it is; then the next begins."""
        now = monotonic()
        if now <= self._end:
            return False
        self._end = now + self._step
        return True


class Search:
    """What one query finds in one thread.

    Make it, then run it, in a worker; `hits` grows meanwhile. When the thread has grown, run it
    again: it goes on where it was.
    """

    def __init__(
        self,
        thread: Thread,
        query: str | Node,
        notes: Notes | None = None,
        whole: bool = False,
        case: bool | None = None,
        counted: bool = True,
        text: str = "",
    ) -> None:
        """Get ready. `notes` are the notes of each post by number; `whole`: only whole words;
        `case`: whether case counts (None: if capitals are typed); `counted`: not only which posts
        match, but how many hits each holds; `text`: the query as typed, where `query` is parsed.

        Raises:
            QueryError: the query does not parse, or holds an expression that RE2 does not take.
        """
        self.corpus = Corpus(thread, notes)
        self.node = parse(query) if isinstance(query, str) else query
        text = query if isinstance(query, str) else text
        self.condition: Condition = compiled(self.node, self.corpus, Options(whole, case), text)
        self.hits = Hits(self._hits)
        self._subject = Subject(self.corpus)
        # The title stands with the first post, notes with theirs.
        always = sorted({0, *(number - 1 for number in self.corpus.notes)})
        self._sieve = self._sieved(always)
        tallied = tally if counted else verdicts
        self._tally = tallied(self.condition, self.corpus, always) if self._sieve else None
        self._origin: int | None = None
        self._ahead = self._behind = 0

    def _sieved(self, always: list[int]) -> Sieve | None:
        needles = self.condition.needles()
        if needles is None or self.corpus.packed is None:
            return None
        sieve = Sieve(self.corpus.packed, needles, always)
        return sieve if sieve.usable() else None

    @property
    def by_words(self) -> bool:
        """Whether words are looked for, not only posts of some kind."""
        return holds_text(self.node)

    def text(self, hit: Hit) -> str:
        """The text that a hit's offsets count in."""
        return self.corpus.fields(hit.post - 1)[ORDER[hit.where]]

    @property
    def late(self) -> bool:
        """Whether some post took too long or held too many hits, so that some are not told of."""
        return took_too_long(self.condition)

    @property
    def done(self) -> bool:
        """Whether all posts that are there have been looked through."""
        return self._origin is not None and self._ahead >= len(self.corpus) and self._behind == 0

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        seen = self._ahead - self._behind
        return Progress(len(self.hits), self.hits.post_count, seen, self.done)

    def run(self, origin: int = 1, step: float = STEP) -> Iterator[int]:
        """Search, yielding the number of hits so far about every `step` seconds.

        Args:
            origin: the number of the post where the reader is, used at the first run.
            step: seconds of work between two yields. To stop, stop asking.
        """
        if self._origin is None:
            self._origin = min(max(origin - 1, 0), max(len(self.corpus) - 1, 0))
            self._ahead = self._behind = self._origin
        if not len(self.hits):
            yield from self._go(step, behind=False, until_found=True)
            yield len(self.hits)
            yield from self._go(step, behind=True, until_found=True)
        yield from self._go(step, behind=False)
        yield from self._go(step, behind=True)
        yield len(self.hits)

    def _go(self, step: float, behind: bool, until_found: bool = False) -> Iterator[int]:
        clock = _Clock(step)
        size = SMALL
        enough = len(self.hits) if until_found else -1
        while self._behind if behind else self._ahead < len(self.corpus):
            first, last = self._stretch(size, behind)
            sieving = self._sieve is not None and self._sieve.sieving
            size = min(size * 2, SIEVED if sieving else LARGE)
            if self._tally is not None and self._sieve is not None and self._sieve.quick:
                posts, counts = self._tallied(first, last, behind)
                self.hits.extend(posts, counts, behind)
                self._seen(first, last, behind)
            else:
                yield from self._looked_at(first, last, behind, enough, clock)
            if 0 <= enough < len(self.hits):
                return
            if clock.struck():
                yield len(self.hits)

    def _seen(self, first: int, last: int, behind: bool) -> None:
        if behind:
            self._behind = first
        else:
            self._ahead = last

    def _looked_at(
        self, first: int, last: int, behind: bool, enough: int, clock: _Clock
    ) -> Iterator[int]:
        """Look through the posts `[first, last)`, one at a time, until there are enough hits."""
        posts = self._sieve.candidates(first, last) if self._sieve else range(first, last)
        for index in reversed(posts) if behind else posts:
            count = self._count(index)
            if count:
                self.hits.add(index, count, behind)
            self._seen(index, index + 1, behind)
            if count and 0 <= enough < len(self.hits):
                return
            if clock.struck():
                yield len(self.hits)
        self._seen(first, last, behind)

    def _stretch(self, size: int, behind: bool) -> tuple[int, int]:
        """The next posts to look through: about `size` bytes of them."""
        if self._sieve is None:
            if behind:
                return max(0, self._behind - POSTS), self._behind
            return self._ahead, min(len(self.corpus), self._ahead + POSTS)
        if behind:
            return self._sieve.back(self._behind, size), self._behind
        return self._ahead, self._sieve.ahead(self._ahead, size)

    def _tallied(self, first: int, last: int, behind: bool) -> tuple[list[int], list[int]]:
        """The posts among `[first, last)` that hold hits, and how many, many at a time."""
        assert self._tally is not None
        assert self._sieve is not None
        self._sieve.skip()
        counts = self._tally.counts(first, last)
        if UNKNOWN in counts:
            for at, count in enumerate(counts):
                if count == UNKNOWN:
                    counts[at] = self._count(first + at)
        posts = list(compress(range(first, last), counts))
        held = list(filter(None, counts))
        return (posts[::-1], held[::-1]) if behind else (posts, held)

    def _count(self, index: int) -> int:
        spans = found_in(self.condition, self._subject.at(index))
        return len(spans) if spans else 0

    def _hits(self, index: int) -> list[Hit]:
        subject = Subject(self.corpus).at(index)
        spans = found_in(self.condition, subject) or []
        return placed(spans, subject)


def placed(spans: Spans, subject: Subject) -> list[Hit]:
    """Stretches of a post as hits."""
    number = subject.index + 1
    return [
        Hit(
            number,
            "quote" if field == WORDS and subject.is_quoted(start) else PLACES[field],
            start,
            end,
        )
        for field, start, end in spans
    ]


def find(
    thread: Thread,
    query: str | Node,
    notes: Notes | None = None,
    whole: bool = False,
    case: bool | None = None,
) -> list[Hit]:
    """All hits of a query in a thread, in reading order.

    Raises:
        QueryError: the query does not parse.
    """
    search = Search(thread, query, notes, whole, case)
    for _ in search.run():
        pass
    return list(search.hits)


def matches(
    thread: Thread,
    query: str | Node,
    notes: Notes | None = None,
    whole: bool = False,
    case: bool | None = None,
) -> list[int]:
    """The numbers of the posts that match a query, in order: what a filter shows.

    Raises:
        QueryError: the query does not parse.
    """
    search = Search(thread, query, notes, whole, case, counted=False)
    for _ in search.run():
        pass
    return search.hits.numbers()
