"""`threadview convert`: any dump into another format, streaming, resumable, on every core."""

from __future__ import annotations

import io
import json
import os
import sys
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from threadview.cli import say
from threadview.cli.opening import add_opening, byte_output, open_with, opening_of
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from threadview.dump import Dump
    from threadview.formats import ThreadRef
    from threadview.reading import Reading
    from threadview.request import Opening

DESCRIPTION = """\
Turn dumps of any format into another. Threads are written as they are read.

  jsonl     threadview's own JSON, one thread a line; json: one object for one thread
  markdown  CommonMark;  html: one page that needs nothing else
  mbox      messages that any mail program threads;  convokit: utterances, one a line

Several inputs go into one file, or each into a file of its own where OUT is a directory (or ends
in "/"): then on every core. What was broken off goes on where it was when the same is asked again.
"""

SUFFIXES = {
    "jsonl": ".jsonl",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
    "mbox": ".mbox",
    "convokit": ".jsonl",
}
SAVED = 2.0
"""Seconds after which how far it came is written down again."""

SHOWN = 0.1
WIDTH = 24
"""Seconds after which the bar is drawn again, and its cells."""


class Job(NamedTuple):
    """One output: what goes in, what as, and where to (None: standard output)."""

    inputs: list[str]
    to: str
    target: str | None
    opening: Opening


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="+", metavar="IN", help="a dump; - is standard input")
    parser.add_argument("--to", required=True, choices=tuple(SUFFIXES), help="what to write")
    parser.add_argument("-o", "--output", metavar="OUT", help="a file, or a directory")
    parser.add_argument("--jobs", type=int, metavar="N", help="inputs at once (default: cores)")
    add_opening(parser)
    parser.epilog = "example: threadview convert archive.mbox --to jsonl -o archive.jsonl"


def run(options: argparse.Namespace) -> int:
    """Convert every input."""
    opening = opening_of(options)
    out = options.output
    if out is None or not (out.endswith("/") or Path(out).is_dir()):
        if options.to == "json" and len(options.paths) > 1:
            raise ThreadviewError("--to json writes one thread for a file", "use --to jsonl")
        target = None if out in (None, "-") else out
        return _code([_convert(Job(options.paths, options.to, target, opening))])
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ThreadviewError(f"{out}: cannot be made: {error.strerror}") from None
    jobs = []
    taken: set[str] = set()
    for path in options.paths:
        target = str(folder / _name(path, options.to, taken))
        if Path(target).exists():
            say(f"{target}: is there already")
            continue
        jobs.append(Job([path], options.to, target, opening))
    workers = min(options.jobs or os.cpu_count() or 1, len(jobs))
    if workers < 2:
        return _code([_convert(job) for job in jobs])
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        return _code(list(pool.map(_convert, jobs)))


def _name(path: str, to: str, taken: set[str]) -> str:
    """The name of the file that an input goes to; two inputs of one name get two."""
    stem = Path(path).stem if path != "-" else "standard-input"
    name, count = stem + SUFFIXES[to], 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}{SUFFIXES[to]}"
    taken.add(name)
    return name


def _code(counts: list[tuple[int, int]]) -> int:
    done, failed = sum(one[0] for one in counts), sum(one[1] for one in counts)
    return (1 if done else 2) if failed else 0


def _convert(job: Job) -> tuple[int, int]:
    """Write one output; how many inputs were read, and how many could not be."""
    if job.target is None:
        return _Conversion(job, byte_output(), None).run()
    target = Path(job.target)
    for path in job.inputs:
        if path != "-" and target.is_file() and Path(path).is_file() and target.samefile(path):
            raise ThreadviewError(f"{target}: is one of the inputs")
    part = target.with_name(f".{target.name}.part")
    journal = target.with_name(f".{target.name}.journal")
    try:
        with part.open("r+b" if part.exists() and journal.exists() else "wb") as out:
            counts = _Conversion(job, out, journal).run()
        if counts[0]:
            part.replace(target)
    except OSError as error:
        raise ThreadviewError(f"{target}: cannot be written: {error.strerror}") from None
    part.unlink(missing_ok=True)
    journal.unlink(missing_ok=True)
    return counts


