"""Making quotes of a post's own words: where a passage begins and ends, and the blocks cut there."""

from __future__ import annotations

from typing import NamedTuple

from threadview.model import WORDS, Block, Post, Quote, Span
from threadview.quotes.alignment import Run
from threadview.quotes.passages import Line, line_at, sentences


class Edge(NamedTuple):
    """A place in a post: a block, an offset in its text, and the word that begins there."""

    block: int
    offset: int
    word: int


class Passage(NamedTuple):
    """A stretch of a post's own words between two edges that make sense to a reader."""

    start: Edge
    end: Edge
    at_line: bool
    """Whether it begins with a line."""
    to_line: bool
    """Whether it ends with a line."""


def settle(run: Run, lines: list[Line], blocks: tuple[Block, ...]) -> Passage | None:
    """The part of a run that begins with a line or a sentence and ends with one."""
    first = line_at(lines, run.start)
    start, at_line = _start(run, lines, first, blocks)
    if start is None:
        return None
    last = line_at(lines, run.end - 1)
    end, to_line = _end(run, lines, last, blocks, start.word)
    if end is None:
        return None
    return Passage(start, end, at_line, to_line)


def _start(
    run: Run, lines: list[Line], index: int, blocks: tuple[Block, ...]
) -> tuple[Edge | None, bool]:
    line = lines[index]
    if run.start == line.first:
        return Edge(line.block, line.start, line.first), True
    for sentence in sentences(line, blocks[line.block].text):
        if run.start <= sentence.first < run.end and sentence.last > sentence.first:
            return Edge(line.block, sentence.start, sentence.first), False
    if index + 1 < len(lines) and lines[index + 1].first < run.end:
        line = lines[index + 1]
        return Edge(line.block, line.start, line.first), True
    return None, False


def _end(
    run: Run, lines: list[Line], index: int, blocks: tuple[Block, ...], start: int
) -> tuple[Edge | None, bool]:
    line = lines[index]
    if run.end == line.last:
        return Edge(line.block, line.end, line.last), True
    for sentence in reversed(sentences(line, blocks[line.block].text)[:-1]):
        if start < sentence.last <= run.end:
            return Edge(line.block, sentence.end, sentence.last), False
    if index and lines[index - 1].last > start:
        line = lines[index - 1]
        return Edge(line.block, line.end, line.last), True
    return None, False


def passage_text(post: Post, passage: Passage) -> str:
    """The text of a passage, blocks joined by line ends."""
    start, end = passage.start, passage.end
    if start.block == end.block:
        return post.blocks[start.block].text[start.offset : end.offset]
    inner = [b.text for b in post.blocks[start.block + 1 : end.block] if b.quote is None]
    head = post.blocks[start.block].text[start.offset :]
    return "\n".join([head, *inner, post.blocks[end.block].text[: end.offset]])


class Piece(NamedTuple):
    """A stretch of a post that goes to a quote: its words, or a line that only frames them."""

    start: Edge
    end: Edge
    quote: int
    frames: bool = False


def mark(post: Post, pieces: list[Piece], quotes: list[Quote]) -> Post:
    """The post with these pieces, in order and apart from each other, given to their quotes, which
    stand behind those that the post has already."""
    blocks: list[Block] = []
    todo = list(reversed(pieces))
    inside = False
    for index, block in enumerate(post.blocks):
        rest, offset = block, 0
        while todo:
            piece = todo[-1]
            if not inside and piece.start.block == index:
                rest, offset = _cut(blocks, rest, piece.start.offset, offset, None)
            elif inside and piece.end.block == index:
                rest, offset = _cut(blocks, rest, piece.end.offset, offset, piece)
                todo.pop()
            else:
                break
            inside = not inside
        if rest.text or rest is block:
            blocks.append(_given(rest, todo[-1]) if inside else rest)
    return post._replace(blocks=tuple(blocks), quotes=(*post.quotes, *quotes))


def _given(block: Block, piece: Piece | None) -> Block:
    """The block as a part of a piece; blocks that are no words of the post stay what they are."""
    if piece is None or block.kind not in WORDS or block.quote is not None:
        return block
    return block._replace(
        kind="attribution" if piece.frames else block.kind, quote=piece.quote
    )


def requote(post: Post, quote: int, blocks: list[int], end: Edge) -> Post:
    """The post with that quote ended at `end`: of `blocks`, those before it are quoted, those after
    it are the poster's own, and the one it lies in is cut."""
    made: list[Block] = []
    inside = set(blocks)
    for index, block in enumerate(post.blocks):
        if index not in inside:
            made.append(block)
        elif index != end.block:
            made.append(block._replace(quote=quote if index < end.block else None))
        else:
            rest, _ = _cut(made, block._replace(quote=None), end.offset, 0, Piece(end, end, quote))
            if rest.text:
                made.append(rest._replace(quote=None))
    return post._replace(blocks=tuple(made))


def _cut(
    blocks: list[Block], rest: Block, place: int, offset: int, piece: Piece | None
) -> tuple[Block, int]:
    """Put what stands before `place` (counted in the whole block's text, of which `rest` begins at
    `offset`) away as a block of its own; what is left, and where it begins."""
    text = rest.text
    at = place - offset
    head, tail = text[:at].rstrip(), text[at:]
    if not tail.strip():
        blocks.append(_given(rest, piece))
        return rest._replace(text="", span=rest.span and Span(rest.span.end, rest.span.end)), place
    lead = len(tail) - len(tail.lstrip(" \t\n"))
    tail = tail[lead:]
    if not head:
        return rest._replace(text=tail), place + lead
    spaced = "\n\n" in text[len(head) : at + lead]
    middle = None if rest.span is None else min(rest.span.start + at + lead, rest.span.end)
    before = None if rest.span is None else Span(rest.span.start, middle)
    after = None if rest.span is None else Span(middle, rest.span.end)
    blocks.append(_given(rest._replace(text=head, span=before), piece))
    return rest._replace(text=tail, span=after, spaced=spaced), place + lead
