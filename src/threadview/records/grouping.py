"""Records of many threads, in any order, in one dump -> which thread has which records, and where.

What is kept of a thread is a line for the list and the bytes where its records begin; the records
are decoded again when the thread is read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from threadview.errors import BROKEN
from threadview.model import Problem
from threadview.records.fields import Record
from threadview.records.telling import Item, as_it_stands, said_of
from threadview.records.values import (
    Value,
    elements_of,
    is_lines,
    kept,
    text_at,
    value_at,
    values,
)

if TYPE_CHECKING:
    from threadview.dump import Dump

LOOSE = 1000
"""Records of no thread that are shown, at most; all of them are counted as problems."""

Spread = Callable[[Any], Iterable[Record]]


class Facts(NamedTuple):
    """What a record says of its thread: the thread's key, and for the list its title, its author
    and its date where the record knows them. `post` says that the record is a post."""

    thread: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    post: bool = True


class Group:
    """The records of one thread."""

    __slots__ = ("author", "date", "places", "posts", "title")

    def __init__(self) -> None:
        self.title: str | None = None
        self.author: str | None = None
        self.date: str | None = None
        self.posts = 0
        self.places = array("Q")

    def add(self, facts: Facts, place: int) -> None:
        """Take up one more record, whose value begins at a byte of the dump."""
        self.title = self.title or facts.title
        if facts.post:
            if not self.posts or (facts.title and self.title == facts.title):
                self.author, self.date = facts.author, facts.date
            self.posts += 1
        if not self.places or self.places[-1] != place:
            self.places.append(place)


class Groups(NamedTuple):
    """The threads of a dump by key, in the order in which they first appear; what was broken; of a
    dump that is in memory anyway (no lines, no long array), the records of each; and the first of
    those that cannot be said to be of any thread, as they stand in the dump."""

    threads: dict[str, Group]
    problems: list[Problem]
    held: dict[str, list[Record]]
    loose: list[Item]

    @property
    def first(self) -> str | None:
        """The key of the first thread that holds a post."""
        return next((key for key, group in self.threads.items() if group.posts), None)


def grouped(
    dump: Dump, spread: Spread, facts: Callable[[Record], Facts | None], name: str
) -> Groups:
    """The groups of a dump, made once. `spread` gives the records in a value, `facts` what one
    says (None: nothing that matters); `name` is what they are kept under."""
    return kept(dump, name, lambda: _made(dump, spread, facts))


def _made(dump: Dump, spread: Spread, facts: Callable[[Record], Facts | None]) -> Groups:
    found = Groups({}, [], {}, [])
    lines = is_lines(dump)
    placed = lines or elements_of(dump) is not None
    for one in values(dump):
        found.problems.extend(one.problems)
        if one.fault and lines:  # half a record may claim to be of any thread
            _keep(found, text_at(dump, one.place))
            continue
        for record in _spread(one, spread, found):
            try:
                said = facts(record)
            except BROKEN as error:
                why = f"a record cannot be read: {said_of(error)}"
                found.problems.append(Problem(f"byte {one.place}", why))
                _keep(found, record)
                continue
            if said is not None:
                found.threads.setdefault(said.thread, Group()).add(said, one.place)
                if not placed:
                    found.held.setdefault(said.thread, []).append(record)
    return found


def _keep(found: Groups, record: Record | str) -> None:
    item = as_it_stands(record) if len(found.loose) < LOOSE else None
    if item is not None:
        found.loose.append(item)


def _spread(one: Value, spread: Spread, found: Groups | None) -> Iterator[Record]:
    try:
        yield from spread(one.value)
    except BROKEN as error:
        if found is not None:
            found.problems.append(Problem(f"byte {one.place}", f"cannot be read: {error}"))


def members(
    dump: Dump, groups: Groups, key: str, spread: Spread, facts: Callable[[Record], Facts | None]
) -> Iterator[Record]:
    """The records of one thread, in the order in which they stand in the dump."""
    if key in groups.held:
        yield from groups.held[key]
        return
    group = groups.threads.get(key)
    for place in group.places if group is not None else ():
        one = value_at(dump, place)
        for record in _spread(one, spread, None) if one is not None else ():
            try:
                said = facts(record)
            except BROKEN:
                continue
            if said is not None and said.thread == key:
                yield record


def objects(value: Any) -> Iterator[Record]:
    """A value's objects: itself, or those of the array that it is."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))
