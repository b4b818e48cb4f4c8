"""Slack: exports, zipped or a day of a channel; or what the interface gives.

A day is an array, the interface's answer has `messages`; an export, zipped or a folder, has a
folder of days for each channel, and `users.json`. Answers name the message that their thread
began with (`thread_ts`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

from threadview.compression import ZIP, is_archive
from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.told import listed, told_one
from threadview.model import Block, Problem
from threadview.records.fields import Record, several, whole
from threadview.records.moments import iso
from threadview.records.telling import (
    Item,
    Told,
    attached,
    edited,
    gathered,
    parts,
    text_or_none,
)
from threadview.records.values import kept, sample, values

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.slack_zip import Export


_DAY = re.compile(rb"[^/\x00-\x1f]+/\d{4}-\d\d-\d\d\.json")
_STAMP = re.compile(r"\d{9,10}\.\d{6}$")
_UNFURLED = {"from_url", "original_url"}
"""What an attachment has that Slack made of a link (api.slack.com, "Unfurling links"). Any other is
what an app says itself, often all that it says."""

_REFERENCE = re.compile(r"<([@#!]?)([^<>|\n]+)(?:\|([^<>\n]*))?>")


def sniff(head: Head) -> Claim | None:
    """Messages with a time stamp that is their id."""
    if head.raw.startswith(ZIP):
        named = _DAY.search(head.raw) or b"channels.json" in head.raw
        return Claim(0.94, "a zipped Slack export (channels by the day)") if named else None
    for record in sample(head.text).records:
        if {"id", "name", "creator", "members"} <= record.keys():
            return Claim(0.9, "the channels of a Slack export")
        messages = record.get("messages")
        for one in messages[:3] if isinstance(messages, list) else [record]:
            if isinstance(one, dict) and "text" in one and one.get("type", "message") == "message":
                stamp = one.get("ts")
                if isinstance(stamp, str) and _STAMP.match(stamp):
                    return Claim(0.95, "Slack messages (type, ts)")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The one channel that the dump is of, or each that is in the archive."""
    export = _export(dump)
    if export is None:
        yield from listed(_threads(dump))
        return
    for key, channel in export.channels.items():
        first, _ = gathered(
            [channel.first], partial(_item, people=export.names | channel.people), "message"
        )
        one = first[0] if first else Item(None)
        yield ThreadRef(key, f"#{key}", channel.posts, one.author, one.date)


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One channel; what was said in a thread stands below its beginning."""
    export = _export(dump)
    if export is None:
        yield from told_one(dump, _threads(dump), ref.key)
        return
    first = next(iter(export.channels))
    key = ref.key if ref.key in export.channels else first
    told = _channel(f"#{key}", key, export.records(key), export.names)
    more = export.problems if key == first else ()
    yield from parts(told._replace(problems=(*more, *told.problems)))


def _export(dump: Dump) -> Export | None:
    """The export that a dump is; None for a channel by itself, or where no channel has posts."""
    if dump.folder is None and not is_archive(dump.head):
        return None
    from threadview.formats.slack_zip import Export

    export = kept(dump, "slack export", lambda: Export(dump, _count, _people))
    return export if any(channel.posts for channel in export.channels.values()) else None


def _count(records: list[Any]) -> int:
    return len(gathered(records, partial(_item, people={}), "message")[0])


def _people(records: list[Any]) -> dict[Any, str]:
    """What messages say that those who wrote them are called."""
    return {
        record["user"]: name
        for record in records
        if isinstance(record, dict)
        and isinstance(record.get("user"), str)
        and (name := _profile(record))
    }


def _threads(dump: Dump) -> list[Told]:
    return kept(dump, "slack", lambda: _made(dump))


def _made(dump: Dump) -> list[Told]:
    if (export := _export(dump)) is not None:
        return [Told("channel", None, [], tuple(export.problems))]
    records: list[Any] = []
    broken: list[Problem] = []
    title = None
    for value in values(dump):
        broken += value.problems
        one = value.value
        if isinstance(one, dict):
            title = title or text_or_none(one.get("channel_name") or one.get("name"))
            one = one.get("messages", [one])
        records += one if isinstance(one, list) else []
    one_channel = _channel(title, "channel", records, {})
    return [one_channel._replace(problems=(*broken, *one_channel.problems))]


def sent(record: Any) -> str:
    """What messages are ordered by."""
    return str(record.get("ts")) if isinstance(record, dict) else ""


def _channel(title: str | None, key: str, records: list[Any], names: dict[Any, str]) -> Told:
    records.sort(key=sent)  # the interface answers newest first
    items, problems = gathered(records, partial(_item, people=names | _people(records)), "message")
    return Told(key, title, items, tuple(problems))


def _profile(record: Record) -> str | None:
    profile = record.get("user_profile")
    if not isinstance(profile, dict):
        return None
    return text_or_none(profile.get("display_name")) or text_or_none(profile.get("real_name"))


def _item(record: Record, people: dict[Any, str]) -> Item:
    stamp = str(record["ts"])
    thread = record.get("thread_ts")
    user = record.get("user")
    changed = record.get("edited")
    return Item(
        id=stamp,
        text=_words(str(record.get("text") or ""), people),
        form="breaks",
        author=(people.get(user) if isinstance(user, str) else None)
        or text_or_none(record.get("username"))
        or text_or_none(user),
        author_title=text_or_none(record.get("subtype")),
        date=iso(float(stamp)),
        parent=None if thread in (None, stamp) else str(thread),
        edit=edited(iso(changed.get("ts"))) if isinstance(changed, dict) else None,
        reactions=tuple(
            (f":{one.get('name')}:", whole(one, "count") or 1)
            for one in several(record, "reactions")
        ),
        extra=tuple(_files(record)),
    )


def _words(text: str, people: dict[Any, str]) -> str:
    """Slack's own marks as Markdown has them, its references as names and links."""

    def named(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@":
            return f"@{label or people.get(target, target)}"
        if sign:
            return f"{'#' if sign == '#' else '@'}{label or target}"
        return f"[{label}]({target})" if label else f"<{target}>"

    return re.sub(r"&(amp|gt);", lambda m: unescape(m[0]), _REFERENCE.sub(named, text))


def _files(record: Record) -> Iterator[Block]:
    for one in several(record, "files"):
        yield attached(str(one.get("name") or one.get("id")), str(one.get("permalink") or ""))
    for one in several(record, "attachments"):
        said = [text_or_none(one.get(name)) for name in ("pretext", "title", "text")]
        said += [
            " ".join(
                filter(None, (text_or_none(field.get("title")), text_or_none(field.get("value"))))
            )
            for field in several(one, "fields")
        ]
        words = "\n".join(part for part in said if part) or text_or_none(one.get("fallback"))
        if words:
            yield Block("chrome" if one.keys() & _UNFURLED else "paragraph", words)
