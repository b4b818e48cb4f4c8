"""Filtering: only the posts that match, that somebody wrote, that talk to each other."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from textual.message import Message
from textual.worker import get_current_worker

from threadview.errors import QueryError
from threadview.ui.panels import Panels
from threadview.ui.prompt import Question


class Filtering(Panels):
    """The verbs that filter."""

    filter_shown: str = ""
    """What the filter keeps, for the title bar; empty without one."""

    class Filtered(Message):
        """A filter has been through the thread."""

        def __init__(self, label: str, numbers: Sequence[int]) -> None:
            super().__init__()
            self.label, self.numbers = label, numbers

    async def action_filter(self) -> None:
        """Ask for a query; only the posts that match it are shown."""
        await self.ask(Question("only: ", self.filter_by, history=self._filters, is_query=True))

    def filter_by(self, query: str) -> None:
        """Show only what matches a query; an empty one lifts the filter."""
        if not query.strip():
            self.filter_lifted()
            return
        if query not in self._filters:
            self._filters.append(query)
        self._again = lambda: self.filter_by(query)
        window = self.window
        if window is None:
            return
        from threadview.search import matches

        thread = window.view.thread
        notes = self.notes_to_search()
        self._filter(query, lambda: matches(thread, query, notes))

    def action_only_author(self) -> None:
        """Show only the posts of the current post's author, or all again."""
        post = self.post_here()
        if post is None:
            return
        if post.author is None:
            self.say("the author of this post is unknown")
            return
        name = post.author.replace('"', "")
        self._toggle(f'author:"{name}"')

    def action_only_op(self) -> None:
        """Show only the posts of the opening poster, or all again."""
        self._toggle("is:op")

    def _toggle(self, query: str) -> None:
        if self.filter_shown == query:
            self.filter_lifted()
        else:
            self.filter_by(query)

    def action_only_exchange(self) -> None:
        """Show only the current post, what it quotes and what quotes it, and so on; or all."""
        post, window = self.post_here(), self.window
        if post is None or window is None:
            return
        if self.filter_shown.startswith("exchange of"):
            self.filter_lifted()
        else:
            self._only_exchange(post.number)

    def _only_exchange(self, number: int) -> None:
        from threadview.search import exchange

        self._again = lambda: self._only_exchange(number)
        if (thread := self.thread) is not None:
            self._filter(f"exchange of #{number}", lambda: exchange(thread, number))

    def _filter(self, label: str, found: Callable[[], Sequence[int]]) -> None:
        """Work a filter out beside the screen."""

        def work() -> None:
            try:
                numbers = found()
            except QueryError as error:
                self.app.call_from_thread(self.say, error.message, warn=True)
                return
            if not get_current_worker().is_cancelled:
                self.post_message(self.Filtered(label, numbers))

        self.run_worker(
            work, thread=True, exclusive=True, group="filter", exit_on_error=False, name="filter"
        )

    def on_filtering_filtered(self, event: Filtered) -> None:
        """Show what the filter keeps; the same post stays under the eye, or the next one kept."""
        window = self.window
        if window is None or self.session is None or self.session.base:
            return
        if not event.numbers:
            self.say(f"no post matches {event.label}", warn=True)
            self._again = None
            return
        self._keep(array("L", (number - 1 for number in event.numbers)))
        total = len(window.view.outline.posts)
        self.filter_shown = event.label
        self.moved()
        self.say(f"{len(event.numbers):,} of {total:,} posts; Esc shows all")

    def filter_lifted(self) -> None:
        """Show all posts again; the same post stays under the eye."""
        self._again = None
        self.workers.cancel_group(self, "filter")
        if self.filter_shown:
            self.filter_shown = ""
            self._keep(None)
            self.moved()

    def _keep(self, only: Sequence[int] | None) -> None:
        window = self.window
        if window is None:
            return
        outline = window.view.outline

        def change() -> None:
            outline.only = only

        window.refold(change)

    def filter_title(self) -> str:
        """The filter for the title bar: "3 of 17: oil"."""
        window = self.window
        if not self.filter_shown or window is None or window.view.outline.only is None:
            return ""
        outline = window.view.outline
        kept = len(outline.only or ())
        return f"only {kept:,} of {len(outline.posts):,}: {self.filter_shown}"

    def renewed(self) -> None:
        """Filter the fresh thread."""
        super().renewed()
        if self._again is not None and self.thread is not None and self.thread.complete:
            self._again()

    def completed(self) -> None:
        """Filter the posts that were not there yet."""
        super().completed()
        if self._again is not None:
            self._again()

    _again: Callable[[], None] | None = None
    """What filters by the same once more, while a filter is wanted."""

    _filters: list[str] = []  # noqa: RUF012 - one history for the whole sitting
