"""The library's screen: the list, narrowing, searching, opening at a hit, marks, copies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from library.made import MAIL, mailbox, scrape
from threadview import locations
from threadview.library import Library, Mark
from threadview.listing.front import frame, front_of
from threadview.listing.item import Item
from threadview.request import Books, Looks, Request
from threadview.ui import library_work
from threadview.ui.library import LibraryScreen
from ui.made import Reading, idle, opened, until

WORDS = " ".join(f"word{n} of the keeper's ledger" for n in range(30))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four files: a mailbox of two threads, two copies of one thread, a short one."""
    inside = tmp_path / "in"
    mailbox(inside / "box.mbox", *MAIL)
    scrape(inside / "one.txt", "The ledger", WORDS, WORDS[::-1], "Who wrote that?")
    scrape(inside / "below/two.txt", "The ledger", WORDS, WORDS[::-1])
    scrape(inside / "tea.txt", "Tea", "A café by the sea.", "Nobody drinks tea there.")
    return inside


@asynccontextmanager
async def library_of(
    *names: Path, size: tuple[int, int] = (120, 24), **more: Any
) -> AsyncIterator[Reading]:
    """The library over files and folders, once all of it is indexed."""
    paths = [str(path) for name in names for path in (name.rglob("*") if name.is_dir() else [name])]
    books = Books(
        locations.library_index(), locations.library_shelf(), tuple(str(name) for name in names)
    )
    files = [path for path in paths if Path(path).is_file()]
    async with opened(*files, size=size, format=None, library=books, **more) as reading:
        yield reading


def listed(reading: Reading) -> LibraryScreen:
    assert isinstance(reading.app.screen, LibraryScreen), reading.app.screen
    return reading.app.screen


def titles(reading: Reading) -> list[str]:
    return [one.title for one in listed(reading).rows if isinstance(one, Item)]


async def test_every_thread_has_a_row(folder: Path) -> None:
    async with library_of(folder) as reading:
        assert sorted(titles(reading)) == [
            "Rats in the tower",
            "Tea",
            "The ledger",
            "The relief boat",
        ]
        screen = reading.screen()
        assert "4 threads" in reading.rows()[0]
        assert "The ledger ×2" in screen
        assert "6 Mar 2010" in screen
        assert reading.too_wide() == []


async def test_a_second_time_nothing_is_read_again(folder: Path) -> None:
    async with library_of(folder):
        pass
    library = Library(locations.library_index(), locations.library_shelf())
    assert library.refresh().same == 4


