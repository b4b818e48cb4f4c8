"""The header line of a post and the head line of a quote."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.layout.dates import DateStyle, date_shown
from threadview.layout.geometry import Geometry
from threadview.layout.rows import Row, Run, Zone, shorten
from threadview.model import WORDS, Evidence, Post, Quote
from threadview.namedtuple import NamedTuple
from threadview.numbering import printed_number
from threadview.outline import Item, Place
from threadview.scripts import word_count
from threadview.wrap import cells, shown

UNKNOWN = "unknown author"
LIKELY = 0.9
"""Confidence below which an inferred author stands with a question mark."""
NAMED_LINKS = 4
"""How many of the posts that quote a post its header names; the rest are counted."""


class Piece(NamedTuple):
    """A run of a head line, what a click on it does, and whether it keeps close to the one before
    (one space, whatever stands between the others)."""

    text: str
    style: str
    action: str = ""
    target: str = ""
    close: bool = False


def header_rows(
    post: Post,
    item: Item,
    index: int,
    quoted_by: tuple[int, ...],
    frame: Geometry,
    dates: DateStyle,
    told: Sequence[str] = (),
    below: int = 0,
) -> list[Row]:
    """The header of a post: one row where it fits, else the person above and the rest below.
    `told` is said of it besides: that it was not there last time, that the reader corrected it.
    `below` is how many posts below it are folded away."""
    who = _who(post)
    what = [Piece(word, "notice") for word in told]
    what += _what(post, quoted_by, dates)
    if item.folded:
        what.append(Piece("folded", "muted"))
    if below:
        what.append(Piece(f"▸ {below:,} below", "link", "branch"))
    place = Place(index)
    gap = frame.line - _width(who, " ") - _width(what, "  ")
    start = frame.gutter + frame.margin
    if gap >= 2 or not what:
        pieces = [*_join(who, " "), Piece(" " * max(0, gap), "text"), *_join(what, "  ")]
        return [_row(pieces, place, start)]
    inset = min(frame.indent, 4)
    lines = [
        [Piece(" " * inset, "text"), *_join(line, "  ")]
        for line in _lines(what, frame.line - inset)
    ]
    return [_row(line, place, start) for line in (_join(who, " "), *lines)]


def _lines(pieces: list[Piece], width: int) -> list[list[Piece]]:
    """Pieces in as many lines as they need, none broken."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if lines[-1] and _width([*lines[-1], piece], "  ") > width:
            lines.append([])
        lines[-1].append(piece)
    return lines


def quote_row(
    post: Post, item: Item, number: int, place: Place, left: tuple[Run, ...], frame: Geometry
) -> Row:
    """The head line of a quote: whose words, from which post, how many, how that is known; and
    when folded how they begin. `number` is the item's index in its post."""
    assert item.quote is not None
    quote = post.quotes[item.quote]
    text = quoted_text(post, item.quote)
    count = word_count(text)
    inferred = quote.evidence.layer != "markup"
    style = "quote-head-inferred" if inferred else "quote-head"
    pieces = [Piece("▸ " if item.folded else "▾ ", style, "fold", "")]
    named = [Piece(shown(quote.author), style)] if quote.author else []
    if quote.post is not None:
        named.append(Piece(f"#{quote.post}", "link", "post", str(quote.post)))
    elif not named:
        named.append(Piece("quoted words", style))
    facts = [f"{count} word{'' if count == 1 else 's'}", *how_known(quote, count)]
    start = frame.gutter + frame.margin + sum(cells(run.text) for run in left)
    space = frame.gutter + frame.margin + frame.line - start
    for fact in facts:  # as many as there is room for
        if 2 + _width([*named, Piece(fact, style)], " · ") > space:
            break
        named.append(Piece(fact, style))
    pieces += _join(named, " · ")
    if item.folded:
        room = space - _width(pieces, "") - 4
        if room >= 8:
            preview = shown(" ".join(text[: room * 4].split()))
            pieces.append(Piece("    " + shorten(preview, room), "muted", "fold", ""))
    return _row(pieces, place, start)._replace(left=left, item=number)


def how_known(quote: Quote, count: int) -> list[str]:
    """How a quote is known, in words for its head line."""
    evidence = quote.evidence
    found: list[str] = []
    if evidence.coverage is not None:
        differ = round((1 - evidence.coverage) * count)
        found.append(f"{differ} differ" if differ else "verbatim")
    elif evidence.layer == "attribution":
        found.append("by its frame")
    elif evidence.layer == "reader":
        found.append("marked by you")
    if evidence.layer not in ("markup", "reader") and evidence.confidence < 0.95:
        found.append(f"{evidence.confidence:.0%} sure")
    return found


def quoted_text(post: Post, quote: int) -> str:
    """The words of a quote, without those quoted inside it, blocks joined by a line end."""
    return "\n".join(
        block.text for block in post.blocks if block.quote == quote and block.kind in WORDS
    )


def _who(post: Post) -> list[Piece]:
    pieces = [Piece(f"#{post.number}", "number")]
    if post.author is None:
        pieces.append(Piece(f" {UNKNOWN}", "author-unknown"))
    else:
        doubt = _doubt(post.author_evidence)
        pieces.append(Piece(f" {shown(post.author)}{doubt}", "author", "author", post.author))
    if post.author_title:
        pieces.append(Piece(f"· {shown(post.author_title)}", "author-title"))
    printed = printed_number(post)
    if printed is not None and printed != post.number:
        pieces.append(Piece(f"· printed #{printed}", "muted"))
    return pieces


def _doubt(evidence: Evidence | None) -> str:
    return " ?" if evidence is not None and evidence.confidence < LIKELY else ""


def _what(post: Post, quoted_by: tuple[int, ...], dates: DateStyle) -> list[Piece]:
    pieces: list[Piece] = []
    if post.date:
        pieces.append(Piece(shown(date_shown(post.date, dates)), "date"))
    elif post.date_text:
        pieces.append(Piece(shown(post.date_text), "date"))
    if post.edit is not None:
        when = f" {shown(date_shown(post.edit.date, dates))}" if post.edit.date else ""
        pieces.append(Piece(f"✎ edited{when}", "edit"))
    if quoted_by:
        named = [
            Piece(f"#{number}", "link", "post", str(number)) for number in quoted_by[:NAMED_LINKS]
        ]
        if len(quoted_by) > NAMED_LINKS:
            named.append(Piece(f"+{len(quoted_by) - NAMED_LINKS}", "count", "quoted-by", ""))
        pieces.append(Piece("quoted by", "count", "quoted-by", ""))
        pieces.extend(piece._replace(close=True) for piece in named)
    return pieces


def _join(pieces: list[Piece], glue: str) -> list[Piece]:
    """Pieces with glue between them."""
    found: list[Piece] = []
    for piece in pieces:
        if found:
            found.append(Piece(" " if piece.close else glue, "muted"))
        found.append(piece)
    return found


def _width(pieces: list[Piece], glue: str) -> int:
    return sum(cells(piece.text) for piece in _join(pieces, glue))


def _row(pieces: list[Piece], place: Place, start: int) -> Row:
    zones: list[Zone] = []
    cell = start
    for piece in pieces:
        size = cells(piece.text)
        if piece.action:
            zones.append(Zone(cell, cell + size, piece.action, piece.target))
        cell += size
    runs = tuple(Run(piece.text, piece.style) for piece in pieces if piece.text)
    return Row(0, place, runs=runs, zones=tuple(zones))
