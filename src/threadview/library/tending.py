"""Tending the index: what is gone, what is a copy, what is taken out; pieces merged, room given
back, dead weight thrown out. Each function takes the writer's connection and raises what SQLite
raises."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable

from threadview.library.chunk import unpacked
from threadview.library.copies import found_leaders
from threadview.library.schema import ORDERS, WORDS
from threadview.library.sheaf import words_of
from threadview.library.writing import forget

PIECES = 4
"""Pieces of the full-text table that are as good as one."""

FEW = 20_000
"""Posts of which any may be looked through in no time."""

COMMON = 400
"""A word that one post in so many holds is common."""

DEAD = 20_000
"""Dead posts that are borne at any rate."""


def tidied(connection: sqlite3.Connection) -> None:
    """Do all that is due."""
    execute = connection.execute
    dead = execute("SELECT value FROM counter WHERE name = 'dead'").fetchone()[0]
    alive = execute("SELECT coalesce(sum(posts), 0) FROM thread").fetchone()[0]
    if dead > max(DEAD, alive // 2):
        _made_anew(connection)
    if execute("SELECT count(DISTINCT id >> 37) FROM words_data").fetchone()[0] > PIECES + 1:
        execute("INSERT INTO words (words) VALUES ('optimize')")
    _weighed(connection, alive)
    for statement in ORDERS:
        execute(statement)
    connection.executescript("PRAGMA incremental_vacuum")  # `execute` takes one step: one page
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _weighed(connection: sqlite3.Connection, alive: int) -> None:
    """Note which words stand in so many posts that who looks has to go about them in another way;
    again when there are many more posts than the last time."""
    execute = connection.execute
    before = execute("SELECT value FROM counter WHERE name = 'weighed'").fetchone()[0]
    if alive < FEW or before * 3 <= alive * 4 <= before * 5:
        return
    execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row')")
    least = max(FEW // 10, alive // COMMON)
    found = execute("SELECT term, doc FROM vocabulary WHERE doc >= ?", (least,)).fetchall()
    execute("DROP TABLE temp.vocabulary")
    execute("BEGIN IMMEDIATE")
    execute("DELETE FROM common")
    connection.executemany("INSERT INTO common VALUES (?, ?)", found)
    execute("UPDATE counter SET value = ? WHERE name = 'weighed'", (alive,))
    execute("COMMIT")


def _made_anew(connection: sqlite3.Connection) -> None:
    """The full-text table again, from the posts that are alive. No dump is read."""
    execute = connection.execute
    execute("BEGIN IMMEDIATE")
    try:
        execute("DROP TABLE words")
        for statement in WORDS:
            execute(statement)
        titles = dict(execute("SELECT first, title FROM thread").fetchall())
        for first, data in execute("SELECT first, posts FROM chunk ORDER BY first"):
            connection.executemany(
                "INSERT INTO words (rowid, text) VALUES (?, ?)",
                [
                    (first + n, words_of(record, titles.get(first + n)))
                    for n, record in enumerate(unpacked(data))
                ],
            )
        execute("UPDATE counter SET value = 0 WHERE name = 'dead'")
        execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            execute("ROLLBACK")
        raise


def complete(connection: sqlite3.Connection) -> None:
    """Note that all that belongs to the library has been looked through since the index was
    made."""
    connection.execute("INSERT OR REPLACE INTO counter VALUES ('complete', 1)")


def mark_missing(connection: sqlite3.Connection) -> bool:
    """See which of the files that are known are gone, or are there again; whether any is."""
    rows = connection.execute("SELECT id, path, missing FROM file").fetchall()
    changed = [
        (int(gone), number)
        for number, path, missing in rows
        if (gone := not os.path.lexists(path)) != bool(missing)
    ]
    if changed:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("UPDATE file SET missing = ? WHERE id = ?", changed)
        connection.execute("COMMIT")
    return bool(changed)


def tell_copies(connection: sqlite3.Connection) -> None:
    """Find out which threads are copies of others, for who looks."""
    leaders = found_leaders(connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE thread SET leader = NULL WHERE leader IS NOT NULL")
    connection.executemany(
        "UPDATE thread SET leader = ? WHERE id = ?",
        [(leader, thread) for thread, leader in leaders.items()],
    )
    connection.execute("COMMIT")


def take_out(connection: sqlite3.Connection, paths: Iterable[str]) -> int:
    """Take the files that are, or lie below, these paths out of the index; how many."""
    wanted = [os.fsencode(path) for path in paths]
    rows = connection.execute("SELECT id, path FROM file").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    count = 0
    for number, path in rows:
        if any(path == one or path.startswith(one.rstrip(b"/") + b"/") for one in wanted):
            forget(connection, number)
            connection.execute("DELETE FROM file WHERE id = ?", (number,))
            count += 1
    connection.execute("COMMIT")
    return count
