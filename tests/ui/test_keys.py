"""Every key of the reading view does what the help says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.outline import Place
from threadview.request import Looks
from ui.made import LEDGER, opened, write


@pytest.mark.parametrize("key", ["j", "down"])
async def test_a_line_down_and_a_count_of_them(ledger: str, key: str) -> None:
    async with opened(ledger) as reading:
        rows = reading.words()
        await reading.press(key)
        assert reading.words()[:-1] == rows[1:]
        await reading.press("k")
        await reading.press("3", key)
        assert reading.words()[:-3] == rows[3:]
        await reading.press("2", "up", "k")
        assert reading.words() == rows


@pytest.mark.parametrize("key", ["space", "f", "ctrl+f", "pagedown"])
async def test_a_page_down_keeps_two_lines(ledger: str, key: str) -> None:
    async with opened(ledger) as reading:
        rows = reading.words()
        await reading.press(key)
        assert reading.words()[:2] == rows[-2:]


@pytest.mark.parametrize("key", ["b", "ctrl+b", "pageup"])
async def test_a_page_up_undoes_a_page_down(ledger: str, key: str) -> None:
    async with opened(ledger) as reading:
        top = reading.top
        await reading.press("space", key)
        assert reading.top == top


async def test_half_pages(ledger: str) -> None:
    async with opened(ledger) as reading:
        rows = reading.words()
        await reading.press("ctrl+d")
        assert reading.words()[:11] == rows[11:]
        await reading.press("ctrl+u")
        assert reading.words() == rows


@pytest.mark.parametrize("keys", [["g", "g"], ["home"]])
async def test_to_the_top(ledger: str, keys: list[str]) -> None:
    async with opened(ledger) as reading:
        await reading.press("G", *keys)
        assert reading.top == Place(0)
        assert reading.number == 1


@pytest.mark.parametrize("key", ["G", "end"])
async def test_to_the_end_and_to_a_post_by_count(ledger: str, key: str) -> None:
    async with opened(ledger) as reading:
        await reading.press(key)
        assert "Rats do not sign ledgers" in reading.rows()[-2]
        assert "100%" in reading.rows()[0]
        await reading.press("7", key)
        assert reading.number == 7


async def test_posts_one_by_one(ledger: str) -> None:
    async with opened(ledger) as reading:
        for number in (2, 3, 4):
            await reading.press("J")
            assert reading.number == number
        await reading.press("5", "J")
        assert reading.number == 9
        await reading.press("2", "K")
        assert reading.number == 7


async def test_back_goes_to_the_start_of_the_post_first(ledger: str) -> None:
    async with opened(ledger, size=(40, 8)) as reading:
        await reading.press("6", "G", "j", "j", "j", "j")
        assert reading.number == 6
        await reading.press("K")
        assert reading.top == Place(5)


async def test_the_next_post_is_the_one_below_the_words_being_read(ledger: str) -> None:
    async with opened(ledger, size=(60, 10)) as reading:
        await reading.press("6", "G", "j", "j", "j")
        assert reading.number == 6
        await reading.press("J")
        assert reading.number == 7


async def test_quotes_one_by_one(ledger: str) -> None:
    async with opened(ledger) as reading:
        seen = []
        for _ in range(5):
            await reading.press("tab")
            seen.append((reading.number, reading.here.block))
        assert seen == [(2, 0), (3, 0), (4, 0), (12, 0), (12, 0)]
        assert "no more quotes" in reading.rows()[-1]
        await reading.press("2", "shift+tab")
        assert reading.number == 3


@pytest.mark.parametrize("keys", [["enter"], ["z", "a"]])
async def test_a_quote_unfolds_and_folds(ledger: str, keys: list[str]) -> None:
    async with opened(ledger) as reading:
        await reading.press("J", "tab")
        assert "▸ marlin · #1 · 13 words · verbatim" in reading.screen()
        await reading.press(*keys)
        assert "▾ marlin · #1" in reading.screen()
        assert "┃ The oil was counted every night" in reading.screen()
        await reading.press(*keys)
        assert "▸ marlin · #1" in reading.screen()


async def test_open_and_shut_say_which(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("J", "tab", "z", "o", "z", "o")
        assert "▾ marlin · #1" in reading.screen()
        await reading.press("z", "c", "z", "c")
        assert "▸ marlin · #1" in reading.screen()


async def test_all_quotes_at_once(ledger: str) -> None:
    async with opened(ledger, size=(80, 60)) as reading:
        await reading.press("z", "R")
        assert "▸" not in reading.screen()
        await reading.press("z", "M")
        assert "▾" not in reading.screen()
        await reading.press("T")
        assert "▸" not in reading.screen()
        await reading.press("T")
        assert "▾" not in reading.screen()


async def test_nested_quotes_fold_on_their_own(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("3", "G", "tab", "enter")
        assert "┃ ▸ tern · #2" in reading.screen()
        await reading.press("tab", "enter")
        assert "┃ ┃ They were snowed in." in reading.screen()
        await reading.press("enter")
        assert "┃ ▸ tern · #2" in reading.screen()


async def test_furniture_opens(ledger: str) -> None:
    async with opened(ledger) as reading:
        assert "page furniture: 2 lines" in reading.screen()
        await reading.press("j", "j", "j", "j", "j", "j")
        outline = reading.outline
        place = next(
            outline.place_of(0, n) for n, i in enumerate(outline.items(0)) if i.kind == "chrome"
        )
        reading.reader.visit(place)
        await reading.press("enter")
        assert "Share" in reading.screen()


async def test_a_post_folds_to_its_header(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("J", "enter")
        assert "folded" in reading.screen()
        assert "snowed in. My" not in reading.screen()
        await reading.press("enter")
        assert "snowed in. My" in reading.screen()


async def test_to_the_source_and_back_and_forward(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("G", "tab", "p")
        assert reading.number == 2
        await reading.press("ctrl+o")
        assert "Rats do not sign" in reading.screen()
        await reading.press("alt+o")
        assert reading.number == 2
        await reading.press("ctrl+o", "alt+right")
        assert reading.number == 2


async def test_back_leads_to_the_very_quote_where_all_is_in_sight(ledger: str) -> None:
    async with opened(ledger, size=(90, 200)) as reading:
        await reading.press("tab", "tab")
        quote = reading.here
        assert quote.block >= 0
        await reading.press("p")
        assert reading.here != quote
        await reading.press("ctrl+o")
        assert reading.here == quote
        await reading.press("G")
        assert reading.number == 12
        await reading.press("ctrl+o")
        assert reading.here == quote


async def test_what_cannot_be_read_is_said_and_stays_said(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text('[{"author": "marlin", "date": "2009-03-12", "text": "The oil was cou')
    async with opened(str(path), format=None) as reading:
        assert "1 problem" in reading.screen()
        assert "byte 0: ends in the middle" in reading.said()
        await reading.press("j", "w")
        assert "A problem of the dump: byte 0: ends in the middle." in reading.screen()


async def test_number_sign_asks_for_a_post(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type("#9\n")
        assert reading.number == 9
        await reading.type("#99\n")
        assert "there is no post #99" in reading.screen()
        assert reading.number == 9
        await reading.press("4", "number_sign")
        assert reading.number == 4


async def test_the_command_line_takes_numbers_and_commands(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type(":8\n")
        assert reading.number == 8
        await reading.type(":fold-all\n")
        assert reading.outline.folds.policy == "all"
        await reading.type(":raw dump\n")
        assert reading.outline.raw
        await reading.type(":no such thing\n")
        assert "no command has" in reading.screen()


@pytest.mark.parametrize("typed", [":q", ":q!", ":quit", ":  q "])
async def test_a_command_can_be_called_by_its_key(ledger: str, typed: str) -> None:
    async with opened(ledger) as reading:
        await reading.type(":zM\n")
        assert reading.outline.folds.policy == "all"
        await reading.type(f"{typed}\n")
        assert not reading.app.is_running


async def test_commands_can_be_found_in_the_palette(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("ctrl+backslash")
        await reading.type("unfold all q\n")
        assert reading.outline.folds.policy == "none"


async def test_marks(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("6", "G", "m", "a", "g", "g", "apostrophe", "a")
        assert reading.number == 6
        await reading.press("apostrophe", "b")
        assert "nothing is marked 'b" in reading.screen()


async def test_a_pending_prefix_shows_what_may_follow_and_escape_leaves_it(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("z")
        assert " z … " in reading.rows()[-1]
        assert " M fold-all " in reading.rows()[-1]
        await reading.press("escape")
        assert "Space page" in reading.rows()[-1]
        await reading.press("1", "2")
        assert "12 count" in reading.rows()[-1]
        await reading.press("escape", "J")
        assert reading.number == 2


async def test_an_unknown_sequence_does_nothing(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("z", "y")
        assert not reading.reader.sequences.pending
        assert reading.top == Place(0)


async def test_raw_shows_everything_and_comes_back(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "R")
        assert reading.number == 2
        assert " raw " in reading.rows()[0]
        assert "The oil was counted every night" in reading.screen()
        await reading.press("R")
        assert reading.number == 2
        assert "▸ marlin" in reading.screen()


async def test_who_quotes_this_and_the_walk_through_them(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "right_curly_bracket")
        assert reading.number == 3
        await reading.press("right_curly_bracket")
        assert reading.number == 4
        await reading.press("right_curly_bracket")
        assert reading.number == 12
        await reading.press("3", "left_curly_bracket")
        assert reading.number == 2
        await reading.press("1", "G", "z", "j")
        assert reading.number == 2
        await reading.press("1", "G", "z", "b")
        await reading.type("tern\n")
        assert reading.number == 2
        await reading.press("5", "G", "right_curly_bracket")
        assert "no post quotes #5" in reading.rows()[-1]


async def test_links_are_listed_and_asked_about(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(ledger) as reading:
        went: list[str] = []
        monkeypatch.setattr(reading.app, "open_url", went.append)
        await reading.press("L")
        assert "https://example.org/ledger" in reading.screen()
        await reading.press("enter")
        assert went == []
        assert "open https://example.org/ledger" in reading.screen()
        await reading.press("enter")
        assert went == ["https://example.org/ledger"]


async def test_the_post_is_copied_and_the_selection(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "y")
        assert reading.app.clipboard.startswith("The oil was counted every night")
        await reading.press("v", "i", "w", "y")
        assert "> They" in reading.app.clipboard
        await reading.press("escape", "ctrl+c")
        assert "nothing is selected" in reading.screen()


async def test_help_and_back(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("question_mark")
        assert "Keys" in reading.screen()
        assert "one line down" in reading.screen()
        await reading.press("q", "J")
        assert reading.number == 2


async def test_control_c_leaves_a_prompt_and_says_how_to_quit(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("slash", "o", "ctrl+c")
        assert reading.reader.prompt is None
        await reading.press("ctrl+c")
        assert "q quits" in reading.said()
        assert reading.app.return_code is None


async def test_quit(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("q")
        assert reading.app.return_code == 0
        assert reading.app._exit


async def test_keys_pressed_at_once_are_answered_in_order(tmp_path: Path) -> None:
    path = write(tmp_path / "x.made", LEDGER)
    async with opened(path) as reading:
        await reading.type("/tide\nnn")
        assert "3/" in reading.rows()[0]


async def test_a_remapped_key(ledger: str) -> None:
    looks = Looks(keymap={"next-post": "n,ctrl+x y", "next-hit": "J", "unknown-thing": "k"})
    async with opened(ledger, looks=looks) as reading:
        assert any("unknown-thing" in note.message for note in reading.app._notifications)
        await reading.press("n")
        assert reading.number == 2
        await reading.press("ctrl+x", "y")
        assert reading.number == 3
        await reading.press("question_mark")
        assert "Ctrl-Xy" in reading.screen()


async def test_a_clash_is_reported(ledger: str) -> None:
    async with opened(ledger, looks=Looks(keymap={"next-post": "j"})) as reading:
        assert any("both" in note.message for note in reading.app._notifications)
