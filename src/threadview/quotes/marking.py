"""Making quotes of a post's own words: where a passage begins and ends, the blocks cut there."""

from __future__ import annotations

from threadview.frames.places import Places
from threadview.model import WORDS, Block, Link, Post, Quote, Span
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern
from threadview.quotes.alignment import Run
from threadview.quotes.passages import Line, line_at, sentences
from threadview.quotes.words import words

_SPACED = pattern(r"\S+")


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


def edge_at(word: int, lines: list[Line], blocks: tuple[Block, ...]) -> Edge | None:
    """The edge behind the words of a line before `word`, wherever in the line that is; None where
    no white space stands there."""
    line = lines[line_at(lines, word - 1)]
    text, last = blocks[line.block].text, line.first
    for match in _SPACED.finditer(text, line.start, line.end):
        last += len(words(match.group()))
        if last == word:
            return Edge(line.block, match.end(), word)
    return None


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


def mark(post: Post, pieces: list[Piece], quotes: list[Quote], region: str = "") -> Post:
    """The post with these pieces, in order and apart from each other, given to their quotes, which
    stand behind those that the post has already. `region` is the post's stretch of the dump."""
    blocks: list[Block] = []
    todo = list(reversed(pieces))
    inside = False
    for index, block in enumerate(post.blocks):
        if not todo or index not in (todo[-1].start.block, todo[-1].end.block):
            blocks.append(_given(block, todo[-1]) if inside else block)
            continue
        cutting = _Cutting(blocks, block, _raw(post, block, region))
        while todo:
            piece = todo[-1]
            if not inside and piece.start.block == index:
                cutting.cut(piece.start.offset, None)
            elif inside and piece.end.block == index:
                cutting.cut(piece.end.offset, piece)
                todo.pop()
            else:
                break
            inside = not inside
        cutting.finish(todo[-1] if inside else None)
    return Post(post.number, tuple(blocks), (*post.quotes, *quotes), *post[3:])


def requote(post: Post, quote: int, blocks: list[int], end: Edge, region: str = "") -> Post:
    """The post with that quote ended at `end`: of `blocks`, those before it are quoted, those after
    it are the poster's own, and the one it lies in is cut."""
    made: list[Block] = []
    inside = set(blocks)
    piece = Piece(end, end, quote)
    for index, block in enumerate(post.blocks):
        if index not in inside:
            made.append(block)
            continue
        cutting = _Cutting(made, block._replace(quote=None), _raw(post, block, region))
        if index == end.block:
            cutting.cut(end.offset, piece)
        cutting.finish(piece if index < end.block else None)
    return post._replace(blocks=tuple(made))


def _raw(post: Post, block: Block, region: str) -> str:
    if not region or block.span is None or post.extent is None:
        return ""
    return region[block.span.start - post.extent.start : block.span.end - post.extent.start]


class _Cutting:
    """One block on its way to becoming several, which go to `made`."""

    def __init__(self, made: list[Block], block: Block, raw: str) -> None:
        self._made = made
        self._block = block
        self._raw = raw
        self._places: Places | None = None
        self._at = 0
        self._start = block.span.start if block.span else 0
        self._spaced = block.spaced

    def cut(self, place: int, piece: Piece | None) -> None:
        """Give what stands before `place` in the block's text to a piece, or to nobody."""
        text = self._block.text
        while place < len(text) and text[place] in " \t\n":
            place += 1
        if not text[self._at : place].strip():
            self._at = place
            return
        span = None
        if self._block.span is not None:
            if self._raw and self._places is None:
                self._places = Places(self._raw, text)
            found = self._places.of(place) if self._places else place
            if not text[place:].strip():
                found = self._block.span.end - self._block.span.start
            end = min(max(self._block.span.start + found, self._start), self._block.span.end)
            span, self._start = Span(self._start, end), end
        self._put(text[self._at : place].rstrip(), span, piece)
        self._spaced = "\n\n" in text[self._at : place][len(text[self._at : place].rstrip()) :]
        self._at = place

    def finish(self, piece: Piece | None) -> None:
        """Give what is left of the block to a piece, or to nobody."""
        if not self._at:
            self._made.append(_given(self._block, piece))
        elif self._block.text[self._at :].strip():
            span = self._block.span and Span(self._start, self._block.span.end)
            self._put(self._block.text[self._at :], span, piece)

    def _put(self, text: str, span: Span | None, piece: Piece | None) -> None:
        block = self._block
        kind, quote = block.kind, block.quote
        if piece is not None and kind in WORDS and quote is None:
            kind, quote = ("attribution" if piece.frames else kind), piece.quote
        links = block.links and self._links(self._at, self._at + len(text))
        self._made.append(Block(kind, text, span, quote, self._spaced, links, block.language))

    def _links(self, start: int, end: int) -> tuple[Link, ...]:
        return tuple(
            Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
            for link in self._block.links
            if link.start < end and link.end > start
        )


def _given(block: Block, piece: Piece | None) -> Block:
    """The block as a part of a piece; blocks that are no words of the post stay what they are."""
    if piece is None or block.kind not in WORDS or block.quote is not None:
        return block
    return block._replace(kind="attribution" if piece.frames else block.kind, quote=piece.quote)
