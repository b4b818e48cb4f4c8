"""Choosing among the places where a noted passage may stand now. Never a guess."""

from __future__ import annotations

from typing import NamedTuple

from threadview.anchors.anchor import Anchor
from threadview.anchors.fuzzy import FLOOR, likeness

CLEAR = 0.25
"""By how much the best must be better than the next."""
EDGE = 12
"""Letters right before and after that weigh on their own."""


class Candidate(NamedTuple):
    """A place: letters `first` to `last` of the skeleton of the post at index `post`.

    `score` is how much of the passage's letters are there, `kin` how surely the post is the same.
    """

    post: int
    first: int
    last: int
    score: float
    before: str
    after: str
    kin: float
    quoted: bool
    speaker: str | None


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
    if not _believable(anchor, bare, best, weight):
        return "the same words stand elsewhere, but not where they were noted"
    for other_weight, other in weighed[1:]:
        apart = other.post != best.post or other.first >= best.last or other.last <= best.first
        if apart and other_weight.total > weight.total - CLEAR:
            return "the words stand in several places, and nothing tells which is meant"
    return best


def _believable(anchor: Anchor, bare: str, best: Candidate, weight: Weight) -> bool:
    """Whether a place may be taken though it were the only one."""
    before, after = weight.before or 0.0, weight.after or 0.0
    sure_post = best.kin >= 0.5
    beside = max(before, after) >= 0.6
    around = min(1.0 if weight.before is None else before, 1.0 if weight.after is None else after)
    strange = (
        best.speaker is not None and anchor.speaker is not None and best.speaker != anchor.speaker
    )
    if best.quoted != anchor.quoted and not sure_post:
        return False
    if strange and not (sure_post or (around >= 0.8 and not best.quoted)):
        return False
    if best.score < 1.0:
        return best.score >= 0.9 or (best.score >= 0.75 and (beside or sure_post))
    if len(bare) >= FLOOR:
        return True
    return beside or (sure_post and around >= 0.3)
