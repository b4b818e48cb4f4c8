"""How well the posts of engines drawn by lot come back: bounds, and authors, per style and mark.

No table knows these engines; the truth is the thread that was rendered. `accuracy.py --invented N`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from multiprocessing import Pool
from random import Random

from inventions import MARKS, STYLES, Boundaries, Engine, engine, judged, slotted

FEWEST, MOST = 6, 30
"""Posts of a thread."""


def draw(number: int, lot: Callable[..., Engine] = engine) -> tuple[Engine, int]:
    """The engine of that number, and how many posts its thread has."""
    random = Random(number)
    made = lot(random, style=STYLES[number % len(STYLES)])
    return made, random.randrange(FEWEST, MOST)


def measure(number: int) -> tuple[Engine, Boundaries]:
    """The engine of that number, and how its thread came back."""
    made, count = draw(number)
    return made, judged(made, count)


def measure_slotted(number: int) -> tuple[Engine, Boundaries]:
    """The same of an engine whose lines have several slots."""
    made, count = draw(number, slotted)
    return made, judged(made, count)


def show(count: int) -> None:
    """Print the table of the first engines, as Markdown."""
    rows: dict[str, list[Boundaries]] = defaultdict(list)
    with Pool(2) as pool:
        for made, found in pool.imap(measure, range(count), chunksize=8):
            printed = {part for part in (*made.head, *made.foot) if part in MARKS}
            above = "mark above" if printed & set(made.head) else "mark below"
            for row in ("all", above, f"style {made.style}", f"in {made.language}"):
                rows[row].append(found)
            for mark in printed:
                rows[f"with {mark}"].append(found)
        for made, found in pool.imap(measure_slotted, range(count // 3), chunksize=8):
            for row in ("slotted", f"slotted {' '.join(made.head)}"):
                rows[row].append(found)
    print("| | threads | bP | bR | bF | authors | wrong |")
    print("|---|---|---|---|---|---|---|")
    for row in sorted(rows):
        print(f"| {row} | {len(rows[row])} | {' | '.join(figures(rows[row]))} |")


def figures(found: list[Boundaries]) -> list[str]:
    """Precision, recall and F1 of the boundaries; the share of posts with the right and the wrong
    author."""
    right, false, wanted, named, misnamed, posts = (
        sum(one[place] for one in found) for place in range(6)
    )
    precision = right / (right + false) if right + false else 1.0
    recall = right / wanted if wanted else 1.0
    both = 2 * right / (right + false + wanted) if wanted else 1.0
    shares = (precision, recall, both, named / posts, misnamed / posts)
    return [f"{share:.3f}" for share in shares]
