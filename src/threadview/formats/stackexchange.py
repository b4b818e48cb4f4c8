"""Stack Exchange: `Posts.xml` of the data dumps, questions as the interface gives them.

Names and comments come from `Users.xml` and `Comments.xml`, where they stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats import stackexchange_rows as rows
from threadview.formats.told import collected, grouped_refs, listed, told_group, told_one
from threadview.records.fields import Record, counted, inner, several
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, once, text_or_none
from threadview.records.values import Value, sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_LINE = True
"""A large dump of lines is read by place: nobody needs to load it first."""

_ROW = re.compile(r"<row\b[^>]*\bPostTypeId=")
_TABLE = re.compile(r"<(users|comments|posthistory|postlinks|votes|badges|tags)>\s*<row\b")


def sniff(head: Head) -> Claim | None:
    """Rows with post types; or items with question ids."""
    if head.text.lstrip("\ufeff \t\r\n")[:1] == "<":
        if _ROW.search(head.text[:8192]):
            return Claim(0.97, "Posts.xml of Stack Exchange (row, PostTypeId)")
        if table := _TABLE.search(head.text[:8192]):
            return Claim(0.9, f"{table[1]} of Stack Exchange: read with the Posts.xml beside them")
        return None
    for record in sample(head.text).records:
        for one in _questions(record):
            if "question_id" in one and ("owner" in one or "title" in one):
                return Claim(0.96, "Stack Exchange questions (question_id, owner)")
            break
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each question."""
    if _is_xml(dump):
        groups = rows.groups(dump)
        if groups.first is not None or not rows.is_beside(dump):
            yield from grouped_refs(groups)
    else:
        yield from listed(_asked(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One question, its answers, and what was said below each."""
    if _is_xml(dump):
        groups = rows.groups(dump)
        if groups.first is None and rows.is_beside(dump):
            return
        yield from told_group(dump, groups, ref.key, lambda key: rows.told(dump, groups, key))
    else:
        yield from told_one(dump, _asked(dump), ref.key)


def _is_xml(dump: Dump) -> bool:
    return bytes(dump.data[:4096]).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _questions(value: Any) -> Iterator[Record]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            if isinstance(one.get("items"), list):
                waiting.append(one["items"])
            else:
                yield one


def _asked(dump: Dump) -> list[Told]:
    return collected(dump, "stackexchange", _made)


def _made(found: Iterable[Value]) -> Iterator[Told]:
    asked: dict[str, list[Record]] = {}
    for value in found:
        for post in _questions(value.value):
            asked.setdefault(str(post.get("question_id")), []).append(post)
    for key, posts in asked.items():
        posts.sort(key=lambda post: "answer_id" in post)
        items, problems = gathered((one for post in posts for one in _all_of(post)), _item)
        title = unescape(text_or_none(posts[0].get("title")) or "") or None
        yield Told(key, title, once(items), tuple(problems))


def _all_of(first: Record) -> Iterator[Record]:
    """A question or an answer, the answers to it, and the comments on both, each with its
    parent's id."""
    for post in (first, *several(first, "answers")):
        ident = _id(post)
        yield {**post, "above": f"question-{post.get('question_id')}" if ident[0] == "a" else None}
        for comment in several(post, "comments"):
            yield {**comment, "above": ident}


def _id(record: Record) -> str:
    for kind in ("comment", "answer", "question"):
        if f"{kind}_id" in record:
            return f"{kind}-{record[f'{kind}_id']}"
    return ""


def _item(record: Record) -> Item:
    owner = inner(record, "owner")
    changed = iso(record.get("last_edit_date"))
    body = text_or_none(record.get("body"))
    typed = unescape(text_or_none(record.get("body_markdown")) or "")
    return Item(
        id=_id(record) or None,
        text=typed if body is None else body,
        form="markdown" if body is None else "html",
        author=unescape(text_or_none(owner.get("display_name")) or "") or None,
        date=iso(record.get("creation_date")),
        parent=record["above"],
        edit=edited(changed) if changed else None,
        permalink=text_or_none(record.get("link")),
        reactions=counted(record, ("points", "score")),
    )
