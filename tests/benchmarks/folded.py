"""Own words of posts that the reader does not show until something is unfolded, and why.

Own words are the truth's, as far as the dump holds them. Shown is what the outline shows of a
thread nobody has touched; hidden is all else: quotes that start folded, chrome and signatures, and
what stands in the header line instead (names, dates, edit marks, attributions, the title).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from types import ModuleType
from typing import Any

CAUSES = ("quote", "chrome", "signature", "header", "title", "edit", "attribution", "separator")
"""What own words end up in: a folded quote, or a block of one of these kinds."""
AGAIN = 6
"""Words in a row that are the same words said again."""


def hidden(score: ModuleType, gold: Any, thread: Any, dump: str) -> tuple[int, Counter[str]]:
    """How many own words the dump holds, and how many of them are hidden by each cause.

    Furniture that says what its post says beside it (a preview of the first post above it) hides
    nothing.
    """
    own = {place for places in gold.body.values() for place in places}
    places = _places(score, dump)
    assert len(places) == len(gold.D), "words are cut otherwise than score.py cuts them"
    causes, owners = _causes(thread, len(dump))
    said: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for n in range(len(gold.D) - AGAIN + 1):
        if causes[places[n]] is None:
            said[owners[places[n]]].add(tuple(gold.D[n : n + AGAIN]))
    found: Counter[str] = Counter()
    for n in own:
        cause = causes[places[n]]
        if cause is None:
            continue
        near = (tuple(gold.D[m : m + AGAIN]) for m in range(max(0, n - AGAIN + 1), n + 1))
        if cause == "quote" or not any(run in said[owners[places[n]]] for run in near):
            found[cause] += 1
    return len(own), found


def _places(score: ModuleType, dump: str) -> list[int]:
    """Where each of the dump's words begins, as `score.toks` cuts them."""
    bare = score.LINK.sub(lambda found: "]" + " " * (len(found.group()) - 1), dump)
    found = []
    for match in score.TOK.finditer(bare.replace("_", " ")):
        found += [match.start()] * max(1, len(score.TOK.findall(match.group().casefold())))
    return found


def _causes(thread: Any, size: int) -> tuple[list[str | None], list[int]]:
    """For each character of the dump, why it is not shown (None where it is), and its post."""
    from threadview.model import WORDS
    from threadview.outline.folds import Folds
    from threadview.outline.items import items

    causes: list[str | None] = [None] * size
    owners = [0] * size
    for post in thread.posts:
        shown: set[int] = set()
        for item in items(post, Folds()):
            if item.kind in ("text", "attachment"):
                shown.add(item.block)
        for number, block in enumerate(post.blocks):
            if block.span is None:
                continue
            start, end = block.span
            owners[start:end] = [post.number] * (end - start)
            if number not in shown:
                cause = "quote" if block.kind in WORDS else block.kind
                causes[start:end] = [cause] * (end - start)
    return causes, owners


def show(groups: dict[str, list[dict[str, Any]]]) -> None:
    """Print the share of own words hidden, per row of the table and cause, as Markdown."""
    print("| | own words | hidden | " + " | ".join(CAUSES) + " |")
    print("|---|---|---|" + "---|" * len(CAUSES))
    for name, scores in groups.items():
        own = sum(score["own"] for score in scores)
        causes: Counter[str] = Counter()
        for score in scores:
            causes.update(score["hidden"])
        share = f"{causes.total() / own:.2%}" if own else "–"
        cells = [str(causes[cause] or "–") for cause in CAUSES]
        print(f"| {name} | {own} | {share} | " + " | ".join(cells) + " |")
