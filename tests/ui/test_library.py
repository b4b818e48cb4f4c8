"""The library's screen: the list, narrowing, searching, opening at a hit, marks, copies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.made import MAIL, mailbox, scrape
from threadview import locations
from threadview.library import Entry, Library, Mark
from threadview.request import Books
from threadview.ui.library import LibraryScreen
from threadview.ui.library_columns import dates_shown, framed, heads, row
from threadview.ui.library_items import (
    GROUPS,
    ORDERS,
    Arrangement,
    Item,
    grouped,
    narrowed,
    ordered,
)
from threadview.wrap import cells
from ui.made import Reading, idle, opened

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


async def test_a_search_that_finds_nothing_or_means_nothing_says_so(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("/", *"nowhere")
        assert "0 hits" in reading.rows()[0]
        await reading.press("enter")
        assert listed(reading).hits == []
        await reading.press("escape", "/", *"(tea")
        assert "(" in reading.rows()[0] or "missing" in reading.rows()[0]


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
        item = next(one for one in listed(reading).items if one.title == "Tea")
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
        item = next(one for one in listed(reading).items if one.title == "Tea")
        assert (item.new, item.unread) == (1, True)
        assert "+1" in reading.screen()


async def test_orders_and_groups(folder: Path) -> None:
    async with library_of(folder) as reading:
        await reading.press("s")
        assert listed(reading).order == "title"
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


def item(number: int) -> Item:
    entry = Entry(
        number, f"/a/{number % 7}/{number}.txt", "", f"Thread {number * 7919 % 1000}", "tern",
        number % 50, 3, "2009-01-02", f"20{number % 20:02}-01-02", number, False, "text", number,
    )  # fmt: skip
    return Item(entry, plain=entry.path)


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_and_group_holds_every_item(order: str) -> None:
    items = [item(number) for number in range(200)]
    there = ordered(items, order, False)
    key = ORDERS[order][0]

    assert [key(one) for one in ordered(items, order, True)] == [key(one) for one in there[::-1]]
    for group in GROUPS:
        rows = grouped(there, group, frozenset())
        assert {one.entry.id for one in rows if isinstance(one, Item)} == set(range(200))
        for one in rows[:20]:
            for width in (10, 30, 90, 200):
                assert sum(cells(run.text) for run in row(one, width)) <= max(width, 30)


@pytest.mark.parametrize(
    ("width", "there"),
    [
        (30, 0),
        (80, 5),
        (100, 7),
        (120, 7),
    ],
)
def test_columns_that_fit_and_never_more_than_the_width(width: int, there: int) -> None:
    """What is asked of a list at 100 columns and beside a preview at 150 is all of them."""
    frame = framed(width)
    assert len(frame.columns) == there
    assert frame.title + sum(column.width for column in frame.columns) == width
    for order in ORDERS:
        assert sum(cells(run.text) for run in heads(width, order, False)) == width
    for number in (0, 999_999, 12_345_678):
        for column in frame.columns:
            of = item(3)
            big = of._replace(
                entry=of.entry._replace(posts=number, people=number, size=number * 99),
                seen=1,
                notes=number,
            )
            assert cells(column.text(big)) < column.width


@pytest.mark.parametrize(
    ("begun", "ended", "shown"),
    [
        (None, None, ""),
        ("2014-04-02", "2014-04-07", "7 Apr 2014"),
        ("2014-01-02", "2014-04-07", "Jan – 7 Apr 2014"),
        ("2012-03-02", "2014-04-07", "Mar 2012 – Apr 2014"),
        ("2012", "2014", "2012 – 2014"),
    ],
)
def test_first_and_last_date_in_little_room(
    begun: str | None, ended: str | None, shown: str
) -> None:
    assert dates_shown(begun, ended) == shown


def test_fields_in_a_list() -> None:
    one = Item(
        Entry(1, "/a/b.txt", "", None, "Tern", 3, 2, "2012-03-02", "2014-04-07", 9, False, "", 1),
        mark=Mark(tags=("Oil",), collections=("Winter reading",)),
        lent="The lamp",
        plain="",
    )
    for typed in (
        "title:lamp", "author:tern", "path:/a/", "tag:oil", "tag:#oil", "collection:winter",
        "date:2013", "date:2014-04", "date:..2012", "date:2014..", "is:unread",
    ):  # fmt: skip
        assert narrowed([one], typed, False) == [one], typed
    for typed in ("title:boat", "author:gull", "tag:winter", "date:2015", "date:..2011", "x:y"):
        assert narrowed([one], typed, False) == [], typed
    assert one.title == "The lamp"


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


def test_a_hundred_thousand_are_narrowed_all_the_same() -> None:
    items = [item(number) for number in range(100_000)]

    assert [one.entry.id for one in narrowed(items, "99999.txt", False)] == [99_999]


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


TYPED = st.text("1n:ew ", max_size=3) | st.sampled_from(["is:new", "is:ne", "tag:x", "4 1", "41"])
STEPS = st.lists(
    st.tuples(TYPED, st.booleans(), st.sampled_from(["title", "posts", "path"]), st.booleans()),
    max_size=8,
)


@given(STEPS)
def test_what_stayed_the_same_is_not_done_anew_and_nobody_can_tell(
    steps: list[tuple[str, bool, str, bool]],
) -> None:
    items = [item(number)._replace(seen=number % 3, hidden=number % 5 == 0) for number in range(60)]
    arrangement = Arrangement()
    for typed, copies, order, backwards in steps:
        found = arrangement.rows(items, typed, copies, (order, backwards))
        assert found == narrowed(ordered(items, order, backwards), typed, copies)
