"""Moving: by line, page, post and quote; to a post, to a source, back and forward."""

from __future__ import annotations

from threadview.layout.window import Spot, Stand
from threadview.outline import Item, Place
from threadview.ui.state import ReaderState


class Moving(ReaderState):
    """The verbs that move."""

    def action_scroll(self, rows: int) -> None:
        """Move by lines, times the count."""
        self._scroll(rows * (self.count or 1))

    def action_page(self, pages: int) -> None:
        """Move by screens, two lines kept."""
        if self.window is not None:
            self._scroll(pages * (self.count or 1) * max(1, self.window.height - 2))

    def action_half_page(self, pages: int) -> None:
        """Move by half screens."""
        if self.window is not None:
            self._scroll(pages * (self.count or max(1, self.window.height // 2)))

    def _scroll(self, rows: int) -> None:
        if self.window is not None and self.window.scroll(rows):
            self.moved()

    def action_top(self) -> None:
        """To the first post, or to the post of the count: "5gg" is "5g" to those who know vi."""
        if self.count:
            self.to_post(self.count)
        elif self.previous[0] == "top" and self.previous[1]:
            return
        elif self.window is not None and self.window.view.outline.first is not None:
            self.jump(Place(self.window.view.outline.first))
            self.window.scroll(-2)
            self.moved()

    def action_bottom(self) -> None:
        """To the end, or to the post of the count."""
        if self.count:
            self.to_post(self.count)
        elif self.window is not None:
            self.jumps.left(self.window.stand())
            self.window.end()
            self.window.current = Place(self.window.view.outline.last or 0)
            self._end_wanted = None
            if not self.window.view.thread.complete:
                self._end_wanted = self.window.top
                self.say("the end of what was read so far; the end itself once it is there")
            self.moved()

    def completed(self) -> None:
        """Go on to the end, if that is where the reader has been waiting for it."""
        super().completed()
        window = self.window
        if window is not None and self._end_wanted == window.top:
            window.end()
            window.current = Place(window.view.outline.last or 0)
        self._end_wanted = None

    sought: int | None = None
    """The number of the post to go to as soon as it has been read."""

    def to_post(self, number: int) -> None:
        """To the post of a number; to one that has not been read yet, once it has."""
        window = self.window
        if window is None or not len(window.view.outline.posts):
            return
        base = 0 if self.session is None else self.session.base
        last = base + len(window.view.outline.posts)
        if not base < number <= last:
            if window.view.thread.complete:
                self.say(f"there is no post #{number}; the last is #{last}", warn=True)
            else:
                self.sought = number
                self.say(f"post #{number} has not been read yet; going there when it has")
            return
        self.jump(Place(number - 1 - base))

    def action_next_post(self, step: int) -> None:
        """Post by post; back goes to the start of this post first."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return
        outline = window.view.outline
        post = self.here().post
        if step < 0 and window.top.post == post and window.top > window.spot(Place(post)):
            post = outline.after(post) or post + 1
        for _ in range(self.count or 1):
            following = outline.after(post) if step > 0 else outline.before(post)
            if following is None:
                break
            post = following
        self.visit(Place(post))

    def action_next_quote(self, step: int) -> None:
        """Quote by quote."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return
        place: Place | None = self.here()
        found: Place | None = None
        for _ in range(self.count or 1):
            place = window.find(place, _is_quote, step) if place else None
            found = place or found
        if found is None:
            self.say("no more quotes" if step > 0 else "no quotes before this")
            return
        window.current = found
        window.show(found)
        self.moved()

    def action_source(self) -> None:
        """To the post that the current quote comes from."""
        post, item = self.post_here(), self.item_here()
        if post is None or item is None:
            return
        number: int | None = None
        if item.quote is not None:
            number = post.quotes[item.quote].post
        else:
            number = next((quote.post for quote in post.quotes if quote.post), post.reply_to)
        if number is None:
            quoted = item.quote is not None
            what = "the source of this quote" if quoted else "which post this one answers"
            self.say(f"{what} is not known")
            return
        self.to_post(number)

    def item_here(self) -> Item | None:
        """The current item itself."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return None
        here = self.here()
        return window.view.outline.items(here.post)[window.view.outline.item_at(here)]

    def action_back(self) -> None:
        """Back to the place the last jump left."""
        if self.window is not None:
            self._return(self.jumps.back(self.window.stand()), "the jump list begins here")

    def action_forward(self) -> None:
        """Forward again."""
        self._return(self.jumps.forward(), "the jump list ends here")

    def _return(self, stand: Stand | None, otherwise: str) -> None:
        window = self.window
        if stand is None or window is None:
            self.say(otherwise)
        else:
            window.take(stand)
            self.moved()

    _end_wanted: Spot | None = None
    """The top of the window when the end was asked for before it was there."""


def _is_quote(item: Item) -> bool:
    return item.kind == "quote"
