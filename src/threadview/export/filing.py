"""Notes into files: one file, or a folder with a file for each thread; made once, then kept up to
date. A file is replaced whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from threadview.errors import NotebookError
from threadview.export.document import Document, Flavour
from threadview.export.plain import harmless
from threadview.export.sheet import Sheet
from threadview.export.upkeep import update, written
from threadview.notebook import Notebook, Piece, now

SLUG = re.compile(r"[^\w]+")

Made = Callable[[list[Sheet]], Document]
"""How sheets become a document: a flavour's, or a template's."""


def to_file(
    notebook: Notebook,
    path: Path,
    sheets: list[Sheet],
    flavour: Flavour,
    make: Made,
    *,
    check: bool = False,
) -> bool:
    """Bring a file up to date; whether it was current before. With `check`, nothing is written.

    Raises:
        NotebookError: the file cannot be read or written.
    """
    document = make(sheets)
    present = _text_of(path)
    notes = [f"n:{block.note}" for block in document.blocks]
    fresh = update(
        present,
        document,
        flavour,
        notebook.written.of_file(path),
        notebook.written.anywhere(notes) if present else {},
        now(),
    )
    current = fresh == present
    if check:
        return current
    if not current:
        replace_file(path, fresh)
    marks = {f"thread:{sheet.thread.id}": Piece("", 0) for sheet in sheets}
    try:
        notebook.written.remember(path, written(document) | marks)
    except NotebookError:
        if not notebook.read_only:
            raise
    return current


def to_folder(
    notebook: Notebook,
    folder: Path,
    sheets: list[Sheet],
    flavour: Flavour,
    make: Made,
    *,
    check: bool = False,
) -> list[tuple[Path, bool]]:
    """Bring a folder up to date, a file for each thread; each file and whether it was current.

    A file keeps the name it was given first, whatever its thread is called later.
    """
    named = notebook.written.files_of(folder)
    done = []
    for sheet in sheets:
        path = named.get(sheet.thread.id)
        if path is None or path.suffix != flavour.SUFFIX:
            path = folder / file_name(sheet, flavour.SUFFIX)
        done.append((path, to_file(notebook, path, [sheet], flavour, make, check=check)))
    return done


def file_name(sheet: Sheet, suffix: str) -> str:
    """A stable name for a thread's file: its title's words, and its id."""
    slug = SLUG.sub("-", harmless(sheet.thread.title or "")).strip("-_").lower()
    while len(slug.encode()) > 80:
        slug = slug[:-1]
    return f"{slug or 'thread'}-{sheet.thread.id}{suffix}"


def _text_of(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise NotebookError(f"{path} is not UTF-8 text", "export to another file") from None
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read: {error.strerror}") from None


def replace_file(path: Path, text: str) -> None:
    """Put a text in a file's place, synced, whole or not at all.

    Raises:
        NotebookError: it cannot be written; what was there still is.
    """
    target = path.resolve() if path.is_symlink() else path
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NotebookError(f"{path}: cannot be written: {error.strerror}") from None
