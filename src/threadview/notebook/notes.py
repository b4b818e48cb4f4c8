"""Notes in the store: add, change, delete, look up. Nothing is ever written over unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from threadview.anchors import Anchor
from threadview.errors import NotebookError
from threadview.notebook.note import COLOURS, KINDS, TARGETS, Note, Standing, new_id, now, storable
from threadview.notebook.store import Change, Row, Store, as_json

COLUMNS = tuple(field.name for field in fields(Note))


class Notes:
    """The notes of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, note: str) -> Note | None:
        """The note with this id, deleted ones too."""
        rows = self._store.read("SELECT * FROM note WHERE id = ?", (note,))
        return as_note(rows[0]) if rows else None

    def resolve(self, start: str) -> Note:
        """The one note whose id begins so (with or without the "tv-" of an export).

        Raises:
            NotebookError: there is none, or more than one.
        """
        wanted = start.removeprefix("^").removeprefix("tv-")
        rows = self._store.read(
            "SELECT * FROM note WHERE substr(id, 1, ?) = ? AND NOT deleted LIMIT 2",
            (len(wanted), wanted),
        )
        exact = [row for row in rows if row["id"] == wanted] or rows
        if len(exact) != 1 or not wanted:
            several = "several notes have ids that begin with" if exact else "there is no note"
            raise NotebookError(f"{several} {start!r}", "`threadview notes list` shows the ids")
        return as_note(exact[0])

    def of_thread(self, thread: str) -> list[Note]:
        """The notes of a thread, in the order in which they stand in it (as first noted)."""
        query = "SELECT * FROM note WHERE thread = ? AND NOT deleted ORDER BY rowid"
        return sorted(map(as_note, self._store.read(query, (thread,))), key=in_order)

    def revisions(self, thread: str) -> dict[str, int]:
        """The revision of each note of a thread, by its id: what tells which are to be read."""
        query = "SELECT id, revision FROM note WHERE thread = ? AND NOT deleted ORDER BY rowid"
        return {row["id"]: row["revision"] for row in self._store.read(query, (thread,))}

    def all(self) -> list[Note]:
        """Every note, thread by thread, in order."""
        rows = self._store.read("SELECT * FROM note WHERE NOT deleted ORDER BY rowid")
        return sorted(map(as_note, rows), key=lambda note: (note.thread, in_order(note)))

    def tags(self) -> dict[str, int]:
        """Every tag in use and how often, the commonest first: for completion."""
        rows = self._store.read(
            "SELECT value AS tag, count(*) AS uses FROM note, json_each(note.tags) "
            "WHERE NOT deleted GROUP BY value ORDER BY uses DESC, value"
        )
        return {row["tag"]: row["uses"] for row in rows}

    def add(self, note: Note, label: str = "") -> Note:
        """Keep a new note; returned with its id, times and revision once it is on the disk.

        An id that the note has already is kept (imports); one that is taken is refused.
        """
        note = _sound(note.tidied())
        time = now()
        fresh = replace(
            note,
            id=note.id or new_id(),
            created=note.created or time,
            modified=note.modified or note.created or time,
            revision=1,
        )
        with self._store.change(label or f"add a {note.kind}", note.thread) as change:
            if change.row("note", fresh.id) is not None:
                raise NotebookError(f"there is a note {fresh.id} already")
            change.put("note", as_row(fresh))
        return fresh

    def update(self, note: Note, label: str = "") -> Note:
        """Write a changed note; `note.revision` is the revision that was read.

        When somebody else has written since, nothing is overwritten: what was to be written is
        kept as a second version, a new note whose `conflict_of` is the first. What is returned is
        what was stored; compare its id.
        """
        note = _sound(note.tidied())
        with self._store.change(label or f"change a {note.kind}", note.thread) as change:
            current = self._current(change, note.id)
            if current.revision != note.revision or current.deleted:
                if not current.deleted and _same(current, note):
                    return current
                return self._second_version(change, note)
            written = replace(
                note,
                created=current.created,
                modified=now(after=current.modified),
                revision=current.revision + 1,
            )
            if _same(current, written):
                return current
            change.put("note", as_row(written))
            return written

    def take_in(self, note: Note) -> Note | None:
        """Keep a note from elsewhere under its own id and times. None when it is there already; as
        a second version, under a new id, when what is there differs."""
        note = _sound(note.tidied())
        with self._store.change("import a note", note.thread) as change:
            row = change.row("note", note.id) if note.id else None
            if row is None:
                return self.add(note, "import a note")
            there = as_note(row)
            if _same(there, replace(note, thread=there.thread)):
                return None
            copies = change.execute("SELECT * FROM note WHERE conflict_of = ?", (note.id,))
            for copy in map(as_note, map(dict, copies)):
                if _same(replace(copy, id=note.id, conflict_of=note.conflict_of), note):
                    return None
            return self._second_version(change, note)

    def delete(self, note: str, revision: int) -> None:
        """Delete a note, so that it can be undone.

        Raises:
            NotebookError: there is no such note, or it has been changed since it was read.
        """
        with self._store.change("delete a note") as change:
            current = self._current(change, note)
            if current.deleted:
                return
            if current.revision != revision:
                raise NotebookError(
                    "the note has been changed in another window and was not deleted",
                    "look at it again first",
                )
            gone = replace(
                current,
                deleted=True,
                revision=revision + 1,
                modified=now(after=current.modified),
            )
            change.put("note", as_row(gone))

    def standings(self, thread: str | None = None) -> dict[str, Standing]:
        """Where notes stood when their thread was last read, by note id."""
        query = "SELECT standing.* FROM standing JOIN note ON note.id = standing.note"
        rows = (
            self._store.read(query)
            if thread is None
            else self._store.read(f"{query} WHERE note.thread = ?", (thread,))
        )
        return {row["note"]: Standing(row["post"], row["start"], row["end"]) for row in rows}

    def settle(self, places: dict[str, Standing]) -> None:
        """Remember where notes stand now. Written only where it differs."""
        known = self.standings()
        new = {note: place for note, place in places.items() if known.get(note) != place}
        if not new:
            return
        with self._store.change("") as change:
            for note, place in new.items():
                change.execute(
                    "INSERT INTO standing SELECT ?, ?, ?, ? WHERE EXISTS "
                    "(SELECT 1 FROM note WHERE id = ?) ON CONFLICT (note) DO UPDATE SET "
                    'post = excluded.post, start = excluded.start, "end" = excluded."end"',
                    (note, place.post, place.start, place.end, note),
                )

    @staticmethod
    def _current(change: Change, note: str) -> Note:
        row = change.row("note", note)
        if row is None:
            raise NotebookError(f"there is no note {note!r}", "`threadview notes list` shows them")
        return as_note(row)

    @staticmethod
    def _second_version(change: Change, note: Note) -> Note:
        time = now(after=note.created)
        copy = replace(
            note,
            id=new_id(),
            conflict_of=note.id,
            created=time,
            modified=time,
            revision=1,
            deleted=False,
        )
        change.put("note", as_row(copy))
        return copy


