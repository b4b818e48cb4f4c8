"""Files that are pages of one thread: the first one's row stands for the others.

A format that reads a thread's first page takes the others with it (saved pages, texts, topics of
Discourse). What their names have in common says which to look at; that the first one's thread holds
the posts of another says that it is a page of it. Nothing of the others is lost: their rows, and
what was said of them, stay below the one that stands for them, as copies do.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from threadview.library.chunk import unpacked

MOST = 400
"""Files of one name but for a number that can be pages of a thread; more are a collection."""
SHARE = 0.6
"""The share of the posts of a page that must stand in the thread."""

_ENDING = re.compile(r"(?:\.[a-z]{1,5})?(?:\.(?:gz|bz2|xz|zst))?$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<stem>.*?)[-_ .(?&=]*(?:page|seite|pagina|strona|start|p|st)?[-_ .=(]*"
    r"(?P<number>\d{1,6})\)?",
    re.IGNORECASE,
)
_INDEX = ("index", "default")


class Named(NamedTuple):
    """What a path says: what pages of one thread have in common, and which of them it is (0 where
    it bears no number)."""

    key: str
    number: int


class _Row(NamedTuple):
    """A thread that is all of a file."""

    id: int
    posts: int
    first: int
    letters: str


def named(path: str) -> Named:
    """What a path says about pages."""
    folder, name = os.path.split(path)
    ending = _ENDING.search(name)
    assert ending is not None  # it may be empty
    stem, number = name[: ending.start()], 0
    match = _NUMBER.fullmatch(stem)
    if match is not None:
        stem, number = match["stem"], int(match["number"])
    if stem.casefold() in _INDEX:
        stem = ""
    return Named(f"{folder}/{stem}*{ending[0]}".casefold(), number)


def first_pages(paths: Iterable[str], wanted: Collection[str]) -> Iterator[str]:
    """Of paths the first pages of those that are wanted: they take what is new beside them."""
    keys = {one.key for one in map(named, wanted)}
    for several in _groups(paths, keys).values():
        yield several[0]


def _groups(paths: Iterable[str], keys: Collection[str] | None = None) -> dict[str, list[str]]:
    """Paths by what they have in common, the first page of each first."""
    folders = None if keys is None else {os.path.dirname(key) for key in keys}  # noqa: PTH120
    found: dict[str, list[tuple[int, str]]] = {}
    for path in paths:
        if folders is not None and os.path.dirname(path).casefold() not in folders:  # noqa: PTH120
            continue
        key, number = named(path)
        if keys is None or key in keys:
            found.setdefault(key, []).append((number, path))
    return {
        key: [path for _, path in sorted(several)]
        for key, several in found.items()
        if 1 < len(several) <= MOST
    }


def led(connection: sqlite3.Connection) -> dict[int, int]:
    """For each thread that is but a page of another one the id of that."""
    rows: dict[str, _Row] = {}
    for path, *row in connection.execute(
        "SELECT file.path, thread.id, thread.posts, thread.first, thread.letters FROM thread "
        "JOIN file ON file.id = thread.file WHERE thread.key = '' AND NOT file.missing"
    ):
        rows[os.fsdecode(path)] = _Row(*row)
    found: dict[int, int] = {}
    for paths in _groups(rows).values():
        first = rows[paths[0]]
        others = [row for path in paths[1:] if _may(first, row := rows[path])]
        held = _posts(connection, first) if others else frozenset()
        for other in others:
            posts = _posts(connection, other)
            if posts and len(posts & held) >= SHARE * len(posts):
                found[other.id] = first.id
    return found


def _may(first: _Row, other: _Row) -> bool:
    """Whether a thread can be a page of another."""
    alike = not (first.letters and other.letters) or first.letters == other.letters
    return other.posts <= first.posts and (alike or other.posts > 1)


def _posts(connection: sqlite3.Connection, row: _Row) -> frozenset[int]:
    """What each post of a thread says, as a number."""
    last = row.first + row.posts
    found: set[int] = set()
    for first, data in connection.execute(
        "SELECT first, posts FROM chunk WHERE first >= (SELECT coalesce(max(first), 0) FROM chunk "
        "WHERE first <= ?) AND first < ? ORDER BY first",
        (row.first, last),
    ):
        for number, record in enumerate(unpacked(data), first):
            if row.first <= number < last and record.text.strip():
                found.add(hash(" ".join(record.text.split())))
    return frozenset(found)
