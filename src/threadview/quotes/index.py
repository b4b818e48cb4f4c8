"""Which earlier post a sample of words stood in: a hash table in one flat array.

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
CHECK = (1 << 32) - 1
"""The half of a slot that says which sample it is of."""
POSTS = 1 << (32 - PLACES)
"""Posts beyond this number are not indexed."""


Hit = tuple[int, int, int]
"""A sample that an earlier post holds too: the word it begins at, the place of the earlier one, and
the slot they share. A place is a post and a word (modulo 1024). Plain, for there are very many."""


class Index:
    """The samples of all posts so far, as far as memory allows, the newest surest."""

    def __init__(self) -> None:
        # A slot is a place (the upper half) and a check value: one of 64 bits is fetched at once.
        self._slots = array("Q", bytes(8 * SMALLEST))
        self._written = 0

    def probe(self, number: int, starts: list[int], grams: list[bytes]) -> list[Hit]:
        """Look every sample of a post up, and write down those that are new; `starts` are the
        words that they begin at."""
        slots = self._slots
        mask = len(slots) - 1
        base = number << PLACES
        hits: list[Hit] = []
        for start, key in zip(starts, map(crc32, grams), strict=True):
            slot = key & mask
            held = slots[slot]
            if held & CHECK == key:
                found = held >> 32
                if found >> PLACES != number:
                    hits.append((start, found, slot))
            else:
                slots[slot] = (base | start & 1023) << 32 | key
        self._written += len(grams) - len(hits)
        return hits

    def look(self, starts: list[int], grams: list[bytes]) -> list[Hit]:
        """Look samples up that are not the post's own words, and write nothing down."""
        slots = self._slots
        mask = len(slots) - 1
        keys = zip(starts, map(crc32, grams), strict=True)
        return [
            (start, held >> 32, slot)
            for start, key in keys
            if (held := slots[slot := key & mask]) & CHECK == key
        ]

    def claim(self, number: int, hits: list[Hit]) -> None:
        """Say that these samples are the post's own words after all: it holds them last."""
        slots = self._slots
        base = number << PLACES
        for start, _, slot in hits:
            slots[slot] = (base | start & 1023) << 32 | slots[slot] & CHECK

    def grow(self) -> None:
        """Make room between posts, where it is needed and allowed."""
        while self._written > len(self._slots) // ROOM and len(self._slots) < LARGEST:
            self._slots += self._slots


Diagonal = tuple[int, int, int, int]
"""Hits that keep step with one earlier post: how many, the post, and the words at which the first
and the last of them begin."""


def diagonals(hits: list[Hit], close: int) -> list[Diagonal]:
    """Hits grouped by earlier post and difference of words; the most first, then the latest post.

    A hit alone counts only for posts after `close`, or from the very start of the text: over a
    long thread, almost all others are chance.
    """
    if len(hits) == 1:
        start, place, _ = hits[0]
        return [] if start and place >> PLACES <= close else [(1, place >> PLACES, start, start)]
    found: dict[int, list[int]] = {}
    latest = 0
    group: list[int] = []
    for start, place, _ in hits:
        key = place - start
        # A quote's hits come in a row: most of them belong with the one before.
        if group and key == latest:
            group[0] -= 1
            group[3] = start
        elif (known := found.get(key)) is not None:
            known[0] -= 1
            known[3] = start
            latest, group = key, known
        else:
            latest, group = key, [-1, -(place >> PLACES), start, start]
            found[key] = group
    kept = [one for one in found.values() if one[0] < -1 or not one[2] or -one[1] > close]
    kept.sort()
    return [(-votes, -post, first, last) for votes, post, first, last in kept]
