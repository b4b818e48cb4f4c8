"""`threadview notes export` and `import`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from threadview.cli import say
from threadview.cli.notes.dumps import notebook_of, read_all, settle, standings
from threadview.cli.opening import Inputs, add_opening, opening_of, text_output
from threadview.errors import NotebookError, QueryError, ThreadviewError
from threadview.export.plain import harmless
from threadview.export.sheet import Sheet, sheets
from threadview.notebook import KnownThread, Note, Notebook, Standing

if TYPE_CHECKING:
    from threadview.export.document import Flavour
    from threadview.export.filing import Made

FLAVOURS = {"commonmark": "markdown", "obsidian": "obsidian", "org": "org"}


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes export`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="the dumps whose notes are meant; they are read"
    )
    parser.add_argument("--query", metavar="Q", help="only the notes that match (notes search)")
    parser.add_argument("--all", action="store_true", help="every note")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="where to (a file for each thread in a directory); else standard output",
    )
    parser.add_argument(
        "--flavour",
        choices=tuple(FLAVOURS),
        help="the syntax (default: commonmark; org where the output's name says so)",
    )
    parser.add_argument(
        "--to",
        choices=("markdown", "jsonld", "csv"),
        help="what to write (default: what the output's name says, else markdown)",
    )
    parser.add_argument("--template", metavar="FILE", help="a Jinja template of your own")
    parser.add_argument("--keep-links", action="store_true", help="links in notes stay links")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 when something is not current"
    )
    add_opening(parser)
    parser.epilog = "What you add to or change in an exported file stays when it is exported again."


def run_export(options: argparse.Namespace) -> int:
    """Write notes."""
    if not (options.paths or options.query or options.all):
        raise ThreadviewError("which notes?", "name a dump, or --query Q, or --all")
    if options.check and not options.output:
        raise ThreadviewError("--check needs a file to look at", "add -o FILE")
    inputs = Inputs(options.paths, opening_of(options))
    _fill_in(options)
    with notebook_of(options) as notebook:
        notes, threads, places = _wanted(notebook, inputs, options.query)
        if not notes and not _exported_before(notebook, options):
            say("there are no such notes")
            return inputs.code or 1
        if options.to == "markdown":
            code = _markdown(notebook, sheets(notes, threads, places), options)
        else:
            whole = {thread: notebook.threads.get(thread) or threads[thread] for thread in threads}
            code = _data(notes, whole, places, options)
    return max(code, inputs.code)


def _fill_in(options: argparse.Namespace) -> None:
    """What was not said, from the name of the output."""
    suffix = Path(options.output or "").suffix.lower()
    if options.to is None:
        named = {".json": "jsonld", ".jsonld": "jsonld", ".csv": "csv"}
        options.to = "markdown" if options.flavour else named.get(suffix, "markdown")
    if options.flavour is None:
        options.flavour = "org" if suffix == ".org" else "commonmark"


def _exported_before(notebook: Notebook, options: argparse.Namespace) -> bool:
    target = Path(options.output or "")
    return bool(options.output) and bool(
        notebook.written.of_file(target) or notebook.written.files_of(target)
    )


def _wanted(
    notebook: Notebook, inputs: Inputs, query: str | None
) -> tuple[list[Note], dict[str, KnownThread], dict[str, Standing]]:
    """The notes that are meant, their threads, and where they stand."""
    chosen = _selector(query)
    if not inputs.paths:
        threads = {thread.id: thread for thread in notebook.threads.all()}
        notes = [note for note in notebook.notes.all() if chosen(note)]
        return notes, threads, notebook.notes.standings()
    notes, threads, places = [], {}, {}
    for read in read_all(inputs, notebook):
        if read.known is not None and read.known.id not in threads:
            own = notebook.notes.of_thread(read.known.id)
            found = standings(own, read)
            threads[read.known.id] = settle(notebook, read, found)
            places.update(found)
            notes += [note for note in own if chosen(note)]
    return notes, threads, places


def _selector(query: str | None) -> Callable[[Note], bool]:
    if query is None:
        return lambda _: True
    from threadview.notebook.selection import selector
    from threadview.search.query import with_caret

    try:
        return selector(query)
    except QueryError as error:
        raise ThreadviewError(with_caret(error)) from None


def _markdown(notebook: Notebook, found: list[Sheet], options: argparse.Namespace) -> int:
    from threadview.export import filing
    from threadview.export.upkeep import update

    flavour = cast("Flavour", import_module(f"threadview.export.{FLAVOURS[options.flavour]}"))
    make = _maker(flavour, options)
    if options.output is None:
        latest = max((sheet.modified for sheet in found), default="")
        text_output().write(update(None, make(found), flavour, {}, {}, latest))
        return 0
    target = Path(options.output)
    if (
        target.is_dir()
        or options.output.endswith(("/", "\\"))
        or _is_folder(target, len(found) > 1 or options.all)
    ):
        if options.all and not options.query:
            found = found + _emptied(notebook, target, found)
        done = filing.to_folder(notebook, target, found, flavour, make, check=options.check)
    else:
        current = filing.to_file(notebook, target, found, flavour, make, check=options.check)
        done = [(target, current)]
    stale = [path for path, current in done if not current]
    for path in stale:
        say(f"{'not current' if options.check else 'written'}: {path}")
    return 1 if options.check and stale else 0


def _emptied(notebook: Notebook, folder: Path, found: list[Sheet]) -> list[Sheet]:
    """Threads that have a file in a folder, and no notes any more: what of theirs is left in it
    goes."""
    present = {sheet.thread.id for sheet in found}
    gone = [
        notebook.threads.get(thread)
        for thread, file in notebook.written.files_of(folder).items()
        if thread not in present and file.exists()
    ]
    return [Sheet(thread) for thread in gone if thread is not None]


def _is_folder(target: Path, several: bool) -> bool:
    """Whether a name that is not there yet is meant for a folder: it has no ending, and there are
    `several` threads, or will be."""
    return not target.exists() and not target.suffix and several


def _maker(flavour: Flavour, options: argparse.Namespace) -> Made:
    if options.template is None:
        return lambda found: flavour.document(found, links=options.keep_links)
    from threadview.export.template import Template

    template = Template(Path(options.template))
    return lambda found: template.document(found, flavour)


def _data(
    notes: list[Note],
    threads: dict[str, KnownThread],
    places: dict[str, Standing],
    options: argparse.Namespace,
) -> int:
    """JSON-LD or CSV: files that are written whole."""
    import io

    from threadview.export import annotation, filing
    from threadview.export.csv import write_csv
    from threadview.export.note_rows import row

    if options.to == "jsonld":
        text = annotation.dumps(notes, threads, places)
    else:
        out = io.StringIO(newline="")
        write_csv((row(n, threads.get(n.thread), places.get(n.id)) for n in notes), out)
        text = out.getvalue()
    if options.output is None:
        text_output().write(text)
        return 0
    target = Path(options.output)
    if target.is_dir():
        target /= "notes.jsonld" if options.to == "jsonld" else "notes.csv"
    raw = text.encode("utf-8")
    current = target.is_file() and target.read_bytes() == raw
    if not current and not options.check:
        filing.replace_file(target, text)
    return 1 if options.check and not current else 0


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes import`."""
    parser.add_argument("file", metavar="FILE", help="JSON-LD or Hypothesis JSON; - is stdin")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="put them on this dump's thread")
    parser.add_argument(
        "--from", dest="source", choices=("jsonld", "hypothesis"), help="what it is"
    )
    add_opening(parser)
    parser.epilog = (
        "A note that is there already is passed over; one that differs is kept beside it."
    )


