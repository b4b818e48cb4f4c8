"""Literal text to look for: words and phrases, as a reader would say they stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from threadview.search.folding import cluster_end, cluster_marks, folding, units

PIECE = 1 << 16
"""Characters of a long text that are folded at a time."""

MOST = 200_000
"""Places in one text that are told of; nobody walks through more."""

_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S")

Place = tuple[int, int]
"""`[start, end)` in code points."""


def has_capitals(text: str) -> bool:
    """Whether case was typed, so that it counts ("smart case")."""
    return any(char.isupper() or char.istitle() for char in text)


class Literal:
    """Words side by side, any white space between them.

    Accents that were not typed, and case where none was, make no difference.

    Attributes:
        needle: the longest of the words, folded: no text without it can match. None where a word
            is nothing but marks.
        single: whether it is one word, anywhere, without accents.
        late: whether some text holds more places than were told of.
    """

    def __init__(self, text: str, case: bool | None = None, whole: bool = False) -> None:
        """What to look for; `case`: whether it counts (None: if capitals were typed)."""
        self.case = has_capitals(text) if case is None else case
        self._folding = folding(not self.case)
        words = [units(word, not self.case) for word in text.split()]
        self._exact = not words or not all(words)
        self._count = len(words)
        self.late = False
        self._sieve: Callable[[bytes], object] | None = None
        if self._exact:
            source = re.escape(text)
            self.needle: str | None = None
            self._marks: list[list[frozenset[str]]] = []
        else:
            folded = ["".join(unit.base for unit in word) for word in words]
            source = r"\s+".join(f"({re.escape(word)})" for word in folded)
            self.needle = max(folded, key=len)
            self._marks = [[unit.marks for unit in word] for word in words]
        self._accents = any(marks for word in self._marks for marks in word)
        self.single = len(words) == 1 and not whole and not self._accents and not self._exact
        if not self._accents and not self._exact:
            source = r"\s+".join(re.escape(word) for word in folded)
        self._pattern = re.compile(rf"(?<!\w){source}(?!\w)" if whole else source)

    def spans(self, text: str) -> list[Place]:
        """Where it stands in a text, in order, none overlapping another; at most MOST places."""
        if text.isascii() and not self._accents:
            folded = text if self.case or self._exact else text.lower()
            found = [match.span() for match in islice(self._pattern.finditer(folded), MOST + 1)]
        elif self._exact:
            found = [match.span() for match in islice(self._pattern.finditer(text), MOST + 1)]
        else:
            found = []
            start = 0
            while start < len(text) and len(found) <= MOST:
                start = self._take(text, start, found)
        if len(found) > MOST:
            self.late = True
            del found[MOST:]
        return found

    def _take(self, text: str, start: int, found: list[Place]) -> int:
        """Add the places that begin in the next piece of a text; where the piece after it begins.

        A long text is folded in pieces, so that whoever waits for this thread of execution gets
        its turn. Pieces are cut at white space; as many words more are looked at as a place that
        begins in the piece may need.
        """
        if len(text) - start <= 2 * PIECE:
            end = reach = len(text)
        else:
            end = _next_space(text, start + PIECE)
            reach = end
            for _ in range(self._count - 1):
                reach = _next_space(text, _next_word(text, reach))
        piece = text[start:reach]
        if end < len(text) and not self._possible(piece):
            return end
        for first, last in self._wide(piece):
            if first + start < end:
                found.append((first + start, last + start))
        return max(end, found[-1][1]) if found else end

    def _possible(self, piece: str) -> bool:
        """Whether the longest word can stand in a piece of a long text: a sieve, as for posts."""
        from threadview.search.engine import NoEngineError, compiled
        from threadview.search.variants import expression

        if self._sieve is None:
            assert self.needle is not None
            needle = folding(True).fold(self.needle).text
            try:
                self._sieve = compiled(expression(needle).encode("utf-8", "surrogatepass")).search
            except NoEngineError:
                self._sieve = len
        return bool(self._sieve(piece.encode("utf-8", "surrogatepass")))

    def _wide(self, text: str) -> list[Place]:
        folded = self._folding.fold(text)
        search = self._pattern.search
        found: list[Place] = []
        behind = 0
        match = search(folded.text)
        while match is not None:
            start = folded.source(match.start())
            if start >= behind and (
                not self._accents or self._accented(match, folded.source, text)
            ):
                behind = cluster_end(text, folded.source(match.end() - 1) + 1)
                found.append((start, behind))
                match = search(folded.text, match.end())
            else:
                match = search(folded.text, match.start() + 1)
        return found

    def _accented(self, match: re.Match[str], source: object, text: str) -> bool:
        """Whether the accents that were typed are there."""
        assert callable(source)
        for group, marks in enumerate(self._marks, 1):
            for place, wanted in enumerate(marks, match.start(group)):
                if wanted and not wanted <= cluster_marks(text, source(place)):
                    return False
        return True


def _next_space(text: str, start: int) -> int:
    """Where the first white space from a place on stands, or the end."""
    match = _SPACE.search(text, start)
    return match.start() if match else len(text)


def _next_word(text: str, start: int) -> int:
    """Where the first character from a place on stands that is no white space, or the end."""
    match = _WORD.search(text, start)
    return match.start() if match else len(text)
