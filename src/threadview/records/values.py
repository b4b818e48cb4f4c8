"""The JSON values in a dump: one, one a line, or one after another; and a look at the first.

The decoder is msgspec, the fastest of the well-kept ones that is strict (RFC 8259), measured at
280 to 650 MB/s here against 100 to 120 of the standard library's; it is imported on first use.
What it refuses goes to `lenient`. Lines are streamed as the dump loads; none are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from threadview.model import Problem
from threadview.records.lenient import parse

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.records.elements import Elements

T = TypeVar("T")

CHUNK = 1 << 20
"""Bytes that streaming asks the dump for at a time."""


BIG = 16 << 20
"""Bytes of a dump beyond which it is not held where that can be helped."""

PACKS = 4
"""How many times its stored size a compressed dump is taken to expand to."""


class Value(NamedTuple):
    """A value, the byte of `Dump.data` where it (or its line) begins, and what was wrong with
    it ("" for nothing). A broken one holds what could be read, or None."""

    place: int
    value: Any
    fault: str = ""

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with it, as a reader is told; nothing for a sound one."""
        return [Problem(f"byte {self.place}", self.fault)] if self.fault else []


class Sample(NamedTuple):
    """The first values of a dump's head, and whether there is one a line. `ends` says that the
    first is all there."""

    values: tuple[Any, ...]
    lines: bool
    ends: bool

    @property
    def first(self) -> dict[str, Any]:
        """The first value where it is an object, else {}."""
        value = self.values[0] if self.values else None
        return value if isinstance(value, dict) else {}

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects that the head shows: those of the array that it begins with, else one for
        each value."""
        values: Any = self.values
        if len(values) == 1 and isinstance(values[0], list):
            values = values[0]
        if values and isinstance(values[0], list):  # pages of an interface, one array each
            values = values[0]
        return [one for one in values if isinstance(one, dict)]


_LOOKED_AT = 4
_kept: WeakKeyDictionary[Dump, dict[str, Any]] = WeakKeyDictionary()


def kept(dump: Dump, name: str, make: Callable[[], T]) -> T:
    """What `make` makes of a dump, made once and kept as long as the dump is there."""
    shelf = _kept.setdefault(dump, {})
    if name not in shelf:
        shelf[name] = make()
    found: T = shelf[name]
    return found


@lru_cache(maxsize=2)
def sample(text: str) -> Sample:
    """The first values of a head, which may be cut off anywhere."""
    found: list[Any] = []
    lines = ends = False
    position = 0
    while len(found) < _LOOKED_AT:
        one = parse(text, position)
        if not one.found:
            break
        found.append(one.value)
        if one.fault:
            break
        ends = True
        gap = text[one.end : one.end + 3]
        inner = text[position : one.end].strip("\ufeff \t\r\n")
        if len(found) == 1:
            lines = "\n" not in inner and gap.lstrip(" \t\r")[:1] == "\n"
        position = one.end
    return Sample(tuple(found), lines, ends)


def decode(data: bytes | bytearray) -> tuple[Any, str]:
    """A value and what was wrong with it ("" for nothing). `data` is UTF-8 as in `Dump.data`."""
    import msgspec

    try:
        return msgspec.json.decode(data), ""
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    text = decoded(data)
    one = parse(text)
    rest = text[one.end : one.end + 1000].strip()
    return one.value, one.fault or ("goes on behind its end" if rest else "")


def by_place(dump: Dump) -> bool:
    """Whether a dump is so much UTF-8 that lines of it are better had by their place than loaded:
    a file, or one inside an archive. Once said, it stays so."""
    return kept(dump, "by place", lambda: _is_by_place(dump))


def _is_by_place(dump: Dump) -> bool:
    if dump.complete or dump.encoding != "utf-8":
        return False
    size = dump.size if dump.location is not None else None
    return dump.within or (size or 0) * (PACKS if dump.compression else 1) > BIG


def decoded(data: bytes | bytearray) -> str:
    """A line as text: UTF-8 as in `Dump.data`, or as it is stored."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def lines(dump: Dump) -> Iterator[tuple[int, bytes]]:
    """Each line of a dump that is not empty, with the byte where it begins: as the dump loads, or
    of a large one without loading it (`by_place`).

    Raises:
        DumpError: an archive goes over its limit, or nothing of it can be expanded.
    """
    yield from _passing(dump) if by_place(dump) else _loading(dump)


def _passing(dump: Dump) -> Iterator[tuple[int, bytes]]:
    access = dump.access()
    rest, position = [b""], 0
    for piece in access.pieces():
        first, *others = piece.split(b"\n")
        rest.append(first)
        if not others:
            continue
        others[:0] = [b"".join(rest)]
        rest = [others.pop()]
        for line in others:
            if bare := line.strip():
                yield position, bare
            position += len(line) + 1
    if bare := b"".join(rest).strip():
        yield position, bare
    dump.notice = dump.notice or access.notice


