"""Where else the words of a passage stand when it is noted: in quotes of it, mostly.

A thread repeats itself. When later fewer of these places are left, one must be told from another,
and what tells them apart has to be looked at while they are all there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from threadview.anchors.fuzzy import likeness
from threadview.anchors.identity import fingerprint, prints, sketch
from threadview.anchors.skeleton import letters, occurrences, words
from threadview.model import Post, logical_text

AROUND = 160
"""Letters kept of what stands before and after a passage."""
NEAR = 200
"""Posts before and after that are looked through."""
KEPT = 4
"""Other posts that are remembered."""
SAME = 0.7
"""Two contexts this alike do not tell two places apart."""


class Twins(NamedTuple):
    """How many other places there are, and how many of them before this one; whether one of them
    has the same context; the posts they are in, each a fingerprint and prints."""

    places: int
    before: int
    alike: bool
    others: tuple[tuple[int, ...], ...]


NO_TWINS = Twins(0, 0, False, ())


def find_twins(posts: Sequence[Post], index: int, text: str, passage: tuple[int, int]) -> Twins:
    """The other places of letters `passage` of `text`, the skeleton of `posts[index]`."""
    bare = text[slice(*passage)]
    if not bare:
        return NO_TWINS
    before, after = _around(text, *passage)
    count, earlier, alike = 0, 0, False
    others: list[tuple[int, ...]] = []
    for at in range(max(0, index - NEAR), min(len(posts), index + NEAR + 1)):
        there = text if at == index else letters(logical_text(posts[at]))
        found = [place for place in occurrences(there, bare, 20) if at != index or place != passage]
        for place in found:
            other = _around(there, *place)
            alike = alike or (likeness(before, other[0]) + likeness(after, other[1])) / 2 >= SAME
        count += len(found)
        earlier += sum((at, place) < (index, passage) for place in found)
        if found and at != index and len(others) < KEPT:
            logical = logical_text(posts[at])
            others.append((fingerprint(logical), *sketch(prints(words(logical)))))
    return Twins(count, earlier, alike, tuple(others))


def _around(text: str, first: int, last: int) -> tuple[str, str]:
    return text[max(0, first - AROUND) : first], text[last : last + AROUND]
