"""Corrections in the reading view: made, shown as such, laid over every reading, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from threadview.corrections import Correction
from threadview.model import Post
from threadview.notebook import Notebook
from threadview.outline import Place
from threadview.posts import record_of
from threadview.request import Looks
from ui.made import LEDGER, Reading, opened, words, write


class Book:
    """A notebook of the tests' own, and a directory for state."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "notes.sqlite3"
        self.state = folder / "state"

    def __call__(self, ledger: str, **more: Any) -> Any:
        """The reader with it."""
        return opened(ledger, notebook=str(self.path), state=str(self.state), **more)

    def corrections(self) -> list[Correction]:
        """What is on the disk."""
        with Notebook(self.path) as book:
            threads = book.threads.all() if book.path.exists() else []
            return [one for known in threads for one in book.corrections.of_thread(known.id)]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def posts(reading: Reading) -> list[Post]:
    """The posts on the screen."""
    return list(reading.outline.posts)


def grow(path: str, added: list[Post]) -> None:
    """Add posts to a thread on the disk."""
    kept = json.loads(Path(path).read_text())
    kept["posts"] += [record_of(post) for post in added]
    Path(path).write_text(json.dumps(kept))


async def split(reading: Reading) -> None:
    """Split post 2 before "My grandfather's diary"."""
    await reading.press("2", "G")
    reading.reader.visit(reading.here._replace(block=1, offset=0))
    await reading.press("v", "right_parenthesis", "o", "escape")
    reading.reader.extend_to(Place(1, 1, len("They were snowed in. ")))
    await reading.press("z", "s")


