"""The panels beside the thread: outline and results, one at a time."""

from __future__ import annotations

from textual.message import Message
from textual.worker import get_current_worker

from threadview.outline import Place
from threadview.ui.listings import Posts, Results
from threadview.ui.note_list import NoteList
from threadview.ui.people import People, Tree
from threadview.ui.searching import Searching
from threadview.ui.side import Listing, Side

NARROW = 76
"""Columns below which a panel stands under the thread, not beside it."""


class Panels(Searching):
    """The verbs that open panels."""

    side: Side | None = None
    """The panel that is open."""

    _below: bool = False
    """Whether it stands below the thread however wide the screen is."""

    class Prepared(Message):
        """The lines of the outline are all there."""

        def __init__(self, posts: Posts) -> None:
            super().__init__()
            self.posts = posts

    class Counted(Message):
        """The participants were counted."""

        def __init__(self, people: People) -> None:
            super().__init__()
            self.people = people

    async def action_outline(self) -> None:
        """The posts beside the thread, or not any more."""
        if self.window is None:
            return
        posts = Posts(self.window.view.thread, self.window.view.outline)
        await self.toggle_side(posts, narrows=True)
        if self.side is not None and self.side.listing is posts:
            # First the panel is painted, without a rival for the interpreter.
            self.call_after_refresh(self.prepare_posts, posts)

    def prepare_posts(self, posts: Posts) -> None:
        """Work out the lines of the outline, beside the screen."""

        def work() -> None:
            worker = get_current_worker()
            while posts.prepare(0.02):
                if worker.is_cancelled:
                    return
            self.post_message(self.Prepared(posts))

        self.run_worker(work, thread=True, exclusive=True, group="outline", exit_on_error=False)

    def on_panels_prepared(self, event: Prepared) -> None:
        """All lines are there: what was typed meanwhile is looked for in all of them."""
        event.posts.refresh()
        if self.side is not None and self.side.listing is event.posts:
            self.side.refresh_rows()

    async def action_results(self) -> None:
        """The hits of the search beside the thread, or not any more."""
        if self._search is None or self.window is None:
            self.say("nothing was searched for yet: / searches")
            return
        await self.toggle_side(Results(self._search, self.window), below=True)

    async def action_tree(self) -> None:
        """Who answers whom, beside the thread, or not any more."""
        if self.window is not None:
            await self.toggle_side(Tree(self.window.view.thread))

    async def action_people(self) -> None:
        """The participants below the thread, or not any more."""
        if self.window is None:
            return
        people = People(self.window.view.thread)
        await self.toggle_side(people, below=True)
        if self.side is not None and self.side.listing is people:
            self.count_people(people)

    def count_people(self, people: People) -> None:
        """Count what the participants wrote, beside the screen."""

        def work() -> None:
            worker = get_current_worker()
            for _ in people.counted.run():
                if worker.is_cancelled:
                    return
            self.post_message(self.Counted(people))

        self.run_worker(work, thread=True, exclusive=True, group="people", exit_on_error=False)

    def on_panels_counted(self, event: Counted) -> None:
        """Show the participants."""
        event.people.refresh()
        if self.side is not None and self.side.listing is event.people:
            self.side.refresh_rows()

    def on_side_filtering(self, event: Side.Filtering) -> None:
        """Filter by what a row stands for."""
        self.filter_by(event.query)
        self.set_focus(self.view)

    def filter_by(self, query: str) -> None:
        """Show only what matches a query."""

    async def toggle_side(
        self, listing: Listing, *, narrows: bool = False, below: bool = False
    ) -> None:
        """Open a panel in the place of the one there is; close it when it is of the same kind."""
        side = self.side
        self.close_side()
        if side is not None and type(side.listing) is type(listing):
            return
        side, self._below = Side(listing, narrows), below
        self._place(side)
        await self.query_one("#middle").mount(side)
        self.side = side  # not before it has its rows: the view may move meanwhile
        side.follow(self.here())

    def _place(self, side: Side) -> None:
        """Put the panel beside the thread or below it, as the screen has room."""
        under = self._below or self.app.size.width < NARROW
        side.set_class(under, "-below")
        self.query_one("#middle").styles.layout = "vertical" if under else "horizontal"

    def on_resize(self) -> None:
        """The screen has another size."""
        if self.side is not None:
            self._place(self.side)

    def close_side(self) -> None:
        """Close the panel and give the keys back to the thread."""
        if self.side is not None:
            self.workers.cancel_group(self, "outline")
            self.side.remove()
            self.side = None
        self.set_focus(self.view)

    def on_side_led(self, event: Side.Led) -> None:
        """The view follows the list."""
        side, window = self.side, self.window
        if side is None or window is None:
            return
        if not event.stay:
            self.jumps.left(window.place())
            self.set_focus(self.view)
        if isinstance(side.listing, Results):
            self.show_hit(side.listing.hit(side.rows.at))
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
        side, window = self.side, self.window
        if side is None or window is None:
            return
        thread = window.view.thread
        if isinstance(side.listing, Posts):
            posts = Posts(thread, window.view.outline)
            side.relist(posts)
            self.prepare_posts(posts)
        elif isinstance(side.listing, Tree):
            side.relist(Tree(thread))
        elif isinstance(side.listing, People):
            people = People(thread)
            side.relist(people)
            self.count_people(people)
        elif not isinstance(side.listing, NoteList):
            self.close_side()

    def completed(self) -> None:
        """Trees and participants are made of the whole thread."""
        super().completed()
        if self.side is not None and isinstance(self.side.listing, Tree | People):
            self.renewed()

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
            if isinstance(side.listing, Results) and self._at is not None:
                side.rows.to(side.listing.index_of(self._at))
            else:
                side.follow(self.here())
