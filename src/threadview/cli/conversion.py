"""One output of `threadview convert` on its way: what is read, by whom, and how far it is.

Inputs are read in shares (see `shares`), of a large one by several processes at once; what they
write comes back and is put down in order, so that the output is the same however many there were,
and no more of it is in memory than they have at hand.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from threadview.cli import say
from threadview.cli.opening import open_with
from threadview.crew import in_order, workers
from threadview.errors import ThreadviewError
from threadview.shares import Placed, Share, placed, shares

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Format
    from threadview.request import Opening

SAVED = 2.0
"""Seconds after which how far it came is written down again."""

SHOWN = 0.1
WIDTH = 24
"""Seconds after which the bar is drawn again, and its cells."""

LARGE = 1 << 22
"""Bytes of an input that several processes read."""

FEW = 1 << 20
"""Bytes of inputs that are read sooner than processes are made."""

PIECE = 1 << 20
"""Bytes that are written before they are handed over."""

BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What a format may trip over in a broken record: it costs that thread, and is told."""


class Bar:
    """How far it is, on the last line of a terminal; nothing where standard error is none."""

    def __init__(self, shown: bool = True) -> None:
        self._there = shown and sys.stderr is not None and sys.stderr.isatty()
        self._drawn = -SHOWN

    def draw(self, share: float, name: str) -> None:
        """The share that is done, and what is at hand; not oftener than anybody can see."""
        now = monotonic()
        if not self._there or now - self._drawn < SHOWN:
            return
        from threadview.export.plain import harmless

        self._drawn = now
        filled = int(min(1.0, share) * WIDTH)
        said = harmless(name).replace("\n", " ")[-40:]
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stderr.write(f"\r\x1b[K{bar} {min(1.0, share):4.0%}  {said}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Take it away, for what is to be read."""
        if self._there:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Job(NamedTuple):
    """One output: what goes in, what as, and where to (None: standard output)."""

    inputs: list[str]
    to: str
    target: str | None
    opening: Opening


class Place(NamedTuple):
    """How far an output is: threads written of a share of an input."""

    input: int = 0
    share: int = 0
    threads: int = 0


class Task(NamedTuple):
    """What is to be written: the threads of an input from a place on; with `share`, of that one
    alone. `sha256` is the input's, where somebody asks for it. With `out`, it is written there at
    once, for a thread may be larger than memory; else it is handed over."""

    path: str
    opening: Opening
    to: str
    place: Place
    share: Share | None = None
    sha256: str = ""
    out: IO[bytes] | None = None


class Written(NamedTuple):
    """Bytes of whole threads (none where they are written already), and how far that is; how much
    of the input is dealt with, from 0 to 1; what was wrong with threads that are not among them."""

    data: bytes
    place: Place
    done: float
    faults: tuple[str, ...] = ()


class Input(NamedTuple):
    """An input, open."""

    dump: Dump
    name: str
    form: Format


_at_hand: dict[str, Input] = {}
"""The input that shares are read of, where it is open in this process already."""


def opened(path: str, opening: Opening) -> Input:
    """Open an input.

    Raises:
        ThreadviewError: it is no dump, or cannot be read.
    """
    from threadview.reading import Reading

    dump = open_with(path, opening)
    reading = Reading(dump, opening.format)
    return Input(dump, reading.format_name, reading.format)


def write(task: Task) -> Iterator[Written]:
    """Do a task; what is wrong with a thread is no error.

    Raises:
        ThreadviewError: the input cannot be opened, or read on.
    """
    if task.share is not None:
        found = _at_hand.get(task.path)
        if found is None:
            found = _at_hand[task.path] = opened(task.path, task.opening)
        yield from _share(found, task, task.share)
        return
    found = opened(task.path, task.opening)
    if task.to in ("json", "jsonl"):
        task = task._replace(sha256=_sha256(found.dump))
    empty = True
    for one in in_shares(task, found):
        assert one.share is not None
        empty = False
        yield from _share(found, one, one.share)
    close(found, empty and task.place[1:] == (0, 0))
    yield Written(b"", Place(task.place.input + 1), 1.0)


def in_shares(task: Task, found: Input) -> Iterator[Task]:
    """A task for each share of an input that is left to write."""
    place = task.place
    for nth, share in enumerate(shares(found.dump, found.form)):
        if nth >= place.share:
            skipped = place.threads if nth == place.share else 0
            yield task._replace(place=Place(place.input, nth, skipped), share=share)


def close(found: Input, empty: bool) -> None:
    """Let go of an input that was read to its end.

    Raises:
        ThreadviewError: it was `empty`.
    """
    found.dump.close()
    if empty:
        raise ThreadviewError(f"{found.dump.name}: holds no thread")
    if found.dump.notice:
        say(f"{found.dump.name}: {found.dump.notice}")


def _sha256(dump: Dump) -> str:
    if dump.location is None:  # a stream is hashed as it is read
        dump.load()
    return dump.sha256() or ""


def _share(found: Input, task: Task, share: Share) -> Iterator[Written]:
    """What the threads of a share become, some at a time."""
    held = io.BytesIO()
    faults: list[str] = []
    place = task.place
    passed = task.place.threads
    for nth, thread in enumerate(placed(found.dump, found.form, share), 1):
        if nth <= passed:
            continue
        if task.to == "json" and (nth > 1 or place.share):
            raise ThreadviewError(f"{found.dump.name}: holds several threads", "use --to jsonl")
        out = held if task.out is None else task.out
        before = out.tell() if out.seekable() else None
        try:
            _thread(found, task, thread, out)
        except BROKEN as error:
            faults.append(f"{found.dump.name}: a thread cannot be read: {error}")
            if before is None:
                raise ThreadviewError(faults[-1]) from error
            out.seek(before)
            out.truncate()
        place = place._replace(threads=nth)
        if task.out is not None or held.tell() >= PIECE:
            yield Written(held.getvalue(), place, share.end, tuple(faults))
            held, faults = io.BytesIO(), []
    yield Written(held.getvalue(), Place(place.input, place.share + 1), share.end, tuple(faults))


def _thread(found: Input, task: Task, placed_: Placed, out: IO[bytes]) -> None:
    """Write one thread."""
    from threadview.reading import Reading

    reading = Reading(placed_.dump, found.name, placed_.ref)
    reading.pull()
    thread, to = reading.thread, task.to
    whole = f"{found.dump.name}#{placed_.key}".encode("utf-8", "replace")
    key = blake2b(whole, digest_size=6).hexdigest()
    if to in ("json", "jsonl"):
        from threadview.export.json import write_json

        thread.source = thread.source._replace(
            sha256=task.sha256 or None, encoding=placed_.dump.encoding
        )
        write_json(thread, None, out, lines=to == "jsonl")
    elif to == "markdown":
        from threadview.export.whole import write_markdown

        text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", write_through=True)
        write_markdown(thread, text)
        text.detach()
    elif to == "html":
        from threadview.export.html import write_html

        write_html(thread, key, out)
    elif to == "mbox":
        from threadview.export.mbox import write_mbox

        write_mbox(thread, key, out)
    else:
        from threadview.export.convokit import write_convokit

        write_convokit(thread, key, out)


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
        self._bar = Bar(shown)

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
            task = task._replace(sha256=_sha256(found.dump))
        waiting = in_shares(task, found)
        first = list(islice(waiting, 2))  # before there are workers: what it took is theirs too
        _at_hand[task.path] = found
        try:
            if len(first) < 2:  # one alone may be a thread of any size
                first = [one._replace(out=self._out) for one in first]
                count = 1
            self._taken(in_order(write, chain(first, waiting), count))
        finally:
            _at_hand.clear()
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
