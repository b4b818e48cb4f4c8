"""Any terminal: from one cell to a wall, nothing crashes and no row is wider than the screen."""

from __future__ import annotations

import pytest

from ui.made import Reading, opened

SIZES = [(1, 1), (3, 2), (7, 3), (20, 5), (40, 10), (80, 24), (200, 60)]

VIEWS = (
    ["J", "tab", "enter"],
    ["R", "J", "R"],
    ["o", "escape"],
    ["O", "escape"],
    ["z", "p", "escape"],
    ["question_mark", "escape"],
    ["L", "escape"],
    ["2", "G", "tab", "P", "escape"],
    ["3", "G", "tab", "D", "escape"],
    ["z", "escape"],
    ["slash", "o", "i", "l", "enter", "F", "escape", "escape"],
    ["v", "J", "escape"],
)


@pytest.mark.parametrize("size", SIZES)
async def test_every_view_at_every_size(ledger: str, size: tuple[int, int]) -> None:
    async with opened(ledger, size=size) as reading:
        for keys in VIEWS:
            await reading.press(*keys[:-1])
            assert reading.too_wide() == [], keys
            assert len(reading.rows()) == size[1]
            await reading.press(keys[-1])


async def resized(reading: Reading, width: int, height: int) -> None:
    await reading.pilot.resize_terminal(width, height)
    await reading.settle()


async def test_a_resize_keeps_the_same_words_under_the_eye(ledger: str) -> None:
    async with opened(ledger, size=(80, 12)) as reading:
        await reading.press("7", "G", "j", "j")
        first = reading.words()[0].split()[0]
        for width, height in ((40, 10), (30, 20), (200, 60), (61, 7), (80, 12)):
            await resized(reading, width, height)
            assert first in reading.words()[0] or first in reading.screen()
        top = reading.top
        await resized(reading, 80, 12)
        assert reading.top == top
        assert reading.top.post == 6


async def test_wide_screens_centre_the_column(ledger: str) -> None:
    async with opened(ledger, size=(200, 40)) as reading:
        row = next(row for row in reading.rows() if "Two keepers signed it" in row)
        left = len(row) - len(row.lstrip("▌ "))
        assert 50 < left < 70
        await reading.press("o")
        row = next(row for row in reading.rows() if "Two keepers signed it" in row)
        assert 15 < len(row) - len(row.lstrip("▌ ")) < left


async def test_a_panel_is_beside_the_thread_or_below_it_whatever_becomes_of_the_screen(
    ledger: str,
) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("o")
        assert "12 posts" in reading.rows()[1]
        await resized(reading, 50, 30)
        assert "12 posts" not in reading.rows()[1]
        assert any(row.startswith(" 12 posts") for row in reading.rows())
        await resized(reading, 120, 30)
        assert "12 posts" in reading.rows()[1]
