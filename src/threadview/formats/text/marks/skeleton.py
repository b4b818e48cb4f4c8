"""The skeleton of a page: what stands around the posts' marks, and posts that lost their mark.

Between two bodies stands a run of furniture: the foot of one post, the head of the next. The runs
that hold a mark (an anchor's place) teach what such a run is made of; a run without a mark that is
made of the same, and not only of what ends the page (or begins it), divides two posts as well: a
first post without a number, a date in other words, a kind of post of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    FOOT,
    NBSP,
    NUMBER,
    PROSE,
    RULE,
    SIDE,
)
from threadview.formats.text.page import Page
from threadview.namedtuple import NamedTuple

OFTEN = 0.3
"""The share of marked runs that a line must stand in to belong to the skeleton."""
ALIKE = 0.6
"""How much of what a marked run is made of, by weight, an unmarked one must have."""
FEWEST = 3
"""Marked runs that a skeleton is learnt from."""
MOST_CELLS = 48
"""Cells of a run that are looked at on each side of a mark: a longer one is the page's head."""
PLAIN = {DATE: "date", NUMBER: "number", COUNT: "count"}
"""Kinds of lines that are alike whatever they say."""
MUTE = frozenset((BLANK, AD, FOOT, EDIT, RULE, SIDE, PROSE, NBSP))
"""Kinds of lines that stand anywhere, and say nothing about where posts end."""


WIDE = 160
"""Characters of white space in a line that is one row of a table drawn in columns."""
APART = 0.8
"""The share of a kindred line's places that must stand in runs of their own."""
COMPANY = 0.6
"""The share of a kindred line's places that must have other furniture close by."""
KINDS = ("dT", "dA", "e:")
"""Kinds of keys that may open posts of another kind: dates with a time, and ages, and lines that a
table knows."""
SPREAD = 2
"""Between how many pairs of marks they must stand: a post may hold a list of dates."""


class Run(NamedTuple):
    """Cells `[start, end)` between two lines of prose, and the mark in it, if any."""

    start: int
    end: int
    mark: int | None


def unmarked(page: Page, places: list[int], after: bool, climbs: bool) -> list[int]:
    """Cells that divide posts as the `places` do, though nothing marks them."""
    runs = list(_runs(page, places))
    marked = [run for run in runs if run.mark is not None]
    if len(marked) < FEWEST:
        return []
    cells = _features(page)
    if not any(run.mark is None and len(_found(cells, run)) > 1 for run in runs):
        return []
    features = [_found(cells, run) for run in marked]
    weights, offsets = _learn(cells, marked, features)
    if len(weights) < 2:
        return []
    edge = _edge(cells, runs, weights, after)
    sums = [sum([weights[f] for f in one if f in weights]) for one in features]
    whole = _median(sums)
    found: list[int] = []
    starts = [run.start for run in marked]
    foot = next((n for n in range(places[-1], len(page.codes)) if page.codes[n] == FOOT), None)
    for run in runs:
        if run.mark is not None or (foot is not None and run.end > foot):
            continue
        mine = {f: n for f, n in _found(cells, run).items() if f in weights}
        weight = sum(weights[f] for f in mine)
        own = sum(weights[f] for f in mine if f not in edge)
        if len(mine) < 2 or weight < ALIKE * whole or own < 0.5 * ALIKE * whole:
            continue
        if any(_drawn(page, n) for n in range(run.start, run.end)):
            continue
        near = bisect_left(starts, run.start)
        beside = range(max(0, near - 1), min(near + 1, len(marked)))
        close = [marked[n].start == run.end + 1 or marked[n].end == run.start - 1 for n in beside]
        theirs = [features[n] for n in beside]
        if any(map(partial(_torn, mine, weights, whole), theirs, close)):
            continue
        guess = _median([n - offsets[f] for f, n in mine.items()])
        guess = guess if after else max(guess, *mine.values())  # the body begins below all of it
        found.append(min(max(round(guess), run.start), run.end - 1))
    return _allowed(page, places, found) if climbs else found


def kindred(page: Page, places: list[int], groups: dict[str, list[int]]) -> list[int]:
    """The lines that open posts of another kind: answers and comments say their dates in other
    words.

    Such a line has furniture about it as the posts' marks have, stands in runs of its own, apart
    from the marks, among them, and prose on both sides of it. One that ends in a colon opens a
    quote.
    """
    found: list[str] = []
    marks = sorted(places)
    groups = groups | _exact(page, groups)
    ordered = sorted(groups, key=lambda key: -len(groups[key]))
    for key in ordered:
        mine = groups[key]
        if len(mine) < 2 or not key.startswith(KINDS) or set(mine) & set(marks):
            continue
        if any(page.kinds[n].edit or page.cells[n].clean.endswith((":", "：")) for n in mine):
            continue
        if bisect_left(mine, marks[0]) > 1 or len(mine) - bisect_left(mine, marks[-1]) > 1:
            continue
        if len({bisect_left(marks, n) for n in mine}) < SPREAD:
            continue
        apart = sum(_apart(page, marks, n) for n in mine)
        if apart < APART * len(mine) or _company(page, mine) < COMPANY * len(mine):
            continue
        found.append(key)
        marks = sorted({*marks, *mine})
    return sorted({n for key in found for n in groups[key]})


