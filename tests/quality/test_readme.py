"""README.md and the pages that it leads to keep their word: commands, tables, links, an example."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest

from threadview.cli import COMMANDS
from threadview.config import DEFAULT
from threadview.dump import open_dump
from threadview.export.json import write_json
from threadview.formats import OWN
from threadview.keys import KEYS, SELECT_KEYS, key_shown
from threadview.layout.geometry import geometry
from threadview.layout.items import View
from threadview.layout.screen import thread_rows
from threadview.layout.window import Window
from threadview.outline import Folds, Outline, Place
from threadview.reading import Reading
from threadview.search import HELP
from threadview.ui.help import MARKS

REPOSITORY = Path(__file__).parent.parent.parent
PATH = REPOSITORY / "README.md"
README = PATH.read_text(encoding="utf-8")
PACKAGE = REPOSITORY / "src" / "threadview"
PAGES = [PATH, *sorted(PACKAGE.rglob("*.md"))]
"""What is written for people to read: README, and the pages beside what they describe."""
FIRST_SCREEN = 24
"""Lines that somebody sees without scrolling."""

PICTURED = REPOSITORY / "sample_threads" / "a-pie-needs-a-bottom.txt"
POSTS = range(2, 5)
"""The sample that README shows as a scrape and as a screen, and which of its posts."""
COLUMNS = 88
UNBROKEN = "\u2007"
"""A space at which no line ends."""


def commands(lines: list[str]) -> list[str]:
    """The lines inside the fenced blocks of a shell."""
    fenced, found = False, []
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced and line.strip() == "```sh"
        elif fenced:
            found.append(line)
    return found


def key_tables() -> str:
    """Every binding by group: keys, what it does, and the id that a keymap names."""
    parts = []
    every = [*KEYS, *SELECT_KEYS]
    for group in dict.fromkeys(key.group for key in every):
        lines = [f"**{group}**\n", "| keys | what | id |", "|---|---|---|"]
        for key in every:
            if key.group == group:
                shown = [key_shown(part) for part in key.keys.split(",")]
                keys = " ".join("`" + one.replace("|", "\\|") + "`" for one in shown)
                lines.append(f"| {keys} | {key.what} | `{key.id}` |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def query_language() -> str:
    return f"```text\n{HELP}\n```"


def format_table() -> str:
    """Every own format, in the first sentence of its module."""
    lines = ["| name | what |", "|---|---|"]
    for listed in OWN:
        what = (import_module(listed.module).__doc__ or "").split("\n\n")[0]
        what = " ".join(what.split()).removesuffix(".").replace("|", "\\|")
        lines.append(f"| `{listed.name}` | {what} |")
    return "\n".join(lines)


def mark_table() -> str:
    """What the help of the screen says of its signs."""
    return "\n".join(
        ["| mark | meaning |", "|---|---|", *(f"| `{mark}` | {what} |" for mark, what in MARKS)]
    )


def default_config() -> str:
    return f"```toml\n{DEFAULT.rstrip()}\n```"


def test_first_screen_has_two_commands() -> None:
    """One opens the samples in the reader, one passes the tests; neither needs a venv package."""
    opens, tests = commands(README.splitlines()[:FIRST_SCREEN])

    for command in (opens, tests):
        assert command.startswith("python3 -m venv --without-pip .venv && ")
    assert opens.endswith(".venv/bin/threadview sample_threads/")
    assert tests.endswith(".venv/bin/python -m pytest")


def test_ci_runs_the_second_command(tmp_path: Path) -> None:
    """`.ci/run` reads the command out of README, and fails as it fails."""
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "run"
    script.write_text((REPOSITORY / ".ci" / "run").read_text(encoding="utf-8"), encoding="utf-8")
    _, tests = commands(README.splitlines()[:FIRST_SCREEN])
    (tmp_path / "README.md").write_text(f"{tests}\n", encoding="utf-8")
    fake = tmp_path / "bin"
    fake.mkdir()
    python = fake / "python3"
    python.write_text('#!/bin/sh\necho "ran: $*"\necho "=== 3 passed in 1s ==="\nexit 7\n')
    python.chmod(0o755)

    done = subprocess.run(
        ["bash", str(script)],
        env={**os.environ, "PATH": f"{fake}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    lines = done.stdout.splitlines()
    assert lines[0] == f"$ {tests}"
    assert lines[1] == "ran: -m venv --without-pip .venv"
    assert lines[-1] == "=== 3 passed in 1s ==="
    assert done.returncode == 1


def scrape() -> str:
    """The pictured posts as they stand in the dump, long lines wrapped."""
    bodies = PICTURED.read_text(encoding="utf-8").split("\n\xa0\n")
    lines = "\n\n".join(bodies[POSTS.start - 1 : POSTS.stop - 1]).splitlines()
    wrapped = [textwrap.fill(line, COLUMNS) for line in lines]
    return "```text\n" + "\n".join(wrapped) + "\n```"


def screen() -> str:
    """The pictured posts as the reader shows them."""
    dump = open_dump(str(PICTURED))
    reading = Reading(dump)
    reading.pull()
    outline = Outline(reading.thread.posts, Folds("known"))
    window = Window(View(reading.thread, outline, geometry(COLUMNS + 1)), 60)
    window.go(Place(POSTS.start - 1))
    rows = ["".join(run.text for run in row) for row in thread_rows(window, window.sight())]
    dump.close()
    last = next(at for at, row in enumerate(rows) if f"#{POSTS.stop} " in row) - 1
    return "```text\n" + "\n".join(row[:-1].rstrip() for row in rows[:last]) + "\n```"


def exported() -> str:
    """A sample's JSON, with one of its posts, some of its spans, and long texts cut."""
    out = BytesIO()
    dump = open_dump(str(PICTURED))
    reading = Reading(dump)
    reading.pull()
    write_json(reading.thread, dump, out)
    dump.close()
    whole = json.loads(out.getvalue())
    whole["source"]["path"] = PICTURED.name
    whole["posts"] = whole["posts"][POSTS.start : POSTS.start + 1]
    whole["spans"] = whole["spans"][:4]
    rows = [
        textwrap.fill(f'"{key}": {json.dumps(_cut(value), ensure_ascii=False)}', COLUMNS).replace(
            "\n", "\n     "
        )
        for key, value in whole.items()
    ]
    return "```json\n{" + ",\n ".join(rows).replace(UNBROKEN, " ") + "}\n```"


