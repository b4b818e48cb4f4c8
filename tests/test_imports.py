"""What an import costs: the library brings no screen and no database, the start-up road nothing
heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "sample_threads" / "the-lift-stops-at-13.txt"


def loaded_by(program: str) -> set[str]:
    """The names of all modules loaded once `program` has run, packages of their parts as well."""
    tell = "\nimport json as _j, sys as _s; print(_j.dumps(_before))"
    keep = "\nimport sys as _s; _before = sorted(_s.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program + keep + tell],
        capture_output=True,
        text=True,
        check=True,
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


def test_the_library_brings_neither_screen_nor_database() -> None:
    assert loaded_by("import threadview") & {"textual", "rich", "sqlite3"} == set()


def test_every_public_name_is_there() -> None:
    import threadview

    for name in threadview.__all__:
        assert getattr(threadview, name) is not None, name
    assert set(threadview.__all__) <= set(dir(threadview))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = threadview.nonsense


def test_reading_a_thread_brings_neither_screen_nor_database() -> None:
    loaded = loaded_by(
        f"import threadview; threadview.read_thread(threadview.open_dump({str(SAMPLE)!r}))"
    )

    assert loaded & {"textual", "rich", "sqlite3", "argparse", "asyncio"} == set()


HEAVY = {
    "argparse",
    "asyncio",
    "chardet",
    "dateutil",
    "hashlib",
    "importlib.metadata",
    "json",
    "mmap",
    "statistics",
    "platformdirs",
    "rich.console",
    "rich.segment",
    "rich.text",
    "sqlite3",
    "textual",
    "tomllib",
}
"""What must not be loaded before the first frame: each costs a good part of it."""


def test_the_first_frame_waits_for_nothing_heavy() -> None:
    """From the command line to the painted posts, all but the terminal itself."""
    loaded = loaded_by(
        "import threadview.cli, threadview.cli.reader, threadview.prepaint\n"
        "from threadview.dump import open_dump\n"
        "from threadview.reading import Reading\n"
        f"Reading(open_dump({str(SAMPLE)!r})).pull(8)"
    )

    assert loaded & HEAVY == set()
