"""The road through a thread: each post's quotes, found in what came before and linked to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from threadview.model import Evidence, Post, Quote
from threadview.quotes.belief import FLOOR, Sight, confidence, listed, signs
from threadview.quotes.index import POSTS, Index
from threadview.quotes.marking import Passage, mark, passage_text, settle
from threadview.quotes.passages import lines_of, own_text
from threadview.quotes.reuse import Reuse, reuses
from threadview.quotes.sources import Sources
from threadview.quotes.words import samples, weight, words

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
        self._posts = 0
        self._framed = 0

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
                post = self._mark(post, found, runs)
        self._index.grow()
        self._sources.remember(post, found)
        self._posts += 1
        self._framed += any(quote.evidence.layer != "reuse" for quote in post.quotes)
        return post

    def _mark(self, post: Post, found: list[bytes], runs: list[Reuse]) -> Post:
        lines = lines_of(post)
        made: list[tuple[Passage, Quote]] = []
        for reuse in runs:
            passage = settle(reuse.run, lines, post.blocks)
            if passage is None:
                continue
            sight = self._sight(post, found, reuse, passage)
            sure = confidence(sight)
            if sure < FLOOR:
                continue
            number = passage.end.word - passage.start.word
            matched = min(number, round(sight.share * number))
            cue = f"{number} words verbatim" if matched == number else f"{matched} of {number} words"
            evidence = Evidence("reuse", cue, round(sure, 2), round(sight.share, 2))
            made.append((passage, Quote(reuse.source.author, reuse.number, 1, None, evidence)))
        return mark(post, made) if made else post

    def _sight(
        self, post: Post, found: list[bytes], reuse: Reuse, passage: Passage
    ) -> Sight:
        run, source = reuse.run, reuse.source
        start, end = passage.start.word, passage.end.word
        quoted = found[start:end]
        text = passage_text(post, passage)
        return Sight(
            words=weight(quoted),
            share=min(1.0, run.matched / max(1, run.end - run.start)),
            code=signs(text) / len(quoted),
            listed=listed(text),
            ends=end >= len(found),
            line=passage.at_line and passage.to_line,
            same=post.author is not None and post.author == source.author,
            near=1.0 / (1.0 + math.log(max(1, post.number - reuse.number))),
            framed=self._framed / max(1, self._posts),
        )
