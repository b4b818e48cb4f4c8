"""Indexing: which files changed, and what is in them. Only what changed is read again.

A file is known by its path, and believed by its size and time of change. A large one is written
thread by thread, so that after a kill it goes on where the last commit was; nothing is ever half
there. A file that is new, and has the size and the ends of one that is gone, is that one, moved.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from threadview.library.intake import Intake, Job, ends_of
from threadview.library.pages import first_pages
from threadview.library.store import (
    DamagedError,
    Lock,
    connected,
    damaged,
    explained,
    is_condemned,
    thrown_away,
)
from threadview.mailfolder import facts_of

COMPLETE = "SELECT value FROM counter WHERE name = 'complete'"


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
    posts that are new; folders that could not be looked into."""

    read: int = 0
    moved: int = 0
    same: int = 0
    refused: int = 0
    threads: int = 0
    posts: int = 0
    closed: tuple[str, ...] = ()


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
        """Whether not all that belongs to the library is in the index yet: it is a new one."""
        self._lock = Lock(path)
        try:
            try:
                if is_condemned(path):
                    raise DamagedError(f"the library index was found damaged ({path})")
                self._connection = connected(path, write=True)
                self.anew = not self._is_complete()
            except DamagedError:
                thrown_away(path)
                self._connection = connected(path, write=True)
                self.anew = True
        except BaseException:
            self._lock.release()
            raise
        self.moves: list[tuple[str, str]] = []
        """Files found again elsewhere: from where, to where."""

    def _is_complete(self) -> bool:
        try:
            return self._connection.execute(COMPLETE).fetchone() is not None
        except sqlite3.Error as error:
            self._connection.close()
            raise explained(error, self.path) from error

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
        self._connection.execute("BEGIN IMMEDIATE")
        work, same, moved = self._changed(paths)
        self._connection.execute("COMMIT")
        sizes = sum(job.size for job in work)

        def told(files: int, done: int, path: str) -> bool:
            return tell(Progress(files, len(work), done, sizes, intake.writer.posts, path))

        intake = Intake(self._connection, format, told, os.path.dirname(self.path))  # noqa: PTH120
        intake.take(work)
        told(len(work), sizes, "")
        writer = intake.writer
        return Tally(intake.read, moved, same, intake.refused, writer.threads, writer.posts)

    def _changed(self, paths: list[str]) -> tuple[list[Job], int, int]:
        """The files that are to be read; how many are as they were, and how many only moved."""
        known = self._known()
        work: list[Job] = []
        same = moved = 0
        for path in dict.fromkeys(map(os.path.abspath, paths)):
            try:
                found = facts_of(path)
            except (OSError, ValueError):
                continue
            file = known.get(path)
            stands = file is not None and (file.size, file.mtime) == found
            if file and stands and file.missing:
                self._connection.execute("UPDATE file SET missing = 0 WHERE id = ?", file[:1])
            if file and stands and file.state != "part":
                same += 1
            elif file is None and self._moved(path, found.size, found.mtime):
                moved += 1
            else:
                work.append(Job(path, found.size, found.mtime, stands))
        again = self._taking(known, {job.path for job in work})
        return [*work, *again], same, moved

    def _taking(self, known: dict[str, File], new: set[str]) -> list[Job]:
        """Files to be read once more, though they are as they were: the first pages of threads,
        beside which there are new ones; all of them, if that was never done."""
        row = self._connection.execute("SELECT 1 FROM counter WHERE name = 'paged'").fetchone()
        if row is None:
            self._connection.execute("INSERT INTO counter VALUES ('paged', 1)")
        wanted = new if row else {*known, *new}
        if not known or not wanted:
            return []
        found = []
        for path in first_pages({*known, *new}, wanted):
            file = known.get(path)
            if path in new or file is None or file.state != "whole":
                continue
            try:
                stands = facts_of(path) == (file.size, file.mtime)
            except OSError:
                continue
            if stands:
                # Should this be broken off, it is still to be read.
                self._connection.execute("UPDATE file SET mtime = -1 WHERE id = ?", file[:1])
                found.append(Job(path, file.size, file.mtime))
        return found

    def _known(self) -> dict[str, File]:
        rows = self._connection.execute("SELECT path, id, size, mtime, state, missing FROM file")
        return {os.fsdecode(row[0]): File(*row[1:]) for row in rows}

    def _moved(self, path: str, size: int, mtime: int) -> bool:
        """Whether a file that is known, and gone from where it was, is this one."""
        rows = self._connection.execute(
            "SELECT id, path, ends FROM file WHERE size = ? AND state = 'whole'", (size,)
        ).fetchall()
        gone = [row for row in rows if not os.path.lexists(row[1])]
        ends = ends_of(path) if gone else b""
        for number, old, known in gone:
            if known == ends and ends:
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
