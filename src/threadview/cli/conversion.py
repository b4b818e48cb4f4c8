"""One output of `threadview convert` on its way: what is read, by whom, and how far it is.

Inputs are read in shares (see `shares`), of a large one by several processes at once; what they
write comes back and is put down in order, so that the output is the same however many there were,
and no more of it is in memory than they have at hand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from threadview.cli import say
from threadview.cli.conversion_task import (
    Place,
    Task,
    Written,
    at_hand,
    close,
    hashed,
    in_shares,
    opened,
    write,
)
from threadview.cli.progress_bar import ProgressBar
from threadview.crew import in_order, workers
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    from threadview.request import Opening

SAVED = 2.0
"""Seconds after which how far it came is written down again."""

LARGE = 1 << 22
"""Bytes of an input that several processes read."""

FEW = 1 << 20
"""Bytes of inputs that are read sooner than processes are made."""


class Job(NamedTuple):
    """One output: what goes in, what as, and where to (None: standard output)."""

    inputs: list[str]
    to: str
    target: str | None
    opening: Opening


class Conversion:
    """One output on its way."""

    def __init__(
        self, job: Job, out: IO[bytes], journal: Path | None, jobs: int | None, shown: bool = True
    ) -> None:
        """`jobs` is how many processes read (None: one for each processor), `shown` whether a bar
        tells how far it is, where there is a terminal."""
        self._job = job
        self._out = out
        self._journal = journal
        self._asked = [job.inputs, job.to, list(job.opening), [_stamp(one) for one in job.inputs]]
        self._place = self._resumed()
        self._saved = monotonic()
        self._jobs = jobs
        self._lost = self._failed = 0
        self._bar = ProgressBar(shown)

    def run(self) -> tuple[int, int]:
        """Write what is left to write; how many inputs were read, and how many things failed."""
        if self._job.to == "html" and self._place == Place():
            from threadview.export.html import HEAD

            self._out.write(HEAD.encode())
        sizes = [_stamp(path)[0] if path != "-" else LARGE for path in self._job.inputs]
        count = workers(self._jobs) if sum(sizes) >= FEW else 1
        while self._place.input < len(sizes):
            first = self._place
            try:
                self._some(sizes, count)
            except ThreadviewError as error:
                self._failed += 1
                self._lost += 1
                self._bar.wipe()
                say(str(error))
                self._place = Place(max(self._place.input, first.input) + 1)
        if self._job.to == "html":
            from threadview.export.html import FOOT

            self._out.write(FOOT.encode())
        self._bar.wipe()
        return len(sizes) - self._lost, self._failed

    def _some(self, sizes: list[int], count: int) -> None:
        """The next input, where it is large; else all small ones from here on."""
        first = self._place.input
        end = first
        while end < len(sizes) and sizes[end] < LARGE:
            end += 1
        if count > 1 and end - first > 1:
            tasks = (self._task(nth) for nth in range(first, end))
            self._taken(in_order(write, tasks, count))
        elif count > 1 and self._job.inputs[first] != "-":
            self._large(first, count)
        else:
            self._taken(in_order(write, [self._task(first)._replace(out=self._out)], 1))

    def _task(self, nth: int) -> Task:
        place = self._place if nth == self._place.input else Place(nth)
        return Task(self._job.inputs[nth], self._job.opening, self._job.to, place)

    def _large(self, nth: int, count: int) -> None:
        """An input of many shares, each by whoever is free."""
        task = self._task(nth)
        found = opened(task.path, task.opening)
        if task.to in ("json", "jsonl"):
            task = task._replace(sha256=hashed(found.dump))
        waiting = in_shares(task, found)
        first = list(islice(waiting, 2))  # before there are workers: what it took is theirs too
        at_hand[task.path] = found
        try:
            if len(first) < 2:  # one alone may be a thread of any size
                first = [one._replace(out=self._out) for one in first]
                count = 1
            self._taken(in_order(write, chain(first, waiting), count))
        finally:
            at_hand.clear()
        close(found, not first and task.place[1:] == (0, 0))
        self._place = Place(nth + 1)

    def _taken(self, results: Iterator[tuple[int, Written]]) -> None:
        """Put down what comes."""
        for _, written in results:
            self._out.write(written.data)
            self._place = written.place
            for fault in written.faults:
                self._failed += 1
                self._bar.wipe()
                say(fault)
            self._keep(written.done)

    def _keep(self, done: float) -> None:
        """From time to time, show how far it is, and write it down."""
        inputs, at = self._job.inputs, self._place.input
        within = done if at < len(inputs) else 0.0
        self._bar.draw((at + within) / len(inputs), inputs[min(at, len(inputs) - 1)])
        now = monotonic()
        if now - self._saved < SAVED:
            return
        self._saved = now
        if self._journal is not None:
            self._out.flush()
            os.fsync(self._out.fileno())
            state = [self._asked, list(self._place), self._out.tell()]
            draft = self._journal.with_suffix(".new")
            draft.write_text(json.dumps(state), encoding="utf-8")
            draft.replace(self._journal)

    def _resumed(self) -> Place:
        """Where the journal says that it was, if it was asked for the same."""
        if self._journal is None:
            return Place()
        try:
            state: Any = json.loads(self._journal.read_text(encoding="utf-8"))
            asked, place, size = state
            found = Place(*map(int, place))
        except (OSError, ValueError, TypeError):
            asked, found, size = None, Place(), 0
        if asked != json.loads(json.dumps(self._asked)):
            found, size = Place(), 0
        self._out.seek(size)
        self._out.truncate()
        return found


def _stamp(path: str) -> list[int]:
    """What tells whether a file is still the one it was: its size first."""
    try:
        found = Path(path).stat()
    except OSError:
        return [0, 0]
    return [found.st_size, found.st_mtime_ns]
