"""Sheaves into the tables of the index, inside the transactions of who indexes."""

from __future__ import annotations

import sqlite3

from threadview.library.sheaf import Bound, Sheaf

NAMES = 200_000
"""Authors whose ids are held in memory."""


class Writer:
    """Writes the sheaves of one file after another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._people: dict[str, int] = {}
        self.posts = self.characters = self.threads = 0

    def write(self, file: int, sheaf: Sheaf) -> None:
        """A sheaf of a file."""
        if not (sheaf.size or sheaf.threads):
            return
        execute, many = self._connection.execute, self._connection.executemany
        first = execute("SELECT value FROM counter WHERE name = 'post'").fetchone()[0]
        many(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(first + at, text) for at, text in sheaf.words],
        )
        many(
            "INSERT INTO post VALUES (?, ?, ?)",
            [(first + at, self._person(author), day) for at, author, day in sheaf.posts],
        )
        many(
            "INSERT INTO chunk VALUES (?, ?, ?)",
            [(first + at, file, posts) for at, posts in sheaf.chunks],
        )
        for bound in sheaf.threads:
            self._thread(file, first, bound)
        execute("UPDATE counter SET value = ? WHERE name = 'post'", (first + sheaf.size,))
        self.posts += len(sheaf.posts)
        self.threads += len(sheaf.threads)
        self.characters += sheaf.characters

    def _thread(self, file: int, first: int, bound: Bound) -> None:
        known = bound.known
        thread = self._connection.execute(
            "INSERT INTO thread (file, key, title, author, people, begun, ended, first, posts, "
            "size, letters, prints) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                file,
                *known[:6],
                first + bound.first,
                known.posts,
                known.size,
                known.letters,
                bound.prints,
            ),
        ).lastrowid
        if bound.title:
            self._connection.execute(
                "INSERT INTO titles (rowid, text) VALUES (?, ?)", (thread, bound.title)
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO telling VALUES (?, ?)", [(n, thread) for n in bound.lowest]
        )

    def _person(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = self._people.get(name)
        if found is None:
            execute = self._connection.execute
            execute("INSERT OR IGNORE INTO person (name) VALUES (?)", (name,))
            row = execute("SELECT id FROM person WHERE name = ?", (name,)).fetchone()
            if len(self._people) >= NAMES:
                self._people.clear()
            found = self._people[name] = int(row[0])
        return found


def forget(connection: sqlite3.Connection, file: int) -> None:
    """Take the threads of a file out. What the full-text table holds of them is dead from now on:
    no post has those ids any more."""
    execute = connection.execute
    where = "(SELECT id FROM thread WHERE file = ?)"
    execute(f"DELETE FROM telling WHERE thread IN {where}", (file,))  # noqa: S608 - own words
    execute(
        "UPDATE counter SET value = value + "
        "(SELECT coalesce(sum(posts), 0) FROM thread WHERE file = ?) WHERE name = 'dead'",
        (file,),
    )
    rows = execute("SELECT first, posts FROM thread WHERE file = ?", (file,)).fetchall()
    for first, posts in rows:
        execute("DELETE FROM post WHERE id >= ? AND id < ?", (first, first + posts))
    execute("DELETE FROM thread WHERE file = ?", (file,))
    execute("DELETE FROM chunk WHERE file = ?", (file,))
