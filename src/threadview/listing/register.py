"""All threads of the list: what the index knows of them in columns, and beside it, of those of
which there is any, what the reader has to do with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import compress
from os.path import basename
from typing import TYPE_CHECKING, Any, TypeVar

from threadview.library.table import Table, below
from threadview.listing.item import FRESH, Item

if TYPE_CHECKING:
    from threadview.library import Mark
    from threadview.search import Note

    Notes = Mapping[int, Mapping[int, Sequence[Note]]]

Made = TypeVar("Made")


class Register:
    """The threads below some paths (`names`; none: all), each a row of the table.

    `rows` are theirs, in the order of the table: those with the latest posts first. `seen` and
    `marks` say by row how many posts a thread had when it was left, and what the reader said of it;
    `notes` are those of each post, by thread id and post number.
    """

    def __init__(
        self,
        table: Table,
        *,
        names: Collection[str] = (),
        seen: Mapping[str, int] | None = None,
        marks: Mapping[tuple[str, str], Mark] | None = None,
        notes: Notes | None = None,
    ) -> None:
        self.table = table
        self.notes: Notes = notes or {}
        self.marks: dict[int, Mark] = {}
        self.seen: dict[int, int] = {}
        self.version = 0
        """How often something else was said."""
        self._kept: dict[str, Any] = {}
        self.rows = self._listed(names)
        where = {path: n for n, path in enumerate(table.paths)} if marks or seen else {}
        for row, mark in self._rows_at(marks or {}, where):
            self.marks[row] = mark
        kept = {split(path, where): posts for path, posts in (seen or {}).items()}
        for row, posts in self._rows_at(kept, where):
            self.seen[row] = posts
        self._note_copies()
        self._lift_marks()

    def _listed(self, names: Collection[str]) -> Sequence[int]:
        rows = range(len(self.table))
        if names:
            there = [*map(below(names), self.table.paths)]
            if not all(there):
                return [*compress(rows, map(there.__getitem__, self.table.files))]
        return rows

    def _rows_at(
        self, said: Mapping[tuple[str, str], Made], where: Mapping[str, int]
    ) -> Iterator[tuple[int, Made]]:
        """The rows of threads of which something is said, by path and key."""
        files = {where[path] for path, _ in said if path in where}
        if not files:
            return
        paths, keys = self.table.paths, self.table.keys
        for row, file in enumerate(self.table.files):
            if file in files and (one := said.get((paths[file], keys[row]))) is not None:
                yield row, one

    def _note_copies(self) -> None:
        """Note which threads are copies: the first says how many there are, all that they have a
        title where any of them does."""
        table = self.table
        led = [(row, table.leaders[row]) for row in self.rows if table.leaders[row] is not None]
        there = {table.ids[row] for row, _ in led}
        self._leaders = {row: leader for row, leader in led if leader is not None}
        self._copies = Counter(self._leaders.values())
        self._lent: dict[int, str] = {}
        self.hidden: set[int] = set()
        self._below: dict[int, list[int]] = {}
        for row, leader in self._leaders.items():
            if title := table.titles[row]:
                self._lent.setdefault(leader, title)
            if leader != table.ids[row] and leader in there:
                self.hidden.add(row)
                self._below.setdefault(leader, []).append(row)

    def _lift_marks(self) -> None:
        """Let a thread that stands for others bear what was said of them, before they were one: a
        favourite stays one, a tag a tag."""
        for row in sorted(self.hidden & self.marks.keys()):
            leader = self.row_of(self._leaders[row])
            if leader is None:
                continue
            mark, other = self.marks.get(leader, FRESH), self.marks[row]
            self.marks[leader] = mark._replace(
                favourite=mark.favourite or other.favourite,
                tags=tuple(dict.fromkeys((*mark.tags, *other.tags))),
                collections=tuple(dict.fromkeys((*mark.collections, *other.collections))),
            )

    def beneath(self, row: int) -> list[Item]:
        """The rows that another stands for, of which something was said."""
        below = self._below.get(self.table.ids[row], ())
        return [self.item(one) for one in below if one in self.marks]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Item]:
        return map(self.item, self.rows)

    def item(self, row: int) -> Item:
        """A row as an item."""
        entry = self.table.entry(row)
        leader = self._leaders.get(row, entry.id)
        return Item(
            entry,
            self.seen.get(row, 0),
            self._noted(row, entry.id),
            self.marks.get(row, FRESH),
            max(0, self._copies.get(leader, 1) - 1),
            row in self.hidden,
            leader,
            self._lent.get(leader),
            row,
        )

    def _noted(self, row: int, id_: int) -> int:
        """How many notes a thread has; those of the others that it stands for are among them."""
        if not self.notes:
            return 0
        below = [] if row in self.hidden else self._below.get(id_, [])
        ids = [id_, *(self.table.ids[one] for one in below)]
        return sum(len(some) for one in ids for some in self.notes.get(one, {}).values())

    def has_copies(self, row: int) -> bool:
        """Whether there are others that are the same thread."""
        return self._copies.get(self._leaders.get(row, -1), 1) > 1

    def leading(self) -> Sequence[int]:
        """The rows but those for which another stands, in the same order."""
        if not self.hidden:
            return self.rows
        return self.column("leading", lambda: [row for row in self.rows if row not in self.hidden])

    def row_of(self, id_: int) -> int | None:
        """The row of a thread of the index; None where it is not of the list."""
        places = self.column("ids", lambda: {self.table.ids[row]: row for row in self.rows})
        return places.get(id_)

    def row_at(self, path: str, key: str) -> int | None:
        """The row of a thread by where it is."""
        files = self.column("paths", lambda: {at: n for n, at in enumerate(self.table.paths)})
        if (file := files.get(path)) is None:
            return None
        there = (row for row, one in enumerate(self.table.files) if one == file)
        return next((row for row in there if self.table.keys[row] == key), None)

    def leaders(self) -> dict[int, int]:
        """For each thread that has copies, the one that stands for all of them, by id."""
        return {self.table.ids[row]: leader for row, leader in self._leaders.items()}

    def tags(self) -> dict[int, tuple[str, ...]]:
        """The tags of threads that have any, by id."""
        return {self.table.ids[row]: mark.tags for row, mark in self.marks.items() if mark.tags}

    def paths(self) -> set[str]:
        """The files of the list."""
        return {self.table.paths[file] for file in {self.table.files[row] for row in self.rows}}

    def touched(self) -> set[int]:
        """The rows of which there is more to say than the index knows."""
        noted = {row for id_ in self.notes if (row := self.row_of(id_)) is not None}
        above = {self.row_of(self._leaders[row]) for row in noted & self.hidden}
        return {*self.marks, *self.seen, *noted, *(row for row in above if row is not None)}

    def column(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made from all rows, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        found: Made = self._kept[name]
        return found

    def plain(self) -> list[str]:
        """What narrowing looks at, by row: title, author, path, tags and collections, without
        case."""
        return self.column("plain", self._plain)

    def _plain(self) -> list[str]:
        table, paths = self.table, self.table.paths
        parts = zip(table.titles, table.authors, table.files, strict=True)
        found = [f"{a or ''}\n{b or ''}\n{paths[file]}".casefold() for a, b, file in parts]
        for row in {*self.marks, *self._leaders}:
            found[row] = plain_of(self.item(row))
        return found

    def titles(self) -> list[str]:
        """What threads are called, by row, without case."""
        return self.column("titles", self._titles)

    def _titles(self) -> list[str]:
        table = self.table
        parts = zip(table.titles, table.files, strict=True)
        found = [(a or basename(table.paths[file])).casefold() for a, file in parts]  # noqa: PTH119
        for row in self._leaders:
            found[row] = self.item(row).title.casefold()
        return found

    def say(self, row: int, mark: Mark, seen: int) -> None:
        """Something else is true of a thread: what the reader says of it, and how many posts have
        been read. How the list is arranged stays as it is until it is arranged anew."""
        self.marks[row], self.seen[row] = mark, seen
        self.version += 1
        plain = self.plain()
        plain[row] = plain_of(self.item(row))
        kept = {"plain": plain}
        kept |= {
            name: self._kept[name]
            for name in ("titles", "ids", "paths", "leading")
            if name in self._kept
        }
        self._kept = kept


def plain_of(item: Item) -> str:
    """What narrowing looks at in a row."""
    title = item.entry.title or item.lent or ""
    parts = (title, item.entry.author or "", item.entry.path)
    return "\n".join((*parts, *item.mark.tags, *item.mark.collections)).casefold()


def split(where: str, paths: Collection[str]) -> tuple[str, str]:
    """Path and key of a thread from `Entry.where`: a path may hold the sign that divides them."""
    path, key = where, ""
    while path not in paths and "#" in path:
        path, _, more = path.rpartition("#")
        key = f"{more}#{key}" if key else more
    return path, key
