"""What a page states of its posts, laid over what it shows of them.

JSON-LD gives names and dates for certain, but of a post's words often a bare or shortened text,
without its quotes, and of the posts often the first few. The elements that the page repeats have
the words as people see them, and no certain names. A stated post and a shown one are the same where
most of the stated words stand in the shown ones: looked up by runs of words, so that the cost is
linear in the words.
"""

from __future__ import annotations

import re
from collections import Counter

from threadview.formats.pages.linking import Found
from threadview.model import WORDS

RUN = 4
"""Words in a row by which a stated post is looked up among the shown ones."""

SAME = 0.8
"""Of the words of a stated post, how many stand in the post that shows it."""

ENOUGH = 0.6
"""Of the stated posts, how many must be shown for the two to be about the same things."""

_WORD = re.compile(r"\w+")
_LOOKS = 12
"""Runs of a stated post that are looked up."""


def shown(told: list[Found], seen: list[Found]) -> list[Found]:
    """The posts of a page in its order: what was stated with the words as shown, and what is shown
    but was not stated; where the two hardly speak of the same posts, what was stated, with the edit
    lines that are shown beside it.

    Each shown post is taken once. A stated post that nothing shows keeps its own words, behind the
    one stated before it.
    """
    pairs = _pairs(told, seen) if told else {}
    if len(pairs) < max(2, ENOUGH * len(told)):
        for at, place in pairs.items():
            told[at].edit = told[at].edit or seen[place].edit
        return told
    takers = {place: index for index, place in pairs.items()}
    followers = _followers(told, pairs)
    merged = [*followers.get(-1, ())]
    merged_of: dict[int, Found] = {}
    for place, one in enumerate(seen):
        index = takers.get(place)
        taken = one if index is None else _laid(told[index], one)
        merged_of[id(one)] = taken
        if index is not None or one.post.author or (one.date and not _repeats(one, merged)):
            merged.append(taken)
        merged += followers.get(place, ())
    for place, one in enumerate(seen):
        if place not in takers and one.parent is not None:
            one.parent = merged_of[id(one.parent)]
    return merged


def _repeats(one: Found, before: list[Found]) -> bool:
    """Whether a shown post says nothing but words of the post before it: a part of that, which
    looks like a post of its own."""
    said = Counter(_words(one, quoted=True))
    return bool(before) and said <= Counter(_words(before[-1], quoted=True))


def _laid(told: Found, seen: Found) -> Found:
    """The stated post itself, so that its answers still point at it, with what is shown of it."""
    told.post = told.post._replace(
        blocks=seen.post.blocks,
        quotes=seen.post.quotes,
        author=_name(told.post.author, seen.post.author),
        author_evidence=told.post.author_evidence or seen.post.author_evidence,
        id=seen.post.id or told.post.id,
    )
    told.edit = told.edit or seen.edit
    told.date = told.date or seen.date
    return told


def _name(told: str | None, seen: str | None) -> str | None:
    """The stated name; where rank and counters stand behind it, the name as shown."""
    return seen if told and seen and told.startswith(f"{seen} ") else told or seen


def _followers(told: list[Found], pairs: dict[int, int]) -> dict[int, list[Found]]:
    """Stated posts that nothing shows, by the place of the shown post they come behind; -1 for
    those before all."""
    followers: dict[int, list[Found]] = {}
    place = -1
    for index, one in enumerate(told):
        place = pairs.get(index, place)
        if index not in pairs:
            followers.setdefault(place, []).append(one)
    return followers


def _pairs(told: list[Found], seen: list[Found]) -> dict[int, int]:
    """Which shown post has the words of which stated one."""
    texts = [_words(one, quoted=True) for one in seen]
    places: dict[tuple[str, ...], list[int]] = {}
    for place, said in enumerate(texts):
        for run in {*_runs(said), tuple(said)}:
            places.setdefault(run, []).append(place)
    pairs: dict[int, int] = {}
    free = set(range(len(seen)))
    for index, one in enumerate(told):
        said = _words(one, quoted=True)
        runs = _runs(said)
        looked = runs[:: max(1, len(runs) // _LOOKS)] or [tuple(said)]
        votes = Counter(place for run in looked for place in places.get(run, ())[:50])
        for place, _ in votes.most_common(3):
            if place in free and _is_same(said, texts[place], _words(seen[place], quoted=False)):
                pairs[index] = place
                free.discard(place)
                break
    return pairs


def _is_same(told: list[str], seen: list[str], own: list[str]) -> bool:
    """Whether a shown post holds what a stated one says, and says little else in its own words."""
    if not told:
        return False
    held = (Counter(told) & Counter(seen)).total()
    return held >= SAME * len(told) and held >= 0.5 * len(own)


def _runs(said: list[str]) -> list[tuple[str, ...]]:
    return [tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)]


def _words(one: Found, *, quoted: bool) -> list[str]:
    """The words of a post, folded, with those it quotes or without."""
    return [
        word
        for block in one.post.blocks
        if block.kind in WORDS and (quoted or block.quote is None)
        for word in _WORD.findall(block.text.casefold())
    ]
