"""Whole screens, kept as pictures: what the reading view and its panels look like.

`pytest tests/ui/test_snapshots.py --snapshot-update` keeps new ones, after looking at them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from threadview.request import Looks, Opening, Request
from threadview.ui.app import ThreadviewApp
from ui.made import LEDGER, write

Compare = Callable[..., bool]

SCREENS: dict[str, tuple[tuple[int, int], str, str]] = {
    "dark": ((80, 24), "dark", ""),
    "light-unfolded": ((80, 40), "light", "z R"),
    "sixteen-colours": ((80, 24), "ansi", "tab enter"),
    "narrow": ((40, 12), "dark", "2 G"),
    "wide-outline": ((160, 30), "dark", "3 G o"),
    "tree": ((100, 24), "dark", "O l"),
    "results": ((100, 30), "dark", "slash s n o w e d enter F j"),
    "participants": ((100, 24), "light", "z p"),
    "peek": ((80, 24), "dark", "2 G tab P"),
    "drift": ((80, 24), "dark", "3 G tab D"),
    "raw": ((80, 24), "dark", "2 G R"),
    "links": ((80, 24), "light", "L"),
}
"""Size, theme and keys of each."""


def pressing(keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What presses these keys once the thread is read, and waits for what they set going."""

    async def before(pilot: Pilot[None]) -> None:
        for key in ["", *keys.split()]:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            if key:
                await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return before


def app_on(folder: Path, theme: Any) -> ThreadviewApp:
    path = write(folder / "ledger.made", LEDGER)
    looks = Looks(theme=theme, mouse=False)
    return ThreadviewApp(Request((path,), Opening("made"), looks))


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, tmp_path: Path, snap_compare: Compare) -> None:
    size, theme, keys = SCREENS[name]
    app = app_on(tmp_path, theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))


def test_screen_without_colours(
    tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(tmp_path, "dark")
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("tab enter"))
