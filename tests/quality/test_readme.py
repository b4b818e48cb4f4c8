"""README.md keeps its word: the two commands, and nothing promised that is not there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
FIRST_SCREEN = 30
"""Lines that somebody sees without scrolling."""


def commands(lines: list[str]) -> list[str]:
    """The lines inside the fenced blocks of a shell."""
    fenced, found = False, []
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced and line.strip() == "```sh"
        elif fenced:
            found.append(line)
    return found


def test_first_screen_has_two_commands() -> None:
    """One opens the samples in the reader, one passes the tests; neither needs a venv package."""
    opens, tests = commands(README.splitlines()[:FIRST_SCREEN])

    for command in (opens, tests):
        assert command.startswith("python3 -m venv --without-pip .venv && ")
    assert opens.endswith(".venv/bin/threadview sample_threads/")
    assert tests.endswith(".venv/bin/python -m pytest")


def test_ci_runs_the_second_command(tmp_path: Path) -> None:
    """`.ci/run` reads the command out of README: a copy with another command runs that one."""
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


def test_every_sample_is_listed() -> None:
    for path in (REPOSITORY / "sample_threads").glob("*.txt"):
        assert path.name in README
