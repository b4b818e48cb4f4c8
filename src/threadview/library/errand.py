"""What a worker is sent for: the threads of whole files, or of a share of one, bound in sheaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from threadview.errors import BROKEN, ThreadviewError, broken
from threadview.library.gathering import Source, opened
from threadview.library.sheaf import Binder, Sheaf
from threadview.shares import Share, placed, shares


class Errand(NamedTuple):
    """Files by their paths and the keys of those threads of each that are known already, to be read
    as `format` or as they look; of the only one, `share` alone where it is given. `cache` is where
    formats keep what they find out of large ones."""

    files: tuple[tuple[str, frozenset[str]], ...]
    format: str | None = None
    share: Share | None = None
    cache: str | None = None


class Opened(NamedTuple):
    """A file is open: its format and encoding. What comes next is of this file; `nth` of the
    errand's."""

    nth: int
    format: str
    encoding: str


class Ended(NamedTuple):
    """Nothing more comes of a file (`nth` of the errand's); why it could not be read (on)."""

    nth: int
    why: str | None = None


News = Opened | Sheaf | Ended

_at_hand: dict[str, Source] = {}
"""The file that shares are read of, where it is open in this process already."""


def keep_at_hand(path: str, source: Source | None) -> None:
    """Let workers that are forked from now on find a file open; None forgets them all."""
    _at_hand.clear()
    if source is not None:
        _at_hand[path] = source


def run(errand: Errand) -> Iterator[News]:
    """Do an errand; nothing that is wrong with a file is an error."""
    if errand.share is not None:
        yield from _shared(errand.files[0][0], errand, errand.share)
        return
    for nth, (path, known) in enumerate(errand.files):
        try:
            yield from _whole(nth, path, known, errand.format)
        except ThreadviewError as error:
            yield Ended(nth, str(error))
        except BROKEN as error:
            yield Ended(nth, broken(error))


def _whole(nth: int, path: str, known: frozenset[str], form: str | None) -> Iterator[News]:
    source = opened(path, form)
    told = False
    binder = Binder()
    why: list[str] = []
    try:
        for share in shares(source.dump, source.format, lambda ref: ref.key not in known):
            if not told:
                yield Opened(nth, source.name, source.dump.encoding)
                told = True
            yield from _threads(source, share, binder, known, why)
    except ThreadviewError as error:
        why.append(str(error))
    except BROKEN as error:
        why.append(broken(error))
    if not told:
        yield Opened(nth, source.name, source.dump.encoding)
    yield binder.bound()
    source.dump.close()
    yield Ended(nth, why[0] if why else None)


def _shared(path: str, errand: Errand, share: Share) -> Iterator[News]:
    source = _at_hand.get(path)
    if source is None:
        source = opened(path, errand.format, errand.cache)
        keep_at_hand(path, source)
    binder = Binder()
    why: list[str] = []
    yield from _threads(source, share, binder, frozenset(), why)
    yield binder.bound()
    yield Ended(0, why[0] if why else None)


def _threads(
    source: Source, share: Share, binder: Binder, known: frozenset[str], why: list[str]
) -> Iterator[Sheaf]:
    """The threads of a share, but those that are known; what was wrong with any goes into `why`."""
    for thread in placed(source.dump, source.format, share):
        if thread.key in known:
            continue
        try:
            yield from binder.thread(source.gathered(thread))
        except ThreadviewError as error:
            why.append(str(error))
        except BROKEN as error:
            why.append(broken(error))
