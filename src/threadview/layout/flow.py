"""Which line ends of a paragraph only broke a line that was full. Pure.

Browsers that print pages as text (lynx, w3m), mail programs and some posters break lines at a fixed
width. Wrapped once more, such lines leave a ragged edge; so where a post was evidently written that
way, its full lines run on. The words and their offsets stay what they are: one character, the line
end, is shown as a space.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from threadview.model import Post

NARROWEST, WIDEST = 60, 130
"""Widths, in characters, to which anybody breaks lines."""

LOOK = 20_000
"""Characters of a post by which it is judged."""

FULL = 0.7
"""Share of the lines of a post, the last ones of paragraphs aside, that have to be full."""


def flowing(text: str, post: Post) -> str:
    """The text of a paragraph of a post, with a space for each line end after a full line."""
    if "\n" not in text:
        return text
    width = broken_at(post)
    if not width:
        return text
    lines = text.split("\n")
    parts = [lines[0]]
    for before, after in pairwise(lines):
        parts.append(" " if _runs_on(before, after, width) else "\n")
        parts.append(after)
    return "".join(parts)


def broken_at(post: Post) -> int:
    """The width at which the lines of a post were broken; 0 when they were not, or were so by
    who wrote them."""
    paragraphs = list(_paragraphs(post))
    width = max((len(line) for lines in paragraphs for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    pairs = [pair for lines in paragraphs for pair in pairwise(lines) if not _item(pair[1])]
    full = sum(_full(before, after, width) for before, after in pairs)
    return width if full >= 2 and full >= FULL * len(pairs) else 0


def _paragraphs(post: Post) -> Iterable[list[str]]:
    seen = 0
    for block in post.blocks:
        if block.kind == "paragraph" and "\n" in block.text:
            yield block.text[:LOOK].split("\n")
            seen += len(block.text)
            if seen > LOOK:
                return


def _full(before: str, after: str, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line before it."""
    word = len(after.partition(" ")[0])
    return len(before) + 1 + word > width


def _item(line: str) -> bool:
    """Whether a line begins something of its own: an item of a list, an empty line."""
    first = line.partition(" ")[0]
    return first in ("", "-", "*", "•", ">") or (first[:-1].isdecimal() and first[-1] in ".)")


def _runs_on(before: str, after: str, width: int) -> bool:
    """Whether a line runs on in the next: it is full, and neither looks laid out by hand."""
    if not before or _item(after) or not _full(before, after, width):
        return False
    laid_out = "   " in before or "\t" in before or "|" in before
    return not laid_out and (after[0].isalnum() or after[0] in "\"'“‘(«„[")
