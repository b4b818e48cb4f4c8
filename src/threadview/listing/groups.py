"""What a list can be grouped by: of every row the name of its group, or of several."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from threadview.listing.item import Heading, Item
from threadview.listing.register import Register

Names = tuple[Sequence[str], Mapping[int, Sequence[str]]]
"""The group of each row; and of some rows, the groups they are in instead."""


class Group(NamedTuple):
    """A way of grouping: the group of each row as the index knows it, and the groups of an item of
    which there is more to say (None: the same)."""

    column: Callable[[Register], Sequence[str]]
    of: Callable[[Item], Sequence[str]] | None = None


def _folders(register: Register) -> list[str]:
    table = register.table
    folders = [os.path.dirname(path) for path in table.paths]  # noqa: PTH120
    return [folders[file] for file in table.files]


def _formats(register: Register) -> list[str]:
    table = register.table
    return [table.formats[file] or "not indexed yet" for file in table.files]


def _years(register: Register) -> list[str]:
    ended = register.table.ended
    years = {day: day[:4] if day else "undated" for day in set(ended)}
    return [years[day] for day in ended]


def _all(name: str) -> Callable[[Register], Sequence[str]]:
    return lambda register: [name] * len(register.table)


GROUPS: dict[str, Group] = {
    "": Group(_all("")),
    "folder": Group(_folders),
    "year": Group(_years),
    "author": Group(lambda register: [name or "unknown author" for name in register.table.authors]),
    "format": Group(_formats),
    "read": Group(_all("unread"), lambda item: ("unread" if item.unread else "read",)),
    "favourites": Group(
        _all("others"), lambda item: ("favourites" if item.mark.favourite else "others",)
    ),
    "tag": Group(_all("no tag"), lambda item: item.mark.tags or ("no tag",)),
    "collection": Group(
        _all("no collection"), lambda item: item.mark.collections or ("no collection",)
    ),
}
"""Ways of grouping by name."""


def names_of(register: Register, group: str) -> Names:
    """The names of the groups that rows are in."""

    def make() -> Names:
        column, of = GROUPS[group]
        more = {row: of(register.item(row)) for row in register.touched()} if of else {}
        return column(register), more

    return register.column(f"group {group}", make)


def grouped(
    register: Register, rows: Sequence[int], group: str, shut: frozenset[str]
) -> list[int | Heading]:
    """The rows under headings, those of groups that are shut left out."""
    names, more = names_of(register, group)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    if more:
        for row in rows:
            for name in more[row] if row in more else (names[row],):
                groups[name].append(row)
    else:
        for row in rows:
            groups[names[row]].append(row)
    found: list[int | Heading] = []
    for name in sorted(groups, key=lambda one: (one.startswith("no "), one)):
        found.append(Heading(name, len(groups[name]), name in shut))
        if name not in shut:
            found += groups[name]
    return found
