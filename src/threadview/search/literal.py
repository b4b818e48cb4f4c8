"""Literal text to look for: words and phrases, as a reader would say they stand there."""

from __future__ import annotations

import re

from threadview.search.folding import cluster_end, cluster_marks, folding, units

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
    """

    def __init__(self, text: str, case: bool | None = None, whole: bool = False) -> None:
        """What to look for; `case`: whether it counts (None: if capitals were typed)."""
        self.case = has_capitals(text) if case is None else case
        self._folding = folding(not self.case)
        words = [units(word, not self.case) for word in text.split()]
        self._exact = not words or not all(words)
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
        """Where it stands in a text, in order, none overlapping another."""
        if self._exact:
            return [match.span() for match in self._pattern.finditer(text)] if text else []
        if text.isascii() and not self._accents:
            lowered = text if self.case else text.lower()
            return [match.span() for match in self._pattern.finditer(lowered)]
        return self._wide_spans(text)

    def _wide_spans(self, text: str) -> list[Place]:
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
