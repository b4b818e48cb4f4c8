"""Correcting: the reader is above the machine. Corrections are laid over the thread as read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from threadview.errors import NotebookError
from threadview.layout.selection import logical_offset, stretches
from threadview.model import logical_text
from threadview.ui.laying import Target
from threadview.ui.marking import Marking
from threadview.ui.prompt import Question

if TYPE_CHECKING:
    from threadview.anchors import Anchor
    from threadview.corrections.correction import Action

PRECISIONS = ("%Y", "%Y-%m")
"""Dates that are less exact than a day, as `strptime` has them."""


class Correcting(Marking):
    """The verbs that correct."""

    def action_split(self) -> None:
        """Split the post where the selection begins; when that is where the post does, at the
        cursor."""
        if self.picked is None:
            self.say("v selects where the second post begins, then zs splits there")
            return
        target, cursor = self._passage(), self.view.cursor
        if target and cursor is not None and not self._words_before(target[0]):
            post, start, end = target[0]
            assert self.window is not None
            if cursor.post == post:
                start = logical_offset(self.window.view.outline.posts[post], cursor)
            target = ((post, start, max(end, start + 1)),)
        if target and not self._words_before(target[0]):
            self.say("the post begins there already")
        elif target and not self._rejoin(target):
            self._correct("split", target)

    def action_merge(self) -> None:
        """This post belongs to the one before it."""
        here = self.here().post
        if here == 0:
            self.say("there is no post before this")
        elif not self._rejoin(((here, 0, 0),)):
            self._correct("merge", ((here, 0, 0),))

    async def action_set_author(self) -> None:
        """Ask who wrote the post."""
        if self._may_note():
            post = self.post_here()
            name = post.author or "" if post is not None else ""
            label = "author (nothing: nobody knows): "
            await self.ask(Question(label, self._set_author, name))

    async def action_set_date(self) -> None:
        """Ask when the post was written."""
        if self._may_note():
            post = self.post_here()
            date = post.date or "" if post is not None else ""
            await self.ask(Question("date (2010-01-31): ", self._set_date, date))

    async def action_set_title(self) -> None:
        """Ask what the thread is called."""
        if self._may_note():
            thread = self.thread
            title = thread.title or "" if thread is not None else ""
            await self.ask(Question("title: ", self._set_title, title))

    async def action_mark_quote(self) -> None:
        """The selection is a quote; ask from which post."""
        if self.view.selection is None:
            self.say("v selects the quoted words, then zq marks them")
        elif self._may_note():
            label = "quoted from post (number, or nothing): #"
            await self.ask(Question(label, self._mark_quote))

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

    def _set_author(self, name: str) -> None:
        self._correct("author", ((self.here().post, 0, 0),), name.strip() or None)

    def _set_date(self, date: str) -> None:
        value = date.strip() or None
        if value is None or _is_date(value):
            self._correct("date", ((self.here().post, 0, 0),), value)
        else:
            self.say(f"{value!r} is no date: write 2010, 2010-01 or 2010-01-31")

    def _set_title(self, title: str) -> None:
        self._correct("title", (), title.strip() or None)

    def _mark_quote(self, typed: str) -> None:
        """The selection is a quote from a post; of the author that this has, if it has one."""
        number = typed.strip().lstrip("#")
        window, target = self.window, self._passage()
        if window is None or not target:
            return
        if not number:
            self._correct("quote", target)
            return
        index = int(number) - 1 if number.isdecimal() else -1
        base = 0 if self.session is None else self.session.base
        if not 0 <= index - base < len(window.view.outline.posts) or index - base == target[0][0]:
            self.say(f"no other post is #{number}", warn=True)
            return
        author = window.view.outline.posts[index - base].author
        self._correct("quote", (*target, (index - base, 0, 0)), author)

    def _passage(self) -> Target:
        """The selection in the first post that it touches, or the current quote."""
        window, selection = self.window, self.picked
        if window is None:
            return ()
        if selection is None:
            return self._target()[1]
        return tuple(stretches(selection, window.view.outline.posts))[:1]

    def _words_before(self, stretch: tuple[int, int, int]) -> bool:
        """Whether its post has words before a stretch."""
        window, (index, start, _) = self.window, stretch
        assert window is not None
        return bool(logical_text(window.view.outline.posts[index])[:start].strip())

    def _rejoin(self, target: Target) -> bool:
        """To merge what was split here, or to split what was merged, is to take that back."""
        from threadview.corrections import Corrected

        window, desk = self.window, self.at_desk()
        if window is None or desk is None or not isinstance(window.view.outline.posts, Corrected):
            return False
        ((source, offset, _),) = self.as_read(target[:1])
        merging = target[0][1] == target[0][2]
        wanted = "split" if merging else "merge"
        if bool(offset) != merging:
            return False
        for one in desk.corrections:
            if one.action == wanted and desk.starts_at(one, self.reading.posts) == (source, offset):
                try:
                    desk.uncorrect(one)
                except NotebookError as error:
                    self.say(str(error), warn=True)
                    return True
                self._corrected(f"the {wanted} is taken back")
                return True
        return False

    def _correct(self, action: Action, target: Target, value: str | None = None) -> None:
        """Keep a correction of stretches on the screen and lay it over the thread."""
        if not self._may_note() or (not target and action != "title"):
            return
        read = self.as_read(target)
        if self.at_desk() is None:
            self.later(lambda: self._keep_correction(action, read, value))
            self.leave_selection()
        else:
            self._keep_correction(action, read, value)

    def _keep_correction(self, action: Action, read: Target, value: str | None) -> None:
        """Keep a correction of stretches of the posts as read."""
        from threadview.corrections import Correction

        desk = self.at_desk()
        if desk is None:
            return
        try:
            desk.correct(Correction("", "", action, self._anchors_for(read), value))
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self._corrected(f"corrected: {_SAID.get(action, action)}")

    def _corrected(self, what: str) -> None:
        self.leave_selection()
        self.notes_changed()
        self.say(f"{what}; u undoes it")

    def _anchors_for(self, read: Target) -> tuple[Anchor, ...]:
        """Anchors on the posts as the machine read them."""
        from threadview.anchors import anchor_passage, anchor_post

        posts = self.reading.posts
        found: list[Anchor] = []
        for index, start, end in read:
            size = len(logical_text(posts[index]))
            if start == end and start and start < size:  # a part of a split post
                found.append(anchor_passage(posts, index, start, size))
            elif start == end:
                found.append(anchor_post(posts, index))
            else:
                found.append(anchor_passage(posts, index, start, min(end, size)))
        return tuple(found)


_SAID: dict[str, str] = {
    "split": "the post is split",
    "merge": "the post is merged with the one before",
    "quote": "a quote",
    "unquote": "no quote",
    "chrome": "page furniture",
}


def _is_date(text: str) -> bool:
    for form in PRECISIONS:
        try:
            datetime.strptime(text, form)
        except ValueError:
            continue
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
