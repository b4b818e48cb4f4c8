"""Reddit listings; Pushshift and Arctic Shift lines; submissions with their comments inside.

Bodies are Markdown, its `&`, `<` and `>` written as entities. Comments name their parent and their
submission by "fullname" (`t1_…`, `t3_…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.told import grouped_refs, told_group
from threadview.model import Block, Problem
from threadview.records.beside import beside
from threadview.records.fields import Record, counted, inner, several, whole
from threadview.records.grouping import Facts, Groups, grouped, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, attached, edited, gathered, text_or_none
from threadview.records.values import kept, sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_SITE = "https://www.reddit.com"
_COMMENTS = re.compile(r"^RC_|(^|[_.-])comments(?=[._-]|$)")
"""What Pushshift's files of comments are called: by month, or by subreddit."""

_PACKED = re.compile(r"\.(?:gz|bz2|xz|zst)$")
MOST = 64 << 20
"""Bytes, as stored, of a file of submissions that is read because that of the comments is."""


def sniff(head: Head) -> Claim | None:
    """A listing of things, or submissions and comments with Reddit's own fields."""
    seen = sample(head.text)
    records = seen.records
    wrapped = seen.first.get("data")  # how Pushshift's own interface answered
    if isinstance(wrapped, list):
        records = [one for one in wrapped if isinstance(one, dict)] or records
    for record in records:
        if record.get("kind") == "Listing" or (
            record.get("kind") in ("t1", "t3") and isinstance(record.get("data"), dict)
        ):
            return Claim(0.98, "a Reddit listing")
        if "subreddit" in record and ("selftext" in record or "is_self" in record):
            return Claim(0.96, "Reddit submissions (subreddit, selftext)")
        if "body" in record and {"link_id", "parent_id", "subreddit"} <= record.keys():
            return Claim(0.96, "Reddit comments (body, link_id, subreddit)")
        if "body" in record and str(record.get("link_id", "")).startswith("t3_"):
            return Claim(0.96, "Reddit comments (body, link_id)")
        if "selftext" in record and isinstance(record.get("comments"), list):
            return Claim(0.9, "Reddit submissions with their comments")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each submission."""
    yield from grouped_refs(_groups(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One submission and the comments on it, as a tree."""
    groups = _groups(dump)
    yield from told_group(dump, groups, ref.key, lambda key: _told(dump, groups, key))


def _groups(dump: Dump) -> Groups:
    groups = grouped(dump, _spread, _facts, "reddit")
    return kept(dump, "reddit titled", lambda: _titled(dump, groups))


def _titled(dump: Dump, groups: Groups) -> Groups:
    """The threads, those of comments alone called as the submissions beside them say; a submission
    counts as a post of its thread."""
    above = _submissions(dump)
    for key, group in _groups(above).threads.items() if above is not None else ():
        own = groups.threads.get(key)
        if own is not None and own.title is None:
            own.title, own.author, own.date = group.title, group.author, group.date
            own.posts += group.posts
    return groups


def _submissions(dump: Dump) -> Dump | None:
    """Where archives keep comments and submissions in files of their own: the one beside."""
    return kept(dump, "reddit submissions", lambda: _found_beside(dump))


def _found_beside(dump: Dump) -> Dump | None:
    name = _COMMENTS.sub(_other, Path(dump.name).name)
    bare = _PACKED.sub("", name)
    if name == Path(dump.name).name:
        return None
    return beside(dump, bare, MOST)


def _other(match: re.Match[str]) -> str:
    return "RS_" if match[0] == "RC_" else f"{match[1]}submissions"


def _spread(value: Any) -> Iterator[Record]:
    """Every submission, comment and "more" in a value, in the order shown."""
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        one, above = waiting.pop()
        if isinstance(one, list):
            waiting += [(inner, above) for inner in reversed(one)]
            continue
        if not isinstance(one, dict):
            continue
        kind, data = one.get("kind"), one.get("data")
        if isinstance(data, dict) and kind != "more" and isinstance(data.get("children"), list):
            waiting.append((data["children"], above))
            continue
        if kind is not None and isinstance(data, dict):
            one = {**data, "more": True} if kind == "more" else data
        elif "data" in one and "id" not in one:  # how Pushshift's own API wrapped them
            waiting.append((data, above))
            continue
        if above is not None and "link_id" not in one:
            one = {**one, "link_id": above}
        yield one
        name = _link(one)
        inner = [one.get("replies"), one.get("comments")]
        waiting += [(part, name) for part in inner if isinstance(part, dict | list)]


