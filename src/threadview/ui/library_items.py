"""The library's list as data: items, and how they are ordered, grouped and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os.path import basename, dirname
from typing import Any, NamedTuple

from threadview.library import Entry, Mark

FRESH = Mark()


class Item(NamedTuple):
    """A thread of the list: what the index knows, and what the reader has to do with it.

    `seen` is how many posts it had when it was last left (0: never opened); `copies` how many
    others are the same thread; `hidden` says that another copy stands for it, the one with the id
    `leader`. `lent` is a copy's title, where the thread's own dump has none.
    """

    entry: Entry
    seen: int = 0
    notes: int = 0
    mark: Mark = FRESH
    copies: int = 0
    hidden: bool = False
    plain: str = ""
    leader: int = 0
    lent: str | None = None

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
        return self.entry.title or self.lent or basename(self.entry.path)  # noqa: PTH119


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


def plain_of(entry: Entry, mark: Mark, lent: str | None = None) -> str:
    """What narrowing looks at."""
    title = entry.title or lent or ""
    parts = (title, entry.author or "", entry.path, *mark.tags, *mark.collections)
    return "\n".join(parts).casefold()


def narrowed(items: Iterable[Item], typed: str, copies: bool) -> list[Item]:
    """The items whose title, author, path, tags or collections hold every word that is typed;
    `is:favourite`, `is:unread`, `is:new`, `is:missing`, `has:note` and the fields (`tag:NAME`,
    `author:NAME`, …) ask for what they say. `copies`: also those for which another stands."""
    kept = [item for item in items if copies or not item.hidden]
    for word in typed.casefold().split():
        field, colon, wanted = word.partition(":")
        if (test := _TESTS.get(word)) is not None:
            kept = [item for item in kept if test(item)]
        elif colon and wanted and (says := _FIELDS.get(field)) is not None:
            kept = [item for item in kept if says(item, wanted)]
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


def _dated(item: Item, wanted: str) -> bool:
    """Whether any of a thread's days may be one of those asked for: 2010, 2010-05..2011, 2010.."""
    begun, ended = item.entry.begun, item.entry.ended
    if begun is None or ended is None:
        return False
    first, dots, last = wanted.partition("..")
    last = last if dots else first
    return ended[: len(first)] >= first and (not last or begun[: len(last)] <= last)


_FIELDS: dict[str, Callable[[Item, str], bool]] = {
    "tag": lambda item, wanted: wanted.lstrip("#") in map(str.casefold, item.mark.tags),
    "collection": lambda item, wanted: any(
        wanted in name.casefold() for name in item.mark.collections
    ),
    "title": lambda item, wanted: wanted in item.title.casefold(),
    "author": lambda item, wanted: wanted in (item.entry.author or "").casefold(),
    "path": lambda item, wanted: wanted in item.entry.path.casefold(),
    "date": _dated,
}
"""What a word with a colon asks for in a list."""


def ordered(items: Iterable[Item], order: str, backwards: bool) -> list[Item]:
    """The items in an order, or the other way round."""
    key, greatest = ORDERS[order]
    return sorted(items, key=key, reverse=greatest != backwards)


def gathered(items: Sequence[Item]) -> list[Item]:
    """The items, copies of a thread below the one that stands for them, if that is there."""
    there = {item.entry.id for item in items if not item.hidden}
    copies: dict[int, list[Item]] = {}
    for item in items:
        if item.hidden and item.leader in there:
            copies.setdefault(item.leader, []).append(item)
    found: list[Item] = []
    for item in items:
        if not item.hidden or item.leader not in there:
            found += (item, *copies.get(item.entry.id, ()))
    return found


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
