"""Imageboards: 4chan, and vichan with its children (github.com/4chan/4chan-API names the same
facts; github.com/vichan-devel/vichan, `templates/post`).

A post answers the first one that it names with ">>"; a line that begins with ">" is green, and no
quote.
"""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.markup import Rules

_4CHAN = Record(
    post="div.post[id^='p']",
    content=("blockquote.postMessage",),
    author=(".postInfo .nameBlock .name", ".nameBlock .name"),
    author_title=(".postInfo .postertrip", ".postInfo .capcode"),
    date=(".postInfo .dateTime @data-utc", ".dateTime @data-utc"),
    id=("@id ~ ^p(\\d+)",),
    reply=(".postMessage a.quotelink @href ~ ^(?:#p|#)(\\d+)$",),
    also=".fileText > a",
    needs="blockquote.postMessage",
)

_VICHAN = Record(
    post="div.post.op, div.post.reply",
    content=("div.body",),
    author=(".intro .name",),
    author_title=(".intro .trip", ".intro .capcode"),
    date=(".intro time @datetime",),
    id=("@id ~ (?:op|reply)_(\\d+)",),
    reply=(".body a[onclick*='highlightReply'] @href ~ #(\\d+)$", ".body a @href ~ ^#(\\d+)$"),
    also=".fileinfo > a",
    needs="div.body",
)

_RULES = Rules(drop=".abbr, .backlink, .mobile", spoiler="s, .spoiler")

ENGINES = (
    Engine(
        "4chan",
        signs=(("postContainer",), ("postMessage",)),
        records=(_4CHAN,),
        title=(".post.op .postInfo .subject", ".post.op .subject", "title"),
        rules=_RULES,
    ),
    Engine(
        "vichan",
        signs=(("post op",), ("post_no",), ('class="intro"', "class='intro'")),
        records=(_VICHAN,),
        title=(".post.op .intro .subject", "title"),
        rules=_RULES,
    ),
)
