"""One post under its corrections: cut, marked, renamed. Offsets count in its logical text as read.

What is cut keeps its spans, so that a corrected text dump is still partitioned by them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from threadview.model import WORDS, Block, Evidence, Extent, Post, Quote, Span, block_offsets

READER = Evidence("reader", "corrected by the reader")
"""The evidence of everything that a correction says."""

Region = Callable[[int, int], str]
"""The dump's text between two byte offsets."""


class Mark(NamedTuple):
    """A stretch that is a quote (with its author and the number of its post as read), none, or
    chrome."""

    start: int
    end: int
    what: Literal["quote", "unquote", "chrome"]
    author: str | None = None
    post: int | None = None


class Setting(NamedTuple):
    """An author or a date for the part that holds the offset."""

    offset: int
    what: Literal["author", "date"]
    value: str | None


@dataclass(slots=True)
class Edits:
    """Everything that is corrected in one post."""

    cuts: set[int] = field(default_factory=set)
    marks: list[Mark] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)


class Piece(NamedTuple):
    """A block, or a piece of one, and where it stood: the index of its post and the offset in the
    logical text as read (-1 for what is not in it)."""

    block: Block
    source: int
    offset: int


@dataclass(slots=True)
class Part:
    """A post under correction, with the way back for each of its blocks."""

    post: Post
    pieces: list[Piece]


def parts(post: Post, index: int, edits: Edits, region: Region | None) -> list[Part]:
    """The posts that a post is under its corrections: one more than there are cuts."""
    pieces = _broken(post, index, edits, region)
    quotes = list(post.quotes)
    for mark in edits.marks:
        pieces = _marked(pieces, quotes, mark)
    found = [_part(post, group, tuple(quotes)) for group in _grouped(pieces, sorted(edits.cuts))]
    _share_extent(post, found, region)
    for setting in edits.settings:
        number = sum(cut <= setting.offset for cut in edits.cuts)
        part = found[min(number, len(found) - 1)]
        if setting.what == "author":
            part.post = part.post._replace(author=setting.value, author_evidence=READER)
        else:
            part.post = part.post._replace(date=setting.value, date_text=None)
    return found


def _broken(post: Post, index: int, edits: Edits, region: Region | None) -> list[Piece]:
    """The post's blocks, broken where a cut or a mark begins or ends inside one."""
    places = set(edits.cuts)
    for mark in edits.marks:
        places.update((mark.start, mark.end))
    pieces = []
    for block, offset in zip(post.blocks, block_offsets(post), strict=True):
        inside = sorted(at - offset for at in places if 0 < at - offset < len(block.text))
        if offset < 0 or not inside:
            pieces.append(Piece(block, index, offset))
            continue
        pieces += _pieces(post, Piece(block, index, offset), inside, region)
    return pieces


def _pieces(post: Post, piece: Piece, inside: list[int], region: Region | None) -> list[Piece]:
    block, text = piece.block, piece.block.text
    found = []
    spots = _spots(post, block, inside, region)
    for number, (first, last) in enumerate(zip((0, *inside), (*inside, len(text)), strict=True)):
        kept = text[first:last]
        lead = len(kept) - len(kept.lstrip()) if number else 0
        links = tuple(
            link._replace(start=link.start - first - lead, end=link.end - first - lead)
            for link in block.links
            if first + lead <= link.start and link.end <= last
        )
        fresh = block._replace(
            text=kept[lead:].rstrip() if last < len(text) else kept[lead:],
            links=links,
            span=None if block.span is None else Span(spots[number], spots[number + 1]),
            spaced=block.spaced if not number else "\n\n" in text[max(0, first - 2) : first + lead],
        )
        found.append(Piece(fresh, piece.source, piece.offset + first + lead))
    return found


def _spots(post: Post, block: Block, inside: list[int], region: Region | None) -> list[int]:
    """Where the pieces of a block begin in the dump, in code points, and where the last ends.

    The block's letters stand in the dump in their order, with marks and line ends between them.
    """
    if block.span is None:
        return []
    start, end = block.span
    if region is None or post.extent is None:
        return [start, *(min(start + offset, end) for offset in inside), end]
    raw = region(post.extent.byte_start, post.extent.byte_end)
    raw = raw[start - post.extent.start : end - post.extent.start]
    spots, at, done = [start], 0, 0
    for offset in inside:
        for char in block.text[done:offset]:
            found = raw.find(char, at) if char != "\n" else at
            at = found + 1 if found >= 0 and char != "\n" else at
        done = offset
        spots.append(start + at)
    return [*spots, end]