def _link(record: Record) -> str:
    """The fullname of the submission that a record belongs to."""
    link = record.get("link_id")
    if link is None and "more" in record:
        link = record.get("parent_id")
        return str(link)
    return f"t3_{_bare(record.get('id') if link is None else link)}"


def _facts(record: Record) -> Facts | None:
    if "more" in record:
        parent = str(record.get("link_id") or record.get("parent_id"))
        return Facts(parent, post=False) if parent.startswith("t3_") else None
    title = unescape(text_or_none(record.get("title") or record.get("link_title")) or "") or None
    made = iso(record.get("created_utc") or record.get("created"))
    return Facts(_link(record), title, _author(record), made)


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    records: dict[str, Record] = {}
    missing = 0
    above = _submissions(dump)
    ahead = members(above, _groups(above), key, _spread, _facts) if above is not None else ()
    for record in chain(ahead, members(dump, groups, key, _spread, _facts)):
        if "more" in record:
            names = record.get("children")
            missing += whole(record, "count") or (len(names) if isinstance(names, list) else 0)
        else:
            # The same comment again (an archive's second look): the later one counts.
            ident = _bare(record.get("id"))
            records[ident or f"none {len(records)}"] = record
    ordered = sorted(records.values(), key=lambda record: "body" in record)
    items, problems = gathered(ordered, _item)
    if missing:
        problems.append(Problem(key, f"{missing} of its comments are not in this dump"))
    return Told(key, groups.threads[key].title, items, tuple(problems))


def _author(record: Record) -> str | None:
    author = record.get("author")
    if isinstance(author, dict):
        author = author.get("name")
    return None if author == "[deleted]" else text_or_none(author)


def _item(record: Record) -> Item:
    body = record.get("body")
    words = record.get("selftext") if body is None else body
    address = text_or_none(record.get("url"))
    if body is None and not record.get("is_self") and address is not None:
        # The words of a link are the link; of a post with pictures, both.
        address = f"<{_SITE}{address}>" if address.startswith("/") else f"<{address}>"
        words = f"{words}\n\n{address}" if words else address
    changed = record.get("edited")
    link = text_or_none(record.get("permalink"))
    return Item(
        id=_bare(record["id"]),
        text="\n\n".join((unescape(str(words or "")), *_crossposted(record))),
        form="markdown",
        author=_author(record),
        author_title=text_or_none(record.get("author_flair_text")),
        date=iso(record.get("created_utc") or record.get("created")),
        parent=_bare(record.get("parent_id") or record.get("link_id")) or None,
        edit=edited(iso(changed)) if changed else None,
        permalink=f"{_SITE}{link}" if link and link.startswith("/") else link,
        reactions=counted(record, ("points", "score")),
        extra=tuple(_pictures(record)),
        base=_SITE,
    )


def _crossposted(record: Record) -> Iterator[str]:
    """The submissions that one passes on, as quotes in Markdown."""
    for one in several(record, "crosspost_parent_list"):
        words = unescape(text_or_none(one.get("selftext")) or "")
        if words:
            yield "\n".join(f"> {line}" for line in words.splitlines())


def _pictures(record: Record) -> Iterator[Block]:
    """The pictures of a gallery, in its order, by their captions where they have one."""
    media = inner(record, "media_metadata")
    captions = {
        str(one.get("media_id")): text_or_none(one.get("caption"))
        for one in several(inner(record, "gallery_data"), "items")
    }
    for name in captions or media:
        source = inner(inner(media, name), "s")
        address = unescape(str(source.get("u") or source.get("gif") or ""))
        yield attached(captions.get(name) or name, address)


def _bare(name: Any) -> str:
    """An id without its kind; some archives write ids as numbers in base ten."""
    if isinstance(name, int):
        figures = ""
        while name > 0:
            name, rest = divmod(name, 36)
            figures = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + figures
        return figures or "0"
    text = str(name or "")
    return text[3:] if text[:1] == "t" and text[2:3] == "_" else text
