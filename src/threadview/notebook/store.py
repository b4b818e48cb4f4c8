"""The database: opened, brought up to date, read, and written in transactions that are journaled.

Nothing is made until the first write: a notebook that is not there yet reads as an empty one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from threadview.errors import NotebookError
from threadview.locking import NO_LOCKS, SOON, has_locks
from threadview.notebook import backups
from threadview.notebook.note import escaped, now
from threadview.notebook.schema import APPLICATION, LATEST, STEPS
from threadview.notebook.troubles import explained

PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""
JOURNAL = 2000
"""Changes that can be undone; older ones leave the journal."""

Row = dict[str, Any]
HEADER = b"SQLite format 3\x00"
"""How every SQLite file begins (https://sqlite.org/fileformat2.html § 1.3)."""

UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
"""Result codes that say that only reading is allowed, if that."""

_OPEN: Counter[tuple[int, int]] = Counter()
"""How many connections of this process there are to each file, by device and inode."""
_OPENING = Lock()


def as_json(value: Any) -> str:
    """Plain data as JSON that SQLite can hold: bytes that were no characters stay escapes."""
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class Change:
    """A change in the making: rows put into tables, with what stood there before."""

    def __init__(self, connection: sqlite3.Connection, label: str, thread: str | None) -> None:
        self.label = label
        self.threads: set[str] = {thread} if thread else set()
        self.entries: list[Row] = []
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """A statement inside the change's transaction that the journal need not know of."""
        return self._connection.execute(sql, values)

    def put(self, table: str, row: Row) -> None:
        """Insert or replace the row with this id, and remember what it was."""
        before = self.row(table, row["id"])
        self.write(table, row)
        self.threads.add(row["thread"])
        self.entries.append({"table": table, "id": row["id"], "before": before, "after": row})

    def write(self, table: str, row: Row) -> None:
        """Insert or replace a row, unremembered."""
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name != "id")
        self._connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) "  # noqa: S608 - own names
            f"ON CONFLICT (id) DO UPDATE SET {updates}",
            tuple(row.values()),
        )

    def row(self, table: str, key: str) -> Row | None:
        """The row with this id as it stands now."""
        found = self._connection.execute(f"SELECT * FROM {table} WHERE id = ?", (key,))  # noqa: S608
        row = found.fetchone()
        return dict(row) if row else None