def _marked(pieces: list[Piece], quotes: list[Quote], mark: Mark) -> list[Piece]:
    if mark.what == "quote":
        quotes.append(Quote(mark.author, mark.post, evidence=READER))
    marked = []
    for piece in pieces:
        block = piece.block
        if piece.offset >= 0 and mark.start <= piece.offset < mark.end:
            if mark.what == "chrome":
                block = block._replace(kind="chrome", quote=None)
            else:
                block = block._replace(quote=len(quotes) - 1 if mark.what == "quote" else None)
        marked.append(piece._replace(block=block))
    return marked


def _grouped(pieces: list[Piece], cuts: list[int]) -> list[list[Piece]]:
    """The pieces of each part. What frames the first words of a part goes with them."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        while len(groups) <= len(cuts) and piece.offset >= cuts[len(groups) - 1]:
            frame: list[Piece] = []
            while groups[-1] and groups[-1][-1].block.kind in ("attribution", "header"):
                frame.insert(0, groups[-1].pop())
            groups.append(frame)
        groups[-1].append(piece)
    while len(groups) <= len(cuts):
        groups.append([])
    return groups


def _part(post: Post, pieces: list[Piece], quotes: tuple[Quote, ...]) -> Part:
    """A post of these pieces, with those of the quotes that they stand in."""
    used: set[int] = set()
    for piece in pieces:
        at = piece.block.quote
        while at is not None and at not in used:
            used.add(at)
            at = quotes[at].parent
    order = {old: new for new, old in enumerate(sorted(used))}
    kept = tuple(
        quotes[old]._replace(parent=None if parent is None else order[parent])
        for old in order
        for parent in [quotes[old].parent]
    )
    renamed = [
        piece._replace(
            block=piece.block
            if piece.block.quote is None
            else piece.block._replace(quote=order[piece.block.quote])
        )
        for piece in pieces
    ]
    fresh = post._replace(blocks=tuple(piece.block for piece in renamed), quotes=kept)
    return Part(fresh, renamed)


def _share_extent(post: Post, found: list[Part], region: Region | None) -> None:
    """Give each part its share of the post's stretch of the dump, and what only one can have: the
    edit mark to the last, the id to the first."""
    if len(found) == 1:
        return
    extent = post.extent
    raw = region(extent.byte_start, extent.byte_end) if region and extent else None
    starts = []
    for part in found:
        spans = [piece.block.span for piece in part.pieces if piece.block.span is not None]
        starts.append(spans[0].start if spans else None)
    for number, part in enumerate(found):
        share = None
        first = extent.start if extent and not number else starts[number]
        last = starts[number + 1] if number + 1 < len(found) else extent and extent.end
        if extent and raw is not None and first is not None and last is not None:
            share = Extent(
                first,
                last,
                extent.byte_start + _bytes(raw[: first - extent.start]),
                extent.byte_start + _bytes(raw[: last - extent.start]),
            )
        part.post = part.post._replace(
            extent=share,
            id=post.id if not number else None,
            permalink=post.permalink if not number else None,
            edit=post.edit if number == len(found) - 1 else None,
            author=post.author if not number else None,
            author_title=post.author_title if not number else None,
            author_evidence=post.author_evidence if not number else None,
            date=post.date if not number else None,
            date_text=post.date_text if not number else None,
            evidence=post.evidence if not number else READER,
        )


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def joined(one: Part, other: Part) -> Part:
    """Two parts as one post: the first's author and date, the blocks of both."""
    base = len(one.post.quotes)
    quotes = one.post.quotes + tuple(
        quote._replace(parent=None if quote.parent is None else quote.parent + base)
        for quote in other.post.quotes
    )
    pieces = one.pieces + [
        piece._replace(
            block=piece.block._replace(
                quote=None if piece.block.quote is None else piece.block.quote + base,
                spaced=piece.block.spaced or piece.block.kind in WORDS,
            )
        )
        for piece in other.pieces
    ]
    extent = None
    if one.post.extent and other.post.extent:
        first, last = one.post.extent, other.post.extent
        extent = Extent(first.start, last.end, first.byte_start, last.byte_end)
    post = one.post._replace(
        blocks=tuple(piece.block for piece in pieces),
        quotes=quotes,
        extent=extent,
        edit=other.post.edit or one.post.edit,
        reactions=one.post.reactions + other.post.reactions,
    )
    return Part(post, pieces)


def whole(post: Post, index: int) -> Part:
    """A post without corrections, as a part."""
    offsets = block_offsets(post)
    pieces = [Piece(block, index, at) for block, at in zip(post.blocks, offsets, strict=True)]
    return Part(post, pieces)
