"""Telegram Desktop's `result.json`: a chat, or a whole account.

A message's text is a string, or pieces with their kind (link, code, quote)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.markup import BLOCKQUOTE, Rules
from threadview.model import Block
from threadview.records.document import Arrays
from threadview.records.elements import Elements
from threadview.records.fields import Record, inner, several, whole
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

_CHATS = ("chats", "left_chats")
_FILES = ("photo", "file", "sticker_emoji", "media_type")
_BLOCKS = {"pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote"}

_RULES = Rules(quotes=(BLOCKQUOTE,), spoiler=".spoiler")


def sniff(head: Head) -> Claim | None:
    """A chat with messages that Telegram typed, or a list of chats."""
    first = sample(head.text).first
    chats = first.get("chats")
    if isinstance(chats, dict) and isinstance(chats.get("list"), list):
        return Claim(0.95, "a Telegram account (chats, list)")
    messages = first.get("messages")
    if isinstance(messages, list) and "type" in first:
        for one in messages[:3]:
            if isinstance(one, dict) and "text" in one and ("from" in one or "actor" in one):
                return Claim(0.96, "a Telegram chat (messages, from, text)")
        if not messages and "name" in first and "id" in first:
            return Claim(0.7, "a Telegram chat without messages")
    return None


def _made(found: Iterable[Value]) -> Iterator[Told]:
    for value in found:
        for number, chat in enumerate(_chats(value.value)):
            items, problems = gathered_from(chat, "messages", _item, "message")
            key = str(chat.get("id", number))
            title = text_or_none(chat.get("name"))
            yield Told(key, title, items, tuple(problems), tree=False)


def _chats(value: Any) -> Iterator[Record]:
    if not isinstance(value, dict):
        return
    if isinstance(value.get("messages"), list | Elements):
        yield value
    for name in _CHATS:
        yield from several(inner(value, name), "list")


def _item(record: Record) -> Item:
    answered = record.get("reply_to_message_id")
    changed = iso(record.get("edited_unixtime") or record.get("edited"))
    action = text_or_none(record.get("action"))
    text = _html(record.get("text"))
    source = text_or_none(record.get("forwarded_from"))
    if source is not None:
        text = f"<blockquote><cite>{escape(source)}</cite>{text}</blockquote>"
    if not text and action is not None:
        text = f"<p>{escape(action.replace('_', ' '))}</p>"
    return Item(
        id=str(record["id"]),
        text=text,
        form="html",
        author=_who(record),
        date=iso(record.get("date_unixtime") or record.get("date")),
        parent=None if answered is None else str(answered),
        edit=edited(changed) if changed else None,
        rules=_RULES,
        reactions=tuple(
            (str(one.get("emoji") or one.get("type")), whole(one, "count") or 1)
            for one in several(record, "reactions")
        ),
        extra=(*_poll(record), *_files(record)),
    )


def _who(record: Record) -> str | None:
    """The name of who wrote; where the account was deleted and has none, its number."""
    names = ("from", "actor", "from_id", "actor_id")
    return next((name for one in names if (name := text_or_none(record.get(one)))), None)


def _html(text: Any) -> str:
    if isinstance(text, str):
        text = [text]
    found: list[str] = []
    for piece in text if isinstance(text, list) else ():
        if not isinstance(piece, dict):
            found.append(_lines(str(piece)))
            continue
        words, kind = str(piece.get("text") or ""), piece.get("type")
        if kind in _BLOCKS:
            inner = escape(words) if kind == "pre" else _lines(words)
            found.append(f"<{_BLOCKS[kind]}>{inner}</{_BLOCKS[kind]}>")
        elif kind == "spoiler":
            found.append(f'<span class="spoiler">{_lines(words)}</span>')
        elif kind in ("link", "text_link"):
            address = escape(str(piece.get("href") or words))
            found.append(f'<a href="{address}">{escape(words)}</a>')
        else:
            found.append(_lines(words))
    return "".join(found)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _poll(record: Record) -> Iterator[Block]:
    poll = inner(record, "poll")
    if question := text_or_none(poll.get("question")):
        yield Block("paragraph", question)
    place, person = inner(record, "location_information"), inner(record, "contact_information")
    words = [text_or_none(value) for value in (*place.values(), *person.values())]
    if any(words):
        yield Block("paragraph", " ".join(word for word in words if word))
    for one in several(poll, "answers"):
        yield Block("item", f"• {one.get('text')} ({one.get('voters')})")


def _files(record: Record) -> Iterator[Block]:
    for name in _FILES:
        value = text_or_none(record.get(name))
        if value is not None:
            yield attached(value)
            return


scan, read = by_values(
    "telegram", _made, Arrays(frozenset({"messages"}), frozenset({*_CHATS, "list"}))
)
"""A thread for each chat, message by message."""
