"""The notebook's tables, version by version. The steps up are never edited, only added to.

Rows of `note` and `correction` are never removed by a deletion: `deleted` is set, so that it can be
undone. `change` is the journal that undo and redo walk along: each row holds the rows before and
after as JSON. `standing` and `written` are bookkeeping: where a note was last seen, and what an
export last wrote; they are in no journal and can be lost without harm.
"""

from __future__ import annotations

APPLICATION = 0x7476_6E62
"""SQLite's application id of a notebook: "tvnb"."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE thread (
            id TEXT PRIMARY KEY,
            title TEXT, format TEXT, sha256 TEXT,
            posts INTEGER NOT NULL DEFAULT 0,
            title_letters TEXT NOT NULL DEFAULT '',
            step INTEGER NOT NULL DEFAULT 1,
            prints BLOB NOT NULL DEFAULT x'',
            first_seen TEXT NOT NULL, last_seen TEXT NOT NULL)""",
        """CREATE TABLE thread_path (
            path TEXT NOT NULL,
            thread TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
            seen INTEGER NOT NULL,
            PRIMARY KEY (path, thread)) WITHOUT ROWID""",
        """CREATE TABLE thread_print (
            print INTEGER NOT NULL,
            thread TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
            PRIMARY KEY (print, thread)) WITHOUT ROWID""",
        "CREATE INDEX thread_print_thread ON thread_print(thread)",
        "CREATE INDEX thread_title ON thread(title_letters)",
        """CREATE TABLE note (
            id TEXT PRIMARY KEY,
            thread TEXT NOT NULL REFERENCES thread(id),
            kind TEXT NOT NULL, target TEXT NOT NULL,
            anchors TEXT NOT NULL, body TEXT NOT NULL, tags TEXT NOT NULL, colour TEXT,
            conflict_of TEXT,
            created TEXT NOT NULL, modified TEXT NOT NULL,
            revision INTEGER NOT NULL, deleted INTEGER NOT NULL)""",
        "CREATE INDEX note_thread ON note(thread)",
        """CREATE TABLE change (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL, label TEXT NOT NULL, thread TEXT,
            state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
            entries TEXT NOT NULL)""",
    ),
    (
        """CREATE TABLE correction (
            id TEXT PRIMARY KEY,
            thread TEXT NOT NULL REFERENCES thread(id),
            action TEXT NOT NULL, anchors TEXT NOT NULL, value TEXT,
            created TEXT NOT NULL, modified TEXT NOT NULL,
            revision INTEGER NOT NULL, deleted INTEGER NOT NULL)""",
        "CREATE INDEX correction_thread ON correction(thread)",
    ),
    (
        """CREATE TABLE standing (
            note TEXT PRIMARY KEY REFERENCES note(id) ON DELETE CASCADE,
            post INTEGER, start INTEGER, "end" INTEGER)""",
        """CREATE TABLE written (
            file TEXT NOT NULL, piece TEXT NOT NULL, hash TEXT NOT NULL, lines INTEGER NOT NULL,
            PRIMARY KEY (file, piece)) WITHOUT ROWID""",
        "CREATE INDEX written_piece ON written(piece, hash)",
    ),
)

LATEST = len(STEPS)
"""The newest version of the schema that this program knows."""
