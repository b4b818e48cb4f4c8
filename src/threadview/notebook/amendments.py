"""Corrections in the store: kept, changed, taken back as notes are."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from threadview.anchors import Anchor
from threadview.corrections import ACTIONS, Correction
from threadview.errors import NotebookError
from threadview.notebook.note import new_id, now, storable
from threadview.notebook.store import Row, Store, as_json

COLUMNS = tuple(field.name for field in fields(Correction))


class Amendments:
    """The corrections of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_thread(self, thread: str) -> list[Correction]:
        """The corrections of a thread, in the order in which they were made."""
        query = "SELECT * FROM correction WHERE thread = ? AND NOT deleted ORDER BY rowid"
        return [as_correction(row) for row in self._store.read(query, (thread,))]

    def any(self) -> bool:
        """Whether there is any correction at all."""
        return bool(self._store.read("SELECT 1 FROM correction WHERE NOT deleted LIMIT 1"))

    def add(self, correction: Correction) -> Correction:
        """Keep a new correction; returned with its id and times once it is on the disk."""
        if correction.action not in ACTIONS:
            raise NotebookError(f"no correction is called {correction.action!r}")
        time = now()
        fresh = replace(
            correction,
            id=correction.id or new_id(),
            value=None if correction.value is None else storable(correction.value),
            created=correction.created or time,
            modified=correction.modified or time,
            revision=1,
        )
        with self._store.change(f"correct: {fresh.action}", fresh.thread) as change:
            if change.row("correction", fresh.id) is not None:
                raise NotebookError(f"there is a correction {fresh.id} already")
            change.put("correction", as_row(fresh))
        return fresh

    def delete(self, correction: str, revision: int) -> None:
        """Take a correction back, so that this too can be undone.

        Raises:
            NotebookError: there is no such correction, or it has changed since it was read.
        """
        with self._store.change("take a correction back") as change:
            row = change.row("correction", correction)
            if row is None:
                raise NotebookError(f"there is no correction {correction!r}")
            current = as_correction(row)
            if current.deleted:
                return
            if current.revision != revision:
                raise NotebookError("the correction has been changed in another window")
            time = now(after=current.modified)
            gone = replace(current, deleted=True, revision=revision + 1, modified=time)
            change.put("correction", as_row(gone))


def as_row(correction: Correction) -> Row:
    """A correction as a row of its table."""
    row: Row = {name: getattr(correction, name) for name in COLUMNS}
    row["anchors"] = as_json([anchor.as_json() for anchor in correction.anchors])
    row["deleted"] = int(correction.deleted)
    return row


def as_correction(row: Row) -> Correction:
    """A correction back from its row.

    Raises:
        NotebookError: the row is damaged.
    """
    values = {name: row[name] for name in COLUMNS}
    try:
        values["anchors"] = tuple(Anchor.from_json(data) for data in json.loads(row["anchors"]))
    except (ValueError, TypeError) as error:
        raise NotebookError(
            f"correction {row['id']} is damaged: {error}",
            "`threadview notes check` lists what is",
        ) from error
    values["deleted"] = bool(values["deleted"])
    return Correction(**values)
