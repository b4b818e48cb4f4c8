"""Words that a list is narrowed by: which rows they keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from threadview.library import Entry
from threadview.listing.item import Item
from threadview.listing.register import Register

Sieve = Callable[[Sequence[int]], Sequence[int]]
"""Keeps some of the rows it is given, in their order."""


def sieves(register: Register, typed: str) -> list[Sieve]:
    """What keeps the rows whose title, author, path, tags or collections hold every word that is
    typed; `is:favourite`, `is:unread`, `is:new`, `is:missing`, `has:note` and the fields
    (`tag:NAME`, `author:NAME`, …) ask for what they say."""
    return [_sieve(register, word) for word in typed.casefold().split()]


def _sieve(register: Register, word: str) -> Sieve:
    field, colon, wanted = word.partition(":")
    if word in _SAID:
        keeps = _said(register, _SAID[word])
    elif word in _KNOWN:
        keeps = _KNOWN[word](register)
    elif colon and wanted and field in _FIELDS:
        keeps = _FIELDS[field](register, wanted)
    else:
        plain = register.plain()
        return lambda rows: [row for row in rows if word in plain[row]]
    return lambda rows: [row for row in rows if keeps(row)]


Test = Callable[[int], bool]
"""Whether a row is wanted."""


def _said(register: Register, test: Callable[[Item], bool]) -> Test:
    """A test of what the reader has to do with a thread: with most, nothing."""
    others = test(UNTOUCHED)
    touched = {row: test(register.item(row)) for row in register.touched()}
    return lambda row: touched.get(row, others)


UNTOUCHED = Item(Entry(0, "", "", None, None, 1, 0, None, None, 0, False, None, 0))

_SAID: dict[str, Callable[[Item], bool]] = {
    "is:favourite": lambda item: item.mark.favourite,
    "is:unread": lambda item: item.unread,
    "is:read": lambda item: not item.unread,
    "is:new": lambda item: item.new > 0,
    "has:note": lambda item: item.notes > 0,
}


def _missing(register: Register) -> Test:
    files, missing = register.table.files, register.table.missing
    return lambda row: missing[files[row]]


_KNOWN: dict[str, Callable[[Register], Test]] = {
    "is:missing": _missing,
    "is:copy": lambda register: register.has_copies,
}


def _titles(register: Register, wanted: str) -> Test:
    titles = register.titles()
    return lambda row: wanted in titles[row]


def _authors(register: Register, wanted: str) -> Test:
    authors = register.table.authors
    return lambda row: wanted in (authors[row] or "").casefold()


def _paths(register: Register, wanted: str) -> Test:
    table = register.table
    there = [wanted in path.casefold() for path in table.paths]
    return lambda row: there[table.files[row]]


def _dates(register: Register, wanted: str) -> Test:
    """Whether any of a thread's days may be one of those asked for: 2010, 2010-05..2011, 2010.."""
    first, dots, last = wanted.partition("..")
    last = last if dots else first
    from_, to = len(first), len(last)
    begun, ended = register.table.begun, register.table.ended

    def is_there(row: int) -> bool:
        one, other = begun[row], ended[row]
        if one is None or other is None:
            return False
        return other[:from_] >= first and (not last or one[:to] <= last)

    return is_there


_FIELDS: dict[str, Callable[[Register, str], Test]] = {
    "tag": lambda register, wanted: _said(
        register, lambda item: wanted.lstrip("#") in map(str.casefold, item.mark.tags)
    ),
    "collection": lambda register, wanted: _said(
        register, lambda item: any(wanted in name.casefold() for name in item.mark.collections)
    ),
    "title": _titles,
    "author": _authors,
    "path": _paths,
    "date": _dates,
}
"""What a word with a colon asks for in a list."""
