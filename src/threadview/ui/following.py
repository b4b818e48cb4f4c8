"""Following a dump that grows, as less does with F: what is added shows as it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from threadview.errors import ThreadviewError
from threadview.outline import Outline
from threadview.ui.reloading import Reloading

if TYPE_CHECKING:
    from threadview.desk import Ready
    from threadview.reading import Reading

BEAT = 1.0
"""Seconds between two looks at the dump."""


class Following(Reloading):
    """The verb that follows."""

    following: Timer | None = None
    """What looks at the dump, while it is followed."""

    def action_follow(self) -> None:
        """Follow the dump as it grows, or stop following it."""
        if self.following is not None:
            self.stop_following()
            self.say("stopped following")
        elif self.reading.dump.location is None:
            self.say("standard input is read as it comes anyway")
        else:
            self.following = self.set_interval(BEAT, self.look_for_more)
            self.say("following: new posts show as they arrive; Alt-F or Esc stops")
            self.action_bottom()
        self.update_around()

    def watch_dump(self) -> None:
        """Whatever is followed needs no word about its growing."""
        if self.following is None:
            super().watch_dump()

    def stop_following(self) -> None:
        """Stop."""
        if self.following is not None:
            self.following.stop()
            self.following = None
            self.update_around()

    def look_for_more(self) -> None:
        """Read the dump again when it has grown, and stay at the end if that is where we were."""
        if self.reading.dump.changed() is None or not self.reading.thread.complete:
            return
        self.run_worker(
            self._read_again, thread=True, exclusive=True, group="follow", exit_on_error=False
        )

    def _read_again(self) -> None:
        from threadview.reading import reopen

        opening = self.request.opening
        try:
            again = reopen(
                self.reading, encoding=opening.encoding, max_expansion=opening.max_expansion
            )
            again.pull()
        except ThreadviewError as error:
            self.app.call_from_thread(self.say, str(error), warn=True)
            self.app.call_from_thread(self.stop_following)
            return
        self.app.call_from_thread(self.take_over, again, self._made_ready(again))

    def take_over(self, again: Reading, ready: Ready | None = None) -> None:
        """Show the dump as it is now, at the same words; at the end, if that is where we were."""
        window, session = self.window, self.session
        if window is None or session is None:
            return
        at_end = window.at_end()
        self.unlay()
        added = len(again.posts) - len(window.view.outline.posts)
        outline = Outline(again.posts, window.view.outline.folds)
        view = window.view._replace(thread=again.thread, outline=outline, dump=again.dump)
        view = view._replace(seen=view.seen or len(window.view.outline.posts))
        window.resize(view, window.height)
        self.reading = session.reading = again
        self.take_again(ready)
        self.renewed()
        if at_end:
            window.end()
            window.current = None
        self.moved()
        if added > 0:
            self.say(f"{added} new post{'' if added == 1 else 's'}")