async def test_split_and_back(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await split(reading)
        assert len(posts(reading)) == 13
        assert posts(reading)[2].blocks[0].text.startswith("My grandfather's diary")
        assert "corrected: the post is split; u undoes it" in reading.said()
        await reading.press("3", "G")
        assert "#3  unknown author" in reading.screen()
        assert "corrected" in reading.screen()
        await reading.press("w")
        assert "You have corrected it: cut off from the post before." in reading.screen()
        await reading.press("q", "u")
        assert len(posts(reading)) == 12
        assert "corrected" not in reading.rows()[2]
        await reading.press("ctrl+r")
        assert len(posts(reading)) == 13


async def test_merging_what_was_split_takes_that_back(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await split(reading)
        await reading.press("3", "G", "z", "m")
        assert len(posts(reading)) == 12
        assert book.corrections() == []


async def test_merge_and_split_again_at_the_seam(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("6", "G", "z", "m")
        assert len(posts(reading)) == 11
        assert posts(reading)[4].blocks[-1].text == LEDGER[5].blocks[-1].text
        reading.reader.extend_to(Place(4, 2, 0))
        await reading.press("z", "s")
        assert [post.blocks for post in posts(reading)] == [post.blocks for post in LEDGER]
        assert book.corrections() == []
        await reading.press("g", "g", "z", "m")
        assert "no post before" in reading.said()


async def test_a_post_is_not_split_at_its_beginning(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "z", "s")
        assert "v selects" in reading.said()
        await reading.press("v", "z", "s")
        assert "begins there already" in reading.said()
        assert not book.path.exists()


async def test_a_post_is_split_at_the_cursor(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "v", "w", "w", "z", "s")
        assert len(posts(reading)) == 13
        assert posts(reading)[5].blocks[0].text == " ".join(words(5).split()[2:])


async def test_author_date_and_title(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("3", "G", "z", "w")
        await reading.type("petrel\n")
        assert "#3  petrel" in reading.screen()
        await reading.press("z", "d")
        await reading.type("soon\n")
        assert "is no date" in reading.said()
        await reading.press("z", "d")
        await reading.type("2009-03-14\n")
        assert posts(reading)[2].date == "2009-03-14"
        await reading.press("z", "t")
        await reading.press(*["backspace"] * len("The keeper's ledger"))
        await reading.type("Oil\n")
        assert "Oil · 12 posts" in reading.rows()[0]
        await reading.press("w")
        assert "its author is petrel" in reading.screen()
        assert "its date is 2009-03-14" in reading.screen()
        await reading.press("q", "u", "u", "u")
        assert "#3  unknown author" in reading.screen()
        assert "The keeper's ledger" in reading.rows()[0]


async def test_a_part_of_a_split_post_has_its_own_author(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await split(reading)
        await reading.press("3", "G", "z", "w")
        await reading.type("petrel\n")
        assert [post.author for post in posts(reading)[1:3]] == ["tern", "petrel"]


async def test_a_quote_with_its_post_and_without_and_none_at_all(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("6", "G", "v", "i", "p", "z", "q")
        await reading.type("5\n")
        [quote] = posts(reading)[5].quotes
        assert (quote.post, quote.author) == (5, LEDGER[4].author)
        assert reading.app.screen is reading.reader
        await reading.press("6", "G", "tab")
        assert "#5 · 40 words · marked by you" in reading.screen()
        await reading.press("7", "G", "v", "i", "p", "z", "q")
        await reading.type("\n")
        assert posts(reading)[6].quotes[0].post is None
        await reading.press("8", "G", "v", "e", "z", "q")
        await reading.type("99\n")
        assert "no other post is #99" in reading.said()
        await reading.press("escape", "2", "G", "tab", "z", "u")
        assert posts(reading)[1].quotes == ()
        assert "▸ marlin" not in reading.screen().split("#3")[0]


async def test_furniture(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "v", "i", "p", "z", "f")
        assert posts(reading)[4].blocks[0].kind == "chrome"
        assert "page furniture: 1 line" in reading.screen()


async def test_corrections_are_there_when_the_thread_is_opened_again(
    ledger: str, book: Book
) -> None:
    async with book(ledger) as reading:
        await split(reading)
        await reading.press("8", "G", "m", "a")
        assert reading.number == 8
        reading.reader.remember()
    async with book(ledger) as reading:
        assert len(posts(reading)) == 13
        assert reading.number == 8
        await reading.press("g", "g", "apostrophe", "a")
        assert reading.number == 8
        await reading.press("u")
        assert len(posts(reading)) == 12
        assert reading.number == 7


async def test_whatever_keeps_places_keeps_the_same_words(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("8", "G", "m", "a", "9", "G", "a")
        await reading.type("under the split")
        await reading.press("ctrl+s", "1", "2", "G", "ctrl+o")
        await split(reading)
        await reading.press("apostrophe", "a")
        assert reading.number == 9
        reader = reading.reader
        assert reader.desk is not None
        assert [held.first for held in reader.desk.held] == [9]
        await reading.press("right_square_bracket")
        assert reading.number == 10
        await reading.press("2", "G", "z", "m")
        assert [held.first for held in reader.desk.held] == [8]


async def test_the_way_back_is_the_same(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.type("#9\n#4\n")
        await split(reading)
        await reading.press("ctrl+o")
        places = [stand.top.post for stand in reading.reader.jumps._stands]
        assert 9 in places  # post 9 is post 10 now


async def test_a_fold_stays_with_its_post(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("1", "2", "G", "enter")
        await split(reading)
        folds = reading.outline.folds
        assert folds.shut == {13}


async def test_a_reload_lays_them_over_again(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("9", "G", "a")
        await reading.type("stays")
        await reading.press("ctrl+s")
        await split(reading)
        grow(ledger, [LEDGER[11]._replace(number=13)])
        await reading.press("1", "0", "G", "r")
        assert len(posts(reading)) == 14
        assert reading.number == 10
        assert "● stays" in reading.screen()


async def test_following_lays_them_over_again(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await split(reading)
        await reading.press("alt+f")
        grow(ledger, [LEDGER[4]._replace(number=13)])
        reading.reader.look_for_more()
        await reading.settle()
        assert len(posts(reading)) == 14
        assert "1 new post" in reading.said()
        assert posts(reading)[2].blocks[0].text.startswith("My grandfather's diary")
        await reading.press("a")
        await reading.type("late")
        await reading.press("ctrl+s")
        assert reading.reader.desk is not None
        assert len(reading.reader.desk.held) == 1


async def test_a_filter_stays(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("ampersand")
        await reading.type("author:marlin\n")
        before = len(reading.outline.only)
        reading.reader.visit(Place(0))
        await reading.press("z", "w")
        await reading.press(*["backspace"] * 6)
        await reading.type("petrel\n")
        assert reading.reader.filter_shown == "author:marlin"
        assert len(reading.outline.only) == before - 1


async def test_correcting_while_it_is_being_found_out_which_thread_this_is(
    ledger: str, book: Book
) -> None:
    async with book(ledger) as reading:
        reader = reading.reader
        hold = reader.lay_anew
        reader.lay_anew = lambda: None
        await reading.press("6", "G", "z", "m", "8", "G", "z", "w")
        await reading.type("!\n")
        await reading.press("9", "G", "a")
        await reading.type("meanwhile")
        await reading.press("ctrl+s", "5", "G", "v", "i", "w", "H", "3")
        assert not book.path.exists()
        reader.lay_anew = hold
        reader.lay_anew()
        await reading.settle()
        assert len(posts(reading)) == 11
        assert posts(reading)[6].author == f"{LEDGER[7].author}!"
        assert reader.desk is not None
        bodies = {(held.note.body, held.note.colour): held.first for held in reader.desk.held}
        assert bodies == {("meanwhile", None): 7, ("", "blue"): 4}


async def test_a_thread_of_which_only_a_part_has_been_read(tmp_path: Path, book: Book) -> None:
    many = [
        LEDGER[4]._replace(number=n, blocks=(LEDGER[4].blocks[0]._replace(text=words(n, 60)),))
        for n in range(1, 200)
    ]
    path = write(tmp_path / "many.made", many)
    async with book(path) as reading:
        await reading.press("1", "0", "0", "G")
        reading.reader.remember()
    async with book(path, looks=Looks()) as reading:
        reader = reading.reader
        assert reading.number == 100
        await reading.press("z", "m")
        assert len(posts(reading)) == 198
        assert reader.reading.posts[99].blocks[0].text in {
            block.text for block in posts(reading)[98].blocks
        }


async def test_another_window_is_corrected_too(ledger: str, book: Book) -> None:
    async with book(ledger) as one, book(ledger) as other:
        await one.press("6", "G", "z", "m")
        await other.press("8", "G", "s")
        other.reader.look_for_notes()
        await other.settle()
        assert len(posts(other)) == 11
        assert other.number == 7
        await other.press("2", "G")
        await one.press("u", "u")
        other.reader.look_for_notes()
        await other.settle()
        assert len(posts(other)) == 12
