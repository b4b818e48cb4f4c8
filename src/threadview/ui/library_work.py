"""What the library's screen does beside the screen: reading the list, indexing, looking."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING

from threadview.errors import QueryError, ThreadviewError
from threadview.library import Catalogue, Entry, Library, LibraryError
from threadview.library.chunk import Record
from threadview.library.warming import brought_in
from threadview.listing.stock import files_found, stocked
from threadview.request import Books, Request

if TYPE_CHECKING:
    from threadview.library import Answer, Sought
    from threadview.listing.register import Notes, Register

QUICK = 0.012
"""Seconds of the first look at what is typed; a second one, at length, completes it."""

LONG = 3.0

WARM = ("e", 'author:e "e f" -g')
"""What is looked for before anybody asks, so that all of it is loaded."""

HITS = 300

FEW = 5000
"""Files that are looked at one by one when folders are watched."""


class Work:
    """The library as the screen works on it, from any thread of execution."""

    def __init__(self, request: Request, books: Books) -> None:
        self.request = request
        self.books = books
        self.library = Library(books.index_file, books.shelf_file)
        self._looking = Lock()
        self._completing = Lock()
        self._showing = Lock()
        self._closed = False
        self._catalogue: Catalogue | None = None
        self._whole: Catalogue | None = None
        self._shown: Catalogue | None = None
        self._stale: set[str] = set()
        self._process: subprocess.Popen[str] | None = None
        self.notes: Notes = {}
        self.tags: dict[int, tuple[str, ...]] = {}
        self.leaders: dict[int, int] = {}
        self.copies = False
        self.failed = False
        self._found: tuple[str, list[Sought]] = ("", [])
        self._pending: list[str] | None = None
        self._paths: set[str] = set()
        self._folders: set[str] = set()
        self._times: dict[str, int] | None = None
        self._written: list[tuple[int, int]] = []
        self.threads: frozenset[int] | None = frozenset() if books.names else None

    def close(self) -> None:
        """Let go of everything. Indexing ends; it goes on where it was another time."""
        if self._process is not None:
            self._process.terminate()
        self._closed = True
        with self._looking, self._completing, self._showing:
            for catalogue in (self._catalogue, self._whole, self._shown):
                if catalogue is not None:
                    catalogue.close()
            self._catalogue = self._whole = self._shown = None

    def stock(self) -> Register:
        """Everything that is to be listed; from now on that is what is looked in."""
        self._written = self._last_written()
        if self._pending is None:
            self._pending = files_found(self.request, self.books)
        register = stocked(self.request, self.books, self._pending)
        self.notes, self.tags, self.leaders = register.notes, register.tags(), register.leaders()
        if self.books.names:
            self.threads = frozenset(map(register.table.ids.__getitem__, register.rows))
        self._paths = register.paths()
        return register

    def stale(self) -> bool:
        """Whether anybody has written the index since the list was read."""
        return self._written != self._last_written()

    def _last_written(self) -> list[tuple[int, int]]:
        """When index and log were last written, and their sizes; of an empty log nothing."""
        found = []
        for name in (self.library.index, f"{self.library.index}-wal"):
            try:
                facts = os.stat(name)  # noqa: PTH116
            except OSError:
                continue
            if facts.st_size:
                found.append((facts.st_mtime_ns, facts.st_size))
        return found

    def changed(self) -> bool:
        """Whether any folder of the list has changed since this was last asked; where the files
        are few, whether any of those has."""
        watched = {*self._paths, *self.books.names} if len(self._paths) <= FEW else set()
        watched |= {os.path.dirname(path) for path in self._paths}  # noqa: PTH120
        watched |= self._folders
        found: dict[str, int] = {}
        for path in watched:
            try:
                found[path] = os.stat(path).st_mtime_ns  # noqa: PTH116
            except OSError:
                continue
        before, self._times = self._times, found
        return before is not None and before != found

    def _note_folders(self) -> None:
        """Note which folders there are and how they stand, before they are looked through: what
        changes from now on is a change."""
        names = self.books.names
        if not names:
            try:
                with self.library.shelf() as shelf:
                    names = tuple(shelf.roots())
            except LibraryError:
                names = ()
        self._folders = folders_below(names)
        self.changed()

    def look(self, query: str, enough: Callable[[], bool] = bool) -> Answer:
        """Look for a query, shortly, or until it is `enough`.

        Raises:
            QueryError: it does not parse.
            LibraryError: the index cannot be read.
        """
        with self._looking:
            self._catalogue = self._opened(self._catalogue, "look")
            return self._answer(self._catalogue, query, False, enough)

    def _again(self, query: str) -> list[int]:
        """The posts that were found for what was typed so far, by their ids: what more letters find
        stands mostly among these."""
        before, hits = self._found
        return (
            [hit.entry.first + hit.number - 1 for hit in hits] if query.startswith(before) else []
        )

    def warm_up(self) -> None:
        """Load what looking needs, so that no letter that is typed waits for it: the grammar, the
        names of people, the table's own lists of words."""
        for query in WARM:
            with suppress(ThreadviewError):
                self.look(query)
        with suppress(ThreadviewError):
            self.look_on(WARM[0], bool)

    def bring_in(self) -> None:
        """Have the index in memory before it is asked; looks go first."""

        def going_on() -> bool:
            with self._looking:
                return not self._closed

        brought_in(self.library.index, going_on)

    def look_on(
        self,
        query: str,
        enough: Callable[[], bool],
        early: Callable[[Answer], None] | None = None,
    ) -> Answer | None:
        """Look for a query at length, beside the short looks, which never wait for it; None where
        it was enough before it began. The first hits are told `early`.

        Raises:
            QueryError: it does not parse.
            LibraryError: the index cannot be read.
        """
        with self._completing:
            if enough():
                return None
            self._whole = self._opened(self._whole, "look on")
            return self._answer(self._whole, query, True, enough, early)

    def _answer(
        self,
        catalogue: Catalogue,
        query: str,
        thorough: bool,
        enough: Callable[[], bool],
        early: Callable[[Answer], None] | None = None,
    ) -> Answer:
        from threadview.library import Ground, Pace, look
        from threadview.search import half_typed

        meant = half_typed(query)
        if not meant.query and meant.said:
            raise QueryError(meant.said, query, len(query))
        leaders = {} if self.copies else self.leaders
        pace = Pace(LONG if thorough else QUICK, thorough, lambda: self._closed or enough(), early)
        answer = look(
            catalogue,
            meant.query,
            Ground(self.threads, self.notes, self.tags, leaders),
            pace,
            limit=HITS,
            first=() if thorough else self._again(query),
        )
        if answer.hits:
            self._found = (query, answer.hits)
        return answer

    def passages(self, entry: Entry, number: int, count: int) -> Sequence[Record]:
        """Some posts of a thread from one on; none where the index does not know them.

        Raises:
            LibraryError: the index cannot be read.
        """
        if entry.id < 0:
            return ()
        with self._showing:  # not the one for queries: a long one would hold up the screen
            if self._shown is None:
                self._shown = self.library.catalogue()
            catalogue = self._shown
            ids = range(
                entry.first + number - 1, entry.first + min(entry.posts, number + count - 1)
            )
            return [record for post in ids if (record := catalogue.record(post)) is not None]

    def _opened(self, catalogue: Catalogue | None, name: str) -> Catalogue:
        """A catalogue that is open; one that is stale is opened anew."""
        if catalogue is not None and name in self._stale:
            catalogue.close()
            catalogue = None
        self._stale.discard(name)
        return catalogue or self.library.catalogue()

    def forget_catalogue(self) -> None:
        """Open the index anew for the next look: it may be another file now."""
        self._stale |= {"look", "look on"}
        self._found = ("", [])
        with self._showing:
            if self._shown is not None:
                self._shown.close()
                self._shown = None

    def indexing(self) -> Iterator[str]:
        """Index in a program of its own, which neither the screen nor a crash can disturb; what it
        says, line by line."""
        self._note_folders()
        known = self.books.names or self.request.paths
        command = ["add", "--", *known] if known else ["refresh"]
        command.insert(1, "--background")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-m", "threadview", "library", *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        except OSError as error:
            self.failed = True
            yield f"not indexed: {error}"
            return
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                yield line.strip()
        self.failed = self._process.wait() > 1


