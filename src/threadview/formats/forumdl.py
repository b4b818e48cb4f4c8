"""forum-dl's JSON Lines of boards, threads and posts.

A post's `path` leads from the board through the thread to it; bodies are HTML or text
(github.com/mikwielgus/forum-dl)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_groups
from threadview.records.fields import Record
from threadview.records.grouping import Facts, Groups, members, objects
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, gathered, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_DATES = ("creation_time", "date")


def sniff(head: Head) -> Claim | None:
    """Records that say so, or that have a path and a content."""
    for record in sample(head.text).records:
        if record.get("generator") == "forum-dl":
            return Claim(0.99, "forum-dl's own lines")
        one = _inner(record)
        path = one.get("path")
        if isinstance(path, list) and "url" in one and ("content" in one or "title" in one):
            return Claim(0.85, "posts by their path, as forum-dl writes them")
    return None


def _spread(value: Any) -> Iterator[Record]:
    for record in objects(value):
        one = _inner(record)
        if isinstance(one.get("path"), list) or "content" in one:
            yield {**one, "kind": record.get("type")}


def _inner(record: Record) -> Record:
    item = record.get("item")
    return item if isinstance(item, dict) else record


def _is_post(record: Record) -> bool:
    kind = record.get("kind")
    return kind == "post" or (kind not in ("thread", "board") and "content" in record)


def _path(record: Record) -> list[str]:
    """The ids from the board down to a record.

    Raises:
        TypeError: it has none.
    """
    path = record.get("path")
    if not isinstance(path, list):
        raise TypeError("it has no path")
    return [str(part) for part in path]


def _facts(record: Record) -> Facts | None:
    if record.get("kind") == "board":
        return None
    path = _path(record)
    if not _is_post(record):
        return Facts("/".join(path), text_or_none(record.get("title")), post=False)
    thread = path if "subpath" in record else path[:-1] or path
    return Facts("/".join(thread), None, _author(record), _date(record))


def _author(record: Record) -> str | None:
    return text_or_none(record.get("author") or record.get("username"))


def _date(record: Record) -> str | None:
    return next((found for name in _DATES if (found := iso(record.get(name)))), None)


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    records = (one for one in members(dump, groups, key, _spread, _facts) if _is_post(one))
    items, problems = gathered(records, _item, "post")
    return Told(key, groups.threads[key].title, items, tuple(problems))


def _item(record: Record) -> Item:
    subpath = record.get("subpath")
    path = [str(part) for part in subpath] if isinstance(subpath, list) else _path(record)
    text = str(record.get("content") or "")
    written = next((record[name] for name in _DATES if record.get(name)), None)
    return Item(
        id="/".join(path),
        text=text,
        form="html" if "</" in text or "<br" in text or "&" in text else "plain",
        author=_author(record),
        date=_date(record),
        date_text=text_or_none(written),
        parent="/".join(path[:-1]) or None,
        permalink=text_or_none(record.get("url")),
        base=str(record.get("url") or ""),
    )


scan, read = by_groups("forumdl", _spread, _facts, _told)
"""A thread for each thread that a post was taken from, in order or as the tree of their paths."""
