"""Discourse: topics as JSON, whole or in pages; lists of posts and of topics.

They come from a topic's address with `.json` behind it (`?page=2`, `posts.json` with ids).
The fields are those of docs.discourse.org; posts of one topic are joined by their number, the one
updated last counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.listing import grouped_refs, told_group
from threadview.model import Problem
from threadview.records.grouping import Facts, Groups, Record, grouped, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump

_LIKE = 2
"""The type of action that is a like."""


def sniff(head: Head) -> Claim | None:
    """A post stream, or posts with Discourse's `cooked` bodies."""
    for record in sample(head.text).records:
        if isinstance(record.get("post_stream"), dict):
            return Claim(0.98, "a Discourse topic (post_stream)")
        if "latest_posts" in record or ("cooked" in record and "post_number" in record):
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
    yield from told_group(groups, ref.key, lambda key: _told(dump, groups, key))


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
            posts = stream.get("posts") or []
            yield {**one, "post_stream": None, "of": stream.get("stream"), "posts_of": _topic(one)}
            waiting += reversed(posts)
        elif "latest_posts" in one:
            waiting.append(one["latest_posts"])
        elif isinstance(topics := one.get("topic_list"), dict):
            yield from ({**topic, "listed": True} for topic in topics.get("topics") or ())
        elif "cooked" in one or "raw" in one or "listed" in one:
            yield one


def _topic(topic: Record) -> str:
    posts = topic["post_stream"].get("posts") or [{}]
    return str(posts[0].get("topic_id", topic.get("id")))


def _facts(record: Record) -> Facts | None:
    if "listed" in record:
        return Facts("topics", "Topics", None, iso(record.get("created_at")))
    if "posts_of" in record:
        return Facts(record["posts_of"], text_or_none(record.get("title")), post=False)
    title = text_or_none(record.get("topic_title"))
    return Facts(str(record.get("topic_id")), title, _author(record), iso(record.get("created_at")))


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    posts: dict[Any, Record] = {}
    listed: set[Any] = set()
    topics: list[Record] = []
    for record in members(dump, groups, key, _spread, _facts):
        if "listed" in record:
            topics.append(record)
        elif "posts_of" in record:
            listed |= set(record.get("of") or ())
        else:
            known = posts.get(record.get("id"))
            if known is None or str(record.get("updated_at")) >= str(known.get("updated_at")):
                posts[record.get("id")] = record
    ordered = sorted(posts.values(), key=_number)
    items, problems = gathered(topics, _listed, "topic")
    more, broken = gathered(ordered, _item, "post")
    missing = len(listed - set(posts))
    if missing:
        broken.append(Problem(f"topic {key}", f"{missing} of its posts are not in this dump"))
    title = groups.threads[key].title
    return Told(key, title, items + more, (*problems, *broken), tree=False)


def _number(record: Record) -> int:
    number = record.get("post_number")
    return number if isinstance(number, int) else 0


def _author(record: Record) -> str | None:
    return text_or_none(record.get("username")) or text_or_none(record.get("name"))


def _item(record: Record) -> Item:
    from threadview.formats.pages.engines.discourse import ENGINES

    cooked = record.get("cooked")
    version = record.get("version")
    changed = isinstance(version, int) and version > 1
    reason = text_or_none(record.get("edit_reason"))
    answered = record.get("reply_to_post_number")
    return Item(
        id=str(record["post_number"]),
        text=str(cooked if cooked is not None else record["raw"])
        or str(record.get("action_code") or "").replace(".", " "),
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


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    given = record.get("reactions")
    if isinstance(given, list) and given:
        return tuple((str(one["id"]), int(one["count"])) for one in given)
    actions = record.get("actions_summary") or ()
    likes = sum(int(one.get("count") or 0) for one in actions if one.get("id") == _LIKE)
    return (("like", likes),) if likes else ()


def _listed(topic: Record) -> Item:
    excerpt = text_or_none(topic.get("excerpt")) or ""
    return Item(
        id=f"topic-{topic['id']}",
        text="\n\n".join(part for part in (str(topic["title"]), excerpt) if part),
        date=iso(topic.get("created_at")),
    )
