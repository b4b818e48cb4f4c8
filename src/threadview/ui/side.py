"""A panel beside the thread: a list that follows the view, and that the view follows."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from threadview.layout.rows import Run, fit
from threadview.outline import Place
from threadview.ui.bars import Bar
from threadview.ui.line import Line
from threadview.ui.note_list import NoteList
from threadview.ui.people import Relative, Tree
from threadview.ui.row_list import RowList


class Listing(Protocol):
    """What a panel lists: rows, and where each leads."""

    @property
    def title(self) -> str:
        """What stands above the list."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def row(self, index: int, width: int) -> list[Run]:
        """A row as runs, at most `width` cells."""

    def place(self, index: int) -> Place | None:
        """Where a row leads; None when nowhere."""

    def index_at(self, place: Place) -> int:
        """The row for a place of the thread: the last that is not after it."""

    def query(self, index: int) -> str | None:
        """The query that filters what a row stands for; None for rows that lead to a place."""

    def narrow(self, typed: str) -> None:
        """Keep only the rows that what is typed asks for."""


class TreeRows(RowList):
    """A list whose h, j, k and l go to relatives: parent, next and previous sibling, child."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "turn('parent')", "parent", id="tree-parent", show=False),
        Binding("l,right", "turn('child')", "first answer", id="tree-child", show=False),
        Binding("j", "turn('next')", "next answer", id="tree-next", show=False),
        Binding("k", "turn('previous')", "previous answer", id="tree-previous", show=False),
    ]

    class Turned(Message):
        """The reader turns to a relative."""

        def __init__(self, which: Relative) -> None:
            super().__init__()
            self.which = which

    def action_turn(self, which: Relative) -> None:
        """To a relative."""
        self.post_message(self.Turned(which))


class NoteRows(RowList):
    """A list whose keys change the note at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "change('edit')", "edit in $EDITOR", id="notes-edit", show=False),
        Binding("c", "change('change')", "change here", id="notes-change", show=False),
        Binding("d", "change('delete')", "delete", id="notes-delete", show=False),
        Binding("m", "change('move')", "move to the selection", id="notes-move", show=False),
        Binding("u", "change('undo')", "undo", id="notes-undo", show=False),
        Binding("ctrl+r", "change('redo')", "redo", id="notes-redo", show=False),
        Binding("slash", "change('narrow')", "narrow the list", id="notes-narrow", show=False),
    ]

    class Changing(Message):
        """The note at a row is to be changed."""

        def __init__(self, what: str, index: int) -> None:
            super().__init__()
            self.what, self.index = what, index

    def action_change(self, what: str) -> None:
        """Change the note at hand."""
        self.post_message(self.Changing(what, self.at))


class Side(Vertical):
    """Shows a listing. `narrows`: a line above the list narrows it as one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", id="side-close", show=False),
        Binding("tab", "leave", "back to the thread", id="side-leave", show=False),
        Binding("down,ctrl+n", "move(1)", "down", id="side-down", show=False),
        Binding("up,ctrl+p", "move(-1)", "up", id="side-up", show=False),
        Binding("pagedown", "page(1)", "page down", id="side-page-down", show=False),
        Binding("pageup", "page(-1)", "page up", id="side-page-up", show=False),
    ]
    DEFAULT_CSS = """
    Side {
        width: 38%; min-width: 30; max-width: 64; height: 1fr;
        & Line { padding: 0 1; }
        &.-below { width: 1fr; max-width: 100%; height: 30%; min-height: 4; }
    }
    """

    class Led(Message):
        """A row leads somewhere: the view is to follow; `stay` says the list keeps the keys."""

        def __init__(self, place: Place, stay: bool) -> None:
            super().__init__()
            self.place, self.stay = place, stay

    class Filtering(Message):
        """A row asks for a filter."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Left(Message):
        """The panel is left; `close` says it goes away."""

        def __init__(self, close: bool) -> None:
            super().__init__()
            self.close = close

    def __init__(self, listing: Listing, narrows: bool = False) -> None:
        super().__init__()
        self.listing = listing
        self._narrows = narrows

    def compose(self) -> ComposeResult:
        """A title, a line to type in, the list."""
        yield Bar()
        if self._narrows:
            yield Line(hint="type to narrow")
        yield self._rows_class()(self.listing.row, self.listing.count)

    def _rows_class(self) -> type[RowList]:
        if isinstance(self.listing, NoteList):
            return NoteRows
        return TreeRows if isinstance(self.listing, Tree) else RowList

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def on_mount(self) -> None:
        """Take the keys."""
        self.refresh_rows()
        self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the panel."""
        typed = self._narrows and not isinstance(self.listing, NoteList)
        target = self.query(Input).first() if typed else self.rows
        self.screen.set_focus(target)

    def refresh_rows(self) -> None:
        """The listing changed."""
        self.query_one(Bar).update(fit([Run(f" {self.listing.title}", "bar")], 200, "bar"))
        self.rows.show(self.listing.count)

    def relist(self, listing: Listing) -> None:
        """List something else of the same kind."""
        self.listing = listing
        self.rows.source = listing.row
        if self._narrows:
            listing.narrow(self.query_one(Input).value)
        self.refresh_rows()

    def follow(self, place: Place) -> None:
        """Bring the row for the view's place to hand."""
        if self.listing.count:
            self.rows.to(self.listing.index_at(place))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """The view follows the list."""
        event.stop()
        self._lead(event.index, stay=True)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there, and give the keys back to the thread."""
        event.stop()
        self._lead(event.index, stay=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.listing.narrow(event.value)
        self.refresh_rows()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row at hand."""
        event.stop()
        self._lead(self.rows.at, stay=False)

    def _lead(self, index: int, stay: bool) -> None:
        if not self.listing.count:
            return
        query = None if stay else self.listing.query(index)
        place = self.listing.place(index)
        if query is not None:
            self.post_message(self.Filtering(query))
        elif place is not None:
            self.post_message(self.Led(place, stay))

    def on_tree_rows_turned(self, event: TreeRows.Turned) -> None:
        """To a relative of the post at hand."""
        if isinstance(self.listing, Tree) and self.listing.count:
            found = self.listing.relative(self.rows.at, event.which)
            if found is not None:
                self.rows.to(found)
                self._lead(found, stay=True)

    def action_move(self, step: int) -> None:
        """Up and down the list while typing."""
        self.rows.action_move(step)

    def action_page(self, pages: int) -> None:
        """Up and down the list by screens while typing."""
        self.rows.action_page(pages)

    def action_close(self) -> None:
        """Close the panel."""
        self.post_message(self.Left(close=True))

    def action_leave(self) -> None:
        """Give the keys back to the thread, the panel stays."""
        self.post_message(self.Left(close=False))