class Store:
    """A notebook's database file.

    Attributes:
        path: where it is, or will be.
        read_only: why it cannot be written, or "".
        notices: what went wrong without harm (an automatic backup that could not be made).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = ""
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._open_change: Change | None = None
        self._seen = -1
        self._backed_up = False
        self._file = (0, 0)
        if self._exists():
            self._open()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with _OPENING:
                self._connection.close()
                self._connection = None
                _OPEN[self._file] -= 1

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query; none while there is no notebook."""
        if self._connection is None:
            if not self._exists():
                return []
            self._open()
        try:
            return [dict(row) for row in self._live().execute(sql, values)]
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    def changed(self) -> bool:
        """Whether another window, or another program, has written since this was last asked."""
        if self._moved_away():
            self.close()
        if self._connection is None:
            if not self._exists():
                return False
            self._open()
            return True
        seen = int(self.read("PRAGMA data_version")[0]["data_version"])
        before, self._seen = self._seen, seen
        return before not in (-1, seen)

    @contextmanager
    def change(self, label: str, thread: str | None = None) -> Iterator[Change]:
        """A transaction that is one step of undo. Changes within changes join the outer one.

        Raises:
            NotebookError: it cannot be written; nothing of it has been.
        """
        if self._open_change is not None:
            yield self._open_change
            return
        if self.read_only == NO_LOCKS:
            raise _lockless(self.path)
        try:
            connection = self._writer()
            connection.execute("BEGIN IMMEDIATE")
        except (sqlite3.Error, OSError) as error:
            raise explained(error, self.path) from error
        change = self._open_change = Change(connection, label, thread)
        try:
            yield change
            if change.entries:
                _journal(connection, change)
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise explained(error, self.path) from error
            raise
        finally:
            self._open_change = None

    def backup(self, target: Path) -> None:
        """Copy the database, as it stands, to a file that is whole or not there."""
        backups.copy(self._live(), target)

    def _exists(self) -> bool:
        try:
            return self.path.stat().st_size > 0
        except FileNotFoundError:
            return False
        except OSError as error:
            raise explained(error, self.path) from error

    def _moved_away(self) -> bool:
        """Whether the file that is open is no longer the one at the path: it has been moved or
        deleted, or another has been put in its place. What is written then must not go there."""
        if self._connection is None:
            return False
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise explained(error, self.path) from error
        return (found.st_dev, found.st_ino) != self._file

    def _live(self) -> sqlite3.Connection:
        if self._connection is None:
            raise NotebookError(f"there is no notebook at {self.path} yet")
        return self._connection

    def _open(self) -> None:
        try:
            with _OPENING:
                found = self.path.stat()
                self._file = (found.st_dev, found.st_ino)
                if not _OPEN[self._file]:
                    self._check_header()
                self._connection = self._connected()
                _OPEN[self._file] += 1
            self._check_kind()
            if self._version() < LATEST:
                self._migrate()
            if self.read_only:
                self._connection.execute("PRAGMA query_only = ON")
            self._seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise explained(error, self.path) from error
        except NotebookError:
            self.close()
            raise

    def _connected(self) -> sqlite3.Connection:
        """A connection to the file; where only reading is allowed, one that only reads."""
        uri = self.path.absolute().as_uri()
        for mode, patience in (("mode=rw", SOON), ("mode=rw", PATIENCE), ("mode=ro", PATIENCE)):
            connection = sqlite3.connect(
                f"{uri}?{mode}", uri=True, timeout=patience, isolation_level=None
            )
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except sqlite3.OperationalError as error:
                connection.close()
                code = error.sqlite_errorcode & 0xFF
                if code == sqlite3.SQLITE_BUSY and patience == SOON:
                    if has_locks(str(self.path)):
                        continue
                    self.read_only = NO_LOCKS
                    break
                if code not in UNWRITABLE:
                    raise
                self.read_only = str(error)
                continue
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
            if not os.access(self.path, os.W_OK):
                self.read_only = "it is read-only"
            return _prepared(connection)
        return self._copied()

    def _copied(self) -> sqlite3.Connection:
        """A connection to a copy in memory, which cannot be written: of a notebook that can only be
        read, and not where it is, for want of files that SQLite would make beside it. What its log
        holds is in it (https://sqlite.org/wal.html#read_only_databases)."""
        import shutil
        import tempfile

        self.read_only = self.read_only or "it or its folder is read-only"
        memory = sqlite3.connect(":memory:", isolation_level=None)
        with tempfile.TemporaryDirectory(prefix="threadview") as folder:
            copy = Path(folder) / "notes"
            for end in ("", "-wal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{self.path}{end}", f"{copy}{end}")
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.backup(memory)
        return _prepared(memory)

    def _version(self) -> int:
        return int(self._live().execute("PRAGMA user_version").fetchone()[0])

    def _check_header(self) -> None:
        """Whether the file is a database at all. Never while this process has it open: to close a
        file drops all locks that the process holds on it, SQLite's too, and another process would
        then take the log of changes away under us (https://sqlite.org/howtocorrupt.html § 2.2)."""
        with self.path.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                raise _foreign(self.path)

    def _check_kind(self) -> None:
        version = self._version()
        kind = int(self._live().execute("PRAGMA application_id").fetchone()[0])
        tables = self._live().execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if kind != APPLICATION and (tables or version):
            raise _foreign(self.path)
        if version > LATEST:
            raise NotebookError(
                f"{self.path} was written by a newer threadview (notebook version {version}; "
                f"this one knows {LATEST})",
                "update threadview; the notebook has not been touched",
            )

    def _writer(self) -> sqlite3.Connection:
        """The connection, the file made if need be, and backed up if one is due."""
        if self._moved_away():
            self.close()
        if self._connection is None:
            if not self._exists():
                self._create()
            self._open()
        if not self._backed_up:
            self._backed_up = True
            try:
                backups.automatic(self._live(), self.path)
            except (NotebookError, sqlite3.Error, OSError) as error:
                self.notices.append(f"no automatic backup was made: {error}")
        return self._live()

    def _create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not has_locks(str(self.path)):
            raise _lockless(self.path)
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            _to_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            _step_up(connection)
        finally:
            connection.close()

    def _migrate(self) -> None:
        """Bring an older notebook up to date, after a backup, in one transaction; one that can only
        be read, in a copy."""
        version = self._version()
        writable = all(os.access(path, os.W_OK) for path in (self.path, self.path.parent))
        if self.read_only or not writable:
            self._live().close()
            self._connection = self._copied()
            _step_up(self._connection)
            return
        if version:
            backups.before_migration(self._live(), self.path, version)
        _to_wal(self._live())
        _step_up(self._live())


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.row_factory = sqlite3.Row
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _lockless(path: Path) -> NotebookError:
    return NotebookError(
        f"the notebook {path} cannot be written: {NO_LOCKS}",
        "name a file on another disk with --notebook",
    )


def _foreign(path: Path) -> NotebookError:
    return NotebookError(
        f"{path} is no notebook of threadview's", "name another file with --notebook"
    )


def _to_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for others here, so we do."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _step_up(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {LATEST}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _journal(connection: sqlite3.Connection, change: Change) -> None:
    """Write a finished change into the journal. What was undone before it cannot be redone now."""
    thread = next(iter(change.threads)) if len(change.threads) == 1 else None
    connection.execute(
        "UPDATE change SET state = 'dropped' WHERE state = 'undone' "
        "AND (thread IS NULL OR ? IS NULL OR thread = ?)",
        (thread, thread),
    )
    cursor = connection.execute(
        "INSERT INTO change (at, label, thread, state, entries) VALUES (?, ?, ?, 'done', ?)",
        (now(), change.label, thread, as_json(change.entries)),
    )
    connection.execute("DELETE FROM change WHERE id <= ?", ((cursor.lastrowid or 0) - JOURNAL,))
