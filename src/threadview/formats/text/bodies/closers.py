"""What closes bodies: the buttons and notes that a template prints below most of them."""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines.kind import NBSP, TAIL
from threadview.formats.text.page import Page

CLOSING = frozenset((TAIL, NBSP))
Intervals = list[tuple[int, int]]
"""Where the furniture above each body and the one below it stand, as cells."""


def closers_of(page: Page, intervals: Intervals, starts: list[int], after: bool) -> frozenset[str]:
    """Keys of buttons and notes that close most of the bodies, which begin at `starts`; `after`,
    whether what marks a post stands below its words."""
    codes = page.codes
    having: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for (_, b), start in zip(intervals, starts, strict=True):
        seen: set[str] = set()
        for index in [n for n in range(start, b) if codes[n] in CLOSING]:
            key = page.keys[index]
            if key not in seen and key != "t:reactions":
                seen.add(key)
                having[key] += 1
                behind[key] += page.words_between(index, b)
                whole[key] += page.words_between(start, b)
    least = max(1.0, 0.4 * len(intervals))
    return frozenset(
        k
        for k, n in having.items()
        if n >= (least if k != "nbsp" else 1.5 * least)
        and behind[k] <= (0.4 if k == "nbsp" or after else 0.75) * max(1, whole[k])
    )


def stoppers_of(
    page: Page, intervals: Intervals, starts: list[int], closers: frozenset[str]
) -> frozenset[str]:
    """Closers that seldom stand above bodies: where one comes first, the body is small."""
    above: Counter[str] = Counter()
    for (a, _), start in zip(intervals, starts, strict=True):
        above.update({page.keys[n] for n in range(a + 1, start)} & closers)
    most = 0.65 * len(intervals)
    return frozenset(key for key in closers if above[key] <= most and key != "nbsp")
