"""The notes of one thread at hand: read from the notebook, placed in the thread as it is read now.

A desk is plain: it knows no screen. Working out which thread this is may take a while for a large
one; `identify` is for a worker, everything else is quick and for the thread that made the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from threadview.anchors import (
    Anchor,
    Holding,
    Orphan,
    Place,
    ThreadPrint,
    anchor_post,
    anchor_stretch,
    thread_print,
)
from threadview.errors import NotebookError
from threadview.model import Thread
from threadview.notebook import KnownThread, Note, Notebook, Standing, Step, in_order, rescue

if TYPE_CHECKING:
    from threadview.export.document import Flavour


class Held(NamedTuple):
    """A note, and where it stands now: a place or an orphan for each of its anchors."""

    note: Note
    places: tuple[Place | Orphan, ...]

    @property
    def first(self) -> int | None:
        """Index of the post where it begins; None for an orphan, or a note on the thread."""
        found = [place for place in self.places if isinstance(place, Place)]
        return found[0].index if found else None

    @property
    def orphan(self) -> bool:
        """Whether the words it was on are not to be found."""
        return bool(self.places) and not any(isinstance(place, Place) for place in self.places)

    def stretches(self) -> list[tuple[int, int, int]]:
        """(post index, start, end) in logical text of each passage it covers; none for a post."""
        return [
            (place.index, place.start, place.end)
            for place in self.places
            if isinstance(place, Place) and place.end > place.start
        ]


def identify(thread: Thread) -> ThreadPrint:
    """What tells this thread from others: reads every post of it."""
    return thread_print(thread.title, thread.posts)


class Desk:
    """The notes of a thread. Raises `NotebookError` where the notebook cannot be read or written;
    the words of a note in hand are then saved by `rescued`."""

    def __init__(self, path: Path, thread: Thread, identity: ThreadPrint) -> None:
        self.notebook = Notebook(path)
        self._path = path
        self._identity = identity
        self._placed: dict[tuple[str, tuple[Anchor, ...]], tuple[Place | Orphan, ...]] = {}
        self.thread = thread
        self._holding = Holding(thread.posts)
        self.known: KnownThread | None = None
        self.held: list[Held] = []
        self._by_post: dict[int, list[Held]] = {}
        location = thread.source.path
        self.known = self.notebook.threads.identify(identity, _absolute(location))
        self.refresh()

    def close(self) -> None:
        """Let go of the notebook."""
        self.notebook.close()

    def over(self, thread: Thread) -> None:
        """The thread is read otherwise now (a correction, a reload): place everything anew."""
        self.thread = thread
        self._holding = Holding(thread.posts)
        self._placed.clear()
        self.refresh()

    # Looking

    def refresh(self) -> None:
        """Read the notes again and place them; those placed before keep their place."""
        notes = self.notebook.notes.of_thread(self.known.id) if self.known else []
        self._place(notes)
        self.held = [Held(note, self._placed[note.id, note.anchors]) for note in notes]
        far = len(self.thread.posts)
        self.held.sort(
            key=lambda one: (one.first if one.first is not None else far, in_order(one.note))
        )
        self._by_post = {}
        for one in self.held:
            if not one.places:
                self._by_post.setdefault(0, []).append(one)
            for index in sorted({place.index for place in one.places if isinstance(place, Place)}):
                self._by_post.setdefault(index, []).append(one)

    def _place(self, notes: list[Note]) -> None:
        """Find those notes that have no place yet, in one look through the thread."""
        new = [note for note in notes if (note.id, note.anchors) not in self._placed]
        places = iter(self._holding.find_all(anchor for note in new for anchor in note.anchors))
        for note in new:
            self._placed[note.id, note.anchors] = tuple(next(places) for _ in note.anchors)

    def settle(self) -> None:
        """Write down where the notes stand, for lists made without the thread."""
        if self.held and not self.notebook.read_only:
            self.notebook.notes.settle({one.note.id: _standing(one) for one in self.held})

    def changed(self) -> bool:
        """Whether another window has written; then everything has been read again."""
        if not self.notebook.changed():
            return False
        if self.known is None:
            location = _absolute(self.thread.source.path)
            self.known = self.notebook.threads.identify(self._identity, location)
        self.refresh()
        return True

    def of_post(self, index: int) -> list[Held]:
        """The notes that touch the post at an index, in order."""
        return self._by_post.get(index, [])

    def get(self, note: str) -> Held | None:
        """The note of an id."""
        return next((one for one in self.held if one.note.id == note), None)

    def noted_posts(self) -> list[int]:
        """The indices of posts with notes, in order."""
        return sorted(self._by_post)

    # Writing

    def keep(self) -> KnownThread:
        """The thread as the notebook knows it; from now on it does."""
        if self.known is None:
            thread, location = self.thread, _absolute(self.thread.source.path)
            self.known = self.notebook.threads.keep(
                KnownThread(
                    "",
                    thread.title,
                    location,
                    thread.source.format,
                    posts=len(thread.posts),
                    identity=self._identity,
                )
            )
        return self.known

    def anchors(self, stretches: Sequence[tuple[int, int, int]]) -> tuple[Anchor, ...]:
        """Anchors on passages, (post index, start, end) each."""
        posts = self.thread.posts
        return tuple(
            anchor
            for index, start, end in stretches
            for anchor in anchor_stretch(posts, index, start, index, end)
        )

    def anchor_of(self, index: int) -> tuple[Anchor, ...]:
        """The anchor on a whole post."""
        return (anchor_post(self.thread.posts, index),)

    def add(self, note: Note) -> Note:
        """Keep a new note (its `thread` is filled in); it is on the disk when this returns."""
        kept = self.notebook.notes.add(replace(note, thread=self.keep().id))
        self.refresh()
        return kept

    def update(self, note: Note) -> Note:
        """Write a changed note; a second version when another window was first."""
        kept = self.notebook.notes.update(note)
        self.refresh()
        return kept

    def delete(self, note: Note) -> None:
        """Delete a note; undo brings it back."""
        self.notebook.notes.delete(note.id, note.revision)
        self.refresh()

    def undo(self) -> Step | None:
        """Take the latest change back."""
        return self._walk(redo=False)

    def redo(self) -> Step | None:
        """Do again what was undone last."""
        return self._walk(redo=True)

    def _walk(self, redo: bool) -> Step | None:
        if self.known is None:
            return None
        journal = self.notebook.journal
        step = journal.redo(self.known.id) if redo else journal.undo(self.known.id)
        self.refresh()
        return step

    def export(self, path: Path) -> bool:
        """Write the notes to a Markdown file, or bring it up to date; whether it was current."""
        from threadview.export import markdown
        from threadview.export.filing import to_file
        from threadview.export.sheet import sheets

        known = self.keep()
        notes = [one.note for one in self.held]
        places = {one.note.id: _standing(one) for one in self.held}
        found = sheets(notes, {known.id: known}, places)
        return to_file(self.notebook, path, found, cast("Flavour", markdown), markdown.document)

    def rescued(self, text: str) -> str:
        """Save the words of a note that could not be kept to a file; its path.

        Raises:
            NotebookError: no file can be written anywhere either.
        """
        return str(rescue(text, self._path.parent))


def rescued(text: str, path: Path) -> str:
    """Save the words of a note to a file beside the notebook at `path`, or wherever one can be
    written; its path.

    Raises:
        NotebookError: no file can be written anywhere.
    """
    return str(rescue(text, path.parent))


def _absolute(location: str) -> str | None:
    return None if location == "-" else str(Path(location).absolute())


def _standing(one: Held) -> Standing:
    for place in one.places:
        if isinstance(place, Place):
            return Standing(place.number, place.start, place.end)
    return Standing(None)


__all__ = ["Desk", "Held", "NotebookError", "identify", "rescued"]
