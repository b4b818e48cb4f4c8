"""4chan and vichan: threads, indices and catalogues; FoolFuuka's archives.

The fields are those of github.com/4chan/4chan-API; a post answers the first one that it names with
">>". The order is that of the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_groups
from threadview.model import Block
from threadview.records.fields import Record, inner, several
from threadview.records.grouping import Facts, Groups, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, attached, gathered, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_NAMED = re.compile(r"(?:&gt;&gt;|>>)(\d+)")


def sniff(head: Head) -> Claim | None:
    """Posts with numbers and that of their thread (`no`, `resto`; or `num`, `thread_num`)."""
    for record in sample(head.text).records:
        for one in _spread(record):
            if "no" in one and "resto" in one and ("time" in one or "now" in one):
                return Claim(0.97, "imageboard posts (no, resto)")
            if "thread_num" in one and ("comment" in one or "comment_processed" in one):
                return Claim(0.95, "imageboard posts of FoolFuuka (num, thread_num)")
            if "no" in one and "com" in one:
                return Claim(0.9, "imageboard posts (no, com)")
            break
    return None


def _spread(value: Any) -> Iterator[Record]:
    """Every post in a thread, an index, a catalogue, or an object of threads by number."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif not isinstance(one, dict):
            continue
        elif "no" in one or "num" in one:
            yield one
            waiting.append(one.get("last_replies"))
        elif "op" in one or isinstance(one.get("posts"), dict):
            posts = one.get("posts") or {}
            waiting += [list(posts.values()) if isinstance(posts, dict) else posts, one.get("op")]
        elif "posts" in one or "threads" in one:
            waiting += [one.get("posts"), one.get("threads")]
        else:
            waiting += [inner for key, inner in one.items() if key.isdecimal()][::-1]


def _number(record: Record) -> int:
    return int(record["no"] if "no" in record else record["num"])


def _facts(record: Record) -> Facts | None:
    number = _number(record)
    thread = int(record.get("resto") or record.get("thread_num") or 0) or number
    title = unescape(text_or_none(record.get("sub") or record.get("title")) or "") or None
    if thread != number:
        title = None
    elif title is None and (slug := text_or_none(record.get("semantic_url"))):
        title = slug.replace("-", " ")
    return Facts(str(thread), title, _name(record), _time(record))


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    found = {_number(one): one for one in members(dump, groups, key, _spread, _facts)}
    items, problems = gathered((found[number] for number in sorted(found)), _item)
    return Told(key, groups.threads[key].title, items, tuple(problems), tree=False)


def _time(record: Record) -> str | None:
    return iso(record.get("time") or record.get("timestamp"))


def _name(record: Record) -> str | None:
    name = unescape(text_or_none(record.get("name")) or "")
    trip = text_or_none(record.get("trip")) or ""
    return f"{name} {trip}".strip() or None


def _item(record: Record) -> Item:
    number = _number(record)
    words = record.get("com")
    if words is None:
        words = record.get("comment_processed")
    plain = words is None and record.get("comment") is not None
    text = str(record.get("comment") if plain else words or "")
    named = [one for one in _NAMED.findall(text) if int(one) < number]
    return Item(
        id=str(number),
        text=_typed(text) if plain else text,
        form="html",
        author=_name(record),
        author_title=text_or_none(record.get("capcode")) or text_or_none(record.get("id")),
        date=_time(record),
        date_text=text_or_none(record.get("now")),
        parent=named[0] if named else None,
        extra=tuple(_file(record)),
    )


def _typed(text: str) -> str:
    """Words as they were typed, as HTML: a line that begins with ">" is green, and no quote."""
    return re.sub(
        r"\[spoiler\](.*?)\[/spoiler\]", r"<s>\1</s>", escape(text), flags=re.DOTALL
    ).replace("\n", "<br>")


def _file(record: Record) -> Iterator[Block]:
    media = inner(record, "media")
    if media:
        yield attached(str(media.get("media_filename") or media.get("media")), "")
    elif record.get("filename"):
        yield attached(unescape(f"{record['filename']}{record.get('ext') or ''}"))
    for one in several(record, "extra_files"):
        yield attached(unescape(f"{one.get('filename')}{one.get('ext') or ''}"))


scan, read = by_groups("imageboard", _spread, _facts, _told)
"""A thread for each first post, in the order of the numbers."""
