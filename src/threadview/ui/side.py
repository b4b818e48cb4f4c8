"""A panel beside the thread: a list that follows the view, and that the view follows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from threadview.layout.rows import Run, fit
from threadview.outline import Place
from threadview.ui.bars import Bar
from threadview.ui.line import Line
from threadview.ui.panel_list import PanelList
from threadview.ui.reply_tree import ReplyTree, TreeRows
from threadview.ui.row_list import RowList


class Side(Vertical):
    """Shows a list under its title, with a line above it to narrow it by where it can be."""

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

    def __init__(self, listed: PanelList) -> None:
        super().__init__()
        self.listed = listed

    def compose(self) -> ComposeResult:
        """A title, a line to type in, the list."""
        yield Bar()
        if self.listed.narrows:
            yield Line(hint="type to narrow")
        yield self.listed.widget(self.listed.row, self.listed.count)

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
        target = self.query(Input).first() if self.listed.typed else self.rows
        self.screen.set_focus(target)

    def refresh_rows(self) -> None:
        """Other rows are listed now."""
        self.query_one(Bar).update(fit([Run(f" {self.listed.title}", "bar")], 200, "bar"))
        self.rows.show(self.listed.count)

    def relist(self, listed: PanelList) -> None:
        """List something else of the same kind."""
        self.listed = listed
        self.rows.source = listed.row
        if listed.narrows:
            listed.narrow(self.query_one(Input).value)
        self.refresh_rows()

    def follow(self, place: Place) -> None:
        """Bring the row for the view's place to hand."""
        if self.listed.count:
            self.rows.to(self.listed.index_at(place))

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
        self.listed.narrow(event.value)
        self.refresh_rows()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row at hand."""
        event.stop()
        self._lead(self.rows.at, stay=False)

    def _lead(self, index: int, stay: bool) -> None:
        if not self.listed.count:
            return
        query = None if stay else self.listed.query(index)
        place = self.listed.place(index)
        if query is not None:
            self.post_message(self.Filtering(query))
        elif place is not None:
            self.post_message(self.Led(place, stay))

    def on_tree_rows_turned(self, event: TreeRows.Turned) -> None:
        """To a relative of the post at hand."""
        if isinstance(self.listed, ReplyTree) and self.listed.count:
            found = self.listed.relative(self.rows.at, event.which)
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
