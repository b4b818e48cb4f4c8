"""Paragraphs of plain text whose indentation says something: code, and bulleted lists.

A text dump has no markup; what stands in does so on purpose. Markdown drops indentation unless it
is in a code block, and code without it is other code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from threadview.export import escape
from threadview.export.plain import harmless
from threadview.model import WORDS, Block, Post, block_offsets

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


def standing(post: Post) -> Iterator[tuple[Block, int, int]]:
    """The blocks of a post, and where each begins and ends in its logical text (-1: not in it). A
    blank line does not end code: paragraphs of it below one another are one block."""
    margin = margin_of(post)
    held: list[Block] = []
    begun = ended = -1
    for block, offset in zip(post.blocks, block_offsets(post), strict=True):
        plain = block.kind == "paragraph" and not block.links
        if held and not (plain and block.quote == held[0].quote and _goes_on(block.text, margin)):
            yield _as_code(held), begun, ended
            held = []
        end = offset + len(block.text) if offset >= 0 else -1
        if held or (plain and is_code(block.text, margin)):
            begun = begun if held else offset
            held.append(block)
            ended = end
        else:
            yield block, offset, end
    if held:
        yield _as_code(held), begun, ended


def _as_code(blocks: list[Block]) -> Block:
    """Paragraphs of code as one block."""
    text = blocks[0].text
    for block in blocks[1:]:
        text += ("\n\n" if block.spaced else "\n") + block.text
    return blocks[0]._replace(kind="code", text=dedent(text))


def _goes_on(text: str, margin: int) -> bool:
    """Whether a paragraph below code is code, too: by itself, or since all of it stands in."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or max(map(len, lines)) > LONG:
        return False
    stands = all(_indent(line) - margin >= STEP for line in lines)
    return is_code(text, margin) or (stands and not _ITEM.match(text))


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
