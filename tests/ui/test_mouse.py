"""The mouse: wheel, clicks on what does something, dragging a selection."""

from __future__ import annotations

from textual.events import MouseScrollDown

from threadview.model import logical_text
from threadview.ui.thread_view import ThreadView
from threadview.wrap import cells
from ui.made import LEDGER, Reading, opened


def cell(reading: Reading, text: str) -> tuple[int, int]:
    """The column and row of a text on the screen, in cells."""
    for y, row in enumerate(reading.rows()):
        if text in row:
            return cells(row[: row.index(text)]), y
    raise AssertionError(f"{text!r} is not on the screen:\n{reading.screen()}")


async def click(reading: Reading, text: str, right: int = 0) -> None:
    x, y = cell(reading, text)
    await reading.pilot.click(offset=(x + right, y))
    await reading.settle()


async def drag(reading: Reading, start: tuple[int, int], end: tuple[int, int]) -> None:
    await reading.pilot.mouse_down(offset=start)
    await reading.pilot.hover(offset=end)
    await reading.pilot.mouse_up(offset=end)
    await reading.settle()


async def test_the_wheel_scrolls(ledger: str) -> None:
    async with opened(ledger) as reading:
        words = reading.words()
        view = reading.reader.query_one(ThreadView)
        await reading.pilot._post_mouse_events(
            [MouseScrollDown],
            widget=view,
            button=0,
        )
        await reading.settle()
        assert reading.words()[:-3] == words[3:]


async def test_a_click_folds_a_quote_and_furniture(ledger: str) -> None:
    async with opened(ledger) as reading:
        await click(reading, "▸ marlin")
        assert "▾ marlin · #1" in reading.screen()
        await click(reading, "▾ marlin")
        assert "▸ marlin · #1" in reading.screen()
        await click(reading, "page furniture", 3)
        assert "Share" in reading.screen()


async def test_a_click_on_a_source_goes_there_and_back(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("3", "G")
        await click(reading, "· #1 ·", 3)
        assert reading.number == 1
        await reading.press("ctrl+o")
        assert reading.top.post == 2


async def test_a_click_on_who_quotes_this(ledger: str) -> None:
    async with opened(ledger) as reading:
        await click(reading, "quoted by #2", 11)
        assert reading.number == 2
        await reading.press("g", "g")
        await click(reading, "quoted by", 2)
        assert "Posts that quote #1" in reading.screen()


async def test_a_click_on_a_link_asks_first(ledger: str) -> None:
    async with opened(ledger) as reading:
        await click(reading, "https://example.org", 4)
        assert "Open this link?" in reading.screen()
        await reading.press("escape")
        assert reading.app.screen is reading.reader


async def test_a_click_on_the_scroll_bar_goes_there(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.pilot.click(offset=(79, 12))
        await reading.settle()
        assert 4 <= reading.top.post <= 8


async def test_a_selection_across_posts_survives_whatever_happens(ledger: str) -> None:
    async with opened(ledger) as reading:
        await drag(reading, cell(reading, "keepers signed"), cell(reading, "snowed in. My"))
        reading.reader.action_copy_selection()
        await reading.settle()
        copied = reading.app.clipboard
        assert copied.startswith("keepers signed it.")
        assert copied.endswith("They were ")
        assert logical_text(LEDGER[1]).startswith(copied.partition("\n\n")[2].partition("\n\n")[0])
        await reading.pilot.resize_terminal(40, 12)
        await reading.press("z", "R", "G", "g", "g")
        await reading.press("ctrl+c")
        assert reading.app.clipboard == copied
        await reading.press("escape", "ctrl+c")
        assert "nothing is selected" in reading.said()


async def test_dragging_beyond_the_edge_scrolls(ledger: str) -> None:
    async with opened(ledger, size=(80, 10)) as reading:
        await reading.pilot.mouse_down(offset=cell(reading, "Two keepers"))
        for _ in range(8):
            await reading.pilot.hover(offset=(20, 9))
        await reading.pilot.mouse_up(offset=(20, 9))
        await reading.settle()
        assert reading.top.post > 0 or reading.top.block > 0
        selection = reading.reader.view.selection
        assert selection is not None
        assert selection.cursor.post > 0


async def test_a_plain_click_selects_nothing(ledger: str) -> None:
    async with opened(ledger) as reading:
        await click(reading, "Two keepers")
        assert reading.reader.view.selection is None


async def test_a_click_ends_a_selection(ledger: str) -> None:
    async with opened(ledger) as reading:
        await drag(reading, cell(reading, "keepers signed"), cell(reading, "snowed in. My"))
        assert reading.reader.view.selection is not None
        await click(reading, "Two keepers")
        assert reading.reader.view.selection is None
        await reading.press("v", "w")
        await click(reading, "Two keepers")
        assert not reading.reader.selecting


async def test_a_click_in_a_panel_goes_there(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("o")
        await click(reading, "gull Rats")
        assert reading.number == 12
