"""The rows of each item of a post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from threadview.layout.dates import DateStyle
from threadview.layout.flow import flowing
from threadview.layout.geometry import Geometry
from threadview.layout.headline import header_rows, quote_row
from threadview.layout.nesting import behind, guides, inside
from threadview.layout.notes import SIGN, beside, in_row, note_rows
from threadview.layout.rows import Mark, Row, Run
from threadview.model import Block, Post, Thread
from threadview.namedtuple import NamedTuple
from threadview.numbering import numbers_told, skipped_before
from threadview.outline import NOTE, Item, NoteLine, Outline, Place, furniture, sure
from threadview.pattern import pattern
from threadview.wrap import wrap

if TYPE_CHECKING:
    from threadview.dump import Dump

DEPTHS = 6
"""Colours of quote bars before they come round again."""

_LINK = pattern(r"(?:https?://|mailto:|www\.)[^\s<>\"“”]+")
_TAIL = ".,;:!?'’*_)]}…"
_ITEM = pattern(r"\s*(?:[-*•◦‣–]|\(?\d{1,3}[.)])\s+")


class View(NamedTuple):
    """What rows are made from: a thread, its outline, the columns, the reader's date style, and
    the dump for showing it raw (None for threads that came from no text dump). Posts beyond the
    first `seen` are new to the reader; 0 says that all or none are."""

    thread: Thread
    outline: Outline
    frame: Geometry
    dates: DateStyle = "day"
    dump: Dump | None = None
    seen: int = 0


def lay(view: View, post: int, number: int) -> list[Row]:
    """The rows of an item, by the index of its post and its index among the post's items."""
    depth = 0 if view.outline.raw else view.outline.posts[post].depth
    if not depth:
        return _flat(view, post, number)
    before = guides(view.frame, depth)
    rows = _flat(view._replace(frame=inside(view.frame, before)), post, number)
    return [behind(row, before) for row in rows]


def _flat(view: View, post: int, number: int) -> list[Row]:
    """The rows of an item, as if its post stood below no other."""
    body = view.outline.posts[post]
    item = view.outline.items(post)[number]
    if item.kind == "header":
        rows = _header(view, body, item, post)
    elif item.kind == "quote":
        rows = [_quote(view, body, item, number, post)]
    elif item.kind == "chrome":
        rows = [_chrome(view.frame, body, item, post)]
    elif item.kind == "note":
        rows = _note(view, body, item, post)
    elif item.kind == "raw":
        rows = _raw(view, body, item, post)
    else:
        rows = _text(view, body, item, post)
    if not rows:
        return []
    notes = view.outline.notes(post) if view.outline.notes is not None else ()
    if notes and item.kind in ("header", "text", "attachment"):
        rows = [_noted(row, in_row(notes, row), view) for row in rows]
    elif notes and item.folded and item.kind != "note":
        inside = [note for note in notes if item.block <= note.block < item.end]
        rows = [_noted(rows[0], inside, view), *rows[1:]]
    blank = [Row(number, rows[0].place, rows[0].place.offset, lead=True)] if item.spaced else []
    return [*blank, *(row._replace(item=number) for row in rows)]


def _noted(row: Row, notes: Sequence[NoteLine], view: View) -> Row:
    """A row with the notes that begin in it: a sign in the margin, at the side the words of those
    that are not shown whole below."""
    if row.lead or not notes:
        return row
    mark = row.mark if row.mark.strip() else SIGN
    shut = [note for note in notes if note.id not in view.outline.unrolled]
    return row._replace(mark=mark, side=beside(shut, view.frame))


def _note(view: View, body: Post, item: Item, post: int) -> list[Row]:
    notes = view.outline.notes(post) if view.outline.notes is not None else ()
    note = notes[item.start]
    depth = 0
    if note.block >= 0 and (quote := body.blocks[note.block].quote) is not None:
        depth = len(view.outline.around(post)[quote])
    left = _bars(view.frame, depth)
    place = Place(post, item.block, NOTE - item.start)
    return note_rows(note, place, item.folded, left, view.frame)


def _header(view: View, body: Post, item: Item, post: int) -> list[Row]:
    frame = view.frame
    quoted_by = tuple(view.thread.quoted_by.get(body.number, ())) if view.thread.complete else ()
    told = ["new"] if 0 < view.seen < body.number else []
    told += ["corrected"] if body.number in view.thread.amended else []
    if skipped := skipped_before(view.thread.posts, post):
        told.append(f"page's {numbers_told(skipped)} not found")
    below = view.outline.below(post) if view.outline.branch_folded(post) else 0
    rows = header_rows(body, item, post, quoted_by, frame, view.dates, told, below)
    if view.outline.before(post) is None:
        return rows
    rule = Row(0, Place(post), runs=(Run("─" * frame.line, "rule"),), lead=True)
    return [Row(0, Place(post), lead=True), rule, *rows]


