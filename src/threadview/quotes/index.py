"""Which earlier post a sample of words stood in: a hash table in one flat array.

The table is direct-mapped: a slot holds the check value and the post of the sample last written to
it, so a newer post covers an older one that falls on the same slot, and memory is bounded. It
doubles by being copied behind itself, which costs no loop: of the two copies of an entry one is
where it belongs, and the check value keeps the other from ever being believed.
"""

from __future__ import annotations

from array import array
from zlib import crc32

SMALLEST = 1 << 14
LARGEST = 1 << 22
"""Slots at the start and at most (4 bytes each: 16 MB)."""
ROOM = 4
"""Slots for each sample below which the table doubles: what has once been covered stays lost."""
BITS = 22
"""Bits of a slot that say which post, 0 being none; those above are a check on the sample."""
POSTS = 1 << BITS
"""Posts from this number on are not indexed."""
POST = POSTS - 1
CHECK = (1 << 32) - POSTS


Hit = tuple[int, int, int]
"""A sample that an earlier post holds too: which of the samples looked up it is, the earlier post,
and the slot they share. Plain, for there are very many."""


class Index:
    """The samples of all posts so far, as far as memory allows, the newest surest."""

    def __init__(self) -> None:
        self._slots = array("I", bytes(4 * SMALLEST))
        self._written = 0

    def probe(self, number: int, grams: list[bytes]) -> list[Hit]:
        """Look every sample of a post up, and write down those that are new."""
        slots = self._slots
        mask = len(slots) - 1
        hits: list[Hit] = []
        for which, key in enumerate(map(crc32, grams)):
            slot = key & mask
            held = slots[slot]
            if held ^ key > POST or not held & POST:
                slots[slot] = key & CHECK | number
            elif held & POST != number:
                hits.append((which, held & POST, slot))
        self._written += len(grams) - len(hits)
        return hits

    def look(self, grams: list[bytes]) -> list[Hit]:
        """Look samples up that are not the post's own words, and write nothing down."""
        slots = self._slots
        mask = len(slots) - 1
        return [
            (which, held & POST, slot)
            for which, key in enumerate(map(crc32, grams))
            if not ((held := slots[slot := key & mask]) ^ key) >> BITS and held & POST
        ]

    def claim(self, number: int, hits: list[Hit]) -> None:
        """Say that these samples are the post's own words after all: it holds them last."""
        slots = self._slots
        for _, _, slot in hits:
            slots[slot] = slots[slot] & CHECK | number

    def grow(self) -> None:
        """Make room between posts, where it is needed and allowed."""
        while self._written > len(self._slots) // ROOM and len(self._slots) < LARGEST:
            self._slots += self._slots
