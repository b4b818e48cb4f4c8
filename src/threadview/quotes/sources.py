"""The words of earlier posts: the latest are kept, older ones are fetched again, not too often."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.model import WORDS, Post, Quote
from threadview.namedtuple import NamedTuple
from threadview.quotes.words import words

RECENT = 512
"""Posts whose words are kept."""
KEPT = 1_000_000
"""Bytes of words that are kept in all."""
LONGEST = 350_000
"""Bytes of words of a post that are looked at as a source."""
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


_Kept = tuple[bytes, tuple[tuple[int, int, int], ...], tuple[Quote, ...], "str | None"]
"""A source whose words are one string of bytes: so many small objects kept would drive the posts
that are being read out of the processor's caches."""


class Sources:
    """Earlier posts by number."""

    def __init__(self, posts: Sequence[Post] | None) -> None:
        self._posts = posts
        self._recent: dict[int, _Kept] = {}
        self._oldest = 1
        self._size = 0
        self._credit = SAVED
        self.latest = 0
        """The number of the post read last; 0 before the first."""

    def remember(
        self,
        post: Post,
        flat: bytes,
        quoted: tuple[tuple[int, int, int], ...] = (),
    ) -> None:
        """Keep a post that has just been read: its words, `flat`, and the stretches of them that it
        quotes."""
        number, recent = post.number, self._recent
        if len(flat) > LONGEST:
            flat = flat[: flat.rfind(b" ", 0, LONGEST) + 1]
        if (before := recent.get(number)) is not None:
            self._size -= len(before[0])
        recent[number] = (flat, quoted, post.quotes, post.author)
        self._size += len(flat)
        self.latest = number
        if self._credit < SAVED:
            self._credit += CREDIT
        while self._oldest <= number - RECENT or (self._size > KEPT and self._oldest < number):
            if (old := recent.pop(self._oldest, None)) is not None:
                self._size -= len(old[0])
            self._oldest += 1

    def name(self, number: int, author: str) -> None:
        """Whose a post is, known only now."""
        kept = self._recent.get(number)
        if kept is not None:
            self._recent[number] = (*kept[:3], author)

    def near(self, number: int) -> bool:
        """Whether the post can be had for nothing."""
        return number in self._recent

    @property
    def reach(self) -> int:
        """The post before which none can be had now."""
        return self._oldest if self._posts is None or self._credit < 1 else 1

    @property
    def close(self) -> int:
        """The post after which a single sample in common is worth a look."""
        return self.latest - CLOSE

    def get(self, number: int) -> Source | None:
        """The post's words; None where it is too far above and the credit is used up."""
        kept = self._recent.get(number)
        if kept is not None:
            flat, quoted, quotes, author = kept
            return Source(flat.split(), quoted, quotes, author)
        if self._posts is None or self._credit < 1 or not 0 < number <= len(self._posts):
            return None
        self._credit -= 1
        return source_of(self._posts[number - 1])


def source_of(post: Post) -> Source:
    """All words of a post, in reading order, with the stretches that it quotes."""
    found: list[bytes] = []
    quoted: list[tuple[int, int, int]] = []
    size = 0
    for block in post.blocks:
        if block.kind not in WORDS:
            continue
        start = len(found)
        found += words(block.text)
        if block.quote is not None:
            if quoted and quoted[-1][1] == start and quoted[-1][2] == block.quote:
                start = quoted.pop()[0]
            quoted.append((start, len(found), block.quote))
        size += len(block.text)
        if size > LONGEST:
            break
    return Source(found, tuple(quoted), post.quotes, post.author)
