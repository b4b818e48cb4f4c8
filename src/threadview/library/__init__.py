"""The library: an index over many dumps, and what the reader says about their threads.

    library = Library(index, shelf)              # their paths, as `locations` names them
    library.add(["~/threads"])                   # files and folders that belong to it, indexed
    library.refresh()                            # read again what changed, mark what is gone
    with library.catalogue() as catalogue:       # for looking; never waits for who writes
        catalogue.entries()                      # a row per thread
        look(catalogue, 'relief author:marlin')  # hits over all posts, the likeliest first

This package alone knows its SQL. The index is disposable: killed at any moment it is whole, and
damaged or of another version it is made anew. The shelf is not. Rooms: `schema` and `store` are the
file; `folder` finds files, `gathering` reads them, `writing` and `indexing` put them into tables;
`catalogue` is who looks, `looking` the queries, `judging` the query language over one post, `terms`
the words as they are indexed; `tending` looks after the whole; `copies` knows threads that
are the same, `noted` the notes in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.library.catalogue import Catalogue, Stats, within
    from threadview.library.entry import Entry
    from threadview.library.indexing import Progress, Tally
    from threadview.library.looking import Answer, Ground, Pace, Sought, look
    from threadview.library.shelf import Mark, Shelf
    from threadview.library.store import BusyError, DamagedError, LibraryError
    from threadview.library.upkeep import Library

_PLACES = {
    "Answer": "looking",
    "BusyError": "store",
    "Catalogue": "catalogue",
    "DamagedError": "store",
    "Entry": "entry",
    "Ground": "looking",
    "Library": "upkeep",
    "LibraryError": "store",
    "Mark": "shelf",
    "Pace": "looking",
    "Progress": "indexing",
    "Shelf": "shelf",
    "Sought": "looking",
    "Stats": "catalogue",
    "Tally": "indexing",
    "look": "looking",
    "within": "catalogue",
}
"""Where each name is: a list of threads is on the screen before what indexes them is loaded."""

__all__ = [
    "Answer",
    "BusyError",
    "Catalogue",
    "DamagedError",
    "Entry",
    "Ground",
    "Library",
    "LibraryError",
    "Mark",
    "Pace",
    "Progress",
    "Shelf",
    "Sought",
    "Stats",
    "Tally",
    "look",
    "within",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = found
    return found
