"""How often what threadview is so and so sure of is right: quotes, boundaries, authors, edits.

A quote is right when half of its words at least are words that the truth has in a quote; a boundary
when it falls where `score.py` looks for one; an author when it is the post's true author; an edit
when the post was edited. What the truth cannot judge (a post that it does not hold, or whose author
it does not name) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from types import ModuleType
from typing import Any, NamedTuple

EDGES = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
"""The lower edges of the bins."""
KINDS = ("quotes", "boundaries", "authors", "edits")


class Judged(NamedTuple):
    """One inference: its kind, page and engine, its evidence as `(layer, cue, confidence)`,
    whether it is right, and of a quote the share of its words that is quoted."""

    kind: str
    page: str
    engine: str
    evidence: tuple[str, str, float]
    right: bool
    share: float = 1.0


class Placed(NamedTuple):
    """Where a thread's words stand in the dump: for each post and each quote, by its number."""

    posts: dict[int, list[int]]
    quotes: dict[tuple[int, int], list[int]]


def judge(score: ModuleType, gold: Any, thread: Any, page: str) -> list[Judged]:
    """Every inference of a thread about one dump, with its confidence and whether it is right."""
    placed = _place(score, gold, thread)
    return [
        *_quotes(gold, thread, placed, page),
        *_boundaries(score, gold, thread, placed, page),
        *_facts(score, gold, thread, placed, page),
    ]


def show(judged: list[Judged]) -> None:
    """Print the table as Markdown: the share that is right, and of how many on how many pages."""
    cells: dict[tuple[float, str], list[bool]] = defaultdict(list)
    pages: dict[tuple[float, str], set[str]] = defaultdict(set)
    for kind, page, _, (_, _, sure), right, _ in judged:
        edge = next(edge for edge in EDGES if sure >= edge)
        cells[edge, kind].append(right)
        pages[edge, kind].add(page)
    print("| given | " + " | ".join(KINDS) + " |")
    print("|---|" + "---|" * len(KINDS))
    for above, edge in zip((1.0, *EDGES), EDGES, strict=False):
        row = []
        for kind in KINDS:
            found = cells[edge, kind]
            share = f"{sum(found) / len(found):.1%}" if found else "–"
            row.append(
                f"{share} ({len(found)} on {len(pages[edge, kind])} pages)" if found else "–"
            )
        print(f"| {edge:.2f} to {above:.2f} | " + " | ".join(row) + " |")
    errors = (f"{_error([j for j in judged if j.kind == kind]):.3f}" for kind in KINDS)
    print("| expected calibration error | " + " | ".join(errors) + " |")


def _error(judged: list[Judged]) -> float:
    """How far what is given is from the share that is right, on the average, over the bins."""
    bins: dict[float, list[Judged]] = defaultdict(list)
    for one in judged:
        bins[next(edge for edge in EDGES if one.evidence[2] >= edge)].append(one)
    apart = (abs(sum(one.evidence[2] - one.right for one in several)) for several in bins.values())
    return sum(apart) / max(1, len(judged))


def _place(score: ModuleType, gold: Any, thread: Any) -> Placed:
    from threadview.model import segments

    stream: list[str] = []
    owners: list[tuple[int, int | None]] = []
    for number, post in enumerate(thread.posts):
        for piece in segments(post):
            words = score.toks(piece.text)
            stream += words
            owners += [(number, piece.quote)] * len(words)
    placed = Placed(defaultdict(list), defaultdict(list))
    for (number, quote), place in zip(owners, score.align(stream, gold.D), strict=True):
        if place >= 0:
            placed.posts[number].append(place)
            if quote is not None:
                placed.quotes[number, quote].append(place)
    return placed


def _quotes(gold: Any, thread: Any, placed: Placed, page: str) -> list[Judged]:
    true = {place for places in gold.quo.values() for place in places}
    return [
        Judged(
            "quotes",
            page,
            gold.g["engine"],
            thread.posts[number].quotes[quote].evidence[:3],
            2 * sum(place in true for place in places) >= len(places),
            sum(place in true for place in places) / len(places),
        )
        for (number, quote), places in placed.quotes.items()
    ]


def _boundaries(
    score: ModuleType, gold: Any, thread: Any, placed: Placed, page: str
) -> list[Judged]:
    present = [gold.span[n] for n in gold.present]
    gaps = [(a[1], b[0]) for a, b in pairwise(present)]
    spans = {n: (min(places), max(places)) for n, places in placed.posts.items()}
    order = sorted(spans, key=lambda n: spans[n])
    slack = score.TOL
    found: list[Judged] = []
    used: set[int] = set()
    for above, below in pairwise(order):
        low, high = spans[above][1], spans[below][0]
        hits = [
            n
            for n, (a, b) in enumerate(gaps)
            if min(high, b + slack) > max(low, a - slack) and low < b + slack and high > a - slack
        ]
        free = [n for n in hits if n not in used]
        used.update(free[:1])
        if not free and (hits or high <= present[0][0] + slack or low >= present[-1][1] - slack):
            continue
        evidence = thread.posts[below].evidence[:3]
        found.append(Judged("boundaries", page, gold.g["engine"], evidence, bool(free)))
    return found


def _facts(score: ModuleType, gold: Any, thread: Any, placed: Placed, page: str) -> list[Judged]:
    found: list[Judged] = []
    engine = gold.g["engine"]
    taken: set[int] = set()
    for number, places in sorted(placed.posts.items(), key=lambda item: -len(item[1])):
        votes: dict[int, int] = defaultdict(int)
        for place in places:
            if gold.label[place] is not None:
                votes[gold.label[place]] += 1
        best = max(votes, key=lambda n: votes[n], default=None)
        if best is None or best in taken:
            continue
        taken.add(best)
        post, truth = thread.posts[number], gold.g["posts"][best]
        if post.author and truth["author"] and post.author_evidence is not None:
            right = score.nrm(post.author) == score.nrm(truth["author"])
            found.append(Judged("authors", page, engine, post.author_evidence[:3], right))
        if post.edit is not None and engine != "discourse":
            right = bool(truth["edited"])
            found.append(Judged("edits", page, engine, post.edit.evidence[:3], right))
    return found
