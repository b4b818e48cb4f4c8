"""Which stretches of a post's words stand in earlier posts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from threadview.namedtuple import NamedTuple
from threadview.quotes.alignment import Run, align, find
from threadview.quotes.index import Hit
from threadview.quotes.sources import Source, Sources
from threadview.quotes.words import GRAM, place

PLACES = 4
"""Places of one sample in one source that are tried."""


class Reuse(NamedTuple):
    """A run of a post's words that stands in an earlier post too."""

    run: Run
    number: int
    source: Source


Lead = tuple[int, int, list[int]]
"""How many samples of a text an earlier post holds, the post, and which of them they are."""


def leads(hits: list[Hit], sources: Sources) -> list[Lead]:
    """Hits grouped by earlier post; the most first, then the latest post.

    A hit alone counts only for the latest posts, or from the very start of the text: over a long
    thread, almost all others are chance. So does none in a post that cannot be had now.
    """
    found: dict[int, list[int]] = {}
    group: list[int] = []
    latest, reach = 0, sources.reach
    for which, post, _ in hits:
        # A quote's hits come in a row: most of them belong with the one before.
        if post != latest:
            if post < reach:
                continue
            latest = post
            group = found.setdefault(post, [])
        group.append(which)
    close = sources.close
    kept = [
        (len(group), post, group)
        for post, group in found.items()
        if post > close or len(group) > 1 or not group[0]
    ]
    if len(kept) > 1:
        kept.sort(reverse=True)
    return kept


def reuses(
    text: bytes, grams: list[bytes], ahead: list[Lead], sources: Sources, shortest: int
) -> tuple[list[bytes], list[Reuse]]:
    """The words of a text that is `flat`, and the runs of `shortest` of them or more that begin
    from samples which lead to earlier posts: in order, not overlapping, the longest first served.
    No words where no lead leads anywhere."""
    new: list[bytes] = []
    found: list[Reuse] = []
    seen = bytearray()
    for _, number, which in ahead:
        source = sources.get(number)
        if source is None:
            continue
        if not new:
            new = text.split()
            seen = bytearray(len(new))
        runs = _runs(new, seen, [grams[i] for i in which], source.words, shortest)
        found += [Reuse(run, number, source) for run in runs]
    return new, _disjoint(found, shortest)


def _runs(
    new: list[bytes], seen: bytearray, grams: list[bytes], source: list[bytes], shortest: int
) -> Iterator[Run]:
    """The longest run of `shortest` words or more through each sample that is not `seen` to lie in
    one already.

    What breaks off before and then goes on in step is tried only once: that is no speech, but the
    labels of a form with other values.
    """
    at = -1
    broken: deque[int] = deque(maxlen=PLACES)
    for gram in grams:
        before, at = at, place(gram, new, at + 1)
        if at < 0 and (at := place(gram, new)) < 0:
            at = before
            continue
        if seen[at]:
            continue
        sample = new[at : at + GRAM]
        if broken and any(source[at + step : at + step + GRAM] == sample for step in broken):
            continue
        run = _longest(new, at, sample, source)
        if run is None:
            continue
        seen[run.start : run.end] = b"\1" * (run.end - run.start)
        if run.matched >= shortest:
            yield run
        else:
            broken.append(run.source_start - run.start)
        # The samples stand in order: if the last one stands in the run, so do all.
        if place(grams[-1], new, run.end) < 0:
            return


def _longest(new: list[bytes], at: int, sample: list[bytes], source: list[bytes]) -> Run | None:
    """The longest run through the sample at `at`: its words may stand in the source more than
    once, a post that answers in the words that it quotes for instance."""
    longest: Run | None = None
    there = find(sample, source, 0)
    for _ in range(PLACES):
        if there < 0:
            break
        run = align(new, at, source, there)
        if longest is None or run.matched > longest.matched:
            longest = run
        there = find(sample, source, there + 1)
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
