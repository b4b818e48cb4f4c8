"""Directories that are named in place of dumps: every dump below them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from threadview.cli import say
from threadview.errors import DumpError
from threadview.mailfolder import is_mail_folder


def spread(names: Sequence[str], most: int | None = None) -> tuple[list[str], int]:
    """The names with directories replaced by their files, so many of each at `most`, and how many
    directories failed."""
    paths: list[str] = []
    failed = 0
    for name in names:
        if not is_plain_folder(name):
            paths.append(name)
            continue
        try:
            paths += files_in(name, most)
        except DumpError as error:
            say(str(error))
            failed += 1
    return paths, failed


def is_plain_folder(path: str) -> bool:
    """Whether a path is a directory of dumps, and not one dump itself, as mail folders are."""
    if path == "-" or not os.path.isdir(path):  # noqa: PTH112
        return False
    return not is_mail_folder(path)


def files_in(directory: str, most: int | None = None) -> list[str]:
    """The dumps below a directory, by name: files, hidden and empty ones left out, and folders
    that are one mailbox. Of very many, no more are looked for than `most`.

    Raises:
        DumpError: it cannot be listed, or holds none.
    """
    found: list[str] = []
    waiting = [directory]
    while waiting and (most is None or len(found) < most):
        here = waiting.pop()
        if here != directory and not is_plain_folder(here):
            found.append(here)
            continue
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.is_file() and entry.stat().st_size:
                        found.append(entry.path)
                    if most is not None and len(found) >= most:
                        break
        except OSError as error:
            if not found and not waiting:
                why = (error.strerror or str(error)).lower()
                raise DumpError(f"{directory}: {why}") from None
    if not found:
        raise DumpError(f"{directory}: holds no files to read")
    return sorted(found)
