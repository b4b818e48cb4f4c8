"""Files that belong to a dump and stand beside it: a table of names, titles, comments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from threadview.errors import DumpError

if TYPE_CHECKING:
    from threadview.dump import Dump

LARGEST = 512 << 20
"""Bytes, as stored, of a file that is read because another one was opened."""

_PACKED = ("", ".gz", ".bz2", ".xz", ".zst")


_lent: WeakKeyDictionary[Dump, Callable[[str], Dump | None]] = WeakKeyDictionary()


def lend(dump: Dump, find: Callable[[str], Dump | None]) -> None:
    """Say what finds the files that stand beside a dump inside an archive."""
    _lent[dump] = find


def beside(dump: Dump, name: str) -> Dump | None:
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
            if path.stat().st_size <= LARGEST:
                return open_dump(path)
        except (OSError, DumpError):
            continue
    return None
