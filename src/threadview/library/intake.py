"""Taking files in: errands for the workers, and what they bring into the tables.

Small files go some at a time, whole; a large one goes in shares, read by all workers. One process
writes. It commits between threads, so that after a kill everything that is there is whole, and what
was not finished goes on where the last commit was.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import chain
from time import monotonic
from typing import NamedTuple

from threadview.crew import CrewError, in_order, workers
from threadview.errors import BROKEN, ThreadviewError, broken
from threadview.library.errand import (
    Ended,
    Errand,
    News,
    Opened,
    keep_at_hand,
    run,
)
from threadview.library.gathering import opened
from threadview.library.writing import Writer, forget
from threadview.shares import shares

COMMIT = 1.0
"""Seconds of work that a kill can cost, at most, but for a thread that takes longer."""

BATCH = 1 << 18
FILES = 16
"""Bytes and number of small files that a worker takes at a time, about."""

ALONE = 1 << 20
"""Bytes of a file that may be worth the reading by several workers."""

LARGE = 1 << 26
"""Bytes of a file that always is: two of them at once would fill the memory."""

ENDS = 16384
"""Bytes at either end of a file that a moved one is known by."""

FEW = 1 << 19
"""Bytes that are read sooner than workers are made."""


class Job(NamedTuple):
    """A file that is to be read, as the disk has it, and whether a part of it is indexed."""

    path: str
    size: int
    mtime: int
    unfinished: bool = False


class Intake:
    """Files on their way into the index: `take` them, then `tally` is what became of them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        form: str | None,
        tell: Callable[[int, int, str], bool],
        cache: str | None = None,
    ) -> None:
        """`tell` hears of files and bytes dealt with, and of the file at hand; it stops all by
        returning False. `cache` is where formats keep what they find out of large dumps."""
        self._connection = connection
        self._format = form
        self._tell = tell
        self._cache = cache
        self.writer = Writer(connection)
        self.read = self.refused = 0
        self._files = self._bytes = 0
        self._within = 0
        self._begun = monotonic()
        self._stopped = False

    def take(self, jobs: list[Job]) -> None:
        """Read files and write what is in them.

        Raises:
            sqlite3.Error: it cannot be written.
        """
        total = sum(job.size for job in jobs)
        count = workers() if total >= FEW else 1
        large = [job for job in jobs if self._is_large(job, total, count)]
        self._several([job for job in jobs if job not in large] if large else jobs, count)
        for job in large:
            if not self._stopped:
                self._one(job, count)
        self.commit()

    def commit(self) -> None:
        """Make what was written so far last."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._begun = monotonic()

    def _is_large(self, job: Job, total: int, count: int) -> bool:
        return job.size >= LARGE or (job.size >= ALONE and job.size * 4 * count > total)

    # Small files

    def _several(self, jobs: list[Job], count: int) -> None:
        batches = list(_batches(jobs))
        while batches and not self._stopped:
            at, ended = 0, 0
            try:
                errands = (self._errand(batch) for batch in batches)
                for now, news in in_order(run, errands, count):
                    at, ended = now, 0 if now != at else ended
                    if not self._news(batches[now][ended], news):
                        return
                    ended += isinstance(news, Ended)
                return
            except CrewError as error:
                # Whose reading killed the worker is found by reading the rest one by one.
                left = batches[at][ended:]
                if len(batches[at]) == 1:
                    self._end(batches[at][0], str(error))
                    left = []
                batches = [*([job] for job in left), *batches[at + 1 :]]

    def _errand(self, batch: list[Job]) -> Errand:
        return Errand(tuple((job.path, self._have(job)) for job in batch), self._format)

    def _have(self, job: Job) -> frozenset[str]:
        """The keys of the threads of a file that were written before it was broken off."""
        if not job.unfinished:
            return frozenset()
        rows = self._connection.execute(
            "SELECT key FROM thread JOIN file ON file.id = thread.file WHERE path = ?",
            (os.fsencode(job.path),),
        )
        return frozenset(row[0] for row in rows)

    # Large files

    def _one(self, job: Job, count: int) -> None:
        why: list[str] = []
        have = self._have(job)
        try:
            source = opened(job.path, self._format, self._cache)
        except ThreadviewError as error:
            self._end(job, str(error))
            return
        keep_at_hand(job.path, source)

        def errands() -> Iterator[Errand]:
            last = max((int(key) for key in have if key.isdecimal()), default=-1)
            found = shares(source.dump, source.format, lambda ref: ref.key not in have, last)
            try:
                for share in found:
                    yield Errand(((job.path, have),), self._format, share, self._cache)
            except ThreadviewError as error:
                why.append(str(error))
            except BROKEN as error:
                why.append(broken(error))

        waiting = errands()
        first = next(waiting, None)  # before there are workers: what it took to find is theirs too
        try:
            if not self._news(job, Opened(0, source.name, source.dump.encoding)):
                return
            tasks = chain([first] if first else (), waiting)
            for _, news in in_order(run, tasks, count if first else 1):
                if isinstance(news, Ended):
                    why += [news.why] if news.why else []
                elif not self._news(job, news):
                    return
        except CrewError as error:
            why.append(str(error))
        finally:
            keep_at_hand(job.path, None)
            source.dump.close()
        self._end(job, why[0] if why else None)

    # What comes

    def _news(self, job: Job, news: News) -> bool:
        """Take in what a worker brings; whether to go on."""
        if isinstance(news, Ended):
            self._end(job, news.why)
            return True
        if isinstance(news, Opened):
            self._within = 0
            if not self._goes_on(job):
                return False
            self._connection.execute(
                "UPDATE file SET format = ?, encoding = ? WHERE id = ?",
                (news.format, news.encoding, self._number(job)),
            )
            return True
        self.writer.write(self._number(job), news)
        self._within = min(job.size, self._within + news.characters)
        if not news.open and monotonic() - self._begun >= COMMIT:
            self.commit()
        return self._goes_on(job)

    def _goes_on(self, job: Job) -> bool:
        self._stopped = not self._tell(self._files, self._bytes + self._within, job.path)
        return not self._stopped

    def _number(self, job: Job) -> int:
        """The file's number in the index; it is made known there, or anew, if it is not yet."""
        execute = self._connection.execute
        if not self._connection.in_transaction:
            execute("BEGIN IMMEDIATE")
        row = execute(
            "SELECT id, size, mtime, state FROM file WHERE path = ?", (os.fsencode(job.path),)
        ).fetchone()
        if row is None:
            values = (os.fsencode(job.path), job.size, job.mtime, ends_of(job.path))
            found = execute(
                "INSERT INTO file (path, size, mtime, ends, state) VALUES (?, ?, ?, ?, 'part')",
                values,
            ).lastrowid
            assert found is not None
            return found
        number: int = row[0]
        if row[1:] != (job.size, job.mtime, "part"):
            forget(self._connection, number)
            execute(
                "UPDATE file SET size = ?, mtime = ?, ends = ?, state = 'part', why = NULL, "
                "missing = 0 WHERE id = ?",
                (job.size, job.mtime, ends_of(job.path), number),
            )
        return number

    def _end(self, job: Job, why: str | None) -> None:
        """A file is dealt with."""
        number = self._number(job)
        execute = self._connection.execute
        count = execute("SELECT count(*) FROM thread WHERE file = ?", (number,)).fetchone()[0]
        state = "none" if why is not None and not count else "whole"
        execute("UPDATE file SET state = ?, why = ? WHERE id = ?", (state, why, number))
        if count == 1:  # the only thread of a file needs no key: it is opened by its path
            execute("UPDATE thread SET key = '' WHERE file = ?", (number,))
        self.read += state == "whole"
        self.refused += state == "none"
        self._files += 1
        self._bytes += job.size
        self._within = 0
        if monotonic() - self._begun >= COMMIT:
            self.commit()


def _batches(jobs: list[Job]) -> Iterator[list[Job]]:
    """Files, some at a time."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += job.size
        if size >= BATCH or len(batch) >= FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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
