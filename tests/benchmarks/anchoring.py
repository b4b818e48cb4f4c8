"""Do notes hold on when the page is extracted by another tool?

Over ../shared/corpus/dumps: the same page through several extractors. Notes are put on random
passages of one, another is read, and each note is looked for in it. What is right is known from an
alignment of all the words of both (longest common subsequence, by rapidfuzz), which knows nothing
of anchors; words that stand only once in either are right where they stand. A passage survives
when all its words are there, side by side. Where the same words stand in several places, the
alignment is believed only when it goes on for eight words beyond the passage; else the note is not
counted. What is left as wrong has been looked at: most of it is the alignment's own mistake, where
a page repeats itself or a tool changes the order of the posts.

    PYTHONPATH=src python tests/benchmarks/anchoring.py [--notes 12] [--pairs 4] [--only REGEX]
        [--crude] [--show]

`--crude` takes each dump as a single post, the hardest case: no post to tell apart by; `--show`
prints what went wrong. Exits 1 below the aim: 95% of what survives found, and nothing wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from threadview.anchors import Holding, Place, anchor_passage
from threadview.anchors.skeleton import ADDRESS
from threadview.model import Block, Post, logical_text

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "dumps"
WORD = re.compile(r"[^\W_]+")
LENGTHS = ((1, 4), (5, 12), (13, 40), (41, 120))
"""Words of a passage, in four classes."""


class Text(NamedTuple):
    """A thread's words in order: folded, and where each stands (post index, start, end)."""

    posts: Sequence[Post]
    words: list[str]
    places: list[tuple[int, int, int]]


def read(path: Path, crude: bool) -> Text:
    """A dump's thread."""
    if crude:
        text = path.read_text("utf-8", "replace")
        posts: list[Post] = [Post(1, (Block("paragraph", text),))]
    else:
        from threadview.reading import read_path

        posts = list(read_path(path).posts)
    words, places = [], []
    for index, post in enumerate(posts):
        text = ADDRESS.sub(lambda found: " " * len(found[0]), logical_text(post))
        for match in WORD.finditer(text):
            words.append(match[0].casefold())
            places.append((index, match.start(), match.end()))
    return Text(posts, words, places)


def alignment(one: Text, other: Text) -> dict[int, int]:
    """From each word of one text to the same word in the other."""
    found: dict[int, int] = {}
    for first, there, length in Indel.opcodes(one.words, other.words).as_matching_blocks():
        found.update((first + word, there + word) for word in range(length))
    return found


class Pair(NamedTuple):
    """A page read from two dumps, with the words of the one aligned to those of the other."""

    here: Text
    there: Text
    aligned: dict[int, int]
    holding: Holding


def judged(pair: Pair, first: int, last: int) -> tuple[bool, str, object]:
    """Whether the words `first` to `last` survive, and "right", "orphan", "wrong" or "unsure"."""
    index, start, _ = pair.here.places[first]
    end = pair.here.places[last - 1][2]
    place = pair.holding.find(anchor_passage(pair.here.posts, index, start, end))
    there = truth(pair, first, last)
    survives = len(there) == last - first and there[-1] - there[0] < 1.3 * len(there) + 2
    if not believed(pair, first, last, there):
        return survives, "unsure", place
    if not isinstance(place, Place):
        return survives, "orphan", place
    low = bisect_left(pair.there.places, (place.index, place.start, 0))
    high = bisect_left(pair.there.places, (place.index, place.end, 0))
    shared = sum(low <= word < high for word in there)
    right = there and 2 * shared >= max(len(there), high - low)
    return survives, "right" if right else "wrong", place


def truth(pair: Pair, first: int, last: int) -> list[int]:
    """Where the words are: in their only place, when they have only one in either text, else as
    they are aligned."""
    said = pair.here.words[first:last]
    if count(said, pair.here.words) == count(said, pair.there.words) == 1:
        at = next(
            at
            for at, word in enumerate(pair.there.words)
            if word == said[0] and pair.there.words[at : at + len(said)] == said
        )
        return list(range(at, at + len(said)))
    return [pair.aligned[word] for word in range(first, last) if word in pair.aligned]


