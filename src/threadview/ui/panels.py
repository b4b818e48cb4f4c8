"""The panels beside the thread: outline and results, one at a time."""

from __future__ import annotations

from threadview.outline import Place
from threadview.ui.listings import Posts, Results
from threadview.ui.searching import Searching
from threadview.ui.side import Listing, Side

NARROW = 76
"""Columns below which a panel stands under the thread, not beside it."""


class Panels(Searching):
    """The verbs that open panels."""

    side: Side | None = None

    async def action_outline(self) -> None:
        """The posts beside the thread, or not any more."""
        if self.window is not None:
            await self.toggle_side(Posts(self.window.view.thread), narrows=True)

    async def action_results(self) -> None:
        """The hits of the search beside the thread, or not any more."""
        if self._search is None or self.window is None:
            self.say("nothing was searched for yet: / searches")
            return
        await self.toggle_side(Results(self._search, self.window), below=True)

    async def toggle_side(
        self, listing: Listing, *, narrows: bool = False, below: bool = False
    ) -> None:
        """Open a panel in the place of the one there is; close it when it is of the same kind."""
        side = self.side
        self.close_side()
        if side is not None and type(side.listing) is type(listing):
            return
        self.side = Side(listing, narrows)
        under = below or self.app.size.width < NARROW
        self.side.set_class(under, "-below")
        middle = self.query_one("#middle")
        middle.styles.layout = "vertical" if under else "horizontal"
        await middle.mount(self.side)
        self.side.follow(self.here())

    def close_side(self) -> None:
        """Close the panel and give the keys back to the thread."""
        if self.side is not None:
            self.side.remove()
            self.side = None
        self.set_focus(self.view)

    def on_side_led(self, event: Side.Led) -> None:
        """The view follows the list."""
        if event.stay:
            self._lead(event.place)
        else:
            self.jump(event.place)
            self.set_focus(self.view)

    def _lead(self, place: Place) -> None:
        window = self.window
        if window is not None:
            window.view.outline.reveal(place)
            window.forget(place.post)
            self.visit(place)

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
        if side.rows.count != side.listing.count:
            side.refresh_rows()
        if self.focused is self.view:
            side.follow(self.here())
