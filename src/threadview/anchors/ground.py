"""The posts of a thread as something to look in: their letters, their prints, who has which.

What is worked out once for a post is kept while it is small; a look through the whole thread reads
each post once, for as many passages as there are to look for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from threadview.anchors import fuzzy
from threadview.anchors.identity import PostPrint, fingerprint, likeness, post_print, sketch
from threadview.anchors.skeleton import Skeleton, letters
from threadview.model import Post, logical_text

CACHE = 512
"""Skeletons kept at hand."""


class Whereabouts(NamedTuple):
    """The posts that hold a passage's letters, and, where none does, those that hold enough pieces
    of it to be worth a closer look. Indices, in order."""

    exact: list[int]
    alike: list[int]


class Ground:
    """The posts of a thread, to look in."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        self._skeletons: OrderedDict[int, Skeleton] = OrderedDict()
        self._prints: dict[int, PostPrint] = {}
        self._holders: dict[int, list[int]] | None = None
        self._whereabouts: dict[str, Whereabouts] = {}

    def skeleton(self, index: int) -> Skeleton:
        """The skeleton of a post."""
        skeleton = self._skeletons.get(index)
        if skeleton is None:
            skeleton = self._skeletons[index] = Skeleton(logical_text(self.posts[index]))
            if len(self._skeletons) > CACHE:
                self._skeletons.popitem(last=False)
        return skeleton

    def print_of(self, index: int) -> PostPrint:
        """What identifies a post."""
        known = self._prints.get(index)
        if known is None:
            known = self._prints[index] = post_print(logical_text(self.posts[index]))
        return known

    def fingerprint(self, index: int) -> int | None:
        """The fingerprint of a post; None beyond either end of the thread."""
        if not 0 <= index < len(self.posts):
            return None
        known = self._prints.get(index)
        return known.fingerprint if known else fingerprint(logical_text(self.posts[index]))

    def holders(self, number: int) -> Sequence[int]:
        """The posts that have a fingerprint or a print. The first call reads every post."""
        if self._holders is None:
            self._holders = {}
            for index in range(len(self.posts)):
                known = self.print_of(index)
                for one in (known.fingerprint, *known.prints):
                    self._holders.setdefault(one, []).append(index)
        return self._holders.get(number, ())

    def likeness(self, noted: tuple[int, ...], index: int) -> float:
        """How alike a post is to one with this fingerprint and these prints, from 0 to 1."""
        known = self.print_of(index)
        if known.fingerprint == noted[0]:
            return 1.0
        return likeness(noted[1:], sketch(known.prints))

    def whereabouts(self, bare: str) -> Whereabouts:
        """The posts that hold a passage's letters, or pieces of them. Reads every post, unless
        `look_for` has done so."""
        if bare not in self._whereabouts:
            self.look_for([bare])
        return self._whereabouts[bare]

    def look_for(self, wanted: Collection[str]) -> None:
        """Look for several passages' letters in one go through the thread."""
        pieces = {bare: fuzzy.pieces(bare) for bare in wanted if bare not in self._whereabouts}
        found = {bare: Whereabouts([], []) for bare in pieces}
        for index in range(len(self.posts)) if pieces else ():
            text = letters(logical_text(self.posts[index]))
            for bare, parts in pieces.items():
                if bare in text:
                    found[bare].exact.append(index)
                elif parts and not found[bare].exact and fuzzy.worth_a_look(parts, text):
                    found[bare].alike.append(index)
        self._whereabouts |= found