def believed(pair: Pair, first: int, last: int, there: list[int]) -> bool:
    """Whether the alignment says where the passage is."""
    said = pair.here.words[first:last]
    if count(said, pair.here.words) <= 1 and count(said, pair.there.words) <= 1:
        return True
    if len(there) != last - first:
        return False
    beyond = 0
    for step, edge in ((-1, first), (1, last - 1)):
        word = edge + step
        while pair.aligned.get(word) == pair.aligned[edge] + word - edge:
            beyond, word = beyond + 1, word + step
    return beyond >= 8


def count(said: list[str], words: list[str]) -> int:
    """How often words stand side by side."""
    found, at = 0, 0
    while said[0] in words[at:] and found < 2:
        at = words.index(said[0], at)
        found += words[at : at + len(said)] == said
        at += 1
    return found


def passages(text: Text, count: int, chance: random.Random) -> list[tuple[int, int, int]]:
    """Random passages within posts: length class, first and last word."""
    found = []
    for number in range(count):
        kind = number % len(LENGTHS)
        length = chance.randint(*LENGTHS[kind])
        first = chance.randrange(max(1, len(text.words) - length))
        last = first + length
        if last <= len(text.words) and text.places[first][0] == text.places[last - 1][0]:
            found.append((kind, first, last))
    return found


def main() -> int:
    """Run it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=12)
    parser.add_argument("--pairs", type=int, default=4)
    parser.add_argument("--only", default="")
    parser.add_argument("--crude", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    pages: dict[str, list[Path]] = {}
    for path in sorted(CORPUS.glob("*.txt")):
        pages.setdefault(path.name.rsplit(".", 2)[0], []).append(path)
    chance = random.Random(4)
    counts: Counter[tuple[object, ...]] = Counter()
    started = time.monotonic()
    for page, paths in pages.items():
        pairs = [(one, other) for one in paths for other in paths if one != other]
        for one, other in chance.sample(pairs, min(options.pairs, len(pairs))):
            if re.search(options.only, page):
                measure(one, other, options, chance, counts)
    return report(counts, time.monotonic() - started)


def measure(
    one: Path,
    other: Path,
    options: argparse.Namespace,
    chance: random.Random,
    counts: Counter[tuple[object, ...]],
) -> None:
    """Put notes on passages of one dump and look for them in another."""
    here, there = read(one, options.crude), read(other, options.crude)
    if not here.words or not there.words:
        return
    pair = Pair(here, there, alignment(here, there), Holding(there.posts))
    extractors = one.name.rsplit(".", 2)[1], other.name.rsplit(".", 2)[1]
    for kind, first, last in passages(here, options.notes, chance):
        survives, verdict, place = judged(pair, first, last)
        counts["length", LENGTHS[kind], survives, verdict] += 1
        counts["from", extractors[0], survives, verdict] += 1
        counts["to", extractors[1], survives, verdict] += 1
        counts["all", "", survives, verdict] += 1
        if options.show and (verdict == "wrong" or (survives and verdict == "orphan")):
            said = " ".join(here.words[first:last])[:150]
            number = here.places[first][0] + 1
            print(f"{verdict}: {one.name} -> {other.name} #{number}: {said!r} {place}")


def report(counts: Counter[tuple[object, ...]], seconds: float) -> int:
    """Print the table; whether the aim is reached."""
    print(
        f"{'':24} {'survive':>8} {'found':>7} {'orphan':>7} {'wrong':>6}   "
        f"{'altered':>8} {'found':>7} {'orphan':>7} {'wrong':>6}"
    )
    rows = sorted({key[:2] for key in counts}, key=str)
    share = 0.0
    wrong = 0
    for group, name in rows:
        line = f"{group!s:8} {name!s:15}"
        for survives in (True, False):
            right, orphan, bad = (
                counts[group, name, survives, verdict] for verdict in ("right", "orphan", "wrong")
            )
            total = right + orphan + bad
            line += f" {total:8} {right / (total or 1):7.1%} {orphan / (total or 1):7.1%} {bad:6}  "
            if group == "all":
                share = right / (total or 1) if survives else share
                wrong += bad
        print(line)
    print(f"{seconds:.0f} s")
    return 0 if share >= 0.95 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
