"""Marks follow their threads, whatever a file that is read anew calls them."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from library.made import library
from threadview.library import Library, Mark
from threadview.library.schema import SHELF

LETTERS = (
    ("<1@a>", "", "Lamps", "The lamp on the pier burnt all night and nobody knows who lit it."),
    (
        "<2@a>",
        "",
        "Boats",
        "Two boats left the harbour before dawn, and one came back at noon.",
    ),
    (
        "<3@a>",
        "<2@a>",
        "Re: Boats",
        "The other lay behind the island until the wind turned.",
    ),
    ("<4@a>", "<0@a>", "Re: Rats", "Rats never sign a ledger, says the keeper of the third tower."),
    (
        "<5@a>",
        "<0@a>",
        "Re: Rats",
        "They do if the ink is made of oil, as this one is, I hear.",
    ),
)
"""Three threads; the first message of the last is not there."""


def box(path: Path, *letters: tuple[str, str, str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "\n".join(
            f"From a@a Mon Jan  5 10:00:00 2009\nFrom: a <a@a>\nMessage-ID: {name}\n"
            + (f"References: {above}\n" if above else "")
            + f"Date: Mon, 5 Jan 2009 10:0{n}:00 +0000\nSubject: {subject}\n\n{body}\n"
            for n, (name, above, subject, body) in enumerate(letters)
        )
    )
    return path


def keys(books: Library) -> dict[str, str]:
    """The keys of all threads by title."""
    with books.catalogue() as catalogue:
        return {str(entry.title): entry.key for entry in catalogue.entries()}


def marks(books: Library) -> dict[str, Mark]:
    with books.shelf() as shelf:
        return {key: mark for (_, key), mark in shelf.marks().items()}


def test_marks_of_an_old_shelf_lead_to_the_thread_that_holds_the_message(tmp_path: Path) -> None:
    """As an earlier version left them: the mark names another message of the thread than the one
    that the thread is called by now, and the index is made anew."""
    path = box(tmp_path / "in/box.mbox", *LETTERS)
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    threads = keys(books)
    places = [match.end() for match in re.finditer(rb"(?m)^From a@a.*\n", path.read_bytes())]
    (other,) = (str(place) for place in places[3:] if str(place) not in threads.values())
    shelf = tmp_path / "data/shelf.sqlite3"
    shelf.unlink()
    connection = sqlite3.connect(shelf)
    for statement in SHELF[0]:
        connection.execute(statement)
    connection.execute("INSERT INTO root VALUES (?, '', 0)", (str(tmp_path / "in").encode(),))
    connection.execute(
        "INSERT INTO mark VALUES (?, ?, 1, 1, '[\"rats\"]', '[]')", (str(path).encode(), other)
    )
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()

    books.rebuild()

    assert marks(books) == {threads["Re: Rats"]: Mark(True, True, ("rats",))}


def test_marks_follow_when_letters_before_them_are_gone(tmp_path: Path) -> None:
    path = box(tmp_path / "in/box.mbox", *LETTERS)
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    before = keys(books)
    with books.shelf() as shelf:
        for title, key in before.items():
            shelf.keep((str(path), key), Mark(tags=(title,)))
    books.refresh()  # what the threads are known by is kept

    box(path, *LETTERS[1:])
    books.refresh()

    after = keys(books)
    assert after["Boats"] != before["Boats"]
    told = {key: mark.tags for key, mark in marks(books).items()}
    assert told[after["Boats"]] == ("Boats",)
    assert told[after["Re: Rats"]] == ("Re: Rats",)
    assert ("Lamps",) in told.values(), "nothing that was said is thrown away"

    box(path, *LETTERS)
    books.refresh()
    assert {key: mark.tags[-1] for key, mark in marks(books).items()} == {
        key: title for title, key in keys(books).items()
    }


def test_the_only_thread_of_a_file_may_be_joined_by_others(tmp_path: Path) -> None:
    path = box(tmp_path / "in/box.mbox", LETTERS[0])
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    assert keys(books) == {"Lamps": ""}
    with books.shelf() as shelf:
        shelf.keep((str(path), ""), Mark(favourite=True))

    box(path, *LETTERS[:2])
    books.refresh()

    assert marks(books) == {keys(books)["Lamps"]: Mark(favourite=True)}


def test_of_two_threads_that_are_alike_none_is_guessed(tmp_path: Path) -> None:
    again = ("<9@a>", *LETTERS[0][1:])
    path = box(tmp_path / "in/box.mbox", LETTERS[1], LETTERS[0])
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    key = keys(books)["Lamps"]
    with books.shelf() as shelf:
        shelf.keep((str(path), key), Mark(favourite=True))
    books.refresh()

    box(path, (LETTERS[1][0], "", "Boats", "Short."), LETTERS[0], again)
    books.refresh()

    with books.catalogue() as catalogue:
        lamps = {entry.key for entry in catalogue.entries() if entry.title == "Lamps"}
    assert len(lamps) == 2
    assert key not in lamps
    assert marks(books) == {key: Mark(favourite=True)}
