"""`threadview convert`: any dump into another format, streaming, resumable, on every core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from threadview.cli import say
from threadview.cli.conversion import LARGE, Conversion, Job
from threadview.cli.folders import spread
from threadview.cli.opening import DUMPS, add_opening, byte_output, opening_of
from threadview.cli.progress_bar import ProgressBar
from threadview.crew import in_order, workers
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """\
Turn dumps of any format into another. Threads are written as they are read.

  jsonl     threadview's own JSON, one thread a line; json: one object for one thread
  markdown  CommonMark;  html: one page that needs nothing else
  mbox      messages that any mail program threads;  convokit: utterances, one a line

Several inputs go into one file, or each into a file of its own where OUT is a directory (or ends
in "/"). All cores read, also of one large input. What was broken off goes on where it was when the
same is asked again.
"""

SUFFIXES = {
    "jsonl": ".jsonl",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
    "mbox": ".mbox",
    "convokit": ".jsonl",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="+", metavar="IN", help=DUMPS)
    parser.add_argument("--to", required=True, choices=tuple(SUFFIXES), help="what to write")
    parser.add_argument("-o", "--output", metavar="OUT", help="a file, or a directory")
    parser.add_argument("--jobs", type=int, metavar="N", help="readers (default: as many as cores)")
    add_opening(parser)
    parser.epilog = "example: threadview convert archive.mbox --to jsonl -o archive.jsonl"


def run(options: argparse.Namespace) -> int:
    """Convert every input."""
    opening = opening_of(options)
    out = options.output
    paths, failed = spread(options.paths)
    lost = [(0, failed)]
    if not paths:
        return _code(lost)
    if out is None or not (out.endswith("/") or Path(out).is_dir()):
        if options.to == "json" and len(paths) > 1:
            raise ThreadviewError("--to json writes one thread for a file", "use --to jsonl")
        target = None if out in (None, "-") else out
        return _code([*lost, _convert(Job(paths, options.to, target, opening), options.jobs)])
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ThreadviewError(f"{out}: cannot be made: {error.strerror}") from None
    jobs: list[Job] = []
    taken: set[str] = set()
    there = 0
    for path in paths:
        target = str(folder / _name(path, options.to, taken))
        if Path(target).exists():
            there += 1
        else:
            jobs.append(Job([path], options.to, target, opening))
    if there:
        what = "1 file is" if there == 1 else f"{there:,} files are"
        say(f"{out}: {what} there already, and left alone")
    return _code([*lost, *_all(jobs, options.jobs)])


def _all(jobs: list[Job], wanted: int | None) -> Iterator[tuple[int, int]]:
    """Several outputs: small inputs side by side, each large one by all processes together."""
    large = [job for job in jobs if _size(job.inputs[0]) >= LARGE]
    small = [job for job in jobs if job not in large]
    count = min(workers(wanted), len(small))
    bar = ProgressBar(len(small) > 1)
    for nth, counts in in_order(_one, small, count):
        bar.draw((nth + 1) / len(small), small[nth].inputs[0])
        yield counts
    bar.wipe()
    for job in large:
        yield _convert(job, wanted)


def _one(job: Job) -> Iterator[tuple[int, int]]:
    """An output of several, which shows no bar."""
    try:
        yield _convert(job, 1, False)
    except ThreadviewError as error:
        say(str(error))
        yield 0, 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


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


def _convert(job: Job, jobs: int | None, shown: bool = True) -> tuple[int, int]:
    """Write one output; how many inputs were read, and how many things failed."""
    if job.target is None:
        return Conversion(job, byte_output(), None, jobs, shown).run()
    target = Path(job.target)
    for path in job.inputs:
        if path != "-" and target.is_file() and Path(path).is_file() and target.samefile(path):
            raise ThreadviewError(f"{target}: is one of the inputs")
    part = target.with_name(f".{target.name}.part")
    journal = target.with_name(f".{target.name}.journal")
    try:
        with part.open("r+b" if part.exists() and journal.exists() else "wb") as out:
            counts = Conversion(job, out, journal, jobs, shown).run()
        if counts[0]:
            part.replace(target)
    except OSError as error:
        raise ThreadviewError(f"{target}: cannot be written: {error.strerror}") from None
    part.unlink(missing_ok=True)
    journal.unlink(missing_ok=True)
    return counts
