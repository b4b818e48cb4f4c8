"""The library: how fast it is indexed, how large the index is, how soon a query is answered.

    PYTHONPATH=src python tests/benchmarks/library.py [--posts 100000] [--mail 20000] [--data DIR]

What issue 6 asks ("Speed"): mail indexed at 8 MB/s, an index of at most 0.8 times the text, and
results within 60 ms at the 99th percentile, measured here from the query's text to the rows (the
screen adds a frame). The words asked for are drawn from the text by how often they stand there, so
that common ones are asked most; each is asked as it would be typed, letter by letter. Where the
machine is shared, the rate of plain SQLite FTS5 in the same run says how fast it is just now. The
generator stands beside the repository, in ../shared/bench; without it this says so and does
nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from threadview.library import Library, look
from threadview.library.looking import Answer

GENERATOR = Path(__file__).parents[3] / "shared" / "bench" / "gen.py"
QUICK = 0.03
"""Seconds that the screen's first look at a query takes at most (see `ui.library_work`)."""
LIMITS = {"index / text": 0.8, "query p99": 60.0}


def main() -> int:
    """Run it; 1 where a limit is missed."""
    options = arguments()
    if not GENERATOR.exists():
        print(f"skipped: no generator at {GENERATOR}")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(options.data or name)
        print(f"plain FTS5 indexes {plain_rate():.1f} MB/s on this machine just now")
        missed = False
        for kind, count in (("xf", options.posts), ("mbox", options.mail)):
            source = made(kind, count, data)
            missed |= measured(kind, source, folder / kind, options.queries)
    return int(missed)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000, help="posts of the thread")
    parser.add_argument("--mail", type=int, default=20_000, help="messages of the mailbox")
    parser.add_argument("--queries", type=int, default=400, help="keys pressed")
    parser.add_argument("--data", help="where generated dumps are kept from run to run")
    return parser.parse_args()


def made(kind: str, count: int, data: Path) -> Path:
    """A generated dump."""
    path = data / f"{kind}{count}.{'txt' if kind == 'xf' else 'mbox'}"
    if not path.exists():
        subprocess.run([sys.executable, GENERATOR, kind, str(count), path], check=True)
    return path


def plain_rate() -> float:
    """Megabytes a second that FTS5 alone indexes, in memory."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(20_000)]
    texts = [" ".join(chance.choices(words, k=140)) for _ in range(2000)]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
    start = perf_counter()
    rows = enumerate(texts)
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    return sum(map(len, texts)) / (perf_counter() - start) / 1e6


def measured(kind: str, source: Path, folder: Path, queries: int) -> bool:
    """Index a dump and ask it; whether a limit is missed."""
    library = Library(str(folder / "index.sqlite3"), str(folder / "shelf.sqlite3"))
    start = perf_counter()
    tally = library.add([str(source)])
    seconds = perf_counter() - start
    size = source.stat().st_size
    start = perf_counter()
    library.refresh()
    again = perf_counter() - start
    with library.catalogue() as catalogue:
        ratio = catalogue.stats().size / size
        times = sorted(
            asked(library, word) for word in typed(words_of(library, queries // 6), queries)
        )
        begin = perf_counter()
        entries = catalogue.entries()
        listing = perf_counter() - begin
    p99 = times[int(len(times) * 0.99)]
    print(
        f"{kind}: {tally.posts:,} posts, {size / 1e6:.1f} MB\n"
        f"  indexed             {seconds:8.1f} s   {size / seconds / 1e6:.2f} MB/s, "
        f"{tally.posts / seconds:,.0f} posts/s\n"
        f"  again, unchanged    {again * 1000:8.0f} ms\n"
        f"  index / text        {ratio:8.2f}     (at most {LIMITS['index / text']})\n"
        f"  {len(entries):,} threads listed {listing * 1000:8.0f} ms\n"
        f"  query, median       {statistics.median(times):8.1f} ms\n"
        f"  query p99           {p99:8.1f} ms  (at most {LIMITS['query p99']:.0f})"
    )
    return ratio > LIMITS["index / text"] or p99 > LIMITS["query p99"]


def words_of(library: Library, count: int) -> list[str]:
    """Words of the text, the commoner ones the more often."""
    chance = random.Random(5)
    with library.catalogue() as catalogue:
        last = catalogue.rows("SELECT max(id) FROM post")[0][0]
        found: list[str] = []
        while len(found) < count:
            record = catalogue.record(chance.randrange(1, last + 1))
            words = re.findall(r"[a-z]{3,}", record.text) if record else []
            if words:
                found.append(" ".join(chance.choices(words, k=chance.choice((1, 1, 2)))))
    return found


def typed(words: list[str], count: int) -> list[str]:
    """Each as it is typed, letter by letter."""
    return [word[:end] for word in words for end in range(1, len(word) + 1) if word[:end].strip()][
        :count
    ]


_open: dict[str, object] = {}


def asked(library: Library, query: str) -> float:
    """Milliseconds from a query to its hits, as the screen first asks it."""
    from threadview.errors import QueryError

    catalogue = _open.setdefault(library.index, library.catalogue())
    start = perf_counter()
    try:
        answer = look(catalogue, query, seconds=QUICK, limit=300)  # type: ignore[arg-type]
        assert isinstance(answer, Answer)
    except QueryError:
        return 0.0
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
