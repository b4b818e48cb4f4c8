"""Search, filter, panels and places: keys to state."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from threadview.model import Block, Post
from threadview.outline import Place
from threadview.request import Opening, Request
from threadview.ui.app import ThreadviewApp
from threadview.ui.reader import Reader
from ui.made import LEDGER, Reading, opened, until, words, write

# Search


async def test_search_is_live_counted_and_stays_on_enter(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type("/snowed")
        assert "1/3" in reading.rows()[-1]
        assert reading.number == 2
        await reading.type("\n")
        assert "1/3 snowed" in reading.rows()[0]
        await reading.press("n")
        assert "2/3" in reading.rows()[0]
        assert reading.number == 3
        await reading.press("2", "n")
        assert "1/3" in reading.rows()[0]
        await reading.press("N")
        assert "3/3" in reading.rows()[0]


async def test_escape_returns_to_where_the_search_began(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("5", "G")
        top = reading.top
        await reading.type("/ledgers")
        assert reading.number == 12
        await reading.press("escape")
        assert reading.top == top
        assert "ledgers" not in reading.rows()[0]


async def test_what_hides_a_hit_opens_and_closes_again(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G")
        await reading.type("/december\n")
        assert "▾ marlin · #1" in reading.screen()
        await reading.press("g", "g")
        await reading.type("/share\n")
        assert "Share" in reading.screen()
        await reading.press("escape")
        assert "page furniture: 2 lines" in reading.screen()
        assert reading.outline.folds.flipped == set()


async def test_an_open_quote_hit_is_current(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type('/"rats do not"\n')
        assert reading.number == 12


async def test_a_line_opened_at_once_after_another_begins_empty(ledger: str) -> None:
    async with opened(ledger) as reading:
        before = reading.words()
        await reading.type("/snowed\n/")
        assert reading.reader.prompt is not None
        assert reading.reader.prompt.text == ""
        assert "snowed" in reading.rows()[0]
        await reading.press("escape")
        assert reading.words() == before


async def test_history_and_the_last_search_again(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type("/snowed\n")
        await reading.type("/ledgers\n")
        await reading.press("slash", "up", "up", "enter")
        assert "snowed" in reading.rows()[0]
        await reading.press("escape", "n")
        assert "snowed" in reading.rows()[0]


async def test_words_that_are_not_there(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type("/nowhere")
        assert "not found" in reading.rows()[-1]
        await reading.type("\n")
        assert reading.top == Place(0)
        await reading.press("n")
        assert "not found: nowhere" in reading.rows()[-1]


@pytest.mark.parametrize("key", ["&", "/"])
async def test_a_mistake_in_a_query_has_a_caret_under_the_spot(ledger: str, key: str) -> None:
    async with opened(ledger) as reading:
        await reading.type(f"{key}lamp (oil\n")
        assert reading.outline.only is None
        line, mistake = reading.rows()[-2:]
        assert mistake.index("^") == line.index("(")
        assert "not closed" in mistake
        await reading.press("end")
        await reading.type(")\n")
        assert "lamp (oil)" in reading.rows()[0]
        await reading.type(f"{key}/[z/\n")
        assert "^" in reading.rows()[-1]


async def test_results_follow_the_view_and_lead_it(ledger: str) -> None:
    async with opened(ledger, size=(100, 30)) as reading:
        await reading.press("F")
        assert "nothing was searched for" in reading.rows()[-1]
        await reading.type("/snowed\n")
        await reading.press("F")
        assert "3 hits" in reading.screen()
        await reading.press("j", "enter")
        assert reading.number == 3
        await reading.press("escape")
        assert "3 hits" not in reading.screen()


# Filter


async def test_a_filter_shows_what_matches_and_escape_lifts_it(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G")
        await reading.type("&author:tern\n")
        assert list(reading.outline.only) == [1, 5, 8]
        assert "only 3 of 12" in reading.rows()[0]
        assert reading.number == 2
        await reading.press("J")
        assert reading.number == 6
        await reading.press("escape")
        assert reading.outline.only is None
        assert reading.number == 6


@pytest.mark.parametrize(
    ("key", "kept"),
    [("at", [1, 5, 8]), ("exclamation_mark", [0, 3, 4, 7, 10]), ("percent_sign", None)],
)
async def test_one_key_filters(ledger: str, key: str, kept: list[int] | None) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", key)
        only = list(reading.outline.only)
        assert only == kept if kept is not None else {0, 1, 2, 11} <= set(only)
        assert reading.number == 2 or 1 not in only
        await reading.press(key)
        assert reading.outline.only is None


async def test_a_muted_author_folds_and_is_heard_again(ledger: str, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    async with opened(ledger, state=state) as reading:
        await reading.press("2", "G", "M")
        assert "snowed in. My" not in reading.screen()
    async with opened(ledger, state=state) as reading:
        await reading.press("2", "G")
        assert "snowed in. My" not in reading.screen()
        await reading.press("M")
        assert "snowed in. My" in reading.screen()


async def test_filter_search_and_outline_together(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.type("&author:tern\n")
        await reading.type("/winter\n")
        await reading.press("o", "down", "enter")
        assert reading.too_wide() == []
        assert reading.number - 1 in reading.outline.only
        await reading.press("escape", "escape", "escape")
        assert reading.outline.only is None
        assert "winter" not in reading.rows()[0]


# Outline, tree, participants


async def test_the_outline_follows_and_leads_and_narrows(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("3", "G", "o")
        side = reading.reader.side
        assert side is not None
        assert side.rows.at == 2
        await reading.press("down", "down")
        assert reading.number == 5
        await reading.type("ratsdo")
        await reading.press(*["backspace"] * 6)
        await reading.type("ledgers\n")
        assert reading.number == 12
        await reading.press("7", "G")
        assert reading.reader.side is not None
        await reading.press("o")
        assert reading.reader.side is None


async def test_the_tree_goes_to_relatives(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("O")
        await reading.press("l")
        assert reading.number == 2
        await reading.press("h")
        assert reading.number == 1
        await reading.press("l", "l")
        child = reading.number
        await reading.press("j", "k")
        assert reading.number == child
        await reading.press("enter", "J")
        assert reading.number == child + 1


async def test_participants_are_counted_and_filter(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("z", "p")
        assert "3 participants and unknown authors" in reading.screen()
        await reading.press("j", "enter")
        assert len(reading.outline.only) == 3
        await reading.press("escape", "escape")
        assert reading.outline.only is None


async def test_a_panel_can_be_left_and_closed(ledger: str) -> None:
    async with opened(ledger, size=(120, 30)) as reading:
        await reading.press("o", "tab", "J")
        assert reading.number == 2
        assert reading.reader.side is not None
        assert reading.reader.side.rows.at == 1
        await reading.press("escape")
        assert reading.reader.side is None
        await reading.press("O", "q")
        assert reading.reader.side is None
        assert reading.app.return_code is None


# The web of quotes


async def test_peek_goes_there_or_leaves(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("2", "G", "tab", "P")
        assert "Two keepers signed it" in reading.screen()
        assert "Enter goes there" in reading.screen()
        await reading.press("escape")
        assert reading.number == 2
        await reading.press("P", "enter")
        assert reading.number == 1
        await reading.press("ctrl+o")
        assert reading.top.post == 1


async def test_drift_is_shown_word_by_word(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("3", "G", "tab", "D")
        assert "#3 quotes #1" in reading.screen()
        assert "every each" in reading.screen()
        await reading.press("escape", "2", "G", "tab", "D")
        assert "word for word as in #1" in reading.rows()[-1]


# Places


async def test_the_jump_list_goes_over_searches_numbers_and_quotes(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("6", "G")
        await reading.type("/ledgers\n")
        await reading.type("#3\n")
        for number in (12, 6, 1):
            await reading.press("ctrl+o")
            assert reading.top.post + 1 <= number
        await reading.press("ctrl+o")
        assert "begins here" in reading.rows()[-1]
        await reading.press("alt+o")
        assert reading.top.post == 5


async def test_a_thread_reopens_at_the_same_words_with_folds_and_marks(
    ledger: str, tmp_path: Path
) -> None:
    state = str(tmp_path / "state")
    async with opened(ledger, size=(80, 10), state=state) as reading:
        await reading.press("2", "G", "tab", "enter", "m", "x", "7", "G", "j", "j", "q")
        words, folds = reading.words(), reading.outline.folds.copy()
    async with opened(ledger, size=(80, 10), state=state) as reading:
        assert reading.words() == words
        assert reading.outline.folds == folds
        await reading.press("apostrophe", "x")
        assert reading.number == 2


async def test_posts_that_are_new_since_last_time(tmp_path: Path) -> None:
    path, state = tmp_path / "t.made", str(tmp_path / "state")
    write(path, LEDGER[:8])
    async with opened(str(path), state=state) as reading:
        await reading.press("6", "G", "q")
    write(path, LEDGER)
    async with opened(str(path), state=state) as reading:
        assert reading.top.post == 5
        await reading.press("U")
        assert reading.number == 9


@pytest.mark.parametrize(("goto", "number"), [("#9", 9), ("/ledgers", 12)])
async def test_begin_at_a_place(ledger: str, goto: str, number: int) -> None:
    async with opened(ledger, goto=goto) as reading:
        assert reading.number == number


# The dump on the disk


async def changed(reading: Reading) -> None:
    reading.reader.watch_dump()
    await reading.settle()


async def test_a_dump_that_grows_is_told_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "t.made"
    write(path, LEDGER[:9])
    async with opened(str(path), size=(80, 12)) as reading:
        await reading.press("7", "G", "j", "j")
        before = reading.words()
        write(path, LEDGER)
        await changed(reading)
        assert "r reads it again" in reading.rows()[-1]
        await reading.press("r")
        assert "12 posts" in reading.rows()[0]
        assert reading.words() == before
        await reading.press("U")
        assert reading.number == 10


@pytest.mark.parametrize("number", [2, 3, 9])
async def test_the_post_stays_at_the_top_where_its_words_were_changed(
    number: int, tmp_path: Path
) -> None:
    path = tmp_path / "t.made"
    write(path, LEDGER)
    async with opened(str(path), size=(80, 12)) as reading:
        await reading.press(str(number), "G")
        block = Block("paragraph", "They scraped it once more, and wrote something else.")
        changed_posts = [*LEDGER]
        changed_posts[number - 1] = LEDGER[number - 1]._replace(blocks=(block,), quotes=())
        write(path, changed_posts)
        await reading.press("r")
        assert "something else" in reading.screen()
        assert reading.number == number
        assert reading.top.post == number - 1


async def test_a_dump_that_shrinks_or_goes_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.made"
    write(path, LEDGER)
    async with opened(str(path)) as reading:
        await reading.press("G")
        write(path, LEDGER[:2])
        await changed(reading)
        assert "shorter" in reading.rows()[-1]
        path.unlink()
        await changed(reading)
        assert "gone from the disk" in reading.rows()[-1]
        await reading.press("r")
        assert "12 posts" in reading.rows()[0]
        assert "no such file" in reading.said()
        write(path, LEDGER[:2])
        await reading.press("r")
        assert "2 posts" in reading.rows()[0]


async def test_reading_again_keeps_what_was_forced(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes("Ein Titel\nGrüße aus der Stadt\n".encode("cp1252"))
    async with opened(str(path), format="text", encoding="cp1252") as reading:
        assert "Grüße" in reading.screen()
        os.utime(path, (1, 1))
        await reading.press("r")
        assert "Grüße" in reading.screen()


async def test_posts_that_arrive_late_leave_the_eye_where_it_was(tmp_path: Path) -> None:
    posts = [Post(n, (Block("paragraph", words(n, 200)),)) for n in range(1, 2000)]
    path = write(tmp_path / "many.made", posts)
    app = ThreadviewApp(Request((path,), Opening("made")))
    async with app.run_test(size=(80, 24)) as pilot:
        reading = Reading(app, pilot)
        await until(lambda: isinstance(app.screen, Reader) and app.screen.window, pilot)
        await pilot.press("j", "j", "j")
        top, first = reading.top, reading.words()[:10]
        await reading.settle()
        assert reading.reader.window is not None
        assert reading.reader.window.view.thread.complete
        assert reading.top == top
        assert reading.words()[:10] == first
        await reading.press("G")
        assert "#1999/1999" in reading.rows()[0]


async def test_the_end_asked_for_too_early_comes_when_it_is_there(tmp_path: Path) -> None:
    posts = [Post(n, (Block("paragraph", words(n, 200)),)) for n in range(1, 2000)]
    path = write(tmp_path / "many.made", posts)
    app = ThreadviewApp(Request((path,), Opening("made")))
    async with app.run_test(size=(80, 24)) as pilot:
        reading = Reading(app, pilot)
        await until(lambda: isinstance(app.screen, Reader) and app.screen.window, pilot)
        await pilot.press("G")
        await reading.settle()
        assert "#1999/1999" in reading.rows()[0]
        assert "100%" in reading.rows()[0]


# Out of the reader


async def test_a_post_is_written_to_a_file_and_another_below_it(
    ledger: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.txt"
    async with opened(ledger) as reading:
        await reading.press("1", "2", "G", "W")
        await reading.type(f"{out}\n")
        assert "Rats do not sign ledgers" in out.read_text()
        await reading.press("1", "G", "W")
        await reading.type(f"{out}\n")
        assert "Two keepers" in out.read_text()
        assert "added to" in reading.said()
        await reading.press("W")
        await reading.type(f"{tmp_path}/none/out\n")
        assert "not written" in reading.said()


async def test_what_was_found_filtered_and_listed_survives_reading_again(tmp_path: Path) -> None:
    path = tmp_path / "t.made"
    write(path, LEDGER[:9])
    async with opened(str(path), size=(120, 30)) as reading:
        await reading.type("&author:tern\n")
        await reading.type("/winter\n")
        await reading.press("n", "o", "tab")
        top = reading.top
        write(path, (*LEDGER, LEDGER[5]._replace(number=13)))
        await reading.press("r")
        assert list(reading.outline.only) == [1, 5, 8, 12]
        assert reading.top == top
        assert reading.reader.side is not None
        assert reading.reader.side.rows.count == 13
        counter = reading.rows()[0].split("/")[1].split()[0]
        await reading.press("n")
        assert counter in reading.rows()[0]


async def test_hits_in_posts_that_are_filtered_out_are_passed_over(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.type("&author:gull\n")
        await reading.type("/boat\n")
        seen = []
        for _ in range(12):
            assert reading.number - 1 in reading.outline.only
            seen.append(reading.number)
            await reading.press("n")
        assert {7, 10} <= set(seen)
        await reading.press("N", "N")
        assert reading.number - 1 in reading.outline.only
        await reading.type("/december\n")
        await reading.press("n")
        assert "no hit in the posts that are shown" in reading.said()


# Following, and out of the reader


async def test_a_followed_dump_shows_what_is_added_at_its_end(ledger: str) -> None:
    async with opened(ledger) as reading:
        await reading.press("alt+f")
        assert "following" in reading.said()
        late = Post(13, (Block("paragraph", "Late, but signed."),), author="petrel")
        write(Path(ledger), [*LEDGER, late])
        reading.reader.look_for_more()
        await reading.settle()
        assert "Late, but signed." in reading.screen()
        assert "1 new post" in reading.said()
        await reading.press("alt+f")
        assert reading.reader.following is None


async def test_a_post_goes_through_a_command(
    ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(ThreadviewApp, "suspend", lambda app: nullcontext())
    monkeypatch.setattr(os, "isatty", lambda descriptor: False)
    taken = tmp_path / "taken"
    async with opened(ledger) as reading:
        await reading.press("1", "2", "G", "vertical_line")
        await reading.type(f"cat > {taken}; exit 3\n")
        assert taken.read_text().startswith("They were snowed in.")
        assert taken.read_text().endswith("Write to me.\n")
        assert "exit code 3" in reading.said()
