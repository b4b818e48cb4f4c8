"""What a stretch of text is about, as far as words tell, and how alike two stretches are.

Talk about one thing says the same uncommon words again and again; two threads that stand one behind
the other share few (Hearst, "TextTiling", Computational Linguistics 23, 1997, finds subtopics so).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import sqrt

from threadview.cues import commonplace
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern
from threadview.scripts import UNSPACED

MOST = 400
"""Words of a stretch that are compared, those nearest to the seam."""
FEWEST = 12
"""Words from which on it can be told what a stretch is about."""
KEPT = 1200
"""Words of a stretch that are kept: more than are compared, to see how it keeps to its topic."""
OFTEN = 12
"""The commonest words of a stretch, that name its topic."""
NAMING = 4
"""Such words at least, said twice or more, or none is its topic."""

WORD = pattern(rf"(?=([{UNSPACED}]{{2}}))|[^\W\d_{UNSPACED}]{{6,}}")


class Likeness(NamedTuple):
    """How alike two stretches are, from 0 to 1: `shared` are the words that both say, against
    those that the shorter one says; `ratio` the same against how alike the halves of each are;
    `cosine` the angle between what they say how often; `topic` and `other` the share of the
    commonest words of each that the other says, None where none is said often."""

    shared: float
    ratio: float
    cosine: float
    topic: float | None
    other: float | None


@cache
def _stock() -> frozenset[str]:
    return frozenset(commonplace.WORDS.split())


def words_of_topic(text: str) -> list[str]:
    """The words of a text that can tell what it is about, in order: long ones that are not in
    everybody's mouth; of scripts without spaces each two characters."""
    stock = _stock()
    found = []
    for match in WORD.finditer(text.casefold()):
        word = match[1] or match.group()
        if word not in stock:
            found.append(word)
    return found


def likeness(before: Sequence[str], after: Sequence[str]) -> Likeness | None:
    """How alike two stretches are, the one in front of the other; None where there is too little
    of either."""
    shared = _shared(before, after)
    if shared is None:
        return None
    halves = [_shared(some[: len(some) // 2], some[len(some) // 2 :]) for some in (before, after)]
    within = [one for one in halves if one is not None]
    usual = max(0.02, sum(within) / len(within)) if within else 0.25
    one, other = Counter(before), Counter(after)
    product = sum(count * one[word] for word, count in other.items() if word in one)
    sizes = sum(n * n for n in one.values()) * sum(n * n for n in other.values())
    return Likeness(
        shared,
        min(1.0, shared / usual),
        product / sqrt(sizes),
        _told(one, other),
        _told(other, one),
    )


def _shared(before: Sequence[str], after: Sequence[str]) -> float | None:
    """The share of words that the end of one stretch and the beginning of another have in
    common."""
    size = min(len(before), len(after), MOST)
    if size < FEWEST:
        return None
    one, other = set(before[-size:]), set(after[:size])
    return len(one & other) / min(len(one), len(other))


def _told(topic: Counter[str], said: Counter[str]) -> float | None:
    """The share of the commonest words of one stretch that the other says too."""
    often = [word for word, count in topic.most_common(OFTEN) if count > 1]
    return sum(word in said for word in often) / len(often) if len(often) >= NAMING else None
