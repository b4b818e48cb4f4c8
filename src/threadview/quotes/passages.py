"""A post's own words, line by line, and where in a line a run of reused words may begin and end."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from threadview.model import Post
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern
from threadview.quotes.words import words

QUOTABLE = frozenset({"paragraph", "item", "spoiler", "table"})
"""Block kinds whose words are looked for in earlier posts; code repeats for other reasons."""
_CLOSE = pattern(r"([.!?…:][\"'”’»)\]*_]*)[^\S\n]+|([。！？．][”』」]?)[^\S\n]*")


class Line(NamedTuple):
    """A line of a block: `[start, end)` in code points of the block's text, `[first, last)` in
    words of the post's own text."""

    block: int
    start: int
    end: int
    first: int
    last: int


_first = attrgetter("first")

LARGEST = 1 << 20
"""Characters of a post in which quotes are looked for."""


def own_text(post: Post) -> str:
    """The words of a post that stand in no quote yet, lines joined by line ends."""
    texts = [b.text for b in post.blocks if b.quote is None and b.kind in QUOTABLE]
    if len(texts) == 1 and len(texts[0]) <= LARGEST:
        return texts[0]
    text = "\n".join([text[: LARGEST + 1] for text in texts])
    return text if len(text) <= LARGEST else text[: text.rfind(" ", 0, LARGEST) + 1]


def own_blocks(post: Post) -> list[int]:
    """The blocks that `own_text` is made of."""
    return [i for i, b in enumerate(post.blocks) if b.quote is None and b.kind in QUOTABLE]


def lines_of(post: Post, blocks: list[int], upto: int = 1 << 62) -> list[Line]:
    """The lines of some of a post's blocks, those without a word left out, words counted on; as
    far as the line that holds the word `upto`."""
    lines: list[Line] = []
    count = 0
    for index in blocks:
        start = 0
        for text in post.blocks[index].text.split("\n"):
            last = count + len(words(text))
            if last > count:
                lines.append(Line(index, start, start + len(text), count, last))
            count, start = last, start + len(text) + 1
            if count > upto:
                return lines
    return lines


class Sentence(NamedTuple):
    """A sentence of a line: `[start, end)` in the block's text, `[first, last)` in words."""

    start: int
    end: int
    first: int
    last: int


def sentences(line: Line, text: str) -> list[Sentence]:
    """The sentences of a line, white space between them left out."""
    found: list[Sentence] = []
    start, first = line.start, line.first
    for match in _CLOSE.finditer(text, line.start, line.end):
        last = first + len(words(text[start : match.end()]))
        found.append(Sentence(start, match.end(1 if match.group(1) else 2), first, last))
        start, first = match.end(), last
    if start < line.end:
        found.append(Sentence(start, line.end, first, line.last))
    return found


def line_at(lines: list[Line], word: int) -> int:
    """The index of the line that holds a word."""
    return bisect_right(lines, word, key=_first) - 1
