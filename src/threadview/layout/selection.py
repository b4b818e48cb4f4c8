"""A selection over words of a thread, in places, never in rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from threadview.layout.rows import Mark
from threadview.model import WORDS, Post, block_offsets, logical_text
from threadview.outline import Place


class Selection(NamedTuple):
    """From where the reader began to where the reader is; either may come first."""

    anchor: Place
    cursor: Place

    @property
    def ordered(self) -> tuple[Place, Place]:
        """The same, the earlier place first."""
        return (
            (self.anchor, self.cursor)
            if self.anchor <= self.cursor
            else (
                self.cursor,
                self.anchor,
            )
        )


def selected_mark(selection: Selection | None, place: Place, stop: int) -> Mark | None:
    """The part of a row's words, from `place` to offset `stop` of its block, that is selected."""
    if selection is None:
        return None
    first, last = selection.ordered
    start = max(first, place)
    end = min(last, place._replace(offset=stop))
    if start >= end:
        return None
    left = start.offset if start[:2] == place[:2] else place.offset
    right = end.offset if end[:2] == place[:2] else stop
    return Mark(left, right, "selection") if left < right else None


def logical_offset(post: Post, place: Place) -> int:
    """The offset of a place in its post's logical text; for places outside it, that of the next
    words."""
    offsets = block_offsets(post)
    for index in range(max(0, place.block), len(offsets)):
        if offsets[index] >= 0:
            inside = max(0, place.offset) if index == place.block else 0
            return offsets[index] + min(inside, len(post.blocks[index].text))
    return len(logical_text(post))


def place_at(post: Post, index: int, offset: int) -> Place:
    """The place of an offset in the logical text of the post at an index of the thread."""
    best = Place(index)
    for number, start in enumerate(block_offsets(post)):
        if start > offset:
            break
        if start >= 0:
            best = Place(index, number, min(offset - start, len(post.blocks[number].text)))
    return best


def stretches(selection: Selection, posts: Sequence[Post]) -> Iterable[tuple[int, int, int]]:
    """The selection as (post index, start, end) in the logical text of each post it touches."""
    first, last = selection.ordered
    for index in range(first.post, min(last.post, len(posts) - 1) + 1):
        post = posts[index]
        start = logical_offset(post, first) if index == first.post else 0
        end = logical_offset(post, last) if index == last.post else len(logical_text(post))
        if start < end:
            yield index, start, end


def selected_text(selection: Selection, posts: Sequence[Post]) -> str:
    """The words selected, posts apart by a blank line."""
    return "\n\n".join(
        logical_text(posts[index])[start:end] for index, start, end in stretches(selection, posts)
    )


def marks_of(post: Post, stretches: Iterable[tuple[int, int, str]]) -> dict[int, list[Mark]]:
    """Stretches of a post's logical text, each with a style, as marks on its blocks."""
    found: dict[int, list[Mark]] = {}
    offsets = block_offsets(post)
    for start, end, style in stretches:
        for index, base in enumerate(offsets):
            if base < 0 or post.blocks[index].kind not in WORDS:
                continue
            left, right = start - base, end - base
            if right > 0 and left < len(post.blocks[index].text):
                found.setdefault(index, []).append(Mark(max(0, left), right, style))
    return found
