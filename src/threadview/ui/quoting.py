"""The web of quotes: peek at a source, walk through the posts that quote this one."""

from __future__ import annotations

from threadview.layout.headline import quoted_text
from threadview.model import Post, logical_text
from threadview.ui.asking import Asking


class Quoting(Asking):
    """The verbs that follow quotes."""

    def action_peek(self) -> None:
        """Show the post that the current quote comes from, in a box."""
        from threadview.ui.peek import Peek

        window, post, item = self.window, self.post_here(), self.item_here()
        if window is None or post is None or item is None:
            return
        quote = item.quote
        if quote is None:
            quote = next((n for n, one in enumerate(post.quotes) if one.post), None)
        if quote is None or (number := post.quotes[quote].post) is None:
            self.say("the source of this quote is not known")
            return
        base = 0 if self.session is None else self.session.base
        if not base < number <= base + len(window.view.outline.posts):
            self.say(f"post #{number} has not been read yet", warn=True)
            return
        source = number - 1 - base
        words = common_words(quoted_text(post, quote), window.view.outline.posts[source])

        def left(there: bool | None) -> None:
            if there:
                self.to_post(number)

        looks = self.request.looks
        self.app.push_screen(Peek(window.view, source, words, looks.measure), left)

    def action_why(self) -> None:
        """Explain the current post: what was inferred, why, and how sure that is."""
        from threadview.ui.text_box import TextBox
        from threadview.why import explain, problems_told

        post, thread = self.post_here(), self.thread
        if thread is None:
            return
        if post is not None:
            lines = explain(post, thread)
            self.app.push_screen(TextBox(f"Why #{post.number} is read as it is", lines))
        elif thread.problems:
            self.app.push_screen(TextBox("Why there are no posts", problems_told(thread)))

    def action_drift(self) -> None:
        """Show how the current quote differs from its source as it now stands."""
        from threadview.drift import drift
        from threadview.ui.drifting import DriftView

        window, post, item = self.window, self.post_here(), self.item_here()
        if window is None or post is None or item is None or not post.quotes:
            self.say("no quote is current: Tab goes to the next one")
            return
        if self.session is not None and self.session.base:
            self.say("still reading")
            return
        found = drift(window.view.thread, post.number, item.quote or 0)
        if found is None:
            self.say("the source of this quote is not known, or holds too little of it")
        elif not found.drifted:
            self.say(f"word for word as in #{found.post}")
        else:
            self.app.push_screen(DriftView(found, post.number))

    def action_next_quoter(self, step: int) -> None:
        """Walk through the posts that quote the post at which the walk began: the current one,
        unless the walk has just come to it."""
        post, thread = self.post_here(), self.thread
        if post is None or thread is None:
            return
        began, came_to = self._walking
        if post.number != came_to:
            began = post.number
        stops = [began, *thread.quoted_by.get(began, [])]
        if len(stops) == 1:
            self.say(f"no post quotes #{post.number}")
            return
        at = stops.index(post.number) + step * (self.count or 1)
        if 0 <= at < len(stops):
            self.to_post(stops[at])
            self._walking = began, stops[at]
            what = "the post itself" if at == 0 else f"{at} of {len(stops) - 1} that quote it"
            self.say(f"#{began}: {what}")
        else:
            self.say(f"no more posts quote #{began}")

    def action_first_answer(self) -> None:
        """To the first post that quotes this one."""
        post, thread = self.post_here(), self.thread
        if post is None or thread is None:
            return
        numbers = thread.quoted_by.get(post.number, [])
        if numbers:
            self.to_post(numbers[0])
        else:
            self.say(f"no post quotes #{post.number}")

    _walking: tuple[int, int] = (0, 0)
    """Numbers of the post at which a walk through its quoters began, and of the one it came to."""


def common_words(quoted: str, source: Post) -> list[tuple[int, int, str]]:
    """Where the lines of a quote stand in the source's logical text, to be highlighted."""
    text = logical_text(source)
    flat, starts = _flattened(text)
    found: list[tuple[int, int, str]] = []
    for line in quoted.split("\n"):
        words = " ".join(line.split())
        at = flat.find(words) if words else -1
        if at >= 0:
            found.append((starts[at], starts[at + len(words) - 1] + 1, "hit"))
    return sorted(found)


def _flattened(text: str) -> tuple[str, list[int]]:
    """A text with each run of white space as one space, and where each character was."""
    kept: list[str] = []
    starts: list[int] = []
    space = True
    for index, character in enumerate(text):
        if character.isspace():
            if not space:
                kept.append(" ")
                starts.append(index)
            space = True
        else:
            kept.append(character)
            starts.append(index)
            space = False
    return "".join(kept), starts
