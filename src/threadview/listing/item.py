"""A row of the library's list: a thread, or a heading above some."""

from __future__ import annotations

from os.path import basename
from typing import NamedTuple

from threadview.library import Entry, Mark

FRESH = Mark()


class Item(NamedTuple):
    """A thread of the list: what the index knows, and what the reader has to do with it.

    `seen` is how many posts it had when it was last left (0: never opened); `copies` how many
    others are the same thread; `hidden` says that another copy stands for it, the one with the id
    `leader`. `lent` is a copy's title, where the thread's own dump has none. `row` is its number
    in the register.
    """

    entry: Entry
    seen: int = 0
    notes: int = 0
    mark: Mark = FRESH
    copies: int = 0
    hidden: bool = False
    leader: int = 0
    lent: str | None = None
    row: int = -1

    @property
    def new(self) -> int:
        """Posts that came since it was last left."""
        return max(0, self.entry.posts - self.seen) if self.seen else 0

    @property
    def unread(self) -> bool:
        """Whether it was never opened, or posts came since, unless the reader said otherwise."""
        if self.mark.read is not None and not self.new:
            return not self.mark.read
        return not self.seen or self.new > 0

    @property
    def title(self) -> str:
        """What to call it."""
        return self.entry.title or self.lent or basename(self.entry.path)  # noqa: PTH119


class Heading(NamedTuple):
    """A line above the items of a group."""

    name: str
    size: int
    shut: bool = False


Row = Item | Heading
