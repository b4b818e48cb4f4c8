"""A thread made ready for a desk: which one it is, under its corrections, its notes found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from threadview.anchors import Anchor, Holding, Orphan, Place, ThreadPrint, thread_print
from threadview.corrections import Corrected, Correction, corrected
from threadview.model import Post, Thread, logical_text
from threadview.notebook import KnownThread, Note, Notebook

if TYPE_CHECKING:
    from threadview.corrections.parts import Region

Spots = dict[tuple[str, tuple[Anchor, ...]], tuple[Place | Orphan, ...]]
"""Where notes stand, by their id and anchors."""


def identify(thread: Thread) -> ThreadPrint:
    """What tells this thread from others: reads every post of it."""
    return thread_print(thread.title, thread.posts)


class Ready(NamedTuple):
    """A thread made ready for a desk: as it was read, what tells it from others, the corrections
    kept for it, the thread under these, and where its notes stand in that."""

    read: Thread
    identity: ThreadPrint
    corrections: tuple[Correction, ...]
    thread: Thread
    holding: Holding
    spots: Spots

    @property
    def lost(self) -> int:
        """How many corrections have lost their place."""
        return len(getattr(self.thread.posts, "lost", ()))


def prepare(
    path: Path,
    read: Thread,
    region: Region | None = None,
    identity: ThreadPrint | None = None,
    known: KnownThread | None = None,
) -> Ready:
    """Make a thread ready for a desk; for a worker: it has a notebook of its own.

    `region` is `Dump.text`; `identity` and `known`, what is known of the thread already.

    Raises:
        NotebookError: the notebook cannot be read.
    """
    identity = identity or identify(read)
    notebook = Notebook(path)
    try:
        known = known or notebook.threads.identify(identity, absolute(read.source.path))
        corrections = tuple(notebook.corrections.of_thread(known.id)) if known else ()
        notes = notebook.notes.of_thread(known.id) if known else []
    finally:
        notebook.close()
    thread = corrected(read, corrections, region)
    holding, spots = Holding(thread.posts), Spots()
    place_notes(holding, notes, spots)
    if thread is not read:
        _through(read, thread, notes, spots)
    return Ready(read, identity, corrections, thread, holding, spots)


def place_notes(holding: Holding, notes: Iterable[Note], spots: Spots) -> None:
    """Find those notes that have no place yet, in one look through the thread."""
    new = [note for note in notes if (note.id, note.anchors) not in spots]
    places = iter(holding.find_all(anchor for note in new for anchor in note.anchors))
    for note in new:
        spots[note.id, note.anchors] = tuple(next(places) for _ in note.anchors)


def _through(read: Thread, thread: Thread, notes: Iterable[Note], spots: Spots) -> None:
    """Notes made before their post was corrected: those not found in the thread under its
    corrections are looked for in the thread as read, and carried over."""
    holding = Holding(read.posts)
    for note in notes:
        found = spots[note.id, note.anchors]
        if any(isinstance(place, Orphan) for place in found):
            spots[note.id, note.anchors] = tuple(
                carried(anchor, holding.find(anchor), read.posts, thread.posts) or place
                if isinstance(place, Orphan)
                else place
                for anchor, place in zip(note.anchors, found, strict=True)
            )


def carried(
    anchor: Anchor, place: Place | Orphan, old: Sequence[Post], new: Sequence[Post]
) -> Place | None:
    """A place in the posts as they were corrected, where it is in the same posts as they are
    corrected now; None where the words are not the same."""
    if isinstance(place, Orphan) or place.how == "fuzzy" or place.index >= len(old):
        return None

    def now(offset: int) -> tuple[int, int]:
        at = (place.index, offset)
        at = old.origin(*at) if isinstance(old, Corrected) else at
        return new.standing(*at) if isinstance(new, Corrected) else at

    (index, start), (last, end) = now(place.start), now(max(place.start, place.end - 1))
    if not anchor.exact:
        return Place(index + 1, index, 0, 0, "exact", 1.0)
    same = index == last and logical_text(new[index])[start : end + 1] == anchor.exact
    return Place(index + 1, index, start, end + 1, "exact", 1.0) if same else None


def absolute(location: str) -> str | None:
    """Where a dump is, wherever one stands; None for standard input."""
    return None if location == "-" else str(Path(location).absolute())
