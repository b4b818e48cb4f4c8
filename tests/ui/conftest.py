"""Threads for the tests of the screen, and the format they are written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview import formats
from ui.made import LEDGER, TABLE, write


@pytest.fixture(autouse=True)
def made_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own format is known; the terminal has every colour."""
    monkeypatch.setattr(formats, "OWN", TABLE)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TMUX", raising=False)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A thread of a dozen posts with everything in it."""
    return write(tmp_path / "ledger.made", LEDGER)
