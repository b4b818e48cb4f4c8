"""The shelf: what the reader has said about threads, and which folders belong to the library.

It cannot be made again, so it lives in the data directory, apart from the index. Marks are kept
under a thread's file and key; when a file was moved, its marks move with it, and when its threads
are called otherwise than before, they follow (see `following`).
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from threadview.library.schema import SHELF
from threadview.library.store import BUSY, PATIENCE, LibraryError, code_of, refused
from threadview.locking import SOON

Where = tuple[str, str]
"""A thread's file and its key in it."""


class Mark(NamedTuple):
    """What was said of a thread: `read` is None where nobody said."""

    favourite: bool = False
    read: bool | None = None
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()


class Told(NamedTuple):
    """What a thread is known by: the letters of its title, the prints of its posts, packed."""

    letters: str
    prints: bytes


_KEEP = (
    "INSERT INTO mark (path, key, favourite, read, tags, collections) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (path, key) DO UPDATE SET favourite = excluded.favourite, read = excluded.read, "
    "tags = excluded.tags, collections = excluded.collections"
)
_TOLD = (
    "INSERT INTO mark (path, key, favourite, read, tags, collections, letters, prints) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Shelf:
    """A shelf, open; nothing is made before the first write.

    Raises:
        LibraryError: it is damaged, newer than this program, or cannot be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._why: str | None = None
        """Why it can only be read, where that was seen already."""
        if os.path.exists(path):  # noqa: PTH110
            self._open()

    def close(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def roots(self) -> list[str]:
        """The files and folders that belong to the library."""
        rows = self._rows("SELECT path FROM root WHERE NOT left_out ORDER BY path")
        return [os.fsdecode(row[0]) for row in rows]

    def add_roots(self, paths: Iterable[str]) -> None:
        """Let files and folders belong to the library."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows = [(os.fsencode(path), now) for path in paths]
        self._write(
            "INSERT INTO root VALUES (?, ?, 0) ON CONFLICT (path) DO UPDATE SET left_out = 0", rows
        )

    def remove_roots(self, paths: Iterable[str]) -> None:
        """Let them belong to it no more, nor what lies there below a folder that does. Marks
        stay."""
        gone = {os.fsencode(path) for path in paths}
        for path in sorted(gone):
            known = path in map(os.fsencode, self.roots())
            below = any(path.startswith(os.fsencode(one) + b"/") for one in self.roots())
            if known:
                self._write("DELETE FROM root WHERE path = ?", [(path,)])
            if below:
                self._write("INSERT OR REPLACE INTO root VALUES (?, '', 1)", [(path,)])

    def left_out(self) -> frozenset[str]:
        """Files and folders below those of the library that do not belong to it."""
        rows = self._rows("SELECT path FROM root WHERE left_out")
        return frozenset(os.fsdecode(row[0]) for row in rows)

    def marks(self) -> dict[Where, Mark]:
        """What was said of every thread of which something was."""
        rows = self._rows("SELECT path, key, favourite, read, tags, collections FROM mark")
        return {
            (os.fsdecode(row[0]), row[1]): Mark(
                bool(row[2]),
                None if row[3] is None else bool(row[3]),
                tuple(json.loads(row[4])),
                tuple(json.loads(row[5])),
            )
            for row in rows
        }

    def keep(self, where: Where, mark: Mark) -> None:
        """Say something of a thread, in the place of what was said."""
        self._write(
            _KEEP,
            [(os.fsencode(where[0]), where[1], *_row(mark))],
        )

    def told(self) -> dict[Where, Told | None]:
        """What every thread of which something was said was known by, where anybody knew."""
        rows = self._rows("SELECT path, key, letters, prints FROM mark")
        return {
            (os.fsdecode(row[0]), row[1]): None if row[2] is None else Told(row[2], row[3] or b"")
            for row in rows
        }

    def follow(self, path: str, keys: Mapping[str, str], facts: Mapping[str, Told]) -> None:
        """Threads of a file are called otherwise now: `keys` has the new key for each old one, all
        at once, for one may be what another was. `facts` is what threads are known by, by key. What
        was said of two that are one now is said of it together."""
        if self._connection is None:
            return
        raw = os.fsencode(path)
        try:
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                rows = self._followed(path, keys, facts)
                connection.execute("DELETE FROM mark WHERE path = ?", (raw,))
                connection.executemany(_TOLD, [(raw, *row) for row in rows])
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def _followed(
        self, path: str, keys: Mapping[str, str], facts: Mapping[str, Told]
    ) -> list[tuple[Any, ...]]:
        before = {key: told for (where, key), told in self.told().items() if where == path}
        found: dict[str, tuple[Mark, Told | None]] = {}
        for (where, key), mark in self.marks().items():
            if where == path:
                new = keys.get(key, key)
                known = found.get(new)
                told = facts.get(new, before.get(key))
                found[new] = (mark if known is None else _together(known[0], mark), told)
        return [(key, *_row(mark), *(told or (None, None))) for key, (mark, told) in found.items()]

    def moved(self, old: str, new: str) -> None:
        """A file is elsewhere now: so are its marks."""
        values = (os.fsencode(new), os.fsencode(old))
        self._write("UPDATE OR IGNORE mark SET path = ? WHERE path = ?", [values])

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql).fetchall()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def _write(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        try:
            if self._connection is None:
                os.makedirs(os.path.dirname(self.path), exist_ok=True)  # noqa: PTH103, PTH120
                self._open()
            if self._connection is None:
                raise OSError(errno.ENOLCK, self._why)
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany(sql, rows)
        except (sqlite3.Error, OSError) as error:
            raise self._explained(error) from error

    def _open(self) -> None:
        try:
            connection, version = self._connected()
            if self._why and not version:
                connection.close()
                return
            connection.execute("PRAGMA synchronous = FULL")
            if version > len(SHELF):
                connection.close()
                raise LibraryError(
                    f"{self.path} was written by a newer threadview", "update threadview"
                )
            if version < len(SHELF):
                _step_up(connection)
        except sqlite3.Error as error:
            raise self._explained(error) from error
        self._connection = connection

    def _connected(self) -> tuple[sqlite3.Connection, int]:
        """A connection, and the version of what it is to; one that only reads where there are no
        locks."""
        path, patience = Path(self.path).absolute().as_uri(), SOON
        mode = "mode=rwc"
        while True:
            connection = sqlite3.connect(
                f"{path}?{mode}",
                uri=True,
                timeout=patience,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                version = int(connection.execute("PRAGMA user_version").fetchone()[0])
                connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
            except sqlite3.Error as error:
                connection.close()
                if code_of(error) not in BUSY or patience == PATIENCE:
                    raise
                patience, self._why = PATIENCE, refused(error, self.path)
                mode = "mode=ro&immutable=1" if self._why else mode
            else:
                return connection, version

    def _explained(self, error: sqlite3.Error | OSError) -> LibraryError:
        if (why := self._why or refused(error, self.path)) is not None:
            return LibraryError(
                f"{self.path} cannot be written: {why}",
                "it keeps favourites and tags of the library; make room and allow writing there",
            )
        return LibraryError(
            f"{self.path} cannot be used: {error}",
            "it keeps favourites and tags of the library; move it away to begin a new one",
        )


def _row(mark: Mark) -> tuple[Any, ...]:
    """A mark in columns."""
    read = None if mark.read is None else int(mark.read)
    return int(mark.favourite), read, json.dumps(mark.tags), json.dumps(mark.collections)


def _together(one: Mark, other: Mark) -> Mark:
    """Two marks as one: nothing that was said is lost."""
    return Mark(
        one.favourite or other.favourite,
        other.read if one.read is None else one.read,
        tuple(dict.fromkeys((*one.tags, *other.tags))),
        tuple(dict.fromkeys((*one.collections, *other.collections))),
    )


def _step_up(connection: sqlite3.Connection) -> None:
    """Bring a shelf up to date, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for step in SHELF[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(SHELF)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
