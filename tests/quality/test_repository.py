"""The shape of the repository: few names at the top, small modules, no rooms without a noun."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
PACKAGE = REPOSITORY / "src" / "threadview"
MODULES = sorted(PACKAGE.rglob("*.py"))

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "sample_threads",
    "src",
    "tests",
}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
LINES = 400
FUNCTION = 50


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_top_level_holds_only_what_belongs_there() -> None:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git work tree")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= TOP


def test_names_are_nouns() -> None:
    for path in REPOSITORY.glob("*/**/*.py"):
        if ".venv" not in path.parts:
            assert path.stem not in NAMELESS, path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_small_and_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)

    assert len(source.splitlines()) <= LINES
    assert ast.get_docstring(tree), "no docstring"
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert not long


def test_only_the_screen_knows_textual() -> None:
    """And of Rich, only `rich.cells`, outside of it."""
    for path in MODULES:
        if path.is_relative_to(PACKAGE / "ui"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                assert name.split(".")[0] != "textual", path
                assert name.split(".")[0] != "rich" or name == "rich.cells", path
