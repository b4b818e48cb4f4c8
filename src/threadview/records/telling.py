"""Items (records with their facts sorted out) -> the parts of a thread."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple, overload

from threadview.errors import BROKEN
from threadview.markup import PLAIN, Fragment, Rules
from threadview.model import Block, EditMark, Heading, Post, Problem
from threadview.records.bodies import Form, fragment
from threadview.records.elements import Elements
from threadview.records.tree import flat, walk


class Item(NamedTuple):
    """A record on its way to a post. `id` and `parent` are compared as strings; `text` is read as
    `form` says. `extra` are blocks behind the words: attachments, pictures, signatures."""

    id: str | None
    text: str = ""
    form: Form = "plain"
    author: str | None = None
    date: str | None = None
    parent: str | None = None
    author_title: str | None = None
    edit: EditMark | None = None
    permalink: str | None = None
    reactions: tuple[tuple[str, int], ...] = ()
    extra: tuple[Block, ...] = ()
    date_text: str | None = None
    rules: Rules = PLAIN
    base: str = ""


class Told(NamedTuple):
    """A thread as its records tell it. `tree` says that answers stand below what they answer;
    otherwise the order is the one given."""

    key: str
    title: str | None
    items: Sequence[Item]
    problems: tuple[Problem, ...] = ()
    tree: bool = True


def gathered(
    records: Iterable[Any], make: Callable[[Any], Item | None], where: str = "record"
) -> tuple[list[Item], list[Problem]]:
    """The items that `make` makes of records. One that breaks it becomes a problem, and is shown as
    it stands in the dump."""
    items: list[Item] = []
    problems: list[Problem] = []
    for _, item in _each(records, make, where, problems):
        items.append(item)
    return items, problems


def _each(
    records: Iterable[Any],
    make: Callable[[Any], Item | None],
    where: str,
    problems: list[Problem],
) -> Iterator[tuple[int, Item]]:
    """The items of records, each with its record's place among them; what is broken goes to
    `problems`."""
    waiting: Iterator[Any] | None = None
    for number in count(1):
        try:
            waiting = iter(records) if waiting is None else waiting
            record = next(waiting)
        except StopIteration:
            break
        except BROKEN as error:  # what holds the records is not as it should be: no more come
            problems.append(Problem(f"{where} {number}", f"cannot be read: {said_of(error)}"))
            break
        try:
            item = make(record)
        except BROKEN as error:
            problems.append(Problem(f"{where} {number}", f"cannot be read: {said_of(error)}"))
            item = as_it_stands(record)
        if item is not None:
            yield number - 1, item


class Items(Sequence[Item]):
    """The items of the elements of a long array: made once to know what is broken and who answers
    whom, and again when they are asked for.

    Attributes:
        ids: of each item.
        parents: of each item.
    """

    def __init__(self, records: Elements, make: Callable[[Any], Item | None]) -> None:
        """What `make` makes of records; `look` tells which of them are items."""
        self._records = records
        self._make = make
        self._places = array("Q")
        self.ids: list[str | None] = []
        self.parents: list[str | None] = []

    def look(self, where: str) -> list[Problem]:
        """Find the items; what was broken."""
        problems: list[Problem] = []
        for place, item in _each(self._records, self._make, where, problems):
            self._places.append(place)
            self.ids.append(item.id)
            self.parents.append(item.parent)
        return problems

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        record = self._records[self._places[index]]
        try:
            item = self._make(record)
        except BROKEN:
            item = as_it_stands(record)
        return Item(self.ids[index], parent=self.parents[index]) if item is None else item


def gathered_from(
    record: Any, name: str, make: Callable[[Any], Item | None], where: str
) -> tuple[Sequence[Item], list[Problem]]:
    """The items of the array in a field, as `gathered` gives them; of a long one that is not in
    memory, made when they are asked for. None where the field holds no array."""
    records = record.get(name)
    if isinstance(records, Elements):
        items = Items(records, make)
        return items, items.look(where)
    return gathered(records if isinstance(records, list) else (), make, where)


_BELOW = ("replies", "children", "comments", "kids", "answers", "last_replies", "posts")
"""Fields that hold other records, which are told by themselves."""


def as_it_stands(record: Any) -> Item | None:
    """A record that could not be read, in the words of the dump; None for what says nothing."""
    if isinstance(record, str):
        return Item(None, record) if record.strip() else None
    if not isinstance(record, dict | list) or not record:
        return None
    if isinstance(record, dict):
        record = {name: value for name, value in record.items() if name not in _BELOW}
    return Item(None, json.dumps(record, ensure_ascii=False, default=str))


def said_of(error: BaseException) -> str:
    """What to say of a record that was tripped over."""
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def parts(told: Told) -> Iterator[Heading | Post | Problem]:
    """The heading, the posts in reading order, and the problems of a thread."""
    yield Heading(told.title)
    ids, answered = _links(told.items)
    order = walk(ids, answered) if told.tree else flat(ids, answered)
    numbers: dict[str, int] = {}
    for number, step in enumerate(order, 1):
        item = told.items[step.record]
        try:
            body = fragment(item.text, item.form, item.rules, item.base)
        except BROKEN as error:
            yield Problem(f"record {item.id}", f"its words cannot be read: {error}")
            body = Fragment()
        quotes = tuple(
            one if one.source is None else one._replace(post=numbers.get(one.source))
            for one in body.quotes
        )
        if item.id is not None:
            numbers.setdefault(item.id, number)
        yield Post(
            number=number,
            blocks=(*body.blocks, *item.extra),
            quotes=quotes,
            author=item.author,
            author_title=item.author_title,
            date=item.date,
            date_text=item.date_text if item.date is None else None,
            edit=item.edit,
            id=item.id,
            permalink=item.permalink,
            reply_to=step.parent + 1 if step.parent >= 0 else None,
            depth=step.depth,
            reactions=item.reactions,
        )
    yield from told.problems


def _links(items: Sequence[Item]) -> tuple[list[str | None], list[str | None]]:
    """The ids of items, and of those that they answer."""
    if isinstance(items, Items):
        return items.ids, items.parents
    return [item.id for item in items], [item.parent for item in items]


def distinct(threads: Iterable[Told]) -> list[Told]:
    """Threads, each with a key of its own: what tells them apart in their source may be missing."""
    found: list[Told] = []
    seen: set[str] = set()
    for number, told in enumerate(threads, 1):
        key = told.key or str(number)
        while key in seen:
            key = f"{key}.{number}"
        seen.add(key)
        found.append(told._replace(key=key))
    return found


def once(items: Iterable[Item]) -> list[Item]:
    """Items, of several with one id the last, in the place of the first."""
    known: dict[object, Item] = {}
    for number, item in enumerate(items):
        known[number if item.id is None else item.id] = item
    return list(known.values())


def trees(items: list[Item]) -> list[list[Item]]:
    """Items of several trees apart: each tree from its top down, in reading order."""
    found: list[list[Item]] = []
    for step in walk([item.id for item in items], [item.parent for item in items]):
        if not step.depth:
            found.append([])
        found[-1].append(items[step.record])
    return found


def text_or_none(value: Any) -> str | None:
    """A value as words: a string that is not blank, or a number; else None."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return str(value)


def edited(date: str | None, by: str | None = None, said: str | None = None) -> EditMark:
    """The mark of a record that says it was edited."""
    pieces = ["Edited", *([date] if date else []), *(["by", by] if by else [])]
    return EditMark(" ".join(pieces) + (f": {said}" if said else ""), by, date)


def attached(name: str, address: str = "") -> Block:
    """A file that hangs on a post: named, with its address as a link."""
    from threadview.model import Link

    words = name or address
    return Block("image", words, links=(Link(0, len(words), address),) if address else ())
