"""Indexing: only what changed is read, moved files are known again, copies are told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from library.made import MAIL, found, library, mailbox, scrape, titles
from threadview.library import BusyError, Progress, tending, within
from threadview.library.store import Lock

LONG = " ".join(f"word{n} of the keeper's ledger" for n in range(30))


def test_a_folder_is_indexed_with_all_below_it(tmp_path: Path) -> None:
    scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.", "So they say.")
    mailbox(tmp_path / "in/below/box.mbox", *MAIL)
    (tmp_path / "in/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (tmp_path / "in/.hidden.txt").write_text("hidden")
    books = library(tmp_path)

    tally = books.add([str(tmp_path / "in")])

    assert (tally.read, tally.refused, tally.threads) == (2, 1, 3)
    assert titles(books) == ["Rats in the tower", "The lamp", "The relief boat"]
    with books.catalogue() as catalogue:
        boat = next(e for e in catalogue.entries() if e.title == "The relief boat")
        assert (boat.posts, boat.people, boat.author) == (2, 2, "marlin")
        assert (boat.begun, boat.ended) == ("2009-01-05", "2009-01-06")
        assert [e.title for e in within(catalogue.entries(), [str(tmp_path / "in/below")])] == [
            "Rats in the tower",
            "The relief boat",
        ]
        files = {Path(path).name: why for path, _, why, _ in catalogue.files()}
        assert "binary" in (files["picture.png"] or "")


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    scrape(tmp_path / "in/two.txt", "The boat", "It came late.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    scrape(one, "The lamp", "It burnt all night.", "The wick was short.")

    tally = books.refresh()

    assert (tally.read, tally.same, tally.posts) == (1, 1, 2)
    assert found(books, "wick") == [("one.txt", 2)]
    assert found(books, "burnt") == [("one.txt", 1)]


def test_words_that_are_gone_are_not_found(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "A petrel came by.", "It left.")
    books = library(tmp_path)
    books.add([str(one)])
    scrape(one, "The lamp", "A puffin came by, longer than it was.")
    books.refresh()

    assert found(books, "petrel") == []
    assert found(books, "puffin") == [("one.txt", 1)]


def test_a_file_that_is_gone_is_missing_and_there_again(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    away = one.rename(tmp_path / "away")
    books.refresh()
    with books.catalogue() as catalogue:
        assert [entry.missing for entry in catalogue.entries()] == [True]

    away.rename(one)
    books.refresh()
    with books.catalogue() as catalogue:
        assert [entry.missing for entry in catalogue.entries()] == [False]


def test_a_moved_file_is_known_again_with_what_was_said_of_it(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    with books.shelf() as shelf:
        from threadview.library import Mark

        shelf.keep((str(one), ""), Mark(favourite=True, tags=("oil",)))
    one.rename(tmp_path / "in/two.txt")

    tally = books.refresh()

    assert (tally.moved, tally.read) == (1, 0)
    assert found(books, "burnt") == [("two.txt", 1)]
    with books.shelf() as shelf:
        assert shelf.marks()[(str(tmp_path / "in/two.txt"), "")].tags == ("oil",)


def test_copies_of_a_thread_are_told(tmp_path: Path) -> None:
    scrape(tmp_path / "in/one.txt", "The ledger", LONG, LONG[::-1], "Who wrote that?")
    scrape(tmp_path / "in/two.txt", "The ledger", LONG, LONG[::-1])
    scrape(tmp_path / "in/other.txt", "The ledger", "Nothing but the title is the same here.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])

    with books.catalogue() as catalogue:
        names = {entry.id: Path(entry.path).name for entry in catalogue.entries()}
        told = {names[copy]: names[leader] for copy, leader in catalogue.leaders().items()}
    assert told == {"one.txt": "one.txt", "two.txt": "one.txt"}


@pytest.mark.parametrize("name", ["{}", "{}.eml"])
def test_a_letter_edited_where_it_is_is_read_again(tmp_path: Path, name: str) -> None:
    """A folder of numbered messages, and one of .eml files: the folder itself does not change."""
    folder = tmp_path / "in/letters"
    folder.mkdir(parents=True)
    for number, body in enumerate(("It burnt all night.", "Nobody saw it."), 1):
        (folder / name.format(number)).write_text(
            f"From: a@a.example\nSubject: The lamp\nMessage-ID: <{number}@a.example>\n\n{body}\n"
        )
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    assert found(books, "nobody")
    letter = folder / name.format(2)
    before = folder.stat().st_mtime_ns

    letter.write_text(letter.read_text().replace("Nobody", "Everybody"))
    assert folder.stat().st_mtime_ns == before
    assert books.refresh().read == 1

    assert found(books, "everybody")
    assert found(books, "nobody") == []


def test_a_copy_that_is_there_stands_for_one_that_is_gone(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The ledger", LONG, LONG[::-1], "Who wrote that?")
    scrape(tmp_path / "in/two.txt", "The ledger", LONG, LONG[::-1])
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    one.unlink()
    books.refresh()

    with books.catalogue() as catalogue:
        names = {entry.id: Path(entry.path).name for entry in catalogue.entries()}
        told = {names[copy]: names[leader] for copy, leader in catalogue.leaders().items()}
    assert told == {"one.txt": "two.txt", "two.txt": "two.txt"}


def test_what_was_taken_out_does_not_come_back(tmp_path: Path) -> None:
    scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    scrape(tmp_path / "in/below/two.txt", "The boat", "It came late.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])

    assert books.remove([str(tmp_path / "in/below")]) == 1
    books.refresh()

    assert titles(books) == ["The lamp"]
    books.add([str(tmp_path / "in/below")])
    assert titles(books) == ["The boat", "The lamp"]


def test_stopped_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    for n in range(5):
        scrape(tmp_path / f"in/{'abcde'[n]}.txt", f"Thread {n}", f"Words number{n}.")
    books = library(tmp_path)

    def until_two(progress: Progress) -> bool:
        return progress.files < 2

    assert books.add([str(tmp_path / "in")], until_two).read == 2
    tally = books.refresh()

    assert (tally.read, tally.same) == (3, 2)
    assert len(titles(books)) == 5


def test_a_second_one_does_not_write_but_looks(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    books = library(tmp_path)
    books.add([str(one)])

    with Lock(books.index):
        with pytest.raises(BusyError):
            books.refresh()
        assert found(books, "burnt") == [("one.txt", 1)]
    books.refresh()


def test_dead_weight_is_thrown_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threadview.library import tending

    monkeypatch.setattr(tending, "DEAD", 0)
    one = tmp_path / "in/one.txt"
    books = library(tmp_path)
    for n in range(4):
        scrape(one, "The lamp", *[f"It burnt {n} nights.", "木漏れ日"] * (n + 1))
        books.add([str(one)])

    with books.catalogue() as catalogue:
        assert catalogue.stats().dead <= catalogue.stats().posts
    assert sorted(found(books, "burnt")) == [("one.txt", n) for n in (1, 3, 5, 7)]
    assert len(found(books, "漏れ")) == 4


def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        one = scrape(tmp_path / name, "The lamp", "It burnt all night.")
    except (OSError, UnicodeError):
        pytest.skip("the file system takes only text")
    books = library(tmp_path)
    books.add([str(one)])

    assert found(books, "burnt") == [(name, 1)]


def test_nothing_is_written_beside_the_dumps(tmp_path: Path) -> None:
    one = scrape(tmp_path / "in/one.txt", "The lamp", "It burnt all night.")
    shutil.copy(one, tmp_path / "in/two.txt")
    library(tmp_path).add([str(tmp_path / "in")])

    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["one.txt", "two.txt"]


def test_quotes_of_plain_text_are_those_that_reading_finds(tmp_path: Path, samples: Path) -> None:
    from threadview.reading import read_path
    from threadview.search.corpus import quoted_stretches

    books = library(tmp_path)
    books.add([str(samples / "the-lift-stops-at-13.txt")])
    thread = read_path(samples / "the-lift-stops-at-13.txt")

    with books.catalogue() as catalogue:
        (entry,) = catalogue.entries()
        records = catalogue.records(entry, 1000)
    assert [record.author for record in records] == [post.author for post in thread.posts]
    quoted = [
        tuple(edge for one in quoted_stretches(post) for edge in one) for post in thread.posts
    ]
    assert [record.quoted for record in records] == quoted
    assert any(quoted)


def test_what_was_taken_out_gives_its_room_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tending, "DEAD", 0)
    long = [f"words{n} {' '.join(f'{n}{k}' for k in range(200))}" for n in range(200)]
    scrape(tmp_path / "in/long/long.txt", "Long", *long)
    scrape(tmp_path / "in/short.txt", "Short", "by one of them")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    with books.catalogue() as catalogue:
        before = catalogue.stats()

    books.remove([str(tmp_path / "in/long")])

    with books.catalogue() as catalogue:
        after = catalogue.stats()
    assert (before.people, after.people) == (200, 1)
    assert after.size < before.size / 2
    assert Path(books.index).stat().st_size == after.size
