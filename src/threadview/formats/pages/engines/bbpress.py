"""bbPress, and other forums inside WordPress."""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import BLOCKQUOTE, Rules

_RULES = Rules(
    quotes=(BLOCKQUOTE,),
    drop=".bbp-topic-revision-log, .bbp-reply-revision-log, .bbp-signature, .d4p-bbp-quote-title, "
    ".bbp-attachments > h6, .bbp-admin-links, .bbp-thread-byline, .reply-tools",
    signature=".bbp-signature",
    smiley="img.wp-smiley, img.emoji",
)

_REPLY = Record(
    post=".bbp-body .topic, .bbp-body .reply, .bbp-body .hentry, .bbp-replies .type-reply, "
    ".bbp-replies .type-topic, .bbp-reply[id^='post-'], .bbp-lead-topic",
    content=(".bbp-topic-content", ".bbp-reply-content", ".bbp-thread-content", ""),
    author=(
        ".bbp-topic-author .bbp-author-name",
        ".bbp-reply-author .bbp-author-name",
        ".bbp-author-name",
        ".bbp-reply-author a",
        ".bbp-topic-author a",
        ".bbp-reply-post-name a",
        ".bbp-thread-byline a",
    ),
    author_title=(".bbp-author-role",),
    date=(
        ".bbp-reply-post-date ~ ^\\W*(.*)$",
        ".bbp-topic-post-date",
        ".bbp-topic-permalink + .bbp-topic-post-date",
        ".bbp-thread-byline ~ (\\w+ \\d+, \\d{4})",
        "time @datetime",
    ),
    id=("@class ~ \\bpost-(\\d+)\\b", "@id ~ post-(\\d+)"),
    permalink=("a.bbp-reply-permalink @href", "a.bbp-topic-permalink @href"),
    ahead=".bbp-reply-header, .bbp-topic-header",
    edit=(".bbp-topic-revision-log li", ".bbp-reply-revision-log li"),
    needs=".bbp-topic-content, .bbp-reply-content, p",
)

ENGINES = (
    Engine(
        "bbPress",
        signs=(("bbp-reply-content", "bbp-topic-content"),),
        records=(_REPLY,),
        title=(
            "h1.entry-title",
            ".bbp-topic-title h1",
            "article h1",
            ".bbp-breadcrumb-current",
            "h1",
        ),
        rules=_RULES,
    ),
)
