"""Noting: notes, highlights, tags, stars; kept on the disk the moment they are made."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from threadview.errors import NotebookError
from threadview.layout.rows import Mark
from threadview.layout.selection import marks_of, place_at, stretches
from threadview.model import logical_text
from threadview.outline import NOTE, Item, NoteLine, Place
from threadview.ui.note_editor import NoteEditor
from threadview.ui.note_list import NoteList
from threadview.ui.panels import Panels
from threadview.ui.selecting import Selecting

if TYPE_CHECKING:
    from threadview.anchors import ThreadPrint
    from threadview.desk import Desk, Held
    from threadview.notebook import Note

Target = tuple[tuple[int, int, int], ...]
"""Stretches of posts: (post index, start, end) in logical text; no words mean a whole post."""

Wanted = tuple[str, Target, str, tuple[str, ...], str | None]
"""A note to be kept: kind, target, words, tags, colour."""

LOOK = 0.7
"""Seconds between two looks at whether another window has written notes."""


class Noting(Panels, Selecting):
    """The verbs of notes."""

    desk: Desk | None = None
    """The notes of the thread; None until they are read, or where there is no notebook."""

    editor: NoteEditor | None = None
    """The panel in which a note is written, while one is."""

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
        if not self._wanted and not Path(notebook).exists():
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

    def on_noting_identified(self, event: Identified) -> None:
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
        waiting, self._wanted = self._wanted, ()
        for note in waiting:
            self.keep_note(*note)

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
        for held in desk.of_post(post):
            note = held.note
            if held.first != post or not (note.body.strip() or note.tags or note.kind == "star"):
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

    # Writing notes

    async def action_note(self) -> None:
        """Write a note on the selection, or on the current post or quote."""
        if self._may_note():
            about, target = self._target()
            await self.edit(about, "", None, target)

    def _may_note(self) -> bool:
        window = self.window
        if window is None or window.view.outline.first is None:
            return False
        if self.request.notebook is None:
            self.say("there is no notebook in this sitting", warn=True)
            return False
        return True

    def _target(self) -> tuple[str, Target]:
        """What is noted: words that say so, and its stretches."""
        window, selection = self.window, self.view.selection
        assert window is not None
        posts = window.view.outline.posts
        if selection is not None:
            found = tuple(stretches(selection, posts))
            if found:
                index, start, end = found[0]
                words = " ".join(logical_text(posts[index])[start:end].split())
                return f"note on “{words[:60]}”", found
        here, item = self.here(), self.item_here()
        post = posts[here.post]
        if item is not None and item.kind == "quote" and item.quote is not None:
            from threadview.model import segments

            for part in segments(post):
                if part.quote == item.quote:
                    place = (here.post, part.start, part.start + len(part.text))
                    return f"note on a quote in #{post.number}", (place,)
        return f"note on #{post.number}", ((here.post, 0, 0),)

    async def edit(
        self,
        about: str,
        text: str,
        note: Note | None,
        target: Target = (),
    ) -> None:
        """Open the panel for a note, or a new one on a target."""
        self._noted = (note, target)
        state = self.request.state
        draft = None if state is None else Path(state) / f"draft-{os.getpid()}.md"
        hint = "Ctrl-S keeps · Ctrl-E $EDITOR · Esc leaves"
        self.editor = NoteEditor(f"{about} · {hint}", text, draft)
        self.query_one("#footer").display = False
        await self.mount(self.editor)
        self.set_focus(self.editor.area)

    def close_editor(self) -> None:
        """Close the panel; the keys are the thread's again."""
        if self.editor is not None:
            self.editor.remove()
            self.editor = None
        self.query_one("#footer").display = True
        self.set_focus(self.view)

    def on_note_editor_left(self) -> None:
        """Nothing is kept."""
        if self.editor is not None:
            self.editor.forget_draft()
        self.close_editor()

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        """Keep what was written; the panel stays open when that fails."""
        note, target = self._noted
        if note is None and not event.text.strip():
            self.close_editor()
        elif self._written(note, target, event.text) and self.editor is not None:
            self.editor.forget_draft()
            self.close_editor()
            if self.selecting or self.view.selection is not None:
                self.leave_selection()

    def on_note_editor_outside(self, event: NoteEditor.Outside) -> None:
        """Go on in $EDITOR, and come back to the panel with what was written there."""
        text = self.edited_outside(event.text)
        if text is not None and self.editor is not None:
            self.editor.area.text = text
            self.editor.post_message(NoteEditor.Kept(text))

    def edited_outside(self, text: str) -> str | None:
        """The text as $VISUAL or $EDITOR left it; None when it could not be run."""
        import shlex
        import subprocess
        import tempfile

        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        with tempfile.NamedTemporaryFile(
            "w+", suffix=".md", encoding="utf-8", delete=False
        ) as file:
            file.write(text)
        path = Path(file.name)
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(command), file.name], check=True)  # noqa: S603
            found = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            self.say(f"{command}: {error}; what was written is in {path}", warn=True)
            return None
        path.unlink(missing_ok=True)
        self.app.refresh()
        return found

    def _written(self, note: Note | None, target: Target, text: str) -> bool:
        """Keep a new note or a changed one; whether it is on the disk (or will be: see `_wanted`).
        When it cannot be, its words go to a file, and the reader is told which."""
        if note is None:
            return self.keep_note("note", target, text)
        try:
            assert self.desk is not None
            kept = self.desk.update(replace(note, body=text))
        except NotebookError as error:
            self.rescue(text, error)
            return False
        if kept.id != note.id:
            self.say("another window changed this note first: both versions are kept", warn=True)
        self.notes_changed()
        return True

    def keep_note(
        self,
        kind: str,
        target: Target,
        text: str = "",
        tags: tuple[str, ...] = (),
        colour: str | None = None,
    ) -> bool:
        """Keep a new note on stretches of posts; whether it is on the disk, or waits for it to be
        known which thread this is."""
        from threadview.notebook import Note

        desk = self.desk
        if desk is None:
            base = 0 if self.session is None else self.session.base
            target = tuple((index + base, start, end) for index, start, end in target)
            self._wanted = (*self._wanted, (kind, target, text, tags, colour))
            self.read_notes()
            return True
        whole = len(target) == 1 and target[0][1] == target[0][2]
        anchors = desk.anchor_of(target[0][0]) if whole else desk.anchors(target)
        note = Note(
            "",
            "",
            kind,  # type: ignore[arg-type]
            "post" if whole else "passage",
            anchors,
            text,
            tags,
            colour,
        )
        try:
            self._last = desk.add(note)
        except NotebookError as error:
            self.rescue(text, error)
            return False
        self.notes_changed()
        return True

    def rescue(self, text: str, error: NotebookError) -> None:
        """A note could not be kept: its words go to a file, and the reader is told."""
        from threadview.desk import rescued

        if not text.strip():
            self.say(str(error), warn=True)
            return
        try:
            where = rescued(text, Path(self.request.notebook or "."))
        except NotebookError as worse:
            self.say(f"{error}; {worse}", warn=True)
        else:
            self.say(f"{error}; the words of the note are in {where}", warn=True)

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

    def action_edit_note(self) -> None:
        """Change the current note in $EDITOR."""
        held = self.held_here()
        if held is None:
            self.say("no note is current: ] goes to the next one")
            return
        text = self.edited_outside(held.note.body)
        if text is not None and text != held.note.body:
            self._written(held.note, (), text)

    async def action_change_note(self) -> None:
        """Change the current note in the panel."""
        held = self.held_here()
        if held is not None:
            await self.edit("note", held.note.body, held.note)

    # Undo

    def action_undo(self) -> None:
        """Take the latest change to the notes back."""
        self._walk(redo=False)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._walk(redo=True)

    def _walk(self, redo: bool) -> None:
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

    _wanted: tuple[Wanted, ...] = ()
    """Notes that wait for it to be known which thread this is."""
    _noted: tuple[Note | None, Target] = (None, ())
    _last: Note | None = None


def colour_style(colour: str | None) -> str:
    """The style of a note's colour; of none, that of a note in words only."""
    from threadview.notebook import COLOURS

    return f"note-{COLOURS.index(colour) + 1}" if colour in COLOURS else "note-0"


def _is_note(item: Item) -> bool:
    return item.kind == "note"
