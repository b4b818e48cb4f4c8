"""Choosing among the places where a noted passage may stand now. Never a guess."""

from __future__ import annotations

from typing import NamedTuple

from threadview.anchors.anchor import Anchor
from threadview.anchors.fuzzy import FLOOR, likeness

CLEAR = 0.25
"""By how much the best must be better than the next."""
RIVAL = 0.1
"""By how much the surroundings of another may be more like those noted."""
EDGE = 12
"""Letters right before and after that weigh on their own."""


class Candidate(NamedTuple):
    """A place: letters `first` to `last` of the skeleton of the post at index `post`.

    `score` is how much of the passage's letters are there, `kin` how surely the post is the same,
    `rival` how surely it is one of those in which the same words stood besides.
    """

    post: int
    first: int
    last: int
    score: float
    before: str
    after: str
    kin: float
    rival: float
    quoted: bool
    speaker: str | None
    poster: str | None


class Weight(NamedTuple):
    """How well a candidate fits: the context before and after it (0 to 1 each; None where the
    passage had none), and everything together."""

    before: float | None
    after: float | None
    total: float


def weigh(anchor: Anchor, candidate: Candidate) -> Weight:
    """How well a place fits the anchor."""
    before = _context(anchor.before[::-1], candidate.before[::-1])
    after = _context(anchor.after, candidate.after)
    sides = [side for side in (before, after) if side is not None]
    context = sum(sides) / len(sides) if sides else 0.0
    flipped = candidate.quoted != anchor.quoted
    known = candidate.speaker is not None and anchor.speaker is not None
    spoken = 0.0 if not known else 0.5 if candidate.speaker == anchor.speaker else -0.5
    total = 2 * candidate.score + context + candidate.kin + spoken - (0.5 if flipped else 0.0)
    return Weight(before, after, total)


def _context(noted: str, now: str) -> float | None:
    """How alike the letters beside the passage are, reading away from it: those nearest count as
    much as all together."""
    if not noted:
        return None
    near = likeness(noted[:EDGE], now[:EDGE])
    return (near + likeness(noted, now)) / 2


def choose(anchor: Anchor, bare: str, found: list[Candidate]) -> Candidate | str:
    """The place that is meant, or why none can be chosen."""
    weighed = sorted(
        ((weigh(anchor, candidate), candidate) for candidate in found),
        key=lambda pair: -pair[0].total,
    )
    weight, best = weighed[0]
    alone = sum(candidate.post == best.post for candidate in found) == 1
    if anchor.twins and not _no_twin(anchor, best, weight, alone=alone):
        return _by_order(anchor, weighed)
    if not _believable(anchor, bare, best, weight):
        return "the same words stand elsewhere, but not where they were noted"
    for other_weight, other in weighed[1:]:
        apart = other.post != best.post or other.first >= best.last or other.last <= best.first
        rivals = _sides(other_weight) > _sides(weight) + RIVAL and other.score == best.score
        if apart and (rivals or other_weight.total > weight.total - CLEAR):
            if anchor.twins:
                return _by_order(anchor, weighed)
            return "the words stand in several places, and nothing tells which is meant"
    return best


def _by_order(anchor: Anchor, weighed: list[tuple[Weight, Candidate]]) -> Candidate | str:
    """When nothing else tells several places of the same words apart: if there are now as many as
    there were, the one that comes in the same turn, if nothing speaks against it."""
    exact = all(candidate.score == 1.0 for _, candidate in weighed)
    if len(weighed) != anchor.twins + 1 or not exact:
        return "the same words stood in several places, and it cannot be told which this was"
    in_order = sorted(weighed, key=lambda pair: (pair[1].post, pair[1].first))
    weight, chosen = in_order[anchor.nth]
    around = max(_sides(one) for one, _ in weighed)
    kin = max(candidate.kin for _, candidate in weighed)
    if _sides(weight) < max(around - CLEAR, 0.6) or chosen.kin < kin - CLEAR:
        return "the same words stood in several places, and it cannot be told which this was"
    return chosen


def _sides(weight: Weight) -> float:
    sides = [side for side in (weight.before, weight.after) if side is not None]
    return sum(sides) / len(sides) if sides else 0.0


def _no_twin(anchor: Anchor, best: Candidate, weight: Weight, *, alone: bool) -> bool:
    """Whether a place is the one noted, and not one of the others where the same words stood: by
    what stands around it, where that differs, else by the post, if it is `alone` in it."""
    if best.rival >= max(best.kin, 0.3):
        return False
    sides = [side for side in (weight.before, weight.after) if side is not None]
    if sides and not anchor.alike and min(sides) >= 0.8:
        return True
    return alone and best.kin >= 0.5


def _alone(anchor: Anchor, bare: str, best: Candidate) -> bool:
    """Whether somebody else's name over the words may be passed over, since posts were run
    together: a long passage that stood only here, and goes on as it did on both sides."""
    if anchor.twins or best.quoted or best.score < 1.0 or len(bare) < FLOOR:
        return False
    before = likeness(anchor.before[-EDGE:], best.before[-EDGE:]) if anchor.before else 1.0
    after = likeness(anchor.after[:EDGE], best.after[:EDGE]) if anchor.after else 1.0
    return min(before, after) >= 0.9


def _same_post(anchor: Anchor, best: Candidate) -> bool:
    """Whether a place in a quote, or no longer in one, is in the post noted: its author is the
    same, or, unknown, hardly anything in it has changed. A post that quotes another whole is much
    like it."""
    if best.poster is not None and anchor.author is not None:
        return best.kin >= 0.5 and best.poster == anchor.author
    return best.kin >= 0.8


def _believable(anchor: Anchor, bare: str, best: Candidate, weight: Weight) -> bool:
    """Whether a place may be taken though it were the only one."""
    before, after = weight.before or 0.0, weight.after or 0.0
    sure_post = best.kin >= 0.5
    beside = max(before, after) >= 0.6
    around = min(1.0 if weight.before is None else before, 1.0 if weight.after is None else after)
    strange = (
        best.speaker is not None and anchor.speaker is not None and best.speaker != anchor.speaker
    )
    if best.quoted != anchor.quoted and not _same_post(anchor, best):
        return False
    if strange and not (sure_post or (around >= 0.8 and not best.quoted)):
        return _alone(anchor, bare, best)
    if best.score < 1.0 and len(bare) < FLOOR:
        return around >= 0.8
    if best.score < 1.0:
        return beside and around >= 0.4 and (sure_post or around >= 0.8 or best.score >= 0.85)
    if len(bare) >= FLOOR:
        return True
    return beside or (sure_post and around >= 0.3)
