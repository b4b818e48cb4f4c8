"""Remembering: the place, the folds and the marks of a thread, from one sitting to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview import places
from threadview.outline import Place
from threadview.places import Remembered
from threadview.ui.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from threadview.model import Post

NEAR = 500
"""Posts looked at on either side for the one that was being read before the dump changed."""


class Remembering(Moving):
    """The verbs that keep places."""

    marks: dict[str, Place]
    """Places marked by a letter; indices of the thread."""

    known: int
    """How many posts the thread had when it was last left; 0 when it is new to us."""

    def remember(self) -> None:
        """Write down where the reader is. Never in the way: a directory that cannot be written
        costs only the memory."""
        state, kept = self.request.state, self.remembered()
        if state is None or kept is None:
            return
        try:
            places.save(state, kept)
        except OSError as error:
            self.log.warning(f"place not kept: {error}")

    def remembered(self) -> Remembered | None:
        """Where the reader is; None where that cannot be found again."""
        window, session, dump = self.window, self.session, self.reading.dump
        if window is None or session is None or self.reading.where is None or dump.size is None:
            return None
        if session.base or window.view.outline.first is None:
            return None
        posts = self.reading.posts  # a sitting begins with the thread as read
        place, folds, marks = window.place(), window.view.outline.folds, self.marks
        if window.view.thread is not self.reading.thread:
            from threadview.layout.carrying import Carrier

            carrier = Carrier(window.view.outline.posts, posts)
            place, folds = carrier.place(place), carrier.folds(folds)
            marks = {letter: carrier.place(marked) for letter, marked in marks.items()}
        return Remembered(
            self.reading.where,
            dump.size,
            dump.mtime,
            len(posts) if window.view.thread.complete else max(len(posts), self.known),
            place,
            places.fingerprint(posts[place.post]),
            folds,
            marks,
            window.view.thread.title,
            places.excerpt(posts, place),
        )

    def recall(self) -> None:
        """Take up what is remembered of a thread: marks, and how many posts it had. The place and
        the folds of a dump that is the same as it was are the session's."""
        state, location = self.request.state, self.reading.where
        kept = None if state is None or location is None else places.load(state, location)
        self.marks = {} if kept is None else dict(kept.marks)
        self.known = 0 if kept is None else kept.posts
        self._sought = None if kept is None or self._is_fresh(kept) else kept

    def _is_fresh(self, kept: Remembered) -> bool:
        return kept.fresh(self.reading.dump.size, self.reading.dump.mtime)

    def seek_old_place(self, *, quiet: bool = False) -> None:
        """After a dump has changed: find the post that was being read by its words, once it has
        been read, unless the reader has moved on already."""
        kept, window = self._sought, self.window
        if kept is None or window is None:
            return
        if window.place() > Place(0, 0, 0):
            self._sought = None
            return
        posts, at = window.view.outline.posts, kept.place.post
        if len(posts) <= at and not window.view.thread.complete:
            return
        found = _same_words(posts, at, kept.print)
        if found is None and not window.view.thread.complete:
            return
        self._sought = None
        if found is None and quiet and len(posts):
            found = min(at, len(posts) - 1)
        if found is not None and (found, kept.place.block) > (0, 0):
            window.view.outline.folds = kept.folds
            window.forget()
            window.go(kept.place._replace(post=found))
            self.moved()
            if not quiet:
                self.say("the dump has changed since; this is the post you were at")

    def action_mark(self, letter: str) -> None:
        """Mark this place with a letter."""
        if self.window is not None and self.session is not None:
            place = self.window.place()
            self.marks[letter] = place._replace(post=place.post + self.session.base)
            self.say(f"marked '{letter}")

    def action_to_mark(self, letter: str) -> None:
        """Go to the place marked with a letter."""
        place, window = self.marks.get(letter), self.window
        if place is None or window is None or self.session is None:
            self.say(f"nothing is marked '{letter}", warn=True)
            return
        index = place.post - self.session.base
        if 0 <= index < len(window.view.outline.posts):
            self.jump(place._replace(post=index))
        else:
            self.say(f"post #{place.post + 1} has not been read yet", warn=True)

    def action_first_new(self) -> None:
        """To the first post that was not there last time."""
        window = self.window
        if window is None or not 0 < self.known < len(self.reading.posts):
            self.say("no post is new since last time")
            return
        from threadview.layout.carrying import Carrier

        carrier = Carrier(self.reading.posts, window.view.outline.posts)
        self.to_post(carrier.index(self.known) + 1)

    _sought: Remembered | None = None


def _same_words(posts: Sequence[Post], at: int, mark: int) -> int | None:
    """The index of the post with a fingerprint, looked for around an index, nearest first."""
    for step in range(NEAR):
        for index in {at + step, at - step}:
            if 0 <= index < len(posts) and places.fingerprint(posts[index]) == mark:
                return index
    return None
