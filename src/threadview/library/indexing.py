"""Indexing: which files changed, and what is in them. Only what changed is read again.

A file is known by its path, and believed by its size and time of change. A large one is written
thread by thread, so that after a kill it goes on where the last commit was; nothing is ever half
there. A file that is new, and has the size and the ends of one that is gone, is that one, moved.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from time import monotonic
from typing import NamedTuple

from threadview.errors import ThreadviewError
from threadview.library.gathering import Gathered, opened
from threadview.library.store import (
    DamagedError,
    Lock,
    connected,
    damaged,
    explained,
    thrown_away,
)
from threadview.library.writing import Writer, forget

COMMIT = 1.0
"""Seconds of work that a kill can cost, at most, but for a thread that takes longer."""

ENDS = 16384
"""Bytes at either end of a file that a moved one is known by."""

BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What a format may trip over in a broken dump: it costs that dump, never the library."""


class Progress(NamedTuple):
    """How far indexing is: files of how many, bytes of how many, posts written so far, and the
    file at hand."""

    files: int
    of_files: int
    size: int
    of_size: int
    posts: int
    path: str


class Tally(NamedTuple):
    """What indexing did: files read, taken as moved, as they were, that are no dumps; threads and
    posts that are new."""

    read: int = 0
    moved: int = 0
    same: int = 0
    refused: int = 0
    threads: int = 0
    posts: int = 0


class File(NamedTuple):
    """A file as the index knows it."""

    id: int
    size: int
    mtime: int
    state: str
    missing: int


