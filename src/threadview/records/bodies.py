"""A record's words -> Blocks: HTML, Markdown, or plain text.

Markdown goes through markdown-it (CommonMark with tables and struck-out words) to HTML, and from
there the way of all HTML, so that links, lists, tables, code and nested quotes come out alike
everywhere. Words without any of its signs, which most are, take a short cut.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from threadview import markup
from threadview.model import Block, Quote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Form = Literal["plain", "html", "markdown", "breaks"]
"""What a body is written in; "breaks" is Markdown whose line ends are kept."""

_SIGNS = re.compile(r"[*_`<>\[\]\\~|&#]|^\s*(?:[-+=]|\d+[.)])|^ {4}|^\t|  $", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SPOILER = re.compile(r">!(.+?)!<", re.DOTALL)


def fragment(
    text: str, form: Form = "plain", rules: markup.Rules = markup.PLAIN, base: str = ""
) -> markup.Fragment:
    """Read a body; relative links start from the address `base`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if form == "html":
        return markup.parse(text, rules, base)
    if form == "plain":
        return _plain(text)
    if _SIGNS.search(text) is None:
        return markup.Fragment(paragraphs(text, joined=form == "markdown"))
    text = _SPOILER.sub(r"\1", text)
    return markup.parse(_markdown(form == "breaks").render(text), rules, base)


@lru_cache(maxsize=2)
def _markdown(breaks: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"breaks": breaks, "html": breaks}).enable(
        ["table", "strikethrough"]
    )


def _plain(text: str) -> markup.Fragment:
    blocks = list(paragraphs(text))
    if ">" not in text:
        return markup.Fragment(tuple(blocks))
    from threadview.markup.marked import marked

    quotes: list[Quote] = []
    blocks = marked(blocks, quotes)
    return markup.Fragment(tuple(blocks), tuple(quotes))


def paragraphs(text: str, joined: bool = False, spaced: bool = False) -> tuple[Block, ...]:
    """The paragraphs of plain words, that lines of white space part; `joined` ones are a line each,
    of `spaced` ones the white space counts."""
    parts = (part.strip("\n").rstrip() for part in _PARAGRAPH.split(text))
    return tuple(
        Block("paragraph", " ".join(part.split("\n")) if joined else part, spaced=spaced)
        for part in parts
        if part
    )
