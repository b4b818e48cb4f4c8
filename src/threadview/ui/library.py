"""The library: every thread of many dumps in one list, and all of their posts to search."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from threadview.layout.bars import footer
from threadview.layout.rows import Run, fit
from threadview.library import LibraryError
from threadview.library.chunk import Record
from threadview.ui.bars import Bar
from threadview.ui.library_columns import facts, heads, row, several
from threadview.ui.library_hits import hit_row, passage
from threadview.ui.library_items import (
    GROUPS,
    ORDERS,
    Arrangement,
    Heading,
    Item,
    Row,
    gathered,
    grouped,
)
from threadview.ui.library_preview import Passage, Preview
from threadview.ui.library_typing import LibraryTyping
from threadview.ui.library_work import Stock, Work
from threadview.ui.line import Line
from threadview.ui.row_list import RowList

if TYPE_CHECKING:
    from threadview.library import Sought
    from threadview.request import Books, Request

HINTS = (
    ("Enter", "read"),
    ("/", "search all posts"),
    ("&", "narrow"),
    ("s", "sort"),
    ("o", "group"),
    ("*", "favourite"),
    ("?", "help"),
    ("q", "quit"),
)
TYPING = (("Enter", "read"), ("↓ ↑", "choose"), ("Tab", "to the list"), ("Esc", "back"))

WIDE = 120
"""Columns from which the preview stands beside the list."""

VAST = 180
"""Columns from which it has more than a third of them."""

BEGINNING = 4
"""Posts of a thread that the preview begins with."""

WATCH = 15.0
"""Seconds between two looks at whether folders have changed."""

RESTOCK = 2.0
"""Seconds between two looks at what indexing has found so far."""


class LibraryScreen(LibraryTyping):
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
        Binding("escape", "leave(True)", "back, or out", id="library-back", show=False),
        Binding("q", "leave(False)", "quit", id="library-quit", show=False),
    ]
    DEFAULT_CSS = """
    LibraryScreen {
        & Line { display: none; padding: 0 1; }
        & Preview { display: none; }
        &.-wide Preview { display: block; }
        &.-vast Preview { width: 40%; }
    }
    """

    class Stocked(Message):
        """The list was read again."""

        def __init__(self, stock: Stock) -> None:
            super().__init__()
            self.stock = stock

    class Told(Message):
        """Indexing says how far it is, or (`done`) has ended."""

        def __init__(self, line: str, done: bool) -> None:
            super().__init__()
            self.line, self.done = line, done

    def __init__(self, request: Request, books: Books) -> None:
        super().__init__()
        self.request = request
        self.work = Work(request, books)
        self.items: list[Item] = []
        self.rows: list[Row] = []
        self.hits: list[Sought] | None = None
        self.asking = ""
        self._arrangement = Arrangement()
        self.order, self.backwards, self.group = "last post", False, ""
        self._shut: frozenset[str] = frozenset()
        self._typed = ""
        self._copies = False
        self._preview = True
        self._moved = False
        self._hidden = 0
        self._wanted: str | None = None
        self._busy = self._indexing = self._begun = False
        self._said = self._shown = ""
        self._stock_due = 0.0

    def compose(self) -> ComposeResult:
        """A line above, a line to type in, the names of the columns, list and preview, a line about
        the thread at hand, keys."""
        yield Bar(id="title")
        yield Line()
        yield Bar(id="heads")
        with Horizontal():
            yield RowList(self._row)
            yield Preview()
        yield Bar(id="facts")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Read the list, and see beside the screen what has changed."""
        self.threads.focus()
        first = self.work.first()
        if first is not None:
            self.show_stock(first)
        self.restock()
        self.set_interval(RESTOCK, self._restock_while_indexing)
        self.set_interval(WATCH, self.watch_folders)

    def on_unmount(self) -> None:
        """Let go of the index."""
        self.work.close()

    # The list

    def restock(self) -> None:
        """Read the list again, beside the screen."""

        def work() -> None:
            begun = monotonic()
            self.post_message(self.Stocked(self.work.stock()))
            # A very long list takes its time: then it is read the more rarely.
            self._stock_due = monotonic() + RESTOCK * max(1.0, 4 * (monotonic() - begun))

        self._stock_due = inf
        self.run_worker(work, thread=True, exclusive=True, group="stock", name="stock")

    def _restock_while_indexing(self) -> None:
        if self._indexing and self.is_current and monotonic() >= self._stock_due:
            self.restock()

    def on_library_screen_stocked(self, event: Stocked) -> None:
        """Show what there is; the first time, see then what has changed."""
        self.show_stock(event.stock)
        if not self._begun:
            self._begun = True
            self.action_index()

    def show_stock(self, stock: Stock) -> None:
        """List what there is; the row at hand stays at hand."""
        self.items = stock.items
        self._hidden = sum(item.hidden for item in stock.items)
        self.work.notes = stock.notes
        self.work.tags = {item.entry.id: item.mark.tags for item in stock.items if item.mark.tags}
        every = not self.work.books.names
        self.work.threads = None if every else frozenset(item.entry.id for item in self.items)
        self.rearrange()

    def rearrange(self) -> None:
        """Narrow, order and group the items; the one at hand stays at hand."""
        at = self.at_hand()
        order = (self.order, self.backwards)
        kept = self._arrangement.rows(self.items, self._typed, self._copies, order)
        self.rows = grouped(gathered(kept) if self._copies else kept, self.group, self._shut)
        if self.hits is None:
            self.threads.show(len(self.rows), self._index_of(at))
        self.update_bars()
        self.look_closer()

    def _index_of(self, item: Item | None) -> int:
        if item is None or not self._moved:
            return 0
        path, key = item.entry.path, item.entry.key
        for index, one in enumerate(self.rows):
            if isinstance(one, Item) and one.entry.path == path and one.entry.key == key:
                return index
        return min(self.threads.at, max(0, len(self.rows) - 1))

    def at_hand(self) -> Item | None:
        """The item at hand: that of a hit, where hits are listed."""
        index = self.threads.at
        if self.hits is not None:
            if not 0 <= index < len(self.hits):
                return None
            wanted = self.hits[index].entry.id
            return next((item for item in self.items if item.entry.id == wanted), None)
        one = self.rows[index] if 0 <= index < len(self.rows) else None
        return one if isinstance(one, Item) else None

    def _row(self, index: int, width: int) -> list[Run]:
        if self.hits is not None:
            return hit_row(self.hits[index], width)
        return row(self.rows[index], width)

    def on_resize(self) -> None:
        """The lines above and below, and whether there is room for the preview."""
        width = self.app.size.width
        self.set_class(self._preview and width >= WIDE, "-wide")
        self.set_class(width >= VAST, "-vast")
        self.call_after_refresh(self.update_bars)

    def update_bars(self) -> None:
        """Paint the lines above and below."""
        width = self.app.size.width
        if self.hits is None:
            count = sum(isinstance(one, Item) for one in self.rows)
            narrow = self._typed != ""
            every = len(self.items) - (0 if self._copies else self._hidden)
            said = f" · {several(count, 'thread')}" + (f" of {every:,}" * narrow)
        else:
            said = f" · {several(len(self.hits), 'hit')}"
        said += f" · by {self.group}" if self.group and self.hits is None else ""
        said += f" · {self._said}" if self._said else ""
        title = [Run(" threadview", "bar-accent"), Run(said, "bar")]
        self.query_one("#title", Bar).update(fit(title, width, "bar"))
        inner = self.threads.size.width or width
        columns = [] if self.hits is not None else heads(inner, self.order, self.backwards)
        self.query_one("#heads", Bar).update(fit(columns, width))
        hints = TYPING if self.asking else HINTS
        self.query_one("#footer", Bar).update(footer(hints, width))

    def on_row_list_moved(self) -> None:
        """The preview follows. From now on the row at hand is one that was chosen."""
        self._moved = True
        self.look_closer()

    def look_closer(self) -> None:
        """Say what is at hand, and preview it."""
        width = self.app.size.width
        item = self.at_hand()
        self.query_one("#facts", Bar).update(fit([], width) if item is None else facts(item, width))
        if not self.has_class("-wide"):
            return
        found: list[Passage] = []
        try:
            if self.hits is not None and self.hits:
                hit = self.hits[min(self.threads.at, len(self.hits) - 1)]
                records = self.work.passages(hit.entry, hit.number, 2)
                found = [passage(one, hit) for one in records if isinstance(one, Record)]
            elif item is not None:
                records = self.work.passages(item.entry, 1, BEGINNING)
                found = [passage(one) for one in records if isinstance(one, Record)]
        except LibraryError:
            found = []
        self.query_one(Preview).look_at(found)

    # Indexing

    def action_index(self) -> None:
        """See what has changed, in a program of its own."""
        if self._indexing:
            return
        self._indexing = True

        def work() -> None:
            last = ""
            for line in self.work.indexing():
                last = line
                self.post_message(self.Told(line, False))
            self.post_message(self.Told(last, True))

        self.run_worker(work, thread=True, group="index", exit_on_error=False, name="index")

    def watch_folders(self) -> None:
        """See beside the screen whether folders have changed, and index what did."""

        def work() -> None:
            if self.work.changed():
                self.app.call_from_thread(self.action_index)

        if not self._indexing:
            self.run_worker(work, thread=True, exclusive=True, group="watch", name="watch")

    def on_library_screen_told(self, event: Told) -> None:
        """Say how far indexing is; at its end read the list again."""
        self._said = "" if event.done else event.line
        if event.done:
            self._indexing = False
            if self.work.stale():
                self.work.forget_catalogue()
                self.restock()
        self.update_bars()

    # Verbs

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Read the thread; fold or unfold a group."""
        one = None if self.hits is not None else self.rows[event.index]
        if isinstance(one, Heading):
            self._shut ^= {one.name}
            self.rearrange()
            self.threads.to(min(event.index, self.threads.count - 1))
        else:
            self.open_at(event.index)

    def action_sort(self) -> None:
        """Sort by the next thing that threads can be sorted by."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.backwards = False
        self.rearrange()

    def action_reverse(self) -> None:
        """The other way round."""
        self.backwards = not self.backwards
        self.rearrange()

    def action_group(self) -> None:
        """Group by the next thing that threads can be grouped by, or not at all."""
        groups = list(GROUPS)
        self.group = groups[(groups.index(self.group) + 1) % len(groups)]
        self._shut = frozenset()
        self.rearrange()

    def action_copies(self) -> None:
        """Show all copies of a thread, or the one that stands for them."""
        self._copies = self.work.copies = not self._copies
        self.rearrange()

    def action_preview(self) -> None:
        """The preview, or more room for the list."""
        self._preview = not self._preview
        self.on_resize()
        self.call_after_refresh(self.look_closer)

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
        """Back from what is typed, from hits, from a narrowed list; else out."""
        if self.asking or self.hits is not None:
            searching = self.asking == "search" or self.hits is not None
            self.typing_ends()
            if searching:
                self.look("")
        elif back and self._typed:
            self._typed = ""
            self.rearrange()
        else:
            self.app.exit(0)
