"""Quote drift: how quoted words differ from their source as it now stands. Pure.

The two texts are aligned word by word: words and pairs of words that stand once in each are
anchors (patience diff, B. Cohen), the longest rising chain of them is kept (patience sorting),
and the gaps between are aligned by a longest common subsequence while they are small. The cost is
n log n in the words of both.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Literal, NamedTuple

from threadview.model import Post, Thread, logical_text, segments

Change = Literal["same", "cut", "added", "altered"]
"""How a piece of a quote stands to its source: word for word; left out of the quote; not in the
source; in other words."""

GAP = 300
"""Words on each side up to which a gap between anchors is aligned word by word."""

ENOUGH = 0.3
"""The share of quoted words that must stand in the source for a comparison to mean anything."""

ELLIPSES = frozenset(
    ("…", "...", "....", "[…]", "[...]", "(…)", "(...)", "[..]", "..", "[snip]", "<snip>", "(snip)")
)
"""What stands in a quote for words honestly left out."""

PUNCTUATION = ".,;:!?…\"'()[]*_"

ALIKE = str.maketrans("\u2018\u2019\u201c\u201d\xa0", "''\"\" ")


class Piece(NamedTuple):
    """A run of words: how it stands to the source, as quoted and as in the source."""

    change: Change
    quoted: str
    source: str


class Drift(NamedTuple):
    """How a quote differs from its source.

    `pieces` are in the order of the quote; what the source holds before and behind the quoted
    words is not among them. `cut`, `added` and `altered` count words. `edited` says whether the
    source was edited "later" than the quote, or "perhaps" (it was edited, nobody knows when), or
    "no". Punctuation around words counts for nothing. A quote that only leaves out the beginning
    or the end has not drifted.
    """

    post: int
    pieces: tuple[Piece, ...]
    cut: int
    added: int
    altered: int
    edited: Literal["no", "perhaps", "later"]

    @property
    def drifted(self) -> bool:
        """Whether the words differ at all."""
        return bool(self.cut or self.added or self.altered)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What happened, in a few words each, for the quote's head line."""
        kinds = []
        if self.cut:
            kinds.append("cut")
        if self.added or self.altered:
            kinds.append("altered" if self.edited == "no" else "differs")
        if kinds and self.edited != "no":
            kinds.append("source edited" + (" later" if self.edited == "later" else ""))
        return tuple(kinds)


def drift(thread: Thread, number: int, quote: int) -> Drift | None:
    """How a quote of a post (by its index) differs from its source.

    None where the source is not in the thread, or holds too little of the quote to compare.
    """
    post = thread.posts[number - 1]
    source_number = post.quotes[quote].post
    if source_number is None or not 1 <= source_number <= len(thread.posts):
        return None
    source = thread.posts[source_number - 1]
    words = " ".join(segment.text for segment in segments(post) if segment.quote == quote)
    pieces = compared(words, logical_text(source))
    if pieces is None:
        return None
    return Drift(
        source_number,
        pieces,
        sum(len(piece.source.split()) for piece in pieces if piece.change == "cut"),
        sum(len(piece.quoted.split()) for piece in pieces if piece.change == "added"),
        sum(
            max(len(piece.quoted.split()), len(piece.source.split()))
            for piece in pieces
            if piece.change == "altered"
        ),
        _edited(source, post),
    )


def _edited(source: Post, post: Post) -> Literal["no", "perhaps", "later"]:
    if source.edit is None:
        return "no"
    edited, quoted = source.edit.date, post.date
    if edited is None or quoted is None:
        return "perhaps"
    exact = min(len(edited), len(quoted), 16)
    if edited[:exact] == quoted[:exact]:
        return "perhaps"
    return "later" if edited[:exact] > quoted[:exact] else "no"


def compared(quoted: str, source: str) -> tuple[Piece, ...] | None:
    """The words of a quote against those of its source, piece by piece; None if they have too
    little in common."""
    a, b = quoted.split(), source.split()
    pairs = aligned([_key(word) for word in a], [_key(word) for word in b])
    if not pairs or len(pairs) < ENOUGH * _count(a):
        return None
    pieces = [_gap(*_before_first(a, b, pairs[0]))]
    at_a, at_b = pairs[0]
    for in_a, in_b in pairs:
        pieces += [_gap(a[at_a:in_a], b[at_b:in_b]), Piece("same", a[in_a], b[in_b])]
        at_a, at_b = in_a + 1, in_b + 1
    rest = a[at_a:]
    pieces.append(_gap(rest, b[at_b : at_b + _count(rest)]))
    return _joined([piece for piece in pieces if piece.quoted or piece.source])


