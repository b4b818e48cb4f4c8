"""`threadview export`: a thread as JSON, JSON lines, Markdown or plain text."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from threadview import locations
from threadview.cli import say
from threadview.cli.opening import DUMPS, Inputs, add_opening, byte_output, opening_of, threads_of
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from threadview.dump import Dump
    from threadview.export.whole import Placed
    from threadview.model import Thread
    from threadview.reading import Reading

DESCRIPTION = """\
Write threads to standard output or to a file. No terminal is needed.

  json      one object for one thread: source, posts with own text, quotes and segments, and for
            text dumps the spans that partition it. Several threads need jsonl.
  jsonl     the same, one thread a line
  text      readable plain text, quotes set off with "> "
  markdown  CommonMark; --with-notes puts your notes in their places

--attachments DIR saves the files attached to posts (mail) in a folder, with --to or alone. Names
are made safe, and no file is overwritten.

Your corrections of the structure are part of what is written; --as-read leaves them out.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="+", metavar="PATH", help=DUMPS)
    parser.add_argument("--to", choices=("json", "jsonl", "markdown", "text"), help="what to write")
    parser.add_argument(
        "--attachments",
        metavar="DIR",
        help="also write the files attached to posts into this folder",
    )
    parser.add_argument("--as-read", action="store_true", help="without your corrections")
    parser.add_argument("--with-notes", action="store_true", help="with your notes (markdown)")
    parser.add_argument("--notebook", metavar="FILE", help="the notebook to take them from")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write there instead of standard output"
    )
    add_opening(parser)
    parser.epilog = "example: threadview export --to json thread.txt -o thread.json"


def run(options: argparse.Namespace) -> int:
    """Read every thread of every input, write each."""
    inputs = Inputs(options.paths, opening_of(options))
    if options.to is None and options.attachments is None:
        raise ThreadviewError(
            "export what?", "--to json, jsonl, markdown or text, or --attachments DIR"
        )
    if options.to is None:
        return _attachments_only(inputs, options.attachments)
    if options.to == "json" and len(inputs.paths) > 1:
        raise ThreadviewError(
            "--to json writes one thread, and here are several inputs", "use --to jsonl"
        )
    if options.with_notes and options.to != "markdown":
        raise ThreadviewError("--with-notes goes with --to markdown")
    with _output(options.output, inputs) as out:
        for dump in inputs:
            try:
                _export(dump, inputs, options, out)
            except ThreadviewError as error:
                inputs.fail(error, opened=True)
    return inputs.code


def _export(dump: Dump, inputs: Inputs, options: argparse.Namespace, out: IO[bytes]) -> None:
    threads = threads_of(dump, inputs.opening)
    if options.to == "json":
        first, second = next(threads, None), next(threads, None)
        if second is not None:
            raise ThreadviewError(f"{dump.name}: holds several threads", "use --to jsonl")
        threads = iter(() if first is None else (first,))
    for reading in threads:
        reading.pull()
        _write(reading, dump, options, out)
        if options.attachments is not None:
            _attachments(reading, options.attachments)


def _attachments_only(inputs: Inputs, folder: str) -> int:
    """Write what is attached, and nothing else."""
    for dump in inputs:
        try:
            for reading in threads_of(dump, inputs.opening):
                reading.pull()
                _attachments(reading, folder)
        except ThreadviewError as error:
            inputs.fail(error, opened=True)
    return inputs.code


def _attachments(reading: Reading, folder: str) -> None:
    """Write what is attached to the posts of a thread; what cannot be written is told of."""
    from threadview.export.attachments import save_all

    for saved in save_all(reading.posts, reading.attachment, Path(folder)):
        say(str(saved))


def _write(reading: Reading, dump: Dump, options: argparse.Namespace, out: IO[bytes]) -> None:
    thread, notes = _as_known(reading, dump, options)
    if options.to in ("json", "jsonl"):
        from threadview.export.json import write_json

        write_json(thread, dump, out, lines=options.to == "jsonl")
        return
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", write_through=True)
    try:
        if options.to == "text":
            from threadview.export.plain import write_plain

            write_plain(thread, text)
        else:
            from threadview.export.whole import write_markdown

            write_markdown(thread, text, notes)
    finally:
        text.detach()


def _as_known(
    reading: Reading, dump: Dump, options: argparse.Namespace
) -> tuple[Thread, list[Placed]]:
    """The thread with its reader's corrections, and the notes that go with it."""
    path = Path(options.notebook or locations.notebook_file())
    if (options.as_read and not options.with_notes) or not path.exists():
        return reading.thread, []
    from threadview.cli.notes.dumps import standings, with_corrections
    from threadview.export.whole import placed
    from threadview.notebook import Notebook

    with Notebook(path) as notebook:
        if not (options.with_notes or notebook.corrections.any()):
            return reading.thread, []
        read = with_corrections(reading, dump, notebook)
        if options.as_read:
            read = read._replace(thread=reading.thread)
        if read.known is None or not options.with_notes:
            return read.thread, []
        notes = notebook.notes.of_thread(read.known.id)
        return read.thread, placed(notes, standings(notes, read))


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
