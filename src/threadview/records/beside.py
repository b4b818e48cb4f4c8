"""Files that belong to a dump and stand beside it: a table of names, titles, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from threadview.errors import DumpError

if TYPE_CHECKING:
    from threadview.dump import Dump

LARGEST = 512 << 20
"""Bytes, as stored, of a file that is read because another one was opened."""

_PACKED = ("", ".gz", ".bz2", ".xz", ".zst")


_PAGE = re.compile(r"[-_ .(?&]*(?:page|p)?[-_= ]*\d{1,4}\)?$")
MOST_PAGES = 200


def pages_beside(dump: Dump) -> Iterator[Dump]:
    """The files beside a dump whose names are its own with a number behind: `topic.json`,
    `topic-page-2.json`, `topic.json?page=3`."""
    from threadview.dump import open_dump

    if dump.location is None:
        return
    path = Path(dump.location)
    stem = path.name.partition(".")[0]
    try:
        names = sorted(one.name for one in path.parent.iterdir() if one.name.startswith(stem))
    except OSError:
        return
    found = [name for name in names if _PAGE.match(name[len(stem) :].replace(path.suffix, "", 1))]
    for name in found[:MOST_PAGES]:
        try:
            if name != path.name and (path.parent / name).stat().st_size <= LARGEST:
                yield open_dump(path.parent / name)
        except (OSError, DumpError):
            continue


_lent: WeakKeyDictionary[Dump, Callable[[str], Dump | None]] = WeakKeyDictionary()


def lend(dump: Dump, find: Callable[[str], Dump | None]) -> None:
    """Say what finds the files that stand beside a dump inside an archive."""
    _lent[dump] = find


def beside(dump: Dump, name: str, most: int = LARGEST) -> Dump | None:
    """The file of that name in the folder of a dump, packed or not; None where there is none that
    can be read, or only an enormous one."""
    from threadview.dump import open_dump

    if dump in _lent:
        return _lent[dump](name)
    if dump.location is None:
        return None
    folder = Path(dump.location).parent
    for ending in _PACKED:
        path = folder / f"{name}{ending}"
        try:
            if path.stat().st_size <= most:
                return open_dump(path)
        except (OSError, DumpError):
            continue
    return None