def _loading(dump: Dump) -> Iterator[tuple[int, bytes]]:
    position = looked = 0
    while True:
        data = dump.data
        end = data.find(b"\n", looked)
        if end < 0:
            if not dump.complete:
                looked = len(data)
                dump.load(looked + CHUNK)
                continue
            end = len(data)
        line = bytes(data[position:end]).strip()
        if line:
            yield position, line
        position = looked = end + 1
        if position >= len(dump.data) and dump.complete:
            return


def is_lines(dump: Dump) -> bool:
    """Whether a dump has one value a line: as far as its first 64 KB show, or where these hold no
    line end, as its first line does."""
    return kept(dump, "is lines", lambda: _is_lines(dump))


def _is_lines(dump: Dump) -> bool:
    seen = sample(head_text(dump))
    if seen.ends or seen.lines or not seen.values:
        return seen.lines
    if by_place(dump):
        return _begins_with_line(dump)
    looked = 0
    while (end := dump.data.find(b"\n", looked)) < 0 and not dump.complete:
        looked = len(dump.data)
        dump.load(looked + CHUNK)
    return end >= 1 << 16 and not decode(bytes(dump.data[:end]))[1]


def _begins_with_line(dump: Dump) -> bool:
    """Whether a large dump begins with a value on a line of its own, of which others follow."""
    place = 0
    for piece in dump.access().pieces():
        end = piece.find(b"\n")
        if end >= 0:
            place += end
            return place >= 1 << 16 and not decode(dump.access().read(0, place))[1]
        place += len(piece)
    return False


def head_text(dump: Dump) -> str:
    """What detection looks at, once more."""
    return dump.data[: 1 << 16].decode("utf-8", "replace")


def values(dump: Dump) -> Iterator[Value]:
    """Every value in a dump, in order; of a large one that is a single array and was not loaded,
    every element."""
    if not is_lines(dump):
        long = elements_of(dump)
        if long is not None:
            yield from long.values()
        else:
            yield from kept(dump, "values", lambda: list(_whole(dump)))
        return
    for place, line in lines(dump):
        value, fault = decode(line)
        yield Value(place, value, fault)


def value_at(dump: Dump, place: int) -> Value | None:
    """The value that begins at a byte of the dump (as `values` gave it), or None."""
    if not is_lines(dump):
        long = elements_of(dump)
        if long is not None:
            return long.at(place)
        return next((one for one in values(dump) if one.place == place), None)
    line = line_at(dump, place)
    return Value(place, *decode(line)) if line.strip() else None


def elements_of(dump: Dump) -> Elements | None:
    """The elements of a large dump that is a single sound array, unless it is loaded."""
    return kept(dump, "elements", lambda: _elements(dump))


def _elements(dump: Dump) -> Elements | None:
    if not by_place(dump) or dump.complete or dump.head.lstrip()[:1] != b"[":
        return None
    from threadview.records.document import ITSELF, document

    found: Elements | None = document(dump, ITSELF)
    return found


def text_at(dump: Dump, place: int) -> str:
    """The line that begins at a byte of a dump of lines."""
    return decoded(line_at(dump, place)).strip()


def line_at(dump: Dump, place: int) -> bytes:
    """The bytes of the line that begins at a byte of a dump, as `lines` gave it."""
    if by_place(dump):
        return b"".join(_up_to_its_end(dump, place))
    while True:
        end = dump.data.find(b"\n", place)
        if end >= 0 or dump.complete:
            return bytes(dump.data[place : end if end >= 0 else None])
        dump.load(len(dump.data) + CHUNK)


def _up_to_its_end(dump: Dump, place: int) -> Iterator[bytes]:
    for piece in dump.access().pieces(place):
        end = piece.find(b"\n")
        yield piece if end < 0 else piece[:end]
        if end >= 0:
            return


def _whole(dump: Dump) -> Iterator[Value]:
    """One value, or several one after another with or without line ends between them."""
    dump.load()
    value, fault = decode(dump.data)
    if not fault:
        yield Value(0, value)
        return
    text = dump.text()
    position = place = 0
    while True:
        one = parse(text, position)
        if one.found or one.fault != "ends in the middle":
            yield Value(place, one.value, one.fault)
        if one.fault:
            line_end = text.find("\n", one.end)
            if one.fault.startswith("ends in the middle") or line_end < 0:
                return
            end = line_end
        else:
            end = one.end
        place += len(text[position:end].encode("utf-8", "surrogatepass"))
        position = end
        if not text[position : position + 1000].strip():
            return
