"""Paragraphs of plain text whose indentation says something: code, and bulleted lists.

A text dump has no markup; what stands in does so on purpose. Markdown drops indentation unless it
is in a code block, and code without it is other code.
"""

from __future__ import annotations

import re

from threadview.export import escape
from threadview.export.plain import harmless
from threadview.model import WORDS, Post

CODE = 4
"""Cells by which a paragraph stands in, at least, to be code (CommonMark 0.31.2, section 4.4)."""
STEP = 2
"""Cells by which the lines below the first stand in, at least, where that one does not."""
LONG = 100
"""Characters of a line of code at most; a longer one is prose."""
TAB = 4

_ITEM = re.compile(r"([ \t]*)[-*\u2022][ \t]+(?=\S)")


def margin_of(post: Post) -> int:
    """Cells by which all words of a post stand in: extractors indent what they extract."""
    lines = (
        line
        for block in post.blocks
        if block.kind in WORDS
        for line in block.text.split("\n")
        if line.strip()
    )
    return min(map(_indent, lines), default=0)


def is_code(text: str, margin: int) -> bool:
    """Whether a paragraph is code by how its lines stand in, beyond the post's margin."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or _ITEM.match(lines[0]) or max(map(len, lines)) > LONG:
        return False
    first, *rest = (_indent(line) - margin for line in lines)
    if first >= CODE and all(indent >= CODE for indent in rest):
        return True
    return len(rest) > 0 and any(indent >= first + STEP for indent in rest) and rest[0] >= first


def fenced(text: str) -> list[str]:
    """Code in a fence that nothing in it closes."""
    lines = harmless(text).split("\n")
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return [fence, *lines, fence]


def bullets(text: str) -> list[str] | None:
    """A bulleted list as one of Markdown's, each item below the one that it stands in from; None
    for what is none."""
    if not _ITEM.match(text):
        return None
    made: list[str] = []
    open_at: list[int] = []
    for line in text.split("\n"):
        item = _ITEM.match(line)
        if item is None:  # goes on with the item above
            words = escape.plain(line)[0]
            if words:
                made[-1] += "\\"
                made.append(f"{'  ' * len(open_at)}{words}")
            continue
        indent = _indent(line)
        while open_at and open_at[-1] >= indent:
            open_at.pop()
        made.append(f"{'  ' * len(open_at)}- {escape.plain(line[item.end() :])[0]}")
        open_at.append(indent)
    return made


def _indent(line: str) -> int:
    line = line.expandtabs(TAB)
    return len(line) - len(line.lstrip(" "))
