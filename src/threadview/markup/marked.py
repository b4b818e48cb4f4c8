"""Quotes that people mark by a ">" before the line, where a site has nothing better."""

from __future__ import annotations

import re

from threadview.model import Block, Evidence, Link, Quote

MARKED = Evidence("attribution", '">" before the line', 0.9)

_MARK = re.compile(r"(?:>[ \xa0]?)+")
_MARKS = re.compile(r"^(?:>[ \xa0]?)+", re.MULTILINE)


def marked(blocks: list[Block], quotes: list[Quote]) -> list[Block]:
    """The blocks, with paragraphs that begin with ">" as quotes, which are added to `quotes`.

    A paragraph of which only the first lines are marked is cut in two; neighbours make one quote.
    """
    found: list[Block] = []
    open_: int | None = None
    for block in blocks:
        if block.kind != "paragraph" or block.quote is not None or block.text[:1] != ">":
            found.append(block)
            open_ = None
            continue
        if open_ is None:
            open_ = len(quotes)
            quotes.append(Quote(evidence=MARKED))
        lines = block.text.split("\n")
        last = next((i for i, line in enumerate(lines) if not _MARK.match(line)), len(lines))
        end = len("\n".join(lines[:last]))
        found.append(_cut(block, 0, end)._replace(quote=open_))
        if last < len(lines):
            found.append(_cut(block, end + 1, len(block.text)))
            open_ = None
    return [block for block in found if block.text]


def _cut(block: Block, start: int, end: int) -> Block:
    """A stretch of a block without the marks before its lines."""
    parts: list[str] = []
    kept: list[int] = []
    position = 0
    raw = block.text[start:end]
    for match in _MARKS.finditer(raw) if start == 0 else ():
        parts.append(raw[position : match.start()])
        kept.append(match.end() - match.start())
        position = match.end()
    parts.append(raw[position:])
    text = "".join(parts).rstrip()
    shift = start + (kept[0] if kept else 0)
    links = tuple(
        Link(max(0, link.start - shift), min(len(text), link.end - shift), link.href)
        for link in block.links
        if start <= link.start < end and len(kept) < 2 and link.end - shift > 0
    )
    return block._replace(text=text, links=links)
