"""The library: every thread of many dumps in one list, and all of their posts to search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from threadview.layout.bars import footer
from threadview.layout.rows import Run, fit
from threadview.library import LibraryError
from threadview.library.table import Table
from threadview.listing.arrangement import Arrangement
from threadview.listing.columns import facts, heads, row, several
from threadview.listing.front import HINTS, title
from threadview.listing.groups import GROUPS, names_of
from threadview.listing.hits import hit_row, passage
from threadview.listing.item import Heading, Item
from threadview.listing.orders import ORDERS
from threadview.listing.preview import BEGINNING, Passage, preview_width
from threadview.listing.register import Register
from threadview.ui.bars import Bar
from threadview.ui.library_preview import Preview
from threadview.ui.library_tending import Tending
from threadview.ui.library_work import Work
from threadview.ui.line import Line
from threadview.ui.row_list import RowList

if TYPE_CHECKING:
    from textual.timer import Timer

    from threadview.library import Sought
    from threadview.listing.front import Front
    from threadview.request import Books, Request

TYPING = (("Enter", "read"), ("↓ ↑", "choose"), ("Tab", "to the list"), ("Esc", "back"))

AT_ONCE = 0.012
"""Seconds for which a list is arranged before its first rows are shown."""

PIECE = 0.004
"""Seconds for which that goes on at a time, so that no key waits for it."""

PAUSE = 0.002
"""Seconds between two of those."""

NO_THREAD = "no thread in the list holds this"
"""What is said in the place of threads where those that were narrowed to are none."""

IDLE = 0.3
"""Seconds without a key that changed the list after which the next one is prepared."""


class LibraryScreen(Tending):
    """Lists threads, narrows them and searches them as one types, and opens them at a hit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "ask('search')", "search all posts", id="library-search", show=False),
        Binding("ampersand", "ask('filter')", "narrow the list", id="library-filter", show=False),
        Binding("s", "sort", "sort by the next column", id="library-sort", show=False),
        Binding("S", "reverse", "the other way round", id="library-reverse", show=False),
        Binding("o", "group", "group by something else", id="library-group", show=False),
        Binding("d", "copies", "show or hide copies", id="library-copies", show=False),
        Binding("v", "preview", "preview on or off", id="library-preview", show=False),
        Binding("r", "index", "look for changes", id="library-index", show=False),
        Binding("asterisk", "favourite", "favourite or not", id="library-favourite", show=False),
        Binding("m", "read", "read or unread", id="library-read", show=False),
        Binding("t", "ask('tags')", "tags", id="library-tags", show=False),
        Binding("c", "ask('collections')", "collections", id="library-collections", show=False),
        Binding("question_mark", "help", "all keys", id="library-help", show=False),
        Binding("tab", "to_list", "to the list, and back", id="library-to-list", show=False),
        Binding("down,ctrl+n", "move(1)", "down while typing", id="library-down", show=False),
        Binding("up,ctrl+p", "move(-1)", "up while typing", id="library-up", show=False),
        Binding("pagedown", "page(1)", "page down while typing", id="library-page", show=False),
        Binding("pageup", "page(-1)", "page up while typing", id="library-page-up", show=False),
        Binding("escape", "leave(True)", "back", id="library-back", show=False),
        Binding("q", "leave(False)", "quit", id="library-quit", show=False),
    ]
    DEFAULT_CSS = """
    LibraryScreen {
        & Line { display: none; padding: 0 1; }
        & Preview { display: none; }
        &.-wide Preview { display: block; }
    }
    """

    def __init__(self, request: Request, books: Books, front: Front | None = None) -> None:
        super().__init__(Work(request, books))
        self.request = request
        self.rows = Arrangement(front.register if front else Register(Table()))
        self.hits: list[Sought] | None = None
        self._front = front.passages if front else ()
        self._preview = True
        self._moved = self._known = False
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line above, a line to type in, the names of the columns, list and preview, a line about
        the thread at hand, keys."""
        yield Bar(id="title")
        yield Line()
        yield Bar(id="heads")
        with Horizontal():
            yield RowList(self._row, len(self.rows))
            yield Preview(self._front)
        yield Bar(id="facts")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show what is known, and read the list beside the screen."""
        self.threads.focus()
        self.begin()

    # The list

    def show_stock(self, register: Register) -> None:
        """List what there is; the row at hand stays at hand."""
        at = self.at_hand()
        early = not self._known
        self._known = True
        self.rows = Arrangement(register, self.rows.wish)
        self._show(at, self.threads.at)
        if early and self._wanted:  # it was looked for before anybody knew where
            self._shown = ""
            self.look(self._wanted)

    def rearrange(self, **wish: Any) -> None:
        """Narrow, order and group the threads as wished now; the one at hand stays at hand, but
        who stands at the top, or at one that is not wished any more, sees the top."""
        at = self.at_hand() if self.threads.at else None
        self.rows.ask(self.rows.wish._replace(**wish))
        self._show(at, 0, anew=True)

    def _show(self, at: Item | None, otherwise: int, anew: bool = False) -> None:
        self.rows.advance(AT_ONCE, sort=False)
        if self.hits is None:
            self.threads.without = NO_THREAD if self.rows.wish.typed else ""
            self.threads.show(len(self.rows), self._index_of(at, otherwise), anew)
        self.update_bars()
        self.look_closer()
        self._go_on()

    def _go_on(self) -> None:
        """What is left of narrowing and sorting is done between keys; in a longer pause, what the
        next key may ask for."""
        if self._later is not None:
            self._later.stop()
        if self.rows.done:
            self._later = self.set_timer(IDLE, self._foresee)
        else:
            self._later = self.set_timer(PAUSE, self._gone_on)

    def _gone_on(self) -> None:
        counted = self.rows.counted
        self.rows.advance(PIECE)
        if not counted and self.hits is None:
            self.threads.grow(len(self.rows))
            self.update_bars()
        self._go_on()

    def _foresee(self) -> None:
        if self._known:
            self.rows.foresee(_after(ORDERS, self.rows.wish.order))
            names_of(self.rows.register, _after(GROUPS, self.rows.wish.group))

    def _index_of(self, item: Item | None, otherwise: int) -> int:
        """Where an item stands in the list; where it does not, what was said."""
        if item is None or not self._moved:
            return otherwise if self._moved else 0
        register = self.rows.register
        row: int | None = item.row
        if item.row >= len(register.table) or register.table.ids[item.row] != item.entry.id:
            row = register.row_at(item.entry.path, item.entry.key)
        place = None if row is None else self.rows.place_of(row)
        return otherwise if place is None else place

    def at_hand(self) -> Item | None:
        """The item at hand: that of a hit, where hits are listed."""
        index, register = self.threads.at, self.rows.register
        if self.hits is not None:
            hit = self.hits[index] if 0 <= index < len(self.hits) else None
            row = None if hit is None else register.row_of(hit.entry.id)
        else:
            row = self.rows.row_of(index)
        return None if row is None else register.item(row)

    def beneath(self, item: Item) -> list[Item]:
        """The copies and pages that a thread stands for, of which something was said."""
        return [] if item.row < 0 or item.hidden else self.rows.register.beneath(item.row)

    def _row(self, index: int, width: int) -> list[Run]:
        if self.hits is not None:
            return hit_row(self.hits[index], width)
        return row(self.rows[index], width)

    def on_resize(self) -> None:
        """The lines above and below, and whether there is room for the preview."""
        beside = preview_width(self.app.size.width) if self._preview else 0
        self.query_one(Preview).styles.width = beside
        self.set_class(beside > 0, "-wide")
        self.update_bars()
        self.look_closer()

    def update_bars(self) -> None:
        """Paint the lines above and below."""
        width = self.app.size.width
        beside = preview_width(width) if self._preview else 0
        wish = self.rows.wish
        self.query_one("#title", Bar).update(title(self._summary(), width))
        listed = self.hits is None
        columns = heads(width - beside, wish.order, wish.backwards) if listed else []
        self.query_one("#heads", Bar).update(fit(columns, width))
        hints = TYPING if self.asking else HINTS
        self.query_one("#footer", Bar).update(footer(hints, width))

    def _summary(self) -> str:
        """What the title bar says of the list; nothing of what is not known yet."""
        said, wish = "", self.rows.wish
        if self.hits is not None:
            said = f" · {several(len(self.hits), 'hit')}"
        elif self._known:
            register = self.rows.register
            every = len(register) if wish.copies else len(register.leading())
            more = "" if self.rows.counted else "…"
            said = f" · {several(self.rows.threads, 'thread')}{more}"
            said += f" of {every:,}" if wish.typed else ""
        said += f" · by {wish.group}" if wish.group and self.hits is None else ""
        return said + "".join(f" · {one}" for one in (self._said, self._news) if one)

    def on_row_list_moved(self) -> None:
        """The preview follows. From now on the row at hand is one that was chosen."""
        self._moved = True
        self.look_closer()

    def look_closer(self) -> None:
        """Say what is at hand, and preview it."""
        width = self.app.size.width
        item = self.at_hand()
        self.query_one("#facts", Bar).update(fit([], width) if item is None else facts(item, width))
        if self.has_class("-wide"):
            self.query_one(Preview).look_at(self._passages(item))

    def _passages(self, item: Item | None) -> list[Passage]:
        try:
            if self.hits:
                hit = self.hits[min(self.threads.at, len(self.hits) - 1)]
                found = self.work.passages(hit.entry, hit.number, 2)
                return [passage(record, hit) for record in found]
            if item is not None:
                return [*map(passage, self.work.passages(item.entry, 1, BEGINNING))]
        except LibraryError:
            pass
        return []

    # Verbs

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Read the thread; fold or unfold a group."""
        one = None if self.hits is not None else self.rows[event.index]
        if isinstance(one, Heading):
            self.rearrange(shut=self.rows.wish.shut ^ {one.name})
            self.threads.to(min(event.index, self.threads.count - 1))
        else:
            self.open_at(event.index)

    def action_sort(self) -> None:
        """Sort by the next thing that threads can be sorted by."""
        self.rearrange(order=_after(ORDERS, self.rows.wish.order), backwards=False)

    def action_reverse(self) -> None:
        """The other way round."""
        self.rearrange(backwards=not self.rows.wish.backwards)

    def action_group(self) -> None:
        """Group by the next thing that threads can be grouped by, or not at all."""
        self.rearrange(group=_after(GROUPS, self.rows.wish.group), shut=frozenset())

    def action_copies(self) -> None:
        """Show all copies of a thread, or the one that stands for them."""
        self.work.copies = not self.rows.wish.copies
        self.rearrange(copies=self.work.copies)

    def action_preview(self) -> None:
        """The preview, or more room for the list."""
        self._preview = not self._preview
        self.on_resize()

    def action_to_list(self) -> None:
        """From the line to the list, and back."""
        if not self.asking:
            return
        self.set_focus(self.threads if self.line.has_focus else self.line)

    def action_move(self, step: int) -> None:
        """Up and down the list while typing."""
        self.threads.action_move(step)

    def action_page(self, pages: int) -> None:
        """Up and down the list by screens while typing."""
        self.threads.action_page(pages)

    def action_help(self) -> None:
        """Show all keys."""
        from threadview.ui.library_help import LibraryHelp

        self.app.push_screen(LibraryHelp(self.request.looks.keymap))

    def action_leave(self, back: bool) -> None:
        """Back from what is typed, from hits, from a narrowed list; else out, but not for a key
        that only goes `back`: pressed once too often it would cost the place in the list."""
        if self.asking or self.hits is not None:
            searching = self.asking == "search" or self.hits is not None
            self.typing_ends()
            if searching:
                self.look("")
        elif back and self.rows.wish.typed:
            self.rearrange(typed="")
        elif not back:
            self.app.exit(0)


def _after(names: Iterable[str], name: str) -> str:
    """The name after another; after the last one the first."""
    every = list(names)
    return every[(every.index(name) + 1) % len(every)]
