"""Speed and memory beside a bare Textual app and beside less, on one machine in one run.

    python tests/benchmarks/speed.py [--reps 5] [--only start,move,search,recover,memory]
        [--posts 10,1000,10000,100000] [--data DIR] [--json OUT.json]

What each section asks is in issue 2 ("Speed"). The commands run in a real pseudo-terminal and
interleave (A B C A B C …), so that ratios hold on a busy machine; lone times do not. The harness
and the generator stand beside the repository, in ../shared/bench; without them this says so and
does nothing. Dumps are made once, in DIR (default: threadview-bench in the temporary directory).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SOURCE = Path(__file__).parents[2] / "src"
SIZE = (100, 40)
TESTS = Path(__file__).parents[1]
ENGINES = ("xenforo_page", "phpbb", "vbulletin", "smf", "unknown")
"""Renderers of whole pages in tests/engines.py."""
PAGES = 5000
"""Posts of each."""
EMOJI = "\N{GRINNING FACE}"


class Result(NamedTuple):
    """A row of the table: what was measured, how much, what is asked, whether it holds."""

    what: str
    measured: str
    asked: str
    holds: bool | None


class Bench(NamedTuple):
    """What the sections share: the harness, the dumps' directory, repetitions, post counts."""

    harness: ModuleType
    data: Path
    reps: int
    posts: list[int]

    def dump(self, count: int, emoji: bool = False) -> Path:
        """A generated thread of so many posts; with `emoji`, one stands in a post of it."""
        path = self.data / f"xf{count}.txt"
        if not path.exists():
            command = [sys.executable, str(BENCH / "gen.py"), "xf", str(count), str(path)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if not emoji:
            return path
        marked = self.data / f"xf{count}-emoji.txt"
        if not marked.exists():
            text = path.read_text()
            at = text.index(" ", len(text) // 2)
            marked.write_text(f"{text[:at]} {EMOJI}{text[at:]}")
        return marked

    def pages(self, engine: str) -> Path:
        """A thread of `PAGES` posts as an engine prints whole pages, in the furniture that
        tests/engines.py knows, the words from the generator."""
        path = self.data / f"pages-{engine}.txt"
        if not path.exists():
            sys.path[:0] = [str(TESTS), str(BENCH)]
            engines, gen = import_module("engines"), import_module("gen")
            words, chance = gen.Text(1), random.Random(3)
            said = [
                engines.Said(
                    f"{chance.choice(gen.AUTH).split()[0]}{chance.randrange(300)}",
                    f"{1 + n // 24 % 28} Mar {2010 + n // 4000}, {n % 24:02d}:{n * 7 % 60:02d}",
                    "\n\n".join(words.body(chance, 700)),
                    n % 10 == 1,
                )
                for n in range(PAGES)
            ]
            path.write_text(getattr(engines, engine)(said))
        return path

    def run(self, commands: list[dict[str, Any]], reps: int | None = None) -> dict[str, Any]:
        """Run commands interleaved; the harness's results by command name."""
        spec = {"size": SIZE, "reps": reps or self.reps, "commands": commands}
        results: dict[str, Any] = self.harness.bench(spec)["results"]
        return results


def ours(name: str, path: Path, ready: str, **more: Any) -> dict[str, Any]:
    """The command that opens a dump in threadview, with directories of nobody's."""
    home = tempfile.mkdtemp(prefix="threadview-bench-home-")
    environ = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environ |= {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "threadview", str(path)]
    return {"name": name, "cmd": command, "ready": ready, "env": environ, "timeout": 120} | more


def floor() -> dict[str, Any]:
    """A bare Textual app with one Static."""
    command = [sys.executable, str(BENCH / "floor_app.py")]
    return {"name": "floor", "cmd": command, "ready": "READY-MARK"}


def first_words(path: Path) -> str:
    """A pattern for the first words of the first post."""
    with path.open(encoding="utf-8") as lines:
        next(lines)
        return re.escape(" ".join(next(lines).split()[:4]))


def start(bench: Bench) -> Iterator[Result]:
    """First paint, first post, and the answer to a key pressed at that moment."""
    commands = [floor()]
    if shutil.which("less"):
        biggest = bench.dump(bench.posts[-1])
        commands.append(
            {"name": "less", "cmd": ["less", "-n", str(biggest)], "ready": first_words(biggest)}
        )
    for count in bench.posts:
        path = bench.dump(count)
        key = {"name": "key", "keys": "J", "wait": r"/\A[^\n]*#2\b/", "timeout": 60}
        # The place that one run leaves is where the next begins: back to the words waited for.
        back = {"name": "back", "keys": "gg", "wait": r"/\A[^\n]*#1\b/", "timeout": 60}
        steps = [key, back]
        commands.append(ours(f"{count:,} posts", path, first_words(path), steps=steps, settle0=0))
    results = bench.run(commands)
    base = results["floor"]["first_paint"]["med"]
    yield Result("floor: first paint", f"{base * 1e3:.0f} ms", "", None)
    if "less" in results:
        yield Result(
            "less: first paint", f"{results['less']['ready']['med'] * 1e3:.0f} ms", "", None
        )
    for count in bench.posts:
        found = results[f"{count:,} posts"]
        yield _ratio(f"{count:,} posts: first post painted", found["ready"], base, 0.3)
        key = found["steps"]["key"]["lat"]
        if key is None:
            yield Result(f"{count:,} posts: first key answered", "never", "", False)
            continue
        answered = {"med": found["ready"]["med"] + key["med"]}
        asked = {10: None, 1000: 1.4, 10000: 1.4}.get(count, 1.6)
        yield _ratio(f"{count:,} posts: first key answered", answered, base, asked)


def _ratio(what: str, measured: dict[str, float], base: float, asked: float | None) -> Result:
    ratio = measured["med"] / base
    shown = f"{measured['med'] * 1e3:.0f} ms, {ratio:.2f}× the floor"
    if asked is None:
        return Result(what, shown, "", None)
    return Result(what, shown, f"≤ {asked}×", ratio <= asked)


def move(bench: Bench) -> Iterator[Result]:
    """Page down, post to post, fold, and the end, in the largest dump once it is loaded."""
    count = bench.posts[-1]
    loaded = rf"{count:,} posts"
    steps = [
        {"name": "page down", "keys": "{pgdn}", "wait": "settle:25", "repeat": 150},
        {"name": "next post", "keys": "J", "wait": "settle:25", "repeat": 150},
        {"name": "to a quote", "keys": "{tab}", "wait": "settle:25"},
        {"name": "fold", "keys": "{enter}", "wait": "settle:25", "repeat": 150},
        {"name": "to the end", "keys": "G", "wait": r"/\A[^\n]*100%/"},
        {"name": "to the top", "keys": "gg", "wait": r"/\A[^\n]*#1\//"},
    ]
    results = bench.run([ours("moves", bench.dump(count), loaded, steps=steps)], 2)
    found = results["moves"]["steps"]
    for name in ("page down", "next post", "fold"):
        times = found[name]["lat"]
        median, late = times["med"] * 1e3, times.get("p99", times["max"]) * 1e3
        shown = f"median {median:.1f} ms, 99th percentile {late:.1f} ms"
        yield Result(
            f"{count:,} posts: {name}", shown, "≤ 12 and 33 ms", median <= 12 and late <= 33
        )
    end = found["to the end"]["lat"]
    yield Result(
        f"{count:,} posts: to the end",
        f"{end['med'] * 1e3:.0f} ms" if end else "never",
        "≤ 50 ms",
        bool(end) and end["med"] <= 0.05,
    )


def search(bench: Bench) -> Iterator[Result]:
    """A rare word, 90% of the way down the largest dump: from Enter to the hit on the screen."""
    count = bench.posts[-1]
    step = {"name": "rare word", "keys": "/zyxwquark{enter}", "wait": "/FOUNDIT-90/"}
    path = bench.dump(count)
    commands = [ours("ours", path, rf"{count:,} posts", steps=[step | {"timeout": 60}])]
    if shutil.which("less"):
        less = {"name": "less", "cmd": ["less", "-n", str(path)], "ready": first_words(path)}
        commands.append(less | {"steps": [step | {"timeout": 60}]})
    results = bench.run(commands)
    for name, asked in (("ours", 0.1), ("less", None)):
        if name not in results:
            continue
        found = results[name]["steps"].get("rare word", {}).get("lat")
        shown = f"{found['med'] * 1e3:.0f} ms" if found else "never"
        what = f"{count:,} posts: a rare word" + ("" if name == "ours" else " (less)")
        holds = None if asked is None else bool(found) and found["med"] <= asked
        yield Result(what, shown, "≤ 100 ms" if asked else "", holds)


_RECOVER = """
import resource, sys, time
from threadview.dump import open_dump
from threadview.reading import read_thread
began = time.process_time()
thread = read_thread(open_dump(sys.argv[1]))
print(time.process_time() - began, len(thread.posts),
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def recover(bench: Bench) -> Iterator[Result]:
    """Structure and quotes of whole dumps, without a screen: megabytes a second of one
    processor, and linear; then the same of whole pages, with all their furniture."""
    speed: dict[int, float] = {}
    for count in (10_000, 100_000):
        path = bench.dump(count)
        megabytes = path.stat().st_size / 1e6
        best = min(_recovered(path) for _ in range(2))
        speed[count] = megabytes / best
        shown = f"{speed[count]:.1f} MB/s ({best:.1f} s)"
        yield Result(f"{count:,} posts: recovery", shown, "≥ 10 MB/s", speed[count] >= 10)
    ratio = speed[10_000] / speed[100_000]
    yield Result("time a post, 100,000 against 10,000", f"{ratio:.2f}×", "linear", ratio <= 1.25)
    for engine in ENGINES:
        path = bench.pages(engine)
        rate = path.stat().st_size / 1e6 / min(_recovered(path) for _ in range(2))
        yield Result(f"whole pages, {engine}: recovery", f"{rate:.1f} MB/s", "≥ 4 MB/s", rate >= 4)


def _recovered(path: Path) -> float:
    environ = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", _RECOVER, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environ)
    return float(done.stdout.split()[0])


def memory(bench: Bench) -> Iterator[Result]:
    """Peak memory of the screen with everything loaded, with and without an emoji in a post."""
    commands = []
    for count in (1000, bench.posts[-1]):
        for emoji in (False, True):
            name = f"{count:,} posts" + (", one emoji" if emoji else "")
            ready = rf"{count:,} posts"
            commands.append(ours(name, bench.dump(count, emoji), ready, settle0=800))
    results = bench.run(commands, 1)
    for count in (1000, bench.posts[-1]):
        for emoji in (False, True):
            name = f"{count:,} posts" + (", one emoji" if emoji else "")
            size = bench.dump(count, emoji).stat().st_size / 1e6
            peak = results[name]["rss_mb"]["med"]
            if count == 1000:
                shown, asked = f"{peak - size:.0f} MB above the file", "≤ 60 MB"
                yield Result(f"{name}: peak", shown, asked, peak - size <= 60)
            else:
                shown, asked = f"{peak:.0f} MB, {peak / size:.2f}× the file", "≤ 2.5×"
                yield Result(f"{name}: peak", shown, asked, peak <= 2.5 * size)


SECTIONS: dict[str, Callable[[Bench], Iterator[Result]]] = {
    "start": start,
    "move": move,
    "search": search,
    "recover": recover,
    "memory": memory,
}


def load_harness() -> ModuleType:
    """ptybench, from beside the repository."""
    path = BENCH / "ptybench.py"
    if not path.exists():
        raise SystemExit(f"skipped: the harness is not there ({path})")
    spec = spec_from_file_location("ptybench", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Measure, print the table; 1 when something asked for does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, default=5, help="repetitions, interleaved")
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, with commas")
    parser.add_argument("--posts", default="10,1000,10000,100000", help="thread lengths")
    parser.add_argument("--data", default=f"{tempfile.gettempdir()}/threadview-bench")
    parser.add_argument("--json", metavar="FILE", help="write the rows there as well")
    options = parser.parse_args()
    harness = load_harness()
    data = Path(options.data)
    data.mkdir(parents=True, exist_ok=True)
    posts = [int(count) for count in options.posts.split(",")]
    bench = Bench(harness, data, options.reps, posts)
    sys.setswitchinterval(0.0005)
    rows = [row for name in options.only.split(",") for row in SECTIONS[name](bench)]
    print("\n| | measured | asked | |\n|---|---|---|---|")
    for row in rows:
        verdict = {True: "holds", False: "DOES NOT HOLD", None: ""}[row.holds]
        print(f"| {row.what} | {row.measured} | {row.asked} | {verdict} |")
    if options.json:
        Path(options.json).write_text(json.dumps([row._asdict() for row in rows], indent=1))
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
