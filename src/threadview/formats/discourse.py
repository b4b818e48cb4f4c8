"""Discourse: topics as JSON, whole or in pages; lists of posts and of topics.

They come from a topic's address with `.json` behind it (`?page=2`, `posts.json` with ids).
The fields are those of docs.discourse.org; posts of one topic are joined by their number, the one
updated last counts. Posts that a topic lists and lacks are looked for in its pages beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.told import grouped_refs, told_group
from threadview.model import Problem
from threadview.records.beside import pages_beside
from threadview.records.fields import Record, several, whole
from threadview.records.grouping import Facts, Groups, grouped, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_LIKE = 2
"""The type of action that is a like."""

_QUOTED = re.compile(r'\[quote="([^",\]]*)(?:,\s*post:\s*(\d+))?(?:,\s*topic:\s*(\d+))?[^\]]*"\]')
_MARKS = (
    (re.compile(r"\[quote\]"), '\n\n<aside class="quote"><blockquote>\n\n'),
    (re.compile(r"\[/quote\]"), "\n\n</blockquote></aside>\n\n"),
    (
        re.compile(r'\[details(?:="?([^\]"]*)"?)?\]'),
        r"\n\n<details><summary>\1</summary>\n\n",
    ),
    (re.compile(r"\[/details\]"), "\n\n</details>\n\n"),
    (re.compile(r"\[(?:spoiler|blur)\]"), '<span class="spoiler">'),
    (re.compile(r"\[/(?:spoiler|blur)\]"), "</span>"),
)
"""The marks of Discourse's own Markdown, and what they become (meta.discourse.org, "Supported
formatting")."""


def sniff(head: Head) -> Claim | None:
    """A post stream, or posts with Discourse's `cooked` bodies."""
    for record in sample(head.text).records:
        if isinstance(record.get("post_stream"), dict):
            return Claim(0.98, "a Discourse topic (post_stream)")
        posts = several(record, "posts", "latest_posts")[:3]
        if "latest_posts" in record or any(
            "post_number" in one and ("cooked" in one or "raw" in one) for one in (record, *posts)
        ):
            return Claim(0.97, "Discourse posts (cooked, post_number)")
        if isinstance(topics := record.get("topic_list"), dict) and "topics" in topics:
            return Claim(0.95, "a list of Discourse topics")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each topic."""
    yield from grouped_refs(_groups(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One topic: its posts in order, each with the post that it answers."""
    groups = _groups(dump)
    yield from told_group(dump, groups, ref.key, lambda key: _told(dump, groups, key))


def _groups(dump: Dump) -> Groups:
    return grouped(dump, _spread, _facts, "discourse")


