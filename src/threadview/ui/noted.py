"""The notes of the thread on the screen: read, painted, walked through, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.errors import NotebookError
from threadview.layout.rows import Mark
from threadview.layout.selection import marks_of, place_at
from threadview.outline import NOTE, Item, NoteLine, Place
from threadview.ui.laying import Laying
from threadview.ui.note_list import NoteList
from threadview.ui.styles import colour_style

if TYPE_CHECKING:
    from threadview.desk import Held
    from threadview.search import Hit, Notes


class Noted(Laying):
    """The notes that there are, and the verbs that do not write any."""

    def look_for_notes(self) -> None:
        """Take in what another window has written."""
        desk = self.desk
        try:
            if desk is not None and desk.changed():
                self._troubled = ""
                self.notes_changed()
        except NotebookError as error:
            if str(error) != self._troubled:  # once is enough
                self._troubled = str(error)
                self.say(self._troubled, warn=True)

    def notes_changed(self) -> None:
        """The notes are others now: lay out and paint them."""
        window, desk = self.window, self.at_desk()
        if window is None or desk is None:
            return
        outline = window.view.outline
        noted = bool(desk.held)

        def change() -> None:
            outline.notes = self.lines_of if noted else None

        window.refold(change)
        self.view.notes = noted
        self.view.relayout()
        self.view.painted = self.note_marks if noted else None
        if self.side is not None and isinstance(self.side.listed, NoteList):
            self.side.listed.refresh()
            self.side.refresh_rows()
        self.moved()
        self._lay_if_corrected()

    def _lay_if_corrected(self) -> None:
        desk = self.desk
        try:
            if desk is not None and desk.recorrected():
                self.lay_anew()
        except NotebookError as error:
            self.say(str(error), warn=True)

    def lines_of(self, post: int) -> list[NoteLine]:
        """The notes of a post for the outline: those that begin in it, highlights that say
        something among them."""
        desk, window = self.at_desk(), self.window
        if desk is None or window is None:
            return []
        body = window.view.outline.posts[post]
        found: list[NoteLine] = []
        for held in self._begun_in(post):
            note = held.note
            if not (note.body.strip() or note.tags or note.kind == "star"):
                continue
            passages = [one for one in held.stretches() if one[0] == post]
            place = place_at(body, post, passages[0][1]) if passages else Place(post)
            text = note.body if note.kind != "star" else note.body or "★"
            style = colour_style(note.colour)
            found.append(NoteLine(note.id, place.block, place.offset, text, note.tags, style))
        return found

    def note_marks(self, post: int) -> dict[int, list[Mark]]:
        """The passages noted in a post, in their colours."""
        desk, window = self.at_desk(), self.window
        if desk is None or window is None:
            return {}
        found = [
            (start, end, colour_style(held.note.colour or "yellow"))
            for held in desk.of_post(post)
            for index, start, end in held.stretches()
            if index == post
        ]
        return marks_of(window.view.outline.posts[post], found) if found else {}

    def notes_to_search(self) -> Notes | None:
        """The notes of each post, by number, as searching wants them; None without any."""
        from threadview.search import Note as Searched

        desk = self.at_desk()
        if desk is None or not desk.held:
            return None
        return {
            index + 1: [Searched(held.note.body, held.note.tags) for held in self._begun_in(index)]
            for index in desk.noted_posts()
        }

    def _begun_in(self, post: int) -> list[Held]:
        """The notes that begin in the post at an index, in order; those on the thread in the
        first."""
        desk = self.at_desk()
        held = [] if desk is None else desk.of_post(post)
        return [one for one in held if (one.first if one.places else 0) == post]

    def place_of_hit(self, hit: Hit) -> Place:
        """Where a hit is to be seen: one in a note, at the note, which is shown whole."""
        window = self.window
        if hit.where != "note" or window is None:
            return super().place_of_hit(hit)
        post, start = hit.post - 1, 0
        for held in self._begun_in(post):
            end = start + len(held.note.body)
            if hit.start <= end:
                window.view.outline.unrolled.add(held.note.id)
                window.forget(post)
                lines = [line.id for line in self.lines_of(post)]
                if held.note.id in lines:
                    number = lines.index(held.note.id)
                    return Place(post, self.lines_of(post)[number].block, NOTE - number)
            start = end + 2
        return Place(post)

    # Going from note to note

    def action_next_note(self, step: int) -> None:
        """To the next note, or the one before."""
        window, desk = self.window, self.at_desk()
        if window is None or window.view.outline.first is None:
            return
        if desk is None or not desk.held:
            if not self.still_looking():
                self.say("no notes yet: a writes one")
            return
        place: Place | None = self.here()
        found: Place | None = None
        for _ in range(self.count or 1):
            place = self._beyond(place, step) if place is not None else None
            found = place or found
        if found is None:
            self.say("no more notes" if step > 0 else "no notes before this")
            return
        window.reveal(found._replace(offset=0))
        window.current = found
        window.show(found)
        self.moved()

    def _beyond(self, place: Place, step: int) -> Place | None:
        """The nearest note beyond a place; posts without notes are passed over."""
        window, desk = self.window, self.at_desk()
        if window is None or desk is None:
            return None
        outline = window.view.outline
        at = outline.item_at(place)
        posts = desk.noted_posts()
        for post in posts if step > 0 else reversed(posts):
            if (post < place.post) if step > 0 else (post > place.post):
                continue
            items = outline.items(post)
            order = range(len(items)) if step > 0 else range(len(items) - 1, -1, -1)
            for index in order:
                beyond = index > at if step > 0 else index < at
                if _is_note(items[index]) and (post != place.post or beyond):
                    return outline.place_of(post, index)
        return None

    def held_here(self) -> Held | None:
        """The note that is current, else the first on the current post or quote."""
        window, desk = self.window, self.at_desk()
        if window is None or desk is None or window.view.outline.first is None:
            return None
        here, item = self.here(), self.item_here()
        if here.offset <= NOTE:
            lines = self.lines_of(here.post)
            if NOTE - here.offset < len(lines):
                return desk.get(lines[NOTE - here.offset].id)
        found = desk.of_post(here.post)
        if item is not None and item.kind == "quote":
            spans = [(one, self._in_item(one, here.post, item)) for one in found]
            return next((one for one, inside in spans if inside), None)
        return found[0] if found else None

    def _in_item(self, held: Held, post: int, item: Item) -> bool:
        """Whether a note is on words of a quote."""
        assert self.window is not None
        body = self.window.view.outline.posts[post]
        starts = [place_at(body, post, start) for at, start, _ in held.stretches() if at == post]
        return any(
            body.blocks[place.block].quote == item.quote for place in starts if place.block >= 0
        )

    # Undo

    def action_undo(self) -> None:
        """Take the latest change to the notes back."""
        self.walk_journal(redo=False)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.walk_journal(redo=True)

    def walk_journal(self, redo: bool) -> None:
        """Undo or redo a change to notes and corrections."""
        desk = self.at_desk()
        if desk is None:
            if self.desk is None and not self.has_notebook():
                self.say("nothing to undo" if not redo else "nothing to redo")
            else:
                self.later(lambda: self.walk_journal(redo))
            return
        try:
            step = desk.redo() if redo else desk.undo()
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        what = "redone" if redo else "undone"
        self.notes_changed()
        self.say(f"{what}: {step.label}" if step else f"nothing to {'redo' if redo else 'undo'}")

    _troubled: str = ""
    """What was last said of a notebook that cannot be looked at."""


def _is_note(item: Item) -> bool:
    return item.kind == "note"
