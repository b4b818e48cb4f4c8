"""The index as who looks sees it: the list of threads, their copies, what there is of it."""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from threadview.library.chunk import Record, unpacked
from threadview.library.entry import Entry
from threadview.library.store import condemned, connected, explained
from threadview.library.table import below

COLUMNS = (
    "thread.id, file.path, thread.key, thread.title, thread.author, thread.posts, thread.people, "
    "thread.begun, thread.ended, thread.size, file.missing, file.format, thread.first"
)
HELD = 64
"""Unpacked chunks that are held for the next look."""


class Stats(NamedTuple):
    """What there is: files read, gone, and refused; threads, posts, people; characters of text,
    bytes of the index; posts that are dead weight."""

    files: int
    missing: int
    refused: int
    unfinished: int
    threads: int
    posts: int
    people: int
    characters: int
    size: int
    dead: int


class Catalogue:
    """An index, open for looking.

    Raises:
        DamagedError: it is damaged, or of another version.
        LibraryError: there is none, or it cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection = connected(path)
        self._chunks: dict[int, list[Record]] = {}
        self._last = 0
        self._people: tuple[int, list[tuple[int, str]], list[int], str] | None = None

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query.

        Raises:
            LibraryError: the index cannot be read.
        """
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    def interrupt(self) -> None:
        """End what another thread of execution is asking, early."""
        self._connection.interrupt()

    def version(self) -> int:
        """A number that changes when somebody has written."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def entries(self) -> list[Entry]:
        """The threads, those with the latest posts first."""
        rows = self.rows(
            f"SELECT {COLUMNS} FROM thread JOIN file ON file.id = thread.file "  # noqa: S608
            "ORDER BY thread.ended DESC, thread.id"
        )
        return [entry_of(row) for row in rows]

    def latest(self) -> Iterator[Entry]:
        """The threads one by one, those with the latest posts first, without the copies of others:
        the first ones are there at once.

        Raises:
            LibraryError: the index cannot be read.
        """
        try:
            yield from map(
                entry_of,
                self._connection.execute(
                    f"SELECT {COLUMNS} FROM thread JOIN file ON file.id = thread.file "  # noqa: S608
                    "WHERE thread.leader IS NULL OR thread.leader = thread.id "
                    "ORDER BY thread.ended DESC, thread.id"
                ),
            )
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    def entry(self, post: int) -> Entry | None:
        """The thread that the post with this id stands in; None for one that is no more."""
        rows = self.rows(
            f"SELECT {COLUMNS} FROM thread JOIN file ON file.id = thread.file "  # noqa: S608
            "WHERE thread.first <= ? ORDER BY thread.first DESC LIMIT 1",
            (post,),
        )
        entry = entry_of(rows[0]) if rows else None
        return entry if entry and post < entry.first + entry.posts else None

    def record(self, post: int) -> Record | None:
        """The post with this id; None for one that is no more.

        Raises:
            DamagedError: it cannot be unpacked.
        """
        if self._last <= post < self._last + len(self._chunks.get(self._last, ())):
            return self._chunks[self._last][post - self._last]
        rows = self.rows("SELECT max(first) FROM chunk WHERE first <= ?", (post,))
        first = rows[0][0]
        if first is None:
            return None
        records = self._chunks.get(first)
        if records is None:
            data = self.rows("SELECT posts FROM chunk WHERE first = ?", (first,))
            try:
                records = unpacked(data[0][0]) if data else []
            except (ValueError, TypeError, IndexError) as error:
                raise condemned(self.path) from error
            if len(self._chunks) >= HELD:
                self._chunks.pop(next(iter(self._chunks)))
            self._chunks[first] = records
        self._last = first
        return records[post - first] if post - first < len(records) else None

    def records(self, entry: Entry, count: int) -> list[Record]:
        """The first posts of a thread."""
        ids = range(entry.first, entry.first + min(count, entry.posts))
        return [record for post in ids if (record := self.record(post)) is not None]

    def common(self, letters: str) -> list[str]:
        """The words that stand in very many posts and begin so, the commonest first; a few."""
        end = letters[:-1] + chr(ord(letters[-1]) + 1) if letters else ""
        rows = self.rows(
            "SELECT word FROM common WHERE word >= ? AND word < ? ORDER BY posts DESC LIMIT 8",
            (letters, end),
        )
        return [row[0] for row in rows]

    def people(
        self, spans: Callable[[str], Iterable[tuple[int, int]]]
    ) -> Iterator[tuple[int, str]]:
        """The people whose names hold what `spans` finds in a text, with their ids. They are read
        once, and looked through together."""
        version = self.version()
        if self._people is None or self._people[0] != version:
            rows = self.rows("SELECT id, name FROM person")
            starts = list(accumulate((len(name) + 1 for _, name in rows), initial=0))
            self._people = (version, rows, starts, "\0".join(name for _, name in rows))
        _, rows, starts, names = self._people
        for place in dict.fromkeys(bisect(starts, start) - 1 for start, _ in spans(names)):
            yield rows[place]

    def has(self, name: str) -> bool:
        """Whether there is an index of columns of this name: an old index of posts may lack one
        until it is next written."""
        sql = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?"
        return bool(self.rows(sql, (name,)))

    def leaders(self) -> dict[int, int]:
        """For each thread that has copies, the one that stands for all of them, by id; as it was
        when indexing last ended."""
        rows = self.rows("SELECT id, leader FROM thread WHERE leader IS NOT NULL")
        return dict(rows)

    def files(self) -> list[tuple[str, str, str | None, bool]]:
        """Each file: path, state ("whole", "part", "none"), why it was refused, whether it is
        gone."""
        rows = self.rows("SELECT path, state, why, missing FROM file ORDER BY path")
        return [(os.fsdecode(row[0]), row[1], row[2], bool(row[3])) for row in rows]

    def stats(self) -> Stats:
        """What there is."""
        files: tuple[int, int, int, int] = self.rows(
            "SELECT count(*), coalesce(sum(missing), 0), coalesce(sum(state = 'none'), 0), "
            "coalesce(sum(state = 'part'), 0) FROM file"
        )[0]
        threads = self.rows(
            "SELECT count(*), coalesce(sum(posts), 0), coalesce(sum(size), 0) FROM thread"
        )[0]
        people = self.rows("SELECT count(DISTINCT author) FROM post")[0][0]
        dead = self.rows("SELECT value FROM counter WHERE name = 'dead'")[0][0]
        pages = self.rows("PRAGMA page_count")[0][0] - self.rows("PRAGMA freelist_count")[0][0]
        size = pages * self.rows("PRAGMA page_size")[0][0]
        return Stats(*files, threads[0], threads[1], people, threads[2], size, dead)


def entry_of(row: Sequence[Any]) -> Entry:
    """A row of `COLUMNS` as an entry."""
    return Entry._make((row[0], _decoded(row[1]), *row[2:10], bool(row[10]), *row[11:]))


@lru_cache(256)
def _decoded(path: bytes) -> str:
    return os.fsdecode(path)


def within(entries: Iterable[Entry], paths: Collection[str]) -> list[Entry]:
    """Those entries whose files are, or lie below, these paths."""
    is_below = below(paths)
    return [entry for entry in entries if is_below(entry.path)]
