"""Lemmy posts and comments.

They are what its interface answers (`/api/v3/post`, `/comment/list`, `/post/list`). Bodies are
Markdown; a comment's `path` names every comment above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_groups
from threadview.records.fields import Record, counted, inner, several, whole
from threadview.records.grouping import Facts, Groups, members
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, once, text_or_none
from threadview.records.values import sample

if TYPE_CHECKING:
    from threadview.dump import Dump

BY_ELEMENT = True
"""A large dump is read by the places of its records: nobody needs to load it first."""

_SPOILER = re.compile(
    r"^:::[ \t]*spoiler[ \t]*([^\n]*)\n(.*?)^:::[ \t]*$", re.MULTILINE | re.DOTALL
)
"""Lemmy's own mark of hidden words (join-lemmy.org, "Media")."""


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
            view = inner(one, "post_view") or inner(one, "post")
            if "ap_id" in inner(view, "post") and "creator" in view:
                return Claim(0.95, "Lemmy posts (post, creator)")
    return None


def _listed(record: Record) -> list[Record]:
    return several(record, "comments", "posts", "items")


def _spread(value: Any) -> Iterator[Record]:
    for record in value if isinstance(value, list) else [value]:
        if not isinstance(record, dict):
            continue
        # A view of a post holds one, and some tools call the view itself "post".
        view = inner(record, "post_view") or inner(record, "post")
        if "post" in view:
            yield view
        elif "post" in record or "comment" in record or "comment_view" in record:
            yield inner(record, "comment_view") or record
        yield from _listed(record)


def _facts(record: Record) -> Facts | None:
    post, comment = inner(record, "post"), inner(record, "comment")
    made = _made_at(comment or post)
    if not comment:
        title = text_or_none(post.get("name"))
        return Facts(str(post["id"]), title, _creator(record), made)
    key = comment.get("post_id", post.get("id"))
    return Facts(str(key), text_or_none(post.get("name")), _creator(record), made)


def _told(dump: Dump, groups: Groups, key: str) -> Told:
    records = list(members(dump, groups, key, _spread, _facts))
    ordered = sorted(records, key=lambda one: (bool(one.get("comment")), _height(one)))
    items, problems = gathered(ordered, _item)
    unique = once(items)
    return Told(key, groups.threads[key].title, unique, tuple(problems))


def _made_at(entry: Record) -> str | None:
    return iso(entry.get("published") or entry.get("published_at"))


def _height(record: Record) -> int:
    """The number of comments above one; the order of a list's page is none of a tree."""
    return str(inner(record, "comment").get("path")).count(".")


def _creator(record: Record) -> str | None:
    creator = inner(record, "creator")
    return text_or_none(creator.get("display_name")) or text_or_none(creator.get("name"))


def _item(record: Record) -> Item:
    comment, post = inner(record, "comment"), inner(record, "post")
    entry = comment or post
    if not comment:
        ident, parent = f"post-{post['id']}", None
        link = text_or_none(post.get("url"))
        text = "\n\n".join(
            filter(None, (f"<{link}>" if link else "", text_or_none(post.get("body"))))
        )
    else:
        above = str(comment["path"]).split(".")[1:-1]
        ident = str(comment["id"])
        parent = above[-1] if above else f"post-{comment.get('post_id', post.get('id'))}"
        text = str(comment["content"])
    if entry.get("deleted") or entry.get("removed"):
        text = text or "[deleted]"
    changed = iso(entry.get("updated") or entry.get("updated_at"))
    score = whole(inner(record, "counts"), "score")
    return Item(
        id=ident,
        text=_SPOILER.sub(r"\n\n<details><summary>\1</summary>\n\n\2\n\n</details>\n\n", text),
        form="breaks" if ":::" in text else "markdown",
        author=_creator(record),
        date=_made_at(entry),
        parent=parent,
        edit=edited(changed) if changed else None,
        permalink=text_or_none(entry.get("ap_id")),
        reactions=counted(entry, ("points", "score")) if score is None else (("points", score),),
    )


scan, read = by_groups("lemmy", _spread, _facts, _told)
"""A thread for each post, with the comments on it as a tree."""
