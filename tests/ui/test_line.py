"""The line to type in: what stands at the cursor is in sight, however long the text."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from threadview.ui.line import Line


class Typing(App[None]):
    """Nothing but a line."""

    def compose(self) -> ComposeResult:
        yield Line()


async def test_a_text_wider_than_the_line_moves_along_with_the_cursor() -> None:
    async with Typing().run_test(size=(20, 3)) as pilot:
        line = pilot.app.query_one(Line)
        await pilot.press(*"abcdefghijklmnopqrstuvwxyz")
        assert line.render_line(0).text.rstrip() == "hijklmnopqrstuvwxyz"
        await pilot.press("home")
        assert line.render_line(0).text.startswith("abcdefghijklmnopqrst")
        await pilot.press("end", *["backspace"] * 20)
        assert line.render_line(0).text.rstrip() == "abcdef"


async def test_a_letter_lays_nothing_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is on the screen is where it was."""
    async with Typing().run_test(size=(20, 3)) as pilot:
        await pilot.press("a")
        laid: list[str] = []
        monkeypatch.setattr(pilot.app.screen, "_refresh_layout", lambda *_, **__: laid.append(""))
        await pilot.press(*"bcd", "backspace")
        assert laid == []
        assert pilot.app.query_one(Line).value == "abc"
