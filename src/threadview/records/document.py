"""A large JSON document without its long arrays: these stand in it as `Elements`, which decode one
element at a time. Everything else is what the decoder makes of the whole document.

A document that is not sound from beginning to end is none of these: it is read whole, leniently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from threadview.records.cursor import Cursor, Unsound
from threadview.records.elements import Elements

if TYPE_CHECKING:
    from threadview.access import Access
    from threadview.dump import Dump

DEEPEST = 8
"""Levels on the way to the long arrays that are looked into; below, all is decoded as it is."""


class Arrays(NamedTuple):
    """Where the long arrays of a document are: the fields that hold one, and the fields on the way
    to these. An array on the way, the document itself among them, is looked into element by
    element; unless `itself` says that the document is the long one."""

    long: frozenset[str] = frozenset()
    way: frozenset[str] = frozenset()
    itself: bool = False


ITSELF = Arrays(itself=True)
"""The document is one long array."""


def document(dump: Dump, arrays: Arrays) -> Any | None:
    """The one value that a dump of UTF-8 is; None where it is not one sound array or object.

    Raises:
        DumpError: an archive goes over its limit, or nothing of it can be expanded.
    """
    import msgspec

    access = dump.access()
    walk = _Walk(access, arrays)
    try:
        if walk.cursor.sign() not in (b"{", b"["):
            return None
        found = walk.whole()
        sound = not walk.cursor.sign()
    except (Unsound, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if sound and not access.notice else None


class _Walk:
    """One way through a document."""

    def __init__(self, access: Access, arrays: Arrays) -> None:
        from msgspec.json import Decoder

        self._access = access
        self._arrays = arrays
        self._decode = Decoder().decode
        self.cursor = Cursor(access.pieces())

    def whole(self) -> Any:
        """The document."""
        long = self._arrays.itself and self.cursor.sign() == b"["
        return self._elements() if long else self.value(DEEPEST)

    def value(self, levels: int) -> Any:
        """The next value, looked into for so many levels."""
        sign = self.cursor.sign() if levels else b""
        if sign == b"{":
            return self._object(levels)
        if sign == b"[":
            return self._array(levels)
        return self._decode(self.cursor.value())

    def _object(self, levels: int) -> dict[str, Any]:
        cursor = self.cursor
        found: dict[str, Any] = {}
        cursor.take(b"{")
        if cursor.sign() == b"}":
            cursor.take(b"}")
            return found
        while True:
            if cursor.sign() != b'"':
                raise Unsound
            name = self._decode(cursor.value())
            cursor.take(b":")
            if name in self._arrays.long and cursor.sign() == b"[":
                found[name] = self._elements()
            else:
                found[name] = self.value(levels - 1 if name in self._arrays.way else 0)
            if cursor.take(b",}") == b"}":
                return found

    def _array(self, levels: int) -> list[Any]:
        cursor = self.cursor
        found: list[Any] = []
        cursor.take(b"[")
        if cursor.sign() == b"]":
            cursor.take(b"]")
            return found
        while True:
            found.append(self.value(levels - 1))
            if cursor.take(b",]") == b"]":
                return found

    def _elements(self) -> Elements:
        """Where the elements of an array are. Each is decoded once, to know that it is sound."""
        cursor, found = self.cursor, Elements(self._access)
        cursor.take(b"[")
        if cursor.sign() == b"]":
            cursor.take(b"]")
            return found
        while True:
            value = cursor.value()
            self._decode(value)
            found.add(cursor.place - len(value), cursor.place)
            if cursor.take(b",]") == b"]":
                return found
