"""The items of a whole thread, post by post, and index arithmetic over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence

from threadview.model import Post
from threadview.outline.folds import Folds, paths
from threadview.outline.items import NOTE, Item, NoteLine, Place, items, raw_items, with_notes


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
