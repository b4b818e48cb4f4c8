"""Stack Exchange data dumps: `Posts.xml`, with `Comments.xml` and `Users.xml` where they stand
beside it.

The rows are read with two regular expressions: every value is an attribute, written by one program
in one way, and a broken row then costs no more than itself. Fields: meta.stackexchange.com/q/2677.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from threadview.model import Problem
from threadview.records.beside import beside
from threadview.records.grouping import Group, Groups
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered
from threadview.records.values import decoded, kept, line_at, lines

if TYPE_CHECKING:
    from threadview.dump import Dump

Row = dict[str, str]

_FIELD = re.compile(r'(\w+)="([^"]*)"')
_ANSWER = "2"


class _Around(NamedTuple):
    """What stands beside a dump: names by the number of their user, and the comments' dump with
    the bytes where those of each post begin."""

    names: dict[str, str]
    comments: Dump | None
    places: dict[str, list[int]]


def groups(dump: Dump) -> Groups:
    """The questions of `Posts.xml`, each with where its rows begin; made once."""
    return kept(dump, "stackexchange", lambda: _grouped(dump))


def is_beside(dump: Dump) -> bool:
    """Whether there are posts beside a dump, which is then read with them."""
    return beside(dump, "Posts.xml") is not None


def told(dump: Dump, found: Groups, key: str) -> Told:
    """A question with its answers, and the comments on each."""
    group, around = found.threads[key], _around(dump)
    rows = [_row_at(dump, place) for place in group.places]
    rows.sort(key=lambda row: row.get("PostTypeId") == _ANSWER)
    said = [one for row in rows for one in (row, *_comments(around, row["Id"]))]
    items, problems = gathered(said, lambda row: _item(row, around.names), "row")
    return Told(key, group.title, items, tuple(problems))


def _grouped(dump: Dump) -> Groups:
    threads: dict[str, Group] = {}
    problems: list[Problem] = []
    around = _around(dump)
    for place, row in _rows(dump, problems):
        if "PostTypeId" not in row:  # a table that stands beside the posts
            continue
        key = row.get("ParentId") if row.get("PostTypeId") == _ANSWER else row["Id"]
        group = threads.setdefault(key or row["Id"], Group())
        group.title = group.title or row.get("Title")
        if row.get("PostTypeId") != _ANSWER or not group.posts:
            group.author, group.date = _name(row, around.names, "Owner"), iso(_date(row))
        group.posts += 1 + len(around.places.get(row["Id"], ()))
        group.places.append(place)
    return Groups(threads, problems, {}, [])


def _around(dump: Dump) -> _Around:
    return kept(dump, "stackexchange around", lambda: _looked_around(dump))


def _looked_around(dump: Dump) -> _Around:
    names: dict[str, str] = {}
    if (users := beside(dump, "Users.xml")) is not None:
        for _, row in _rows(users, []):
            if "DisplayName" in row:
                names[row["Id"]] = row["DisplayName"]
    places: dict[str, list[int]] = {}
    if (comments := beside(dump, "Comments.xml")) is not None:
        for place, row in _rows(comments, []):
            if "PostId" in row:
                places.setdefault(row["PostId"], []).append(place)
    return _Around(names, comments, places)


def _rows(dump: Dump, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """Every row with an id, and the byte where it begins."""
    for place, line in lines(dump):
        if not line.startswith(b"<row"):
            continue
        row = _row(line)
        if "Id" in row and line.endswith(b"/>"):
            yield place, row
        else:
            problems.append(Problem(f"byte {place}", "a row without an id, or without its end"))


def _comments(around: _Around, post: str) -> Iterator[Row]:
    if around.comments is not None:
        for place in around.places.get(post, ()):
            yield _row_at(around.comments, place)


def _row_at(dump: Dump, place: int) -> Row:
    return _row(line_at(dump, place))


def _row(line: bytes) -> Row:
    return {name: unescape(value) for name, value in _FIELD.findall(decoded(line))}


def _name(row: Row, names: dict[str, str], role: str = "") -> str | None:
    """Who a row says did something, by the role in it: the "Owner", the "LastEditor"; a comment's
    author has none. Most rows give a number only, and the site itself calls those whose name is
    gone so."""
    if said := row.get(f"{role or 'User'}DisplayName"):
        return said
    number = row.get(f"{role}UserId")
    return None if number is None else names.get(number, f"user{number}")


def _date(row: Row) -> str | None:
    return row.get("CreationDate")


def _item(row: Row, names: dict[str, str]) -> Item:
    score = row.get("Score", "")
    points = (("points", int(score)),) if score.lstrip("-").isdecimal() else ()
    if "PostId" in row:
        return Item(
            id=f"comment-{row['Id']}",
            text=row.get("Text", ""),
            form="markdown",
            author=_name(row, names),
            date=iso(_date(row)),
            parent=row["PostId"],
            reactions=points,
        )
    changed = iso(row.get("LastEditDate"))
    return Item(
        id=row["Id"],
        text=row.get("Body", ""),
        form="html",
        author=_name(row, names, "Owner"),
        date=iso(_date(row)),
        parent=row.get("ParentId"),
        edit=edited(changed, _name(row, names, "LastEditor")) if changed else None,
        reactions=points,
    )
