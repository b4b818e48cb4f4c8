"""A JSON document that goes by in pieces, value by value: where each begins and ends, and its
bytes. What is held is the value in sight. Strings are jumped over by one expression, and so are
values that nest a little; deeper ones are counted through, sign by sign, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator

NESTED = 6
"""Levels of brackets that one expression jumps over."""

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_PLAIN = rb'[^][{}"]++'


def _brackets(levels: int) -> bytes:
    """An expression for a value in brackets that holds so many levels, its own among them."""
    inside = _PLAIN + b"|" + _STRING
    if levels > 1:
        inside += b"|" + _brackets(levels - 1)
    return rb"[\[{](?:" + inside + rb")*+[\]}]"


_BRACKETS = re.compile(_brackets(NESTED), re.DOTALL)
_QUOTED = re.compile(_STRING, re.DOTALL)
_ATOM = re.compile(rb'[^][{}",:\s]++')
_GAP = re.compile(rb"[ \t\r\n]*+")
_SIGN = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[\[{]|([\]}])', re.DOTALL)
"""A string (with its end, if that is here), or a bracket (in the second group, a closing one)."""


class Unsound(Exception):  # noqa: N818 - it is no error: somebody else reads the document
    """The document is not what it has to be here; a lenient reader may still make something of
    it."""


class Cursor:
    """A place in a document that goes by."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """`pieces` give the bytes of the document in order."""
        self._pieces = pieces
        self._held = b""
        self._base = 0
        self._at = 0

    @property
    def place(self) -> int:
        """The byte of the document that comes next."""
        return self._base + self._at

    def sign(self) -> bytes:
        """The next byte that is no white space, which is not passed; none at the end."""
        while True:
            gap = _GAP.match(self._held, self._at)
            self._at = gap.end() if gap else self._at
            found = self._held[self._at : self._at + 1]
            if found or not self._more():
                return found

    def take(self, signs: bytes) -> bytes:
        """Pass the next sign.

        Raises:
            Unsound: it is none of those.
        """
        found = self.sign()
        if not found or found not in signs:
            raise Unsound
        self._at += 1
        return found

    def value(self) -> bytes:
        """The bytes of the value that comes next, which is passed. Its brackets are counted, not
        looked at: whether it is sound, a decoder says.

        Raises:
            Unsound: there is none, or it does not end.
        """
        sign = self.sign()
        if sign in (b"{", b"["):
            match = _BRACKETS.match(self._held, self._at)
            end = self._counted() if match is None else match.end()
        elif sign == b'"':
            end = self._end_of(_QUOTED, 0)
        else:
            end = self._end_of(_ATOM, 1)
        found = self._held[self._at : end]
        self._at = end
        return found

    def _end_of(self, form: re.Pattern[bytes], behind: int) -> int:
        """Where what has a form ends. So many bytes have to be seen behind it to know that."""
        while True:
            match = form.match(self._held, self._at)
            if match is not None and match.end() + behind <= len(self._held):
                return match.end()
            if not self._more():
                if match is None:
                    raise Unsound
                return match.end()

    def _counted(self) -> int:
        """Where a value in brackets ends, of which the expression saw no end: it goes on behind
        what is held, or nests deeper."""
        deep, passed = 0, 0
        while True:
            for match in _SIGN.finditer(self._held, self._at + passed):
                if match[0][:1] == b'"':
                    if not match[1]:  # its end is not here yet
                        break
                elif match[2] is None:
                    deep += 1
                else:
                    deep -= 1
                    if not deep:
                        return match.end()
                passed = match.end() - self._at
            if not self._more():
                raise Unsound

    def _more(self) -> bool:
        """Hold twice as much of what comes next, that nothing is looked at more than a few times;
        whether anything came. What was passed is let go of."""
        held = [self._held[self._at :]]
        missing = max(1, len(held[0]))
        while missing > 0 and (piece := next(self._pieces, None)) is not None:
            held.append(piece)
            missing -= len(piece)
        self._base += self._at
        self._at = 0
        self._held = b"".join(held)
        return len(held) > 1
