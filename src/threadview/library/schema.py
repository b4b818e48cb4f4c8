"""The tables of the index, and of the shelf beside it.

The index is disposable: it may be deleted at any time, and one of another version is. Post ids
rise and are never used twice, so that what a changed file leaves behind in the full-text table is
dead weight, never a wrong answer; `Index.upkeep` builds that table anew when there is much of it.

A post costs little, for the index is to take at most 0.8 times the text: the full-text table knows
which words a post holds, not where (`detail=none`), and keeps no copy; the words themselves stand
compressed in `chunk`, some thirty posts together, where a look verifies and cuts its lines from.
The shelf holds what nobody can make again, and lives in the data directory.
"""

from __future__ import annotations

APPLICATION = 0x7476_6C69
"""SQLite's application id of an index: "tvli"."""

VERSION = 3
"""Of the tables, of `terms.indexed` and of what `gathering` keeps: raise it when any changes."""

INDEX: tuple[str, ...] = (
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO counter VALUES ('post', 1), ('dead', 0), ('weighed', 0)",
    """CREATE TABLE file (
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL, mtime INTEGER NOT NULL, ends BLOB,
        format TEXT, encoding TEXT,
        state TEXT NOT NULL CHECK (state IN ('part', 'whole', 'none')),
        why TEXT,
        missing INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX file_size ON file(size)",
    """CREATE TABLE thread (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES file(id),
        key TEXT NOT NULL,
        title TEXT, author TEXT, people INTEGER NOT NULL,
        begun TEXT, ended TEXT,
        first INTEGER NOT NULL UNIQUE, posts INTEGER NOT NULL,
        size INTEGER NOT NULL,
        leader INTEGER,
        letters TEXT NOT NULL, prints BLOB NOT NULL)""",
    "CREATE INDEX thread_ended ON thread(ended DESC, id)",
    "CREATE INDEX thread_file ON thread(file, key)",
    "CREATE TABLE telling (print INTEGER NOT NULL, thread INTEGER NOT NULL, "
    "PRIMARY KEY (print, thread)) WITHOUT ROWID",
    "CREATE TABLE chunk (first INTEGER PRIMARY KEY, file INTEGER NOT NULL, posts BLOB NOT NULL)",
    "CREATE INDEX chunk_file ON chunk(file)",
    "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE post (id INTEGER PRIMARY KEY, author INTEGER, day INTEGER)",
    "CREATE TABLE common (word TEXT PRIMARY KEY, posts INTEGER NOT NULL) WITHOUT ROWID",
)

ORDERS = (
    "CREATE INDEX IF NOT EXISTS post_author ON post(author)",
    "CREATE INDEX IF NOT EXISTS post_day ON post(day)",
)
"""By whom posts are, and of which day. An index that has none gets them when it is next tidied."""

TABLES = frozenset(
    {"counter", "file", "thread", "telling", "chunk", "person", "post", "common", "words", "titles"}
)

WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, "
    "tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO words (words, rank) VALUES ('hashsize', 33554432)",
)
"""The full-text table. It holds back more than the 1 MB that is usual before it writes a piece of
itself (never longer than to the next commit): fewer pieces are fewer to merge."""

TITLES = (
    "CREATE VIRTUAL TABLE titles USING fts5(text, content='', columnsize=0, detail=none, "
    "prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
)
"""The titles once more, by thread id, so that the first letters typed find some at once. A row of a
thread that is no more may stand under the id of another: who looks compares the title itself."""

SHELF: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE root (path BLOB PRIMARY KEY, added TEXT NOT NULL, "
        "left_out INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE mark (
            path BLOB NOT NULL, key TEXT NOT NULL,
            favourite INTEGER NOT NULL DEFAULT 0,
            read INTEGER,
            tags TEXT NOT NULL DEFAULT '[]', collections TEXT NOT NULL DEFAULT '[]',
            PRIMARY KEY (path, key)) WITHOUT ROWID""",
    ),
    (  # what a marked thread was known by when it was last met: see `following`
        "ALTER TABLE mark ADD COLUMN letters TEXT",
        "ALTER TABLE mark ADD COLUMN prints BLOB",
    ),
)
"""Steps up of the shelf's tables, never edited, only added to."""
