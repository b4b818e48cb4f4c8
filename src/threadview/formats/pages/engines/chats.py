"""Chats exported as pages: DiscordChatExporter's and Telegram Desktop's."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import BLOCKQUOTE, QuoteRule, Rules

_DISCORD = Record(
    post=".chatlog__message-container",
    content=(".chatlog__message-primary",),
    author=(".chatlog__author", ".chatlog__author-name", ".chatlog__system-notification-author"),
    author_title=(".chatlog__author-tag", ".chatlog__bot-tag"),
    date=(
        ".chatlog__timestamp @title",
        ".chatlog__short-timestamp @title",
        ".chatlog__system-notification-timestamp @title",
        ".chatlog__timestamp",
    ),
    id=("@data-message-id",),
    edit=(".chatlog__edited-timestamp",),
    edit_date=(".chatlog__edited-timestamp @title",),
    reply=(".chatlog__reply-link @onclick ~ '(\\d+)'",),
    preview=".chatlog__reply-content",
    preview_author=(".chatlog__reply-author", ".chatlog__reference-name"),
    reactions=".chatlog__reaction",
)

_DISCORD_OLD = Record(
    post=".chatlog__message-group",
    content=(".chatlog__messages",),
    author=(".chatlog__author-name", ".chatlog__author"),
    date=(".chatlog__timestamp",),
    id=(".chatlog__message @data-message-id", ".chatlog__message @id ~ (\\d+)$"),
    edit=(".chatlog__edited-timestamp",),
    edit_date=(".chatlog__edited-timestamp @title",),
    reactions=".chatlog__reaction",
    needs=".chatlog__messages",
)
"""Exports of before 2022: what somebody said in a row is one element."""

_DISCORD_RULES = Rules(
    quotes=(
        QuoteRule(".chatlog__markdown-quote-content"),
        QuoteRule(".chatlog__messages .quote"),
    ),
    drop=".chatlog__header, .chatlog__reply, .chatlog__reactions, .chatlog__edited-timestamp, "
    ".chatlog__author-name, .chatlog__timestamp, .chatlog__messages > .chatlog__author, "
    ".chatlog__attachment-spoiler-caption, .chatlog__markdown-quote-border",
    spoiler=".chatlog__markdown-spoiler, .spoiler-text",
    code=".chatlog__markdown-pre--multiline, .pre--multiline",
    smiley="img.chatlog__emoji, img.emoji",
)

_TELEGRAM = Record(
    # The days between messages are messages of their own, with negative numbers.
    post=".history > .message:not([id^='message-'])",
    content=(".body",),
    author=(".body > .from_name",),
    date=(".body > .date @title",),
    id=("@id ~ message(\\d+)",),
    reply=(".reply_to a @href ~ go_to_message(\\d+)", ".reply_to a @onclick ~ (\\d+)"),
    reactions=".reaction",
)

ENGINES = (
    Engine(
        "DiscordChatExporter",
        signs=(("chatlog__message-container",),),
        records=(_DISCORD,),
        title=(".preamble__entry ~ (.+)", "title"),
        rules=_DISCORD_RULES,
        runs_on=True,
    ),
    Engine(
        "DiscordChatExporter",
        signs=(("chatlog__messages",),),
        records=(_DISCORD_OLD,),
        title=("title",),
        rules=_DISCORD_RULES,
    ),
    Engine(
        "Telegram",
        signs=(("chat_page",), ("from_name",)),
        records=(_TELEGRAM,),
        title=(".page_header .text.bold",),
        rules=Rules(
            quotes=(
                QuoteRule(
                    ".forwarded.body",
                    author=(
                        ".forwarded > .from_name ~ ^(.+?)(?:\\s+\\d\\d\\.\\d\\d\\.\\d{4}.*)?$",
                    ),
                    cite=".forwarded > .from_name",
                ),
                BLOCKQUOTE,
            ),
            drop=".body:not(.forwarded) > .from_name, .body > .date, .reply_to, .reactions, "
            ".forwarded.userpic_wrap",
            spoiler=".spoiler",
        ),
        order="dmy",
        runs_on=True,
    ),
)
