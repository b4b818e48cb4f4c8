"""Formats that other distributions bring, by the entry point group `threadview.formats`.

Foreign code may fail in any way at any time; what it raises becomes a word to the reader and ends
nothing but itself. Looking for entry points takes about 50 ms, so nobody asks before there is need.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, cast

from threadview.errors import FormatError, ThreadviewError
from threadview.formats import Claim, Copy, Format, Head, Part, ThreadRef
from threadview.model import Heading, Post, Problem

if TYPE_CHECKING:
    from threadview.dump import Dump

GROUP = "threadview.formats"
ANYTHING: tuple[type[BaseException], ...] = (Exception, SystemExit)
"""What foreign code may raise: this is the one place where nothing narrower is right."""

_NEEDED = ("sniff", "scan", "read")


class Foreign:
    """A foreign format behind a wall: what it raises comes out as a FormatError or a Problem."""

    def __init__(self, name: str, inner: Format) -> None:
        self.name = name
        self._inner = inner
        self.LINKED = bool(getattr(inner, "LINKED", False))

    def sniff(self, head: Head) -> Claim | None:
        """Its claim.

        Raises:
            FormatError: it failed, or what it gave is no claim.
        """
        try:
            claim = self._inner.sniff(head)
            return None if claim is None else Claim(float(claim.confidence), str(claim.reason))
        except ANYTHING as error:
            raise self._failed(error) from None

    def scan(self, dump: Dump) -> Iterator[ThreadRef]:
        """Its threads.

        Raises:
            FormatError: it failed.
        """
        try:
            for ref in self._inner.scan(dump):
                yield ThreadRef(*ref)
        except ThreadviewError:
            raise
        except ANYTHING as error:
            raise self._failed(error) from None

    def read(self, dump: Dump, ref: ThreadRef) -> Iterator[Part]:
        """The parts of one thread; where it fails, a problem and the end."""
        try:
            for part in self._inner.read(dump, ref):
                if isinstance(part, Heading | Post | Problem | Copy):
                    yield part
                else:
                    yield Problem(self.name, f"gave {type(part).__name__}, which is no part")
        except ThreadviewError:
            raise
        except ANYTHING as error:
            yield Problem(f"format {self.name}", _said(error))

    def _failed(self, error: BaseException) -> FormatError:
        return FormatError(f"the format {self.name!r} failed: {_said(error)}")


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def installed() -> list[str]:
    """The names of foreign formats, whether they work or not."""
    return sorted(entry_points(group=GROUP).names)


def foreign(name: str) -> Foreign | None:
    """The foreign format of that name; None where none is installed.

    Raises:
        FormatError: it is installed and cannot be loaded; the hint lists the others.
    """
    for point in entry_points(group=GROUP):
        if point.name == name:
            return loaded(point)
    return None


def loaded(point: EntryPoint) -> Foreign:
    """A foreign format, loaded.

    Raises:
        FormatError: its module cannot be imported, or lacks one of the three functions.
    """
    others = ", ".join(name for name in installed() if name != point.name)
    hint = f"others installed: {others}" if others else "no other is installed"
    try:
        inner = point.load()
    except ANYTHING as error:
        why = f"the format {point.name!r} cannot be loaded: {_said(error)}"
        raise FormatError(why, hint) from None
    missing = [name for name in _NEEDED if not callable(getattr(inner, name, None))]
    if missing:
        raise FormatError(f"the format {point.name!r} has no {' and no '.join(missing)}", hint)
    return Foreign(point.name, cast(Format, inner))


def claims(head: Head) -> tuple[list[tuple[str, Claim]], list[Problem]]:
    """What every foreign format claims, and what was wrong with those that failed."""
    found: list[tuple[str, Claim]] = []
    broken: list[Problem] = []
    for point in entry_points(group=GROUP):
        try:
            claim = loaded(point).sniff(head)
        except FormatError as error:
            broken.append(Problem(f"format {point.name}", str(error)))
            continue
        if claim is not None:
            found.append((point.name, claim))
    return found, broken
