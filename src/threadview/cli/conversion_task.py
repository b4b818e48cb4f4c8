"""A task of `threadview convert`: threads of one input in the form of the output.

Tasks are done in the process that puts their results down, or beside it in several (`crew`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, NamedTuple

from threadview.cli import say
from threadview.cli.opening import open_with
from threadview.errors import BROKEN, ThreadviewError
from threadview.shares import Placed, Share, placed, shares

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Format
    from threadview.request import Opening

PIECE = 1 << 20
"""Bytes that are written before they are handed over."""


class Place(NamedTuple):
    """How far an output is: threads written of a share of an input."""

    input: int = 0
    share: int = 0
    threads: int = 0


class Task(NamedTuple):
    """What is to be written: the threads of an input from a place on; with `share`, of that one
    alone. `sha256` is the input's, where somebody asks for it. With `out`, it is written there at
    once, for a thread may be larger than memory; else it is handed over."""

    path: str
    opening: Opening
    to: str
    place: Place
    share: Share | None = None
    sha256: str = ""
    out: IO[bytes] | None = None


class Written(NamedTuple):
    """Bytes of whole threads (none where they are written already), and how far that is; how much
    of the input is dealt with, from 0 to 1; what was wrong with threads that are not among them."""

    data: bytes
    place: Place
    done: float
    faults: tuple[str, ...] = ()


class Input(NamedTuple):
    """An input, open."""

    dump: Dump
    name: str
    form: Format


at_hand: dict[str, Input] = {}
"""The input whose shares are tasks, by its path, where it was opened in this process, or before
this process came out of another."""


def opened(path: str, opening: Opening) -> Input:
    """Open an input.

    Raises:
        ThreadviewError: it is no dump, or cannot be read.
    """
    from threadview.reading import Reading

    dump = open_with(path, opening)
    reading = Reading(dump, opening.format)
    return Input(dump, reading.format_name, reading.format)


def write(task: Task) -> Iterator[Written]:
    """Do a task; what is wrong with a thread is no error.

    Raises:
        ThreadviewError: the input cannot be opened, or read on.
    """
    if task.share is not None:
        found = at_hand.get(task.path)
        if found is None:
            found = at_hand[task.path] = opened(task.path, task.opening)
        yield from _share(found, task, task.share)
        return
    found = opened(task.path, task.opening)
    if task.to in ("json", "jsonl"):
        task = task._replace(sha256=hashed(found.dump))
    empty = True
    for one in in_shares(task, found):
        assert one.share is not None
        empty = False
        yield from _share(found, one, one.share)
    close(found, empty and task.place[1:] == (0, 0))
    yield Written(b"", Place(task.place.input + 1), 1.0)


def in_shares(task: Task, found: Input) -> Iterator[Task]:
    """A task for each share of an input that is left to write."""
    place = task.place
    for nth, share in enumerate(shares(found.dump, found.form)):
        if nth >= place.share:
            skipped = place.threads if nth == place.share else 0
            yield task._replace(place=Place(place.input, nth, skipped), share=share)


def close(found: Input, empty: bool) -> None:
    """Let go of an input that was read to its end.

    Raises:
        ThreadviewError: it was `empty`.
    """
    if empty:
        from threadview.reading import Reading, without_thread

        raise without_thread(Reading(found.dump, found.name))
    found.dump.close()
    if found.dump.notice:
        say(f"{found.dump.name}: {found.dump.notice}")


def hashed(dump: Dump) -> str:
    """The SHA-256 of a dump's bytes as stored, in hexadecimal."""
    if dump.location is None:  # a stream is hashed as it is read
        dump.load()
    return dump.sha256() or ""


def _share(found: Input, task: Task, share: Share) -> Iterator[Written]:
    """What the threads of a share become, some at a time."""
    held = io.BytesIO()
    faults: list[str] = []
    place = task.place
    passed = task.place.threads
    for nth, thread in enumerate(placed(found.dump, found.form, share), 1):
        if nth <= passed:
            continue
        if task.to == "json" and (nth > 1 or place.share):
            raise ThreadviewError(f"{found.dump.name}: holds several threads", "use --to jsonl")
        out = held if task.out is None else task.out
        before = out.tell() if out.seekable() else None
        try:
            _thread(found, task, thread, out)
        except BROKEN as error:
            faults.append(f"{found.dump.name}: a thread cannot be read: {error}")
            if before is None:
                raise ThreadviewError(faults[-1]) from error
            out.seek(before)
            out.truncate()
        place = place._replace(threads=nth)
        if task.out is not None or held.tell() >= PIECE:
            yield Written(held.getvalue(), place, share.end, tuple(faults))
            held, faults = io.BytesIO(), []
    yield Written(held.getvalue(), Place(place.input, place.share + 1), share.end, tuple(faults))


def _thread(found: Input, task: Task, placed_: Placed, out: IO[bytes]) -> None:
    """Write one thread."""
    from threadview.reading import Reading

    reading = Reading(placed_.dump, found.name, placed_.ref)
    reading.pull()
    thread, to = reading.thread, task.to
    whole = f"{found.dump.name}#{placed_.key}".encode("utf-8", "replace")
    key = blake2b(whole, digest_size=6).hexdigest()
    if to in ("json", "jsonl"):
        from threadview.export.json import write_json

        thread.source = thread.source._replace(
            sha256=task.sha256 or None, encoding=placed_.dump.encoding
        )
        write_json(thread, None, out, lines=to == "jsonl")
    elif to == "markdown":
        from threadview.export.whole import write_markdown

        text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", write_through=True)
        write_markdown(thread, text)
        text.detach()
    elif to == "html":
        from threadview.export.html import write_html

        write_html(thread, key, out)
    elif to == "mbox":
        from threadview.export.mbox import write_mbox

        write_mbox(thread, key, out)
    else:
        from threadview.export.convokit import write_convokit

        write_convokit(thread, key, out)
