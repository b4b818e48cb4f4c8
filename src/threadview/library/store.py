"""The index as a file: opened, made, thrown away when it is damaged or of another version.

Write-ahead logging, so that looking never waits for indexing and a program killed at any moment
leaves the last commit behind (https://sqlite.org/wal.html). One program writes at a time: it holds
a lock that the system lets go of when the program ends, however it ends.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from threadview.errors import ThreadviewError
from threadview.library.schema import APPLICATION, INDEX, TABLES, TITLES, VERSION, WORDS
from threadview.locking import NO_LOCKS, SOON, has_locks

PATIENCE = 10.0
"""Seconds to wait for another program's short write."""

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
UNWRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SICK = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Result codes that say the file is damaged."""


class LibraryError(ThreadviewError):
    """The library cannot be opened, read or written."""


class BusyError(LibraryError):
    """Another program is writing the index."""


class DamagedError(LibraryError):
    """The index is damaged, or of another version: it is to be made anew."""


def damaged(error: sqlite3.Error) -> bool:
    """Whether an error means that the file is no good, rather than the moment."""
    return code_of(error) in SICK


def explained(error: sqlite3.Error | OSError, path: str) -> LibraryError:
    """An error in plain words."""
    if isinstance(error, sqlite3.Error) and damaged(error):
        return condemned(path, f": {error}")
    if not os.path.lexists(path) and not isinstance(error, OSError):
        return LibraryError(
            f"there is no library index yet ({path})", "threadview library add makes one"
        )
    left = isinstance(error, sqlite3.Error) and code_of(error) == sqlite3.SQLITE_CANTOPEN
    if left and _logged(path):
        return LibraryError(
            f"the library index was left while it was written, and cannot be put in order: its "
            f"folder is read-only ({path})",
            "allow writing there",
        )
    if (why := refused(error, path)) is not None:
        return LibraryError(
            f"the library index cannot be written: {why} ({path})",
            "make room and allow writing there, or have caches elsewhere (XDG_CACHE_HOME)",
        )
    return LibraryError(
        f"the library index cannot be used: {error} ({path})",
        "it can be deleted or moved away at any time, and is made anew",
    )


def refused(error: sqlite3.Error | OSError, path: str) -> str | None:
    """Why a file cannot be written; None where that is not what is wrong."""
    number = getattr(error, "errno", None)
    code = 0 if isinstance(error, OSError) else code_of(error)
    if code == sqlite3.SQLITE_FULL or number in FULL:
        return "the disk is full"
    if code in UNWRITABLE or number in FORBIDDEN:
        return "it or its folder is read-only"
    if code in BUSY and not has_locks(path):
        return NO_LOCKS
    return None


def code_of(error: sqlite3.Error) -> int:
    """The primary result code (https://sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def condemned(path: str, why: str = "") -> DamagedError:
    """The error for a damaged index. Whoever meets the damage leaves a note beside the index, so
    that who writes next, and may never come to the place, makes it anew."""
    with suppress(OSError), open(_note(path), "xb"):  # noqa: PTH123
        pass
    return DamagedError(
        f"the library index is damaged{why} ({path})",
        "it is made anew when the library is next indexed: threadview library refresh",
    )


def is_condemned(path: str) -> bool:
    """Whether somebody found the index damaged."""
    return os.path.exists(_note(path))  # noqa: PTH110


def _note(path: str) -> str:
    return f"{path}.damaged"


def connected(path: str, write: bool = False) -> sqlite3.Connection:
    """A connection to the index; one that writes makes it where there is none.

    Raises:
        DamagedError: what stands there is no index of this version.
        LibraryError: it cannot be opened.
    """
    try:
        if write:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        mode = "mode=rwc" if write else "mode=rw"
        try:
            return _connected(path, mode, write, SOON)
        except sqlite3.OperationalError as error:
            if code_of(error) in BUSY and has_locks(path):
                return _connected(path, mode, write, PATIENCE)
            if write or not _lies_still(error, path):
                raise
            return _connected(path, "mode=ro&immutable=1", write, SOON)
    except (sqlite3.Error, OSError) as error:
        raise explained(error, path) from error


def _connected(path: str, mode: str, write: bool, patience: float) -> sqlite3.Connection:
    uri = f"{Path(path).absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, write)
        _check(connection, path)
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
    except BaseException:
        connection.close()
        raise
    return connection


def _lies_still(error: sqlite3.Error, path: str) -> bool:
    """Whether an index that cannot be opened as it should be can be read as a file that nobody
    writes: reading too makes files beside it, where its folder is read-only, and locks, which not
    every file system has. Not while its log holds what it lacks (https://sqlite.org/wal.html)."""
    denied = UNWRITABLE | BUSY | {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL}
    return code_of(error) in denied and not _logged(path) and os.path.isfile(path)  # noqa: PTH113


def _logged(path: str) -> bool:
    """Whether the log beside an index holds anything."""
    with suppress(OSError):
        return os.path.getsize(f"{path}-wal") > 0  # noqa: PTH202
    return False


def _prepare(connection: sqlite3.Connection, write: bool) -> None:
    # Not mapped into memory: a file that is cut, or a disk that fails, would be a signal there that
    # ends the program, where a read is an error.
    connection.execute("PRAGMA mmap_size = 0")
    if not write:
        connection.execute("PRAGMA cache_size = -8192")
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        for statement in (*INDEX, *WORDS, TITLES):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _check(connection: sqlite3.Connection, path: str) -> None:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if not names:
        raise DamagedError(f"the library index is empty ({path})")
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (kind, version) != (APPLICATION, VERSION):
        raise DamagedError(f"the library index is of another version ({path})")
    if not names >= TABLES:
        raise DamagedError(f"the library index is damaged: tables are missing ({path})")
    connection.execute("SELECT rowid FROM words WHERE words MATCH 'threadview'").fetchone()


def thrown_away(path: str) -> None:
    """Delete the index, whatever is left of it.

    Raises:
        LibraryError: it cannot be deleted, or what stands in its place is no file.
    """
    try:
        for name in (path, f"{path}-wal", f"{path}-shm", f"{path}-journal", _note(path)):
            with suppress(FileNotFoundError):
                os.unlink(name)  # noqa: PTH108
    except OSError as error:
        raise explained(error, path) from error


class Lock:
    """The right to write the index: a database beside it, locked for as long as this is open."""

    def __init__(self, path: str) -> None:
        """Take it.

        Raises:
            BusyError: another program has it.
            LibraryError: it cannot be made.
        """
        name = f"{path}.lock"
        self._connection: sqlite3.Connection | None = None
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            self._connection = sqlite3.connect(
                name, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("BEGIN EXCLUSIVE")
        except (sqlite3.Error, OSError) as error:
            self.release()
            why = refused(error, path)
            if why is None and isinstance(error, sqlite3.Error) and code_of(error) in BUSY:
                raise BusyError("the library is being indexed by another threadview") from error
            raise explained(error, name) from error

    def release(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