def _before_first(a: list[str], b: list[str], pair: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The words before the first that agree: in the source, only as many as in the quote."""
    return a[: pair[0]], b[max(0, pair[1] - _count(a[: pair[0]])) : pair[1]]


def _count(words: list[str]) -> int:
    return sum(word not in ELLIPSES for word in words)


def _key(word: str) -> str:
    """A word as it is compared: without the punctuation around it, unless there is nothing else."""
    return word.translate(ALIKE).strip(PUNCTUATION) or word


def _gap(quoted: list[str], source: list[str]) -> Piece:
    """Words between two that agree."""
    rest = [word for word in quoted if word not in ELLIPSES]
    if not rest and source:
        return Piece("cut", " ".join(quoted), " ".join(source))
    if not rest:
        return Piece("same", " ".join(quoted), "")
    if not source:
        return Piece("added", " ".join(quoted), "")
    return Piece("altered", " ".join(quoted), " ".join(source))


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.change == "same":
            run.append(piece)
            continue
        if run:
            joined.append(_one(run))
            run = []
        joined.append(piece)
    if run:
        joined.append(_one(run))
    return tuple(joined)


def _one(run: list[Piece]) -> Piece:
    quoted = " ".join(piece.quoted for piece in run if piece.quoted)
    return Piece("same", quoted, " ".join(piece.source for piece in run if piece.source))


def aligned(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Places of words that agree in both, rising in both."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        low_a, high_a, low_b, high_b = waiting.pop()
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
            found.append((low_a, low_b))
            low_a, low_b = low_a + 1, low_b + 1
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
            high_a, high_b = high_a - 1, high_b - 1
            found.append((high_a, high_b))
        if low_a == high_a or low_b == high_b:
            continue
        anchors = _anchors(a, b, low_a, high_a, low_b, high_b)
        if not anchors:
            if high_a - low_a <= GAP and high_b - low_b <= 4 * GAP:
                found += _common(a[low_a:high_a], b[low_b:high_b], low_a, low_b)
            continue
        edges = [(low_a - 1, low_b - 1), *anchors, (high_a, high_b)]
        found += anchors
        for (left_a, left_b), (right_a, right_b) in pairwise(edges):
            waiting.append((left_a + 1, right_a, left_b + 1, right_b))
    return sorted(found)


def _anchors(
    a: list[str], b: list[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[tuple[int, int]]:
    """Places of runs of words that stand once in both stretches; of four words, of two, of one."""
    for size in (4, 2, 1):
        in_a, in_b = _once(a, low_a, high_a, size), _once(b, low_b, high_b, size)
        places = sorted((at, in_b[run]) for run, at in in_a.items() if run in in_b)
        if places:
            return _rising(places)
    return []


def _once(words: list[str], low: int, high: int, size: int) -> dict[tuple[str, ...], int]:
    """Runs of words that stand once in a stretch, and where."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(low, high - size + 1):
        run = tuple(words[at : at + size])
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of places that rises in both texts (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, in_b) in enumerate(places):
        pile = bisect_left(tops, in_b)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(in_b)
            piles.append(index)
        else:
            tops[pile] = in_b
            piles[pile] = index
    chain = []
    index = piles[-1]
    while index >= 0:
        chain.append(places[index])
        index = before[index]
    return chain[::-1]


def _common(a: list[str], b: list[str], shift_a: int, shift_b: int) -> list[tuple[int, int]]:
    """A longest common subsequence of two short lists of words (Wagner and Fischer)."""
    table = [[0] * (len(b) + 1)]
    for word in reversed(a):
        below, row = table[-1], [0]
        for at, other in enumerate(reversed(b)):
            row.append(below[at] + 1 if word == other else max(below[at + 1], row[at]))
        table.append(row)
    found = []
    at_a = at_b = 0
    while at_a < len(a) and at_b < len(b):
        left = table[len(a) - at_a]
        if a[at_a] == b[at_b] and left[len(b) - at_b] == (
            table[len(a) - at_a - 1][len(b) - at_b - 1] + 1
        ):
            found.append((at_a + shift_a, at_b + shift_b))
            at_a, at_b = at_a + 1, at_b + 1
        elif left[len(b) - at_b - 1] >= table[len(a) - at_a - 1][len(b) - at_b]:
            at_b += 1
        else:
            at_a += 1
    return found
