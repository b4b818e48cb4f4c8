"""`threadview search` without paths, and `threadview library search`: hits over the library."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from threadview.cli import say
from threadview.cli.hit_lines import Pens, Totals, pens, plain
from threadview.cli.opening import text_output
from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    import argparse

    from threadview.library import Catalogue, Library, Sought

ALL = 1 << 40


def own_library() -> Library:
    """The reader's own library."""
    from threadview import locations
    from threadview.library import Library

    return Library(locations.library_index(), locations.library_shelf())


def search_library(options: argparse.Namespace, limit: int = ALL) -> int:
    """Print the hits of a query over the library, a line per post, the likeliest first; 1 where
    there is none.

    Raises:
        QueryError: the query does not parse.
        LibraryError: there is no library, or it cannot be read.
    """
    for name in ("word", "ignore_case", "case_sensitive", "context", "format", "encoding"):
        if getattr(options, name, None):
            raise ThreadviewError(
                f"--{name.replace('_', '-')} is for dumps that are named",
                "name a PATH, or leave it out",
            )
    from threadview.library import Ground, Pace, look
    from threadview.library.noted import notes_in
    from threadview.locations import notebook_file

    with found_catalogue() as catalogue:
        notes = {}
        entries = catalogue.entries()
        with own_library().shelf() as shelf:
            marks = shelf.marks()
        tags = {
            entry.id: mark.tags
            for entry in (entries if marks else ())
            if (mark := marks.get((entry.path, entry.key))) and mark.tags
        }
        if os.path.exists(notebook_file()):  # noqa: PTH110
            notes = notes_in(notebook_file(), lambda at: [e for e in entries if e.path in at])
        ground, pace = Ground(notes=notes, tags=tags), Pace(seconds=1e9)
        hits = look(catalogue, options.query, ground, pace, limit=limit).hits
    out = text_output()
    if getattr(options, "json", False):
        _json(hits, out)
    elif getattr(options, "count", False) or getattr(options, "files_with_matches", False):
        _totals(hits, Totals(out, options.files_with_matches))
    else:
        _lines(hits, out, pens(getattr(options, "color", "auto"), out))
    return 0 if hits else 1


def found_catalogue() -> Catalogue:
    """The reader's own index, open; one that is no good is made anew first, which may take time.

    Raises:
        LibraryError: there is none.
    """
    from threadview.library import DamagedError, LibraryError

    library = own_library()
    if not library.exists():
        raise LibraryError("there is no library yet", "threadview library add FOLDER makes one")
    if not os.path.exists(library.index):  # noqa: PTH110
        say("indexing the library")
        library.refresh()
    try:
        _take_in(library)
        return library.catalogue()
    except DamagedError as error:
        say(f"{error}; it is made anew")
        library.refresh()
        return library.catalogue()


def _take_in(library: Library) -> None:
    """Index dumps that were read since the library was last looked at, unless somebody does.

    Raises:
        LibraryError: the index cannot be read or written.
    """
    from threadview.library import BusyError

    with library.shelf() as shelf:
        roots = shelf.roots()
    with library.catalogue() as catalogue:
        known = {path for path, _, _, _ in catalogue.files()}
    fresh = [path for path in roots if path not in known and os.path.isfile(path)]  # noqa: PTH113
    if fresh:
        try:
            library.add(fresh)
        except BusyError:
            return


def _lines(hits: Sequence[Sought], out: IO[str], coloured: Pens) -> None:
    path, number, match, off = coloured
    for hit in hits:
        words = hit.around
        author = plain(hit.author or "unknown author")
        out.write(
            f"{path}{plain(hit.entry.where)}{off}:{number}#{hit.number}{off} {author}: "
            f"{plain(words.before)}{match}{plain(words.match)}{off}{plain(words.after)}\n"
        )


def _json(hits: Sequence[Sought], out: IO[str]) -> None:
    from threadview.export.json import json_line

    for hit in hits:
        row = {
            "path": hit.entry.path,
            "key": hit.entry.key or None,
            "title": hit.entry.title,
            "post": hit.number,
            "author": hit.author,
            "date": hit.date,
            "where": "title" if hit.title else "body",
            "match": hit.around.match,
            "start": hit.start,
            "end": hit.end,
            "context": "".join(hit.around),
        }
        out.write(json_line(row))


def _totals(hits: Sequence[Sought], printer: Totals) -> None:
    for path, count in Counter(hit.entry.path for hit in hits).items():
        printer.total(path, count)
