"""Whole screens with notes and corrections, kept as pictures.

`pytest tests/ui/test_note_snapshots.py --snapshot-update` keeps new ones, after looking at them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from threadview.corrections import Correction
from threadview.desk import Desk, identify
from threadview.model import Source, Thread
from threadview.notebook import Note
from threadview.request import Looks, Opening, Request
from threadview.ui.app import ThreadviewApp
from ui.made import LEDGER, write
from ui.test_snapshots import pressing

SCREENS: dict[str, tuple[tuple[int, int], Any, str]] = {
    "beside": ((150, 30), "dark", "2 G"),
    "below": ((80, 24), "light", "1 G right_square_bracket enter"),
    "panel": ((80, 30), "dark", "A"),
    "writing": ((40, 12), "dark", "5 G v e a h i"),
}
"""Size, theme and keys of each."""


def noted(path: Path, dump: str) -> None:
    """A notebook with a note of each kind, and a correction."""
    thread = Thread(Source(dump, "made", "utf-8"), "The keeper's ledger", posts=list(LEDGER))
    desk = Desk(path, thread, identify(thread))

    def add(kind: Any, target: Any, spans: Any, body: str = "", **more: Any) -> None:
        anchors = desk.anchors(spans) if spans else desk.anchor_of(1)
        desk.add(Note("", "", kind, target, anchors, body, **more))

    add("note", "post", [], "Ask the museum about the diary.\n\nTwice, if need be.", tags=("todo",))
    add("highlight", "passage", [(0, 4, 7)], colour="green")
    add("note", "quote", [(1, 0, 73)], "never *empty*", colour="pink")
    add("highlight", "passage", [(1, 75, 95)], colour="blue")
    add("star", "post", [])
    desk.correct(Correction("", "", "author", desk.anchor_of(2), "petrel"))
    desk.close()


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    size, theme, keys = SCREENS[name]
    dump, notebook = write(tmp_path / "ledger.made", LEDGER), tmp_path / "notes.sqlite3"
    noted(notebook, dump)
    looks = Looks(theme=theme, mouse=False)
    app = ThreadviewApp(Request((dump,), Opening("made"), looks, notebook=str(notebook)))
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))
