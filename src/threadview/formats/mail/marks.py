"""Quotes of a message by their marks alone: what an index asks for, which has to tell own words
from quoted ones in very many messages, and need not know whose, or how deep.

A line that begins with `>` is quoted (RFC 3676 §4.5); a line or two above it that `attribution`
reads as one are nobody's words.
"""

from __future__ import annotations

import re

from threadview.frames import attribution
from threadview.model import Block, Evidence, Quote

_MARKED = re.compile(r"(?m)^[ \t]{0,3}>.*\n?(?:[ \t]{0,3}>.*\n?)*")
_MARKS = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+")
_LAST = re.compile(r"(?:[^\n]+\n){0,2}[^\n]*:[ \t]*\Z")
_SURE = Evidence("attribution", ">", 0.95)


def marked(text: str) -> tuple[list[Block], list[Quote]]:
    """A message's text as own paragraphs, attributions, and quotes, all of depth 1."""
    blocks: list[Block] = []
    quotes: list[Quote] = []
    at = 0
    for match in _MARKED.finditer(text):
        words = _MARKS.sub("", match[0]).strip()
        _own(text[at : match.start()], bool(words), blocks)
        at = match.end()
        if words:
            blocks.append(Block("paragraph", words, None, len(quotes), True))
            quotes.append(Quote(None, None, 1, None, _SURE))
    _own(text[at:], False, blocks)
    return blocks, quotes


def _own(text: str, above: bool, blocks: list[Block]) -> None:
    """Own words; the last lines of those `above` a quote may say whose it is."""
    text = text.strip("\n").rstrip()
    last = _LAST.search(text) if above and text.endswith(":") else None
    said = ""
    if last is not None:
        for start in (last.start(), text.rfind("\n") + 1):
            line = " ".join(text[start:].split())
            if attribution.likely(line) and attribution.read(line) is not None:
                text, said = text[:start].rstrip(), text[start:]
                break
    if text:
        blocks.append(Block("paragraph", text, spaced=True))
    if said:
        blocks.append(Block("attribution", said))
