"""Marks follow their threads: a file that is read anew may call them something else.

A mailbox that lost a letter has all later ones in other places, a thread whose first message turns
up later begins with another one, the only thread of a file has no key until it is joined by others.
So beside a mark stands what its thread was known by when it was last met. Where nothing answers to
a mark's key any more, or another thread does, it goes to the one thread of its file that is the
same; else to where the format says that its key leads. Where neither is sure it stays as it is; but
on a thread that is plainly another it does not stay: it waits, under a key that no thread has,
until its own is there again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from threadview.anchors import ThreadPrint, same_thread
from threadview.library.sheaf import prints_unpacked
from threadview.library.shelf import Shelf, Told

Holder = Callable[[str, str, str], str | None]
"""For a path, its format and a key, the key of the thread that holds what the key names."""


class _Known(NamedTuple):
    """A thread of the index."""

    key: str
    told: Told


def follow(connection: sqlite3.Connection, shelf: Shelf, holder: Holder | None = None) -> None:
    """Let all marks follow their threads, as far as their files are indexed.

    Raises:
        sqlite3.Error: the index cannot be read.
        LibraryError: the shelf cannot be written.
    """
    paths: dict[str, dict[str, Told | None]] = {}
    for (path, key), told in shelf.told().items():
        paths.setdefault(path, {})[key] = told
    for path, marked in paths.items():
        row = connection.execute(
            "SELECT id, format FROM file WHERE path = ? AND state = 'whole'", (os.fsencode(path),)
        ).fetchone()
        threads = [] if row is None else _threads(connection, row[0])
        if not threads:
            continue
        keys: dict[str, str] = {}
        facts: dict[str, Told] = {}
        there = {one.key: one.told for one in threads}
        for key, told in marked.items():
            new = _followed(key, told, threads)
            if new is None and key not in there:
                new = (holder or held)(path, row[1] or "text", key)
                if new is not None and new not in there and len(threads) == 1:
                    new = threads[0].key
            if new is None and told is not None and key in there:
                if told.letters != there[key].letters:
                    keys[key] = _free(key, {*there, *marked, *keys.values()})
            elif new in there and (new != key or there[new] != told):
                keys[key], facts[new] = new, there[new]
        if keys:
            shelf.follow(path, keys, facts)


def _threads(connection: sqlite3.Connection, file: int) -> list[_Known]:
    rows = connection.execute(
        "SELECT key, letters, prints FROM thread WHERE file = ? ORDER BY first", (file,)
    )
    return [_Known(key, Told(letters, prints)) for key, letters, prints in rows]


def _followed(key: str, told: Told | None, threads: Sequence[_Known]) -> str | None:
    """The key of a marked thread among those of its file; None where nobody can be sure."""
    here = next((one for one in threads if one.key == key), None)
    if told is None:
        # The only thread of a file had no key; what joins it comes behind.
        return here.key if here is not None else threads[0].key if not key else None
    if here is not None and _same(told, here.told):
        return key
    found = [one.key for one in threads if _same(told, one.told)]
    if len(found) == 1:
        return found[0]
    return None


def _free(key: str, taken: Collection[str]) -> str:
    """A key that no thread has."""
    while key in taken:
        key += "\n"
    return key


def _same(one: Told, other: Told) -> bool:
    if one == other:
        return True
    return same_thread(
        ThreadPrint(one.letters, prints_unpacked(one.prints)),
        ThreadPrint(other.letters, prints_unpacked(other.prints)),
    )


def held(path: str, form: str, key: str) -> str | None:
    """The key of the thread that holds what a key names, as its format tells; None where it does
    not, or the file cannot be read."""
    from threadview import formats
    from threadview.errors import ThreadviewError
    from threadview.library.gathering import opened

    try:
        find = getattr(formats.load(form), "holder", None)
        if find is None:
            return None
        dump = opened(path, form).dump
        try:
            found: str | None = find(dump, key)
        finally:
            dump.close()
    except ThreadviewError:
        return None
    return found
