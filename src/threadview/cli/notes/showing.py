"""`threadview notes list`, `search` and `show`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable

from threadview.cli import say
from threadview.cli.notes.dumps import notebook_of, read_all, settle, standings
from threadview.cli.opening import Inputs, add_opening, opening_of, text_output
from threadview.errors import QueryError
from threadview.export.note_rows import Row, row
from threadview.export.plain import harmless
from threadview.notebook import COLOURS, Note, Notebook, Standing

FIRST = 72
"""Characters of a note shown on a line."""


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes list`."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="read these dumps and say where the notes of their threads stand in them; "
        "without any, every note",
    )
    parser.add_argument("--json", action="store_true", help="a JSON object a line")
    parser.add_argument("--csv", action="store_true", help="a table, RFC 4180")
    parser.add_argument("--tag", action="append", default=[], help="only with this tag")
    parser.add_argument("--colour", choices=COLOURS, help="only of this colour")
    parser.add_argument("--orphans", action="store_true", help="only those not found any more")
    add_opening(parser)


def search_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes search`."""
    from threadview.search.query import HELP

    parser.add_argument("query", metavar="QUERY", help="what to look for (see below)")
    list_arguments(parser)
    parser.epilog = f"the query language, asked of notes and the words they are on:\n\n{HELP}"


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes show`."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="a note's id, or how it begins")
    parser.add_argument("--json", action="store_true", help="a JSON object a line")


def run_list(options: argparse.Namespace) -> int:
    """Print notes; 1 when there are none."""
    return _listed(options, lambda _: True)


def run_search(options: argparse.Namespace) -> int:
    """Print the notes that match; 1 when none does."""
    from threadview.notebook.selection import selector
    from threadview.search.query import with_caret

    try:
        wanted = selector(options.query)
    except QueryError as error:
        for line in with_caret(error).split("\n"):
            say(line)
        return 2
    return _listed(options, wanted)


def run_show(options: argparse.Namespace) -> int:
    """Print notes in full."""
    with notebook_of(options) as notebook:
        notes = [notebook.notes.resolve(start) for start in options.ids]
        out = text_output()
        for number, (note, entry) in enumerate(zip(notes, rows(notebook, notes), strict=True)):
            if options.json:
                out.write(json.dumps(entry) + "\n")
                continue
            out.write("\n" if number else "")
            for line in _in_full(note, entry):
                out.write(harmless(line) + "\n")
    return 0


def _listed(options: argparse.Namespace, wanted: Callable[[Note], bool]) -> int:
    inputs = Inputs(options.paths, opening_of(options))
    with notebook_of(options) as notebook:
        found = rows_of(notebook, inputs, lambda note: wanted(note) and _chosen(note, options))
        if options.orphans:
            found = [entry for entry in found if entry["state"] == "orphan"]
        _print(found, options)
        for notice in notebook.notices:
            say(notice)
    return inputs.code or (0 if found else 1)


def _chosen(note: Note, options: argparse.Namespace) -> bool:
    if options.colour is not None and note.colour != options.colour:
        return False
    return all(tag in note.tags for tag in options.tag)


def rows_of(notebook: Notebook, inputs: Inputs, wanted: Callable[[Note], bool]) -> list[Row]:
    """Rows of the notes that are wanted: of the inputs' threads, where they stand in them now, or,
    without inputs, of every note, where it stood last."""
    if not inputs.paths:
        return rows(notebook, [note for note in notebook.notes.all() if wanted(note)])
    found: list[Row] = []
    for read in read_all(inputs, notebook):
        if read.known is None:
            continue
        notes = notebook.notes.of_thread(read.known.id)
        places = standings(notes, read)
        thread = settle(notebook, read, places)
        chosen = [note for note in notes if wanted(note)]
        chosen.sort(key=lambda note: _position(places[note.id]))
        found += [row(note, thread, places[note.id]) for note in chosen]
    return found


def _position(place: Standing) -> tuple[bool, int, int]:
    return (place.post is None, place.post or 0, place.start or 0)


def rows(notebook: Notebook, notes: Iterable[Note]) -> list[Row]:
    """Rows of notes as they stood last."""
    places = notebook.notes.standings()
    threads = {thread.id: thread for thread in notebook.threads.all()}
    return [row(note, threads.get(note.thread), places.get(note.id)) for note in notes]


def _print(found: list[Row], options: argparse.Namespace) -> None:
    out = text_output()
    if options.json:
        for entry in found:
            out.write(json.dumps(entry) + "\n")
    elif options.csv:
        from threadview.export.csv import write_csv

        write_csv(found, out)
    else:
        for entry in found:
            out.write(_in_short(entry) + "\n")


def _in_short(entry: Row) -> str:
    """A note on one line: id, where, its first words, its tags."""
    where = "orphan" if entry["state"] == "orphan" else "thread"
    if entry["post"] is not None:
        where = f"#{entry['post']}"
    words = " ".join((entry["body"] or entry["exact"] or "★").split())
    if len(words) > FIRST:
        words = words[: FIRST - 1] + "…"
    tags = "".join(f" #{tag}" for tag in entry["tags"])
    place = entry["path"] or entry["title"] or "?"
    return harmless(f"{entry['id']}  {place}:{where}  {words}{tags}").replace("\n", " ")


def _in_full(note: Note, entry: Row) -> list[str]:
    facts = [f"note {note.id}", note.kind, *([note.colour] if note.colour else [])]
    if note.conflict_of:
        facts.append(f"second version of {note.conflict_of}")
    lines = [" · ".join(facts)]
    lines.append(f"{entry['title'] or 'untitled'}  ({entry['path'] or 'no path known'})")
    if entry["state"] == "orphan":
        lines.append("orphan: its words are no longer in the dump")
    elif entry["post"] is not None:
        lines.append(f"#{entry['post']} {entry['author'] or 'unknown author'}")
    lines.append(f"written {note.created}, changed {note.modified}")
    if note.tags:
        lines.append(" ".join(f"#{tag}" for tag in note.tags))
    if note.exact is not None:
        lines += ["", *(f"> {line}".rstrip() for line in note.exact.split("\n"))]
    return [*lines, "", *note.body.split("\n")] if note.body else lines
