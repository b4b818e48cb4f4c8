"""A thread with the reader's corrections laid over it, post by post as they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from threadview.anchors import Holding, Place
from threadview.corrections.correction import Correction
from threadview.corrections.parts import (
    READER,
    Edits,
    Mark,
    Part,
    Region,
    Setting,
    joined,
    parts,
    whole,
)
from threadview.model import Post, Thread, block_offsets, logical_text

CACHE = 256

_MARKED = {
    "quote": "words in it are a quote",
    "unquote": "words in it are no quote",
    "chrome": "words in it are page furniture",
}


class Corrected(Sequence[Post]):
    """Posts under corrections. Untouched posts are the source's own, renumbered where need be.

    Attributes:
        lost: corrections whose post or passage was not found; they do nothing.
        title: what a correction calls the thread, or None.
        retitled: whether one does.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        corrections: Iterable[Correction],
        region: Region | None = None,
    ) -> None:
        self._posts = posts
        self._region = region
        self._edits: dict[int, Edits] = {}
        self._merged: set[int] = set()
        self._recent: OrderedDict[int, Part] = OrderedDict()
        self.lost: list[Correction] = []
        self.title: str | None = None
        self.retitled = False
        holding = Holding(posts)
        for correction in corrections:
            if correction.action == "title":
                self.title, self.retitled = correction.value, True
            elif not self._take(correction, holding):
                self.lost.append(correction)
        self._touched = sorted({*self._edits, *self._merged})
        self._grown: list[int] = []
        grown = 0
        for index in self._touched:
            edits = self._edits.get(index)
            grown += len(edits.cuts) if edits else 0
            grown -= index in self._merged
            self._grown.append(grown)

    def _take(self, correction: Correction, holding: Holding) -> bool:
        places = [holding.find(anchor) for anchor in correction.anchors]
        if not places or not isinstance(places[0], Place):
            return False
        place = places[0]
        if correction.action == "merge":
            if place.index > 0:
                self._merged.add(place.index)
            return place.index > 0
        edits = self._edits.setdefault(place.index, Edits())
        if correction.action == "split":
            if not 0 < place.start < len(logical_text(self._posts[place.index])):
                return False
            edits.cuts.add(place.start)
        elif correction.action in ("author", "date"):
            edits.settings.append(Setting(place.start, correction.action, correction.value))
        elif correction.action in ("quote", "unquote", "chrome"):
            source = places[1] if len(places) > 1 else None
            number = source.number if isinstance(source, Place) else None
            mark = Mark(place.start, place.end, correction.action, correction.value, number)
            edits.marks.append(mark)
        return True

    def __len__(self) -> int:
        return len(self._posts) + (self._grown[-1] if self._grown else 0)

    @overload
    def __getitem__(self, index: int) -> Post: ...
    @overload
    def __getitem__(self, index: slice) -> list[Post]: ...
    def __getitem__(self, index: int | slice) -> Post | list[Post]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        source, part = self._source(index)
        if part == 0 and source not in self._edits and source + 1 not in self._merged:
            return self._renumbered(self._posts[source], index + 1)
        return self._part(index).post

    def __iter__(self) -> Iterator[Post]:
        for index in range(len(self)):
            yield self[index]

    @property
    def count_read(self) -> int:
        """How many posts there are as read."""
        return len(self._posts)

    def number(self, as_read: int) -> int:
        """The number that a post has now; of a split one, its first part's."""
        index = as_read - 1
        before = bisect_right(self._touched, index) - 1
        if before < 0:
            return as_read
        grown = self._grown[before]
        if self._touched[before] == index:
            edits = self._edits.get(index)
            grown -= len(edits.cuts) if edits else 0
        return as_read + grown

    def origin(self, index: int, offset: int) -> tuple[int, int]:
        """The post's index and the offset in the logical text, both as read, of an offset in the
        corrected post at `index`: where to anchor a correction."""
        part = self._part(index)
        best = (part.pieces[0].source if part.pieces else self._source(index)[0], 0)
        for piece, at in zip(part.pieces, block_offsets(part.post), strict=True):
            if 0 <= at <= offset and piece.offset >= 0:
                best = (piece.source, piece.offset + min(offset - at, len(piece.block.text)))
        return best

    def standing(self, source: int, offset: int) -> tuple[int, int]:
        """The post's index and the offset in its logical text, both as they are now, of an offset
        in the post as read at `source`: the other way round than `origin`."""
        index = self.number(source + 1) - 1
        best = (index, 0)
        while True:
            part = self._part(index)
            for piece, at in zip(part.pieces, block_offsets(part.post), strict=True):
                if piece.source == source and at >= 0 and 0 <= piece.offset <= offset:
                    best = (index, at + min(offset - piece.offset, len(piece.block.text)))
            index += 1
            if index >= len(self) or self._source(index)[0] != source:
                return best

    def changes(self, index: int) -> tuple[str, ...]:
        """What was corrected in the post at an index, in words; nothing for one as it was read."""
        source, number = self._source(index)
        found = ["cut off from the post before"] if number else []
        edits = self._edits.get(source)
        last = number == len(edits.cuts if edits else ())
        if edits is not None:
            found += ["cut in two"] if edits.cuts and not number else []
            for setting in edits.settings:
                if number == sum(cut <= setting.offset for cut in edits.cuts):
                    said = setting.value or f"no known {setting.what}"
                    found.append(f"its {setting.what} is {said}")
            found += [_MARKED[mark.what] for mark in edits.marks]
        joined_to = source + 1
        while last and joined_to in self._merged:
            found.append(f"joined with what was read as #{joined_to + 1}")
            last = not (joined_to in self._edits and self._edits[joined_to].cuts)
            joined_to += 1
        return tuple(dict.fromkeys(found))

    def touched(self) -> Iterator[int]:
        """Indices of the posts, as they are now, that a correction changed."""
        for index in range(len(self)) if self._touched else ():
            source, part = self._source(index)
            if part or source in self._edits or source + 1 in self._merged:
                yield index

    def _source(self, index: int) -> tuple[int, int]:
        """The post as read, and the part of it, that a corrected post begins with."""
        low, high = 0, len(self._touched)
        while low < high:  # the last touched post whose first part of its own is at or before
            middle = (low + high) // 2
            if self._first_own(middle) <= index:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return index, 0
        touched = self._touched[low - 1]
        edits = self._edits.get(touched)
        cuts = len(edits.cuts) if edits else 0
        merged = touched in self._merged
        part = index - self._first_own(low - 1) + merged
        if part <= cuts:
            return touched, part
        return touched + part - cuts, 0

    def _first_own(self, at: int) -> int:
        """Index of the first corrected post that begins in touched post number `at`."""
        touched = self._touched[at]
        before = self._grown[at - 1] if at else 0
        return touched + before

    def _part(self, index: int) -> Part:
        part = self._recent.get(index)
        if part is None:
            source, number = self._source(index)
            pieces = self._parts(source)
            part = pieces[number]
            last = number == len(pieces) - 1
            while last and source + 1 in self._merged:
                source += 1
                pieces = self._parts(source)
                part = joined(part, pieces[0])
                last = len(pieces) == 1
            part = Part(self._renumbered(part.post, index + 1), part.pieces)
            self._recent[index] = part
            if len(self._recent) > CACHE:
                self._recent.popitem(last=False)
        return part

    def _parts(self, source: int) -> list[Part]:
        post = self._posts[source]
        edits = self._edits.get(source)
        if edits is None:
            return [whole(post, source)]
        return parts(post, source, edits, self._region)

    def _renumbered(self, post: Post, number: int) -> Post:
        if not self._grown or (number == post.number and number <= self._touched[0] + 1):
            return post
        quotes = tuple(
            quote if quote.post is None else quote._replace(post=self.number(quote.post))
            for quote in post.quotes
        )
        reply_to = None if post.reply_to is None else self.number(post.reply_to)
        return post._replace(number=number, quotes=quotes, reply_to=reply_to)


def corrected(
    thread: Thread, corrections: Sequence[Correction], region: Region | None = None
) -> Thread:
    """A read thread with corrections laid over it; itself when there are none.

    `region` is `Dump.text`: with it, the parts of a cut post know their stretches of the dump.
    """
    if not corrections:
        return thread
    posts = Corrected(thread.posts, corrections, region)
    fresh = Thread(thread.source, thread.title, thread.title_evidence, posts)
    fresh.problems, fresh.complete = thread.problems, thread.complete
    if posts.retitled:
        fresh.title, fresh.title_evidence = posts.title, READER
    fresh.amended = {index + 1: posts.changes(index) for index in posts.touched()}
    for post in posts:
        if post.author is not None:
            fresh.participants[post.author] = fresh.participants.get(post.author, 0) + 1
        for number in sorted({quote.post for quote in post.quotes if quote.post is not None}):
            fresh.quoted_by.setdefault(number, []).append(post.number)
    return fresh
