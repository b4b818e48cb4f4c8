"""The library's list arranged in the plainest way: what every quicker one has to equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from threadview.library import Entry, Mark
from threadview.library.table import tabled
from threadview.listing.arrangement import Wish
from threadview.listing.item import Heading, Item, Row
from threadview.listing.register import Register
from threadview.search import Note

KEYS: dict[str, tuple[Callable[[Item], Any], bool]] = {
    "last post": (lambda item: item.entry.ended or "", True),
    "title": (lambda item: item.title.casefold(), False),
    "posts": (lambda item: item.entry.posts, True),
    "new": (lambda item: (item.new, item.unread), True),
    "people": (lambda item: item.entry.people, True),
    "first post": (lambda item: item.entry.begun or "", True),
    "notes": (lambda item: item.notes, True),
    "size": (lambda item: item.entry.size, True),
    "path": (lambda item: (item.entry.path, item.entry.first), False),
}

NAMES: dict[str, Callable[[Item], Sequence[str]]] = {
    "folder": lambda item: (str(Path(item.entry.path).parent),),
    "year": lambda item: ((item.entry.ended or "")[:4] or "undated",),
    "author": lambda item: (item.entry.author or "unknown author",),
    "format": lambda item: (item.entry.format or "not indexed yet",),
    "read": lambda item: ("unread" if item.unread else "read",),
    "favourites": lambda item: ("favourites" if item.mark.favourite else "others",),
    "tag": lambda item: item.mark.tags or ("no tag",),
    "collection": lambda item: item.mark.collections or ("no collection",),
}

TESTS: dict[str, Callable[[Item], bool]] = {
    "is:favourite": lambda item: item.mark.favourite,
    "is:unread": lambda item: item.unread,
    "is:read": lambda item: not item.unread,
    "is:new": lambda item: item.new > 0,
    "is:missing": lambda item: item.entry.missing,
    "is:copy": lambda item: item.copies > 0,
    "has:note": lambda item: item.notes > 0,
    "tag:oil": lambda item: "oil" in map(str.casefold, item.mark.tags),
    "collection:win": lambda item: any("win" in n.casefold() for n in item.mark.collections),
    "title:lamp": lambda item: "lamp" in item.title.casefold(),
    "author:tern": lambda item: "tern" in (item.entry.author or "").casefold(),
    "path:/1/": lambda item: "/1/" in item.entry.path,
    "date:2009": lambda item: (
        item.entry.begun is not None
        and item.entry.ended is not None
        and item.entry.begun[:4] <= "2009" <= item.entry.ended[:4]
    ),
}


def holds(item: Item, word: str) -> bool:
    if word in TESTS:
        return TESTS[word](item)
    title = item.entry.title or item.lent or ""
    parts = (title, item.entry.author or "", item.entry.path)
    return word in "\n".join((*parts, *item.mark.tags, *item.mark.collections)).casefold()


def arranged(register: Register, wish: Wish) -> list[Row]:
    """Every row that is wished, in order, under headings."""
    items = [item for item in register if wish.copies or not item.hidden]
    words = wish.typed.casefold().split()
    items = [item for item in items if all(holds(item, word) for word in words)]
    key, greatest = KEYS[wish.order]
    items = sorted(items, key=key, reverse=greatest != wish.backwards)
    if wish.copies:
        items = [*_gathered(items)]
    if not wish.group:
        return [*items]
    groups: dict[str, list[Item]] = {}
    for item in items:
        for name in NAMES[wish.group](item):
            groups.setdefault(name, []).append(item)
    found: list[Row] = []
    for name in sorted(groups, key=lambda one: (one.startswith("no "), one)):
        shut = name in wish.shut
        found += [Heading(name, len(groups[name]), shut), *([] if shut else groups[name])]
    return found


def _gathered(items: list[Item]) -> Iterable[Item]:
    there = {item.entry.id for item in items if not item.hidden}
    for item in items:
        if not (item.hidden and item.leader in there):
            yield item
        if not item.hidden:
            yield from (one for one in items if one.hidden and one.leader == item.entry.id)


def entry(number: int) -> Entry:
    """A thread of an invented library."""
    years = None if number % 11 == 0 else f"20{number * 7 % 13:02}-01-0{number % 9 + 1}"
    return Entry(
        number,
        f"/a/{number % 7}/{number // 2}.txt",
        str(number % 2),
        None if number % 13 == 0 else f"The {('lamp', 'oil', 'Boat')[number % 3]} {number % 20}",
        (None, "Tern", "marlin")[number % 3],
        number % 50,
        number % 4,
        years,
        years,
        number * 7919 % 1000,
        number % 6 == 0,
        ("text", None)[number % 17 == 0],
        number,
    )


def register(count: int) -> Register:
    """So many threads, with what the reader has to do with some of them: copies, read and unread
    ones, favourites, tags, collections, notes."""
    entries = [entry(number) for number in range(1, count + 1)]
    table = tabled(sorted(entries, key=lambda one: one.ended or "", reverse=True))
    for row, id_ in enumerate(table.ids):
        if id_ % 5 < 2 and id_ // 5 * 5:
            table.leaders[row] = id_ // 5 * 5
    some = {one.where: max(1, one.posts - one.id % 3) for one in entries if one.id % 4 == 0}
    marks = {
        (one.path, one.key): Mark(
            one.id % 2 == 0,
            (None, True, False)[one.id % 3],
            ("Oil", "salt")[: one.id % 3],
            ("Winter reading",)[: one.id % 2],
        )
        for one in entries
        if one.id % 8 == 0
    }
    notes = {one.id: {1: [Note("words", ())] * (one.id % 5)} for one in entries if one.id % 9 == 0}
    return Register(table, names=["/a"], seen=some, marks=marks, notes=notes)
