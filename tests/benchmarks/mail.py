"""Large mailboxes: how soon their threads can be chosen from, beside a bare Textual app and mutt.

    python tests/benchmarks/mail.py [--counts 10000,100000] [--reps 5] [--data DIR] [--keep]

What issue 6 asks ("Speed"): the list usable within 1.5 times the bare app (2 times at a million
messages), complete within the time of neomutt without its cache, the second time within 1.3 times
the bare app, memory at most 600 MB at a million. The commands run in a real pseudo-terminal and
interleave, so that ratios hold on a busy machine; lone times do not. A dump of a million messages
takes 1.7 GB: it is deleted again unless --keep is given. Harness and generator stand beside the
repository, in ../shared/bench; without them this says so and does nothing; mutt and neomutt are
left out where they are not installed.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SOURCE = Path(__file__).parents[2] / "src"
ROW = r"\d posts? "
"""A thread in the list."""
MILLION = 1_000_000
ROOM = 5 << 30
"""Bytes that must be free before a dump of a million messages is made."""


def main() -> int:
    """Run it; 1 where a limit is missed."""
    options = arguments()
    if not (BENCH / "gen.py").exists():
        print(f"skipped: no generator in {BENCH}")
        return 0
    compileall.compile_dir(SOURCE, quiet=1)
    missed = False
    with tempfile.TemporaryDirectory() as name:
        data = Path(options.data or name)
        data.mkdir(parents=True, exist_ok=True)
        for count in options.counts:
            missed |= measured(count, data, Path(name), options)
    return int(missed)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__)
    counts = [10_000, 100_000]
    parser.add_argument(
        "--counts", type=lambda text: [int(one) for one in text.split(",")], default=counts
    )
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--data", help="where generated dumps are kept from run to run")
    parser.add_argument("--keep", action="store_true", help="keep those of a million, too")
    return parser.parse_args()


def measured(count: int, data: Path, scratch: Path, options: argparse.Namespace) -> bool:
    """Measure a mailbox of so many messages; whether a limit is missed."""
    box = data / f"mbox{count}.mbox"
    if not box.exists():
        if count >= MILLION and shutil.disk_usage(data).free < ROOM:
            print(f"{count:,} messages: skipped, {data} has no room for it")
            return False
        command = [sys.executable, str(BENCH / "gen.py"), "mbox", str(count), str(box)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    try:
        found = run(commands(count, box, scratch), options.reps, scratch)
    finally:
        if count >= MILLION and not options.keep:
            box.unlink()
    return told(count, found)


def commands(count: int, box: Path, scratch: Path) -> list[dict[str, Any]]:
    """What is run, by name."""
    python = sys.executable
    env = {"PYTHONPATH": str(SOURCE)}
    for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
        env[f"XDG_{kind}_HOME"] = str(scratch / kind.lower())
    ours = {"cmd": [python, "-m", "threadview", str(box)], "env": env, "timeout": 300}
    forget = f"rm -rf {scratch}/cache"
    # The title says "so far" until all threads are known.
    complete = r"[\d,]+ threads *\n"
    found: list[dict[str, Any]] = [
        {"name": "bare Textual", "cmd": [python, str(BENCH / "floor_app.py")], "ready": "READY"},
        {"name": "first: usable", **ours, "ready": ROW, "pre": forget},
        {"name": "first: complete", **ours, "ready": complete, "pre": forget},
        {"name": "second: usable", **ours, "ready": ROW},
    ]
    if count >= MILLION:
        return found
    for name in ("mutt", "neomutt"):
        if shutil.which(name):
            # Otherwise they ask first whether to make a folder for mail.
            settings = f"set folder={scratch}"
            command = [name, "-n", "-F", "/dev/null", "-e", settings, "-R", "-f", str(box)]
            # Both draw their list when all of it is known; what stands in it is a date.
            ready = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d\d"
            found.append({"name": name, "cmd": command, "ready": ready, "timeout": 120})
    return found


def run(commands: list[dict[str, Any]], reps: int, scratch: Path) -> dict[str, dict[str, float]]:
    """Seconds until ready, megabytes at most, and seconds of processor time until ready and
    leaving, of each command: medians of interleaved runs."""
    spec, out = scratch / "spec.json", scratch / "out.json"
    spec.write_text(json.dumps({"size": [100, 40], "reps": reps, "commands": commands}))
    harness = [sys.executable, str(BENCH / "ptybench.py"), str(spec), "-o", str(out)]
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(harness, check=True, stdout=subprocess.DEVNULL, env=env)
    found = {}
    for name, result in json.loads(out.read_text())["results"].items():
        if result["ready"] is None:
            print(f"{name}: {result.get('problem')}")
            continue
        found[name] = {
            "seconds": result["ready"]["med"],
            "megabytes": result["rss_mb"]["max"],
            "cpu": result["cpu_s"]["med"],
        }
    return found


def told(count: int, found: dict[str, dict[str, float]]) -> bool:
    """Print the table; whether a limit is missed."""
    floor = found["bare Textual"]["seconds"]
    limits = {
        "first: usable": (2.0 if count >= MILLION else 1.5) * floor,
        "second: usable": 1.3 * floor,
    }
    if "neomutt" in found:
        limits["first: complete"] = found["neomutt"]["seconds"]
    missed = False
    print(f"{count:,} messages")
    for name, one in found.items():
        limit = limits.get(name)
        asked = f"  at most {limit * 1000:,.0f}" if limit else ""
        over = limit is not None and one["seconds"] > limit
        missed |= over
        asked += "  MISSED" if over else ""
        print(
            f"  {name:<16} {one['seconds'] * 1000:9,.0f} ms  {one['seconds'] / floor:6.2f} of bare"
            f"  {one['cpu'] * 1000:7,.0f} ms CPU  {one['megabytes']:6.0f} MB{asked}"
        )
    if count >= MILLION and found["first: complete"]["megabytes"] > 600:
        print("  memory: MISSED, at most 600 MB")
        missed = True
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
