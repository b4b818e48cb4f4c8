"""Which code points a folded character may stand for: the way back from folding, for prefilters.

Everything follows from `folding.decompose` with case and accents dropped; nothing is listed twice.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from itertools import chain
from typing import NamedTuple
from unicodedata import category, normalize

from threadview.search.engine import NoEngineError, engine
from threadview.search.folding import IGNORED, QUOTES, folding

RANGES = (
    range(0x80, 0x3400),
    range(0xA4D0, 0xAC00),
    range(0xD7B0, 0xD800),
    range(0xF900, 0x11000),
    range(0x11000, 0x13000),
    range(0x13400, 0x13480),
    range(0x16000, 0x17000),
    range(0x1B000, 0x1D300),
    range(0x1D800, 0x1F000),
    range(0x2F800, 0x2FA20),
    range(0xE0000, 0xE0200),
)
"""Where code points that fold to something else live, with room for later versions of Unicode."""


class Variants(NamedTuple):
    """Code points by what they fold to: one character, several, or nothing."""

    single: dict[str, list[int]]
    several: list[tuple[str, int]]
    nothing: list[int]


@cache
def variants() -> Variants:
    """The way back for all of Unicode but ASCII. Takes 30 ms, once."""
    single: dict[str, list[int]] = {}
    several: list[tuple[str, int]] = []
    nothing: list[int] = []
    fold = folding(True)
    for point in filter(_may_fold, chain.from_iterable(RANGES)):
        folded = fold[point]
        if len(folded) > 1:
            several.append((folded, point))
        elif not folded:
            nothing.append(point)
        elif folded != chr(point):
            single.setdefault(folded, []).append(point)
    return Variants(single, several, nothing)


def _may_fold(point: int) -> bool:
    """Whether a code point may fold to something else: a quick look."""
    char = chr(point)
    return (
        char.casefold() != char
        or category(char) in ("Mn", "Me")
        or normalize("NFD", char) != char
        or char in IGNORED
        or char in QUOTES
    )


def expression(needle: str) -> str:
    """An RE2 expression that matches wherever a text folds to something that holds the needle.

    It may match elsewhere: a code point that folds to several characters, some of them the
    needle's, counts as the whole needle.
    """
    single, several, nothing = variants()
    between = _class(nothing) + "*"
    chars = between.join(
        _class([ord(char), ord(char.upper()), *single.get(char, ())])
        if len(char.upper()) == 1
        else _class([ord(char), *single.get(char, ())])
        for char in needle
    )
    partial = [point for folded, point in several if _touches(folded, needle)]
    return f"{chars}|{_class(partial)}" if partial else chars


def _touches(folded: str, needle: str) -> bool:
    """Whether a text in which `folded` stands could hold a needle that shares some of it."""
    if folded in needle or needle in folded:
        return True
    return any(
        needle.startswith(folded[cut:]) or needle.endswith(folded[:cut])
        for cut in range(1, len(folded))
    )


def _class(points: list[int]) -> str:
    """An RE2 character class of code points."""
    spans: list[list[int]] = []
    for point in sorted(set(points)):
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "[" + "".join(rf"\x{{{low:x}}}-\x{{{high:x}}}" for low, high in spans) + "]"


def warm() -> None:
    """Make ready, before somebody waits for it, what the first search needs: 40 ms."""
    variants()
    with suppress(NoEngineError):
        engine()
