"""Corpora of web documents as JSON Lines with a `text` field: each document is a thread.

The text is read as plain text is. C4, OSCAR, Dolma, FineWeb, RedPajama and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.inner import read_page, read_text
from threadview.model import Block, Heading, Post, Problem
from threadview.records.moments import iso
from threadview.records.telling import text_or_none
from threadview.records.values import is_lines, sample, text_at, value_at, values

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_LINE = True
"""A large dump of lines is read by place: nobody needs to load it first."""

APART = True
"""Each line is a thread, whatever stands in others (see `shares`)."""

_TEXTS = ("text", "raw_content", "content", "document", "body", "markdown", "html", "raw_html")
_TITLES = ("title", "name")
_ADDRESSES = ("url", "uri", "link", "source_url", "warc_target_uri")
_DATES = ("date", "timestamp", "created", "crawl_date", "added")
_ABOUT = {"url", "uri", "meta", "metadata", "source", "timestamp", "dump", "language", "id", "lang"}
_ANSWERS = {"parent_id", "parent", "reply_to", "thread_id", "topic_id", "post_id", "comments"}
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.DOTALL)
_PAGE_TITLE = re.compile(r"<title[^>]*>\s*([^<]{1,200})", re.IGNORECASE)
_LONG = 200
"""Characters of a text that is more likely a page than a remark."""


def sniff(head: Head) -> Claim | None:
    """Objects, one a line, with a text and at most what is known about a page."""
    seen = sample(head.text)
    if not seen.values or isinstance(seen.values[0], list):
        return None
    first = seen.first
    text = _text(first)
    if text is None:
        return None
    names = first.keys()
    people = names & {"author", "user", "speaker", "username", "from", "sender"}
    page = names & {"url", "uri", "title"} and len(text) >= _LONG and not names & _ANSWERS
    if len(names) == 1 or (names & _ABOUT and not people) or (seen.lines and page):
        return Claim(0.6, "documents, one a line, with a text each")
    return Claim(0.45, "objects with a text each") if len(text) >= _LONG else None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each document, as the dump loads."""
    for one in values(dump):
        if _text(one.value) is not None:
            yield ThreadRef(str(one.place), _title(one.value), None, None, _date(one.value))
        elif one.fault or one.value:
            yield ThreadRef(str(one.place))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The document that begins at the byte `ref.key`, or the first."""
    if ref.key.isdecimal():
        found = value_at(dump, int(ref.key))
    else:
        found = next((one for one in values(dump) if _text(one.value) is not None), None)
    text = None if found is None else _text(found.value)
    if found is None or text is None:
        yield Heading(None)
        said = text_at(dump, found.place) if found is not None and is_lines(dump) else ""
        if said:
            yield Post(1, (Block("paragraph", said),))
        yield Problem(f"byte {ref.key or 0}", "holds no text")
        return
    yield from found.problems
    title = _first(found.value, _TITLES)
    is_page = _PAGE.match(text) is not None
    address = _first(found.value, _ADDRESSES) or dump.name
    read_as = read_page(text.encode("utf-8", "surrogatepass"), address, "utf-8")
    for part in read_as if is_page else read_text(text, dump.name):
        if isinstance(part, Heading) and title is not None:
            part = Heading(title)
        yield part


def _text(record: Any) -> str | None:
    if not isinstance(record, dict):
        return None
    return next((record[name] for name in _TEXTS if isinstance(record.get(name), str)), None)


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of some fields that says something, in the record or in what is known about it."""
    for holder in (record, record.get("metadata"), record.get("meta")):
        if isinstance(holder, dict):
            for name in names:
                if (found := text_or_none(holder.get(name))) is not None:
                    return found
    return None


def _title(record: dict[str, Any]) -> str | None:
    """What to call a document in a list: its title, its first line, its address."""
    text = _text(record) or ""
    named = _PAGE_TITLE.search(text[:20000]) if _PAGE.match(text) else None
    line = named[1] if named else text.lstrip()[:200].partition("\n")[0].strip()
    return _first(record, _TITLES) or line[:120] or _first(record, _ADDRESSES)


def _date(record: dict[str, Any]) -> str | None:
    return iso(_first(record, _DATES))
