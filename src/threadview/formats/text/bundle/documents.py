"""The documents of a dump: several threads, or pages of threads, one behind the other in one file.

What parts them (a `Form`) is found by `dividing`; here the dump is cut by it, as it loads.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from threadview.formats.text.bundle.partings import SIZE, Seam, alike, seam_at
from threadview.formats.text.bundle.sieve import NEAR
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.dump import Dump

FAR = 16777216
"""Bytes in which the second one must stand, where the dump begins with one that names something."""
STRONG = 5
"""Lines of a page's head that tell that it returns, whatever stands before it."""
AGAIN = 8
"""Lines of a page's head that are compared."""


class Form(NamedTuple):
    """What stands before each document of a dump: a model of its seam, or the first lines of the
    page's head (`lines`), `need` of which must return, the `key` being the one behind
    `back` others; or all `places` at which one begins. How sure that is, and what was seen."""

    seam: Seam | None
    key: bytes
    lines: tuple[str, ...]
    confidence: float
    reason: str
    need: int = 0
    back: int = 0
    places: tuple[int, ...] = ()


class Document(NamedTuple):
    """A document of a dump: `[start, end)` in bytes, its own text `[body, stop)` between its seam
    and what ends it; `at` counts the code points before `start`; `said` is what its seam says."""

    start: int
    body: int
    stop: int
    end: int
    at: int
    said: dict[str, str]


def documents(dump: Dump, form: Form, start: int = 0, at: int = 0) -> Iterator[Document]:
    """The documents of a dump from the one that begins at the byte `start` on, as the dump loads;
    `at` is the number of code points before it."""
    said: dict[str, str] = {}
    begun, body = start, start
    held: Document | None = None
    for seam in seams_of(dump, form, start):
        if not dump.data[body : seam.start].strip():
            body, said = seam.end, {**said, **seam.said}
            continue
        if held is not None:
            yield held
        held = Document(begun, body, seam.start, seam.start, at, said)
        at += code_points(dump.data, begun, seam.start)
        begun, body, said = seam.start, seam.end, seam.said
    end = dump.load()
    if held is not None and not dump.data[body:end].strip():  # it only ended the one before
        yield held._replace(end=end)
        return
    if held is not None:
        yield held
    yield Document(begun, body, end, end, at, said)


def code_points(data: bytes | bytearray, start: int, end: int) -> int:
    """The code points of a stretch of UTF-8."""
    with memoryview(data) as view, view[start:end] as cut:
        return len(str(cut, "utf-8", "surrogatepass"))


def seam_in(dump: Dump, place: int) -> Seam | None:
    """The seam that begins at a line start of the dump."""
    dump.load(place + SIZE)
    text = bytes(dump.data[place : place + SIZE]).decode("utf-8", "replace")
    return seam_at(text, place)


def seams_of(dump: Dump, form: Form, start: int, limit: int | None = None) -> Iterator[Seam]:
    """The seams of a form from the byte `start` on, up to `limit`."""
    for place in form.places:
        yield Seam(place, place, ("head",), {})
    searched = start
    while not form.places:
        have = dump.load(searched + NEAR) if limit is None else len(dump.data)
        have = have if limit is None else min(have, limit)
        place = _next(dump, form.key, searched, have)
        if place < 0:
            if dump.complete or limit is not None:
                return
            searched = max(searched, have - len(form.key) - 2)
            continue
        seam = seam_in(dump, place) if form.seam is not None else _head(dump, place, form)
        if seam is not None and (form.seam is None or alike(form.seam, seam) or not seam.shape):
            yield seam
            searched = max(seam.end - 1, place + 1)
        else:
            searched = place + 1


def _next(dump: Dump, key: bytes, start: int, end: int) -> int:
    """Where the next line begins that begins with a key, or -1."""
    data = dump.data
    if start == 0 and data.startswith(key):
        return 0
    if key == b"\f":
        return data.find(key, start, end)
    place = data.find(b"\n" + key, max(0, start - 1), end)
    return place + 1 if place >= 0 else -1


def head_lines(head: bytes) -> list[str]:
    """The first lines of a page that are not blank."""
    lines = head[:SIZE].decode("utf-8", "replace").split("\n")
    return list(islice(filter(None, map(str.strip, lines)), AGAIN))


def shared(one: list[str] | tuple[str, ...], other: list[str] | tuple[str, ...]) -> int:
    """How many lines two heads have in common, in order."""
    count = place = 0
    for line in one:
        if line in other[place:]:
            place = other.index(line, place) + 1
            count += 1
    return count


def _head(dump: Dump, place: int, form: Form) -> Seam | None:
    """An empty seam where a page's head begins again at a line start of the dump."""
    dump.load(place + SIZE)
    data = dump.data
    if bytes(data[place : place + SIZE]).split(b"\n", 1)[0].rstrip() != form.key:
        return None
    for _ in range(form.back):  # the line that returns need not be the head's first
        while place > 1 and not data[data.rfind(b"\n", 0, place - 1) + 1 : place].strip():
            place = data.rfind(b"\n", 0, place - 1) + 1
        place = data.rfind(b"\n", 0, max(0, place - 1)) + 1
    found = head_lines(bytes(data[place : place + SIZE]))
    if shared(form.lines, found) < min(form.need, len(form.lines)):
        return None
    return Seam(place, place, ("head",), {})
