"""A query as it stands while somebody types it, as what it is about to be.

What is open at its end is closed; of what says nothing yet, as much is left out as says nothing.
What could never become a query is left as it is: that is a mistake, and who parses it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from threadview.errors import QueryError
from threadview.search.query import parse

_FIELD = r"-*(?:author|date|title|note|is|has|tag|quotes|quoted-by):"

_DASH = re.compile(r"(?:(?<=[\s(])|^)-+$")
_LOOSE = re.compile(rf"(?:(?<=[\s(])|^)(?:and|or|not|-+|-*[\"“/]|-*\(+|{_FIELD}[\"“#]?)$")
"""What says nothing at the end of a query: operators, and what has just been opened."""

_VALUE = re.compile(r"(?:(?<=[\s(-])|^)(is:|has:)([a-z]+)$")
_VALUES = {"is:": ("edited", "op", "quote"), "has:": ("note",)}
"""Fields that know few words, each of which its first letter tells."""

_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
_HALF = rf"(?:\d{{0,4}}|\d{{4}}-[01]?|{_MONTH}(?:-[0-3]?)?)"
_WHOLE = rf"(?:\d{{4}}|{_MONTH}(?:-\d\d)?)"
_DATE = re.compile(rf"(?:(?<=[\s(-])|^)date:({_HALF}|{_WHOLE}?\.(?:\.{_HALF})?)$")
"""A date of which more is to come."""

_MARK = re.compile(r'"[^"]*"|“[^”]*”|(?:(?<=[\s(])|^)/(?:\\.|[^/\\])+/|[()]')
"""Parentheses, and what they mean nothing in."""

ROUNDS, LONGEST = 20, 500
"""Times that something is left out at most, and characters of a query of which anything is."""


class Meant(NamedTuple):
    """The query that is meant, "" where there is none yet; and what is wrong with the end that was
    left out, "" where none was, or nothing is wrong with it."""

    query: str
    said: str = ""


def half_typed(query: str) -> Meant:
    """What a query is about to be."""
    meant, said = query.strip(), ""
    for _ in range(ROUNDS if len(query) <= LONGEST else 0):
        mistake = _mistake(meant)
        if not _DASH.search(meant):
            for whole in (meant, *_closed(meant)) if mistake else (meant,):
                if not whole or _mistake(whole) is None:
                    return Meant(whole, said)
        loose = _LOOSE.search(meant)
        shorter = meant[: loose.start()] if loose else _dated(meant)
        if shorter is None:
            break
        said, meant = said or mistake or "", shorter.rstrip()
    return Meant(query)


def _mistake(query: str) -> str | None:
    try:
        parse(query)
    except QueryError as error:
        return error.message
    return None


def _closed(query: str) -> Iterator[str]:
    """A query with what is open at its end closed, in every way that may be right."""
    ends = [query, *(query + mark for opened, mark in ('""', "“”", "//") if opened in query)]
    if value := _VALUE.search(query):
        ends += [query[: value.start(2)] + one for one in _VALUES[value[1]] if _begins(one, value)]
    for end in ends:
        yield end
        marks = _MARK.findall(end)
        yield end + ")" * max(0, marks.count("(") - marks.count(")"))


def _begins(word: str, value: re.Match[str]) -> bool:
    return word.startswith(value[2])


def _dated(query: str) -> str | None:
    """A query whose last date is cut back to what is one already, or left out; None where no date
    is half typed."""
    date = _DATE.search(query)
    if date is None:
        return None
    for end in range(len(date[1]) - 1, 0, -1):
        if _mistake(f"date:{date[1][:end]}") is None:
            return query[: date.start(1) + end]
    return query[: date.start()]
