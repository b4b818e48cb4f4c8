"""Items (records with their facts sorted out) -> the parts of a thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

from threadview.errors import BROKEN
from threadview.markup import PLAIN, Fragment, Rules
from threadview.model import Block, EditMark, Heading, Post, Problem
from threadview.records.bodies import Form, fragment
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
    items: list[Item]
    problems: tuple[Problem, ...] = ()
    tree: bool = True


def gathered(
    records: Iterable[Any], make: Callable[[Any], Item | None], where: str = "record"
) -> tuple[list[Item], list[Problem]]:
    """The items that `make` makes of records. One that breaks it becomes a problem, and is shown as
    it stands in the dump."""
    items: list[Item] = []
    problems: list[Problem] = []
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
            items.append(item)
    return items, problems


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
    ids = [item.id for item in told.items]
    answered = [item.parent for item in told.items]
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
