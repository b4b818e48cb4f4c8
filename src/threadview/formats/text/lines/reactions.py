"""Lines that say who reacted to a post: "Reactions: A and B", "A and B like this."."""

from __future__ import annotations

from threadview.cues import furniture
from threadview.pattern import pattern

_BEGINS = furniture.by_letter(furniture.words(furniture.REACTIONS))
_LIKED = furniture.by_letter(furniture.words(furniture.LIKED), -1)
_THANKED = furniture.by_letter(furniture.words(furniture.THANKED))
_JOINED = frozenset(furniture.words(furniture.JOINED))
_SPOKEN = frozenset(furniture.words(furniture.SPOKEN))
_NAMES = pattern(r"[:：] ?[^\d\s][^.!?]{0,80}")
MOST_NAMED = 16
"""Words of the names in such a line."""
MOST_ALONE = 4
"""Words of a name that stands alone before what says that somebody likes this."""


def says(lower: str) -> bool:
    """Whether a line, in lower case, says who reacted."""
    return lower.startswith(_BEGINS.get(lower[0], ())) or _likes(lower) or _thanks(lower)


def _likes(lower: str) -> bool:
    """Whether names and "like this" are all of a line."""
    bare = lower.rstrip(" .")
    phrases = _LIKED.get(bare[-1:], ())
    if not phrases or not bare.endswith(phrases):
        return False
    phrase = next(phrase for phrase in phrases if bare.endswith(phrase))
    names = bare[: -len(phrase)].split()
    if not 0 < len(names) <= MOST_NAMED or bare[-len(phrase) - 1] != " ":
        return False
    if not _SPOKEN.isdisjoint(names):
        return False
    several = not _JOINED.isdisjoint(names) or any(name.endswith(",") for name in names)
    return several or (phrase != "like this" and len(names) <= MOST_ALONE)


def _thanks(lower: str) -> bool:
    """Whether a word of thanks stands before names and a colon."""
    thanked = _THANKED.get(lower[0], ())
    word = next((word for word in thanked if lower.startswith(word)), None) if thanked else None
    return word is not None and _NAMES.fullmatch(lower, len(word)) is not None
