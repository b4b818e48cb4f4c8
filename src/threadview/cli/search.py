"""`threadview search`: where words stand in threads, a line per hit, as grep prints lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from threadview.cli import say
from threadview.cli.folders import spread
from threadview.cli.hit_lines import Json, Lines, Printer, Sought, Totals, pens
from threadview.cli.opening import Inputs, add_opening, opening_of, text_output, threads_of
from threadview.errors import QueryError, ThreadviewError

if TYPE_CHECKING:
    import argparse

    from threadview.dump import Dump
    from threadview.model import Thread
    from threadview.search import Node, Note

DESCRIPTION = """\
Search threads, and print each hit as PATH:#POST AUTHOR: the words around it. A PATH may be a
directory, searched with everything below it. Put the query in single quotes; one that begins
with - goes after --.
"""

EPILOG = """\
query:
{language}

exit codes: 0 something was found; 1 nothing was, or some of several inputs failed; 2 none could
be opened, or wrong usage
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    from threadview.search import HELP

    parser.description = DESCRIPTION
    language = "\n".join(f"  {line}" for line in HELP.split("\n"))
    parser.epilog = EPILOG.format(language=language)
    parser.add_argument("query", metavar="QUERY", help="what to look for, see below")
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a dump, or a directory; - is standard input; none: the library",
    )
    how = parser.add_argument_group("what counts as found")
    how.add_argument("-w", "--word", action="store_true", help="only whole words")
    case = how.add_mutually_exclusive_group()
    case.add_argument(
        "-i", "--ignore-case", action="store_true", help="case makes no difference, even if typed"
    )
    case.add_argument("-s", "--case-sensitive", action="store_true", help="case always counts")
    what = parser.add_argument_group("what is printed")
    form = what.add_mutually_exclusive_group()
    form.add_argument("-c", "--count", action="store_true", help="the number of hits for each path")
    form.add_argument(
        "-l", "--files-with-matches", action="store_true", help="only paths in which there are hits"
    )
    form.add_argument("--json", action="store_true", help="one JSON object a line for each hit")
    what.add_argument(
        "-C",
        "--context",
        type=_lines,
        metavar="N",
        help="whole lines instead of words around, and N lines before and after",
    )
    what.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour: on a terminal (auto, the default), always or never",
    )
    add_opening(parser)


def _lines(text: str) -> int:
    import argparse

    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"must be a whole number, 0 or more: {text!r}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Search every input."""
    from threadview.search import parse, with_caret

    try:
        node = parse(options.query)
        if options.paths:
            found = _search_all(options, node)
        else:
            from threadview.cli.library_hits import search_library

            found = search_library(options)
    except QueryError as error:
        for line in with_caret(error).split("\n"):
            say(line)
        return 2
    return found


def _search_all(options: argparse.Namespace, node: Node) -> int:
    opening = opening_of(options)
    out = text_output()
    printer = _printer(options, out)
    hits = 0
    paths, failed = spread(options.paths)
    named = set(options.paths)
    inputs = Inputs([path for path in paths if path in named], opening, failed)
    below = Inputs([path for path in paths if path not in named], opening, passed_over=True)
    for some in (inputs, below):
        for dump in some:
            try:
                count = 0
                for sought in _searched(dump, some, options, node):
                    count += len(sought.search.hits)
                    printer.hits(sought)
                printer.total(dump.location or "-", count)
                hits += count
            except QueryError:
                raise
            except ThreadviewError as error:
                some.fail(error, opened=True)
    if inputs.failed:
        return 1 if inputs.opened + below.opened else 2
    return 0 if hits else 1


def _searched(
    dump: Dump, inputs: Inputs, options: argparse.Namespace, node: Node
) -> Iterator[Sought]:
    """The threads of a dump, searched.

    Raises:
        QueryError: the query holds an expression that the engine does not take.
    """
    from threadview.search import Search

    case = True if options.case_sensitive else False if options.ignore_case else None
    for thread, notes in _threads(dump, inputs):
        search = Search(thread, node, notes, options.word, case, text=options.query)
        for _ in search.run():
            pass
        if search.late:
            say(f"{dump.name}: some posts hold very many hits; only their first are shown")
        yield Sought(dump.location or "-", thread, search)


def _threads(dump: Dump, inputs: Inputs) -> Iterator[tuple[Thread, dict[int, list[Note]]]]:
    """The threads of a dump, each with the notes that stand in it."""
    from threadview.locations import notebook_file

    if not os.path.exists(notebook_file()):  # noqa: PTH110
        for reading in threads_of(dump, inputs.opening):
            reading.pull()
            yield reading.thread, {}
        return
    from pathlib import Path

    from threadview.cli.notes.dumps import read_dump, standings
    from threadview.notebook import Notebook
    from threadview.search import Note

    with Notebook(Path(notebook_file())) as notebook:
        for read in read_dump(dump, inputs, notebook):
            notes: dict[int, list[Note]] = {}
            kept = notebook.notes.of_thread(read.known.id) if read.known else []
            places = standings(kept, read) if kept else {}
            for note in kept:
                # A note on the thread as a whole stands with its first post.
                number = places[note.id].post or (None if note.anchors else 1)
                if number is not None:
                    notes.setdefault(number, []).append(Note(note.body, note.tags))
            yield read.thread, notes


def _printer(options: argparse.Namespace, out: IO[str]) -> Printer:
    if options.json:
        return Json(out)
    if options.count or options.files_with_matches:
        return Totals(out, options.files_with_matches)
    return Lines(out, pens(options.color, out), options.context)