class Indexer:
    """The one who writes the index.

    Raises:
        BusyError: another program is indexing.
        LibraryError: it cannot be written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.anew = False
        """Whether there was an index that was no good, and this is a new one."""
        self._lock = Lock(path)
        try:
            try:
                self._connection = connected(path, write=True)
            except DamagedError:
                thrown_away(path)
                self.anew = True
                self._connection = connected(path, write=True)
        except BaseException:
            self._lock.release()
            raise
        self._begun = monotonic()
        self.moves: list[tuple[str, str]] = []
        """Files found again elsewhere: from where, to where."""

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()
        self._lock.release()

    def __enter__(self) -> Indexer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def index(
        self,
        paths: Iterable[str],
        tell: Callable[[Progress], bool],
        format: str | None = None,  # noqa: A002
    ) -> Tally:
        """Bring the index up to date with these files, read as `format` or as they look.
        `tell` hears how far it is, and stops it by returning False.

        Raises:
            DamagedError: the index turned out to be damaged, and was thrown away; try again.
            LibraryError: it cannot be written.
        """
        try:
            return self._index(list(paths), tell, format)
        except sqlite3.Error as error:
            if self._connection.in_transaction and not damaged(error):
                self._connection.execute("ROLLBACK")
            if damaged(error):
                self._connection.close()
                thrown_away(self.path)
            raise explained(error, self.path) from error

    def _index(
        self,
        paths: list[str],
        tell: Callable[[Progress], bool],
        format: str | None,  # noqa: A002
    ) -> Tally:
        known = self._known()
        tally = Tally()
        work: list[tuple[str, int, int]] = []
        self._connection.execute("BEGIN IMMEDIATE")
        for path in dict.fromkeys(map(os.path.abspath, paths)):
            try:
                found = os.stat(path)  # noqa: PTH116 - a Path for each of many
            except (OSError, ValueError):
                continue
            file = known.get(path)
            if file and (file.size, file.mtime) == (found.st_size, found.st_mtime_ns):
                if file.missing:
                    self._connection.execute("UPDATE file SET missing = 0 WHERE id = ?", file[:1])
                if file.state != "part":
                    tally = tally._replace(same=tally.same + 1)
                    continue
            work.append((path, found.st_size, found.st_mtime_ns))
        self._connection.execute("COMMIT")
        sizes = sum(size for _, size, _ in work)
        done = 0
        writer = Writer(self._connection)
        for nth, (path, size, mtime) in enumerate(work):
            before = writer.characters

            def ongoing(
                nth: int = nth,
                done: int = done,
                path: str = path,
                size: int = size,
                was: int = before,
            ) -> bool:
                within = min(writer.characters - was, size)
                return tell(Progress(nth, len(work), done + within, sizes, writer.posts, path))

            writer.between = ongoing

            if not ongoing():
                break
            tally = self._file(path, size, mtime, known.get(path), writer, ongoing, format, tally)
            done += size
        self._commit(force=True)
        tell(Progress(len(work), len(work), sizes, sizes, writer.posts, ""))
        return tally._replace(posts=writer.posts)

    def _known(self) -> dict[str, File]:
        rows = self._connection.execute("SELECT path, id, size, mtime, state, missing FROM file")
        return {os.fsdecode(row[0]): File(*row[1:]) for row in rows}

    def _file(
        self,
        path: str,
        size: int,
        mtime: int,
        file: File | None,
        writer: Writer,
        ongoing: Callable[[], bool],
        format: str | None,  # noqa: A002
        tally: Tally,
    ) -> Tally:
        """One file that is new or changed."""
        execute = self._connection.execute
        if not self._connection.in_transaction:
            execute("BEGIN IMMEDIATE")
        ends = ends_of(path)
        if file is None and self._moved(path, size, mtime, ends):
            return tally._replace(moved=tally.moved + 1)
        if file is None:
            execute(
                "INSERT INTO file (path, size, mtime, ends, state) VALUES (?, ?, ?, ?, 'part')",
                (os.fsencode(path), size, mtime, ends),
            )
            number = execute("SELECT last_insert_rowid()").fetchone()[0]
        else:
            number = file.id
            if (file.size, file.mtime) != (size, mtime):
                forget(self._connection, number)
            execute(
                "UPDATE file SET size = ?, mtime = ?, ends = ?, state = 'part', why = NULL, "
                "missing = 0 WHERE id = ?",
                (size, mtime, ends, number),
            )
        threads, state, why = self._threads(path, number, writer, ongoing, format)
        execute("UPDATE file SET state = ?, why = ? WHERE id = ?", (state, why, number))
        self._commit()
        read, refused = tally.read + (state != "none"), tally.refused + (state == "none")
        return tally._replace(read=read, refused=refused, threads=tally.threads + threads)

    def _threads(
        self,
        path: str,
        number: int,
        writer: Writer,
        ongoing: Callable[[], bool],
        format: str | None,  # noqa: A002
    ) -> tuple[int, str, str | None]:
        """The threads of a file: how many were written, and what became of the file."""
        execute = self._connection.execute
        rows = execute("SELECT key FROM thread WHERE file = ?", (number,))
        have = frozenset(row[0] for row in rows)
        writer.begin(number)
        count, state, why = 0, "whole", None
        try:
            source = opened(path, format)
            execute(
                "UPDATE file SET format = ?, encoding = ? WHERE id = ?",
                (source.format, source.dump.encoding, number),
            )
            for gathered in _guarded(source.threads(have)):
                self._thread(gathered, writer)
                count += 1
                if self._due():
                    writer.settle()
                    self._commit()
                    execute("BEGIN IMMEDIATE")
                    if not ongoing():
                        state = "part"
                        break
            source.dump.close()
        except ThreadviewError as error:
            state, why = ("whole" if count or have else "none"), str(error)
        writer.settle()
        if state == "whole":  # the only thread of a file needs no key: it is opened by its path
            execute(
                "UPDATE thread SET key = '' WHERE file = ?1 AND 1 = "
                "(SELECT count(*) FROM thread WHERE file = ?1)",
                (number,),
            )
        return count, state, why

    def _thread(self, gathered: Gathered, writer: Writer) -> None:
        """Write a thread, all of it or nothing.

        Raises:
            ThreadviewError: it cannot be read.
        """
        try:
            writer.thread(gathered)
        except BROKEN as error:
            raise ThreadviewError(f"cannot be read: {type(error).__name__}: {error}") from error

    def _due(self) -> bool:
        return monotonic() - self._begun >= COMMIT

    def _commit(self, force: bool = False) -> None:
        if self._connection.in_transaction and (force or self._due()):
            self._connection.execute("COMMIT")
            self._begun = monotonic()

    def _moved(self, path: str, size: int, mtime: int, ends: bytes) -> bool:
        """Whether a file that is known, and gone from where it was, is this one."""
        rows = self._connection.execute(
            "SELECT id, path FROM file WHERE size = ? AND ends = ? AND state = 'whole'",
            (size, ends),
        ).fetchall()
        for number, old in rows:
            if not os.path.lexists(old):
                self._connection.execute(
                    "UPDATE file SET path = ?, mtime = ?, missing = 0 WHERE id = ?",
                    (os.fsencode(path), mtime, number),
                )
                self.moves.append((os.fsdecode(old), path))
                return True
        return False

    def tend(self, *tasks: Callable[[sqlite3.Connection], object]) -> None:
        """Do something for the index as a whole: see `tending`.

        Raises:
            LibraryError: the index cannot be read or written.
        """
        try:
            for task in tasks:
                task(self._connection)
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise explained(error, self.path) from error


def _guarded(threads: Iterator[Gathered]) -> Iterator[Gathered]:
    """The threads of a dump; what its format trips over is an error like any other."""
    while True:
        try:
            gathered = next(threads, None)
        except BROKEN as error:
            raise ThreadviewError(f"cannot be read: {type(error).__name__}: {error}") from error
        if gathered is None:
            return
        yield gathered


def ends_of(path: str) -> bytes:
    """A hash of a file's first and last bytes; of nothing where it cannot be read."""
    digest = blake2b(digest_size=16)
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(file.read(ENDS))
            if file.seek(0, os.SEEK_END) > ENDS:
                file.seek(-ENDS, os.SEEK_END)
                digest.update(file.read(ENDS))
    except OSError:
        return b""
    return digest.digest()
