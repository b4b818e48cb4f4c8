"""Hacker News: Algolia's item tree and search results, Firebase items.

Items may be a list, lines, or an object by id. Bodies are HTML with `<p>` between paragraphs;
quotes are lines that begin with ">"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.markup import Rules
from threadview.records.fields import Record, whole
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, gathered, once, text_or_none, trees
from threadview.records.values import Value, sample

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_SITE = "https://news.ycombinator.com/"
_RULES = Rules(marked=True)
_TYPES = {"story", "comment", "job", "poll", "pollopt"}


def sniff(head: Head) -> Claim | None:
    """Items with the fields of one of the two interfaces."""
    for record in sample(head.text).records:
        if {"created_at_i", "points", "story_id"} <= record.keys() or (
            "created_at_i" in record and isinstance(record.get("children"), list)
        ):
            return Claim(0.97, "Hacker News items by Algolia (created_at_i, story_id)")
        hits = record.get("hits")
        if isinstance(hits, list) and hits and isinstance(hits[0], dict) and "objectID" in hits[0]:
            return Claim(0.95, "Hacker News search results by Algolia (objectID)")
        if "time_ago" in record and "comments" in record:
            return Claim(0.93, "Hacker News items by the PWA interface (time_ago, comments)")
        one = _by_id(record) or record
        if str(one.get("type")) in _TYPES and "time" in one and ("by" in one or "deleted" in one):
            return Claim(0.97, "Hacker News items by Firebase (by, time, type)")
    return None


def _by_id(record: Record) -> Record | None:
    """The first item of an object that maps ids to items."""
    first = next(iter(record.items()), None)
    fits = first is not None and first[0].isdecimal() and isinstance(first[1], dict)
    return first[1] if fits and first is not None else None


def _made(found: Iterable[Value]) -> Iterator[Told]:
    records = [record for one in found for record in _spread(one.value)]
    titles = {
        str(r.get("id", r.get("objectID"))): _title(r) or text_or_none(r.get("story_title"))
        for r in records
    }
    items, problems = gathered(records, _item)
    for thread in trees(once(items)):
        ident = thread[0].id or ""
        yield Told(ident, titles.get(ident), thread, tuple(problems))
        problems = []


def _spread(value: Any) -> Iterator[Record]:
    """Every item in a value, parents first; children of Algolia's know their parent already."""
    waiting: list[tuple[Any, Any]] = [(value, None)]
    while waiting:
        one, above = waiting.pop()
        if isinstance(one, list):
            waiting += [(inner, above) for inner in reversed(one)]
        elif isinstance(one, dict):
            if isinstance(one.get("hits"), list):
                waiting.append((one["hits"], None))
                continue
            if "id" not in one and "objectID" not in one and _by_id(one):
                waiting.append((list(one.values()), None))
                continue
            if above is not None and not one.keys() & {"parent", "parent_id"}:
                one = {**one, "parent": above}
            yield one
            waiting += [(one.get(name), one.get("id")) for name in ("comments", "kids", "children")]


def _title(record: Record) -> str | None:
    return unescape(text_or_none(record.get("title")) or "") or None


def _item(record: Record) -> Item | None:
    ident = record.get("id", record.get("objectID"))
    if ident is None:
        raise KeyError("id")
    names = ("text", "comment_text", "story_text", "content")
    text = next((record[name] for name in names if record.get(name)), "")
    address = escape(text_or_none(record.get("url")) or "")
    if address:
        text = f'<p><a href="{address}">{address}</a></p>{text}'
    if record.get("deleted") or (record.get("dead") and not text):
        text = text or "[deleted]"
    parent = record.get("parent_id", record.get("parent", record.get("poll")))
    points = whole(record, "points", "score")
    return Item(
        id=str(ident),
        text=str(text),
        form="html",
        author=text_or_none(record.get("by") or record.get("author") or record.get("user")),
        date=iso(record.get("created_at_i") or record.get("time") or record.get("created_at")),
        parent=None if parent in (None, "", ident) else str(parent),
        permalink=f"{_SITE}item?id={ident}",
        reactions=(("points", points),) if points else (),
        rules=_RULES,
        base=_SITE,
    )


scan, read = by_values("hackernews", _made)
"""A thread for each story, and for each comment whose story is not here; as trees."""
