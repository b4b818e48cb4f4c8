"""The items of a whole thread, post by post, and index arithmetic over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence

from threadview.model import Post
from threadview.outline.branches import around, branch_end, depths_of, outside
from threadview.outline.folds import Folds, paths
from threadview.outline.items import NOTE, Item, NoteLine, Place, items, raw_items, with_notes


class Outline:
    """The items of a whole thread, post by post, under folds and a filter.

    `only` holds the indices of the posts that a filter keeps, in order, or None without one; a
    filter shows what it keeps whichever branches are folded. `notes` gives the notes
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
        self._outside: tuple[frozenset[int], int, Sequence[int]] = frozenset(), 0, ()
        self._known_depths: Sequence[int] = ()
        self._items: OrderedDict[int, tuple[Item, ...]] = OrderedDict()
        self._around: dict[int, list[tuple[int, ...]]] = {}

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

    def around(self, post: int) -> list[tuple[int, ...]]:
        """For each quote of the post at an index, the quotes shown around its words (`paths`)."""
        found = self._around.get(post)
        if found is None:
            if len(self._around) > self.KEPT:
                self._around.clear()
            found = self._around[post] = paths(self.posts[post])
        return found

    def changed(self, post: int | None = None) -> None:
        """Forget the items of a post (of all posts): its folds or its words changed."""
        if post is None:
            self._items.clear()
            self._around.clear()
        else:
            self._items.pop(post, None)
            self._around.pop(post, None)

    @property
    def shown(self) -> Sequence[int] | None:
        """The indices of the posts shown, in order; None for all."""
        if self.only is not None:
            return self.only
        branches = self.folds.branches
        if not branches or not len(self.posts):
            return None
        depths = self._depths()
        known, count, found = self._outside
        if known is not branches or count != len(depths):
            first = self.posts[0].number
            found = outside(depths, {number - first for number in branches})
            self._outside = branches, len(depths), found
        return found

    @property
    def first(self) -> int | None:
        """Index of the first post shown; None when there is none."""
        if (shown := self.shown) is not None:
            return shown[0] if shown else None
        return 0 if len(self.posts) else None

    @property
    def last(self) -> int | None:
        """Index of the last post shown; None when there is none."""
        if (shown := self.shown) is not None:
            return shown[-1] if shown else None
        return len(self.posts) - 1 if len(self.posts) else None

    def after(self, post: int) -> int | None:
        """The next post shown after an index; None at the end."""
        shown = self.shown
        if shown is None:
            return post + 1 if post + 1 < len(self.posts) else None
        place = bisect_right(shown, post)
        return shown[place] if place < len(shown) else None

    def before(self, post: int) -> int | None:
        """The last post shown before an index; None at the start."""
        shown = self.shown
        if shown is None:
            return post - 1 if post > 0 else None
        place = bisect_left(shown, post)
        return shown[place - 1] if place else None

    def nearest(self, post: int) -> int | None:
        """The post itself when it is shown; else, in a folded branch, the post it stands below;
        else the next one shown, or the last."""
        shown = self.shown
        if shown is None:
            last = self.last
            return None if last is None else max(0, min(post, last))
        place = bisect_left(shown, post)
        if place < len(shown) and (shown[place] == post or self.only is not None):
            return shown[place]
        return self.last if self.only is not None else shown[max(0, place - 1)]

    def below(self, post: int) -> int:
        """How many posts stand below the one at an index in the tree."""
        return branch_end(self._depths(), post) - post - 1

    def above(self, post: int) -> int | None:
        """The index of the post below which the one at an index stands in the tree, if any."""
        return next(iter(around(self._depths(), post)), None)

    def branches_at(self, post: int) -> list[int]:
        """The numbers of all posts as deep as the one at an index that have posts below them."""
        depths, first = self._depths(), self.posts[0].number
        deep = depths[post]
        return [
            index + first
            for index in range(len(depths) - 1)
            if depths[index] == deep < depths[index + 1]
        ]

    def branch_folded(self, post: int) -> bool:
        """Whether what stands below the post at an index is hidden."""
        return self.only is None and self.posts[post].number in self.folds.branches

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
            if covers_block and item.flows and place.offset < item.stop:
                break
            if covers_block and item.folded:
                break
        return best

    def place_of(self, post: int, index: int) -> Place:
        """The place where an item begins."""
        item = self.items(post)[index]
        if item.flows:
            return Place(post, item.block, item.start)
        if item.kind == "note":
            return Place(post, item.block, NOTE - item.start)
        return Place(post, item.block, -1 if item.block >= 0 else 0)

    def uncover(self, post: int) -> bool:
        """Open the folded branches that hide the post at an index; whether any did."""
        folded = self.folds.branches
        if folded and post < len(self.posts):
            hiding = around(self._depths(), post)
            self.folds.branches = folded - {self.posts[index].number for index in hiding}
        return self.folds.branches != folded

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
        self.uncover(place.post)
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

    def _depths(self) -> Sequence[int]:
        if len(self._known_depths) != len(self.posts):
            self._known_depths = depths_of(self.posts)
        return self._known_depths
