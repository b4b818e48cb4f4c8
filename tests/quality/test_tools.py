"""The checkers find nothing: ruff, mypy, import-linter. Run as a person would run them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
SCRIPTS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_checker_finds_nothing(command: list[str]) -> None:
    """Style, form, types and the direction of imports."""
    tool = SCRIPTS / command[0]
    if not tool.exists():
        pytest.fail(f"{tool} is missing: install the extra `dev`")

    done = subprocess.run(
        [tool, *command[1:]], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
