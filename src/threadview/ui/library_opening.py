"""Opening threads of the library: at a hit, or where the reader was; from one to the next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.screen import Screen

from threadview.errors import ThreadviewError
from threadview.listing.arrangement import Arrangement
from threadview.listing.item import Item
from threadview.places import seen_of
from threadview.ui.row_list import RowList
from threadview.ui.shell import shell_of

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.library import Entry, Mark, Sought
    from threadview.request import Request

DUMPS = 3
"""Dumps that are kept open, so that the next thread of the same one is there at once."""


class Opening(Screen[None]):
    """The verbs that open threads."""

    request: Request
    rows: Arrangement
    hits: list[Sought] | None
    _wanted: str | None

    def __init__(self) -> None:
        super().__init__()
        self._dumps: dict[str, Dump] = {}
        self._opened: list[Entry] = []

    def open_at(self, index: int, switch: bool = False) -> bool:
        """Read what a row stands for; `switch` in the place of the thread on the screen. Whether
        that could be done."""
        if self.hits is not None:
            from threadview.search import half_typed

            hit = self.hits[index]
            meant = half_typed(self._wanted or "").query
            goto = None if hit.title else f"#{hit.number}/{meant}"
            return self._open(hit.entry, goto, switch)
        one = self.rows[index]
        return isinstance(one, Item) and self._open(one.entry, None, switch)

    def _open(self, entry: Entry, goto: str | None, switch: bool) -> bool:
        from threadview.formats import ThreadRef
        from threadview.reading import Reading
        from threadview.ui.reader import Reader

        app = shell_of(self)
        if entry.id < 0 and not switch:  # not indexed yet: it may hold one thread, or many
            self._opened.append(entry)
            app.read(entry.path)
            return True
        try:
            ref = ThreadRef(entry.key, entry.title) if entry.key else None
            opening = self.request.opening
            reading = Reading(self._dump(entry.path), opening.format or entry.format, ref)
            reader = Reader(self.request._replace(goto=goto), reading)
        except ThreadviewError as error:
            app.tell(str(error))
            return False
        self._opened.append(entry)
        if switch:
            app.switch_screen(reader)
        else:
            app.push_screen(reader)
        return True

    def _dump(self, path: str) -> Dump:
        """A dump, open. One that changed is opened anew.

        Raises:
            DumpError: it cannot be opened.
        """
        from threadview.dump import open_dump

        kept = self._dumps
        opening = self.request.opening
        fresh: Dump = open_dump(
            path,
            encoding=opening.encoding,
            max_expansion=opening.max_expansion,
            force=opening.format is not None,
            cache=opening.cache,
        )
        known: Dump | None = kept.pop(path, None)
        if known is not None and (known.size, known.mtime) == (fresh.size, fresh.mtime):
            fresh.close()
            fresh = known
        kept[path] = fresh
        while len(kept) > DUMPS:
            kept.pop(next(iter(kept)))
        return fresh

    def neighbour(self, step: int) -> None:
        """The next thread of the list, or the one before, in the place of the one being read."""
        rows = self.query_one(RowList)
        index = rows.at + step
        while 0 <= index < rows.count:
            if self.hits is not None or isinstance(self.rows[index], Item):
                rows.to(index)
                if self.open_at(index, switch=True):
                    return
            index += step
        shell_of(self).tell_end(step)

    def on_screen_resume(self) -> None:
        """Back from threads: they have been read so far now."""
        state, register = self.request.state, self.rows.register
        opened, self._opened = self._opened, []
        if state is None:
            return
        for entry in opened:
            row = register.row_at(entry.path, entry.key)
            posts = seen_of(state, [entry.where]).get(os.path.abspath(entry.where))  # noqa: PTH100
            if row is not None and posts is not None:
                item = register.item(row)
                self.put_down(row, item.mark, posts)

    def put_down(self, row: int, mark: Mark, seen: int) -> None:
        """Something else is true of a thread from now on: what the reader says of it, and how many
        of its posts were read."""
        self.rows.register.say(row, mark, seen)
        self.query_one(RowList).refresh()
