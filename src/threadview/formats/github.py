"""GitHub issues, pull requests and discussions as `gh` prints them.

By `gh issue view --json`, or `gh api` (REST and GraphQL); one or many. Bodies are Markdown as
GitHub writes it: a line end is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.model import Block
from threadview.records.fields import Record, inner, several, whole
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, edited, gathered, text_or_none
from threadview.records.values import Value, sample

_ANSWERS = ("comments", "reviews", "replies", "reviewThreads")
_WORDS = ("body", "bodyText", "bodyHTML")
_DEEPEST = 12
"""Objects inside objects that are looked through for a thread, as GraphQL wraps them."""


def sniff(head: Head) -> Claim | None:
    """Threads with a login beside the body, or comments that name their issue."""
    for record in sample(head.text).records:
        found = next(_threads_in(record), None)
        if found is not None and _login(found) and ("comments" in found or "number" in found):
            return Claim(0.95, "GitHub issues or discussions (login, body, number)")
        if found is not None and any(_login(one) for one in _nodes(found.get("comments"))):
            return Claim(0.9, "a GitHub issue with comments (login, body)")
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


def _threads_in(value: Any) -> Iterator[Record]:
    """Every object with a title and a body, however deep GraphQL put it."""
    return (one for one in _found_in(value) if "title" in one)


def _found_in(value: Any) -> Iterator[Record]:
    """Every thread in a value, and every comment that stands in none, however deep."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, list):
            waiting += [(inner, depth) for inner in reversed(one)]
        elif isinstance(one, dict):
            words = any(name in one for name in _WORDS)
            if ("title" in one and (words or "comments" in one)) or (
                words and one.keys() & {"user", "author"}
            ):
                yield one
            elif depth < _DEEPEST:
                waiting += [
                    (inner, depth + 1)
                    for inner in reversed(one.values())
                    if isinstance(inner, dict | list)
                ]


def _made(found: Iterable[Value]) -> Iterator[Told]:
    threads: list[Record] = []
    loose: dict[str, list[Record]] = {}
    for one in found:
        for record in _found_in(one.value):
            if "title" in record:
                threads.append(record)
            else:
                key = str(record.get("issue_url") or record.get("pull_request_url") or "")
                loose.setdefault(key, []).append(record)
    for thread in threads:
        key = str(thread.get("url") or thread.get("html_url") or thread.get("number") or "")
        more = loose.pop(str(thread.get("url")), [])
        if len(threads) == 1:  # what does not say of which it is
            more = [*more, *loose.pop("", [])]
        items, problems = gathered([*_all_of(thread), *more], _item, "comment")
        title = text_or_none(thread.get("title"))
        yield Told(key, title, items, tuple(problems))
    for key, records in loose.items():
        items, problems = gathered(records, _item, "comment")
        title = "/".join(key.split("/")[-4:]) or None
        yield Told(key or "comments", title, items, tuple(problems))


def _nodes(value: Any) -> list[Record]:
    """The objects in a list, or in what GraphQL makes of one."""
    if isinstance(value, dict):
        edges = several(value, "edges")
        return [inner(edge, "node") for edge in edges] if edges else several(value, "nodes")
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _all_of(thread: Record) -> Iterator[Record]:
    """The opening post, then everything below it in order of time, replies behind theirs."""
    top = {**thread, "id": "opening"}
    yield top
    waiting = [
        (one, "opening")
        for name in _ANSWERS
        for one in _nodes(thread.get(name))
        if not _only_holds(one)
    ]
    for held in _nodes(thread.get("reviewThreads")):
        first, *rest = _nodes(held.get("comments")) or [held]
        waiting += [(first, "opening"), *((one, str(first.get("id"))) for one in rest)]
    waiting = [pair for _, pair in sorted(_dated(waiting), key=itemgetter(0))][::-1]
    while waiting:
        record, parent = waiting.pop()
        yield {**record, "above": parent}
        waiting += [(one, str(record.get("id"))) for one in reversed(_nodes(record.get("replies")))]


def _dated(pairs: Iterable[tuple[Record, str]]) -> Iterator[tuple[str, tuple[Record, str]]]:
    """Records with when they were made; one that does not say stays behind the one before."""
    when = ""
    for pair in pairs:
        when = str(iso(_made_at(pair[0])) or when)
        yield when, pair


def _only_holds(record: Record) -> bool:
    """Whether a record says nothing itself: a review whose words are its comments, a thread of
    them."""
    return not any(record.get(name) for name in _WORDS) and (
        "comments" in record or record.get("state") in ("COMMENTED", "PENDING")
    )


def _made_at(record: Record) -> Any:
    for name in ("createdAt", "created_at", "submittedAt", "submitted_at"):
        if record.get(name):
            return record[name]
    return None


def _person(record: Record) -> Record:
    return inner(record, "author") or inner(record, "user")


def _login(record: Record) -> str | None:
    return text_or_none(_person(record).get("login"))


def _item(record: Record) -> Item:
    body = next((record[name] for name in _WORDS if record.get(name)), None)
    if body is None and (state := text_or_none(record.get("state"))) and "submittedAt" in record:
        body = f"*{state.replace('_', ' ').lower()}*"
    role = record.get("authorAssociation") or record.get("author_association")
    changed = iso(record.get("lastEditedAt"))
    above = record.get("above")
    answered = record.get("in_reply_to_id") or (None if above == "opening" else above)
    return Item(
        id=str(record.get("id", record.get("url"))),
        text=str(body or ""),
        form="html" if body and body == record.get("bodyHTML") else "breaks",
        author=_login(record),
        author_title=str(role).lower() if role and role != "NONE" else None,
        date=iso(_made_at(record)),
        parent=None if answered is None else str(answered),
        edit=edited(changed) if changed or record.get("includesCreatedEdit") else None,
        permalink=text_or_none(record.get("html_url")) or text_or_none(record.get("url")),
        reactions=_reactions(record),
        extra=_place(record),
    )


def _place(record: Record) -> tuple[Block, ...]:
    """The lines of a change that a review speaks of."""
    lines = text_or_none(record.get("diff_hunk") or record.get("diffHunk"))
    path = text_or_none(record.get("path"))
    return (Block("code", f"{path}\n{lines}" if path else lines, language="diff"),) if lines else ()


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    counts: list[tuple[str, int | None]] = [
        (
            str(one.get("content")).lower(),
            whole(inner(one, "users") or inner(one, "reactors"), "totalCount"),
        )
        for one in several(record, "reactionGroups")
    ]
    given = inner(record, "reactions")
    counts += [(name, whole(given, name)) for name in given if name != "total_count"]
    return tuple((name, count) for name, count in counts if count)


scan, read = by_values("github", _made)
"""A thread for each issue, pull request or discussion: its comments in order, replies below what
they answer."""
