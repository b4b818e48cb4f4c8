"""The library's list as data: items, how they are ordered, grouped and narrowed, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os.path import basename, dirname
from typing import Any, NamedTuple

from threadview.layout.dates import date_shown
from threadview.layout.rows import Run, shorten
from threadview.library import Entry, Mark
from threadview.wrap import cells, shown

FRESH = Mark()


class Item(NamedTuple):
    """A thread of the list: what the index knows, and what the reader has to do with it.

    `seen` is how many posts it had when it was last left (0: never opened); `copies` how many
    others are the same thread; `hidden` says that another copy stands for it.
    """

    entry: Entry
    seen: int = 0
    notes: int = 0
    mark: Mark = FRESH
    copies: int = 0
    hidden: bool = False
    plain: str = ""

    @property
    def new(self) -> int:
        """Posts that came since it was last left."""
        return max(0, self.entry.posts - self.seen) if self.seen else 0

    @property
    def unread(self) -> bool:
        """Whether it was never opened, or posts came since, unless the reader said otherwise."""
        if self.mark.read is not None and not self.new:
            return not self.mark.read
        return not self.seen or self.new > 0

    @property
    def title(self) -> str:
        """What to call it."""
        return self.entry.title or basename(self.entry.path)  # noqa: PTH119


class Heading(NamedTuple):
    """A line above the items of a group."""

    name: str
    size: int
    shut: bool = False


Row = Item | Heading


def _latest(item: Item) -> Any:
    return item.entry.ended or ""


ORDERS: dict[str, tuple[Callable[[Item], Any], bool]] = {
    "last post": (_latest, True),
    "title": (lambda item: item.title.casefold(), False),
    "posts": (lambda item: item.entry.posts, True),
    "new": (lambda item: (item.new, item.unread), True),
    "people": (lambda item: item.entry.people, True),
    "first post": (lambda item: item.entry.begun or "", True),
    "notes": (lambda item: item.notes, True),
    "size": (lambda item: item.entry.size, True),
    "path": (lambda item: (item.entry.path, item.entry.first), False),
}
"""Orders by name: what counts, and whether the greatest comes first."""

GROUPS: dict[str, Callable[[Item], Iterable[str]]] = {
    "": lambda item: (),  # noqa: ARG005 - one shape for all
    "folder": lambda item: (dirname(item.entry.path),),  # noqa: PTH120
    "year": lambda item: ((item.entry.ended or "undated")[:4].replace("unda", "undated"),),
    "author": lambda item: (item.entry.author or "unknown author",),
    "format": lambda item: (item.entry.format or "not indexed yet",),
    "read": lambda item: ("unread" if item.unread else "read",),
    "favourites": lambda item: ("favourites" if item.mark.favourite else "others",),
    "tag": lambda item: item.mark.tags or ("no tag",),
    "collection": lambda item: item.mark.collections or ("no collection",),
}
"""Ways of grouping by name: the groups that an item is in."""


def plain_of(entry: Entry, mark: Mark) -> str:
    """What narrowing looks at."""
    parts = (entry.title or "", entry.author or "", entry.path, *mark.tags, *mark.collections)
    return "\n".join(parts).casefold()


def narrowed(items: Iterable[Item], typed: str, copies: bool) -> list[Item]:
    """The items whose title, author, path, tags or collections hold every word that is typed;
    `is:favourite`, `is:unread`, `is:new`, `is:missing` and `tag:NAME` ask for what they say.
    `copies`: also those for which another stands."""
    kept = [item for item in items if copies or not item.hidden]
    for word in typed.casefold().split():
        test = _TESTS.get(word)
        if test is not None:
            kept = [item for item in kept if test(item)]
        elif word.startswith("tag:"):
            kept = [item for item in kept if word[4:] in map(str.casefold, item.mark.tags)]
        else:
            kept = [item for item in kept if word in item.plain]
    return kept


_TESTS: dict[str, Callable[[Item], bool]] = {
    "is:favourite": lambda item: item.mark.favourite,
    "is:unread": lambda item: item.unread,
    "is:read": lambda item: not item.unread,
    "is:new": lambda item: item.new > 0,
    "is:missing": lambda item: item.entry.missing,
    "is:copy": lambda item: item.copies > 0,
    "has:note": lambda item: item.notes > 0,
}


def ordered(items: Iterable[Item], order: str, backwards: bool) -> list[Item]:
    """The items in an order, or the other way round."""
    key, greatest = ORDERS[order]
    return sorted(items, key=key, reverse=greatest != backwards)


def grouped(items: Sequence[Item], group: str, shut: frozenset[str]) -> list[Row]:
    """The items under headings, those of groups that are shut left out."""
    if not group:
        return list(items)
    groups: dict[str, list[Item]] = {}
    for item in items:
        for name in GROUPS[group](item):
            groups.setdefault(name, []).append(item)
    rows: list[Row] = []
    for name in sorted(groups, key=lambda one: (one.startswith("no "), one)):
        rows.append(Heading(name, len(groups[name]), name in shut))
        if name not in shut:
            rows += groups[name]
    return rows


class Arrangement:
    """Items narrowed, ordered and grouped, again and again: what stayed the same since the last
    time is not done anew, so that narrowing keeps up with typing in a very long list."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._order: tuple[str, bool] = ("", False)
        self._ordered: list[Item] = []
        self._typed: tuple[str, bool] = ("", False)
        self._kept: list[Item] = []

    def rows(
        self, items: list[Item], typed: str, copies: bool, order: tuple[str, bool]
    ) -> list[Item]:
        """The items that are listed, in order (see `narrowed` and `ordered`). A list that was given
        before holds what it held then."""
        if items is not self._items or order != self._order:
            self._items, self._order = items, order
            self._ordered = self._kept = ordered(items, *order)
            self._typed = ("", True)
        before, all_copies = self._typed
        # One more letter keeps a part of what there is, but for words that ask (`is:new`).
        goes_on = typed.startswith(before) and ":" not in typed and (all_copies or not copies)
        self._kept = narrowed(self._kept if goes_on else self._ordered, typed, copies)
        self._typed = (typed, copies)
        return self._kept


