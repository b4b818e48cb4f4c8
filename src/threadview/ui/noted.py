"""The notes of the thread on the screen: read, painted, walked through, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from threadview.errors import NotebookError
from threadview.layout.rows import Mark
from threadview.layout.selection import marks_of, place_at
from threadview.outline import NOTE, Item, NoteLine, Place
from threadview.ui.note_list import NoteList
from threadview.ui.panels import Panels
from threadview.ui.selecting import Selecting

if TYPE_CHECKING:
    from threadview.anchors import ThreadPrint
    from threadview.desk import Desk, Held
    from threadview.search import Hit, Notes

Target = tuple[tuple[int, int, int], ...]
"""Stretches of posts: (post index, start, end) in logical text; no words mean a whole post, and no
stretches at all the thread."""

LOOK = 0.7
"""Seconds between two looks at whether another window has written notes."""


class Noted(Panels, Selecting):
    """The notes that there are, and the verbs that do not write any."""

    desk: Desk | None = None
    """The notes of the thread; None until they are read, or where there is no notebook."""

    waiting: tuple[Callable[[], object], ...] = ()
    """What is to be done once it is known which thread this is."""

    class Identified(Message):
        """It is known which thread this is: its notes can be read."""

        def __init__(self, identity: ThreadPrint) -> None:
            super().__init__()
            self.identity = identity

    # Reading notes

    def read_notes(self) -> None:
        """Find out which thread this is, beside the screen, once it has been read."""
        notebook = self.request.notebook
        thread = self.thread
        if notebook is None or self.desk is not None or thread is None or not thread.complete:
            return
        if not self.waiting and not Path(notebook).exists():
            return  # nothing was ever noted: nothing is to be looked for
        from threadview.desk import identify

        def work() -> None:
            identity = identify(thread)
            self.post_message(self.Identified(identity))

        self.run_worker(
            work,
            thread=True,
            exclusive=True,
            group="identify",
            exit_on_error=False,
            name="identify",
        )

    def on_noted_identified(self, event: Identified) -> None:
        """Read the notes and show them; then do what waited for it."""
        from threadview.desk import Desk

        window = self.window
        if window is None or self.request.notebook is None or self.desk is not None:
            return
        try:
            self.desk = Desk(Path(self.request.notebook), window.view.thread, event.identity)
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        for notice in self.desk.notebook.notices:
            self.say(notice, warn=True)
        self.set_interval(LOOK, self.look_for_notes)
        self.notes_changed()
        waiting, self.waiting = self.waiting, ()
        for act in waiting:
            act()

    def look_for_notes(self) -> None:
        """Take in what another window has written."""
        try:
            if self.desk is not None and self.desk.changed():
                self.notes_changed()
        except NotebookError as error:
            self.say(str(error), warn=True)

    def notes_changed(self) -> None:
        """The notes are others now: lay out and paint them."""
        window, desk = self.window, self.desk
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
        if self.side is not None and isinstance(self.side.listing, NoteList):
            self.side.listing.refresh()
            self.side.refresh_rows()
        self.moved()

    def lines_of(self, post: int) -> list[NoteLine]:
        """The notes of a post for the outline: those that begin in it, highlights that say
        something among them."""
        desk, window = self.desk, self.window
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
        desk, window = self.desk, self.window
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

        desk = self.desk
        if desk is None or not desk.held:
            return None
        return {
            index + 1: [Searched(held.note.body, held.note.tags) for held in self._begun_in(index)]
            for index in desk.noted_posts()
        }

    def _begun_in(self, post: int) -> list[Held]:
        """The notes that begin in the post at an index, in order; those on the thread in the
        first."""
        held = [] if self.desk is None else self.desk.of_post(post)
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
        window = self.window
        if window is None or self.desk is None or window.view.outline.first is None:
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
        window.view.outline.reveal(found._replace(offset=0))
        window.forget(found.post)
        window.current = found
        window.show(found)
        self.moved()

    def _beyond(self, place: Place, step: int) -> Place | None:
        """The nearest note beyond a place; posts without notes are passed over."""
        window, desk = self.window, self.desk
        assert window is not None
        assert desk is not None
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
        window, desk = self.window, self.desk
        if window is None or desk is None or window.view.outline.first is None:
            return None
        here = self.here()
        if here.offset <= NOTE:
            lines = self.lines_of(here.post)
            if NOTE - here.offset < len(lines):
                return desk.get(lines[NOTE - here.offset].id)
        found = desk.of_post(here.post)
        return found[0] if found else None

    # Undo

    def action_undo(self) -> None:
        """Take the latest change to the notes back."""
        self.walk_journal(redo=False)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.walk_journal(redo=True)

    def walk_journal(self, redo: bool) -> None:
        """Undo or redo a change to notes and corrections."""
        desk = self.desk
        if desk is None:
            self.say("nothing to undo")
            return
        try:
            step = desk.redo() if redo else desk.undo()
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        what = "redone" if redo else "undone"
        self.say(f"{what}: {step.label}" if step else f"nothing to {'redo' if redo else 'undo'}")
        self.notes_changed()


def colour_style(colour: str | None) -> str:
    """The style of a note's colour; of none, that of a note in words only."""
    from threadview.notebook import COLOURS

    return f"note-{COLOURS.index(colour) + 1}" if colour in COLOURS else "note-0"


def _is_note(item: Item) -> bool:
    return item.kind == "note"
