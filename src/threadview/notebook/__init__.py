"""The notebook: notes, tags, colours, corrections, kept in one SQLite file.

This package alone knows its SQL. How to use it:

    with Notebook(path) as notebook:                 # nothing is made before the first write
        identity = thread_print(thread.title, thread.posts)         # threadview.anchors
        known = notebook.threads.identify(identity, path)           # KnownThread | None
        # at the first note only (atomic; the same id for two windows at once):
        known = notebook.threads.keep(
            KnownThread("", thread.title, path, posts=len(thread.posts), identity=identity))
        corrections = notebook.corrections.of_thread(known.id)
        thread = corrected(thread, corrections, dump.text)          # threadview.corrections

        anchors = anchor_stretch(thread.posts, 4, 10, 5, 80)        # or anchor_post/_passage
        note = notebook.notes.add(Note("", known.id, "note", "passage", anchors, body="…"))
        note = notebook.notes.update(replace(note, body="better"))  # names note.revision
        notebook.notes.delete(note.id, note.revision)
        notebook.journal.undo(known.id); notebook.journal.redo(known.id)

        holding = Holding(thread.posts)                             # threadview.anchors
        places = holding.find_all(anchors)      # Place | Orphan for each; one look for all
        notebook.notes.settle({...: Standing(post, start, end)})    # where they stand now

        notebook.changed()       # ask twice a second: has another window written?
        notebook.notes.tags()    # for completion

What can go wrong is a `NotebookError` with a message and a hint; nothing is written by halves. A
stale `update` is kept as a second version: compare the id of what it returns. `rescue(text, dir)`
saves the text in hand when a write fails. One notebook belongs to one thread of execution: a worker
opens its own.

A look, or a command, that costs one transaction and one undo for many changes:

    with notebook.together("import 300 notes", thread_id):
        ...
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from threadview.notebook import backups
from threadview.notebook.amendments import Amendments
from threadview.notebook.backups import Backup, checked, restore
from threadview.notebook.journal import Journal, Step
from threadview.notebook.links import Link, parse
from threadview.notebook.note import (
    COLOURS,
    KnownThread,
    Note,
    Standing,
    new_id,
    now,
    storable,
    tidy_tags,
)
from threadview.notebook.notes import Notes, in_order
from threadview.notebook.store import Change, Store
from threadview.notebook.threads import Threads
from threadview.notebook.troubles import rescue
from threadview.notebook.written import Piece, Written

__all__ = [
    "COLOURS",
    "Backup",
    "KnownThread",
    "Link",
    "Note",
    "Notebook",
    "Piece",
    "Standing",
    "Step",
    "checked",
    "in_order",
    "new_id",
    "now",
    "parse",
    "rescue",
    "restore",
    "storable",
    "tidy_tags",
]


class Notebook:
    """A notebook, open.

    Attributes:
        path: its file.
        notes, corrections, threads: what is kept.
        journal: undo and redo.
        written: what exports last wrote.

    Raises:
        NotebookError: it is damaged, newer than this program, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = Store(path)
        self.notes = Notes(self._store)
        self.corrections = Amendments(self._store)
        self.threads = Threads(self._store)
        self.journal = Journal(self._store)
        self.written = Written(self._store)

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Safe to do twice."""
        self._store.close()

    @property
    def read_only(self) -> str:
        """Why it can only be read, or ""."""
        return self._store.read_only

    @property
    def notices(self) -> list[str]:
        """What went wrong without harm, in plain words."""
        return self._store.notices

    def changed(self) -> bool:
        """Whether another window, or another program, has written since this was last asked."""
        return self._store.changed()

    def together(self, label: str, thread: str | None = None) -> AbstractContextManager[Change]:
        """Changes that are written, and undone, as one."""
        return self._store.change(label, thread)

    def backup(self, target: Path | None = None) -> Path:
        """Copy the notebook to a file; by default into its own folder of backups.

        Raises:
            NotebookError: there is nothing to copy, it is damaged, or the copy cannot be written.
        """
        made = target or backups.fresh_name(self.path, "manual")
        self._store.backup(made)
        return made

    def backups(self) -> list[Backup]:
        """The copies there are, the newest first."""
        return backups.listed(self.path)
