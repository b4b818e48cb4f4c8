"""Every thread of the index in columns, a list each: what a list of very many is made from.

A row as an object would cost a microsecond of the interpreter and a hundred bytes for each field.
So SQLite makes each column into one JSON array, which it does beside the screen (its C code runs
without Python's lock), and reading an array is one call.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from threadview.library.entry import Entry
from threadview.library.folder import absolute
from threadview.library.store import condemned

if TYPE_CHECKING:
    from threadview.library.catalogue import Catalogue

_THREADS = (
    "id", "file", "key", "title", "author", "posts", "people", "begun", "ended", "size", "first",
    "leader",
)  # fmt: skip
_FILES = ("id", "CAST(path AS TEXT)", "format", "missing", "state")


class Table:
    """Threads in columns; a row is a number, the same in each. Rows that follow each other lie
    side by side in memory, so that to go through them in order is several times as fast.

    `files` are places in `paths`, `formats` and `missing`, which stand in the order of the paths.
    `leaders` are the ids of those that stand for copies (None: it has none). `unread` are the paths
    of files of which nothing is known yet. All else is as in `Entry`.
    """

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.files: list[int] = []
        self.keys: list[str] = []
        self.titles: list[str | None] = []
        self.authors: list[str | None] = []
        self.posts: list[int] = []
        self.people: list[int] = []
        self.begun: list[str | None] = []
        self.ended: list[str | None] = []
        self.sizes: list[int] = []
        self.firsts: list[int] = []
        self.leaders: list[int | None] = []
        self.paths: list[str] = []
        self.formats: list[str | None] = []
        self.missing: list[bool] = []
        self.unread: set[str] = set()

    def __len__(self) -> int:
        return len(self.ids)

    def entry(self, row: int) -> Entry:
        """A row as an entry."""
        file = self.files[row]
        return Entry(
            self.ids[row],
            self.paths[file],
            self.keys[row],
            self.titles[row],
            self.authors[row],
            self.posts[row],
            self.people[row],
            self.begun[row],
            self.ended[row],
            self.sizes[row],
            self.missing[file],
            self.formats[file],
            self.firsts[row],
        )

    def columns(self) -> tuple[list[Any], ...]:
        """What is known of threads, column by column, in the order in which they are read."""
        return (
            self.ids, self.files, self.keys, self.titles, self.authors, self.posts, self.people,
            self.begun, self.ended, self.sizes, self.firsts, self.leaders,
        )  # fmt: skip


def table(catalogue: Catalogue, pending: Iterable[Entry] = ()) -> Table:
    """All threads of an index, those with the latest posts first, and after them some of no index.

    Raises:
        LibraryError: the index cannot be read.
    """
    found = Table()
    place, unread = _files(catalogue, found)
    names = ", ".join(f"json_group_array({name})" for name in _THREADS)
    # Sorted as they are read one after another: by its own index SQLite would look each up.
    sql = (
        f"SELECT {names} FROM (SELECT {', '.join(_THREADS)} "  # noqa: S608 - names of columns
        "FROM thread NOT INDEXED ORDER BY ended DESC, id)"
    )
    arrays = [*catalogue.rows(sql)[0]]
    for n, column in enumerate(found.columns()):
        column += _read(arrays[n], catalogue)
        arrays[n] = None
    for column in (found.keys, found.authors, found.begun, found.ended):
        column[:] = _once(column)
    found.files[:] = [place[file] for file in found.files]
    unread.difference_update(found.files)
    found.unread = {found.paths[file] for file in unread}
    return tabled(pending, found)


def _files(catalogue: Catalogue, found: Table) -> tuple[dict[int, int], set[int]]:
    """The files, put into a table: the place of each by its id, and the places of those that are
    not read to their end."""
    names = ", ".join(f"CAST(json_group_array({name}) AS BLOB)" for name in ("id", *"pfms"))
    inner = ", ".join(f"{what} {name}" for what, name in zip(_FILES, ("id", *"pfms"), strict=True))
    sql = f"SELECT {names} FROM (SELECT {inner} FROM file ORDER BY path)"  # noqa: S608
    ids, paths, formats, missing, states = (
        _read(os.fsdecode(array), catalogue) for array in catalogue.rows(sql)[0]
    )
    found.paths, found.formats = paths, formats
    found.missing = [*map(bool, missing)]
    place = {id_: n for n, id_ in enumerate(ids)}
    return place, {n for n, state in enumerate(states) if state == "part"}


def _read(array: str, catalogue: Catalogue) -> list[Any]:
    try:
        found: list[Any] = json.loads(array)
    except ValueError as error:
        raise condemned(catalogue.path) from error
    return found


def _once(values: list[Any]) -> list[Any]:
    """The same values, those that are equal kept once: there are few authors and days."""
    kept: dict[Any, Any] = {}
    return [*map(kept.setdefault, values, values)]


def tabled(entries: Iterable[Entry], found: Table | None = None) -> Table:
    """Entries as a table, or behind what one holds. None of them has copies."""
    found = found or Table()
    places: dict[str, int] = {}
    for entry in entries:
        if entry.path not in places:
            places[entry.path] = len(found.paths)
            found.paths.append(entry.path)
            found.formats.append(entry.format)
            found.missing.append(entry.missing)
        values = (
            entry.id, places[entry.path], entry.key, entry.title, entry.author, entry.posts,
            entry.people, entry.begun, entry.ended, entry.size, entry.first, None,
        )  # fmt: skip
        for column, value in zip(found.columns(), values, strict=True):
            column.append(value)
    return found


def below(names: Collection[str]) -> Callable[[str], bool]:
    """Tells of absolute paths whether they are, or lie below, any of some others (and of those
    themselves, as they are written)."""
    wanted = {*names, *map(absolute, names)}
    known: dict[str, bool] = {}

    def is_below(path: str) -> bool:
        if path in wanted:
            return True
        above = path[: path.rfind(os.sep) + 1].rstrip(os.sep) or os.sep
        if above == path:
            return False
        found = known.get(above)
        if found is None:
            found = known[above] = is_below(above)
        return found

    return is_below
