"""What the screen loads before it answers its first key: verbs load what they need when used."""

from __future__ import annotations

import subprocess
import sys

LATE = {
    "dateutil",
    "hashlib",
    "json",
    "lark",
    "selectolax",
    "sqlite3",
    "ssl",
    "textual.widgets._text_area",
    "threadview.anchors",
    "threadview.corrections",
    "threadview.desk",
    "threadview.export",
    "threadview.notebook",
    "threadview.search",
}
TEXTUALS = {"hashlib", "json", "ssl"}
"""What Textual, or asyncio for it, loads by itself where it does."""


def loaded_by(code: str) -> set[str]:
    """The modules that a piece of Python leaves loaded, of those in `LATE`."""
    report = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", report], check=True, capture_output=True, text=True
    )
    return LATE & set(done.stdout.split())


def test_the_screen_is_up_before_the_notebook_and_the_search_are_loaded() -> None:
    assert loaded_by("import threadview.ui.app, threadview.ui.driver") - TEXTUALS == set()


def test_our_own_screen_adds_nothing_heavy_to_textual() -> None:
    ours = loaded_by("import textual.app, threadview.ui.app, threadview.ui.driver")
    assert ours == loaded_by("import textual.app")
