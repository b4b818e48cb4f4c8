"""Folders to the files in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator

from threadview.mailfolder import is_mail_folder

_PAGES = (".html", ".htm", ".xhtml")
_BELONGING = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file", "-filer",
    "_bestanden", "_pliki", "_soubory", "_tiedostot", "_dosyalar",
)  # fmt: skip
"""How browsers call the folder of what a complete page needs; Internet Explorer in its language."""


def absolute(path: str) -> str:
    """A path from the root, as the index knows files; a link stays a link."""
    return os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111


def files_below(paths: Iterable[str], closed: Callable[[str], object] = bool) -> Iterator[str]:
    """The files that are, or lie below, these paths, as absolute paths in order; hidden and empty
    ones below a folder are left out, and links to folders are not followed. A folder that is one
    mailbox is one of them; one that cannot be looked into is told to `closed`."""
    for path in paths:
        found = absolute(path)
        if os.path.isdir(found) and not is_mail_folder(found):  # noqa: PTH112
            yield from dumps_below(found, closed)
        else:
            yield found


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether an absolute path is, or lies below, one of some others."""
    while folders:
        if path in folders:
            return True
        above = os.path.dirname(path)  # noqa: PTH120 - a Path for each of many
        if above == path:
            break
        path = above
    return False


def _belongs(name: str, pages: Collection[str]) -> bool:
    """Whether a folder holds the pictures and frames of a page saved beside it."""
    return any(name.endswith(end) and name[: -len(end)] in pages for end in _BELONGING)


def dumps_below(folder: str, closed: Callable[[str], object] = bool) -> Iterator[str]:
    """The files below a folder in order, hidden and empty ones left out, links to folders not
    followed; a folder that is one mailbox is one. What cannot be looked at is passed over; folders
    that cannot be looked into are told to `closed`."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        folders = []
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            closed(here)
            continue
        pages = {entry.name.rpartition(".")[0] for entry in found if entry.name.endswith(_PAGES)}
        for entry in found:
            if entry.name.startswith(".") or _belongs(entry.name, pages):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    if is_mail_folder(entry.path):
                        yield entry.path
                    else:
                        folders.append(entry.path)
                elif entry.is_file() and entry.stat().st_size:
                    yield entry.path
            except OSError:
                continue
        waiting += reversed(folders)
