"""Which stretches of a post's words stand in earlier posts."""

from __future__ import annotations

from typing import NamedTuple

from threadview.quotes.alignment import Run, align, find
from threadview.quotes.index import Hit, diagonals
from threadview.quotes.sources import Source, Sources
from threadview.quotes.words import GRAM

PLACES = 4
"""Places of one sample in one source that are tried."""


class Reuse(NamedTuple):
    """A run of a post's words that stands in an earlier post too."""

    run: Run
    number: int
    source: Source


def reuses(new: list[bytes], hits: list[Hit], sources: Sources, shortest: int) -> list[Reuse]:
    """The runs of `shortest` words or more that begin from the samples hit, in order, not
    overlapping, the longest first served."""
    found: list[Reuse] = []
    ahead = diagonals(hits, sources.close)
    if not ahead:
        return found
    seen = bytearray(len(new))
    for _, number, first, last in ahead:
        at = last if seen[first] else first
        if seen[at]:
            continue
        source = sources.get(number)
        if source is None:
            continue
        run = _longest(new, at, source.words)
        if run is None:
            continue
        seen[run.start : run.end] = b"\1" * (run.end - run.start)
        if run.matched >= shortest:
            found.append(Reuse(run, number, source))
    return _disjoint(found, shortest)


def _longest(new: list[bytes], at: int, source: list[bytes]) -> Run | None:
    """The longest run through the sample at `at`: its words may stand in the source more than
    once, a post that answers in the words that it quotes for instance."""
    sample = new[at : at + GRAM]
    longest: Run | None = None
    place = find(sample, source, 0)
    for _ in range(PLACES):
        if place < 0:
            break
        run = align(new, at, source, place)
        if longest is None or run.matched > longest.matched:
            longest = run
        place = find(sample, source, place + 1)
    return longest


def _disjoint(found: list[Reuse], shortest: int) -> list[Reuse]:
    """Without overlaps: a longer run keeps its words, a shorter one what is left at its ends."""
    if len(found) < 2:
        return found
    found.sort(key=lambda reuse: (-reuse.run.matched, reuse.run.start))
    owner: dict[int, int] = {}
    kept: list[Reuse] = []
    for reuse in found:
        run = reuse.run
        start, end = run.start, run.end
        while start < end and start in owner:
            start += 1
        while end > start and end - 1 in owner:
            end -= 1
        if end - start < shortest or any(i in owner for i in range(start, end)):
            continue
        owner.update(dict.fromkeys(range(start, end), 1))
        lost = (run.end - run.start) - (end - start)
        run = Run(
            start,
            end,
            run.source_start + start - run.start,
            run.source_end - (run.end - end),
            max(1, run.matched - lost),
        )
        kept.append(Reuse(run, reuse.number, reuse.source))
    kept.sort(key=lambda reuse: reuse.run.start)
    return kept
