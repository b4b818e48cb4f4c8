"""Threads into the tables of the index, inside the transactions of who indexes."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable

from threadview.anchors import PostPrint
from threadview.library.chunk import SIZE, Record, packed
from threadview.library.gathering import BUFFER, Gathered, Known, day_number
from threadview.library.terms import indexed

LOWEST = 8
"""Prints of a thread that other copies of it are looked up by."""

NAMES = 200_000
"""Authors whose ids are held in memory."""


class Writer:
    """Writes the threads of one file after another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._people: dict[str, int] = {}
        self._held: list[Record] = []
        self._held_size = 0
        self._file = 0
        self._next = 0
        self.posts = self.characters = 0
        self.between: Callable[[], object] = int
        """Called now and then while a long thread is written."""

    def begin(self, file: int) -> None:
        """Take threads of this file from now on."""
        self._file = file
        row = self._connection.execute("SELECT value FROM counter WHERE name = 'post'").fetchone()
        self._next = row[0]

    def settle(self) -> None:
        """Everything held back into the tables: before a commit, and at the end of a file."""
        self._pack()
        self._connection.execute("UPDATE counter SET value = ? WHERE name = 'post'", (self._next,))

    def _pack(self) -> None:
        if self._held:
            first = self._next - len(self._held)
            self._connection.execute(
                "INSERT INTO chunk VALUES (?, ?, ?)", (first, self._file, packed(self._held))
            )
            self._held, self._held_size = [], 0

    def thread(self, gathered: Gathered) -> Known:
        """A thread with its posts."""
        first = self._next
        for records in gathered.batches():
            self._records(records, gathered.title)
            if len(records) == BUFFER:
                self.between()
        known = gathered.known()
        self._connection.execute(
            "INSERT INTO thread (file, key, title, author, people, begun, ended, first, posts, "
            "size, letters, prints) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._file,
                *known[:6],
                first if known.posts else self._spent(),
                known.posts,
                known.size,
                known.letters,
                prints_packed(known.prints),
            ),
        )
        thread = self._connection.execute("SELECT last_insert_rowid()").fetchone()[0]
        if known.title:
            self._connection.execute(
                "INSERT INTO titles (rowid, text) VALUES (?, ?)", (thread, indexed(known.title))
            )
        lowest = sorted({n for p in known.prints for n in (p.fingerprint, *p.prints)})[:LOWEST]
        self._connection.executemany(
            "INSERT OR IGNORE INTO telling VALUES (?, ?)", [(n, thread) for n in lowest]
        )
        return known

    def _spent(self) -> int:
        """A post id for a thread without posts, which has to have one of its own."""
        self._pack()
        self._next += 1
        return self._next - 1

    def _records(self, records: list[Record], title: str | None) -> None:
        self._connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(self._next + n, words_of(record, title)) for n, record in enumerate(records)],
        )
        self._connection.executemany(
            "INSERT INTO post VALUES (?, ?, ?)",
            [
                (
                    self._next + n,
                    self._person(record.author),
                    day_number(record.date) if record.date else None,
                )
                for n, record in enumerate(records)
            ],
        )
        for record in records:
            self._held.append(record)
            self._held_size += len(record.text) + 40
            self.characters += len(record.text)
            self._next += 1
            self.posts += 1
            if self._held_size >= SIZE:
                self._pack()

    def _person(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = self._people.get(name)
        if found is None:
            execute = self._connection.execute
            execute("INSERT OR IGNORE INTO person (name) VALUES (?)", (name,))
            row = execute("SELECT id FROM person WHERE name = ?", (name,)).fetchone()
            if len(self._people) >= NAMES:
                self._people.clear()
            found = self._people[name] = int(row[0])
        return found


def words_of(record: Record, title: str | None) -> str:
    """What the full-text table holds of a post: its words, and those of the title with the
    first."""
    text = f"{title}\n{record.text}" if title and record.number == 1 else record.text
    return indexed(text)


def forget(connection: sqlite3.Connection, file: int) -> None:
    """Take the threads of a file out. What the full-text table holds of them is dead from now on:
    no post has those ids any more."""
    execute = connection.execute
    where = "(SELECT id FROM thread WHERE file = ?)"
    execute(f"DELETE FROM telling WHERE thread IN {where}", (file,))  # noqa: S608 - own words
    execute(
        "UPDATE counter SET value = value + "
        "(SELECT coalesce(sum(posts), 0) FROM thread WHERE file = ?) WHERE name = 'dead'",
        (file,),
    )
    rows = execute("SELECT first, posts FROM thread WHERE file = ?", (file,)).fetchall()
    for first, posts in rows:
        execute("DELETE FROM post WHERE id >= ? AND id < ?", (first, first + posts))
    execute("DELETE FROM thread WHERE file = ?", (file,))
    execute("DELETE FROM chunk WHERE file = ?", (file,))


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