def run_import(options: argparse.Namespace) -> int:
    """Take notes in, all or none; print the ids of those that are new."""
    from threadview.export import annotation, hypothesis

    text = _text_of(options.file)
    source = options.source or ("hypothesis" if hypothesis.looks_like(text) else "jsonld")
    places: dict[str, Standing] = {}
    if source == "hypothesis":
        notes, threads = hypothesis.loads(text)
    else:
        notes, threads, places = annotation.loads(text)
    inputs = Inputs(options.paths, opening_of(options))
    with notebook_of(options) as notebook:
        target = _target(notebook, inputs)
        if inputs.code:
            return inputs.code
        taken = _taken(notebook, notes, threads, target)
        notebook.notes.settle({note.id: places[note.id] for note in taken if note.id in places})
        for note in taken:
            text_output().write(note.id + "\n")
    say(f"{len(taken)} of {len(notes)} notes are new")
    return 0


def _target(notebook: Notebook, inputs: Inputs) -> KnownThread | None:
    """The thread of the dump that was named, if one was."""
    for read in read_all(inputs, notebook):
        return replace(read.record, id=read.known.id if read.known else "")
    return None


def _taken(
    notebook: Notebook,
    notes: list[Note],
    threads: dict[str, KnownThread],
    target: KnownThread | None,
) -> list[Note]:
    taken = []
    with notebook.together(f"import {len(notes)} notes"):
        ids: dict[str, str] = {}
        for note in notes:
            if note.thread not in ids:
                ids[note.thread] = notebook.threads.keep(target or _own(threads[note.thread])).id
            kept = notebook.notes.take_in(replace(note, thread=ids[note.thread]))
            if kept is not None:
                taken.append(kept)
    return taken


def _own(thread: KnownThread) -> KnownThread:
    """A thread from elsewhere: a foreign address is no id of ours."""
    return thread if thread.id.isalnum() and len(thread.id) == 8 else replace(thread, id="")


def _text_of(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise NotebookError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NotebookError(f"{harmless(file)}: is not UTF-8") from None
