"""A program that may not write where file modes forbid it, also where root runs the tests."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import threadview

SOURCE = Path(str(threadview.__file__)).parent.parent
BOUNDING_SET_DROP = 24
"""The operation of Linux's prctl(2) that gives a capability up for whatever is run from then on."""
OVERRIDE, SEARCH = 1, 2
"""The capabilities by which root goes past file modes (capabilities(7))."""


def give_up_power() -> None:
    """What a child does before it runs a program: root is then held to file modes as others are."""
    if sys.platform == "linux":
        for capability in (OVERRIDE, SEARCH):
            ctypes.CDLL(None).prctl(BOUNDING_SET_DROP, capability, 0, 0, 0)


def run(program: str, arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a Python program without power over file modes."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        preexec_fn=give_up_power,
        timeout=100,
        check=False,
    )


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder and what is in it may only be read meanwhile."""
    inside = [path for path in folder.rglob("*") if not path.is_symlink()]
    modes = {path: path.stat().st_mode for path in (folder, *inside)}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
