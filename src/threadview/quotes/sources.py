"""The words of earlier posts: the latest are kept, older ones are fetched again, not too often."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from threadview.model import WORDS, Post, Quote
from threadview.quotes.words import words

RECENT = 512
"""Posts whose words are kept."""
KEPT = 150_000
"""Words that are kept in all."""
LONGEST = 50_000
"""Words of a post that are looked at as a source."""
CREDIT = 0.04
"""Older posts that may be fetched for each post that is read; what is saved is spent later."""
CLOSE = 64
"""Latest posts that are always looked at."""
SAVED = 64.0


class Source(NamedTuple):
    """An earlier post's words, in reading order, and whose they are: `quoted` holds stretches
    `(start, end, quote)` of words with the index, in `quotes`, of the quote they stand in."""

    words: list[bytes]
    quoted: tuple[tuple[int, int, int], ...] = ()
    quotes: tuple[Quote, ...] = ()
    author: str | None = None


class _Kept(NamedTuple):
    """A source whose words are one string of bytes: so many small objects kept would drive the
    posts that are being read out of the processor's caches."""

    words: bytes
    size: int
    quoted: tuple[tuple[int, int, int], ...]
    quotes: tuple[Quote, ...]
    author: str | None


class Sources:
    """Earlier posts by number."""

    def __init__(self, posts: Sequence[Post] | None) -> None:
        self._posts = posts
        self._recent: dict[int, _Kept] = {}
        self._order: deque[int] = deque()
        self._size = 0
        self._credit = SAVED

    def remember(self, number: int, source: Source) -> None:
        """Keep a post that has just been read."""
        words, quoted, quotes, author = source
        if len(words) > LONGEST:
            words = words[:LONGEST]
        count = len(words)
        if (before := self._recent.get(number)) is not None:
            self._size -= before.size
        else:
            self._order.append(number)
        self._recent[number] = _Kept(b" ".join(words), count, quoted, quotes, author)
        self._size += count
        if self._credit < SAVED:
            self._credit += CREDIT
        while len(self._order) > RECENT or (self._size > KEPT and len(self._order) > 1):
            self._size -= self._recent.pop(self._order.popleft()).size

    def name(self, number: int, author: str) -> None:
        """Whose a post is, known only now."""
        kept = self._recent.get(number)
        if kept is not None:
            self._recent[number] = kept._replace(author=author)

    def near(self, number: int) -> bool:
        """Whether the post can be had for nothing."""
        return number in self._recent

    @property
    def close(self) -> int:
        """The post after which a single sample in common is worth a look."""
        return self.latest - CLOSE

    @property
    def latest(self) -> int:
        """The number of the post read last; 0 before the first."""
        return self._order[-1] if self._order else 0

    def get(self, number: int) -> Source | None:
        """The post's words; None where it is too far above and the credit is used up."""
        kept = self._recent.get(number)
        if kept is not None:
            return Source(kept.words.split(), kept.quoted, kept.quotes, kept.author)
        if self._posts is None or self._credit < 1 or not 0 < number <= len(self._posts):
            return None
        self._credit -= 1
        return source_of(self._posts[number - 1])


def source_of(post: Post) -> Source:
    """All words of a post, in reading order, with the stretches that it quotes."""
    found: list[bytes] = []
    quoted: list[tuple[int, int, int]] = []
    for block in post.blocks:
        if block.kind not in WORDS:
            continue
        start = len(found)
        found += words(block.text)
        if block.quote is not None:
            if quoted and quoted[-1][1] == start and quoted[-1][2] == block.quote:
                start = quoted.pop()[0]
            quoted.append((start, len(found), block.quote))
        if len(found) > LONGEST:
            break
    return Source(found, tuple(quoted), post.quotes, post.author)
