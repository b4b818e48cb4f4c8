"""The items of a post: its header, stretches of text, heads of quotes, folded furniture, notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from threadview.model import Block, Post
from threadview.namedtuple import NamedTuple
from threadview.outline.folds import Folds, paths

SLAB = 16_384
"""Characters of one block that make one item at most, so that a line of 50 MB is many items."""

ItemKind = Literal["header", "quote", "text", "attachment", "chrome", "raw", "note"]

NOTE = -2
"""The offset, in a place, that means the first of a post's notes; -3 is the second, and so on."""


class NoteLine(NamedTuple):
    """A note as the outline shows it: the block it is on (-1 for the post itself) and the offset
    in its text where the words begin, what it says, and the style of its colour."""

    id: str
    block: int
    offset: int
    text: str
    tags: tuple[str, ...]
    style: str


class Place(NamedTuple):
    """A place in a thread: post index (from 0), block index, offset in the block's text.

    Block -1 is the post's header line; offset -1 is the head line of what begins at the block (a
    quote, folded furniture); `NOTE` and below are the notes of the post, the first, the second…
    """

    post: int
    block: int = -1
    offset: int = 0


class Item(NamedTuple):
    """One thing on the screen: blocks `[block, end)` of a post, from `start` to `stop` in the text
    of the block (for text). `quote` is the quote it heads or stands in; `spaced`, that a blank
    row goes before it. A note's `start` is its index among the notes of its post."""

    kind: ItemKind
    block: int
    end: int
    quote: int | None = None
    folded: bool = False
    spaced: bool = False
    start: int = 0
    stop: int = -1

    @property
    def stops(self) -> bool:
        """Whether it can be the current item."""
        return self.kind in ("header", "quote", "attachment", "chrome", "note")

    @property
    def flows(self) -> bool:
        """Whether it shows a stretch of a block's text, in which places have offsets."""
        return self.kind in ("text", "raw", "attachment")


_FRAME = frozenset({"title", "header", "attribution", "edit", "separator"})


def items(post: Post, folds: Folds) -> tuple[Item, ...]:
    """The items of a post, top to bottom."""
    blocks = post.blocks
    around = paths(post)
    found = [Item("header", -1, 0)]
    if folds.folded_whole(post):
        return (found[0]._replace(folded=True, end=len(blocks)),)
    shown: tuple[int, ...] = ()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.kind in _FRAME:
            index += 1
        elif block.kind in ("chrome", "signature"):
            index = _furniture(post, index, folds, found)
        elif block.kind == "attachment" and block.quote is None:
            spaced = found[-1].kind not in ("header", "attachment")
            stop = len(block.text)
            found.append(Item("attachment", index, index + 1, None, False, spaced, 0, stop))
            index += 1
        else:
            lines = () if block.quote is None else around[block.quote]
            fold = _heads(post, index, lines, shown, folds, found)
            shown = lines
            if fold is None:
                quote = lines[-1] if lines else None
                found.extend(_text(index, block, quote, found[-1]))
                index += 1
            else:
                index = _skip(post, index, fold, around)
                found[-1] = found[-1]._replace(end=index)
    return tuple(found)


def _heads(
    post: Post,
    index: int,
    lines: tuple[int, ...],
    shown: tuple[int, ...],
    folds: Folds,
    found: list[Item],
) -> int | None:
    """Add the head lines of the quotes that begin at a block; the folded one, if any."""
    for quote in lines:
        folded = folds.folded(post, quote)
        if quote not in shown or folded:
            spaced = found[-1].kind != "header"
            found.append(Item("quote", index, index + 1, quote, folded, spaced))
            if folded:
                return quote
    return None


def _skip(post: Post, index: int, fold: int, around: list[tuple[int, ...]]) -> int:
    """The first block after a folded quote that stands in it no more."""
    last = index + 1
    for later in range(index + 1, len(post.blocks)):
        block = post.blocks[later]
        if block.kind in _FRAME:
            continue
        if block.quote is None or fold not in around[block.quote]:
            break
        last = later + 1
    return last


def _text(index: int, block: Block, quote: int | None, before: Item) -> list[Item]:
    length = len(block.text)
    spaced = before.kind not in ("header", "quote") and (
        block.spaced or before.quote != quote or before.kind == "chrome"
    )
    if length <= SLAB:
        return [Item("text", index, index + 1, quote, False, spaced, 0, length)]
    found: list[Item] = []
    start = 0
    while start < length:
        stop = _slab_end(block.text, start)
        found.append(Item("text", index, index + 1, quote, False, spaced, start, stop))
        start, spaced = stop, False
    return found


def _slab_end(text: str, start: int) -> int:
    """Where to cut a huge block: after a line end, else after a space, else anywhere."""
    stop = start + SLAB
    if stop >= len(text):
        return len(text)
    for mark in ("\n", " "):
        cut = text.rfind(mark, start + SLAB // 2, stop)
        if cut > 0:
            return cut + 1
    return stop


def _furniture(post: Post, index: int, folds: Folds, found: list[Item]) -> int:
    """Add a run of furniture of one kind: its line, and when open its text. What is said in the
    header line may stand among it, and goes without saying."""
    kind = post.blocks[index].kind
    end = index + 1
    while end < len(post.blocks) and (
        post.blocks[end].kind == kind or post.blocks[end].kind in _FRAME
    ):
        end += 1
    while post.blocks[end - 1].kind != kind:
        end -= 1
    told = furniture(post, index, end)
    if not told:
        return end
    opened = (post.number, index) in folds.opened
    found.append(Item("chrome", index, end, None, not opened, found[-1].kind != "header"))
    if opened:
        for i in told:
            found.extend(_text(i, post.blocks[i], None, Item("quote", i, i)))
    return end


def furniture(post: Post, index: int, end: int) -> list[int]:
    """The blocks of a run of furniture that say anything."""
    kind = post.blocks[index].kind
    return [i for i in range(index, end) if post.blocks[i].kind == kind and post.blocks[i].text]


def raw_items(post: Post) -> tuple[Item, ...]:
    """The items of a post shown as it stands in the dump: one per block, nothing folded."""
    found = [Item("header", -1, 0)]
    for index, block in enumerate(post.blocks):
        length = len(block.text) if block.span is None else block.span.end - block.span.start
        start = 0
        while start < length or start == 0:
            stop = min(start + SLAB, length)
            found.append(Item("raw", index, index + 1, None, False, False, start, stop))
            start = stop
            if not length:
                break
    return tuple(found)


def with_notes(
    found: Sequence[Item], notes: Sequence[NoteLine], unrolled: Collection[str]
) -> tuple[Item, ...]:
    """Items with a post's notes among them: each behind the item that shows its words."""
    behind: dict[int, list[Item]] = {}
    for number, note in enumerate(notes):
        at = 0
        for index, item in enumerate(found):
            if item.block > note.block:
                break
            if item.block <= note.block < max(item.end, item.block + 1):
                at = index
                if item.kind == "text" and note.offset < item.stop:
                    break
        shown = Item("note", note.block, note.block, None, note.id not in unrolled, False, number)
        behind.setdefault(at, []).append(shown)
    return tuple(one for index, item in enumerate(found) for one in (item, *behind.get(index, ())))
