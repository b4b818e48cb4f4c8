"""Selecting by keyboard: a cursor in the words, and what it has passed over."""

from __future__ import annotations

from threadview.layout.motions import Object, Unit, moved, stretch
from threadview.layout.rows import cell_of, offset_in
from threadview.layout.selection import Selection, logical_offset, place_at
from threadview.model import logical_text
from threadview.outline import Place
from threadview.ui.folding import Folding


class Selecting(Folding):
    """The verbs of the selection: `v` begins, the motions extend."""

    @property
    def selecting(self) -> bool:
        """Whether the keys move the end of a selection."""
        return self.view.cursor is not None

    def action_select(self) -> None:
        """Begin a selection at the current item, or leave it."""
        window = self.window
        if window is None or window.view.outline.first is None:
            return
        if self.selecting:
            self.leave_selection()
            return
        if window.view.outline.raw:
            self.say("the raw dump is selected with the mouse; R shows the thread")
            return
        self.extend_to(self._begin())

    def _begin(self) -> Place:
        """The first words of the current item that are in sight."""
        window = self.window
        assert window is not None
        here = self.here()
        window.reveal(here._replace(offset=0))
        self.view.look()
        words = [row.place for row in self.view.rows() if row.text]
        return next((place for place in words if place >= here), words[0] if words else here)

    def extend_to(self, place: Place, before: bool = False) -> None:
        """Move the end of the selection, begun here if there is none; it stays in sight.

        The character there is selected, too; not so with `before`, for motions that end where
        the next word, sentence, paragraph or post begins (vi calls them exclusive).
        """
        window = self.window
        if window is None:
            return
        selection = self.view.selection
        anchor = selection.anchor if selection is not None and self.selecting else place
        post = window.view.outline.posts[place.post]
        if not window.view.outline.raw:
            window.reveal(place)
        self.view.cursor = place
        end = place
        if place >= anchor and place.block >= 0 and not (before and place > anchor):
            end = place._replace(offset=min(place.offset + 1, len(post.blocks[place.block].text)))
        self.view.selection = Selection(anchor, end)
        window.show(place)
        self.moved()

    def leave_selection(self) -> None:
        """No selection any more."""
        self.view.selection = self.view.cursor = None
        self.moved()

    def action_extend(self, unit: Unit, step: int) -> None:
        """By character, word, sentence or paragraph, across posts too."""
        window, cursor = self.window, self.view.cursor
        if window is None or cursor is None:
            return
        outline = window.view.outline
        post, offset = cursor.post, logical_offset(outline.posts[cursor.post], cursor)
        before = unit in ("word", "sentence", "paragraph")
        for _ in range(self.count or 1):
            found = moved(logical_text(outline.posts[post]), offset, unit, step)
            if found is None:
                following = outline.after(post) if step > 0 else outline.before(post)
                size = len(logical_text(outline.posts[post if following is None else following]))
                if following is None:
                    if step > 0:  # the end of the thread, of which the last character is
                        offset, before = max(0, size - 1), False
                    break
                post = following
                found = 0 if step > 0 else max(0, size - 1)
            offset = found
        self.extend_to(place_at(outline.posts[post], post, offset), before)

    def action_extend_line(self, step: int) -> None:
        """By rows of the screen, in the same column."""
        window, cursor = self.window, self.view.cursor
        if window is None or cursor is None:
            return
        frame = window.view.frame
        spot = window.spot(cursor)
        column = cell_of(window.row(spot), frame, cursor.offset)
        walk = window.down(spot) if step > 0 else window.up(spot)
        left = self.count or 1
        for other in walk:
            row = window.row(other)
            if other != spot and row.text:
                cursor = row.place._replace(offset=min(offset_in(row, frame, column), row.stop))
                left -= 1
                if not left:
                    break
        self.extend_to(cursor)

    def action_extend_post(self, step: int) -> None:
        """By posts: to the beginning of the next, or of this one, or of the one before."""
        window, cursor = self.window, self.view.cursor
        if window is None or cursor is None:
            return
        outline, post = window.view.outline, cursor.post
        steps = self.count or 1
        if step < 0 and logical_offset(outline.posts[post], cursor):
            steps -= 1  # the beginning of this one comes first
        for _ in range(steps):
            following = outline.after(post) if step > 0 else outline.before(post)
            if following is None:
                break
            post = following
        if post == cursor.post and step > 0:  # the last one: to its end
            text = logical_text(outline.posts[post])
            self.extend_to(place_at(outline.posts[post], post, max(0, len(text) - 1)))
        else:
            self.extend_to(place_at(outline.posts[post], post, 0), before=True)

    def action_take(self, unit: Object) -> None:
        """Select the word, sentence, paragraph or quote around the cursor."""
        window, cursor = self.window, self.view.cursor
        if window is None or cursor is None:
            return
        post = window.view.outline.posts[cursor.post]
        text = logical_text(post)
        found = stretch(post, text, logical_offset(post, cursor), unit)
        if found is None:
            self.say(f"there is no {unit} here")
            return
        start, end = found
        first, last = place_at(post, cursor.post, start), place_at(post, cursor.post, end - 1)
        self.view.selection = Selection(first, first)
        self.view.cursor = first
        self.extend_to(last)

    def action_swap(self) -> None:
        """To the other end of the selection."""
        selection, cursor = self.view.selection, self.view.cursor
        if selection is not None and cursor is not None:
            self.view.selection = Selection(cursor, selection.anchor)
            self.extend_to(selection.anchor)
