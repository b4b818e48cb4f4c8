"""Which earlier post a sample of words stood in: a hash table of two flat arrays.

The table is direct-mapped: a slot holds the check value and the place of the sample last written
to it, so a newer post covers an older one that falls on the same slot, and memory is bounded. It
doubles by being copied behind itself, which costs no loop: of the two copies of an entry one is
where it belongs, and the check value keeps the other from ever being believed.
"""

from __future__ import annotations

from array import array
from zlib import crc32

SMALLEST = 1 << 14
LARGEST = 1 << 22
"""Slots at the start and at most (8 bytes each: 32 MB)."""
PLACES = 10
"""Bits of a place that say which word of its post it is (modulo 1024); the rest is the post."""
ROOM = 8
"""Slots for each sample below which the table doubles: what has once been covered stays lost."""
POSTS = 1 << (32 - PLACES)
"""Posts beyond this number are not indexed."""


Hit = tuple[int, int, int]
"""A sample that an earlier post holds too: the word it begins at, the place of the earlier one, and
the slot they share. A place is a post and a word (modulo 1024). Plain, for there are very many."""


class Index:
    """The samples of all posts so far, as far as memory allows, the newest surest."""

    def __init__(self) -> None:
        self._check = array("I", bytes(4 * SMALLEST))
        self._place = array("I", bytes(4 * SMALLEST))
        self._written = 0

    def probe(self, number: int, starts: list[int], grams: list[bytes]) -> list[Hit]:
        """Look every sample of a post up, and write down those that are new; `starts` are the
        words that they begin at."""
        check, place = self._check, self._place
        mask = len(check) - 1
        base = number << PLACES
        hits: list[Hit] = []
        for start, key in zip(starts, map(crc32, grams), strict=True):
            slot = key & mask
            if check[slot] == key:
                found = place[slot]
                if found >> PLACES != number:
                    hits.append((start, found, slot))
            else:
                check[slot] = key
                place[slot] = base | start & 1023
        self._written += len(grams) - len(hits)
        return hits

    def look(self, starts: list[int], grams: list[bytes]) -> list[Hit]:
        """Look samples up that are not the post's own words, and write nothing down."""
        check, place = self._check, self._place
        mask = len(check) - 1
        keys = zip(starts, map(crc32, grams), strict=True)
        return [
            (start, place[slot], slot) for start, key in keys if check[slot := key & mask] == key
        ]

    def claim(self, number: int, hits: list[Hit]) -> None:
        """Say that these samples are the post's own words after all: it holds them last."""
        base = number << PLACES
        for start, _, slot in hits:
            self._place[slot] = base | start & 1023

    def grow(self) -> None:
        """Make room between posts, where it is needed and allowed."""
        while self._written > len(self._check) // ROOM and len(self._check) < LARGEST:
            self._check += self._check
            self._place += self._place


Diagonal = tuple[int, int, int, int]
"""Hits that keep step with one earlier post: how many, the post, and the words at which the first
and the last of them begin."""


def diagonals(hits: list[Hit], close: int) -> list[Diagonal]:
    """Hits grouped by earlier post and difference of words; the most first, then the latest post.

    A hit alone counts only for posts after `close`, or from the very start of the text: over a
    long thread, almost all others are chance.
    """
    votes: dict[int, int] = {}
    for start, place, _ in hits:
        key = place - start
        votes[key] = votes.get(key, 0) + 1
    found: dict[int, list[int]] = {}
    for start, place, _ in hits:
        key = place - start
        if key in found:
            found[key][3] = start
        elif votes[key] > 1 or not start or place >> PLACES > close:
            found[key] = [-votes[key], -(place >> PLACES), start, start]
    return [(-votes, -post, first, last) for votes, post, first, last in sorted(found.values())]
