"""Stack Exchange: `Posts.xml` of the data dumps, questions as the interface gives them.

Names and comments come from `Users.xml` and `Comments.xml`, where they stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats import stackexchange_rows as rows
from threadview.formats.listing import grouped_refs, listed, told_group
from threadview.model import Problem
from threadview.records.grouping import Record
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, chosen, edited, gathered, text_or_none
from threadview.records.values import kept, sample, values

if TYPE_CHECKING:
    from threadview.dump import Dump

_ROW = re.compile(r"<row\b[^>]*\bPostTypeId=")
_TABLE = re.compile(r"<(users|comments)>\s*<row\b")


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
        yield from grouped_refs(rows.groups(dump))
    else:
        yield from listed(_asked(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One question, its answers, and what was said below each."""
    if _is_xml(dump):
        groups = rows.groups(dump)
        yield from told_group(groups, ref.key, lambda key: rows.told(dump, groups, key))
    else:
        yield from chosen(_asked(dump), ref.key)


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
    return kept(dump, "stackexchange", lambda: list(_made(dump)))


def _made(dump: Dump) -> Iterator[Told]:
    broken: list[Problem] = []
    for value in values(dump):
        if value.fault:
            broken.append(Problem(f"byte {value.place}", value.fault))
        for question in _questions(value.value):
            items, problems = gathered(_all_of(question), _item)
            title = unescape(text_or_none(question.get("title")) or "") or None
            key = str(question.get("question_id"))
            yield Told(key, title, items, (*broken, *problems))
            broken = []


def _all_of(question: Record) -> Iterator[Record]:
    """The question, its answers, and the comments on both, each with its parent's id."""
    for post in (question, *(question.get("answers") or ())):
        parent = None if post is question else _id(question)
        yield {**post, "above": parent}
        for comment in post.get("comments") or ():
            yield {**comment, "above": _id(post)}


def _id(record: Record) -> str:
    for kind in ("comment", "answer", "question"):
        if f"{kind}_id" in record:
            return f"{kind}-{record[f'{kind}_id']}"
    raise KeyError("question_id")


def _item(record: Record) -> Item:
    owner = record.get("owner") or {}
    changed = iso(record.get("last_edit_date"))
    score = record.get("score")
    return Item(
        id=_id(record),
        text=str(record.get("body") or ""),
        form="html",
        author=unescape(text_or_none(owner.get("display_name")) or "") or None,
        date=iso(record.get("creation_date")),
        parent=record["above"],
        edit=edited(changed) if changed else None,
        permalink=text_or_none(record.get("link")),
        reactions=(("points", score),) if isinstance(score, int) else (),
    )