def in_order(note: Note) -> tuple[int, int, int, str]:
    """Sorts notes as they stand in a thread: those on the thread first, then by place, by time."""
    if not note.anchors:
        return (0, 0, 0, note.created)
    first = note.anchors[0]
    return (first.number, first.start, first.end, note.created)


def _sound(note: Note) -> Note:
    for what, value, known in (
        ("colour", note.colour, (None, *COLOURS)),
        ("kind", note.kind, KINDS),
        ("target", note.target, TARGETS),
    ):
        if value not in known:
            names = ", ".join(str(name) for name in known if name)
            raise NotebookError(f"no {what} is called {value!r}", f"there are {names}")
    return note


def _same(one: Note, other: Note) -> bool:
    def said(note: Note) -> Note:
        return replace(note, revision=0, modified="", created="")

    return said(one) == said(other)


def as_row(note: Note) -> Row:
    """A note as a row of its table, without what UTF-8 cannot hold, as an imported one may have."""
    row: Row = {name: getattr(note, name) for name in COLUMNS}
    row = {
        name: storable(value) if isinstance(value, str) else value for name, value in row.items()
    }
    row["anchors"] = as_json([anchor.as_json() for anchor in note.anchors])
    row["tags"] = as_json(list(note.tags))
    row["deleted"] = int(note.deleted)
    return row


def as_note(row: Row) -> Note:
    """A note back from its row.

    Raises:
        NotebookError: the row is damaged.
    """
    values: dict[str, Any] = {name: row[name] for name in COLUMNS}
    try:
        values["anchors"] = _anchors(json.loads(row["anchors"]))
        values["tags"] = tuple(json.loads(row["tags"]))
    except (ValueError, TypeError) as error:
        raise NotebookError(
            f"note {row['id']} is damaged: {error}", "`threadview notes check` lists what is"
        ) from error
    values["deleted"] = bool(row["deleted"])
    return Note(**values)


def _anchors(data: Iterable[Row]) -> tuple[Anchor, ...]:
    return tuple(Anchor.from_json(anchor) for anchor in data)
