"""Discord channels by DiscordChatExporter (JSON).

Messages are Markdown with line ends kept; a reply names the message that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.model import Block
from threadview.records.document import Arrays
from threadview.records.fields import Record, inner, several, whole
from threadview.records.grouping import objects
from threadview.records.moments import iso
from threadview.records.telling import (
    Item,
    Told,
    attached,
    edited,
    gathered_from,
    text_or_none,
)
from threadview.records.values import Value, sample

BY_ELEMENT = True
"""A large document is read by the places of its messages: nobody needs to load it first."""

_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
"""Discord's own marks of hidden words, and of pictures of its users."""


def sniff(head: Head) -> Claim | None:
    """A guild, a channel and messages."""
    for record in sample(head.text).records:
        channel = record.get("channel")
        if (isinstance(record.get("guild"), dict) and isinstance(channel, dict)) or (
            isinstance(channel, dict) and "exportedAt" in record
        ):
            return Claim(0.97, "a Discord channel by DiscordChatExporter (guild, channel)")
    return None


def _made(found: Iterable[Value]) -> Iterator[Told]:
    for value in found:
        for export in objects(value.value):
            items, problems = gathered_from(export, "messages", _item, "message")
            channel = inner(export, "channel")
            names = [inner(export, "guild").get("name"), channel.get("name")]
            title = " · ".join(name for name in names if isinstance(name, str)) or None
            key = str(channel.get("id") or value.place)
            yield Told(key, title, items, tuple(problems), tree=False)


def _item(record: Record) -> Item:
    author = inner(record, "author")
    answered = inner(record, "reference").get("messageId")
    changed = iso(record.get("timestampEdited"))
    kind = str(record.get("type") or "Default")
    words = _SPOILER.sub(r">!\1!<", _EMOJI.sub(r"\1", str(record.get("content") or "")))
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
            (str(inner(one, "emoji").get("name")), whole(one, "count") or 1)
            for one in several(record, "reactions")
        ),
        extra=tuple(_extra(record)),
    )


def _extra(record: Record) -> Iterator[Block]:
    for one in several(record, "attachments"):
        yield attached(str(one.get("fileName") or ""), str(one.get("url") or ""))
    for one in several(record, "stickers"):
        yield attached(str(one.get("name") or "sticker"))
    for one in several(record, "embeds"):
        words = [text_or_none(one.get(name)) for name in ("title", "description", "url")]
        for field in several(one, "fields"):
            words += [text_or_none(field.get(name)) for name in ("name", "value")]
        if any(words):
            yield Block("chrome", "\n".join(word for word in words if word))


scan, read = by_values("discord", _made, Arrays(frozenset({"messages"})))
"""A thread for each channel, message by message."""
