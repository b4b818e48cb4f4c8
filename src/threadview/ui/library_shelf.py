"""What the reader says about threads of the library: favourites, read and unread, tags,
collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.library import LibraryError, Mark
from threadview.listing.item import Item
from threadview.ui.library_opening import Opening
from threadview.ui.shell import shell_of

if TYPE_CHECKING:
    from threadview.ui.library_work import Work


class Shelving(Opening):
    """The verbs that say something about the thread at hand."""

    work: Work

    def at_hand(self) -> Item | None:
        """The item at hand."""
        raise NotImplementedError

    def beneath(self, item: Item) -> list[Item]:
        """The copies and pages that a thread stands for, of which something was said."""
        raise NotImplementedError

    def action_favourite(self) -> None:
        """A favourite, or not any more."""
        if (item := self.at_hand()) is not None:
            self._mark(item, item.mark._replace(favourite=not item.mark.favourite))

    def action_read(self) -> None:
        """Read, or unread."""
        if (item := self.at_hand()) is not None:
            seen = item.entry.posts if item.new else item.seen
            self._mark(item, item.mark._replace(read=item.unread), seen)

    def tagged(self, what: str, text: str) -> None:
        """Tags, or collections, as typed, in the place of those there were."""
        names = tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",")))
        names = tuple(name.lstrip("#") for name in names if name.strip("# "))
        if (item := self.at_hand()) is not None:
            if what == "tags":
                self._mark(item, item.mark._replace(tags=names))
            else:
                self._mark(item, item.mark._replace(collections=names))

    def _mark(self, item: Item, mark: Mark, seen: int | None = None) -> None:
        entry = item.entry
        if entry.path == "-":
            return
        try:
            with self.work.library.shelf() as shelf:
                shelf.keep((entry.path, entry.key), mark)
                for other in self.beneath(item):  # what is taken back is taken back of all
                    shelf.keep((other.entry.path, other.entry.key), _within(other.mark, mark))
        except LibraryError as error:
            shell_of(self).tell(str(error))
            return
        self.work.tags[entry.id] = mark.tags
        self.put_down(item.row, mark, item.seen if seen is None else seen)


def _within(mark: Mark, wider: Mark) -> Mark:
    """As much of what was said of a copy as is said of the thread that stands for it."""
    return mark._replace(
        favourite=mark.favourite and wider.favourite,
        tags=tuple(tag for tag in mark.tags if tag in wider.tags),
        collections=tuple(one for one in mark.collections if one in wider.collections),
    )
