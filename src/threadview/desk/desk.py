"""The desk itself: the notes of a thread, looked at and written."""

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
)
from threadview.corrections import Correction
from threadview.desk.preparing import Ready, Spots, absolute, carried, place_notes
from threadview.errors import NotebookError
from threadview.model import Post, Thread, logical_text
from threadview.notebook import KnownThread, Note, Notebook, Standing, Step, in_order, rescue

if TYPE_CHECKING:
    from threadview.export.document import Flavour
    from threadview.notebook.note import Target


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


class Desk:
    """The notes of a thread. Raises `NotebookError` where the notebook cannot be read or written;
    the words of a note in hand are then saved by `rescued`.

    Attributes:
        notebook: where they are kept.
        thread: the thread they stand in, under its corrections.
        corrections: those corrections.
        known: the thread as the notebook knows it; None before the first note.
        held: the notes, in the order of the thread, orphans last.
    """

    def __init__(
        self, path: Path, thread: Thread, identity: ThreadPrint, ready: Ready | None = None
    ) -> None:
        self.notebook = Notebook(path)
        self.identity = identity
        self._path = path
        self._read = ready.read if ready else thread
        self.thread = thread
        self.corrections: tuple[Correction, ...] = ready.corrections if ready else ()
        self._holding = ready.holding if ready else Holding(thread.posts)
        self._spots: Spots = ready.spots if ready else {}
        self._notes: dict[str, Note] = {}
        self.held: list[Held] = []
        self._by_post: dict[int, list[Held]] = {}
        self.known: KnownThread | None = None
        try:
            self._look_up()
            self.refresh()
        except NotebookError:
            self.notebook.close()
            raise

    def close(self) -> None:
        """Let go of the notebook."""
        self.notebook.close()

    def take(self, ready: Ready) -> None:
        """The thread is another now: read again, or under other corrections."""
        old, new = self.thread.posts, ready.thread.posts
        if ready.read is self._read:  # other corrections only: what stood there is known
            for (note, anchors), found in ready.spots.items():
                before = self._spots.get((note, anchors), found)
                ready.spots[note, anchors] = tuple(
                    carried(anchor, was, old, new) or place if isinstance(place, Orphan) else place
                    for anchor, was, place in zip(anchors, before, found, strict=True)
                )
        self._read = ready.read
        self.thread, self.corrections = ready.thread, ready.corrections
        self._holding, self._spots = ready.holding, ready.spots
        self.refresh()

    def over(self, thread: Thread) -> None:
        """The thread is read otherwise now: place everything anew, here and now."""
        self.thread = thread
        self._holding, self._spots = Holding(thread.posts), {}
        self.refresh()

    # Looking

    def _look_up(self) -> None:
        if self.known is None:
            location = absolute(self.thread.source.path)
            self.known = self.notebook.threads.identify(self.identity, location)

    def refresh(self) -> None:
        """Read those notes again that are new or changed; those that are where they were keep
        their place."""
        revisions = self.notebook.notes.revisions(self.known.id) if self.known else {}
        self._notes = {
            note: kept
            for note, revision in revisions.items()
            if (kept := self._notes.get(note)) is not None and kept.revision == revision
        }
        missing = [note for note in revisions if note not in self._notes]
        for note in self._fetched(missing):
            self._notes[note.id] = note
        place_notes(self._holding, self._notes.values(), self._spots)
        self._arrange()

    def _fetched(self, wanted: list[str]) -> list[Note]:
        notes = self.notebook.notes
        if len(wanted) > 20 and self.known is not None:
            return notes.of_thread(self.known.id)
        return [note for one in wanted if (note := notes.get(one)) is not None]

    def _arrange(self) -> None:
        """Put the notes into the order of the thread, and with their posts."""
        notes = self._notes.values()
        self.held = [Held(note, self._spots[note.id, note.anchors]) for note in notes]
        far = len(self.thread.posts)
        self.held.sort(key=lambda one: _in_thread(one, far))
        self._by_post = {}
        for one in self.held:
            if not one.places:
                self._by_post.setdefault(0, []).append(one)
            for index in sorted({place.index for place in one.places if isinstance(place, Place)}):
                self._by_post.setdefault(index, []).append(one)

    def settle(self) -> None:
        """Write down where the notes stand, for lists made without the thread."""
        if self.held and not self.notebook.read_only:
            self.notebook.notes.settle({one.note.id: _standing(one) for one in self.held})

    def changed(self) -> bool:
        """Whether another window has written; then what it wrote has been read."""
        if not self.notebook.changed():
            return False
        self._look_up()
        self.refresh()
        return True

    def recorrected(self) -> bool:
        """Whether the corrections kept are others than those that the thread is under."""
        if self.known is None:
            return bool(self.corrections)
        return tuple(self.notebook.corrections.of_thread(self.known.id)) != self.corrections

    def of_post(self, index: int) -> list[Held]:
        """The notes that touch the post at an index, in order."""
        return self._by_post.get(index, [])

    def get(self, note: str) -> Held | None:
        """The note of an id."""
        kept = self._notes.get(note)
        return None if kept is None else Held(kept, self._spots[kept.id, kept.anchors])

    def noted_posts(self) -> list[int]:
        """The indices of posts with notes, in order."""
        return sorted(self._by_post)

    # Writing

    def keep(self) -> KnownThread:
        """The thread as the notebook knows it; from now on it does."""
        if self.known is None:
            thread, location = self.thread, absolute(self.thread.source.path)
            self.known = self.notebook.threads.keep(
                KnownThread(
                    "",
                    thread.title,
                    location,
                    thread.source.format,
                    posts=len(thread.posts),
                    identity=self.identity,
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
        self._stands_here(kept)
        self.refresh()
        return kept

    def _stands_here(self, note: Note) -> None:
        """Anchors made here and now need not be looked for."""
        posts, found = self.thread.posts, []
        for anchor in note.anchors:
            index = anchor.number - 1
            if not 0 <= index < len(posts) or posts[index].number != anchor.number:
                return
            if logical_text(posts[index])[anchor.start : anchor.end] != anchor.exact:
                return
            found.append(Place(anchor.number, index, anchor.start, anchor.end, "verified", 1.0))
        self._spots[note.id, note.anchors] = tuple(found)

    def update(self, note: Note) -> Note:
        """Write a changed note; a second version when another window was first."""
        kept = self.notebook.notes.update(note)
        if (note.id, kept.anchors) in self._spots:
            self._spots.setdefault((kept.id, kept.anchors), self._spots[note.id, kept.anchors])
        self.refresh()
        return kept

    def move(self, note: Note, target: Target, anchors: tuple[Anchor, ...]) -> Note:
        """Put a note, an orphan too, where anchors made here and now are."""
        moved = replace(note, target=target, anchors=anchors)
        self._stands_here(moved)
        return self.update(moved)

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

    def correct(self, correction: Correction) -> None:
        """Keep a correction (its `thread` is filled in). The thread is not under it yet."""
        self.notebook.corrections.add(replace(correction, thread=self.keep().id))

    def uncorrect(self, correction: Correction) -> None:
        """Take a correction back, so that this too can be undone."""
        self.notebook.corrections.delete(correction.id, correction.revision)

    def starts_at(self, correction: Correction, read: Sequence[Post]) -> tuple[int, int] | None:
        """Index and offset, in the posts as read, where the words of a correction begin; None
        where they are not to be found."""
        found = Holding(read).find(correction.anchors[0]) if correction.anchors else None
        return (found.index, found.start) if isinstance(found, Place) else None

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


def _in_thread(one: Held, far: int) -> tuple[int, int, tuple[int, int, int, str]]:
    """Sorts notes as they stand in a thread now; those that stand nowhere come last."""
    for place in one.places:
        if isinstance(place, Place):
            return place.index, place.start, in_order(one.note)
    return (far if one.places else -1), 0, in_order(one.note)


def _standing(one: Held) -> Standing:
    for place in one.places:
        if isinstance(place, Place):
            return Standing(place.number, place.start, place.end)
    return Standing(None)
