"""Selecting by keyboard: every key of the selection, and what is selected then."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.model import logical_text
from ui.made import LEDGER, Reading, opened

SECOND = logical_text(LEDGER[1])
BODY = "They were snowed in. My grandfather's diary says so."


async def selected(reading: Reading) -> str:
    """What is selected, as it would be copied."""
    reading.reader.action_copy_selection()
    await reading.settle()
    return reading.app.clipboard


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["l", "l"], "The"),
        (["right", "h"], "T"),
        (["3", "l", "left"], "The"),
        (["w"], "They"),
        (["w", "w", "w"], "They were snowed"),
        (["w", "b"], "T"),
        (["2", "w", "b"], "They"),
        (["2", "w", "h"], "They were"),
        (["w", "l"], "They we"),
        (["e"], "They"),
        (["2", "e"], "They were"),
        (["right_parenthesis"], "They were snowed in. "),
        (["right_parenthesis", "h"], "They were snowed in. "),
        (["right_parenthesis", "left_parenthesis"], "T"),
        (["J"], SECOND[SECOND.index(BODY) :]),
        (["right_curly_bracket"], BODY),
        (["i", "w"], "They"),
        (["i", "s"], "They were snowed in."),
        (["i", "p"], BODY),
        (["j", "k"], "T"),
        (["down", "up"], "T"),
    ],
)
async def test_a_motion_extends_the_selection(ledger: str, keys: list[str], words: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "z", "M")
        reading.reader.visit(reading.here._replace(block=1, offset=0))
        await reading.press("v")
        assert reading.reader.selecting
        await reading.press(*keys)
        assert (await selected(reading)).strip() == words.strip()


async def test_a_quote_is_taken_whole(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "tab", "v", "i", "q")
        assert (
            await selected(reading)
            == "The oil was counted every night, and the column for December stays empty."
        )


async def test_posts_and_paragraphs(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "tab", "enter", "v", "J", "h")
        assert (await selected(reading)).startswith(SECOND)
        await reading.press("K", "right_curly_bracket", "left_curly_bracket")
        assert len(await selected(reading)) == 1


async def test_the_last_word_of_the_thread_is_selected_whole(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("G", "v", "3", "0", "0", "w")
        assert (await selected(reading)).endswith(logical_text(LEDGER[-1])[-8:])


async def test_to_the_other_end_and_out(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "v", "w", "w", "o")
        assert reading.reader.view.selection is not None
        await reading.press("h", "v")
        assert not reading.reader.selecting
        assert reading.reader.view.selection is None
        await reading.press("v", "escape", "J")
        assert reading.number == 3


async def test_the_footer_shows_the_keys_of_the_selection(ledger: str) -> None:
    async with opened(ledger, size=(160, 24)) as reading:
        await reading.press("v")
        assert "copy" in reading.rows()[-1]
        assert "Esc leave" in reading.rows()[-1]


async def test_a_selection_goes_to_a_file(ledger: str, tmp_path: Path) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "z", "M", "v", "i", "s", "W")
        await reading.type(f"{tmp_path}/out\n")
        assert (tmp_path / "out").read_text().strip() in SECOND
