"""Texts as the full-text table indexes them, and words as it is asked for them.

Both go through the folding that searching inside a thread compares by, so that case and accents
make no difference; scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer,
Burmese) are indexed by pairs of characters that stand side by side (J. S. Manning et al.,
"Introduction to Information Retrieval", 2008, §2.2.1: character k-grams where words have no marks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from threadview.scripts import UNSPACED
from threadview.search.folding import folding

_RUN = re.compile(f"[{UNSPACED}]+")
_TOKEN = re.compile(r"[^\W_]+")

PREFIX = 3
"""Letters that a word needs to stand for all words that begin so: shorter ones are too many."""


def indexed(text: str) -> str:
    """A text as the full-text table takes it: folded, scripts without spaces in pairs."""
    folded = folding(True).fold(text).text
    if folded.isascii():
        return folded
    return _RUN.sub(_pairs, folded).encode("utf-8", "replace").decode("utf-8")


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) == 1:
        return f" {run} "
    return " " + " ".join([run[at : at + 2] for at in range(len(run) - 1)]) + f" {run[-1]} "


Extensions = Callable[[str], Sequence[str]]
"""The common words that begin with some letters, if there are any."""


def asked(words: str, prefix: bool, least: int = PREFIX, common: Extensions | None = None) -> str:
    """An expression of the full-text table for posts that may hold these words side by side; ""
    where nothing in them is indexed. `prefix`: the last may be the beginning of a longer word, if
    it has `least` letters; where it is that of `common` ones, of these alone: the table gathers all
    posts of all words with a beginning before it gives any, which takes long for common words."""
    folded = folding(True).fold(words).text
    found: list[str] = []
    at = 0
    for match in _RUN.finditer(folded):
        found += map(_quoted, _TOKEN.findall(folded[at : match.start()]))
        found += _asked_pairs(match[0])
        at = match.end()
    rest = _TOKEN.findall(folded[at:])
    found += map(_quoted, rest)
    if prefix and rest and folded[-1:].isalnum() and _stands_for_more(rest[-1], least):
        some = common(rest[-1]) if common is not None else ()
        if some:
            found[-1] = f"({' OR '.join(dict.fromkeys([found[-1], *map(_quoted, some)]))})"
        else:
            found[-1] += " *"
    return " AND ".join(dict.fromkeys(found))


def _stands_for_more(token: str, least: int) -> bool:
    """Whether a word is long enough: a syllable of Korean is, to which endings are joined."""
    return len(token) >= least or "\uac00" <= token[-1] <= "\ud7a3"


def _asked_pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [f"{_quoted(run)} *"]
    return [_quoted(run[at : at + 2]) for at in range(len(run) - 1)]


def _quoted(token: str) -> str:
    return '"' + token.encode("utf-8", "replace").decode("utf-8") + '"'
