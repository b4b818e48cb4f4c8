"""Marking: highlights in four colours, tags, stars."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from threadview.errors import NotebookError
from threadview.ui.note_list import NoteList, NoteRows
from threadview.ui.noting import Noting
from threadview.ui.prompt import Question

if TYPE_CHECKING:
    from threadview.desk import Held


class Marking(Noting):
    """The verbs that mark without words."""

    colour: str = "yellow"
    """The colour of the last highlight."""

    def action_highlight(self) -> None:
        """Highlight the selection, or the quote or post, in the last colour; a digit right after
        changes the colour."""
        if not self._may_note():
            return
        _, target = self._target()
        if len(target) == 1 and target[0][1] == target[0][2]:
            self.say("nothing is selected: v selects, then H highlights")
            return
        if self.keep_note("highlight", target, colour=self.colour):
            self.leave_selection()
            self.recolouring = True
            self.say(f"highlighted {self.colour}; 1 to 4 changes the colour")

    recolouring: bool = False
    """Whether a digit changes the colour of what was highlighted just now."""

    def recolour(self, digit: str) -> bool:
        """The digit right after a highlight; whether it was one."""
        wanted, self.recolouring = self.recolouring, False
        if not wanted or digit not in ("1", "2", "3", "4"):
            return False
        from threadview.notebook import COLOURS

        colour = self.colour = COLOURS[int(digit) - 1]
        if self.waiting:
            self.later(lambda: self._recolour(colour))
        else:
            self._recolour(colour)
        return True

    def _recolour(self, colour: str) -> None:
        """Give what was highlighted last another colour."""
        if self.desk is None or self._last is None:
            return
        try:
            self._last = self.desk.update(replace(self._last, colour=colour))
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self.notes_changed()
        self.say(f"highlighted {colour}")

    async def action_tag(self) -> None:
        """Ask for tags for the selection or the current note; else for the post."""
        if not self._may_note():
            return
        held = None if self.view.selection is not None else self.held_here()
        text = tags_typed(held.note.tags) if held is not None else ""
        tags = [] if self.desk is None else list(self.desk.notebook.notes.tags())
        await self.ask(Question("tags: ", self.tag_with, text, completions=tags))

    def tag_with(self, text: str) -> None:
        """Give tags to the current note, or make a note of tags only."""
        tags = typed_tags(text)
        held = None if self.view.selection is not None else self.held_here()
        if held is None:
            if tags and self.keep_note("note", self._target()[1], tags=tags):
                self.leave_selection()
            return
        assert self.desk is not None
        try:
            kept = self.desk.update(replace(held.note, tags=tags))
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self.notes_changed()
        if kept.id != held.note.id:
            self.say("another window changed this note first: both versions are kept", warn=True)

    def action_star(self) -> None:
        """Star the current post, or take its star away."""
        if not self._may_note():
            return
        desk, here = self.at_desk(), self.here().post
        if desk is None and self.has_notebook():  # there may be a star to take away
            ((post, _, _),) = self.as_read(((here, 0, 0),))
            self.later(lambda: self._star(self.as_shown(((post, 0, 0),))[0][0]))
        else:
            self._star(here)

    def _star(self, post: int) -> None:
        desk = self.at_desk()
        found = [] if desk is None else desk.of_post(post)
        star = next((held for held in found if held.note.kind == "star"), None)
        if star is None or desk is None:
            self.keep_note("star", ((post, 0, 0),))
            return
        try:
            desk.delete(star.note)
        except NotebookError as error:
            self.say(str(error), warn=True)
        self.notes_changed()

    async def action_notes(self) -> None:
        """All notes of the thread beside it, or not any more; while something is selected, the
        keys go to them, so that one can be moved there."""
        if self.desk is None:
            if not self.still_looking():
                self.say("no notes yet: a writes one")
            return
        side = self.side
        if side is not None and isinstance(side.listed, NoteList) and self.view.selection:
            side.take_keys()
            return
        await self.toggle_side(NoteList(self.desk))

    async def on_note_rows_changing(self, event: NoteRows.Changing) -> None:
        """Change a note of the panel."""
        side, desk = self.side, self.desk
        if side is None or desk is None or not isinstance(side.listed, NoteList):
            return
        if event.what == "narrow":
            self.set_focus(side.query_one(Input))
            return
        if event.what in ("undo", "redo"):
            self.walk_journal(redo=event.what == "redo")
        elif side.listed.count:
            await self.change_held(side.listed.held(event.index), event.what)
        side.listed.refresh()
        side.refresh_rows()

    async def change_held(self, held: Held, what: str) -> None:
        """Edit, delete or move a note."""
        assert self.desk is not None
        if what == "change":
            await self.edit("note", held.note.body, held.note)
            self._from_list = self.editor is not None
            return
        try:
            if what == "delete":
                self.desk.delete(held.note)
            elif what == "move":
                self.move_held(held)
            elif what == "edit":
                text = self.edited_outside(held.note.body)
                if text is not None and text != held.note.body:
                    self._written(held.note, (), text)
        except NotebookError as error:
            self.say(str(error), warn=True)
        self.notes_changed()

    def move_held(self, held: Held) -> None:
        """Put a note, an orphan too, on the words selected, or on the current post or quote."""
        if self.desk is None or self.at_desk() is None or not self._may_note():
            self.say("the thread is still being read; try again in a moment")
            return
        about, target = self._target()
        where, anchors = self.anchored(target)
        self.desk.move(held.note, where, anchors)
        self.leave_selection()
        self.say(f"moved: {about}")

    async def action_export(self) -> None:
        """Ask for a file for the notes of the thread, in Markdown."""
        desk = self.desk
        if desk is None or not desk.held:
            if not self.still_looking():
                self.say("there are no notes to export: a writes one")
            return
        title = re.sub(r"[^\w]+", "-", desk.thread.title or "thread").strip("-").lower()
        name = f"{title[:60]}-notes.md"
        await self.ask(Question("export notes to: ", self.export_to, name))

    def export_to(self, name: str) -> None:
        """Write the notes to a Markdown file, or bring the one there up to date; what was added
        to it by hand stays."""
        desk = self.desk
        if desk is None or not name.strip():
            return
        path = Path(name.strip()).expanduser()
        try:
            current = desk.export(path)
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self.say(f"{path} is current already" if current else f"written: {path}")

    def action_delete_note(self) -> None:
        """Delete the current note; u brings it back."""
        held = self.held_here()
        if held is None or self.desk is None:
            self.say("no note is current: ] goes to the next one")
            return
        try:
            self.desk.delete(held.note)
        except NotebookError as error:
            self.say(str(error), warn=True)
            return
        self.notes_changed()
        self.say("deleted; u brings it back")


def tags_typed(tags: tuple[str, ...]) -> str:
    """Tags as they stand in the line to be changed: with commas where one is of several words."""
    if any(" " in tag for tag in tags):
        return ", ".join(tags) + ", "
    return "".join(f"{tag} " for tag in tags)


def typed_tags(text: str) -> tuple[str, ...]:
    """The tags of what was typed: apart by commas where there is one, else by spaces."""
    parts = text.split(",") if "," in text else text.split()
    return tuple(tag for part in parts if (tag := part.strip().lstrip("#").strip()))