def _exact(page: Page, groups: dict[str, list[int]]) -> dict[str, list[int]]:
    """The lines of dates' open forms, apart by what they say exactly ("commented DATE")."""
    found: dict[str, list[int]] = {}
    for key, places in groups.items():
        if not key.startswith("d") or "…" not in key:
            continue
        for n in places:
            residue = page.kinds[n].residue
            if residue is not None and any(residue):
                clock = key.partition(":")[0]
                found.setdefault(f"{clock}:{residue[0]}¤{residue[1]}", []).append(n)
    return {key: places for key, places in found.items() if key not in groups}


def _apart(page: Page, marks: list[int], n: int) -> bool:
    """Whether prose stands between a cell and the marks above and below it."""
    after = bisect_left(marks, n)
    above = after == 0 or page.prose_between(marks[after - 1] + 1, n)
    return above and (after == len(marks) or page.prose_between(n + 1, marks[after]))


def _company(page: Page, places: list[int]) -> int:
    """At how many places other furniture stands close by."""
    hits = 0
    for place in places:
        near = range(max(0, place - 3), min(len(page.codes), place + 4))
        hits += any(page.is_furniture(n) and page.keys[n] != page.keys[place] for n in near)
    return hits


def _runs(page: Page, places: list[int]) -> Iterator[Run]:
    """The runs of furniture and short lines, cut between two marks."""
    codes, marks = page.codes, set(places)
    start = 0
    mark: int | None = None
    for index in sorted(marks.union([n for n, code in enumerate(codes) if code == PROSE])):
        if index not in marks:
            if start < index:
                yield Run(start, index, mark)
            start, mark = index + 1, None
            continue
        if mark is not None:
            yield Run(start, index, mark)
            start = mark + 1
        mark = index
    if start < len(codes):
        yield Run(start, len(codes), mark)


def _features(page: Page) -> list[str]:
    """What each cell is to the skeleton; nothing where it says nothing."""
    return [
        "" if code in MUTE or key == "value" else PLAIN.get(code) or key
        for code, key in zip(page.codes, page.keys, strict=True)
    ]


def _found(cells: list[str], run: Run) -> dict[str, int]:
    """The features of a run, each with the cell nearest to its mark (without one, the last)."""
    start, end, mark = run
    if mark is None:
        return {f: n for n, f in enumerate(cells[start:end], start) if f}
    start = max(start, mark - MOST_CELLS)
    found = {f: n for n, f in enumerate(cells[start : mark + 1], start) if f}
    for n, feature in enumerate(cells[mark + 1 : min(end, mark + MOST_CELLS)], mark + 1):
        if feature and ((best := found.get(feature)) is None or n - mark < abs(best - mark)):
            found[feature] = n
    return found


def _learn(
    cells: list[str], marked: list[Run], features: list[dict[str, int]]
) -> tuple[dict[str, float], dict[str, float]]:
    """What marked runs are made of: the weight of each feature, and its place from the mark."""
    having: Counter[str] = Counter(chain.from_iterable(features))
    everywhere = Counter(cells)
    weights = {
        f: n / len(marked) * min(1.0, 2 * n / everywhere[f])
        for f, n in having.items()
        if n >= max(2, OFTEN * len(marked))
    }
    offsets: dict[str, list[int]] = {f: [] for f in weights}
    for run, found in zip(marked, features, strict=True):
        assert run.mark is not None
        for feature, index in found.items():
            if feature in weights:
                offsets[feature].append(index - run.mark)
    return weights, {f: _median(offsets[f]) for f in weights}


def _drawn(page: Page, n: int) -> bool:
    """Whether a line is drawn across the screen, one column of several: its neighbours mix."""
    cell = page.cells[n]
    return cell.end - cell.start > len(cell.clean) + WIDE


def _torn(
    mine: dict[str, int],
    weights: dict[str, float],
    whole: float,
    theirs: dict[str, int],
    close: bool,
) -> bool:
    """Whether a marked run is without much of the skeleton, and an unmarked one beside it has that:
    the two are one, torn by a line that looks like prose, of which no more is known where only one
    line stands between them."""
    if not close and sum(weights.get(f, 0.0) for f in theirs) >= ALIKE * whole:
        return False
    return sum(f in theirs for f in mine) < 0.5 * len(mine)


def _edge(
    cells: list[str], runs: list[Run], weights: dict[str, float], after: bool
) -> frozenset[str]:
    """The furniture where no post follows any more (or, `after` bodies, where none stands yet)."""
    for run in runs if after else reversed(runs):
        if run.mark is not None:
            break
        edge = weights.keys() & _found(cells, run).keys()
        if edge:
            return frozenset(edge)
    return frozenset()


def _allowed(page: Page, places: list[int], found: list[int]) -> list[int]:
    """Those of the cells that the posts' numbers leave room for."""
    room: Counter[int] = Counter()
    numbers = [_number(page, place) for place in places]
    for n in range(1, len(places)):
        a, b = numbers[n - 1], numbers[n]
        room[n] = b - a - 1 if a is not None and b is not None else 0
    room[0] = 1
    allowed: list[int] = []
    for cell in found:
        gap = bisect_left(places, cell)
        if room[gap] > 0:
            room[gap] -= 1
            allowed.append(cell)
    return allowed


def _number(page: Page, place: int) -> int | None:
    """A post's number as printed."""
    digits = (page.kinds[place].number or page.cells[place].clean).replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None


def _median(numbers: Sequence[float]) -> float:
    """The middle number; of two, halfway. (`statistics` takes 5 ms to load.)"""
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
