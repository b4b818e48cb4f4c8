"""What the commands share: the notebook that is meant, and dumps read with their notes in place."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from threadview import locations
from threadview.anchors import Holding, Orphan, Place, thread_print
from threadview.cli import say
from threadview.cli.opening import Inputs, threads_of
from threadview.corrections import corrected
from threadview.errors import NotebookError, ThreadviewError
from threadview.notebook import KnownThread, Note, Notebook, Standing

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.model import Thread
    from threadview.reading import Reading


class ReadThread(NamedTuple):
    """A thread of a dump, read whole, corrections laid over it, and what it is called here:
    `record` says what the notebook should know of it, `known` what it knows already."""

    thread: Thread
    record: KnownThread
    known: KnownThread | None


def notebook_of(options: argparse.Namespace) -> Notebook:
    """The notebook that --notebook, the environment or the platform names."""
    return Notebook(Path(options.notebook or locations.notebook_file()))


def read_dump(dump: Dump, inputs: Inputs, notebook: Notebook) -> Iterator[ReadThread]:
    """The threads of a dump.

    Raises:
        ThreadviewError: it cannot be read.
    """
    for reading in threads_of(dump, inputs.opening):
        yield with_corrections(reading, dump, notebook)


def with_corrections(reading: Reading, dump: Dump, notebook: Notebook) -> ReadThread:
    """A thread read to its end, with its reader's corrections laid over it."""
    reading.pull()
    thread = reading.thread
    record = KnownThread(
        id="",
        title=thread.title,
        path=None if dump.path is None else str(Path(dump.path).absolute()),
        format=thread.source.format,
        sha256=dump.sha256(),
        posts=len(thread.posts),
    )
    known = _unchanged(record, notebook)
    if known is None:
        record = replace(record, identity=thread_print(thread.title, thread.posts))
        known = notebook.threads.identify(record.identity, record.path)
    else:
        record = replace(record, identity=known.identity)
    if known is not None:
        corrections = notebook.corrections.of_thread(known.id)
        thread = corrected(thread, corrections, dump.text)
    return ReadThread(thread, record, known)


def _unchanged(record: KnownThread, notebook: Notebook) -> KnownThread | None:
    """The known thread of the same file, byte for byte: then its posts need not be looked at."""
    for known in notebook.threads.at(record.path) if record.path else ():
        alike = replace(known, id="", identity=record.identity)
        if record.sha256 is not None and alike == record:
            return known
    return None


def read_all(inputs: Inputs, notebook: Notebook) -> Iterator[ReadThread]:
    """The threads of every input; one line on standard error for an input that fails."""
    for dump in inputs:
        try:
            yield from read_dump(dump, inputs, notebook)
        except NotebookError:
            raise
        except ThreadviewError as error:
            inputs.fail(error, opened=True)


def standings(notes: list[Note], read: ReadThread) -> dict[str, Standing]:
    """Where the notes of a thread stand in it as read now. One over several posts stands where the
    first of its passages that is left does."""
    holding = Holding(read.thread.posts)
    places = iter(holding.find_all(anchor for note in notes for anchor in note.anchors))
    found = {}
    for note in notes:
        own = [_standing(next(places), bool(anchor.exact)) for anchor in note.anchors]
        left = [place for place in own if place.post is not None]
        found[note.id] = left[0] if left else Standing(None if own else 0)
    return found


def _standing(place: Place | Orphan, passage: bool) -> Standing:
    if isinstance(place, Orphan):
        return Standing(None)
    if not passage:
        return Standing(place.number)
    return Standing(place.number, place.start, place.end)


def settle(notebook: Notebook, read: ReadThread, places: dict[str, Standing]) -> KnownThread:
    """Let the notebook know where a thread is now, and where its notes stand; it does without
    when it cannot be written."""
    assert read.known is not None
    kept = replace(read.record, id=read.known.id, path=read.record.path or read.known.path)
    try:
        kept = notebook.threads.keep(kept)
        notebook.notes.settle(places)
    except NotebookError as error:
        if not notebook.read_only:
            say(f"the new places of the notes were not saved: {error}")
    return kept
