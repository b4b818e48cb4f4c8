"""What is installed: everything that is needed, and nothing undeclared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
SOURCE = REPOSITORY / "src"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]

MODULE_OF = {
    "markdown-it-py": "markdown_it",
    "backports.zstd": "backports",
    "google-re2": "re2",
    "python-dateutil": "dateutil",
}
"""Where a distribution's module is not its name with underscores."""


def imported() -> set[str]:
    """The first names of everything that the program imports, wherever it does."""
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module":
                named = node.args[0]
                if isinstance(named, ast.Constant):
                    names.add(str(named.value).split(".")[0])
    return names


def test_dependencies_are_those_that_are_imported() -> None:
    extras = [*PROJECT["optional-dependencies"].items()]
    lines = PROJECT["dependencies"] + [
        line for name, own in extras if name != "dev" for line in own
    ]
    declared = {re.split(r"[^\w.-]", line)[0] for line in lines}
    modules = {MODULE_OF.get(name, name.replace("-", "_")) for name in declared}

    # Of Python 3.14 and later, where it stands in for backports.zstd.
    newer = {"compression"}
    assert imported() - set(sys.stdlib_module_names) - {"threadview"} - newer == modules


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as pip would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("threadview/")}
    written = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert packed == written
    assert "threadview/py.typed" in packed


def test_the_wheel_works_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    sample = REPOSITORY / "sample_threads" / "log-of-the-cormorant.txt"

    done = subprocess.run(
        [sys.executable, "-m", "threadview", "export", "--to", "text", str(sample)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert "smells of onions" in done.stdout.decode()
