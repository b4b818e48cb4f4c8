"""Threads as one HTML page that needs nothing else: no scripts, no pictures fetched, no fonts.

Every word of a thread is escaped; links go only to http, https and mailto.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import IO

from threadview.export.plain import UNSURE, credit, harmless
from threadview.model import WORDS, Block, Post, Thread

_SAFE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_COMMENT = 'itemscope itemtype="https://schema.org/Comment"'
"""What a post is in schema.org's words, so that any reader of such pages knows it."""

_DEEPEST = 20
"""Levels of quotes and answers that are indented; deeper ones stand where these do."""

HEAD = """<!DOCTYPE html>
<html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>threadview</title>
<style>
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 serif; }
article { margin: 1.5em 0 1.5em calc(var(--depth, 0) * 1.2em); }
header { font: .85em sans-serif; color: #666; border-top: 1px solid #ccc; padding-top: .4em; }
blockquote { margin: .5em 0; padding-left: 1em; border-left: 3px solid #bbb; color: #444; }
cite { display: block; font-size: .85em; }
p, pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .6em 0; }
footer { font-size: .85em; color: #888; }
</style>
"""
FOOT = "</html>\n"


def write_html(thread: Thread, key: str, out: IO[bytes]) -> None:
    """Write a thread, read to its end, as a section; `HEAD` goes before all, `FOOT` behind. `key`
    keeps the anchors of one thread apart from another's."""
    _write(out, f"<section>\n<h1>{_words(thread.title or 'Untitled')}</h1>\n")
    for post in thread.posts:
        _write(out, "".join(_post(post, key)))
    _write(out, "</section>\n")


def _write(out: IO[bytes], text: str) -> None:
    out.write(text.encode("utf-8", "backslashreplace"))


def _words(text: str) -> str:
    return escape(harmless(text))


def _post(post: Post, key: str) -> Iterator[str]:
    depth = min(post.depth, _DEEPEST)
    words = next((n for n, block in enumerate(post.blocks) if block.kind in WORDS), 0)
    yield from _strays(post.blocks[:words])
    yield f'<article id="{key}-{post.number}" style="--depth: {depth}" {_COMMENT}>\n'
    author = f'<b itemprop="author">{_words(post.author)}</b>' if post.author else "unknown author"
    facts = [f"#{post.number} {author}"]
    if post.date:
        date = _words(post.date)
        facts.append(f'<time itemprop="datePublished" datetime="{date}">{date}</time>')
    elif post.date_text:
        facts.append(_words(post.date_text))
    if post.reply_to is not None:
        facts.append(f'answers <a href="#{key}-{post.reply_to}">#{post.reply_to}</a>')
    if post.edit is not None:
        facts.append(_words(post.edit.text or "edited"))
    yield f'<header>{" · ".join(facts)}</header>\n<div itemprop="text">\n'
    open_: list[int] = []
    for block in post.blocks:
        if block.kind not in WORDS and block.kind != "signature":
            continue
        wanted = _above(post, block.quote)
        while open_ and open_ != wanted[: len(open_)]:
            open_.pop()
            yield "</blockquote>\n"
        for quote in wanted[len(open_) :]:
            open_.append(quote)
            yield f"<blockquote><cite>{_words(credit(post.quotes[quote]))}</cite>\n"
        yield _block(block)
    yield "</blockquote>\n" * len(open_) + "</div>\n</article>\n"
    yield from _strays(post.blocks[words:])


def _strays(blocks: Iterable[Block]) -> Iterator[str]:
    """What may be the page's or somebody's words: beside the posts, in none of them."""
    for block in blocks:
        if block.kind == "stray":
            yield f"<p>{_words(UNSURE + block.text)}</p>\n"


def _above(post: Post, quote: int | None) -> list[int]:
    """The quotes that a block stands in, the outermost first."""
    way: list[int] = []
    while quote is not None:
        way.append(quote)
        quote = post.quotes[quote].parent
    return way[::-1][:_DEEPEST]


def _block(block: Block) -> str:
    tag = {"code": "pre", "table": "pre", "signature": "footer"}.get(block.kind, "p")
    return f"<{tag}>{''.join(_linked(block))}</{tag}>\n"


def _linked(block: Block) -> Iterator[str]:
    position = 0
    for link in sorted(block.links):
        if link.start < position or not _SAFE.match(link.href):
            continue
        yield _words(block.text[position : link.start])
        words = _words(block.text[link.start : link.end])
        yield f'<a href="{escape(link.href)}">{words}</a>'
        position = link.end
    yield _words(block.text[position:])