def folders_below(paths: Iterable[str]) -> set[str]:
    """The folders among these paths, and all below them: where a new file may appear."""
    found: set[str] = set()
    waiting = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
    while waiting:
        found.add(here := waiting.pop())
        try:
            with os.scandir(here) as entries:
                waiting += [entry.path for entry in entries if _is_folder(entry)]
        except OSError:
            continue
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)


class Stage(Enum):
    """How much of an answer there is: what a short look found, the first of what a long one finds,
    or all."""

    SHORT, EARLY, WHOLE = range(3)


Tell = Callable[[str, "Answer | str", Stage], None]
"""Takes a query, what was found (or what is wrong), and how much of it that is."""


def looked(work: Work, wanted: Callable[[], str | None], tell: Tell) -> None:
    """Look shortly for whatever is wanted until nothing else is."""
    done: str | None = None
    while (query := wanted()) is not None and query != done:
        try:
            answer = work.look(query, lambda query=query: wanted() != query)  # type: ignore[misc]
        except ThreadviewError as error:
            tell(query, error.message, Stage.WHOLE)
        else:
            tell(query, answer, Stage.SHORT if answer.more else Stage.WHOLE)
        done = query


def completed(work: Work, query: str, wanted: Callable[[], str | None], tell: Tell) -> None:
    """Look at length for what is wanted, as long as it is."""
    try:
        answer = work.look_on(
            query, lambda: wanted() != query, lambda some: tell(query, some, Stage.EARLY)
        )
    except ThreadviewError as error:
        tell(query, error.message, Stage.WHOLE)
        return
    if answer is not None and wanted() == query:
        tell(query, answer, Stage.WHOLE)
