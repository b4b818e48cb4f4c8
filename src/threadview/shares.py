"""A dump in shares that can be read apart from each other, in order: by several processes at once,
and of a dump whose every line is a thread without ever holding all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from threadview import formats
from threadview.dump import Dump
from threadview.formats import ThreadRef, threads
from threadview.records.values import is_lines

if TYPE_CHECKING:
    from threadview.formats import Format

LINES = 1 << 20
"""Bytes of whole lines that are a share, about."""

POSTS = 400
"""Posts in the threads of a share, about, where the format tells how many they have."""

THREADS = 64
"""Threads of a share at most, where it does not."""


class Share(NamedTuple):
    """Some threads of a dump: those of `refs`; or those of the lines in `text`, which begins at the
    byte `base` of `Dump.data`. `end` is the share of the dump that is dealt with after it, from
    0 to 1, as far as can be told."""

    refs: tuple[ThreadRef, ...] = ()
    text: bytes = b""
    base: int = 0
    encoding: str = "utf-8"
    end: float = 0.0


class Placed(NamedTuple):
    """A thread, ready to be read: the dump that holds it, what names it there, and its key in the
    whole dump."""

    dump: Dump
    ref: ThreadRef
    key: str


def shares(
    dump: Dump, form: Format, wanted: Callable[[ThreadRef], bool] = lambda _: True, after: int = -1
) -> Iterator[Share]:
    """The shares of a dump. `wanted` says which threads are; of lines, those that lie wholly before
    the byte `after` are passed over instead.

    Raises:
        DumpError: it cannot be read on.
    """
    if getattr(form, "APART", False) and dump.location is not None and is_lines(dump):
        yield from _lines(dump, after)
        return
    # At once: what follows may be read by other programs, which share an open file.
    formats.prepare(form, dump)
    refs: list[ThreadRef] = []
    posts, far = 0, 0.0
    size = len(dump.data) or 1
    for ref in threads(form, dump):
        if not wanted(ref):
            continue
        refs.append(ref)
        posts += ref.posts or POSTS // THREADS
        if ref.key.isdecimal():  # most often a place
            far = max(far, min(1.0, int(ref.key) / size))
        if posts >= POSTS:
            yield Share(tuple(refs), end=far)
            refs, posts = [], 0
    if refs:
        yield Share(tuple(refs), end=1.0)


def _lines(dump: Dump, after: int) -> Iterator[Share]:
    base = 0
    while True:
        size = dump.load(LINES)
        cut = dump.data.rfind(b"\n", 0, LINES) + 1
        while not cut and not dump.complete:  # a line longer than a share
            looked, size = size, dump.load(size + LINES)
            cut = dump.data.find(b"\n", looked) + 1
        if (dump.complete and size <= LINES) or not cut:
            cut = size
        if cut:
            text = bytes(dump.data[:cut])
            dump.drop(cut)
            if base + cut > after:
                yield Share((), text, base, dump.encoding, dump.progress)
            base += cut
        elif dump.complete:
            return


def placed(dump: Dump, form: Format, share: Share) -> Iterator[Placed]:
    """The threads of a share of a dump."""
    if not share.text:
        for ref in share.refs:
            yield Placed(dump, ref, ref.key)
        return
    part = Dump(dump.location, dump.name, share.text, share.encoding)
    for ref in threads(form, part):
        key = str(share.base + int(ref.key)) if ref.key.isdecimal() else ref.key
        yield Placed(part, ref, key)
