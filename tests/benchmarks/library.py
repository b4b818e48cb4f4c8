"""The library and convert, beside notmuch and a bare Textual app, on one machine in one run.

    PYTHONPATH=src python tests/benchmarks/library.py [--only index,search,list,convert]
        [--mail 20000] [--threads 100000] [--corpus 100] [--reps 3] [--data DIR]

What issue 6 asks ("Speed"): mail indexed at 8 MB/s and at ten times the rate of `notmuch new` on
the same messages, an index of at most 0.8 times the text; results of a search over a million posts
within 60 ms of the key at the 99th percentile; a list of 100,000 threads at once; a corpus of JSON
Lines converted at a rate stated per core, in memory that does not grow with it. Commands interleave
(A B C A B C …). A machine that others use is slow: rates are given by the clock and by the time of
processors. Harness and generator stand beside the repository, in ../shared/bench; without them this
says so and does nothing. What is generated is kept in DIR, for the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import monotonic, perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from benchmarks.keystrokes import Answer

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SOURCE = Path(__file__).parents[2] / "src"
SIZE = (150, 40)


class Result(NamedTuple):
    """A row of the table: what was measured, how much, what is asked, whether it holds."""

    what: str
    measured: str
    asked: str = ""
    holds: bool | None = None


class Ran(NamedTuple):
    """A command that ran: seconds by the clock, seconds of processors, and the most memory that it
    and its workers had at a time, in megabytes (what they share is counted once)."""

    wall: float
    cpu: float
    memory: float


def main() -> int:
    """Run it; 1 where something asked does not hold."""
    options = arguments()
    if not BENCH.exists():
        print(f"skipped: no harness and generator at {BENCH}")
        return 0
    data = Path(options.data or Path(tempfile.gettempdir()) / "threadview-bench")
    data.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sections: dict[str, Callable[[argparse.Namespace, Path], Iterator[Result]]] = {
        "index": index,
        "search": search,
        "list": listing,
        "convert": convert,
    }
    failed = False
    for name in options.only.split(","):
        for result in sections[name](options, data):
            sign = {True: "ok", False: "MISSED", None: ""}[result.holds]
            print(f"{result.what:<52}{result.measured:<40}{result.asked:<12}{sign}", flush=True)
            failed |= result.holds is False
    return int(failed)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="index,search,list,convert", help="sections")
    parser.add_argument("--mail", type=int, default=20_000, help="messages that are indexed")
    parser.add_argument("--threads", type=int, default=100_000, help="threads, of ten posts each")
    parser.add_argument("--corpus", type=int, default=100, help="megabytes that are converted")
    parser.add_argument("--queries", type=int, default=400, help="keys pressed")
    parser.add_argument("--reps", type=int, default=3, help="times that each is done")
    parser.add_argument("--data", help="where generated dumps are kept from run to run")
    return parser.parse_args()


def made(kind: str, count: int, data: Path) -> Path:
    """A generated dump."""
    path = data / f"{kind}{count}"
    if not path.exists():
        command = [sys.executable, str(BENCH / "gen.py"), kind, str(count), str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def environment(home: Path) -> dict[str, str]:
    """Directories of nobody's."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    found = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
    return {**os.environ, **found, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": ""}


def ran(command: list[str], environ: dict[str, str], cores: int | None = None) -> Ran:
    """Run a command, on so many cores at most (None: all)."""

    def narrow() -> None:
        if cores is not None:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    before = os.times()
    start, peak = monotonic(), 0.0
    process = subprocess.Popen(
        command,
        env=environ,
        preexec_fn=narrow,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None:
        peak = max(peak, sum(map(_memory, _family(process.pid))))
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    return Ran(monotonic() - start, spent, peak / 1024)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _memory(pid: int) -> float:
    try:
        found = re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return float(found.group(1)) if found else 0.0


def index(options: argparse.Namespace, data: Path) -> Iterator[Result]:
    """Mail, by one core and by all, beside notmuch on the same messages; then a long scrape."""
    ours = [sys.executable, "-m", "threadview", "library", "add", "-q"]
    count = options.mail
    box, thread = made("mbox", count, data), made("xf", count, data)
    runs: dict[str, list[Ran]] = {"one core": [], "all cores": [], "notmuch": [], "scrape": []}
    ratios: dict[Path, float] = {}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for rep in range(options.reps):
            for what, path, cores in (
                ("one core", box, 1),
                ("all cores", box, None),
                ("scrape", thread, None),
            ):
                own = environment(home / f"{what}{rep}")
                runs[what].append(ran([*ours, str(path)], own, cores))
                found = next((home / f"{what}{rep}").rglob("*.sqlite3"))
                ratios[path] = found.stat().st_size / path.stat().st_size
                shutil.rmtree(home / f"{what}{rep}")
            if shutil.which("notmuch") and not rep:
                runs["notmuch"].append(_notmuch(made("maildir", count, data), home))
    size, long = box.stat().st_size / 1e6, thread.stat().st_size / 1e6
    best = {what: min(found, key=lambda one: one.wall) for what, found in runs.items() if found}
    rival = size / best["notmuch"].wall if "notmuch" in best else 0.0
    for what, megabytes in (("one core", size), ("all cores", size), ("scrape", long)):
        one = best[what]
        rate = megabytes / one.wall
        shown = f"{rate:.1f} MB/s, {megabytes / one.cpu:.1f} MB/s of a core"
        holds = rate >= max(8, 10 * rival) if what == "all cores" else None
        title = f"{megabytes:.0f} MB of {'posts' if what == 'scrape' else 'mail'}, {what}"
        asked = f"≥ {max(8, 10 * rival):.1f} MB/s" if what == "all cores" else ""
        yield Result(title, f"{shown}, {one.memory:.0f} MB", asked, holds)
    if rival:
        yield Result("notmuch new, the same mail", f"{rival:.2f} MB/s")
    for path, ratio in ratios.items():
        yield Result(f"index / text, {path.name}", f"{ratio:.2f}", "≤ 0.8", ratio <= 0.8)


def _notmuch(maildir: Path, home: Path) -> Ran:
    config = home / "notmuch.ini"
    mail = home / "mail"
    mail.symlink_to(maildir)
    config.write_text(f"[database]\npath={mail}\n[user]\nname=n\nprimary_email=n@n.example\n")
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    environ = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    found = ran(["notmuch", "new", "--quiet"], environ)
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    return found


def search(options: argparse.Namespace, data: Path) -> Iterator[Result]:
    """Queries over many posts, typed letter by letter: to the first rows, and to the screen."""
    from benchmarks.million import built, of_each_kind, typed, words_of
    from threadview.library import Catalogue, Ground, Pace, look
    from threadview.library.warming import brought_in
    from threadview.ui.library_work import QUICK

    folder = built(data, options.threads, BENCH)
    index_file = folder / "home" / "cache" / "threadview" / "library.sqlite3"
    brought_in(str(index_file), lambda: True)  # as the screen does before anybody types
    with Catalogue(str(index_file)) as catalogue:
        words = words_of(catalogue, options.queries // 6)
        times = []
        for query in typed(words, options.queries):
            if query.split()[-1:] in (["and"], ["or"], ["not"]):  # on the way to a longer word
                continue
            start = perf_counter()
            look(catalogue, query, Ground(), Pace(QUICK, False), limit=300)
            times.append((perf_counter() - start) * 1e3)
    posts = f"{options.threads * 10:,} posts"
    yield Result(f"{posts}: first answer, the index in memory", _spread(times))
    load = os.getloadavg()[0]
    answers, silent = _answered(folder, options.threads, of_each_kind(words, options.queries))
    what = f"{posts}: key to rows of results"
    shown = _spread([1e3 * one.wall for one in answers])
    p99 = _high([1e3 * one.wall for one in answers])
    yield Result(f"{what}, {len(answers)} keys", shown, "p99 ≤ 60", p99 <= 60)
    yield Result(f"{what}, processors", _spread([1e3 * one.cpu for one in answers]))
    waited = _spread([1e3 * one.waited for one in answers])
    yield Result("… threads that waited for a processor, together", waited)
    yield Result("… load of the machine, before and after", f"{load:.1f}, {os.getloadavg()[0]:.1f}")
    yield Result(f"{posts}: keys that painted no rows", f"{silent}", "0", not silent)


def _answered(folder: Path, threads: int, words: list[str]) -> tuple[list[Answer], int]:
    """How soon each key of some queries, typed one after another, has rows of results on the
    screen, or a row that says why there are none; and how many keys had neither within a second."""
    from benchmarks.keystrokes import Terminal

    command = [sys.executable, "-m", "threadview", str(folder / "threads")]
    rows = range(LISTED, SIZE[1] - 1)
    found: list[Answer] = []
    silent = 0
    with Terminal(command, environment(folder / "home"), SIZE) as terminal:
        terminal.until(f" {threads:,} threads")
        terminal.rest(2.0, 20.0)
        for word in words:
            terminal.press("/\x15", range(0), 0.3)
            for letter in word:
                terminal.rest(0.25)
                answer = terminal.press(letter, rows, 1.0)
                if answer is None:
                    silent += 1
                else:
                    found.append(answer)
            terminal.rest(0.25)
            terminal.press("\x1b", range(0), 0.3)
            terminal.rest(0.5)
    return found, silent


LISTED = 4
"""The first row of results, below the title, the line to type in and the names of columns."""


def _high(times: list[float]) -> float:
    ordered = sorted(times)
    return ordered[int(len(ordered) * 0.99)]


def _spread(times: list[float]) -> str:
    most = max(times)
    return f"median {statistics.median(times):.0f} ms, p99 {_high(times):.0f}, most {most:.0f}"


def _screens(folder: Path, options: argparse.Namespace, steps: list[dict[str, Any]]) -> Any:
    spec = spec_from_file_location("ptybench", BENCH / "ptybench.py")
    assert spec is not None
    assert spec.loader is not None
    harness: ModuleType = module_from_spec(spec)
    sys.modules["ptybench"] = harness
    spec.loader.exec_module(harness)
    ours = {
        "name": "library",
        "cmd": [sys.executable, "-m", "threadview", str(folder / "threads")],
        "env": {k: v for k, v in environment(folder / "home").items() if k not in os.environ},
        "ready": rf" {options.threads:,} threads",
        "timeout": 120,
        "steps": steps,
    }
    first = {**ours, "name": "first rows", "ready": r"(?m)^ ● .*\d{4} ", "steps": []}
    floor = {
        "name": "floor",
        "cmd": [sys.executable, str(BENCH / "floor_app.py")],
        "ready": "READY-MARK",
    }
    spec_ = {"size": SIZE, "reps": options.reps, "commands": [floor, first, ours]}
    return harness.bench(spec_)["results"]


def listing(options: argparse.Namespace, data: Path) -> Iterator[Result]:
    """A list of many threads: opened, sorted, grouped, narrowed as one types."""
    from benchmarks.million import built

    folder = built(data, options.threads, BENCH)
    wait = {"wait": "change:40", "after": 400, "timeout": 20}
    steps = [
        {"name": "sort", "keys": "s", **wait, "repeat": 8},
        {"name": "group", "keys": "o", **wait, "repeat": 9},
        {"name": "down", "keys": "{down}", **wait, "repeat": 20},
        {"name": "page down", "keys": "{pgdn}", **wait, "repeat": 20},
        {"name": "narrow", "keys": "&", **wait},
        *({"name": f"narrow by {letter}", "keys": letter, **wait} for letter in "thread"),
    ]
    found = _screens(folder, options, steps)
    floor = found["floor"]["ready"]["med"]
    for name, asked in (("first rows", 1.3), ("library", None)):
        ratio = found[name]["ready"]["med"] / floor
        what = "first rows" if name == "first rows" else "all threads counted"
        shown = f"{found[name]['ready']['med'] * 1e3:.0f} ms, {ratio:.2f}× the floor"
        holds = None if asked is None else ratio <= asked
        yield Result(
            f"{options.threads:,} threads: {what}", shown, f"≤ {asked}×" * bool(asked), holds
        )
    for name, step in found["library"]["steps"].items():
        if step["lat"] is not None:
            shown = f"{step['lat']['med'] * 1e3:.0f} ms, at most {step['lat']['max'] * 1e3:.0f} ms"
            yield Result(f"{options.threads:,} threads: {name}", shown)


def convert(options: argparse.Namespace, data: Path) -> Iterator[Result]:
    """A corpus of JSON Lines into threadview's own, at two sizes: does memory grow?"""
    small = max(1, options.corpus // 10)
    memory = {}
    for size in (small, options.corpus):
        path = corpus(size, data)
        for cores in (1, None):
            with tempfile.TemporaryDirectory() as name:
                out = Path(name) / "out.jsonl"
                command = [sys.executable, "-m", "threadview", "convert", str(path)]
                command += ["--to", "jsonl", "-o", str(out)]
                found = ran(command, environment(Path(name)), cores)
            memory[size, cores] = found.memory
            rate = f"{size / found.wall:.1f} MB/s, {size / found.cpu:.1f} MB/s of a core"
            what = f"{size} MB of JSON Lines, {'one core' if cores else 'all cores'}"
            yield Result(what, f"{rate}, {found.memory:.0f} MB")
    for cores in (1, None):
        growth = memory[options.corpus, cores] / memory[small, cores]
        what = f"memory of {options.corpus} MB / of {small} MB, {'one core' if cores else 'all'}"
        yield Result(what, f"{growth:.2f}", "≤ 1.3", growth <= 1.3)


def corpus(size: int, data: Path) -> Path:
    """So many megabytes of web documents, one a line, each a scrape of ten posts."""
    path = data / f"corpus{size}.jsonl"
    if path.exists():
        return path
    posts = made("xf", 20_000, data).read_text(encoding="utf-8").split("\N{NO-BREAK SPACE}\n")
    rule = "\N{NO-BREAK SPACE}\n"
    chance, written, number = random.Random(1), 0, 0
    with path.open("w", encoding="utf-8") as out:
        while written < size * 1e6:
            start = chance.randrange(len(posts) - 10)
            text = f"Thread {number}\n{rule.join(posts[start : start + 10])}{rule}Top\n"
            record = {"url": f"https://a.example/{number}", "text": text}
            written += out.write(json.dumps(record, ensure_ascii=False) + "\n")
            number += 1
    return path


if __name__ == "__main__":
    sys.exit(main())
