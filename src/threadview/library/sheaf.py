"""Sheaves: posts made ready for the tables of the index by who read them, so that who writes them
only writes. They count their posts from 0; the ids are the writer's."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from threadview.anchors import PostPrint
from threadview.library.chunk import SIZE, Record, packed
from threadview.library.gathering import Gathered, Known, day_number
from threadview.library.terms import indexed

LARGE = 500_000
"""Characters of posts in a sheaf, about."""

LOWEST = 8
"""Prints of a thread that other copies of it are looked up by."""


class Bound(NamedTuple):
    """A thread that ends in a sheaf: what is known of it; its first post, which is below 0 where
    that went with a sheaf before; its title as it is indexed, its prints packed, and the prints it
    is looked up by."""

    known: Known
    first: int
    title: str
    prints: bytes
    lowest: tuple[int, ...]


class Sheaf(NamedTuple):
    """Posts in a row, of one file: how many ids they take, what the full-text table takes of each,
    their authors and days, and all packed by their first; the threads that end among them. `open`
    says that the last thread goes on in the next sheaf."""

    size: int
    characters: int
    words: list[tuple[int, str]]
    posts: list[tuple[int, str | None, int | None]]
    chunks: list[tuple[int, bytes]]
    threads: list[Bound]
    open: bool


class Binder:
    """Binds threads into sheaves."""

    def __init__(self) -> None:
        self._begin()
        self._size = 0

    def _begin(self) -> None:
        self._size = self._characters = 0
        self._words: list[tuple[int, str]] = []
        self._posts: list[tuple[int, str | None, int | None]] = []
        self._chunks: list[tuple[int, bytes]] = []
        self._threads: list[Bound] = []
        self._held: list[Record] = []
        self._held_size = 0

    def thread(self, gathered: Gathered) -> Iterator[Sheaf]:
        """Take a thread, all of it; the sheaves that are full by then."""
        first = self._size
        for records in gathered.batches():
            self._take(records, gathered.title)
            if self._characters >= LARGE:
                first -= self._size
                yield self.bound(True)
        known = gathered.known()
        if not known.posts:  # it has to have an id of its own
            self._pack()
            self._size += 1
        title = indexed(known.title) if known.title else ""
        numbers = {number for one in known.prints for number in (one.fingerprint, *one.prints)}
        lowest = tuple(sorted(numbers)[:LOWEST])
        self._threads.append(Bound(known, first, title, prints_packed(known.prints), lowest))
        if self._characters >= LARGE:
            yield self.bound()

    def bound(self, goes_on: bool = False) -> Sheaf:
        """What there is, as a sheaf; the next one begins."""
        self._pack()
        sheaf = Sheaf(
            self._size,
            self._characters,
            self._words,
            self._posts,
            self._chunks,
            self._threads,
            goes_on,
        )
        self._begin()
        return sheaf

    def _take(self, records: list[Record], title: str | None) -> None:
        for record in records:
            self._words.append((self._size, words_of(record, title)))
            day = day_number(record.date) if record.date else None
            self._posts.append((self._size, record.author, day))
            self._held.append(record)
            self._held_size += len(record.text) + 40
            self._characters += len(record.text)
            self._size += 1
            if self._held_size >= SIZE:
                self._pack()

    def _pack(self) -> None:
        if self._held:
            self._chunks.append((self._size - len(self._held), packed(self._held)))
            self._held, self._held_size = [], 0


def words_of(record: Record, title: str | None) -> str:
    """What the full-text table holds of a post: its words, and those of the title with the
    first."""
    text = f"{title}\n{record.text}" if title and record.number == 1 else record.text
    return indexed(text)


def prints_packed(prints: tuple[PostPrint, ...]) -> bytes:
    """Prints as little-endian bytes: for each post its fingerprint, words, count and prints."""
    return b"".join(
        struct.pack(f"<QIB{len(p.prints)}Q", p.fingerprint, p.words, len(p.prints), *p.prints)
        for p in prints
    )


def prints_unpacked(raw: bytes) -> tuple[PostPrint, ...]:
    """What `prints_packed` packed."""
    found, at = [], 0
    while at < len(raw):
        number, words, count = struct.unpack_from("<QIB", raw, at)
        prints = struct.unpack_from(f"<{count}Q", raw, at + 13)
        found.append(PostPrint(number, prints, words))
        at += 13 + 8 * count
    return tuple(found)
