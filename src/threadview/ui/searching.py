"""Searching: live as one types, forward and back, the hits highlighted."""

from __future__ import annotations

from asyncio import get_running_loop
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from threadview.errors import QueryError
from threadview.layout.hit_marks import Found, hit_marks, hit_place
from threadview.layout.rows import Mark
from threadview.layout.window import Stand
from threadview.outline import Folds, Place
from threadview.ui.asking import Asking
from threadview.ui.prompt import Prompt, Question

if TYPE_CHECKING:
    from threadview.search import Hit, Notes, Search

BEAT = 0.05
"""Seconds between two words of a search to the screen, once it has found something."""


class Searching(Asking):
    """The verbs that search."""

    class Found(Message):
        """A search found more, or has come to its end."""

        def __init__(self, search: Search, ended: bool) -> None:
            super().__init__()
            self.search, self.ended = search, ended

    async def action_search(self) -> None:
        """Ask for words, and show the first hit while they are typed."""
        if self.window is None:
            return
        self._began = self.window.stand()
        await self.ask(
            Question(
                "/",
                self.search_done,
                history=self._asked,
                is_query=True,
                typed=self.search_typed,
                left=self.search_cancelled,
            )
        )

    def understood(self, text: str, prompt: Prompt) -> bool:
        """Whether a query says something; where not, the prompt shows what is wrong with it."""
        from threadview.search import Search

        window = self.window
        try:
            if text.strip() and window is not None:
                Search(window.view.thread, text)
        except QueryError as error:
            prompt.complain(error.message, error.position)
            return False
        return True

    def search_typed(self, text: str) -> None:
        """The line at the foot changed: search from where the search began."""
        if self._began is not None:
            self._start(text, self._began.top)

    def on_prompt_whole(self) -> None:
        """Only whole words, or parts of words again."""
        self._whole = not self._whole
        if self.prompt is not None:
            self.search_typed(self.prompt.text)

    def search_for(self, text: str, start: Place | None = None) -> None:
        """Search from here, or from a place, at once, without asking."""
        if self.window is not None:
            self._start(text, start or self.window.place())
            self._remember(text)

    def search_done(self, text: str) -> None:
        """Enter: stay where the hit is; without a word, the last search again."""
        began = self._began
        if not text and self._asked:
            self.search_for(self._asked[-1])
        else:
            self._remember(text)
            if began is not None and text != self._query:  # typed faster than searched
                self._start(text, began.top)
        window = self.window
        if (
            began is not None
            and window is not None
            and (self._going_on or window.place() != began.top)
        ):
            self.jumps.left(began)
        self._began = None
        self.update_around()

    def search_cancelled(self) -> None:
        """Esc: back to where the search began."""
        began, self._began = self._began, None
        self.search_cleared()
        if began is not None and self.window is not None:
            self.window.take(began)
            self.moved()

    def search_cleared(self) -> None:
        """Forget the search, its highlights and what it unfolded."""
        self.workers.cancel_group(self, "search")
        self._close_revealed()
        self._search, self._at, self._query = None, None, ""
        self.view.highlight, self.view.strip = None, set()
        self.moved()

    def action_next_hit(self, step: int) -> None:
        """To the next hit from the current one, or the one before."""
        search, window = self._search, self.window
        if window is None:
            return
        if search is None:
            if self._asked:
                self.search_for(self._asked[-1])
            else:
                self.say("nothing was searched for yet: / searches")
            return
        count = len(search.hits)
        if self._at is None and (self._going_on or not search.done):
            self._owed += step
            return
        if not count:
            self.say(f"not found: {self._query}", warn=True)
            return
        if self._at is not None:
            at = search.hits.after(self._at.place) + step * max(1, self.count)
        else:
            number = window.view.outline.posts[window.place().post].number
            at = search.hits.after((number, 0, 0)) - (1 if step < 0 else 0)
        found = self._in_sight(at, step)
        if found is None:
            if not search.done:
                self.say("still searching")
                return
            found = self._in_sight(0 if step > 0 else count - 1, step)
            if found is None:
                self.say("no hit in the posts that are shown; Esc shows all posts", warn=True)
                return
            self.say("on from the end" if step < 0 else "on from the beginning")
        self.jumps.left(window.stand())
        self.show_hit(search.hits[found])

    def _in_sight(self, at: int, step: int) -> int | None:
        """The first hit from one on, by number, in a post that the filter shows."""
        search, window = self._search, self.window
        if search is None or window is None:
            return None
        outline, hits = window.view.outline, search.hits
        while 0 <= at < len(hits):
            post = hits[at].post - 1
            if outline.only is None or outline.nearest(post) == post:
                return at
            following = outline.after(post) if step > 0 else outline.before(post)
            if following is None:
                return None
            at = hits.after((following + 1, 0, 0) if step > 0 else (following + 2, 0, 0))
            at -= step < 0
        return None

    def search_shown(self) -> str:
        """The search for the title bar: "3/17 oil"."""
        if self._search is None:
            return ""
        return f"{self._counter()} {self._query}"

    # How it runs

    def _start(self, text: str, origin: Place) -> None:
        from threadview.search import Search

        window = self.window
        if window is None or self.session is None or not text.strip():
            self.search_cleared()
            self._back_to_start()
            return
        try:
            search = Search(window.view.thread, text, self.notes_to_search(), self._whole)
        except QueryError as error:
            self._note(error.message)
            if self.prompt is None:
                self.say(error.message, warn=True)
            return
        self.workers.cancel_group(self, "search")
        self._search, self._at, self._query, self._owed = search, None, text, 0
        self._shy = False
        self._first = window.view.outline.posts[origin.post].number - self.session.base
        self.view.highlight = self._marks
        self.run_search(search)

    def search_on(self) -> None:
        """More posts were read: look through those too."""
        search = self._search
        if search is not None and not search.done and not self._going_on:
            self.run_search(search)

    def caught_up(self, base: int) -> None:
        """The thread itself is there, in the place of an excerpt: search it anew."""
        super().caught_up(base)
        if base and self._search is not None and self.window is not None:
            if self._began is not None:
                self._began = self._began.moved(
                    lambda place: place._replace(post=place.post + base)
                )
            if self._at is not None:
                self._at = self._at._replace(post=self._at.post + base)
            self.renewed()

    def renewed(self) -> None:
        """Search the fresh thread for the same, without going anywhere."""
        super().renewed()
        window, at = self.window, self._at
        if self._search is not None and window is not None:
            self._revealed = None
            self._start(self._query, window.place())
            self._at, self._shy = at, True

    def notes_to_search(self) -> Notes | None:
        """The notes of each post, by number, as searching wants them; None without any."""
        return None

    def run_search(self, search: Search) -> None:
        """Search in a thread of its own, which begins at once, whatever is being painted."""
        first, self._going_on = self._first, True
        stopped = Event()

        def work() -> None:
            told = 0.0
            for count in search.run(first):
                if stopped.is_set() or self._search is not search:
                    return
                if count and monotonic() - told > BEAT:
                    told = monotonic()
                    self.post_message(self.Found(search, ended=False))
            self.post_message(self.Found(search, ended=True))

        working = get_running_loop().run_in_executor(None, work)

        async def wait() -> None:
            try:
                await working
            finally:
                stopped.set()

        self.run_worker(wait(), exclusive=True, group="search", exit_on_error=False, name="search")

    def on_searching_found(self, event: Found) -> None:
        """Show the first hit from where the search began; count the others."""
        search, window = event.search, self.window
        if search is not self._search or window is None:
            return
        self._going_on = not event.ended
        before, self.view.strip = (
            self.view.strip,
            search.hits.spread(window.height, len(search.corpus)),
        )
        if self._at is None and len(search.hits) and not self._shy:
            at = self._in_sight(search.hits.after((self._first, 0, 0)), 1)
            at = self._in_sight(0, 1) if at is None else at
            if at is None:
                self._note(self._counter())
                self.moved()
                return
            self.show_hit(search.hits[at])
            owed, self._owed = self._owed, 0
            for _ in range(abs(owed)):
                self.action_next_hit(1 if owed > 0 else -1)
        elif not len(search.hits) and search.done and not self._shy:
            self._back_to_start()
            self._note("not found")
            if self.prompt is None:
                self.say(f"not found: {self._query}", warn=True)
            self.moved()
        else:
            self._note(self._counter())
            if self.view.strip != before:
                self.moved()
            else:
                self.update_around()

    def on_resize(self) -> None:
        """The strip beside the scroll bar has another height."""
        search, height = self._search, self.view.size.height
        if search is not None and height:
            self.view.strip = search.hits.spread(height, len(search.corpus))

    def show_hit(self, hit: Hit) -> None:
        """Bring a hit into sight; what hides it opens, and closes again when it is left."""
        window = self.window
        if window is None:
            return
        self._close_revealed()
        self._at = hit
        place = self.place_of_hit(hit)
        before = window.view.outline.folds.copy()
        if not window.view.outline.raw and window.reveal(place):
            self._revealed = (before, window.view.outline.folds.copy())
        spot = window.spot(place)
        window.show(place)
        window.current = window.owner(spot.post, spot.item)
        self._note(self._counter())
        self.moved()

    def place_of_hit(self, hit: Hit) -> Place:
        """Where a hit is to be seen."""
        window = self.window
        assert window is not None
        index = hit.post - 1
        return hit_place(window.view.outline.posts[index], index, Found(*hit[1:]))

    def _close_revealed(self) -> None:
        """Fold again what was opened for a hit, unless the reader folded something since."""
        revealed, self._revealed = self._revealed, None
        window = self.window
        if revealed is None or window is None:
            return
        before, after = revealed
        if window.view.outline.folds == after:
            window.view.outline.folds = before
            window.refold(lambda: None)

    def _back_to_start(self) -> None:
        if self._began is not None and self.window is not None:
            self.window.take(self._began)

    def _marks(self, post: int) -> dict[int, list[Mark]]:
        """The marks of the hits in the post at an index, the current one apart."""
        search, window = self._search, self.window
        if search is None or window is None or post >= len(window.view.outline.posts):
            return {}
        hits = [
            (Found(*hit[1:]), "hit-current" if hit == self._at else "hit")
            for hit in search.hits.of(post)
        ]
        return hit_marks(window.view.outline.posts[post], hits) if hits else {}

    def _counter(self) -> str:
        search = self._search
        if search is None:
            return ""
        at = search.hits.after(self._at.place) + 1 if self._at is not None else 0
        more = "" if search.done else "…"
        return f"{at:,}/{len(search.hits):,}{more}" + (" whole words" if self._whole else "")

    def _note(self, text: str) -> None:
        if self.prompt is not None:
            self.prompt.note(text)

    def _remember(self, text: str) -> None:
        if text and (not self._asked or self._asked[-1] != text):
            self._asked.append(text)

    _search: Search | None = None
    _at: Hit | None = None
    _query: str = ""
    _whole: bool = False
    _shy: bool = False
    """Whether the search has begun anew by itself and shows no hit until asked."""
    _going_on: bool = False
    """Whether the search is being carried on beside the screen."""
    _owed: int = 0
    """Steps asked for before the first hit was there."""
    _first: int = 1
    _began: Stand | None = None
    _revealed: tuple[Folds, Folds] | None = None
    _asked: list[str] = []  # noqa: RUF012 - one history for the whole sitting