def _bars(frame: Geometry, depth: int) -> tuple[Run, ...]:
    """What stands left of words quoted `depth` deep: indentation, then a bar per depth. Words
    quoted once line up with the post's own."""
    if not depth:
        return (Run(" " * frame.indent, "text"),) if frame.indent else ()
    room = max(1, frame.column // 4)
    indent = max(0, frame.indent - 2)
    runs = [Run(" " * indent, "text")] if indent else []
    runs += [Run("┃ ", f"quote-{n % DEPTHS + 1}") for n in range(min(depth, room))]
    return tuple(runs)


def _quote(view: View, body: Post, item: Item, number: int, post: int) -> Row:
    assert item.quote is not None
    frame = view.frame
    depth = len(view.outline.around(post)[item.quote])
    left = _bars(frame, depth - 1)
    if depth == 1 and frame.indent >= 2:
        left = (Run(" " * (frame.indent - 2), "text"),) if frame.indent > 2 else ()
    return quote_row(body, item, number, Place(post, item.block, -1), left, frame)


def _chrome(frame: Geometry, body: Post, item: Item, post: int) -> Row:
    told = furniture(body, item.block, item.end)
    lines = sum(body.blocks[index].text.count("\n") + 1 for index in told)
    name = "signature" if body.blocks[item.block].kind == "signature" else "page furniture"
    arrow = "┄┄" if item.folded else "┄▾"
    text = f"{arrow} {name}: {lines} line{'' if lines == 1 else 's'} ┄┄"
    place = Place(post, item.block, -1)
    return Row(0, place, runs=(Run(" " * max(0, frame.indent - 2) + text, "chrome"),))


def _text(view: View, body: Post, item: Item, post: int) -> list[Row]:
    frame, block = view.frame, body.blocks[item.block]
    depth = 0 if item.quote is None else len(view.outline.around(post)[item.quote])
    left = _bars(frame, depth)
    inset = max(0, sum(len(run.text) for run in left) - frame.indent)
    width = max(1, frame.column - inset)
    text = block.text[item.start : item.stop]
    if block.kind == "paragraph":
        text = flowing(text, body)
    hang = _hang(block, text)
    marks = _links(block, item.start, item.stop)
    style = _style(block, depth)
    unsure = block.kind == "stray" or (
        block.quote is not None and not sure(body.quotes[block.quote])
    )
    rows: list[Row] = []
    line_start = True
    for start, stop in wrap(text, width, hang):
        pad = 0 if line_start or hang >= width else hang
        line_start = text[stop : stop + 1] in ("\n", "")
        rows.append(
            Row(
                0,
                Place(post, item.block, item.start + start),
                item.start + stop,
                (*left, Run(" " * pad, style)) if pad else left,
                text[start:stop],
                style,
                marks,
                mark="?" if unsure else " ",
            )
        )
    return rows or [Row(0, Place(post, item.block, item.start), item.start, left)]


def _raw(view: View, body: Post, item: Item, post: int) -> list[Row]:
    """A block as it stands in the dump, line ends and marks included."""
    block = body.blocks[item.block]
    text = raw_text(body, item.block, view.dump)[item.start : item.stop]
    if "\r" in text:  # offsets must stay: one character for one
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    frame = view.frame
    text = text.removesuffix("\n")
    left = (Run(f"{block.kind:<11.11} ", "muted"),) if frame.column > 40 else ()
    width = max(1, frame.line - sum(len(run.text) for run in left))
    style = "text" if block.kind in ("paragraph", "code", "item") else "chrome"
    blank = (Run(" " * len(left[0].text), "muted"),) if left else ()
    return [
        Row(
            0,
            Place(post, item.block, item.start + start),
            item.start + stop,
            blank if n else left,
            text[start:stop],
            style,
        )
        for n, (start, stop) in enumerate(wrap(text, width) or [(0, 0)])
    ]


def raw_text(post: Post, block: int, dump: Dump | None) -> str:
    """A block of a post as it stands in the dump; its own text when it came from no text dump."""
    span, extent = post.blocks[block].span, post.extent
    if span is None or extent is None or dump is None:
        return post.blocks[block].text
    region = dump.text(extent.byte_start, extent.byte_end)
    return region[span.start - extent.start : span.end - extent.start]


def _hang(block: Block, text: str) -> int:
    """Cells by which the later rows of a list item stand in."""
    found = _ITEM.match(text) if block.kind == "item" else None
    return min(6, len(found.group())) if found else 0


def _style(block: Block, depth: int) -> str:
    if block.kind in ("chrome", "signature", "attachment"):
        return "chrome"
    if block.kind == "code":
        return "code"
    return "quote-text" if depth else "text"


def _links(block: Block, start: int, stop: int) -> tuple[Mark, ...]:
    return tuple(Mark(left, right, "link") for left, right, _ in links(block, start, stop))


def links(block: Block, start: int = 0, stop: int | None = None) -> list[tuple[int, int, str]]:
    """The links in a block's text: offsets of their words, and where they lead.

    Those that the format gave, else whatever looks like an address; without the full stop or the
    bracket that ends the sentence around it.
    """
    if block.links:
        return [(left, right, target) for left, right, target in block.links]
    text = block.text
    found: list[tuple[int, int, str]] = []
    if "://" not in text and "www." not in text and "mailto:" not in text:
        return found
    for match in _LINK.finditer(text, start, len(text) if stop is None else stop):
        address = match.group()
        while address and address[-1] in _TAIL:
            if address[-1] == ")" and address.count("(") >= address.count(")"):
                break
            address = address[:-1]
        target = f"http://{address}" if address.startswith("www.") else address
        if len(address) > 7:
            found.append((match.start(), match.start() + len(address), target))
    return found
