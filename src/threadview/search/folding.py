"""Folding: text as it is compared, without case and accents, and the way back to its offsets.

Case folding follows the Unicode Standard (default caseless matching, section 3.13, D145), accents
go by canonical decomposition (UAX #15) and dropping the non-spacing marks. Both may change
lengths (ß, İ, ligatures, combining marks), so a `Folded` text knows for each of its characters
which code point of the text it comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple
from unicodedata import category, normalize

IGNORED = frozenset(
    map(chr, (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
) | frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that are not there for a reader: soft hyphen, joiners, direction marks."""

QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}
"""Typographic quotation marks, as a keyboard has them."""

_WIDE = re.compile(r"[^\x00-\x7f]+(?:[\x00-\x7f]{1,2}[^\x00-\x7f]+)*")
_CAPITALS = re.compile("[A-Z]+")

VOICED = ("\u3099", "\u309a")
"""Marks that make another kana of a kana; no accents."""


def is_mark(char: str) -> bool:
    """Whether a character is an accent on the one before it."""
    return category(char) in ("Mn", "Me") and char not in VOICED


class Unit(NamedTuple):
    """One character to look for, and the accents that were typed on it."""

    base: str
    marks: frozenset[str] = frozenset()


def decompose(char: str, case: bool) -> str:
    """A character taken apart: its base characters (without case, if `case` says so), accents."""
    if "\u3041" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3":
        return char
    if char in IGNORED:
        return ""
    if "\ufb00" <= char <= "\ufb17":
        char = normalize("NFKD", char)
    taken = normalize("NFD", char)
    if case:
        # An iota below is an accent, though it folds to a letter.
        taken = "".join(part if is_mark(part) else part.casefold() for part in taken)
        taken = normalize("NFD", taken)
    return "".join(QUOTES.get(part, part) for part in taken)


def units(text: str, case: bool) -> list[Unit]:
    """What has to be found for a text to be found: its characters with the accents typed."""
    found: list[Unit] = []
    for char in "".join(decompose(char, case) for char in text):
        if not is_mark(char):
            found.append(Unit(char))
        elif found:
            found[-1] = Unit(found[-1].base, found[-1].marks | {char})
    return found


class Folded(NamedTuple):
    """A text as it is compared, and where its characters come from.

    `text` is folded. `odd` lists, where some code point folded to none or to several characters,
    each of those as (place in `text`, length there); `sources`, the code points they come from.
    """

    text: str
    odd: list[int]
    lengths: list[int]
    sources: list[int]

    def source(self, place: int) -> int:
        """The code point that a folded character comes from."""
        index = bisect_right(self.odd, place) - 1
        if index < 0:
            return place
        behind = place - self.odd[index] - self.lengths[index]
        return self.sources[index] + 1 + behind if behind >= 0 else self.sources[index]


class Folding(dict[int, str]):
    """A way of folding: what each code point becomes, filled as code points are met."""

    def __init__(self, case: bool) -> None:
        super().__init__()
        self.case = case
        self._odd: set[str] = set()

    def __missing__(self, point: int) -> str:
        char = chr(point)
        folded = "".join(part for part in decompose(char, self.case) if not is_mark(part))
        self[point] = folded
        if len(folded) != 1:
            self._odd.add(char)
        return folded

    def fold(self, text: str) -> Folded:
        """A text as it is compared."""
        if text.isascii():
            return Folded(text.lower() if self.case else text, [], [], [])
        runs = [match.span() for match in _WIDE.finditer(text)]
        parts: list[str] = []
        odd: list[int] = []
        lengths: list[int] = []
        sources: list[int] = []
        at = grown = 0
        for start, end in runs:
            wide = text[start:end]
            folded = wide.translate(self)
            if not self._odd.isdisjoint(wide):
                for source, char in enumerate(wide, start):
                    if char in self._odd:
                        odd.append(source + grown)
                        lengths.append(len(self[ord(char)]))
                        sources.append(source)
                        grown += lengths[-1] - 1
            parts += [text[at:start], folded]
            at = end
        joined = "".join([*parts, text[at:]])
        if self.case:
            joined = joined.lower() if joined.isascii() else _CAPITALS.sub(_lowered, joined)
        return Folded(joined, odd, lengths, sources)


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower()


@cache
def folding(case: bool) -> Folding:
    """The one folding of its kind, so that what it learnt is kept."""
    return Folding(case)


def cluster_marks(text: str, at: int) -> frozenset[str]:
    """The accents on the character at an offset: its own and those that follow it."""
    end = at + 1
    while end < len(text) and is_mark(text[end]):
        end += 1
    return frozenset(part for part in normalize("NFD", text[at:end]) if is_mark(part))


def cluster_end(text: str, end: int) -> int:
    """An end moved behind the accents that follow, so that no character is cut from its own."""
    while end < len(text) and not text[end].isascii() and is_mark(text[end]):
        end += 1
    return end
