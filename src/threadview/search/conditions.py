"""Conditions: what the parts of a query ask of a post, and where it is met.

A condition answers, for a post, with its spans, with none (the post matches by what it is), or with
None (it does not match).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import NamedTuple, Protocol

from threadview.search.corpus import HEADER, WORDS, Corpus, Fields
from threadview.search.expression import Expression
from threadview.search.literal import Literal

Spans = list[tuple[int, int, int]]
"""(field, start, end) of each stretch, where the field is one of `corpus`'s."""


class Subject:
    """The post that is being looked at: its texts are read when somebody asks."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.columns = corpus.columns
        self.index = -1
        self._read: tuple[Fields, list[tuple[int, int]]] | None = None

    def at(self, index: int) -> Subject:
        """The same, looking at another post."""
        self.index = index
        self._read = None
        return self

    @property
    def fields(self) -> Fields:
        """The post's texts."""
        if self._read is None:
            self._read = self.corpus.read(self.index)
        return self._read[0]

    @property
    def quoted(self) -> list[tuple[int, int]]:
        """The stretches of the logical text that are quoted."""
        if self._read is None:
            self._read = self.corpus.read(self.index)
        return self._read[1]

    def is_quoted(self, start: int) -> bool:
        """Whether a place in the logical text is quoted."""
        quoted = self.quoted
        index = bisect_right(quoted, (start, sys.maxsize)) - 1
        return index >= 0 and start < quoted[index][1]


class Condition(Protocol):
    """What a part of a query asks of a post."""

    def spans(self, subject: Subject) -> Spans | None:
        """Where it is met; empty if the post meets it by what it is; None if it does not."""

    def needles(self) -> list[str] | None:
        """Words of which a post must hold one to match; None if any post may match."""


class TextCondition:
    """Words, a phrase or an expression stand in the post."""

    def __init__(self, pattern: Literal | Expression, quoted: bool | None) -> None:
        """`quoted`: only where quoted (True), only where not (False), or anywhere (None)."""
        self.pattern = pattern
        self.quoted = quoted

    def spans(self, subject: Subject) -> Spans | None:
        """Where the pattern stands, field by field."""
        found: Spans = []
        spans = self.pattern.spans
        for field, text in enumerate(subject.fields):
            if text:
                found += [(field, start, end) for start, end in spans(text)]
        if self.quoted is not None:
            found = [
                span
                for span in found
                if (span[0] == WORDS and subject.is_quoted(span[1])) is self.quoted
            ]
        return found or None

    def needles(self) -> list[str] | None:
        """The pattern's longest word."""
        return None if self.pattern.needle is None else [self.pattern.needle]


class WordsCondition:
    """All of several words stand in the post; if they stand side by side, only there."""

    def __init__(self, together: TextCondition, apart: list[TextCondition]) -> None:
        self._together = together
        self.apart = apart

    def spans(self, subject: Subject) -> Spans | None:
        """Where the words stand side by side, or else each of them."""
        parts = [word.spans(subject) for word in self.apart]
        if None in parts:
            return None
        return self._together.spans(subject) or [span for part in parts for span in part or ()]

    def needles(self) -> list[str] | None:
        """The longest word."""
        return self._together.needles()


class All(NamedTuple):
    """Every part is met."""

    parts: tuple[Condition, ...]

    def spans(self, subject: Subject) -> Spans | None:
        """Where the parts are met."""
        found: Spans = []
        for part in self.parts:
            spans = part.spans(subject)
            if spans is None:
                return None
            found += spans
        return found

    def needles(self) -> list[str] | None:
        """Those of the part that can be looked for fastest: few of them, and long."""
        needles = [part.needles() for part in self.parts]
        return min(
            (some for some in needles if some is not None),
            key=lambda some: (len(some), -min(map(len, some))),
            default=None,
        )


class Any(NamedTuple):
    """Some part is met."""

    parts: tuple[Condition, ...]

    def spans(self, subject: Subject) -> Spans | None:
        """Where the parts that are met are met."""
        met = [spans for part in self.parts if (spans := part.spans(subject)) is not None]
        return [span for spans in met for span in spans] if met else None

    def needles(self) -> list[str] | None:
        """Those of all parts."""
        needles = [part.needles() for part in self.parts]
        if any(some is None for some in needles):
            return None
        return [needle for some in needles for needle in some or ()]


class Without(NamedTuple):
    """The part is not met."""

    part: Condition

    def spans(self, subject: Subject) -> Spans | None:
        """Nothing, or None."""
        return [] if self.part.spans(subject) is None else None

    def needles(self) -> list[str] | None:
        """None."""
        return None


def found_in(condition: Condition, subject: Subject) -> Spans | None:
    """The stretches of a post that meet a query, in reading order, none overlapping another.

    A post that matches by what it is alone has its author's name.
    """
    spans = condition.spans(subject)
    if spans is None:
        return None
    if not spans:
        author = subject.columns.authors[subject.index]
        name = subject.corpus.columns.names[author] if author >= 0 else ""
        return [(HEADER, 0, len(name))]
    if len(spans) > 1 and not isinstance(condition, TextCondition):
        spans.sort(key=lambda span: (span[0], span[1], -span[2]))
        last = (-1, 0, 0)
        kept: Spans = []
        for span in spans:
            if span[0] != last[0] or span[1] >= last[2]:
                kept.append(span)
                last = span
        return kept
    return spans


def took_too_long(condition: Condition) -> bool:
    """Whether some post took too long or held too many hits, so that some are not told of."""
    match condition:
        case TextCondition():
            return condition.pattern.late
        case All(parts) | Any(parts):
            return any(map(took_too_long, parts))
        case Without(part):
            return took_too_long(part)
    return False
