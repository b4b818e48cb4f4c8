"""Which stretches of a post's words stand in earlier posts."""

from __future__ import annotations

from threadview.quotes.alignment import Run, align, find
from threadview.quotes.index import Hit, diagonals
from threadview.quotes.sources import Source, Sources
from threadview.quotes.words import GRAM
from threadview.record import NamedTuple


class Reuse(NamedTuple):
    """A run of a post's words that stands in an earlier post too."""

    run: Run
    number: int
    source: Source


def reuses(new: list[bytes], hits: list[Hit], sources: Sources, shortest: int) -> list[Reuse]:
    """The runs of `shortest` words or more that begin from the samples hit, in order, not
    overlapping, the longest first served."""
    seen = bytearray(len(new))
    found: list[Reuse] = []
    for _, number, first, last in diagonals(hits, sources.close):
        at = last if seen[first] else first
        if seen[at]:
            continue
        source = sources.get(number)
        if source is None:
            continue
        place = find(new[at : at + GRAM], source.words, 0)
        if place < 0:
            continue
        run = align(new, at, source.words, place)
        seen[run.start : run.end] = b"\1" * (run.end - run.start)
        if run.matched >= shortest:
            found.append(Reuse(run, number, source))
    return _disjoint(found, shortest)


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
            min(run.longest, end - start),
        )
        kept.append(Reuse(run, reuse.number, reuse.source))
    kept.sort(key=lambda reuse: reuse.run.start)
    return kept
