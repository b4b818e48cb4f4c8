"""Copies: threads of the library that are the same, scraped twice or kept in two places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from threadview.anchors import ThreadPrint, same_thread
from threadview.library.pages import led
from threadview.library.sheaf import prints_unpacked

STOCK = 40
"""Threads that share a print and are still compared: what more share is no thread's own."""


class Telling(NamedTuple):
    """A thread as far as telling copies goes: posts and people are counted, so that the fullest
    leads."""

    id: int
    posts: int
    people: int
    missing: bool
    identity: ThreadPrint


def leaders(shared: Iterable[tuple[int, int]], threads: dict[int, Telling]) -> dict[int, int]:
    """For each thread that has copies, the one that stands for all of them: there, with names
    beside its posts, and fullest.

    `shared` are pairs of a print and a thread that has it, sorted by print, of those prints that
    several threads have.
    """
    parent: dict[int, int] = {}

    def root(thread: int) -> int:
        while parent.get(thread, thread) != thread:
            parent[thread] = parent.get(parent[thread], parent[thread])
            thread = parent[thread]
        return thread

    compared: set[tuple[int, int]] = set()
    for _, pairs in groupby(shared, key=lambda pair: pair[0]):
        held = [thread for _, thread in pairs if thread in threads]
        if len(held) > STOCK:
            continue
        for one, other in pairwise(held):
            if root(one) == root(other) or (one, other) in compared:
                continue
            compared.add((one, other))
            if same_thread(threads[one].identity, threads[other].identity):
                parent[root(other)] = root(one)
                parent.setdefault(one, root(one))
    groups: dict[int, list[int]] = {}
    for thread in parent:
        groups.setdefault(root(thread), []).append(thread)
    found: dict[int, int] = {}
    for key, members in groups.items():
        every = {*members, key}
        best = min(every, key=lambda n: _rank(threads[n]))
        found.update(dict.fromkeys(every, best))
    return found


def _rank(thread: Telling) -> tuple[bool, bool, int, int]:
    """Where a thread stands among its copies."""
    return thread.missing, not thread.people, -thread.posts, thread.id


def found_leaders(connection: sqlite3.Connection) -> dict[int, int]:
    """The leaders of the threads of an index: of copies, and of the pages of a thread that lie in
    files of their own."""
    found = _copied(connection)
    for page, first in led(connection).items():
        best = found.get(first, first)
        before = found.get(page, page)
        found.update({thread: best for thread, leader in found.items() if leader == before})
        found.update({page: best, first: best, best: best})
    return found


def _copied(connection: sqlite3.Connection) -> dict[int, int]:
    """The leaders of copies, by comparing threads that share prints."""
    common = "(SELECT print FROM telling GROUP BY print HAVING count(*) > 1)"
    shared = connection.execute(
        f"SELECT print, thread FROM telling WHERE print IN {common} ORDER BY print, thread"  # noqa: S608
    ).fetchall()
    if not shared:
        return {}
    rows = connection.execute(
        f"SELECT thread.id, thread.posts, thread.people, file.missing, letters, prints FROM thread "  # noqa: S608
        "JOIN file ON file.id = thread.file WHERE thread.id IN "
        f"(SELECT thread FROM telling WHERE print IN {common})"
    )
    threads = {
        row[0]: Telling(
            row[0], row[1], row[2], bool(row[3]), ThreadPrint(row[4], prints_unpacked(row[5]))
        )
        for row in rows
    }
    return leaders(shared, threads)
