"""Lemmy posts and comments.

They are what its interface answers (`/api/v3/post`, `/comment/list`, `/post/list`). Bodies are
Markdown; a comment's `path` names every comment above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.listing import grouped_refs, told_group
from threadview.records.grouping import Facts, Groups, Record, grouped, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump


def sniff(head: Head) -> Claim | None:
    """Views of posts and comments, each beside its creator."""
    for record in sample(head.text).records:
        if isinstance(record.get("post_view"), dict):
            return Claim(0.97, "a Lemmy post (post_view)")
        for one in (record, *_listed(record)):
            comment = one.get("comment")
            if isinstance(comment, dict) and "path" in comment and "content" in comment:
                return Claim(0.97, "Lemmy comments (comment, path)")
            post = one.get("post")
            if isinstance(post, dict) and "ap_id" in post and "creator" in one:
                return Claim(0.95, "Lemmy posts (post, creator)")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each post."""
    yield from grouped_refs(_groups(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One post and the comments on it, as a tree."""
    groups = _groups(dump)
    yield from told_group(groups, ref.key, lambda key: _told(dump, groups, key))


def _listed(record: Record) -> Iterator[Record]:
    for name in ("comments", "posts"):
        found = record.get(name)
        if isinstance(found, list):
            yield from (one for one in found if isinstance(one, dict))


def _groups(dump: Dump) -> Groups:
    return grouped(dump, _spread, _facts, "lemmy")


def _spread(value: Any) -> Iterator[Record]:
    for record in value if isinstance(value, list) else [value]:
        if not isinstance(record, dict):
            continue
        view = record.get("post_view")
        if isinstance(view, dict):
            yield view
        if "post" in record or "comment" in record:
            yield record
        yield from _listed(record)


def _facts(record: Record) -> Facts | None:
    post, comment = record.get("post") or {}, record.get("comment")
    if comment is None:
        return Facts(str(post["id"]), post.get("name"), _creator(record), iso(post["published"]))
    key = comment.get("post_id", post.get("id"))
    made = iso(comment.get("published"))
    return Facts(str(key), text_or_none(post.get("name")), _creator(record), made)


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    records = list(members(dump, groups, key, _spread, _facts))
    items, problems = gathered(sorted(records, key=lambda one: "comment" in one), _item)
    unique = list({item.id: item for item in items}.values())
    return Told(key, groups.threads[key].title, unique, tuple(problems))


def _creator(record: Record) -> str | None:
    creator = record.get("creator") or {}
    return text_or_none(creator.get("display_name")) or text_or_none(creator.get("name"))


def _item(record: Record) -> Item:
    comment, post = record.get("comment"), record.get("post") or {}
    entry = post if comment is None else comment
    if comment is None:
        ident, parent = f"post-{post['id']}", None
        link = text_or_none(post.get("url"))
        text = "\n\n".join(filter(None, (f"<{link}>" if link else "", post.get("body") or "")))
    else:
        above = str(comment["path"]).split(".")[1:-1]
        ident = str(comment["id"])
        parent = above[-1] if above else f"post-{comment.get('post_id', post.get('id'))}"
        text = str(comment["content"])
    if entry.get("deleted") or entry.get("removed"):
        text = text or "[deleted]"
    changed = iso(entry.get("updated"))
    score = (record.get("counts") or {}).get("score")
    return Item(
        id=ident,
        text=text,
        form="markdown",
        author=_creator(record),
        date=iso(entry.get("published")),
        parent=parent,
        edit=edited(changed) if changed else None,
        permalink=text_or_none(entry.get("ap_id")),
        reactions=(("points", score),) if isinstance(score, int) else (),
    )
