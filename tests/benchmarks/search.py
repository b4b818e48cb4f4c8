"""Searching 100,000 posts: the search itself, without a screen, beside ripgrep, grep and lnav.

    PYTHONPATH=src python tests/benchmarks/search.py [--posts 100000] [--reps 5] [--data DIR]

What issue 3 asks ("Speed"), measured from a query's text to its first hit, to all hits counted, to
the posts of a filter. The rivals that are installed search the same file, process start included,
in turn with ours (A B C A B C …), so that ratios hold on a busy machine. Seconds of processor time
are ours alone. The step is the longest that a search kept a waiting screen from its turn. The
generator stands beside the repository, in ../shared/bench; without it this says so and does
nothing. How long the same takes from key to screen is `speed.py`'s to measure.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from threadview.model import Thread
from threadview.participants import Participants
from threadview.reading import read_path
from threadview.replies import Replies
from threadview.search import Search, exchange, matches

GENERATOR = Path(__file__).parents[3] / "shared" / "bench" / "gen.py"
RARE, PHRASE, COMMON = "zyxwquark", '"midrarium marker"', "the"
REGEX = r"/[xq][a-z]+ou[a-z]*ing\b/"

Task = Callable[[], str]


class Row(NamedTuple):
    """A task, the milliseconds that it may take (issue 3), and what to call it."""

    name: str
    limit: float | None
    run: Task


def first_hit(thread: Thread, query: str) -> Task:
    """To the first hit from the beginning."""

    def run() -> str:
        search = Search(thread, query)
        next(count for count in search.run() if count)
        return f"#{search.hits[0].post}"

    return run


def all_hits(thread: Thread, query: str) -> Task:
    """To the last hit."""

    def run() -> str:
        search = Search(thread, query)
        longest, last = 0.0, perf_counter()
        for _ in search.run():
            now = perf_counter()
            longest, last = max(longest, now - last), now
        return f"{len(search.hits)} hits, step {longest * 1000:.0f} ms"

    return run


def filtered(thread: Thread, query: str) -> Task:
    """To the posts that a filter shows."""
    return lambda: f"{len(matches(thread, query))} posts"


def command(*arguments: str) -> Task:
    """To the end of another program."""

    def run() -> str:
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        return done.stdout.strip().splitlines()[-1][:40] if done.stdout.strip() else "nothing"

    return run


def people(thread: Thread) -> str:
    """To everybody's posts and words."""
    counted = Participants(thread)
    for _ in counted.run():
        pass
    return f"{len(counted.rows())} people"


def ours(thread: Thread) -> list[Row]:
    """What is measured of threadview."""
    return [
        Row(f"first hit: {RARE}", 60, first_hit(thread, RARE)),
        Row(f"first hit: {PHRASE}", 60, first_hit(thread, PHRASE)),
        Row(f"all hits: {COMMON}", 1000, all_hits(thread, COMMON)),
        Row(f"all hits: {COMMON} -is:quote", None, all_hits(thread, f"{COMMON} -is:quote")),
        Row(f"all hits: {REGEX}", 2000, all_hits(thread, REGEX)),
        Row(f"filter: {RARE}", 300, filtered(thread, RARE)),
        Row(f"filter: {COMMON}", 300, filtered(thread, COMMON)),
        Row("filter: is:edited", 300, filtered(thread, "is:edited")),
        Row("filter: is:quote", 300, filtered(thread, "is:quote")),
        Row("filter: #1000-90000", 300, filtered(thread, "#1000-90000")),
        Row("filter: author:x", 300, filtered(thread, "author:x")),
        Row("exchange", 300, lambda: f"{len(exchange(thread, 2))} posts"),
        Row("reply tree", None, lambda: f"{len(Replies(thread))} rows"),
        Row("participants", None, lambda: people(thread)),
    ]


def rivals(path: Path) -> list[Row]:
    """What else is installed."""
    found = []
    for name, arguments in {
        "rg": ["--count-matches", "-i", "-F"],
        "grep": ["-c", "-i", "-F"],
    }.items():
        if shutil.which(name):
            for word in (RARE, COMMON):
                found.append(
                    Row(f"{name}: {word}", None, command(name, *arguments, word, str(path)))
                )
    if shutil.which("lnav"):
        words = ["-n", "-c", f":filter-in {RARE}", str(path)]
        found.append(Row(f"lnav: {RARE}", None, command("lnav", *words)))
    return found


def main() -> int:
    """Measure and print; 1 if something took longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument(
        "--data", type=Path, default=Path(tempfile.gettempdir()) / "threadview-bench"
    )
    options = parser.parse_args()
    if not GENERATOR.exists():
        print(f"no generator at {GENERATOR}")
        return 0
    path = options.data / f"xf{options.posts}.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make = [sys.executable, str(GENERATOR), "xf", str(options.posts), str(path)]
        subprocess.run(make, check=True)
    thread = read_path(path)
    rows = [*ours(thread), *rivals(path)]
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    used: dict[str, list[float]] = {row.name: [] for row in rows}
    said: dict[str, str] = {}
    for _ in range(options.reps):
        for row in rows:
            began, cpu = perf_counter(), process_time()
            said[row.name] = row.run()
            times[row.name].append(1000 * (perf_counter() - began))
            used[row.name].append(1000 * (process_time() - cpu))
    late = False
    print(
        f"{options.posts} posts, {path.stat().st_size / 1e6:.0f} MB; ms, median of {options.reps}"
    )
    for row in rows:
        took = statistics.median(times[row.name])
        over = row.limit is not None and took > row.limit
        late |= over
        limit = "" if row.limit is None else f"<= {row.limit:g}"
        print(
            f"{row.name:36}{took:9.1f}  cpu {statistics.median(used[row.name]):8.1f}  {limit:8}"
            f"{'OVER ' if over else ''} {said[row.name]}"
        )
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
