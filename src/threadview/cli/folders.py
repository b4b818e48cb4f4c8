"""Directories that are named in place of dumps: every dump below them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice

from threadview.cli import say
from threadview.errors import DumpError
from threadview.library.folder import dumps_below
from threadview.mailfolder import is_mail_folder

PRINTED = 500
"""Dumps below one directory that are printed one after another at most."""


def printable(names: Sequence[str]) -> list[str]:
    """The names without directories that hold too many dumps to have been meant: all of a disk,
    say. Those are reported; the files in them can still be named.

    Raises:
        DumpError: no other name is there.
    """
    kept: list[str] = []
    for name in names:
        if is_plain_folder(name) and len(list(islice(dumps_below(name), PRINTED + 1))) > PRINTED:
            error = DumpError(
                f"{name}: more than {PRINTED} files below it, too many to print",
                "name a folder or files in it, or see threadview search and threadview convert",
            )
            if len(names) == 1:
                raise error
            say(str(error))
        else:
            kept.append(name)
    return kept


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
    """The dumps below a directory, as the library finds them. Of very many, no more are looked for
    than `most`.

    Raises:
        DumpError: it cannot be listed, or holds none.
    """
    try:
        with os.scandir(directory):
            pass
    except OSError as error:
        raise DumpError(f"{directory}: {(error.strerror or str(error)).lower()}") from None
    found = list(islice(dumps_below(directory), most))
    if not found:
        raise DumpError(f"{directory}: holds no files to read")
    return found
