"""Tidying the index: pieces merged, room given back, dead weight thrown out."""

from __future__ import annotations

import sqlite3

from threadview.library.chunk import unpacked
from threadview.library.schema import WORDS
from threadview.library.writing import words_of

PIECES = 4
"""Pieces of the full-text table that are as good as one."""

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
    execute("PRAGMA incremental_vacuum").fetchall()
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _made_anew(connection: sqlite3.Connection) -> None:
    """The full-text table again, from the posts that are alive. No dump is read."""
    execute = connection.execute
    execute("BEGIN IMMEDIATE")
    try:
        execute("DROP TABLE words")
        execute(WORDS)
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
