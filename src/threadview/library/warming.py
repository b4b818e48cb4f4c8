"""The index brought into the system's memory before anybody asks for it: a page that a query needs
is there in microseconds then, where a disk that others use takes longer than a whole answer may.

Nothing is kept here: what was read stays with the system for as long as it has room (the page
cache, https://www.kernel.org/doc/html/latest/admin-guide/mm/concepts.html), and it lets go of it
when anybody needs the memory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress

PIECE = 1 << 20
"""Bytes read at a time: who waits for another page of the same disk waits for no more than that."""

SHARE = 2
"""One part in so many of the memory that is free is filled at most."""


def brought_in(path: str, going_on: Callable[[], bool]) -> int:
    """Read a file through, as far as memory has room for it and as long as that is to go on; how
    many bytes of it. One that cannot be read is left alone: who looks finds out why."""
    done, room = 0, _free() // SHARE
    piece = bytearray(PIECE)
    with suppress(OSError), open(path, "rb", buffering=0) as file:  # noqa: PTH123
        while done < room and going_on() and (count := file.readinto(piece)):
            done += count
    return done


def _free() -> int:
    """Bytes of memory that programs may still have."""
    with suppress(OSError), open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123
        found = re.search(r"(?m)^MemAvailable:\s+(\d+) kB", file.read())
        if found:
            return int(found[1]) << 10
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # no such thing on this system
        return 1 << 30
