"""The library as a whole: index and shelf, and what keeps them up to date."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from threadview.library.catalogue import Catalogue
from threadview.library.folder import absolute, files_below, is_below
from threadview.library.shelf import Shelf
from threadview.library.store import DamagedError, LibraryError, Lock, thrown_away

if TYPE_CHECKING:
    from threadview.library.indexing import Progress, Tally

TIMES = 3
"""Times that indexing begins again when the index turns out to be damaged."""


def quiet(_progress: Progress) -> bool:
    """Nobody is told, and nobody stops it."""
    return True


class Library:
    """An index and a shelf, by their paths. Nothing is made before the first `add`."""

    def __init__(self, index: str, shelf: str) -> None:
        self.index = index
        self._shelf = shelf

    def shelf(self) -> Shelf:
        """What the reader has said about threads.

        Raises:
            LibraryError: it cannot be read.
        """
        return Shelf(self._shelf)

    def exists(self) -> bool:
        """Whether anything was ever indexed, or is to be."""
        return os.path.exists(self.index) or os.path.exists(self._shelf)  # noqa: PTH110

    def catalogue(self) -> Catalogue:
        """The index, for looking.

        Raises:
            DamagedError: it is damaged, or of another version.
            LibraryError: there is none, or it cannot be opened.
        """
        return Catalogue(self.index)

    def add(
        self,
        paths: Iterable[str],
        tell: Callable[[Progress], bool] = quiet,
        format: str | None = None,  # noqa: A002
    ) -> Tally:
        """Let files and folders belong to the library, and index them: also where the shelf cannot
        be written, which is told when that is done.

        Raises:
            BusyError: another program is indexing.
            LibraryError: the index cannot be written.
        """
        named = [absolute(path) for path in paths]
        with self.shelf() as shelf:
            try:
                shelf.add_roots(named)
            except LibraryError:
                self._brought_up(named, tell, format)
                raise
        return self._brought_up(named, tell, format)

    def refresh(self, tell: Callable[[Progress], bool] = quiet) -> Tally:
        """Read again whatever changed below anything that belongs to the library.

        Raises:
            BusyError: another program is indexing.
            LibraryError: the index cannot be written.
        """
        with self.shelf() as shelf:
            roots = shelf.roots()
        return self._brought_up(roots, tell)

    def remove(self, paths: Iterable[str]) -> int:
        """Take files and folders out of the library; how many files of the index went.

        Raises:
            BusyError: another program is indexing.
            LibraryError: the index cannot be written.
        """
        named = [absolute(path) for path in paths]
        with self.shelf() as shelf:
            shelf.remove_roots(named)
        if not os.path.exists(self.index):  # noqa: PTH110
            return 0
        from threadview.library.indexing import Indexer
        from threadview.library.tending import take_out, tell_copies, tidied

        with Indexer(self.index) as indexer:
            counts: list[int] = []
            indexer.tend(lambda connection: counts.append(take_out(connection, named)))
            indexer.tend(tell_copies, tidied)
            return counts[0]

    def rebuild(self, tell: Callable[[Progress], bool] = quiet) -> Tally:
        """Throw the index away and make it anew.

        Raises:
            BusyError: another program is indexing.
            LibraryError: the index cannot be written.
        """
        with Lock(self.index):
            thrown_away(self.index)
        return self.refresh(tell)

    def _brought_up(
        self,
        paths: list[str],
        tell: Callable[[Progress], bool],
        format: str | None = None,  # noqa: A002
    ) -> Tally:
        from threadview.library.following import follow
        from threadview.library.indexing import Indexer
        from threadview.library.tending import complete, mark_missing, tell_copies, tidied

        gone: list[bool] = []
        closed: dict[str, None] = {}
        for attempt in range(TIMES):
            with Indexer(self.index) as indexer:
                wanted = paths
                if indexer.anew:
                    with self.shelf() as shelf:
                        wanted = [*paths, *shelf.roots()]
                with self.shelf() as shelf:
                    out = shelf.left_out()
                try:
                    files = (
                        path
                        for path in files_below(wanted, closed.setdefault)
                        if not is_below(path, out)
                    )
                    tally = indexer.index(files, tell, format)
                    with self.shelf() as shelf:
                        for old, new in indexer.moves:
                            shelf.moved(old, new)
                        indexer.tend(partial(follow, shelf=shelf))
                    if indexer.anew:
                        indexer.tend(complete)
                    indexer.tend(lambda connection: gone.append(mark_missing(connection)))
                    if tally.read or tally.moved:
                        indexer.tend(tell_copies, tidied)
                    elif any(gone):  # a copy that is there stands for one that is not
                        indexer.tend(tell_copies)
                except DamagedError:
                    if attempt == TIMES - 1:
                        raise
                else:
                    return tally._replace(closed=tuple(closed))
        raise AssertionError("unreachable")
