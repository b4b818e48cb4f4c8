"""Whatever a dump says, it stays text: nothing in it colours, moves, opens or ends anything."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from threadview.model import Block, EditMark, Link, Post, Quote
from ui.made import ALTERED, VERBATIM, Reading, opened, write

EVIL = (
    "\x1b[2J\x1b]52;c;aGk=\x07\x9b31m\x00\x08\r\u202e\u2066\u200f"
    "[@click=app.quit]x[/] [bold red]y[/bold red] [/] \\[ {$x} \udc80 \u2028"
)
LINES = f"{EVIL} and the oil was counted every night by both of the keepers {EVIL}\n{EVIL}"

THREAD = (
    Post(
        1,
        (
            Block("paragraph", LINES, links=(Link(0, 9, f"https://example.org/{EVIL}"),)),
            Block("chrome", EVIL),
            Block("signature", EVIL),
            Block("code", EVIL, language=EVIL),
        ),
        author=EVIL,
        author_title=EVIL,
        date=EVIL,
        edit=EditMark(EVIL, EVIL, EVIL),
    ),
    Post(
        2,
        (Block("paragraph", LINES.replace("both", "one"), quote=0), Block("paragraph", LINES)),
        (Quote(EVIL, 1, evidence=ALTERED),),
        author=EVIL,
        date_text=EVIL,
    ),
    Post(3, (Block("paragraph", LINES, quote=0),), (Quote(EVIL, 2, evidence=VERBATIM),)),
)

ROADS = {
    "reading": ["J", "z", "R"],
    "raw": ["R", "J"],
    "outline": ["o", "x"],
    "tree": ["O", "l"],
    "people": ["z", "p"],
    "only this author": ["at"],
    "links": ["L"],
    "a link": ["L", "enter"],
    "who quotes": ["z", "b"],
    "peek": ["J", "tab", "P"],
    "drift": ["J", "tab", "D"],
    "why": ["J", "w"],
    "mute": ["M"],
    "copy": ["y"],
    "select": ["v", "J", "l", "l"],
    "commands": ["colon", "left_square_bracket", "b", "enter"],
    "help": ["question_mark"],
}


@pytest.fixture
def evil(tmp_path: Path) -> str:
    return write(tmp_path / "evil.made", THREAD, EVIL)


def harmless(reading: Reading) -> None:
    """The screen holds nothing that a terminal acts upon, and is as wide as it should be."""
    shown = reading.screen().replace("\n", "")
    acted = {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert acted <= {"\u200d"}
    assert reading.too_wide() == []
    assert reading.app.return_code is None


@pytest.mark.parametrize("road", ROADS)
async def test_nothing_in_a_dump_is_more_than_text(evil: str, road: str) -> None:
    async with opened(evil) as reading:
        await reading.press(*ROADS[road])
        harmless(reading)


async def test_what_is_searched_for_is_text_too(evil: str) -> None:
    async with opened(evil, size=(100, 30)) as reading:
        await reading.type("/[bold red]\n")
        await reading.press("F")
        harmless(reading)
        assert "[bold red]y[/bold red]" in reading.screen()


async def test_what_is_copied_runs_nothing(evil: str) -> None:
    async with opened(evil) as reading:
        await reading.press("y")
        assert {c for c in reading.app.clipboard if ord(c) < 32} <= {"\n"}


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "[/nothing]", "[red"])
async def test_markup_in_a_title_is_not_markup(tmp_path: Path, text: str) -> None:
    async with opened(write(tmp_path / "x.made", THREAD, text)) as reading:
        assert text in reading.rows()[0]
        reading.reader.say(text)
        await reading.settle()
        assert text in reading.rows()[-1]
        reading.reader.say(text * 20)
        await reading.settle()
        harmless(reading)


async def test_ten_thousand_nested_quotes_scroll_and_fold(tmp_path: Path) -> None:
    count = 10_000
    quotes = tuple(Quote("x", None, n + 1, n - 1 if n else None) for n in range(count))
    blocks = tuple(Block("paragraph", f"words {n}", quote=n) for n in range(count))
    async with opened(write(tmp_path / "deep.made", [Post(1, blocks, quotes)])) as reading:
        await reading.press("z", "R", "space", "space", "G")
        assert "words 9999" in reading.screen()
        await reading.press("z", "M")
        assert reading.too_wide() == []


async def test_a_million_blank_lines_and_one_long_line_open(tmp_path: Path) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_text("A title\n" + "\n" * 1_000_000 + "the last words\n")
    async with opened(str(blank), format=None) as reading:
        await reading.press("G")
        assert "the last words" in reading.screen()
    long = tmp_path / "long.txt"
    long.write_text("oil and lamps " * 100_000 + "theend")
    async with opened(str(long), format=None) as reading:
        await reading.press("G")
        assert "theend" in reading.rows()[-2]
        await reading.press("R", "space", "g", "g", "R")
        assert "oil and lamps" in reading.rows()[2]
