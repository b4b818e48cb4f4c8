"""Noting: notes, highlights, tags, stars; kept on the disk the moment they are made."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from threadview.errors import NotebookError
from threadview.layout.selection import stretches
from threadview.model import logical_text
from threadview.ui.noted import Noted, Target

if TYPE_CHECKING:
    from threadview.anchors import Anchor
    from threadview.notebook import Note
    from threadview.ui.note_editor import NoteEditor


Kind = Literal["note", "highlight", "star"]
Where = Literal["thread", "post", "passage", "quote"]


class Noting(Noted):
    """The verbs that write notes."""

    editor: NoteEditor | None = None
    """The panel in which a note is written, while one is."""

    async def action_note(self) -> None:
        """Write a note on the selection, or on the current post or quote."""
        if self._may_note():
            about, target = self._target()
            await self.edit(about, "", None, target)

    async def action_note_thread(self) -> None:
        """Write a note on the thread as a whole."""
        if self._may_note():
            await self.edit("note on the thread", "", None, ())

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
        window, selection = self.window, self.picked
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
        from threadview.ui.note_editor import NoteEditor

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
        from threadview.ui.note_editor import NoteEditor

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
            again = partial(self.keep_note, kind, target, text, tags, colour)
            self.waiting = (*self.waiting, again)
            self.read_notes()
            return True
        where, anchors = self.anchored(target)
        note = Note("", "", cast("Kind", kind), where, anchors, text, tags, colour)
        try:
            self._last = desk.add(note)
        except NotebookError as error:
            self.rescue(text, error)
            return False
        self.notes_changed()
        return True

    def anchored(self, target: Target) -> tuple[Where, tuple[Anchor, ...]]:
        """What a note on a target is a note on, and its anchors."""
        desk = self.desk
        assert desk is not None
        if not target:
            return "thread", ()
        if len(target) == 1 and target[0][1] == target[0][2]:
            return "post", desk.anchor_of(target[0][0])
        anchors = desk.anchors(target)
        return ("quote" if len(anchors) == 1 and anchors[0].quoted else "passage"), anchors

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

    _noted: tuple[Note | None, Target] = (None, ())
    _last: Note | None = None
