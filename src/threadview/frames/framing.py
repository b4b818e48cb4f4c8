"""Framed quotes in a plain-text post: attribution lines, `>` marks and indentation.

What `frame` wants of its caller (formats/text): everything between a post's header furniture and
its footer furniture as blocks of kind "paragraph" (or "code", "item" …), *including* the lines
that frame quotes ("X said:", "Quote:", "Originally Posted by X", "View Post", "Click to expand…"),
with line ends, `>` marks and leading white space still in `Block.text`: the indentation of a line
against its neighbours says what is quoted. `frame` takes all of it off again.
"""

from __future__ import annotations

from itertools import pairwise

from threadview.frames import attribution
from threadview.frames.bodylines import Line, is_prompt, line_of
from threadview.frames.frames import Frames
from threadview.frames.places import Places
from threadview.model import Block, Post, Span

HEAD = 60
"""Characters of a block in which an attribution without a colon would begin."""
MOST = 50_000
"""Lines of a post beyond which it is no post, and its frames are not looked for."""
INDENTED = ("\n ", "\n\t", "\n\xa0")
FRAMED = frozenset({"paragraph", "item", "code", "table", "spoiler"})


def frame(post: Post, region: str = "", printed: bool = False) -> Post:
    """The post with its framed quotes marked: attribution lines become blocks of that kind, quote
    marks leave the text, and every quoted block names its quote. Spans still partition the post.

    `region` is the post's stretch of the dump (`Post.extent`), where the caller has it at hand:
    cuts inside a block are then exact; without it they are reckoned from the block's own text.
    `printed` says that mail programs put the `>` there: each of them then marks a quote.
    """
    texts = [block.text for block in post.blocks if block.kind in FRAMED]
    if not any(map(_suspect, texts)) or not any(map(_marked, texts)):
        return post
    if sum(block.text.count("\n") for block in post.blocks) > MOST:
        return post
    lines = _lines(post, region)
    quotes = list(post.quotes)
    framed = Frames(lines, quotes, printed).find()
    margin = min((line.indent for line in lines if line.text and line.quote is None), default=0)
    if not framed and not margin and not any(line.marks for line in lines):
        return post
    blocks: list[Block] = []
    at = 0
    for index, block in enumerate(post.blocks):
        mine: list[Line] = []
        while at < len(lines) and lines[at].block == index:
            mine.append(lines[at])
            at += 1
        blocks += _pieces(block, mine, margin, post, region) if mine else [block]
    return post._replace(blocks=tuple(blocks), quotes=tuple(quotes))


def _suspect(text: str) -> bool:
    """Whether a block could hold any sign of a quote, or indentation; cheap, and often right."""
    if ">" in text or text[:1] in " \t\xa0[" or "：" in text:
        return True
    if "\n" in text and "\n " in text:  # one sign is found twenty times as fast as two
        return True
    if ":" in text and text.count(":") > text.count("://"):
        return True
    return attribution.likely(text[:HEAD])


def _marked(text: str) -> bool:
    """Whether a block holds a mark, an indentation or an attribution."""
    if ">" in text or text[:1] in " \t\xa0" or any(sign in text for sign in INDENTED):
        return True
    lines = map(str.strip, text.split("\n"))
    return any(attribution.likely(line) and attribution.read(line) for line in lines if line)


def _lines(post: Post, region: str) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for index, block in enumerate(post.blocks):
        if block.kind in FRAMED and block.quote is None:
            start = 0
            for text in block.text.split("\n"):
                line = line_of(index, block.text, start, start + len(text))
                line.gap = gap if not start else 0
                lines.append(line)
                start += len(text) + 1
        raw = _raw(block, post, region)
        gap = raw[len(raw.rstrip()) :].count("\n") - 1 if raw else 0
    return lines if any(line.marks in (1, 2) for line in lines) else _unprompted(post, lines)


def _unprompted(post: Post, lines: list[Line]) -> list[Line]:
    """The lines of a post in which `>>>` follows no lesser mark: it is a prompt, and no mark."""
    for number, line in enumerate(lines):
        if line.marks == 3 and is_prompt(text := post.blocks[line.block].text, line):
            plain = line_of(line.block, text, line.start, line.end, marked=False)
            plain.gap = line.gap
            lines[number] = plain
    return lines


def _raw(block: Block, post: Post, region: str) -> str:
    """A block's stretch of the dump; empty where it is not at hand."""
    if block.span is None or post.extent is None or not region:
        return ""
    return region[block.span.start - post.extent.start : block.span.end - post.extent.start]


Piece = tuple["int | None", bool, list[Line], int]
"""A quote or none, whether it only frames it, lines, and the offset in the block's text."""


def _pieces(block: Block, lines: list[Line], margin: int, post: Post, region: str) -> list[Block]:
    """A block cut where the quote changes, each piece without marks and needless indentation."""
    pieces: list[Piece] = []
    for line in lines:
        if line.words >= 0:
            pieces.append((line.quote, True, [line], line.start))
            pieces.append((line.quote, False, [line], _words_at(block, line)))
        elif pieces and pieces[-1][:2] == (line.quote, line.frames) and _same(pieces[-1], line):
            pieces[-1][2].append(line)
        else:
            pieces.append((line.quote, line.frames, [line], line.start))
    offsets = [offset for _, _, _, offset in pieces]
    spans = _spans(block, offsets, _raw(block, post, region))
    return [
        Block(
            "attribution" if frames else block.kind,
            _text(block, members, quote, frames, margin),
            spans[number],
            quote,
            block.spaced and not number,
            block.links,
            block.language,
        )
        for number, (quote, frames, members, _) in enumerate(pieces)
    ]


def _spans(block: Block, offsets: list[int], raw: str) -> list[Span | None]:
    """The spans of a block's pieces, which begin at these offsets in its text."""
    if block.span is None:
        return [None] * len(offsets)
    places = Places(raw, block.text) if raw and len(offsets) > 1 else None
    cuts = [block.span.start]
    for offset in offsets[1:]:
        place = block.span.start + (places.of(offset) if places else offset)
        cuts.append(min(max(place, cuts[-1]), block.span.end))
    cuts.append(block.span.end)
    return [Span(start, end) for start, end in pairwise(cuts)]


def _same(piece: Piece, line: Line) -> bool:
    return piece[2][0].words < 0 or not line.frames


def _words_at(block: Block, line: Line) -> int:
    """Where the words behind a glued attribution begin, in the block's text."""
    inner = block.text.find(line.text, line.start)
    return max(line.start, inner) + line.words


def _text(block: Block, lines: list[Line], quote: int | None, frames: bool, margin: int) -> str:
    """What a piece reads as: own words keep their indentation beyond the post's margin."""
    if lines[0].words >= 0 and frames:
        return lines[0].text[: lines[0].words].rstrip()
    if frames:
        return "\n".join([line.text for line in lines if line.text])
    taken = margin
    if quote is not None:
        taken = min((line.indent for line in lines if line.text), default=0)
    texts: list[str] = []
    for line in lines:
        if line.words >= 0:
            texts.append(line.text[line.words :])
        else:
            texts.append(block.text[line.body + min(taken, line.indent) : line.end].rstrip())
    return "\n".join(texts).strip("\n").rstrip()
