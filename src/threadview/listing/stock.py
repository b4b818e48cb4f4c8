"""All there is to list: what the index knows of the files that were named, those that it does not
know yet, and what the reader has to do with them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from threadview.errors import NotebookError
from threadview.library import Entry, Library, LibraryError, Mark
from threadview.library.folder import files_below
from threadview.library.table import Table, table, tabled
from threadview.listing.groups import names_of
from threadview.listing.orders import keys_of
from threadview.listing.register import Register
from threadview.places import seen

if TYPE_CHECKING:
    from threadview.request import Books, Request
    from threadview.search import Note

LISTED = 5000
"""Files of a folder that are listed before they are indexed."""


def stocked(request: Request, books: Books, pending: Sequence[str]) -> Register:
    """Everything that is to be listed; of the files `pending` those that are not indexed yet."""
    threads = Table()
    try:
        with Library(books.index_file, books.shelf_file).catalogue() as catalogue:
            threads = table(catalogue)
    except LibraryError:  # there is none yet, or none that is sound: indexing makes one
        threads = Table()
    known = {*threads.paths} - threads.unread
    entries = []
    for number, path in enumerate(pending):
        if path == "-" or (os.path.abspath(path) not in known and _is_wanted(path, books)):  # noqa: PTH100
            entries.append(unread(path, -1 - number))
    register = Register(
        tabled(entries, threads),
        names=(*books.names, *(entry.path for entry in entries)) if books.names else (),
        seen=seen(request.state) if request.state else {},
        marks=marks_of(books),
    )
    register.notes = notes_of(request, register)
    register.plain()  # what the first keys will ask for
    register.row_of(0)
    keys_of(register, "title")
    keys_of(register, "path")
    names_of(register, "folder")
    return register


def _is_wanted(path: str, books: Books) -> bool:
    """Whether a file that is not indexed is there, or was named: one that was found below a
    folder, and is gone since, is no news."""
    return path in books.names or os.path.lexists(path)


def files_found(request: Request, books: Books) -> list[str]:
    """The files that were named, and some of those below the folders that were."""
    folders = [name for name in books.names if os.path.isdir(name)]  # noqa: PTH112
    return [*dict.fromkeys([*request.paths, *islice(files_below(folders), LISTED)])]


def marks_of(books: Books) -> Mapping[tuple[str, str], Mark]:
    """What the reader has said about threads; nothing where that cannot be read."""
    try:
        with Library(books.index_file, books.shelf_file).shelf() as shelf:
            return shelf.marks()
    except LibraryError:
        return {}


def notes_of(request: Request, register: Register) -> dict[int, dict[int, list[Note]]]:
    """The notes in the threads of a list."""
    notebook = request.notebook
    if not notebook or not os.path.exists(notebook):  # noqa: PTH110
        return {}
    from threadview.library.noted import notes_in

    def entries(paths: Collection[str]) -> Iterable[Entry]:
        there = register.table
        files = {n for n, path in enumerate(there.paths) if path in paths}
        return [there.entry(row) for row in register.rows if there.files[row] in files]

    try:
        return notes_in(notebook, entries)
    except NotebookError:
        return {}


def unread(path: str, number: int) -> Entry:
    """A file that is not indexed yet, as an entry."""
    if path == "-":
        return Entry(number, "-", "", "standard input", None, 0, 0, None, None, 0, False, None, 0)
    try:
        size = os.stat(path).st_size  # noqa: PTH116
        gone = False
    except (OSError, ValueError):
        size, gone = 0, True
    return Entry(number, path, "", None, None, 0, 0, None, None, size, gone, None, 0)
