"""Noting: notes, highlights, tags, stars; kept on the disk the moment they are made."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from threadview.errors import NotebookError
from threadview.layout.selection import place_at, stretches
from threadview.model import logical_text
from threadview.ui.laying import Target
from threadview.ui.noted import Noted

if TYPE_CHECKING:
    from threadview.anchors import Anchor
    from threadview.notebook import Note
    from threadview.notebook.note import Kind
    from threadview.notebook.note import Target as Where
    from threadview.ui.drafts import Draft, Left
    from threadview.ui.note_editor import NoteEditor


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
            self.say("this session has no notebook", warn=True)
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

        if self.editor is not None:  # one at a time: the words in hand come first
            self.set_focus(self.editor.area)
            return
        # Until it is kept the thread may be read again or corrected: count posts as read.
        self._noted = (note, self.as_read(target))
        self.editor = NoteEditor(about, text, self._draft(about))
        self.query_one("#footer").display = False
        await self.mount(self.editor)
        self.set_focus(self.editor.area)
        self.call_after_refresh(self._show_passage, note, target)

    def _draft(self, about: str) -> Draft | None:
        """Where the words in hand are saved against crashes."""
        from threadview.ui.drafts import About, Draft

        if self.request.state is None:
            return None
        note, target = self._noted
        changed, revision = (None, 0) if note is None else (note.id, note.revision)
        said = About(about, self.reading.where, target, changed, revision)
        return Draft(self.request.state, said)

    def _show_passage(self, note: Note | None, target: Target) -> None:
        """Keep what the note is on in sight, above the panel."""
        window, desk = self.window, self.at_desk()
        if window is None:
            return
        held = None if note is None or desk is None else desk.get(note.id)
        if held is not None and held.first is not None:
            target = tuple(held.stretches()) or ((held.first, 0, 0),)
        if target:
            index, start, end = target[0]
            post = window.view.outline.posts[index]
            place = place_at(post, index, start)
            window.show(place if end > start else place._replace(block=-1, offset=0))
            self.moved()

    def close_editor(self) -> None:
        """Close the panel; the keys are the thread's again, or those of the list of notes."""
        if self.editor is not None:
            self.editor.remove()
            self.editor = None
        self.query_one("#footer").display = True
        if self._from_list and self.side is not None:
            self.side.take_keys()
        else:
            self.set_focus(self.view)
        self._from_list = False

    def on_note_editor_left(self) -> None:
        """Nothing is kept."""
        if self.editor is not None and self.editor.draft is not None:
            self.editor.draft.forget()
        self.close_editor()

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        """Keep what was written; the panel stays open when that fails."""
        editor, (note, target) = self.editor, self._noted
        if editor is None:
            return
        if note is None and not event.text.strip():
            self.on_note_editor_left()
        elif self._written(note, self.as_shown(target), event.text, editor.draft):
            self.close_editor()
            if self.selecting or self.view.selection is not None:
                self.leave_selection()

    # Drafts of sittings that ended badly

    def offer_drafts(self) -> None:
        """Say so when words of notes were left behind by a process that is gone."""
        if self.request.state is None or self.request.notebook is None:
            return
        from threadview.ui.drafts import left

        found = left(self.request.state)
        if found:
            what, which = "an unsaved note is", "it"
            if len(found) > 1:
                what, which = f"{len(found)} unsaved notes are", "one of them"
            self.notify(
                f"{what} left from before: zg goes on with {which}",
                severity="warning",
                markup=False,
                timeout=10,
            )

    def action_drafts(self) -> None:
        """Go on writing the draft left behind; choose one where there are more, or where it is on
        another dump than this."""
        from threadview.ui.chooser import Choice, Chooser
        from threadview.ui.drafts import left

        found = (
            {} if self.request.state is None else {d.path.name: d for d in left(self.request.state)}
        )
        if not found or not self._may_note():
            self.say("there is no unsaved note to go on with")
            return
        if len(found) == 1 and self._is_here(only := next(iter(found.values()))):
            self.call_later(self.take_draft, only)
            return
        choices = [
            Choice(
                name,
                " ".join(draft.text.split())[:200],
                draft.about.words if self._is_here(draft) else "of another dump",
            )
            for name, draft in found.items()
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.call_later(self.take_draft, found[name])

        self.app.push_screen(Chooser("Notes that were not saved", choices), chosen)

    def _is_here(self, draft: Left) -> bool:
        """Whether a draft is on words of the dump that is open."""
        return draft.about.where is not None and draft.about.where == self.reading.where

    async def take_draft(self, draft: Left) -> None:
        """Go on writing a draft: on the words it was on when this is their dump, else on what is
        current."""
        from threadview.ui.drafts import drop

        about, desk = draft.about, self.at_desk()
        here = self._is_here(draft)
        held = desk.get(about.note) if desk is not None and about.note else None
        if held is not None:
            note = replace(held.note, revision=about.revision)
            await self.edit(about.words, draft.text, note)
        elif here and all(post < len(self.reading.posts) for post, _, _ in about.target):
            await self.edit(about.words, draft.text, None, self.as_shown(about.target))
        else:
            await self.edit(self._target()[0], draft.text, None, self._target()[1])
        if self.editor is not None and self.editor.draft is not None:
            try:
                self.editor.draft.save(draft.text)
            except OSError as error:
                self.say(f"the draft stays where it is: {error}", warn=True)
                return
            drop(draft)

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

    def _written(
        self, note: Note | None, target: Target, text: str, draft: Draft | None = None
    ) -> bool:
        """Keep a new note or a changed one; whether it is on the disk (or will be: see `later`).
        When it cannot be, its words go to a file, and the reader is told which."""
        if note is None:
            return self.keep_note("note", target, text, draft=draft)
        desk = self.desk
        if desk is None:
            return False
        try:
            kept = desk.update(replace(note, body=text))
        except NotebookError as error:
            self.rescue(text, error)
            return False
        if draft is not None:
            draft.forget()
        self.notes_changed()
        if kept.id != note.id:
            self.say("another window changed this note first: both versions are kept", warn=True)
        return True

    def keep_note(
        self,
        kind: Kind,
        target: Target,
        text: str = "",
        tags: tuple[str, ...] = (),
        colour: str | None = None,
        draft: Draft | None = None,
    ) -> bool:
        """Keep a new note on stretches of posts; whether it is on the disk, or waits for it to be
        known which thread this is: till then its words stay in their draft."""
        from threadview.notebook import Note

        desk = self.at_desk()
        if desk is None:
            read = self.as_read(target)
            if draft is not None:
                self._save(draft, text)
            self.later(
                lambda: self.keep_note(kind, self.as_shown(read), text, tags, colour, draft),
                lambda error: self.rescue(text, error, draft),
            )
            return True
        where, anchors = self.anchored(target)
        note = Note("", "", kind, where, anchors, text, tags, colour)
        try:
            self._last = desk.add(note)
        except NotebookError as error:
            self.rescue(text, error)
            return False
        if draft is not None:
            draft.forget()
        self.notes_changed()
        return True

    def _save(self, draft: Draft, text: str) -> None:
        try:
            draft.save(text)
        except OSError as error:
            self.log.warning(f"draft not saved: {error}")

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

    def rescue(self, text: str, error: NotebookError, draft: Draft | None = None) -> None:
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
            if draft is not None:
                draft.forget()

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
    """The note that is changed, or the stretches of posts as read that a new one is on."""

    _last: Note | None = None
    """The note kept last."""

    _from_list: bool = False
    """Whether the panel was opened from the list of notes."""
