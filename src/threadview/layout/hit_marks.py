"""Where the hits of a post stand on its blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from threadview.layout.rows import Mark
from threadview.layout.selection import marks_of, place_at
from threadview.model import Post
from threadview.outline import Place
from threadview.posts import AROUND

HEADER = -1
"""The key, among the marks of a post's blocks, of those on its header line."""


class Found(NamedTuple):
    """A hit as the layout needs it: where ("body", "quote", "header", "chrome", "note") and the
    stretch of that text, in code points."""

    where: str
    start: int
    end: int


def hit_marks(post: Post, hits: Iterable[tuple[Found, str]]) -> dict[int, list[Mark]]:
    """Hits, each with its style, as marks by block; those in the header under `HEADER`."""
    marks: dict[int, list[Mark]] = {}
    words: list[tuple[int, int, str]] = []
    for hit, style in hits:
        if hit.where in ("body", "quote"):
            words.append((hit.start, hit.end, style))
        elif hit.where == "header":
            marks.setdefault(HEADER, []).append(Mark(hit.start, hit.end, style))
        elif hit.where == "chrome":
            for block, start in _chrome(post):
                size = len(post.blocks[block].text)
                if hit.start < start + size and hit.end > start:
                    mark = Mark(max(0, hit.start - start), hit.end - start, style)
                    marks.setdefault(block, []).append(mark)
    for block, found in marks_of(post, words).items():
        marks.setdefault(block, []).extend(found)
    return marks


def hit_place(post: Post, index: int, hit: Found) -> Place:
    """The place of a hit in the post at an index of the thread."""
    if hit.where in ("body", "quote"):
        return place_at(post, index, hit.start)
    if hit.where == "chrome":
        for block, start in reversed(_chrome(post)):
            if start <= hit.start:
                return Place(index, block, hit.start - start)
    return Place(index)


def _chrome(post: Post) -> list[tuple[int, int]]:
    """The blocks of a post that are searched apart from its words, each with where its text begins
    in the text that hits in chrome count in: their texts joined by blank lines."""
    found: list[tuple[int, int]] = []
    start = 0
    for index, block in enumerate(post.blocks):
        if block.kind in AROUND:
            found.append((index, start))
            start += len(block.text) + 2
    return found
