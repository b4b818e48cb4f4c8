"""Mastodon: contexts and statuses; the outbox of an archived account.

A context has `ancestors` and `descendants`; an outbox is ActivityPub's. Bodies are HTML; a content
warning stands before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.model import Block
from threadview.records.fields import Record, counted, inner, several, whole
from threadview.records.moments import iso
from threadview.records.telling import (
    Item,
    Told,
    attached,
    edited,
    gathered,
    once,
    text_or_none,
    trees,
)
from threadview.records.values import Value, sample


def sniff(head: Head) -> Claim | None:
    """A context, statuses, or an outbox."""
    for record in sample(head.text).records:
        record = inner(record, "context") or record
        if isinstance(record.get("ancestors"), list) and "descendants" in record:
            return Claim(0.96, "a Mastodon context (ancestors, descendants)")
        if isinstance(record.get("ancestors"), list) and record["ancestors"]:
            record = record["ancestors"][0]
        if not isinstance(record, dict):
            continue
        if {"content", "account", "in_reply_to_id"} <= record.keys():
            return Claim(0.96, "Mastodon statuses (account, in_reply_to_id)")
        if record.get("type") == "OrderedCollection" and "orderedItems" in record:
            return Claim(0.93, "an ActivityPub outbox (orderedItems)")
    return None


def _made(found: Iterable[Value]) -> Iterator[Told]:
    records: list[Record] = []
    complete = False
    for one in found:
        records += _spread(one.value)
        context = inner(one.value, "context") or one.value if isinstance(one.value, dict) else {}
        complete |= "descendants" in context
    items, problems = gathered(records, _item, "status")
    unique = once(items)
    if complete:
        # The status whose context it is may be elsewhere: what answers it is one conversation.
        yield Told("context", None, unique, tuple(problems))
        return
    for thread in trees(unique):
        yield Told(thread[0].id or "", None, thread, tuple(problems))
        problems = []


def _spread(value: Any) -> Iterator[Record]:
    if isinstance(value, list):
        for one in value:
            yield from _spread_one(one)
    else:
        yield from _spread_one(value)


def _spread_one(value: Any) -> Iterator[Record]:
    """The statuses in a context, with the one that it is of where a tool put it between."""
    if not isinstance(value, dict):
        return
    context = inner(value, "context") or value
    if "orderedItems" in value:
        for one in several(value, "orderedItems"):
            if note := inner(one, "object"):
                yield note
    elif "ancestors" in context or "descendants" in context:
        yield from several(context, "ancestors")
        if status := inner(value, "status") or inner(context, "status"):
            yield status
        elif "content" in value:
            yield value
        yield from several(context, "descendants")
    else:
        yield value


def _item(record: Record) -> Item:
    account = record.get("account")
    if isinstance(account, dict):
        author = text_or_none(account.get("display_name")) or text_or_none(account.get("acct"))
        handle = text_or_none(account.get("acct"))
    else:
        author = handle = _handle(text_or_none(record.get("attributedTo")))
    reblog = record.get("reblog")
    source = reblog if isinstance(reblog, dict) else record
    warning = text_or_none(source.get("spoiler_text")) or text_or_none(source.get("summary"))
    text = str(source["content"] or "")
    changed = iso(record.get("edited_at") or record.get("updated"))
    parent = record.get("in_reply_to_id", record.get("inReplyTo"))
    return Item(
        id=str(record["id"]),
        text=f"<p>CW: {warning}</p>{text}" if warning else text,
        form="html",
        author=author,
        author_title=f"@{handle}" if handle and handle != author else None,
        date=iso(record.get("created_at") or record.get("published")),
        parent=None if parent is None else str(parent),
        edit=edited(changed) if changed else None,
        permalink=text_or_none(record.get("url")),
        reactions=_reactions(record),
        extra=(*_poll(source), *_media(source)),
    )


def _handle(address: str | None) -> str | None:
    return None if address is None else address.rstrip("/").rpartition("/")[2] or None


def _reactions(record: Record) -> tuple[tuple[str, int], ...]:
    counts = counted(record, ("favourites", "favourites_count"), ("boosts", "reblogs_count"))
    return tuple((name, count) for name, count in counts if count)


def _poll(record: Record) -> Iterator[Block]:
    for one in several(inner(record, "poll"), "options") or several(record, "oneOf", "anyOf"):
        votes = whole(one, "votes_count")
        title = text_or_none(one.get("title") or one.get("name"))
        if title is not None:
            yield Block("item", f"• {title}" + (f" ({votes})" if votes is not None else ""))


def _media(record: Record) -> Iterator[Block]:
    for one in several(record, "media_attachments", "attachment"):
        label = one.get("description") or one.get("name") or one.get("type") or "attachment"
        yield attached(str(label), str(one.get("url") or ""))


scan, read = by_values("mastodon", _made)
"""A thread for each status that answers none that is here, as a tree."""
