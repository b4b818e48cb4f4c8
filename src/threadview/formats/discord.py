"""Discord channels by DiscordChatExporter (JSON).

Messages are Markdown with line ends kept; a reply names the message that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.listing import listed
from threadview.model import Block, Problem
from threadview.records.grouping import Record, objects
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, attached, chosen, edited, gathered, text_or_none
from threadview.records.values import kept, sample, values

if TYPE_CHECKING:
    from threadview.dump import Dump


def sniff(head: Head) -> Claim | None:
    """A guild, a channel and messages."""
    for record in sample(head.text).records:
        channel = record.get("channel")
        if isinstance(record.get("guild"), dict) and isinstance(channel, dict):
            return Claim(0.97, "a Discord channel by DiscordChatExporter (guild, channel)")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each channel."""
    yield from listed(_threads(dump))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """One channel, message by message."""
    yield from chosen(_threads(dump), ref.key)


def _threads(dump: Dump) -> list[Told]:
    return kept(dump, "discord", lambda: list(_made(dump)))


def _made(dump: Dump) -> Iterator[Told]:
    for value in values(dump):
        broken = [Problem(f"byte {value.place}", value.fault)] if value.fault else []
        for export in objects(value.value):
            items, problems = gathered(export.get("messages") or (), _item, "message")
            channel = export.get("channel") or {}
            names = [(export.get("guild") or {}).get("name"), channel.get("name")]
            title = " · ".join(name for name in names if isinstance(name, str)) or None
            key = str(channel.get("id") or value.place)
            yield Told(key, title, items, (*broken, *problems), tree=False)


def _item(record: Record) -> Item:
    author = record.get("author") or {}
    answered = (record.get("reference") or {}).get("messageId")
    changed = iso(record.get("timestampEdited"))
    kind = str(record.get("type") or "Default")
    words = str(record.get("content") or "")
    return Item(
        id=str(record["id"]),
        text=words or ("" if kind in ("Default", "Reply") else f"*{kind}*"),
        form="breaks",
        author=text_or_none(author.get("nickname")) or text_or_none(author.get("name")),
        author_title="bot" if author.get("isBot") else None,
        date=iso(record.get("timestamp")),
        parent=None if answered is None else str(answered),
        edit=edited(changed) if changed else None,
        reactions=tuple(
            (str(one["emoji"]["name"]), int(one.get("count") or 1))
            for one in record.get("reactions") or ()
        ),
        extra=tuple(_extra(record)),
    )


def _extra(record: Record) -> Iterator[Block]:
    for one in record.get("attachments") or ():
        yield attached(str(one.get("fileName") or ""), str(one.get("url") or ""))
    for one in record.get("stickers") or ():
        yield attached(str(one.get("name") or "sticker"))
    for one in record.get("embeds") or ():
        words = [text_or_none(one.get(name)) for name in ("title", "description", "url")]
        if any(words):
            yield Block("chrome", "\n".join(word for word in words if word))
