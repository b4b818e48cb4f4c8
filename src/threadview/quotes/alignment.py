"""How far two texts run along with each other from a place where they agree.

Exact runs are extended by comparing slices that double; at a difference a few words may be skipped
on either side (a typo mended, a word left out), or many in the source alone (the quote was cut).
Every step moves forward in the new text, so the cost is linear in the words aligned. No difflib:
its autojunk loses matches in long texts.
"""

from __future__ import annotations

from threadview.namedtuple import NamedTuple

SKIP = 3
"""Words that may differ, on either side, where a run goes on."""
AGREE = 3
"""Words that must agree after a difference."""
CUT = 5
"""Words that must agree after a cut, where the source goes on later."""
SEED = 6
"""Words of an unbroken run from which differences are looked past."""
REACH = 5000
"""Words of the source in which it may go on."""


class Run(NamedTuple):
    """Words `[start, end)` of the new text that stand in `[source_start, source_end)` of the
    source, `matched` of them word for word."""

    start: int
    end: int
    source_start: int
    source_end: int
    matched: int


def align(new: list[bytes], at: int, source: list[bytes], place: int, floor: int = 0) -> Run:
    """The run through `new[at]` and `source[place]`, which must agree; not before `floor`."""
    end = at + _forward(new, at, source, place)
    back = _backward(new, at, source, place, floor)
    start, source_start = at - back, place - back
    source_end = place + end - at
    matched = end - start
    if matched < SEED:
        return Run(start, end, source_start, source_end, matched)
    while (step := _resume(new, end, source, source_end)) is not None:
        end, source_end = end + step[0], source_end + step[1]
        more = _forward(new, end, source, source_end)
        end, source_end, matched = end + more, source_end + more, matched + more
    while (step := _precede(new, start, source, source_start, floor)) is not None:
        start, source_start = start - step[0], source_start - step[1]
        more = _backward(new, start, source, source_start, floor)
        start, source_start, matched = start - more, source_start - more, matched + more
    return Run(start, end, source_start, source_end, matched)


def _forward(new: list[bytes], i: int, source: list[bytes], j: int) -> int:
    begin, size, growing = i, 8, True
    while size:
        mine = new[i : i + size]
        if len(mine) == size and mine == source[j : j + size]:
            i, j = i + size, j + size
            if growing:
                size *= 2
        else:
            growing = False
            size //= 2
    return i - begin


def _backward(new: list[bytes], i: int, source: list[bytes], j: int, floor: int) -> int:
    begin = i
    while i > floor and j > 0 and new[i - 1] == source[j - 1]:
        i, j = i - 1, j - 1
    return begin - i


def _apart(some: list[bytes], others: list[bytes]) -> bool:
    """Whether the two have no word in common, so that a run cannot go on between them."""
    return set(some).isdisjoint(others)


def _resume(new: list[bytes], i: int, source: list[bytes], j: int) -> tuple[int, int] | None:
    if i + AGREE > len(new) or j >= len(source):
        return None
    if not _apart(new[i : i + SKIP + 1], source[j : j + SKIP + 1]):
        for total in range(1, 2 * SKIP):
            for mine in range(max(0, total - SKIP), min(SKIP, total) + 1):
                after = new[i + mine : i + mine + AGREE]
                k = j + total - mine
                if len(after) == AGREE and after == source[k : k + AGREE]:
                    return mine, total - mine
    for mine in range(2):
        after = new[i + mine : i + mine + CUT]
        if len(after) == CUT and (found := find(after, source, j)) >= 0:
            return mine, found - j
    return None


def _precede(
    new: list[bytes], i: int, source: list[bytes], j: int, floor: int
) -> tuple[int, int] | None:
    if i - AGREE < floor or j < AGREE:
        return None
    if _apart(new[max(0, i - SKIP - 1) : i], source[max(0, j - SKIP - 1) : j]):
        return None
    for total in range(1, 2 * SKIP):
        for mine in range(max(0, total - SKIP), min(SKIP, total) + 1):
            a, b = i - mine, j - (total - mine)
            if a - AGREE < floor or b - AGREE < 0:
                continue
            if new[a - AGREE : a] == source[b - AGREE : b]:
                return mine, total - mine
    return None


def find(words: list[bytes], source: list[bytes], start: int) -> int:
    """Where the words stand in the source from `start` on; -1 where they do not."""
    first, size = words[0], len(words)
    stop = start + REACH
    while True:
        try:
            start = source.index(first, start, stop)
        except ValueError:
            return -1
        if source[start : start + size] == words:
            return start
        start += 1
