"""Any other JSON of records with a text and a person or a time: Messenger, Mattermost, Gitter, …

What is a record, and which of its fields is what, is told by the names alone; a tree is made where
records name a parent that is there, or hold their answers inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.records.fields import Record
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, gathered, text_or_none
from threadview.records.values import Value, sample

_TEXT = (
    "html",
    "content_html",
    "body_html",
    "text",
    "content",
    "body",
    "message",
    "comment",
    "post",
    "post_content",
    "post_text",
    "msg",
    "description",
    "selftext",
)
_AUTHOR = (
    "author",
    "username",
    "user",
    "user_name",
    "author_name",
    "by",
    "from",
    "sender",
    "sender_name",
    "fromUser",
    "nick",
    "nickname",
    "name",
    "creator",
    "speaker",
    "poster",
    "user_id",
)
_DATE = (
    "created_at",
    "createdAt",
    "created",
    "create_at",
    "date",
    "datetime",
    "timestamp",
    "time",
    "posted",
    "posted_at",
    "published",
    "sent",
    "timestamp_ms",
    "created_utc",
    "post_date",
)
_ID = ("id", "_id", "post_id", "postid", "comment_id", "message_id", "uuid", "number", "no")
_PARENT = ("parent_id", "parent", "reply_to", "in_reply_to", "replyTo", "root_id", "parentId")
_THREAD = ("thread_id", "threadId", "topic_id", "topicId", "conversation_id", "tid", "thread_title")
_INSIDE = ("replies", "children", "comments", "answers", "responses", "posts")
_HOLDERS = (
    "posts",
    "messages",
    "comments",
    "items",
    "data",
    "results",
    "replies",
    "thread",
    "threads",
    "topics",
    "answers",
    "children",
    "entries",
    "hits",
)
_TITLE = ("title", "subject", "thread_title", "topic", "name")
_PERSON = ("displayName", "display_name", "name", "username", "login", "nick", "id")
"""The usual names of each field, the surest first."""


def sniff(head: Head) -> Claim | None:
    """Records with a text, and a person or a time."""
    records: list[Record] = []
    for value in sample(head.text).values:
        for _, found in _threads_in(value):
            records += found
    if not records:
        return None
    known = sum(_author(one) is not None or _date(one) is not None for one in records)
    if known * 2 < len(records):
        return None
    return Claim(min(0.55, 0.4 + 0.05 * len(records)), f"{len(records)} records with a text each")


def _made(found: Iterable[Value]) -> Iterator[Told]:
    loose: list[Record] = []
    told = 0
    for value in found:
        for title, records in _threads_in(value.value):
            if title is None and len(records) == 1 and not _inside(records[0]):
                loose += records
                continue
            for thread in _told(f"{value.place}-{told}", title, records):
                yield thread
                told += 1
    if loose or not told:
        yield from _told("records", None, loose)


def _told(key: str, title: str | None, records: list[Record]) -> Iterator[Told]:
    """The threads that records are of: one, where they name none."""
    threads: dict[str | None, list[Record]] = {}
    for record in records:
        threads.setdefault(_first(record, _THREAD), []).append(record)
    for name, found in (threads or {None: []}).items():
        own = _first(found[0], ("thread_title", "topic_title", *_TITLE[:2])) if found else None
        items, problems = gathered(_spread(found), _item)
        yield Told(key if name is None else f"{key}-{name}", title or own, items, tuple(problems))


def _threads_in(value: Any) -> Iterator[tuple[str | None, list[Record]]]:
    """The arrays of records in a value, each with a title that stands beside it. Looked for
    through the names that usually hold them, not deeper."""
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        one, title = waiting.pop()
        if isinstance(one, dict):
            if _is_record(one):
                yield (title, [one])
                continue
            title = _first(one, _TITLE) or title
            inner = [one[name] for name in _HOLDERS if isinstance(one.get(name), list | dict)]
            waiting += [(found, title) for found in reversed(inner)]
            if not inner and one and all(isinstance(found, dict) for found in one.values()):
                waiting.append((_in_order(one), title))
        elif isinstance(one, list):
            records = [found for found in one if isinstance(found, dict) and _is_record(found)]
            if records:
                yield (title, sorted(records, key=_when) if _backwards(records) else records)
            else:
                waiting += [(found, title) for found in reversed(one) if isinstance(found, dict)]


def _in_order(by_id: Record) -> list[Record]:
    return sorted(by_id.values(), key=_when)


def _when(record: Record) -> str:
    return _date(record) or ""


def _backwards(records: list[Record]) -> bool:
    """Whether every record is older than the one before: exports that begin with the newest."""
    times = [_when(record) for record in records]
    return len(times) > 2 and times == sorted(times, reverse=True) and times[0] > times[-1]


def _is_record(one: Record) -> bool:
    named = any(name in one for name in (*_AUTHOR[:-1], *_DATE, *_ID))
    return named and any(isinstance(one.get(name), str) for name in _TEXT)


def _inside(record: Record) -> list[Any]:
    """The answers that a record holds, if it does."""
    for name in _INSIDE:
        found = record.get(name)
        if isinstance(found, list) and found and isinstance(found[0], dict):
            return found
    return []


def _spread(records: list[Record]) -> Iterator[Record]:
    waiting: list[tuple[Record, str | None]] = [(one, None) for one in reversed(records)]
    count = 0
    while waiting:
        record, above = waiting.pop()
        count += 1
        ident = _first(record, _ID) or f"record-{count}"
        yield {**record, "id": ident, **({"above": above} if above else {})}
        waiting += [(one, ident) for one in reversed(_inside(record)) if isinstance(one, dict)]


def _first(record: Record, names: tuple[str, ...]) -> str | None:
    return next((found for n in names if (found := text_or_none(record.get(n))) is not None), None)


def _author(record: Record) -> str | None:
    for name in _AUTHOR:
        found = record.get(name)
        if isinstance(found, dict):
            found = _first(found, _PERSON)
        if (words := text_or_none(found)) is not None:
            return _mended(words)
    return None


def _date(record: Record) -> str | None:
    return next((found for name in _DATE if (found := iso(record.get(name))) is not None), None)


def _mended(text: str) -> str:
    """Facebook writes the bytes of UTF-8 as if each were a character."""
    if text.isascii() or not any("\x80" <= sign <= "\x9f" for sign in text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _item(record: Record) -> Item:
    text = _mended(next((record[n] for n in _TEXT if isinstance(record.get(n), str)), ""))
    is_html = "</" in text or "<br" in text or "<p>" in text
    return Item(
        id=_first(record, _ID),
        text=text,
        form="html" if is_html else "plain",
        author=_author(record),
        date=_date(record),
        date_text=_first(record, _DATE),
        parent=_first(record, ("above", *_PARENT)),
        permalink=_first(record, ("permalink", "url", "link")),
    )


scan, read = by_values("scrapes", _made)
"""A thread for each array of records; one for lines."""