async def test_narrowing_as_one_types(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("&", *"rats")
        assert titles(reading) == ["Rats in the tower"]
        await reading.press("enter")
        assert "Rats never sign a ledger." in reading.screen()
        await reading.press("q")
        assert titles(reading) == ["Rats in the tower"]
        await reading.press("escape")
        assert len(titles(reading)) == 4


async def test_its_keys_can_be_changed_and_the_help_says_so(folder: Path) -> None:
    looks = Looks(keymap={"library-filter": "x"})
    async with library_of(folder, looks=looks) as reading:
        assert reading.said().count("keymap") == 0
        await reading.press("question_mark")
        assert "x                    narrow the list" in reading.screen()
        assert "*                    favourite or not" in reading.screen()
        await reading.press("escape", "x")
        await reading.type("tea\n")
        assert "Nobody drinks tea" in reading.screen()


async def test_search_finds_and_opens_at_the_hit(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("/", *"wrote that")
        assert "Who wrote that?" in reading.screen()
        assert "1 hit" in reading.rows()[0]
        await reading.press("enter")
        assert reading.reader.reading.thread.title == "The ledger"
        assert reading.number == 3
        await reading.press("escape", "q")
        assert "1 hit" in reading.rows()[0]
        await reading.press("escape")
        assert len(titles(reading)) == 4


async def test_escape_pressed_once_too_often_leaves_nothing(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("/", *"wrote that", "escape", "escape", "escape")
        assert reading.app.is_running
        assert len(titles(reading)) == 4
        await reading.press("q")
        assert not reading.app.is_running


async def test_a_phrase_is_found_before_it_is_closed(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("/", *'"wrote th')
        assert "1 hit" in reading.rows()[0]
        await reading.press("enter")
        assert reading.number == 3


async def test_a_search_that_finds_nothing_or_means_nothing_says_so(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("/", *"nowhere")
        assert "0 hits" in reading.rows()[0]
        await reading.press("enter")
        assert listed(reading).hits == []
        assert "no post and no title holds this" in reading.rows()[2]
        await reading.press("escape", "/", *"tea)")
        assert "no ( stands before this )" in reading.rows()[3]
        await reading.press("escape", "&", *"nowhere")
        assert "no thread in the list holds this" in reading.rows()[3]


async def test_rows_of_hits_are_those_of_what_is_typed_so_far(folder: Path) -> None:
    """A field that is half typed is left out, and that is told; a mistake shows no hits at all."""
    async with library_of(folder) as reading:
        await reading.press("/", *"counted")
        hits = listed(reading).hits
        assert hits
        await reading.press(*" date:20")
        assert listed(reading).hits == hits
        assert "a date is written 2010" in reading.rows()[0]
        await reading.press(*"10")
        assert listed(reading).hits == []
        assert "no post and no title holds this" in reading.rows()[3]
        await reading.press(*"-13")
        assert "a date is written 2010" in reading.rows()[3]
        await reading.press(*["backspace"] * 12, *"author:")
        assert listed(reading).hits == hits
        assert "author: needs something" in reading.rows()[0]


async def test_from_thread_to_thread_without_coming_back(folder: Path) -> None:
    async with library_of(folder) as reading:
        names = titles(reading)
        await reading.press("enter", "ctrl+n")
        assert reading.reader.reading.thread.title == names[1]
        await reading.press("ctrl+p", "ctrl+p")
        assert reading.reader.reading.thread.title == names[0]
        assert "no thread before this" in reading.rows()[-1]
        await reading.press("ctrl+n", "q")
        assert listed(reading).threads.at == 1


async def test_what_was_said_is_kept(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("&", *"tea", "tab", "*", "m", "t", *"sea, #salt", "enter")
    async with library_of(folder) as reading:
        item = next(one for one in listed(reading).rows.register if one.title == "Tea")
        assert item.mark.favourite
        assert item.mark.tags == ("sea", "salt")
        assert not item.unread
        await reading.press("&", *"tag:salt")
        assert titles(reading) == ["Tea"]
        assert "★" in reading.screen()


async def test_read_posts_are_not_new_and_later_ones_are(folder: Path, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    async with library_of(folder, state=state) as reading:
        await reading.press("&", *"tea", "enter", "q")
        assert [item.unread for item in listed(reading).rows if isinstance(item, Item)] == [False]
    scrape(folder / "tea.txt", "Tea", "A café by the sea.", "Nobody drinks tea there.", "I do.")
    async with library_of(folder, state=state) as reading:
        item = next(one for one in listed(reading).rows.register if one.title == "Tea")
        assert (item.new, item.unread) == (1, True)
        assert "+1" in reading.screen()


async def test_orders_and_groups(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("s")
        assert listed(reading).rows.wish.order == "title"
        assert titles(reading) == sorted(titles(reading))
        await reading.press("S")
        assert titles(reading) == sorted(titles(reading), reverse=True)
        await reading.press("o")
        assert "by folder" in reading.rows()[0]
        assert str(folder)[:40] in reading.screen()
        count = listed(reading).threads.count
        await reading.press("g", "enter")
        assert listed(reading).threads.count < count


async def test_copies_are_one_until_asked_for(folder: Path) -> None:
    async with library_of(folder) as reading:
        assert titles(reading).count("The ledger") == 1
        await reading.press("d")
        assert titles(reading).count("The ledger") == 2


async def test_a_missing_file_is_shown_as_missing(folder: Path) -> None:
    async with library_of(folder):
        pass
    (folder / "tea.txt").unlink()
    async with library_of(folder) as reading:
        assert "missing" in reading.screen()
        await reading.press("&", *"tea", "enter")
        assert isinstance(reading.app.screen, LibraryScreen)
        assert "no such file" in reading.said()


async def test_the_preview_shows_the_thread_and_the_hit(folder: Path) -> None:
    async with library_of(folder, size=(140, 20)) as reading:
        await reading.press("&", *"tea")
        assert "Nobody drinks tea there." in reading.screen()
        await reading.press("escape", "v")
        assert "Nobody drinks tea there." not in reading.screen()


@pytest.mark.parametrize("size", [(20, 6), (200, 50)])
async def test_any_size_will_do(folder: Path, size: tuple[int, int]) -> None:
    async with library_of(folder, size=size) as reading:
        assert reading.too_wide() == []
        await reading.press("/", *"ledger")
        assert reading.too_wide() == []
        await reading.press("escape", "?", "escape", "q")
        assert reading.app.return_code == 0


async def test_copies_stand_below_the_thread_that_stands_for_them(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("d")
        rows = [one for one in listed(reading).rows if isinstance(one, Item)]
        at = next(n for n, one in enumerate(rows) if one.hidden)
        assert rows[at - 1].entry.id == rows[at].leader
        assert "└" in reading.screen()
        await reading.press("o", "S")
        assert {one.entry.id for one in listed(reading).rows if isinstance(one, Item)} == {
            one.entry.id for one in rows
        }


async def test_a_favourite_may_be_unread(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("asterisk")
        assert reading.rows()[2].startswith("★● ")
        await reading.press("m")
        assert reading.rows()[2].startswith("★  ")


async def test_what_is_at_hand_is_told_in_full(folder: Path) -> None:
    async with library_of(folder, size=(200, 20)) as reading:
        await reading.press("&", *"rats", "escape")
        assert f"mail · 25 B · 6 Mar 2010 · {folder}/box.mbox#" in reading.rows()[-2]


async def test_a_file_that_moves_while_one_looks_is_there_once(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("&", *"tea", "escape", "asterisk", "escape")
        (folder / "tea.txt").rename(folder / "below/leaves.txt")
        listed(reading).watch_folders()
        await reading.settle()
        await reading.settle()
        there = [one for one in listed(reading).rows if isinstance(one, Item)]
        assert sorted(one.title for one in there) == sorted(set(titles(reading)))
        (tea,) = [one for one in there if one.title == "Tea"]
        assert (tea.entry.path, tea.entry.missing) == (str(folder / "below/leaves.txt"), False)
        assert tea.mark.favourite


@pytest.mark.parametrize("place", ["below", "empty/inside"])
async def test_folders_are_watched(folder: Path, place: str) -> None:
    """Also those in which nothing was, and from the first look on."""
    (folder / place).mkdir(parents=True, exist_ok=True)
    async with library_of(folder) as reading:
        scrape(folder / place / "new.txt", "A new one", "It was not here before.")
        listed(reading).watch_folders()
        await reading.settle()
        await reading.settle()
        assert "A new one" in titles(reading)


async def test_keys_typed_before_the_list_is_there_are_not_lost(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.type("/nobody")
        await idle(reading.pilot)
        assert "Nobody drinks tea there." in reading.screen()


@pytest.mark.parametrize("size", [(60, 18), (100, 24), (150, 30), (200, 50)])
async def test_the_first_screen_is_the_one_that_was_painted_before(
    folder: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Cell by cell, but for how many threads there are, which is not known then."""
    (folder / "below/two.txt").unlink()
    library = Library(locations.library_index(), locations.library_shelf())
    library.add([str(folder)])
    with library.shelf() as shelf:
        shelf.keep((str(folder / "tea.txt"), ""), Mark(True, None, ("sea",)))
    books = Books(library.index, locations.library_shelf(), (str(folder),))
    front = front_of(Request((), library=books), books, size[1])
    assert front is not None
    painted = ["".join(run.text for run in runs) for runs in frame(front, *size)]
    async with library_of(folder, size=size, front=front) as reading:
        assert reading.rows()[1:] == painted[1:]
        assert painted[0].strip() == "threadview"
        assert "4 threads" in reading.rows()[0]
        styles = [[run.style for run in runs] for runs in frame(front, *size)]
        assert all(style.endswith("+at-hand") for style in styles[2][:3])


async def test_what_was_read_from_a_hit_is_read(folder: Path, tmp_path: Path) -> None:
    async with library_of(folder, state=str(tmp_path / "state")) as reading:
        await reading.press("/", *"drinks", "enter", "q", "escape")
        (tea,) = [one for one in listed(reading).rows.register if one.title == "Tea"]
        assert not tea.unread


async def test_keys_are_answered_before_a_long_list_is_gone_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow the machine: what a key leaves undone is done after it."""
    monkeypatch.setattr("threadview.listing.arrangement.PIECE", 1)
    monkeypatch.setattr("threadview.ui.library.AT_ONCE", 0.0)
    monkeypatch.setattr("threadview.ui.library.PIECE", 0.0)
    async with library_of(folder) as reading:
        await reading.press("&", *"the")
        await until(lambda: listed(reading).rows.counted, reading.pilot)
        assert sorted(titles(reading)) == ["Rats in the tower", "The ledger", "The relief boat"]
        assert listed(reading).threads.count == 3
        await idle(reading.pilot)
        assert "3 threads of 4" in reading.rows()[0]


async def test_keys_typed_fast_mean_the_row_that_those_before_them_brought_to_hand(
    folder: Path,
) -> None:
    async with library_of(folder) as reading:
        await reading.type("jj*jm")
        marks = [one.mark for one in listed(reading).rows if isinstance(one, Item)]
        assert [mark.favourite for mark in marks] == [False, False, True, False]
        assert [mark.read for mark in marks] == [None, None, None, True]


async def test_the_thread_at_hand_stays_at_hand_but_the_top_stays_the_top(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("j")
        at = listed(reading).at_hand()
        await reading.press("s")
        assert listed(reading).at_hand() == at
        await reading.press("g", "s", "S")
        assert listed(reading).threads.at == 0
        await reading.press("G", "&", *"tea")
        assert listed(reading).threads.at == 0


async def test_a_list_arranged_anew_shows_what_stands_above_the_thread_at_hand(
    folder: Path,
) -> None:
    async with library_of(folder, size=(80, 8)) as reading:
        rows = listed(reading).threads
        rows.show(40, 39)
        rows.show(40, 3, anew=True)
        assert rows.top == 0
        rows.show(40, 20, anew=True)
        assert rows.top == 18


async def test_indexing_takes_nothing_from_what_is_said_of_hits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That there are more of them is true whatever else goes on."""
    monkeypatch.setattr(library_work, "HITS", 1)
    async with library_of(folder) as reading:
        await reading.press("/", *"the")
        await until(lambda: "1 hit · the latest: more words" in reading.rows()[0], reading.pilot)
        for line, done in (("50% of all", False), ("", True)):
            listed(reading).post_message(LibraryScreen.Told(line, done))
            await idle(reading.pilot)
            assert "1 hit · the latest: more words" in reading.rows()[0]
            assert line in reading.rows()[0]
