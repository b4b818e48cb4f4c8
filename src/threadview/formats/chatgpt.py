"""ChatGPT's export (`conversations.json`), and other chats with language models.

A conversation of the export maps ids to nodes, each with its message, its parent and its children
(a question that was edited, an answer asked for again, begins a branch). Other programs write
messages with a `role` and a `content`, as OpenAI's interface takes them (platform.openai.com,
"Chat completions"), or with `from` and `value`, as ShareGPT does: an array, or in `messages`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from threadview.formats import Claim, Head
from threadview.formats.told import by_values
from threadview.model import Block
from threadview.records.fields import Record, inner, several
from threadview.records.moments import iso
from threadview.records.telling import Item, Told, attached, gathered, text_or_none
from threadview.records.values import Value, sample

if TYPE_CHECKING:
    from threadview.records.bodies import Form

BY_LINE = True
"""A large dump of lines is read by place: nobody needs to load it first."""

_ROLES = {"system", "developer", "user", "assistant", "tool", "function", "human", "gpt", "model"}
_ASKS = {"user", "human"}
"""The roles of who types: what they wrote is shown as it was typed, the rest is Markdown."""

_HELD = ("messages", "conversations", "conversation", "chat_messages")
"""Fields that hold the messages of a conversation."""


class _Said(NamedTuple):
    """A message, with its id in the conversation and the id of the one before it."""

    id: str
    parent: str | None
    record: Record


def sniff(head: Head) -> Claim | None:
    """Conversations that map ids to messages; or messages with a role and a content."""
    for record in sample(head.text).records:
        nodes = record.get("mapping")
        if isinstance(nodes, dict) and all(map(_is_node, nodes.values())):
            if nodes or "current_node" in record:
                return Claim(0.97, "ChatGPT conversations (mapping, message)")
        elif _is_message(record):
            return Claim(0.93, "messages of a chat with a language model (role, content)")
        elif any(map(_is_message, _held(record)[:1])):
            return Claim(0.95, "chats with a language model (messages, role, content)")
    return None


def _is_node(value: Any) -> bool:
    return isinstance(value, dict) and ("message" in value or "parent" in value)


def _is_message(record: Record) -> bool:
    role = record.get("role", record.get("from"))
    return (
        isinstance(role, str) and role.lower() in _ROLES and bool({"content", "value"} & {*record})
    )


def _held(record: Record) -> list[Record]:
    return next((found for name in _HELD if (found := several(record, name))), [])


def _made(found: Iterable[Value]) -> Iterator[Told]:
    loose: list[Record] = []
    for value in found:
        several_ = value.value if isinstance(value.value, list) else [value.value]
        told = [one for one in several_ if isinstance(one, dict)]
        if any("mapping" in one or _held(one) for one in told):
            for number, one in enumerate(told):
                yield _conversation(one, f"{value.place}.{number}" if number else str(value.place))
        elif isinstance(value.value, list):
            yield _told(str(value.place), None, _in_order(told))
        else:
            loose += told
    if loose:  # a message a line
        yield _told("chat", None, _in_order(loose))


def _conversation(record: Record, place: str) -> Told:
    key = text_or_none(record.get("conversation_id") or record.get("id")) or place
    title = text_or_none(record.get("title") or record.get("name"))
    nodes = record.get("mapping")
    return _told(
        key, title, _mapped(nodes) if isinstance(nodes, dict) else _in_order(_held(record))
    )


def _told(key: str, title: str | None, messages: Iterable[_Said]) -> Told:
    items, problems = gathered(messages, _item, "message")
    return Told(key, title, items, tuple(problems), tree=False)


def _in_order(records: Iterable[Record]) -> Iterator[_Said]:
    """Messages one after another, each the answer to the one before."""
    above: str | None = None
    for number, record in enumerate(records, 1):
        ident = text_or_none(record.get("id") or record.get("uuid")) or str(number)
        yield _Said(ident, above, record)
        above = ident


def _mapped(nodes: dict[str, Any]) -> Iterator[_Said]:
    """The messages of a mapping, branch by branch, parents first; nodes that say nothing (the root,
    what the program told itself) are passed over. Nothing recurses, and a circle is left once."""
    below: dict[str | None, list[str]] = {}
    for ident, node in nodes.items():
        parent = text_or_none(node.get("parent")) if isinstance(node, dict) else None
        below.setdefault(parent if parent in nodes else None, []).append(ident)
    told: set[str] = set()
    for top in (*below.get(None, ()), *nodes):
        waiting: list[tuple[str, str | None]] = [(top, None)]
        while waiting:
            ident, above = waiting.pop()
            if ident in told:
                continue
            told.add(ident)
            message = inner(nodes, ident).get("message")
            if isinstance(message, dict) and (_text(message).strip() or any(_extra(message))):
                yield _Said(ident, above, message)
                above = ident
            waiting += [(one, above) for one in reversed(below.get(ident, []))]


def _item(said: _Said) -> Item:
    record = said.record
    author = inner(record, "author")
    role = text_or_none(record.get("role") or record.get("from") or author.get("role"))
    model = text_or_none(inner(record, "metadata").get("model_slug") or record.get("model"))
    name = text_or_none(author.get("name") or record.get("name"))
    form: Form = "plain" if (role or "").lower() in _ASKS else "markdown"
    return Item(
        id=said.id,
        text=_text(record),
        form=form,
        author=name or role,
        author_title=model or (role if name else None),
        date=iso(record.get("create_time") or record.get("created_at") or record.get("timestamp")),
        parent=said.parent,
        extra=tuple(_extra(record)),
    )


def _text(record: Record) -> str:
    """The words of a message, in Markdown."""
    content = record.get("content", record.get("value"))
    calls = [
        _code(json.dumps(one, ensure_ascii=False), "json") for one in several(record, "tool_calls")
    ]
    return "\n\n".join(filter(None, (*_words(content), *calls)))


def _words(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        kind = content.get("content_type")
        text = text_or_none(content.get("text") or content.get("result") or content.get("content"))
        if text is not None:
            language = text_or_none(content.get("language")) or ""
            is_code = kind in ("code", "execution_output")
            yield _code(text, language if language != "unknown" else "") if is_code else text
        for name in ("user_profile", "user_instructions", "summary"):
            yield text_or_none(content.get(name)) or ""
        parts = [content.get("parts"), content.get("thoughts")]
        content = [one for part in parts if isinstance(part, list) for one in part]
    if isinstance(content, list):
        waiting = list(reversed(content))
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                shown = ("summary", "text", "content", "input_text", "thinking")
                waiting += [one[name] for name in reversed(shown) if isinstance(one.get(name), str)]
            else:
                yield text_or_none(one) or ""
    else:
        yield text_or_none(content) or ""


def _code(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def _extra(record: Record) -> Iterator[Block]:
    """The pictures and files that a message names."""
    content = record.get("content")
    parts = [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []
    for one in (*parts, *several(inner(record, "content"), "parts")):
        address = inner(one, "image_url").get("url") or one.get("asset_pointer")
        if (found := text_or_none(address)) is not None:
            yield attached(found if len(found) < 200 else f"{found[:60]}…")
    for one in several(inner(record, "metadata"), "attachments"):
        yield attached(text_or_none(one.get("name") or one.get("id")) or "file")


scan, read = by_values("chatgpt", _made)
"""A thread for each conversation, message by message."""
