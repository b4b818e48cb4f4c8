"""GitHub issues, pull requests and discussions as `gh` prints them.

By `gh issue view --json`, or `gh api` (REST and GraphQL); one or many. Bodies are Markdown as
GitHub writes it: a line end is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.listing import listed
from threadview.model import Problem
from threadview.records.grouping import Record
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, chosen, edited, gathered, text_or_none
from threadview.records.values import kept, sample, values

if TYPE_CHECKING:
    from threadview.dump import Dump

_ANSWERS = ("comments", "reviews", "replies")
_DEEPEST = 12
"""Objects inside objects that are looked through for a thread, as GraphQL wraps them."""


def sniff(head: Head) -> Claim | None:
    """Threads with a login beside the body, or comments that name their issue."""
    for record in sample(head.text).records:
        found = next(_threads_in(record), None)
        if found is not None and _login(found) and ("comments" in found or "number" in found):
            return Claim(0.95, "GitHub issues or discussions (login, body, number)")
        if record.keys() & {"issue_url", "pull_request_url"} and isinstance(
            record.get("user"), dict
        ):
            return Claim(0.95, "comments on a GitHub issue (issue_url)")
        if "body" in record and (_login(record) and "authorAssociation" in record):
            return Claim(0.9, "GitHub comments (author, authorAssociation)")
        comments = _nodes(record.get("comments"))
        if comments and isinstance(comments[0], dict) and "authorAssociation" in comments[0]:
            return Claim(0.9, "the comments of a GitHub issue (authorAssociation)")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each issue, pull request or discussion."""
    yield from listed(_threads(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One of them, its comments in order; replies below what they answer."""
    yield from chosen(_threads(dump), ref.key)


def _threads(dump: Dump) -> list[Told]:
    return kept(dump, "github", lambda: list(_made(dump)))


def _threads_in(value: Any) -> Iterator[Record]:
    """Every object with a title and a body, however deep GraphQL put it."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, list):
            waiting += [(inner, depth) for inner in reversed(one)]
        elif isinstance(one, dict):
            if "title" in one and ("body" in one or "bodyText" in one or "comments" in one):
                yield one
            elif depth < _DEEPEST:
                waiting += [
                    (inner, depth + 1)
                    for inner in reversed(one.values())
                    if isinstance(inner, dict | list)
                ]


def _made(dump: Dump) -> Iterator[Told]:
    found: list[Record] = []
    loose: dict[str, list[Record]] = {}
    broken: list[Problem] = []
    for one in values(dump):
        if one.fault:
            broken.append(Problem(f"byte {one.place}", one.fault))
        threads = list(_threads_in(one.value))
        found += threads
        if not threads:
            for record in _loose(one.value):
                key = str(record.get("issue_url") or record.get("pull_request_url") or "")
                loose.setdefault(key, []).append(record)
    for thread in found:
        key = str(thread.get("url") or thread.get("html_url") or thread.get("number") or "")
        more = loose.pop(str(thread.get("url")), [])
        items, problems = gathered([*_all_of(thread), *more], _item, "comment")
        title = text_or_none(thread.get("title"))
        yield Told(key, title, items, (*broken, *problems))
        broken = []
    for key, records in loose.items():
        items, problems = gathered(records, _item, "comment")
        title = "/".join(key.split("/")[-4:]) or None
        yield Told(key or "comments", title, items, (*broken, *problems))
        broken = []


def _loose(value: Any) -> Iterator[Record]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if "body" in one:
                yield one
            elif isinstance(comments := _nodes(one.get("comments")), list):
                yield from (inner for inner in comments if isinstance(inner, dict))


def _nodes(value: Any) -> list[Any]:
    """The members of a list, or of what GraphQL makes of one."""
    if isinstance(value, dict):
        edges = value.get("edges")
        if isinstance(edges, list):
            return [edge.get("node") for edge in edges if isinstance(edge, dict)]
        value = value.get("nodes")
    return value if isinstance(value, list) else []


def _all_of(thread: Record) -> Iterator[Record]:
    """The opening post, then everything below it in order of time, replies behind theirs."""
    top = {**thread, "id": "opening"}
    yield top
    waiting = [
        (one, "opening")
        for name in _ANSWERS
        for one in _nodes(thread.get(name))
        if isinstance(one, dict) and (one.get("body") or name != "reviews")
    ]
    waiting.sort(key=lambda pair: str(iso(_made_at(pair[0])) or ""), reverse=True)
    while waiting:
        record, parent = waiting.pop()
        yield {**record, "above": parent}
        waiting += [
            (one, str(record.get("id")))
            for one in reversed(_nodes(record.get("replies")))
            if isinstance(one, dict)
        ]


def _made_at(record: Record) -> Any:
    for name in ("createdAt", "created_at", "submittedAt", "submitted_at"):
        if record.get(name):
            return record[name]
    return None


def _login(record: Record) -> str | None:
    person = record.get("author") or record.get("user")
    if isinstance(person, dict):
        return text_or_none(person.get("login"))
    return None


def _item(record: Record) -> Item:
    body = record.get("body")
    if body is None:
        body = record.get("bodyText")
    role = record.get("authorAssociation") or record.get("author_association")
    changed = iso(record.get("lastEditedAt"))
    above = record.get("above")
    answered = record.get("in_reply_to_id") or (None if above == "opening" else above)
    return Item(
        id=str(record.get("id", record.get("url"))),
        text=str(body or ""),
        form="breaks",
        author=_login(record),
        author_title=str(role).lower() if role and role != "NONE" else None,
        date=iso(_made_at(record)),
        parent=None if answered is None else str(answered),
        edit=edited(changed) if changed or record.get("includesCreatedEdit") else None,
        permalink=text_or_none(record.get("html_url")) or text_or_none(record.get("url")),
        reactions=_reactions(record),
    )


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    groups = record.get("reactionGroups")
    if isinstance(groups, list):
        counted = (
            (
                str(one["content"]).lower(),
                (one.get("users") or one.get("reactors") or {}).get("totalCount", 0),
            )
            for one in groups
        )
        return tuple((name, count) for name, count in counted if count)
    counts = record.get("reactions")
    if not isinstance(counts, dict):
        return ()
    return tuple(
        (name, count)
        for name, count in counts.items()
        if isinstance(count, int) and count and name != "total_count"
    )
