"""Undo and redo: along the journal of changes, also after a restart."""

from __future__ import annotations

import json
from typing import NamedTuple

from threadview.errors import NotebookError
from threadview.notebook.note import now
from threadview.notebook.store import Change, Row, Store

BOOKKEEPING = frozenset({"revision", "modified"})
"""Columns that differ between two rows that say the same."""


class Step(NamedTuple):
    """A change that was undone or redone: what it was called, and the ids of the rows it moved."""

    label: str
    ids: tuple[str, ...]


class Journal:
    """The journal of a store. With a thread's id, only that thread's changes are walked."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self, thread: str | None = None) -> Step | None:
        """Take the latest change back; None when there is nothing to undo.

        Raises:
            NotebookError: what it changed has been changed again since.
        """
        return self._walk("done", "undone", "before", "after", "DESC", thread)

    def redo(self, thread: str | None = None) -> Step | None:
        """Do again what was undone last; None when there is nothing to redo."""
        return self._walk("undone", "done", "after", "before", "ASC", thread)

    def labels(self, thread: str | None = None) -> tuple[str | None, str | None]:
        """What undo and redo would do now, in words."""
        return self._label("done", "DESC", thread), self._label("undone", "ASC", thread)

    def _label(self, state: str, order: str, thread: str | None) -> str | None:
        rows = self._store.read(*_next(state, order, thread))
        return rows[0]["label"] if rows else None

    def _walk(
        self, state: str, then: str, to: str, expected: str, order: str, thread: str | None
    ) -> Step | None:
        if not self._store.read(*_next(state, order, thread)):
            return None
        with self._store.change("") as change:
            row = change.execute(*_next(state, order, thread)).fetchone()
            if row is None:
                return None
            entries = json.loads(row["entries"])
            if to == "before":
                entries.reverse()
            for entry in entries:
                _move(change, entry, entry[to], entry[expected])
            change.execute("UPDATE change SET state = ? WHERE id = ?", (then, row["id"]))
            return Step(row["label"], tuple(dict.fromkeys(entry["id"] for entry in entries)))


def _next(state: str, order: str, thread: str | None) -> tuple[str, tuple[str | None, ...]]:
    scope = "AND (thread IS NULL OR thread = ?)" if thread is not None else ""
    query = f"SELECT * FROM change WHERE state = ? {scope} ORDER BY id {order} LIMIT 1"  # noqa: S608
    return query, (state, thread) if thread is not None else (state,)


def _move(change: Change, entry: Row, to: Row | None, expected: Row | None) -> None:
    current = change.row(entry["table"], entry["id"])
    if current is None or _said(current) != _said(expected):
        raise NotebookError(
            "that cannot be undone: it has been changed again since",
            "undo in the window, or the thread, where it was changed last",
        )
    row = dict(to) if to is not None else {**current, "deleted": 1}
    row["revision"] = current["revision"] + 1
    row["modified"] = now(after=current["modified"])
    change.write(entry["table"], row)


def _said(row: Row | None) -> Row | None:
    """What a row says; a deleted one says nothing."""
    if row is None or row["deleted"]:
        return None
    return {name: value for name, value in row.items() if name not in BOOKKEEPING}
