"""The notes that stand in the threads of the library, found by where the notebook saw them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from threadview.anchors.skeleton import letters
from threadview.library.entry import Entry
from threadview.notebook import Notebook
from threadview.search import Note


def notes_in(
    notebook: str, entries: Callable[[Collection[str]], Iterable[Entry]]
) -> dict[int, dict[int, list[Note]]]:
    """The notes of each post, by thread id and post number; a note on a thread stands with its
    first post. A thread is known by its file, and in a file of several by its title: `entries`
    gives those in some files.

    Raises:
        NotebookError: the notebook cannot be read.
    """
    by_path: dict[str, list[Entry]] = {}
    found: dict[int, dict[int, list[Note]]] = {}
    with Notebook(Path(notebook)) as kept:
        threads = {known.id: known for known in kept.threads.all() if known.path}
        if not threads:
            return found
        for entry in entries({known.path for known in threads.values() if known.path}):
            by_path.setdefault(entry.path, []).append(entry)
        for note in kept.notes.all():
            known = threads.get(note.thread)
            if known is None:
                continue
            for entry in by_path.get(known.path or "", []):
                alone = len(by_path[entry.path]) == 1
                if alone or letters(entry.title or "") == letters(known.title or ""):
                    number = note.post or 1
                    of_thread = found.setdefault(entry.id, {})
                    of_thread.setdefault(number, []).append(Note(note.body, note.tags))
                    break
    return found
