"""The road through a thread: each post's quotes, found in what came before and linked to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from threadview.model import Evidence, Post, Quote
from threadview.quotes.index import POSTS, Index
from threadview.quotes.marking import Passage, mark, settle
from threadview.quotes.passages import lines_of, own_text
from threadview.quotes.reuse import Reuse, reuses
from threadview.quotes.sources import Sources
from threadview.quotes.words import samples, words

if TYPE_CHECKING:
    from threadview.formats import Part


def link(parts: Iterator[Part], posts: Sequence[Post] | None = None) -> Iterator[Part]:
    """The same parts, each post's quotes found and linked to earlier posts.

    `posts` holds the posts yielded so far, by place, and is asked for those far above; without it
    this keeps them itself. A post yielded again, with a number seen already, is better known now
    (its author) and takes the place of the first.
    """
    kept: list[Post] | None = [] if posts is None else None
    linker = Linker(kept if posts is None else posts)
    for part in parts:
        if not isinstance(part, Post):
            yield part
            continue
        post = linker.post(part)
        if kept is not None:
            kept.append(post)
        yield post


class Linker:
    """What linking has seen so far."""

    def __init__(self, posts: Sequence[Post] | None) -> None:
        self._index = Index()
        self._sources = Sources(posts)
        self._long = 6

    def post(self, post: Post) -> Post:
        """The post with its quotes found, and remembered for those to come."""
        found = words(own_text(post))
        if not found or post.number >= POSTS:
            return post
        places, grams = samples(found, self._long)
        hits = self._index.probe(post.number, grams)
        if hits:
            runs = reuses(found, places, hits, self._sources)
            if runs:
                post = self._mark(post, runs)
        self._index.grow()
        self._sources.remember(post, found)
        return post

    def _mark(self, post: Post, runs: list[Reuse]) -> Post:
        lines = lines_of(post)
        made: list[tuple[Passage, Quote]] = []
        for reuse in runs:
            passage = settle(reuse.run, lines, post.blocks)
            if passage is None:
                continue
            n = passage.end.word - passage.start.word
            if n < 6:
                continue
            made.append((passage, Quote(reuse.source.author, reuse.number, 1, None, Evidence("reuse", f"{n} words", 0.9, 1.0))))
        return mark(post, made) if made else post