def _cut(value: object) -> object:
    """A value with only the first words of its texts, which no line end parts."""
    if isinstance(value, str):
        short = value if len(value) <= 52 else f"{value[:24]}…"
        return short.replace(" ", UNBROKEN)
    if isinstance(value, list):
        return [_cut(one) for one in value]
    return {key: _cut(one) for key, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("page", "name", "made"),
    [
        (PATH, "scrape", scrape),
        (PATH, "screen", screen),
        (PATH, "marks", mark_table),
        (PATH, "formats", format_table),
        (PACKAGE / "export" / "README.md", "json", exported),
        (PACKAGE / "keys.md", "keys", key_tables),
        (PACKAGE / "keys.md", "config", default_config),
        (PACKAGE / "search" / "README.md", "query", query_language),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_made_from_code_is_fresh(
    page: Path, name: str, made: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    begin, end = f"<!-- {name} -->\n\n", f"\n\n<!-- /{name} -->"
    text = page.read_text(encoding="utf-8")
    start, stop = text.index(begin) + len(begin), text.index(end)
    if request.config.getoption("--regenerate-golden"):
        text = text[:start] + made() + text[stop:]
        page.write_text(text, encoding="utf-8")
        stop = text.index(end)

    assert text[start:stop] == made(), "stale: pytest tests/quality --regenerate-golden"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every page is led to from README, and what a page leads to is there."""
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
    assert page == PATH or f"({page.relative_to(REPOSITORY)})" in README


def test_every_sample_is_told_of() -> None:
    rows = set(re.findall(r"^\| `(.+?\.txt)` \|", README, re.MULTILINE))

    assert rows == {path.name for path in (REPOSITORY / "sample_threads").glob("*.txt")}
    for folder in (REPOSITORY / "sample_threads").iterdir():
        assert folder.is_file() or f"`sample_threads/{folder.name}/`" in README


def test_every_command_is_told_of() -> None:
    for command in COMMANDS:
        assert f"threadview {command} " in README


def test_the_example_runs(tmp_path: Path) -> None:
    example = README[README.index("```python\n") + len("```python\n") :]
    example = example[: example.index("```")]

    done = subprocess.run(
        [sys.executable, "-c", example], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "peppermint" in done.stdout.lower()
