"""`threadview export`: a thread as JSON, JSON lines or plain text."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from threadview.cli.opening import Inputs, add_opening, byte_output, opening_of, threads_of
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from threadview.dump import Dump
    from threadview.reading import Reading

DESCRIPTION = """\
Write threads to standard output or to a file. No terminal is needed.

  json    one object for one thread: source, posts with own text, quotes and segments, and for
          text dumps the spans that partition it. Several threads need jsonl.
  jsonl   the same, one thread a line
  text    readable plain text, quotes set off with "> "
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a dump; - is standard input")
    parser.add_argument(
        "--to", required=True, choices=("json", "jsonl", "text"), help="what to write"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write there instead of standard output"
    )
    add_opening(parser)
    parser.epilog = "example: threadview export --to json thread.txt -o thread.json"


def run(options: argparse.Namespace) -> int:
    """Read every thread of every input, write each."""
    inputs = Inputs(options.paths, opening_of(options))
    if options.to == "json" and len(options.paths) > 1:
        raise ThreadviewError(
            "--to json writes one thread, and here are several inputs", "use --to jsonl"
        )
    with _output(options.output, inputs) as out:
        for dump in inputs:
            try:
                _export(dump, inputs, options.to, out)
            except ThreadviewError as error:
                inputs.fail(error, opened=True)
    return inputs.code


def _export(dump: Dump, inputs: Inputs, to: str, out: IO[bytes]) -> None:
    threads = threads_of(dump, inputs.opening)
    if to == "json":
        first, second = next(threads, None), next(threads, None)
        if second is not None:
            raise ThreadviewError(f"{dump.name}: holds several threads", "use --to jsonl")
        threads = iter(() if first is None else (first,))
    count = 0
    for reading in threads:
        reading.pull()
        _write(reading, dump, to, out)
        count += 1
    if not count:
        raise ThreadviewError(f"{dump.name}: holds no thread")


def _write(reading: Reading, dump: Dump, to: str, out: IO[bytes]) -> None:
    if to == "text":
        from threadview.export.plain import write_plain

        text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", write_through=True)
        try:
            write_plain(reading.thread, text)
        finally:
            text.detach()
    else:
        from threadview.export.json import write_json

        write_json(reading.thread, dump, out, lines=to == "jsonl")


@contextmanager
def _output(path: str | None, inputs: Inputs) -> Iterator[IO[bytes]]:
    """Where to write. A file is made, and one that is there replaced, only when all is written."""
    if path is None or path == "-":
        yield byte_output()
        return
    target = Path(path)
    _spare_inputs(target, inputs.paths)
    whole = target.is_file() or not target.exists()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part") if whole else target
    try:
        file = draft.open("wb")
    except OSError as error:
        raise ThreadviewError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with file:
            yield file
        if whole and inputs.opened:
            draft.replace(target)
    finally:
        if whole:
            draft.unlink(missing_ok=True)


def _spare_inputs(target: Path, names: list[str]) -> None:
    for name in names:
        if name != "-" and target.is_file() and Path(name).is_file() and target.samefile(name):
            raise ThreadviewError(f"{target}: is one of the inputs")
