"""One approximate look for a passage whose words have been edited.

rapidfuzz does the matching (Indel similarity, bit-parallel: H. Hyyrö, "Bit-parallel LCS-length
computation revisited", AWOCA 2004). It was chosen over edlib because it takes any alphabet, has
wheels for every platform and a release every few months; over difflib because difflib's autojunk
loses matches on long texts. The places worth aligning come from pieces of the passage that are
still there letter for letter: with three quarters of it unchanged some piece of 10 letters is.
"""

from __future__ import annotations

FLOOR = 32
"""Letters below which a passage is not looked for approximately: about eight words."""
ENOUGH = 0.75
"""Similarity below which nothing is taken for the passage."""
HEM = 16
"""Letters right before and after a short passage, which must be there unchanged."""
HALF = 0.6
PIECE = 10
PIECES = 48
"""Pieces of the passage that are looked up at most."""


def likeness(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 1."""
    if one == other:
        return 1.0
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def pieces(bare: str) -> list[str]:
    """The pieces of a passage's letters that are looked up; none for one too short."""
    if len(bare) < FLOOR:
        return []
    stride = max(PIECE, len(bare) // PIECES)
    return [bare[at : at + PIECE] for at in range(0, len(bare) - PIECE + 1, stride)]


def worth_a_look(parts: list[str], text: str) -> bool:
    """Whether enough of a passage's pieces stand in a post to look closer."""
    needed = max(1, len(parts) // 5)
    for part in parts:
        if part in text:
            needed -= 1
            if not needed:
                return True
    return False


def search(bare: str, text: str) -> list[tuple[int, int, float]]:
    """Places in a skeleton's text that are like the passage's letters: `(first, last, score)`,
    not overlapping, the best first."""
    if len(bare) < FLOOR or len(text) < len(bare) * ENOUGH / 2:
        return []
    found = [
        place
        for begin, stop in _windows(bare, text)
        if (place := _aligned(bare, text, begin, stop)) is not None
    ]
    found.sort(key=lambda place: -place[2])
    kept: list[tuple[int, int, float]] = []
    for place in found:
        if all(place[0] >= other[1] or place[1] <= other[0] for other in kept):
            kept.append(place)
    return kept[:8]


def between(before: str, bare: str, after: str, text: str) -> list[tuple[int, int, float]]:
    """Places in a skeleton's text that lie right between the same letters as the passage did, and
    are more than half like it: `(first, last, score)`. Both sides are needed."""
    lead, trail = before[-HEM:], after[:HEM]
    if len(lead) < HEM or len(trail) < HEM:
        return []
    found: list[tuple[int, int, float]] = []
    at = text.find(lead)
    while at >= 0 and len(found) < 8:
        first = at + HEM
        last = text.find(trail, first, first + len(bare) * 3 // 2 + HEM)
        score = likeness(bare, text[first:last]) if last > first else 0.0
        if score >= HALF:
            found.append((first, last, score))
        at = text.find(lead, at + 1)
    return found


def _windows(bare: str, text: str) -> list[tuple[int, int]]:
    """Stretches of the text in which pieces of the passage stand about where they should."""
    stride = max(PIECE, len(bare) // PIECES)
    votes: dict[int, int] = {}
    width = max(16, len(bare) // 4)
    for offset in range(0, len(bare) - PIECE + 1, stride):
        piece = bare[offset : offset + PIECE]
        at, hits = text.find(piece), 0
        while at >= 0 and hits < 20:
            slot = (at - offset) // width
            votes[slot] = votes.get(slot, 0) + 1
            at, hits = text.find(piece, at + 1), hits + 1
    best = sorted(votes, key=lambda slot: -votes[slot])[:6]
    return [
        (max(0, (slot - 1) * width), min(len(text), (slot + 2) * width + len(bare)))
        for slot in best
    ]


def _aligned(bare: str, text: str, begin: int, stop: int) -> tuple[int, int, float] | None:
    from rapidfuzz import fuzz

    window = text[begin:stop]
    if len(window) < len(bare):
        first, last = 0, len(window)
    else:
        cut = fuzz.partial_ratio_alignment(bare, window, score_cutoff=ENOUGH * 80)
        if cut is None:
            return None
        first, last = cut.dest_start, cut.dest_end
    first, last = _tightened(bare, window, first, last)
    score = likeness(bare, window[first:last])
    return (begin + first, begin + last, score) if score >= ENOUGH else None


def _tightened(bare: str, window: str, first: int, last: int) -> tuple[int, int]:
    """The ends moved to where the similarity is highest: words put in or taken out make the place
    longer or shorter than the passage."""
    from rapidfuzz.distance import Indel

    for reach in (max(2, len(bare) // 4), 8):
        step = max(1, reach // 16)
        ends = range(max(first + 1, last - reach), min(len(window), last + reach) + 1, step)
        last = max(
            ends, key=lambda end: Indel.normalized_similarity(bare, window[first:end]), default=last
        )
        starts = range(max(0, first - reach), min(last - 1, first + reach) + 1, step)
        first = max(
            starts,
            key=lambda start: Indel.normalized_similarity(bare, window[start:last]),
            default=first,
        )
    return first, last