class Column(NamedTuple):
    """A column at the right: what it is called, its cells, and what it says of an item."""

    name: str
    width: int
    text: Callable[[Item], str]


def _dates(item: Item) -> str:
    begun, ended = item.entry.begun, item.entry.ended
    if begun is None or ended is None:
        return ""
    if begun[:7] == ended[:7]:
        return date_shown(ended)
    return f"{date_shown(begun[:7])} – {date_shown(ended)}"


COLUMNS = (
    Column("posts", 8, lambda item: f"{item.entry.posts:,}" if item.entry.posts else ""),
    Column("new", 7, lambda item: f"+{item.new:,}" if item.new else ""),
    Column("last post", 25, _dates),
    Column("people", 8, lambda item: f"{item.entry.people:,}" if item.entry.people else ""),
    Column("notes", 7, lambda item: f"{item.notes:,}" if item.notes else ""),
    Column("size", 9, lambda item: size_shown(item.entry.size)),
    Column("source", 24, lambda item: basename(item.entry.path)),  # noqa: PTH119
)
"""Columns, the dearest first: a narrow screen has only those that fit beside the title."""

LEAST = 30
"""Cells that the title has at least before a column is shown."""


def columns(width: int) -> list[Column]:
    """The columns that fit."""
    found: list[Column] = []
    room = width - LEAST
    for column in COLUMNS:
        if column.width > room:
            break
        found.append(column)
        room -= column.width
    return found


def heads(width: int, order: str, backwards: bool) -> list[Run]:
    """The line above the list: the names of the columns, the order marked."""
    there = columns(width)
    mark = "▴" if ORDERS[order][1] == backwards else "▾"
    title = f"   title{f' {mark}' if order == 'title' else ''}"
    names = {column.name for column in there} | {"title"}
    if order not in names:
        title += f"   by {order} {mark}"
    room = width - sum(column.width for column in there)
    runs = [Run(shorten(title, room).ljust(room), "muted")]
    for column in there:
        name = f"{column.name} {mark}" if column.name == order else column.name
        runs.append(Run(name.rjust(column.width), "muted"))
    return runs


def row(item: Row, width: int) -> list[Run]:
    """An item, or a heading, as runs."""
    if isinstance(item, Heading):
        sign = "▸" if item.shut else "▾"
        name = shorten(shown(item.name), max(1, width - 14))
        return [Run(f"{sign} {name}", "author"), Run(f"  {item.size:,}", "muted")]
    there = columns(width)
    room = width - sum(column.width for column in there)
    sign = "★" if item.mark.favourite else "●" if item.unread else " "
    aside = f" ×{item.copies + 1}" if item.copies and not item.hidden else ""
    aside += "  missing" if item.entry.missing else ""
    tags = "".join(f" #{tag}" for tag in item.mark.tags)
    title = shorten(shown(item.title), max(1, room - 4 - cells(aside)))
    left = room - 3 - cells(title) - cells(aside)
    tags = shorten(shown(tags), left - 1) if left > 6 else ""
    style = "muted" if item.entry.missing or not item.unread else "text"
    runs = [
        Run(f" {sign} ", "note-0" if item.mark.favourite else "count"),
        Run(title, style),
        Run(aside, "unsure"),
        Run(tags, "note"),
        Run(" " * max(0, left - cells(tags)), "text"),
    ]
    for column in there:
        text = shorten(shown(column.text(item)), column.width - 1)
        pad = " " * (column.width - cells(text))
        runs.append(Run(pad + text, "unsure" if column.name == "new" else "muted"))
    return runs


def size_shown(characters: int) -> str:
    """So many characters, as people write sizes."""
    size = float(characters)
    if not size:
        return ""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
