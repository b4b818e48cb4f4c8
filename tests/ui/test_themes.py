"""Themes: stock widgets in the palette's colours, the terminal's own colours left alone."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color

from threadview.palette import resolve
from threadview.request import Looks
from ui.made import Reading, opened

SCREENS: tuple[list[str], ...] = (
    [],
    ["o"],
    ["slash", "o"],
    ["L"],
    ["question_mark"],
    ["J", "tab", "P"],
    ["3", "G", "tab", "D"],
    ["colon"],
)


def styles(reading: Reading) -> set[Style]:
    """Every style on the screen, as it is handed to the terminal."""
    strips = reading.app.screen._compositor.render_strips()
    found = set()
    for strip in strips:
        for filter_ in reading.app._filters:
            if filter_.enabled:
                strip = strip.apply_filter(filter_, Color(0, 0, 0))
        found |= {segment.style for segment in strip if segment.style is not None}
    return found


@pytest.mark.parametrize("keys", SCREENS, ids=" ".join)
async def test_the_ansi_theme_paints_no_rgb(ledger: str, keys: list[str]) -> None:
    async with opened(ledger, looks=Looks(theme="ansi")) as reading:
        await reading.press(*keys)
        for style in styles(reading):
            assert style.color is None or style.color.triplet is None, style
            assert style.bgcolor is None or style.bgcolor.triplet is None, style


@pytest.mark.parametrize("keys", SCREENS, ids=" ".join)
async def test_without_colours_there_are_none_and_the_row_at_hand_is_seen(
    ledger: str, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(ledger) as reading:
        await reading.press(*keys)
        for style in styles(reading):
            assert style.color is None or style.color.is_default, style
            assert style.bgcolor is None or style.bgcolor.is_default, style
        if keys in (["o"], ["L"]):
            assert any(style.reverse and style.bold is None for style in styles(reading))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("keys", SCREENS, ids=" ".join)
async def test_every_ground_is_one_of_the_palette(ledger: str, theme: str, keys: list[str]) -> None:
    looks = resolve(theme, "truecolor")  # type: ignore[arg-type]
    grounds = {look.bg for look in looks.values()} | {look.fg for look in looks.values()}
    async with opened(ledger, looks=Looks(theme=theme)) as reading:  # type: ignore[arg-type]
        await reading.press(*keys)
        modal = reading.app.screen is not reading.app.screen_stack[1]
        for style in styles(reading):
            if not modal and style.bgcolor is not None and not style.reverse:
                assert style.bgcolor.name in grounds, style


async def test_a_terminal_of_sixteen_colours_gets_its_own(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.setenv("TERM", "xterm")
    async with opened(ledger) as reading:
        await reading.press("o")
        for style in styles(reading):
            assert style.color is None or style.color.triplet is None, style
