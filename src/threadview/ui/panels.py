"""The panels beside the thread or below it, one at a time: outline, hits, tree, participants."""

from __future__ import annotations

from textual.message import Message
from textual.worker import get_current_worker

from threadview.outline import Place
from threadview.ui.hit_list import HitList
from threadview.ui.panel_list import PanelList
from threadview.ui.people_list import PeopleList
from threadview.ui.post_list import PostList
from threadview.ui.reply_tree import ReplyTree
from threadview.ui.searching import Searching
from threadview.ui.side import Side

NARROW = 76
"""Columns below which a panel stands under the thread, not beside it."""


class Panels(Searching):
    """The verbs that open panels."""

    side: Side | None = None
    """The panel that is open."""

    class Prepared(Message):
        """What the rows of a list need is worked out."""

        def __init__(self, listed: PanelList) -> None:
            super().__init__()
            self.listed = listed

    async def action_outline(self) -> None:
        """The posts beside the thread, or not any more."""
        if self.window is not None:
            view = self.window.view
            await self.toggle_side(PostList(view.thread, view.outline))

    async def action_results(self) -> None:
        """The hits of the search below the thread, or not any more."""
        if self._search is None or self.window is None:
            self.say("nothing was searched for yet: / searches")
            return
        await self.toggle_side(HitList(self._search, self.window))

    async def action_tree(self) -> None:
        """Who answers whom, beside the thread, or not any more."""
        if self.window is not None:
            await self.toggle_side(ReplyTree(self.window.view.thread))

    async def action_people(self) -> None:
        """The participants below the thread, or not any more."""
        if self.window is not None:
            await self.toggle_side(PeopleList(self.window.view.thread))

    def prepare(self, listed: PanelList) -> None:
        """Work out what the rows of a list need, beside the screen, if it is still there."""
        if self.side is None or self.side.listed is not listed:
            return

        def work() -> None:
            worker = get_current_worker()
            for _ in listed.steps():
                if worker.is_cancelled:
                    return
            self.post_message(self.Prepared(listed))

        self.run_worker(work, thread=True, exclusive=True, group="panel", exit_on_error=False)

    def on_panels_prepared(self, event: Prepared) -> None:
        """All is there: the rows show it, and what was typed meanwhile is looked for in all."""
        event.listed.refresh()
        if self.side is not None and self.side.listed is event.listed:
            self.side.refresh_rows()

    def on_side_filtering(self, event: Side.Filtering) -> None:
        """Filter by what a row stands for."""
        self.filter_by(event.query)
        self.set_focus(self.view)

    def filter_by(self, query: str) -> None:
        """Show only what matches a query."""

    async def toggle_side(self, listed: PanelList) -> None:
        """Open a panel in the place of the one there is; close it when it is of the same kind."""
        side = self.side
        self.close_side()
        if side is not None and type(side.listed) is type(listed):
            return
        side = Side(listed)
        self._place(side)
        await self.query_one("#middle").mount(side)
        self.side = side  # not before it has its rows: the view may move meanwhile
        side.follow(self.here())
        # First the panel is painted, without a rival for the interpreter.
        self.call_after_refresh(self.prepare, listed)

    def _place(self, side: Side) -> None:
        """Put the panel beside the thread or below it, as the screen has room."""
        under = side.listed.below or self.app.size.width < NARROW
        side.set_class(under, "-below")
        self.query_one("#middle").styles.layout = "vertical" if under else "horizontal"

    def on_resize(self) -> None:
        """The screen has another size."""
        if self.side is not None:
            self._place(self.side)

    def close_side(self) -> None:
        """Close the panel and give the keys back to the thread."""
        if self.side is not None:
            self.workers.cancel_group(self, "panel")
            self.side.remove()
            self.side = None
        self.set_focus(self.view)

    def on_side_led(self, event: Side.Led) -> None:
        """The view follows the list."""
        side, window = self.side, self.window
        if side is None or window is None:
            return
        if not event.stay:
            self.jumps.left(window.stand())
            self.set_focus(self.view)
        if isinstance(side.listed, HitList):
            self.show_hit(side.listed.hit(side.rows.at))
        else:
            self._lead(event.place)

    def _lead(self, place: Place) -> None:
        window = self.window
        if window is not None:
            if place.block >= 0:
                window.reveal(place)
            self.visit(place)

    def renewed(self) -> None:
        """List the fresh thread."""
        super().renewed()
        self._list_again()

    def _list_again(self) -> None:
        side, window = self.side, self.window
        if side is None or window is None:
            return
        listed = side.listed.again(window)
        if listed is None:
            self.close_side()
        elif listed is not side.listed:
            side.relist(listed)
            self.prepare(listed)

    def completed(self) -> None:
        """Some lists are made of the whole thread."""
        super().completed()
        if self.side is not None and self.side.listed.of_all:
            self._list_again()

    def on_side_left(self, event: Side.Left) -> None:
        """Back to the thread."""
        if event.close:
            self.close_side()
        else:
            self.set_focus(self.view)

    def update_side(self) -> None:
        """The view moved or the search went on: the list follows."""
        side = self.side
        if side is None:
            return
        if side.rows.count != side.listed.count:
            side.refresh_rows()
        if self.focused is self.view:
            if isinstance(side.listed, HitList) and self._at is not None:
                side.rows.to(side.listed.index_of(self._at))
            else:
                side.follow(self.here())
