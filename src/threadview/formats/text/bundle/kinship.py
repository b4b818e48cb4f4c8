"""Whether what stands behind a seam is another thread than what stands before it.

Each sign says how likely: the marks that divide the posts, the head and the foot of a page, the
numbers and dates going on or starting anew, who writes, and what about. `tests/benchmarks/
bundles.py --fit` weighs them: dumps of different threads put behind one another, against dumps cut
in two somewhere among their posts; a logistic map of what was seen, each page counting once.
"""

from __future__ import annotations

from functools import cache
from math import log1p
from typing import TYPE_CHECKING

from threadview.cues import feet as foots
from threadview.cues import furniture
from threadview.formats.text.bundle.topic import likeness
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.formats.text.bundle.peek import Peek

SHORT = 6
"""Words up to which a line is short, as furniture is."""
TITLE = 14
"""Words up to which a line can be a title."""
NEARBY = 8
"""Lines on either side of a seam that are looked at."""
MANY = 3
"""Posts, or people, from which on it tells something that others are there."""

_DIGITS = pattern(r"\d+|:answered")
_ENDS = (".", ",", ";", ":", "!", "?", ")", "…")
_OWNED = ("©", "(c) ", "copyright", "powered by", "powered", "forum software")


@cache
def _foots() -> tuple[str, ...]:
    return (*furniture.words(foots.FOOTS), *_OWNED)


def odds(before: Peek, after: Peek) -> float:
    """How likely another thread begins behind a seam, as the logarithm of the odds, where it is as
    likely as not that one does. `before` is a look at the end of what stands in front of it."""
    return sum(WEIGHTS[name] * value for name, value in signs(before, after).items())


def signs(before: Peek, after: Peek) -> dict[str, float]:
    """What is seen on both sides of a seam, by the names of the weights."""
    found = {"": 1.0, **_marks(before, after), **_head(before, after), **_edges(before, after)}
    found.update(_order(before, after))
    found.update(_people(before, after))
    found.update(_topics(before, after))
    return {name: float(value) for name, value in found.items() if value}


def _marks(before: Peek, after: Peek) -> dict[str, float]:
    """How the posts on either side are divided."""
    both = before.is_thread and after.is_thread
    other = both and _family(before.key) != _family(after.key)
    return {
        "both divided": both,
        "neither divided": not before.is_thread and not after.is_thread,
        "divided otherwise": other,
        "many divided otherwise": other and min(before.posts, after.posts) > MANY,
        "first post complete": after.is_thread and after.complete,
        "last post closed": before.is_thread and before.closed,
        "begins with a header": "header" in after.lead,
        "begins with prose": "prose" in after.lead,
    }


def _family(key: str | None) -> str:
    return "" if key is None else _DIGITS.sub("", key)


def _head(before: Peek, after: Peek) -> dict[str, float]:
    """What the head of a page would say."""
    title = (after.title or "").casefold()
    old = (before.title or "").casefold()
    again = bool(title) and title == old
    within = len(old) > NEARBY and not again and any(old in s.casefold() for s in after.lines)
    first = after.lines[0] if after.lines else ""
    size = len(first.split())
    return {
        "title": after.confidence,
        "title on top": after.titled,
        "the same title": again,
        "the old title below": within,
        "lines above the title": log1p(after.navigation),
        "like a title": 2 <= size <= TITLE and first[:1].isupper() and not first.endswith(_ENDS),
        "like a sentence": size > 3 and first.endswith(_ENDS),
    }


def _edges(before: Peek, after: Peek) -> dict[str, float]:
    """The last lines before a seam, and the first ones behind it."""
    found = feet(before)
    return {
        "lines of a foot": min(4, sum(found)),
        "ends with a foot": bool(found) and found[-1],
        "short lines before": _short(before.ends[-NEARBY:]),
        "short lines behind": _short(after.lines[:NEARBY]),
    }


def feet(look: Peek) -> list[bool]:
    """Of each of the last lines whether it is of a page's foot."""
    foots = _foots()
    lower = [line.casefold().strip(" *_[•") for line in look.ends]
    return [line.startswith(foots) for line in lower if len(line) < 200]


def _short(lines: tuple[str, ...]) -> float:
    return sum(len(line.split()) <= SHORT for line in lines) / NEARBY


def _order(before: Peek, after: Peek) -> dict[str, float]:
    """Whether numbers and dates go on or begin anew."""
    found: dict[str, float] = {}
    one, other = before.last or "", after.id or ""
    if one.isdecimal() and other.isdecimal() and max(len(one), len(other)) < 15:
        step = int(other) - int(one)
        found["numbers go on"] = 0 < step <= 2
        found["numbers go back"] = step <= 0
    if before.last_date and after.date:
        earlier, later = before.last_date[:10], after.date[:10]
        if len(earlier) == len(later) == 10:
            found["the same day"] = earlier == later
            found["dates go back"] = later < earlier
            found["dates go on"] = later > earlier
    return found


def _people(before: Peek, after: Peek) -> dict[str, float]:
    """Whether the same people write."""
    least = min(len(before.people), len(after.people))
    if not least:
        return {}
    share = len(before.people & after.people) / least
    return {
        "the same people": share,
        "other people": not share,
        "many other people": not share and least >= MANY,
    }


def _topics(before: Peek, after: Peek) -> dict[str, float]:
    """Whether it is about the same."""
    found = likeness(before.last_words, after.first_words)
    if found is None:
        return {"few words": 1.0}
    told = {
        "same words": found.shared,
        "same words, as usual here": found.ratio,
        "no word the same": found.shared < 0.01,
        "same words as often": found.cosine,
    }
    for name, share in (("topic", found.topic), ("new topic", found.other)):
        if share is not None:
            told[f"has a {name}"] = 1.0
            told[f"{name} on both sides"] = share
    return told


# Written by `bundles.py --fit`.
WEIGHTS: dict[str, float] = {
    "": -2.35,
    "begins with a header": 0.83,
    "begins with prose": -1.24,
    "both divided": 0.29,
    "dates go back": 2.19,
    "dates go on": 0.73,
    "divided otherwise": 0.37,
    "ends with a foot": 2.18,
    "few words": -0.41,
    "first post complete": 0.71,
    "has a new topic": 2.73,
    "has a topic": 2.04,
    "last post closed": 2.01,
    "like a sentence": -0.3,
    "like a title": 0.65,
    "lines above the title": 0.75,
    "lines of a foot": 0.53,
    "many divided otherwise": 1.17,
    "many other people": 0.58,
    "neither divided": 2.44,
    "new topic on both sides": -1.66,
    "no word the same": -0.53,
    "numbers go back": 2.59,
    "numbers go on": -3.18,
    "other people": 0.36,
    "same words": 1.13,
    "same words as often": -4.58,
    "same words, as usual here": -4.57,
    "short lines before": -1.97,
    "short lines behind": -1.26,
    "the old title below": -1.0,
    "the same day": -3.22,
    "the same people": -1.9,
    "the same title": -2.17,
    "title": 0.59,
    "title on top": 0.08,
    "topic on both sides": -0.97,
}
