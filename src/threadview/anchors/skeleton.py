"""The bare letters of a text, with the way back to where they stood.

Two extractors of one page agree on the letters and digits of a passage and on little else: lines
are wrapped elsewhere, quotation marks are straight or curly, Markdown marks and backslashes come
and go. So passages are compared by their skeleton: letters, digits and combining marks, in
compatibility decomposition (Unicode Standard Annex #15, NFKD) and case-folded, with nothing
between them. Every letter of it leads back to an offset in the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from threadview.scripts import UNSPACED

LETTERS = re.compile(r"[0-9A-Za-z]+|[^\x00-\x7f]")
"""A run of plain letters, or one character that needs a look."""

ADDRESS = re.compile(
    r"\]\(\s{0,2}<?(?:[a-z][a-z0-9+.-]{1,20}:|[/#.?])[^()]{0,500}(?:\([^()]{0,100}\)[^()]{0,500}){0,4}\)",
    re.IGNORECASE,
)
"""The target of a Markdown link: an address, not words that anybody wrote here. Bounded, so that a
text of nothing but open brackets costs no more than any other."""

WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
WITHIN = re.compile(rf"[^\W_{UNSPACED}]{{2}}")
"""Two characters with no end of a word between them."""


class _Folds(dict[int, str | None]):
    """What each character leaves in the skeleton, worked out once; None for nothing, as
    `str.translate` wants it."""

    def __missing__(self, code: int) -> str | None:
        fold = "".join(
            char
            for char in unicodedata.normalize("NFKD", chr(code)).casefold()
            if char.isalnum() or unicodedata.category(char)[0] == "M"
        )
        self[code] = fold or None
        return fold or None


_FOLDS = _Folds()
_PLAIN = bytes(code for code in range(128) if chr(code).isalnum())
_OTHER = bytes(code for code in range(128) if not chr(code).isalnum())
_LOWER = bytes(range(256)).lower()
_SPACED = bytes(ord(chr(c).lower()) if c in _PLAIN else 32 for c in range(256))
"""Tables for plain ASCII, which `bytes.translate` goes through a hundred times faster."""


def letters(text: str) -> str:
    """The skeleton of a text alone, for hashing and comparing."""
    if "](" in text:
        text = ADDRESS.sub("]", text)
    if text.isascii():
        return text.encode("ascii").translate(_LOWER, _OTHER).decode("ascii")
    return text.translate(_FOLDS)


def words(text: str) -> list[str]:
    """The words of a text, folded; in scripts without spaces each character is one."""
    if "](" in text:
        text = ADDRESS.sub("]", text)
    if text.isascii():
        return text.encode("ascii").translate(_SPACED).decode("ascii").split()
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class Run(NamedTuple):
    """Letters that stand side by side in the text as in the skeleton: where they begin in both."""

    bare: int
    start: int


class Skeleton:
    """The skeleton of a text: `text` holds its letters; `start` and `end` lead back."""

    __slots__ = ("_runs", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        parts: list[str] = []
        runs: list[Run] = []
        bare = 0
        for first, last in _outside_addresses(source):
            for match in LETTERS.finditer(source, first, last):
                piece = match[0]
                folded = piece.lower() if piece.isascii() else _FOLDS[ord(piece)] or ""
                if folded:
                    runs.append(Run(bare, match.start()))
                    parts.append(folded)
                    bare += len(folded)
        self.text = "".join(parts)
        self._runs = runs
        self._starts = [run.bare for run in runs]

    def __len__(self) -> int:
        return len(self.text)

    def start(self, bare: int) -> int:
        """The offset in the text of letter `bare`; of the text's end for one past the last."""
        if bare >= len(self.text):
            return len(self.source)
        return self._offset(bare)

    def end(self, bare: int) -> int:
        """The offset in the text just after letter `bare - 1`."""
        return self._offset(bare - 1) + 1 if bare > 0 else 0

    def _offset(self, bare: int) -> int:
        index = bisect_right(self._starts, bare) - 1
        run = self._runs[index]
        if ord(self.source[run.start]) > 0x7F:  # one character may leave several letters
            return run.start
        return run.start + bare - run.bare

    def bare(self, offset: int) -> int:
        """How many letters of the skeleton come from the text before `offset`."""
        index = bisect_right(self._runs, offset, key=lambda run: run.start) - 1
        if index < 0:
            return 0
        run = self._runs[index]
        following = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        if offset == run.start:
            return run.bare
        if ord(self.source[run.start]) > 0x7F:
            return following
        return min(run.bare + offset - run.start, following)


def _outside_addresses(source: str) -> list[tuple[int, int]]:
    if "](" not in source:
        return [(0, len(source))]
    stretches, at = [], 0
    for match in ADDRESS.finditer(source):
        stretches.append((at, match.start()))
        at = match.end()
    stretches.append((at, len(source)))
    return stretches


def occurrences(text: str, wanted: str, limit: int = 500) -> list[tuple[int, int]]:
    """Every place of a string in a text, overlapping ones too, up to a limit."""
    found: list[tuple[int, int]] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < limit:
        found.append((at, at + len(wanted)))
        at = text.find(wanted, at + 1)
    return found
