"""A `threadview://…` link of an export, back to the dump and the place in it."""

from __future__ import annotations

from pathlib import Path

from threadview.errors import NotebookError


def linked(link: str, notebook: str) -> tuple[str, str | None]:
    """The dump that a link leads to, and the place in it ("#12"), as the notebook knows them.

    Raises:
        NotebookError: it is no link, or leads to nothing that the notebook knows.
    """
    from threadview.notebook import Notebook, parse

    found = parse(link)
    if found is None:
        raise NotebookError(f"{link!r} is no link of threadview's")
    with Notebook(Path(notebook)) as book:
        thread = book.threads.get(found.thread)
        note = book.notes.get(found.note) if found.note else None
        standing = book.notes.standings().get(found.note) if found.note else None
    if thread is None or thread.path is None:
        raise NotebookError(f"the notebook knows no dump for {link}")
    number = found.post
    if standing is not None and standing.post:
        number = standing.post
    elif number is None and note is not None:
        number = note.post
    return thread.path, f"#{number}" if number else None
