"""A thread as flat rows of items: what is folded, what is shown, what comes next. Pure.

A post is laid out as items: its header line, stretches of text, the head line of each quote, and
lines that stand for folded page furniture. Folding and filtering decide which items there are;
nothing here knows how wide or tall anything is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

from threadview.model import Block, Post, Quote
from threadview.record import NamedTuple

SURE = 0.75
"""Confidence from which an inferred quote is shown as a quote and may be folded; below it, its
words are shown as text with a mark in the margin."""

SLAB = 16_384
"""Characters of one block that make one item at most, so that a line of 50 MB is many items."""

DEEPEST = 24
"""Quotes nested deeper than this are shown as words of the quote around them."""

ItemKind = Literal["header", "quote", "text", "chrome", "raw", "note"]
FoldPolicy = Literal["known", "all", "none"]
"""Which quotes start folded: those whose source is in the thread, all, or none."""


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
        return self.kind in ("header", "quote", "chrome", "note")


class Folds:
    """What is folded: a policy for all quotes, and the exceptions made by hand.

    `flipped` holds (post number, quote index) for quotes that are not as the policy says, `muted`
    the authors whose posts and quotes start folded;
    `opened` holds (post number, block index) for furniture that was unfolded; `shut`, the numbers
    of posts that are not as that says: folded to one line, or muted and opened.
    """

    __slots__ = ("flipped", "muted", "opened", "policy", "shut")

    def __init__(
        self,
        policy: FoldPolicy = "known",
        flipped: Iterable[tuple[int, int]] = (),
        opened: Iterable[tuple[int, int]] = (),
        shut: Iterable[int] = (),
        muted: Iterable[str] = (),
    ) -> None:
        self.policy: FoldPolicy = policy
        self.flipped = set(flipped)
        self.opened = set(opened)
        self.shut = set(shut)
        self.muted = set(muted)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Folds):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def copy(self) -> Folds:
        """The same folds, to come back to."""
        return Folds(self.policy, self.flipped, self.opened, self.shut, self.muted)

    def folded(self, post: Post, quote: int) -> bool:
        """Whether a quote of a post is folded."""
        known = post.quotes[quote].post is not None
        start = self.policy == "all" or (self.policy == "known" and known)
        start = start or post.quotes[quote].author in self.muted
        return start != ((post.number, quote) in self.flipped)

    def folded_whole(self, post: Post) -> bool:
        """Whether a post is folded to its header line: muted ones start so."""
        return (post.author in self.muted) != (post.number in self.shut)

    def flip(self, post: Post, quote: int) -> None:
        """Fold an open quote, open a folded one."""
        self.flipped ^= {(post.number, quote)}

    def set_all(self, policy: FoldPolicy) -> None:
        """Treat all quotes alike and forget the exceptions."""
        self.policy = policy
        self.flipped.clear()


def sure(quote: Quote) -> bool:
    """Whether a quote is sure enough to be shown as one."""
    return quote.evidence.confidence >= SURE


def paths(post: Post) -> list[tuple[int, ...]]:
    """For each quote of a post, the quotes shown around its words, outermost first, itself last.

    Unsure quotes are seen through, and so are those nested deeper than anybody can see.
    """
    found: list[tuple[int, ...]] = []
    for index, quote in enumerate(post.quotes):
        above = () if quote.parent is None else found[quote.parent]
        found.append((*above, index) if sure(quote) and len(above) < DEEPEST else above)
    return found


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
    """Add a run of furniture of one kind: its line, and when open its text."""
    kind = post.blocks[index].kind
    end = index + 1
    while end < len(post.blocks) and post.blocks[end].kind in (kind, "separator"):
        end += 1
    while post.blocks[end - 1].kind == "separator":
        end -= 1
    if not any(post.blocks[i].text for i in range(index, end)):
        return end
    opened = (post.number, index) in folds.opened
    found.append(Item("chrome", index, end, None, not opened, found[-1].kind != "header"))
    if opened:
        for i in range(index, end):
            if post.blocks[i].text:
                found.extend(_text(i, post.blocks[i], None, Item("quote", i, i)))
    return end


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


class Outline:
    """The items of a whole thread, post by post, under folds and a filter.

    `only` holds the indices of the posts shown, in order, or None for all. `notes` gives the notes
    of a post by its index; those whose id is in `unrolled` are shown whole. Items are worked out
    when asked for and kept for the posts last looked at.
    """

    KEPT = 512

    def __init__(self, posts: Sequence[Post], folds: Folds | None = None) -> None:
        self.posts = posts
        self.folds = folds or Folds()
        self.only: Sequence[int] | None = None
        self.raw = False
        self.notes: Callable[[int], Sequence[NoteLine]] | None = None
        self.unrolled: set[str] = set()
        self._items: OrderedDict[int, tuple[Item, ...]] = OrderedDict()

    def items(self, post: int) -> tuple[Item, ...]:
        """The items of the post at an index."""
        found = self._items.get(post)
        if found is None:
            body = self.posts[post]
            found = raw_items(body) if self.raw else items(body, self.folds)
            notes = self.notes(post) if self.notes is not None and not self.raw else ()
            if notes:
                found = with_notes(found, notes, self.unrolled)
            self._items[post] = found
            if len(self._items) > self.KEPT:
                self._items.popitem(last=False)
        return found

    def changed(self, post: int | None = None) -> None:
        """Forget the items of a post (of all posts): its folds or its words changed."""
        if post is None:
            self._items.clear()
        else:
            self._items.pop(post, None)

    @property
    def first(self) -> int | None:
        """Index of the first post shown; None when there is none."""
        if self.only is not None:
            return self.only[0] if self.only else None
        return 0 if len(self.posts) else None

    @property
    def last(self) -> int | None:
        """Index of the last post shown; None when there is none."""
        if self.only is not None:
            return self.only[-1] if self.only else None
        return len(self.posts) - 1 if len(self.posts) else None

    def after(self, post: int) -> int | None:
        """The next post shown after an index; None at the end."""
        if self.only is None:
            return post + 1 if post + 1 < len(self.posts) else None
        place = bisect_right(self.only, post)
        return self.only[place] if place < len(self.only) else None

    def before(self, post: int) -> int | None:
        """The last post shown before an index; None at the start."""
        if self.only is None:
            return post - 1 if post > 0 else None
        place = bisect_left(self.only, post)
        return self.only[place - 1] if place else None

    def nearest(self, post: int) -> int | None:
        """The post itself when it is shown, else the next one that is, else the one before."""
        if self.only is None:
            last = self.last
            return None if last is None else max(0, min(post, last))
        place = bisect_left(self.only, post)
        if place < len(self.only):
            return self.only[place]
        return self.last

    def item_at(self, place: Place) -> int:
        """Index of the item, among those of its post, that covers a place."""
        found = self.items(place.post)
        if place.offset <= NOTE:
            wanted = NOTE - place.offset
            for index, item in enumerate(found):
                if item.kind == "note" and item.start == wanted:
                    return index
        if place.block < 0:
            return 0
        best = 0
        for index, item in enumerate(found):
            if item.kind == "note":
                continue
            if item.block > place.block:
                break
            best = index
            if place.offset < 0 and item.block == place.block and item.stops:
                break
            covers_block = item.block <= place.block < item.end
            if covers_block and item.kind in ("text", "raw") and place.offset < item.stop:
                break
            if covers_block and item.folded:
                break
        return best

    def place_of(self, post: int, index: int) -> Place:
        """The place where an item begins."""
        item = self.items(post)[index]
        if item.kind in ("text", "raw"):
            return Place(post, item.block, item.start)
        if item.kind == "note":
            return Place(post, item.block, NOTE - item.start)
        return Place(post, item.block, -1 if item.block >= 0 else 0)

    def reveal(self, place: Place) -> bool:
        """Unfold whatever hides a place; whether anything did."""
        before = self.folds.copy()
        self._reveal(place)
        if self.folds == before:
            return False
        self.changed(place.post)
        return True

    def _reveal(self, place: Place) -> None:
        post = self.posts[place.post]
        if self.folds.folded_whole(post):
            self.folds.shut ^= {post.number}
        if not 0 <= place.block < len(post.blocks):
            return
        block = post.blocks[place.block]
        for quote in () if block.quote is None else paths(post)[block.quote]:
            if self.folds.folded(post, quote):
                self.folds.flip(post, quote)
        for item in items(post, self.folds):
            if item.kind == "chrome" and item.folded and item.block <= place.block < item.end:
                self.folds.opened.add((post.number, item.block))