def _spread(value: Any) -> Iterator[Record]:
    """Every topic (without its posts) and every post in a value."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif not isinstance(one, dict):
            continue
        elif isinstance(stream := one.get("post_stream"), dict):
            posts = _placed(several(stream, "posts"), one.get("id"))
            of = stream.get("stream")
            yield {**one, "post_stream": None, "of": of, "posts_of": _topic(one, posts)}
            waiting += reversed(posts)
        elif posts := several(one, "latest_posts", "posts"):
            yield {**one, "posts": None, "posts_of": _topic(one, posts)}
            waiting += reversed(posts)
        elif isinstance(topics := one.get("topic_list"), dict):
            yield from ({**topic, "listed": True} for topic in several(topics, "topics"))
        elif "cooked" in one or "raw" in one or "listed" in one:
            yield one


def _placed(posts: list[Record], topic: Any) -> list[Record]:
    """The posts of a topic's stream, of that topic where they say of none: a file that is cut off
    ends in a post whose number of the topic was still to come."""
    known = next((one["topic_id"] for one in posts if "topic_id" in one), topic)
    return [one if "topic_id" in one else {**one, "topic_id": known} for one in posts]


def _topic(topic: Record, posts: list[Record]) -> str:
    return str((posts or [{}])[0].get("topic_id", topic.get("id")))


def _facts(record: Record) -> Facts | None:
    if "listed" in record:
        return Facts("topics", "Topics", None, iso(record.get("created_at")))
    if "posts_of" in record:
        return Facts(record["posts_of"], text_or_none(record.get("title")), post=False)
    title = text_or_none(record.get("topic_title"))
    return Facts(str(record.get("topic_id")), title, _author(record), iso(record.get("created_at")))


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    posts: dict[str, Record] = {}
    listed: set[str] = set()
    topics: list[Record] = []
    for record in members(dump, groups, key, _spread, _facts):
        if "listed" in record:
            topics.append(record)
        elif "posts_of" in record:
            of = record.get("of")
            listed |= set(map(str, of)) if isinstance(of, list) else set()
        else:
            _take(record, posts)
    for other in pages_beside(dump) if listed - set(posts) else ():
        for record in members(other, _groups(other), key, _spread, _facts):
            if not record.keys() & {"listed", "posts_of"}:
                _take(record, posts)
    ordered = sorted(posts.values(), key=_number)
    items, problems = gathered(topics, _listed, "topic")
    more, broken = gathered(ordered, _item, "post")
    missing = len(listed - set(posts))
    if missing:
        are = "is" if missing == 1 else "are"
        broken.append(Problem(f"topic {key}", f"{missing} of its posts {are} not in this dump"))
    title = groups.threads[key].title
    return Told(key, title, items + more, (*problems, *broken), tree=False)


def _take(record: Record, posts: dict[str, Record]) -> None:
    """Add a post to those known by their ids; the one updated last counts."""
    ident = str(record.get("id", record.get("post_number")))
    known = posts.get(ident)
    if known is None or str(record.get("updated_at")) >= str(known.get("updated_at")):
        posts[ident] = record


def _number(record: Record) -> int:
    number = record.get("post_number")
    return number if isinstance(number, int) else 0


def _author(record: Record) -> str | None:
    return text_or_none(record.get("username")) or text_or_none(record.get("name"))


def _item(record: Record) -> Item:
    from threadview.formats.pages.engines.discourse import ENGINES

    cooked, raw = record.get("cooked"), record.get("raw")
    version = record.get("version")
    changed = isinstance(version, int) and version > 1
    reason = text_or_none(record.get("edit_reason"))
    answered = record.get("reply_to_post_number")
    action = str(record.get("action_code") or "").replace(".", " ")
    topic = str(record.get("topic_id"))
    return Item(
        id=str(record["post_number"]),
        text=(str(cooked) if cooked is not None else _marked(str(raw or ""), topic)) or action,
        form="html" if cooked is not None else "breaks",
        author=_author(record),
        author_title=text_or_none(record.get("user_title")),
        date=iso(record.get("created_at")),
        parent=None if answered is None else str(answered),
        edit=edited(iso(record.get("updated_at")), said=reason) if changed else None,
        permalink=text_or_none(record.get("post_url")),
        reactions=_reactions(record),
        rules=ENGINES[0].rules,
    )


def _marked(raw: str, topic: str) -> str:
    """Words as they were typed, Discourse's own marks of quotes and of hidden words as HTML."""

    def framed(match: re.Match[str]) -> str:
        who, post, of = match.groups()
        source = f' data-post="{post}"' if post and of in (None, topic) else ""
        return (
            f'\n\n<aside class="quote" data-username="{who}"{source}>'
            f'<div class="title">{who}:</div><blockquote>\n\n'
        )

    raw = _QUOTED.sub(framed, raw)
    for pattern, html in _MARKS:
        raw = pattern.sub(html, raw)
    return raw


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    given = several(record, "reactions")
    if given:
        return tuple((str(one["id"]), whole(one, "count") or 1) for one in given)
    actions = several(record, "actions_summary")
    likes = sum(whole(one, "count") or 0 for one in actions if one.get("id") == _LIKE)
    return (("like", likes),) if likes else ()


def _listed(topic: Record) -> Item:
    excerpt = text_or_none(topic.get("excerpt")) or ""
    return Item(
        id=f"topic-{topic['id']}",
        text="\n\n".join(part for part in (str(topic["title"]), excerpt) if part),
        date=iso(topic.get("created_at")),
    )