class _Conversion:
    """One output on its way: where it stands (input, thread, byte of the output)."""

    def __init__(self, job: Job, out: IO[bytes], journal: Path | None) -> None:
        self._job = job
        self._out = out
        self._journal = journal
        self._asked = [job.inputs, job.to, list(job.opening), [_stamp(one) for one in job.inputs]]
        self._input, self._thread = self._resumed()
        self._saved = self._shown = monotonic()
        self._failed = 0
        self._hash: str | None = None
        self._lasting = sys.stderr is not None and sys.stderr.isatty()

    def run(self) -> tuple[int, int]:
        """Write what is left to write."""
        if self._job.to == "html" and not (self._input or self._thread):
            from threadview.export.html import HEAD

            self._out.write(HEAD.encode())
        first = self._input
        for place, path in list(enumerate(self._job.inputs))[first:]:
            self._input = place
            try:
                self._one(path)
            except ThreadviewError as error:
                self._failed += 1
                say(str(error))
            self._thread = 0
        if self._job.to == "html":
            from threadview.export.html import FOOT

            self._out.write(FOOT.encode())
        if self._lasting:
            sys.stderr.write("\r\x1b[K")
        return len(self._job.inputs) - self._failed, self._failed

    def _one(self, path: str) -> None:
        dump = open_with(path, self._job.opening)
        self._hash = None
        count = 0
        for count, reading in enumerate(_threads(dump, self._job.opening), 1):
            if count > 1 and self._job.to == "json":
                raise ThreadviewError(f"{dump.name}: holds several threads", "use --to jsonl")
            if count <= self._thread:
                continue
            reading.pull()
            self._write(reading, dump, count)
            self._thread = count
            self._keep(dump)
        if not count:
            raise ThreadviewError(f"{dump.name}: holds no thread")
        dump.close()

    def _write(self, reading: Reading, dump: Dump, count: int) -> None:
        thread, to, out = reading.thread, self._job.to, self._out
        key = blake2b(f"{dump.name}#{count}".encode("utf-8", "replace"), digest_size=6).hexdigest()
        if to in ("json", "jsonl"):
            from threadview.export.json import write_json

            if self._hash is None:  # of the whole file: once, not for each thread in it
                self._hash = dump.sha256() or ""
            thread.source = thread.source._replace(
                sha256=self._hash or None, encoding=dump.encoding
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

    def _keep(self, dump: Dump) -> None:
        """From time to time, show how far it came, and write it down."""
        now = monotonic()
        if self._lasting and now - self._shown >= SHOWN:
            self._shown = now
            sys.stderr.write(f"\r\x1b[K{self._bar(dump)}")
            sys.stderr.flush()
        if now - self._saved < SAVED:
            return
        self._saved = now
        if self._journal is not None:
            self._out.flush()
            os.fsync(self._out.fileno())
            state = [self._asked, self._input, self._thread, self._out.tell()]
            draft = self._journal.with_suffix(".new")
            draft.write_text(json.dumps(state), encoding="utf-8")
            draft.replace(self._journal)

    def _bar(self, dump: Dump) -> str:
        """A bar, the share that is done, and where it is. Of an input, what is loaded counts."""
        from threadview.export.plain import harmless

        done = (self._input + dump.progress) / len(self._job.inputs)
        filled = int(done * WIDTH)
        name = harmless(dump.name).replace("\n", " ")[-40:]
        return f"{'█' * filled}{'░' * (WIDTH - filled)} {done:4.0%}  {self._thread:,} of {name}"

    def _resumed(self) -> tuple[int, int]:
        """Where the journal says that it was, if it was asked for the same."""
        if self._journal is None:
            return 0, 0
        try:
            state: Any = json.loads(self._journal.read_text(encoding="utf-8"))
            asked, where, thread, size = state
        except (OSError, ValueError, TypeError):
            asked, where, thread, size = None, 0, 0, 0
        if asked != json.loads(json.dumps(self._asked)):
            where = thread = size = 0
        self._out.seek(size)
        self._out.truncate()
        return where, thread


def _stamp(path: str) -> list[int]:
    """What tells whether a file is still the one it was."""
    try:
        found = Path(path).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _threads(dump: Dump, opening: Opening) -> Iterator[Reading]:
    """Each thread of a dump, about to be read, while the dump is still being loaded."""
    from threadview.reading import Reading

    first = Reading(dump, opening.format)
    refs: Iterator[ThreadRef] = iter(first.format.scan(dump))
    for ref in refs:
        yield Reading(dump, first.format_name, ref)
