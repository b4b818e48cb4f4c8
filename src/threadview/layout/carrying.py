"""Places carried from a thread as it was read to the same thread under corrections, and back.

Where a post is split, joined or marked, everything below it changes its number. Whoever keeps
places (the window, the way back, marks, the selection) carries them over. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from threadview.corrections import Corrected
from threadview.layout.selection import logical_offset, place_at
from threadview.model import Post, block_offsets
from threadview.outline import Folds, Place


class Carrier:
    """Carries places from one view of a reading to another. Either may be the posts as read."""

    def __init__(self, old: Sequence[Post], new: Sequence[Post]) -> None:
        self.old, self.new = old, new

    def place(self, place: Place) -> Place:
        """Where a place of the old posts is among the new."""
        if not 0 <= place.post < len(self.old) or not len(self.new):
            return place._replace(post=min(place.post, max(0, len(self.new) - 1)))
        post = self.old[place.post]
        source, offset = self.as_read(place.post, logical_offset(post, place))
        index, there = self._now(source, offset)
        if self.new[index].blocks == post.blocks:
            return place._replace(post=index)
        if place.block < 0:
            return Place(index)
        found = place_at(self.new[index], index, there)
        if place.offset >= 0 or found.block < 0:
            return found
        quote = self.new[index].blocks[found.block].quote
        starts = block_offsets(self.new[index])[found.block] == there
        return found._replace(offset=-1 if quote is not None and starts else found.offset)

    def index(self, post: int) -> int:
        """The index of the new post in which the old one at an index begins."""
        return self.place(Place(post)).post

    def as_read(self, post: int, offset: int) -> tuple[int, int]:
        """Index and offset, as read, of an offset in the logical text of an old post."""
        old = self.old
        return old.origin(post, offset) if isinstance(old, Corrected) else (post, offset)

    def _now(self, source: int, offset: int) -> tuple[int, int]:
        new = self.new
        if isinstance(new, Corrected):
            source = min(source, new.count_read - 1)
            return new.standing(source, offset)
        return min(source, len(new) - 1), offset

    def folds(self, folds: Folds) -> Folds:
        """The folds of the old posts as those of the new; of posts that are others now, none."""
        moved: dict[int, int | None] = {}

        def number(old: int) -> int | None:
            if old not in moved:
                index = old - 1
                if not 0 <= index < len(self.old):
                    return old
                there = self.index(index)
                same = self.new[there].blocks == self.old[index].blocks
                moved[old] = there + 1 if same else None
            return moved[old]

        return Folds(
            folds.policy,
            {(now, quote) for old, quote in folds.flipped if (now := number(old)) is not None},
            {(now, block) for old, block in folds.opened if (now := number(old)) is not None},
            {now for old in folds.shut if (now := number(old)) is not None},
            folds.muted,
            {now for old in folds.branches if (now := number(old)) is not None},
        )
