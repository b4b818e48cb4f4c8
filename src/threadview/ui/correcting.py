"""Correcting: the reader is above the machine. Corrections are laid over the thread as read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from threadview.errors import NotebookError
from threadview.layout.selection import stretches
from threadview.outline import Outline
from threadview.ui.marking import Marking

if TYPE_CHECKING:
    from threadview.anchors import Anchor
    from threadview.corrections import Correction
    from threadview.corrections.correction import Action
    from threadview.model import Thread


class Correcting(Marking):
    """The verbs that correct."""

    class Laid(Message):
        """The thread with its corrections is there to be shown."""

        def __init__(self, thread: Thread) -> None:
            super().__init__()
            self.thread = thread

    def notes_changed(self) -> None:
        """The notes, and perhaps the corrections, are others now."""
        super().notes_changed()
        self.lay_corrections()

    def lay_corrections(self) -> None:
        """Lay the corrections over the thread as read, beside the screen."""
        desk = self.desk
        if desk is None or desk.known is None:
            return
        try:
            found = desk.notebook.corrections.of_thread(desk.known.id)
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        if found == self._laid:
            return
        self._laid = found
        read, region = self.reading.thread, self.reading.dump.text

        def work() -> None:
            from threadview.corrections import corrected

            self.post_message(self.Laid(corrected(read, found, region)))

        self.run_worker(work, thread=True, exclusive=True, group="correct", exit_on_error=False)

    def on_correcting_laid(self, event: Laid) -> None:
        """Show the thread corrected; the same words stay under the eye."""
        from threadview.corrections import Corrected

        window, desk = self.window, self.desk
        if window is None or desk is None:
            return
        old = window.view.outline
        outline = Outline(event.thread.posts, old.folds)
        outline.notes, outline.unrolled, outline.raw = old.notes, old.unrolled, old.raw
        place = window.place()
        if place.post >= len(event.thread.posts):
            place = place._replace(post=len(event.thread.posts) - 1, block=-1, offset=0)
        window.view = window.view._replace(thread=event.thread, outline=outline)
        window.forget()
        window.go(place)
        desk.over(event.thread)
        self.filter_lifted()
        self.moved()
        posts = event.thread.posts
        if isinstance(posts, Corrected) and posts.lost:
            self.say(f"{len(posts.lost)} corrections have lost their place", warn=True)

    def filter_lifted(self) -> None:
        """Show all posts again."""

    # The verbs

    def action_split(self) -> None:
        """Split the post where the selection begins."""
        selection = self.picked
        if selection is None:
            self.say("v selects where the second post begins, then zs splits")
        else:
            self._correct("split", self._passage())

    def action_merge(self) -> None:
        """This post belongs to the one before it."""
        if self.here().post == 0:
            self.say("there is no post before this")
        else:
            self._correct("merge", self._this_post())

    async def action_set_author(self) -> None:
        """Ask who wrote the post."""
        if self._may_note():
            post = self.post_here()
            name = post.author or "" if post is not None else ""
            await self.ask("correct-author", "author: ", name)

    async def action_set_date(self) -> None:
        """Ask when the post was written."""
        if self._may_note():
            await self.ask("correct-date", "date (2010-01-31): ")

    async def action_set_title(self) -> None:
        """Ask what the thread is called."""
        if self._may_note():
            thread = self.thread
            title = thread.title or "" if thread is not None else ""
            await self.ask("correct-title", "title: ", title)

    async def action_mark_quote(self) -> None:
        """The selection is a quote; ask from which post."""
        if self.view.selection is None:
            self.say("v selects the quoted words, then zq marks them")
        elif self._may_note():
            await self.ask("correct-quote", "quoted from post (number, or nothing): #")

    def action_unmark_quote(self) -> None:
        """The current quote, or the selection, is no quote."""
        item = self.item_here()
        if self.view.selection is None and (item is None or item.kind != "quote"):
            self.say("no quote is current: Tab goes to the next one")
        else:
            self._correct("unquote", self._passage())

    def action_mark_chrome(self) -> None:
        """The selection is page furniture."""
        if self.view.selection is None:
            self.say("v selects the furniture, then zf marks it")
        else:
            self._correct("chrome", self._passage())

    def corrected_as(self, purpose: str, text: str) -> None:
        """What was asked for is there: author, date, title, or the post quoted."""
        value = text.strip() or None
        what = purpose.removeprefix("correct-")
        if what == "title":
            self._correct("title", (), value)
        elif what == "quote":
            anchors = self._passage()
            number = (value or "").lstrip("#")
            desk = self.desk
            if number.isdecimal() and desk is not None:
                index = int(number) - 1
                if 0 <= index < len(self.reading.posts):
                    anchors += self._anchors_for([(index, 0, 0)])
            self._correct("quote", anchors)
        elif what == "author":
            self._correct("author", self._this_post(), value)
        elif what == "date":
            self._correct("date", self._this_post(), value)

    def _correct(
        self, action: Action, anchors: tuple[Anchor, ...], value: str | None = None
    ) -> None:
        """Keep a correction and lay it over the thread."""
        from threadview.corrections import Correction

        desk = self.desk
        if not self._may_note():
            return
        if desk is None:
            self.waiting = (*self.waiting, partial(self._correct, action, anchors, value))
            self.read_notes()
            return
        if not anchors and action != "title":
            return
        try:
            desk.notebook.corrections.add(Correction("", desk.keep().id, action, anchors, value))
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self.leave_selection()
        self.lay_corrections()
        self.say(f"corrected: {action}; u takes it back")

    def _this_post(self) -> tuple[Anchor, ...]:
        """The current post, as read."""
        return self._anchors_for([(self.here().post, 0, 0)])

    def _passage(self) -> tuple[Anchor, ...]:
        """The selection, or the current quote, as read."""
        window, selection = self.window, self.picked
        if window is None:
            return ()
        if selection is None:
            _, target = self._target()
            return self._anchors_for(list(target))
        return self._anchors_for(list(stretches(selection, window.view.outline.posts))[:1])

    def _anchors_for(self, spans: list[tuple[int, int, int]]) -> tuple[Anchor, ...]:
        """Anchors on the posts as the machine read them."""
        from threadview.anchors import anchor_passage, anchor_post
        from threadview.corrections import Corrected

        window = self.window
        if window is None:
            return ()
        shown, read = window.view.outline.posts, self.reading.posts
        found: list[Anchor] = []
        for index, start, end in spans:
            origin, first = (
                shown.origin(index, start)
                if isinstance(shown, Corrected)
                else (
                    index,
                    start,
                )
            )
            if start == end:
                found.append(anchor_post(read, origin))
            else:
                found.append(anchor_passage(read, origin, first, first + end - start))
        return tuple(found)

    _laid: list[Correction] = []  # noqa: RUF012 - replaced, never changed
