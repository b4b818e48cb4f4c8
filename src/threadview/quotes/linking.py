"""The road through a thread: each post's quotes, found in what came before and linked to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from threadview.model import Evidence, Post
from threadview.quotes import BEHIND
from threadview.quotes.framed import Frames
from threadview.quotes.index import POSTS, Hit, Index
from threadview.quotes.marking import mark
from threadview.quotes.passages import own_text
from threadview.quotes.reuse import leads, reuses
from threadview.quotes.sources import Sources, source_of
from threadview.quotes.unframed import NAMED, take
from threadview.quotes.words import flat, samples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Part


DENSE = 350_000
"""Bytes of a thread's words that are sampled as densely as can be."""
AGAIN = 24_000
"""Bytes after which the density is looked at again."""
DENSITY = 1 / 44
"""Samples that are to be taken for each byte from then on."""
SHORTEST = 1
"""Bytes of a word that a sample begins at, at first: any, for plain speech is short words."""
RARER = 6
"""The same in a thread that frames its quotes: what short words repeat there is mostly chance."""
LONGEST = 16
"""Bytes of a word beyond which sampling is not made sparser."""


def link(
    parts: Iterator[Part], posts: Sequence[Post] | None = None, dump: Dump | None = None
) -> Iterator[Part]:
    """The same parts, each post's quotes found and linked to earlier posts.

    `posts` holds the posts yielded so far, by place, all but the last `BEHIND` at most, and is
    asked for those far above; without it this keeps them itself. `dump` is the text dump that they
    stand in. A post yielded again, with a number seen already, is better known now (its author) and
    takes the place of the first; so does one that `parts` gives again (its end).
    """
    kept: list[Post] | None = [] if posts is None else None
    linker = Linker(kept if posts is None else posts, dump)
    for part in parts:
        if not isinstance(part, Post):
            yield part
            continue
        post, revised = linker.post(part)
        if kept is not None:
            kept[post.number - 1 : post.number] = [post]
        yield post
        for better in revised:
            if kept is not None:
                kept[better.number - 1] = better
            yield better


class Linker:
    """What linking has seen so far."""

    def __init__(self, posts: Sequence[Post] | None, dump: Dump | None = None) -> None:
        self._read = posts
        self._dump = dump
        self._index = Index()
        self._sources = Sources(posts)
        self._frames = Frames(self._index, self._sources)
        self._long = SHORTEST
        self._words = 0
        self._sampled = 0
        self._due = DENSE
        self._posts = 0
        self._framed = 0
        self._named: set[int] = set()
        self._latest: dict[int, Post] = {}
        self._taken: Counter[int] = Counter()

    def post(self, post: Post) -> tuple[Post, list[Post]]:
        """The post with its quotes found, and earlier posts that are better known for it."""
        if post.number >= POSTS:
            return post, []
        named: list[tuple[int, str, Evidence]] = []
        if post.quotes:
            post, named = self._frames.link(post, self._long, region_of(post, self._dump))
            self._framed += 1
        quoted: tuple[tuple[int, int, int], ...] = ()
        whole = not post.quotes
        found = flat(own_text(post))
        long = self._long
        if self._framed * 10 > self._posts:
            long = max(long, RARER)
        grams = samples(found, long)
        if grams:
            hits = self._index.probe(post.number, grams)
            if hits:
                post, quoted = self._reused(post, found, grams, hits)
            self._thin(len(found), len(grams))
            self._index.grow()
        if whole:
            self._sources.remember(post, found, quoted)
        else:
            source = source_of(post)
            self._sources.remember(post, b" ".join(source.words), source.quoted)
        if post.author is not None:
            self._frames.remember(post)
        self._latest[post.number] = post
        self._latest.pop(post.number - BEHIND, None)
        self._posts += 1
        return post, self._revised(named) if named else []

    def _thin(self, count: int, sampled: int) -> None:
        """Sample fewer words as the thread grows, where its words are long: those sampled from
        then on are a part of those sampled before, so what is in the index stays of use."""
        self._words += count
        self._sampled += sampled
        if self._words > self._due:
            if self._sampled > DENSITY * self._words and self._long < LONGEST:
                self._long += 1
            self._due, self._words, self._sampled = AGAIN, 0, 0

    def _revised(self, named: list[tuple[int, str, Evidence]]) -> list[Post]:
        """Earlier posts without an author, now that a later attribution has named one."""
        better: list[Post] = []
        for number, name, evidence in named:
            post = self._latest.get(number)
            if self._read is None or number in self._named:
                continue
            if post is None and number <= len(self._read):
                post = self._read[number - 1]
            if post is not None and post.author is None:
                self._named.add(number)
                better.append(post._replace(author=name, author_evidence=evidence))
                self._sources.name(number, name)
                if number in self._latest:
                    self._latest[number] = better[-1]
                self._frames.remember(better[-1])
        return better

    def _reused(
        self, post: Post, text: bytes, grams: list[bytes], hits: list[Hit]
    ) -> tuple[Post, tuple[tuple[int, int, int], ...]]:
        """The post with the quotes among its own words marked, and where among these they stand;
        what is left is the post's own, and goes into the index as such."""
        # A format with markup says what is quoted; what else repeats there is no quote.
        ahead = leads(hits, self._sources) if post.extent is not None else []
        taken = None
        if ahead:
            found, runs = reuses(text, grams, ahead, self._sources, NAMED)
            if runs:
                framed = self._framed / max(1, self._posts)
                taken = take(post, found, runs, framed, self._taken)
        if taken is None or not taken.quotes:
            self._index.claim(post.number, hits)
            return post, ()
        self._index.claim(post.number, [hit for hit in hits if hit[1] not in taken.sources])
        marked = mark(post, taken.pieces, taken.quotes, region_of(post, self._dump))
        return marked, tuple(taken.words)


def region_of(post: Post, dump: Dump | None) -> str:
    """A post's stretch of the dump; empty where there is none."""
    if dump is None or post.extent is None:
        return ""
    return dump.text(post.extent.byte_start, post.extent.byte_end)
