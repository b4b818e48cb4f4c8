"""A window on a thread: which rows are in sight, and how they move. Pure, no screen.

The window stands on a row of an item of a post, never on a row number of the whole thread. So a
resize, a fold, a filter or posts that arrive late cost only the rows in sight, whatever the
size of the thread, and leave the reader's eye where it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator

from threadview.layout.items import View, lay
from threadview.layout.rows import Row
from threadview.namedtuple import NamedTuple
from threadview.outline import NOTE, Item, Place


class Spot(NamedTuple):
    """A row of the thread: post index, item index, row of the item."""

    post: int
    item: int = 0
    row: int = 0


class Sight(NamedTuple):
    """What a frame shows: the rows in sight, the current item (see `Window.current_item`), which
    of the rows are marked as it, and how far down the thread the window begins and ends, 0 to 1,
    by posts."""

    rows: list[Row]
    current: Place | None
    marked: frozenset[int]
    first: float
    last: float


class Stand(NamedTuple):
    """Where a reader stands: the place at the top of the window, and the item last visited."""

    top: Place
    current: Place | None = None

    def moved(self, to: Callable[[Place], Place]) -> Stand:
        """The same stand where every place is where `to` says."""
        return Stand(to(self.top), None if self.current is None else to(self.current))


class Window:
    """The rows in sight. `height` is in rows; `top` is the first row; `current` the place of the
    item last visited."""

    KEPT = 2048

    def __init__(self, view: View, height: int) -> None:
        self.view = view
        self.height = max(1, height)
        self.top = Spot(view.outline.first or 0)
        self.current: Place | None = None
        self._rows: OrderedDict[tuple[int, int], list[Row]] = OrderedDict()
        self._eye: tuple[Place, Spot] | None = None
        """The words that a resize was to keep at the top, and the row that it could: one resize
        after the other loses nothing."""

    # What is in sight

    def rows_of(self, post: int, item: int) -> list[Row]:
        """The rows of an item."""
        key = (post, item)
        rows = self._rows.get(key)
        if rows is None:
            rows = self._rows[key] = lay(self.view, post, item)
            if len(self._rows) > self.KEPT:
                self._rows.popitem(last=False)
        return rows

    def visible(self) -> list[Row]:
        """The rows in sight, at most `height` of them."""
        found: list[Row] = []
        for spot in self.down(self.top):
            found.append(self.row(spot))
            if len(found) == self.height:
                break
        return found

    def row(self, spot: Spot) -> Row:
        """The row at a spot."""
        return self.rows_of(spot.post, spot.item)[spot.row]

    def place(self) -> Place:
        """The place of the first row in sight."""
        return self.row(self.top).place if self.view.outline.first is not None else Place(0)

    def stand(self) -> Stand:
        """Where the reader stands, to come back to with `take`."""
        return Stand(self.place(), self.current_item())

    def take(self, stand: Stand) -> None:
        """Stand where the reader stood once."""
        self.go(stand.top)
        self.current = stand.current

    def current_item(self) -> Place | None:
        """The current item: the one last visited while it is in sight, else the first in sight.

        Of a post that began above the window that is the quote or furniture whose words are at
        the top, else the first of its items that is in sight, else the post itself.
        """
        return self._current(self.visible())

    def _current(self, rows: list[Row]) -> Place | None:
        outline = self.view.outline
        if outline.first is None or not rows:
            return None
        if self._beside(rows):
            return self.current
        top, first = rows[0].place.post, None
        for row in rows:
            if row.lead or not self.item(row).stops:
                continue
            place = outline.place_of(row.place.post, row.item)
            if place == self.current:
                return place
            if first is None and row.place.post == top:
                first = place
        owner = self.owner(self.top.post, self.top.item)
        return owner if owner.block >= 0 else first or owner

    def _beside(self, rows: list[Row]) -> list[int]:
        """The rows that the current item stands at the side of, when it is a note that does."""
        current = self.current
        if current is None or current.offset > NOTE:
            return []
        place = self.spot(current)
        return [y for y, row in enumerate(rows) if row.side and row == self.row(place)]

    def owner(self, post: int, item: int) -> Place:
        """The place of what an item belongs to: itself when it can be current, the quote or the
        furniture that its words stand in, else the post."""
        outline = self.view.outline
        found = outline.items(post)
        wanted = found[item]
        for index in range(item, -1, -1):
            one = found[index]
            if one.kind == "quote" and index == item:
                return outline.place_of(post, index)
            if one.kind == "quote" and wanted.quote is not None and one.quote == wanted.quote:
                return outline.place_of(post, index)
            if one.kind == "chrome" and one.block <= wanted.block < one.end:
                return outline.place_of(post, index)
        return Place(post)

    def sight(self) -> Sight:
        """All that a frame needs to know of the window, worked out in one walk."""
        rows: list[Row] = []
        last, more = self.top, False
        for spot in self.down(self.top):
            more = len(rows) == self.height
            if more:
                break
            rows.append(self.row(spot))
            last = spot
        outline = self.view.outline
        count = len(outline.posts if outline.shown is None else outline.shown)
        if not count:
            return Sight(rows, None, frozenset(), 0.0, 1.0)
        end = self._share(last, 1) / count if more else 1.0
        current = self._current(rows)
        start = self._share(self.top, 0) / count
        return Sight(rows, current, self._marked(rows, current), start, end)

    def _marked(self, rows: list[Row], current: Place | None) -> frozenset[int]:
        """The rows of the current item, or the first one in sight of its post."""
        if current is None:
            return frozenset()
        outline = self.view.outline
        own = [y for y, row in enumerate(rows) if row.place.post == current.post and not row.lead]
        found = [y for y in own if outline.place_of(current.post, rows[y].item) == current]
        found = found or (self._beside(rows) if current == self.current else [])
        return frozenset(found or own[:1])

    def item(self, row: Row) -> Item:
        """The item a row belongs to."""
        return self.view.outline.items(row.place.post)[row.item]

    # Moving

    def scroll(self, rows: int) -> bool:
        """Move by rows (down is positive), as far as the thread goes; whether anything moved."""
        before = self.top
        walk = self.down(self.top) if rows > 0 else self.up(self.top)
        for _, spot in zip(range(abs(rows) + 1), walk, strict=False):
            self.top = spot
        if rows > 0:
            self._keep_full()
        return self.top != before

    def go(self, place: Place, above: int = 0) -> None:
        """Bring a place to the top of the window, with up to `above` rows before it. A folded
        branch that hides it opens."""
        self._uncover(place)
        self.top = self.spot(place)
        if above:
            self.scroll(-above)
        self._keep_full()

    def show(self, place: Place) -> None:
        """Bring a place into sight: not at all if it is, else a third from the top."""
        self._uncover(place)
        spot = self.spot(place)
        for seen, there in enumerate(self.down(self.top)):
            if there == spot:
                return
            if seen + 1 >= self.height:
                break
        self.go(place, self.height // 3)

    def end(self) -> None:
        """Go to the end of the thread: its last row is the window's last."""
        last = self.view.outline.last
        if last is not None:
            item = len(self.view.outline.items(last)) - 1
            foot = Spot(last, item, len(self.rows_of(last, item)) - 1)
            self.top = next(self.up(foot))
            self._keep_full()

    def at_end(self) -> bool:
        """Whether the last row of the thread is in sight."""
        return all(seen < self.height for seen, _ in enumerate(self.down(self.top)))

    def spot(self, place: Place) -> Spot:
        """The row where a place is shown."""
        outline = self.view.outline
        post = outline.nearest(place.post)
        if post is None:
            return Spot(0)
        if post != place.post:
            place = Place(post)
        number = outline.item_at(place)
        rows = self.rows_of(post, number)
        item = outline.items(post)[number]
        if not rows:  # a note at the side: where its words begin
            assert outline.notes is not None
            note = outline.notes(post)[item.start]
            return self.spot(Place(post, note.block, note.offset if note.block >= 0 else 0))
        best = next((index for index, row in enumerate(rows) if not row.lead), 0)
        if not item.flows:
            return Spot(post, number, best)
        for index in range(best, len(rows)):
            if rows[index].place.offset > place.offset:
                break
            best = index
        return Spot(post, number, best)

    def find(self, place: Place, wanted: Callable[[Item], bool], step: int) -> Place | None:
        """The nearest item after (step 1) or before (step -1) a place that is wanted."""
        outline = self.view.outline
        post: int | None = place.post
        number = outline.item_at(place) + step
        while post is not None:
            found = outline.items(post)
            while 0 <= number < len(found):
                if wanted(found[number]):
                    return outline.place_of(post, number)
                number += step
            post = outline.after(post) if step > 0 else outline.before(post)
            if post is not None:
                number = 0 if step > 0 else len(outline.items(post)) - 1
        return None

    # What changed

    def _uncover(self, place: Place) -> None:
        """Open the folded branches that hide the post of a place."""
        if self.view.outline.uncover(place.post):
            self.forget()

    def reveal(self, place: Place) -> bool:
        """Unfold whatever hides a place; whether anything did."""
        hidden = self.view.outline.reveal(place)
        if hidden:
            self.forget()
        return hidden

    def resize(self, view: View, height: int) -> None:
        """Take another size (or other ways to lay out) and keep the same words at the top."""
        place, top = self._eye or (self.place(), self.top)
        if top != self.top:  # something moved since the last resize
            place = self.place()
        self.view, self.height = view, max(1, height)
        self._rows.clear()
        self.top = self.spot(place)
        self._keep_full()
        self._eye = place, self.top

    def refold(self, change: Callable[[], None], post: int | None = None) -> None:
        """Fold, filter or replace something and keep the eye: the current item, when in sight,
        stays in its row; else the first words in sight do."""
        current = self.current_item()
        keep, above = self.place(), 0
        if current is not None:
            for seen, row in enumerate(self.visible()):
                here = self.view.outline.place_of(row.place.post, row.item)
                if here == current and not row.lead:
                    keep, above = current, seen
                    break
        change()
        self.forget(post)
        self.top = self.spot(keep)
        if above:
            self.scroll(-above)
        self._keep_full()

    def forget(self, post: int | None = None) -> None:
        """Lay out a post (all posts) anew."""
        self.view.outline.changed(post)
        if post is None:
            self._rows.clear()
        else:
            for key in [key for key in self._rows if key[0] == post]:
                del self._rows[key]

    # Progress

    def share(self) -> tuple[float, float]:
        """How far down the thread the window begins and ends, 0 to 1, by posts."""
        sight = self.sight()
        return sight.first, sight.last

    def _share(self, spot: Spot, extra: int) -> float:
        outline = self.view.outline
        found = outline.items(spot.post)
        rows = max(1, len(self.rows_of(spot.post, spot.item)))
        inside = (spot.item + (spot.row + extra) / rows) / len(found)
        if outline.shown is None:
            return spot.post + inside
        return bisect_left(outline.shown, spot.post) + inside

    # Walking

    def _keep_full(self) -> None:
        """Do not show less than a window full at the end of the thread."""
        if self.view.outline.last is None:
            return
        have = 0
        for _ in self.down(self.top):
            have += 1
            if have >= self.height:
                return
        for _, spot in zip(range(self.height - have + 1), self.up(self.top), strict=False):
            self.top = spot

    def down(self, spot: Spot) -> Iterator[Spot]:
        """The rows from a spot to the end."""
        outline = self.view.outline
        post: int | None = spot.post if outline.first is not None else None
        number, row = spot.item, spot.row
        while post is not None:
            for item in range(number, len(outline.items(post))):
                for line in range(row, len(self.rows_of(post, item))):
                    yield Spot(post, item, line)
                row = 0
            number = 0
            post = outline.after(post)

    def up(self, spot: Spot) -> Iterator[Spot]:
        """The rows from a spot to the start."""
        outline = self.view.outline
        post: int | None = spot.post if outline.first is not None else None
        number, row = spot.item, spot.row
        while post is not None:
            for item in range(number, -1, -1):
                last = row if item == number else len(self.rows_of(post, item)) - 1
                for line in range(last, -1, -1):
                    yield Spot(post, item, line)
            post = outline.before(post)
            if post is not None:
                number = len(outline.items(post)) - 1
                row = len(self.rows_of(post, number)) - 1
