"""Pages of a thread in files of their own are one row of the library, which leads to all of it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

import engines
from threadview.library import Library, Mark
from threadview.library.pages import first_pages, named
from threadview.library.table import table
from threadview.listing.register import Register
from threadview.search import Note

PAGES = ((0, 10), (8, 20), (20, 30))


def page(first: int, last: int) -> str:
    text = engines.phpbb(engines.thread(last)[first:])
    return re.sub(r"#(\d+)\b", lambda number: f"#{int(number[1]) + first}", text)


def saved(folder: Path, *numbers: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        text = page(*PAGES[number - 1])
        (folder / f"kiln-page-{number}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(str(tmp_path / "index.sqlite3"), str(tmp_path / "shelf.sqlite3"))


def register(library: Library, **said: object) -> Register:
    with library.catalogue() as catalogue:
        return Register(table(catalogue), **said)  # type: ignore[arg-type]


def shown(found: Register) -> list[tuple[str, int]]:
    """The rows that are listed: file and posts."""
    items = [found.item(row) for row in found.leading()]
    return [(Path(item.entry.path).name, item.entry.posts) for item in items]


def test_pages_are_one_row_that_leads_to_all_posts(library: Library, tmp_path: Path) -> None:
    saved(tmp_path / "dumps", 1, 2, 3)
    library.add([str(tmp_path / "dumps")])

    found = register(library)

    assert len(found) == 3
    assert shown(found) == [("kiln-page-1.txt", 30)]


def test_a_page_saved_later_joins_the_row(library: Library, tmp_path: Path) -> None:
    saved(tmp_path / "dumps", 1)
    library.add([str(tmp_path / "dumps")])
    assert shown(register(library)) == [("kiln-page-1.txt", 10)]
    for number, posts in ((2, 20), (3, 30)):
        saved(tmp_path / "dumps", number)

        library.refresh()

        assert shown(register(library)) == [("kiln-page-1.txt", posts)]
    assert library.refresh().read == 0


def test_an_index_that_holds_rows_of_old_is_put_right(library: Library, tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    saved(dumps, 1)
    library.add([str(dumps)])
    aside = tmp_path / "aside"
    saved(aside, 2)
    (aside / "kiln-page-2.txt").rename(aside / "other.txt")
    library.add([str(aside)])
    (aside / "other.txt").rename(dumps / "kiln-page-2.txt")
    library.refresh()  # it moved: nothing was read
    connection = sqlite3.connect(library.index)
    connection.execute("DELETE FROM counter WHERE name = 'paged'")
    connection.commit()
    connection.close()

    library.refresh()

    assert shown(register(library)) == [("kiln-page-1.txt", 20)]


def test_threads_that_are_only_numbered_keep_their_rows(library: Library, tmp_path: Path) -> None:
    titles = ("Salt in the rain gauge again", "A kettle for the boat house")
    for number, title in enumerate(titles, 1):
        said = [
            one._replace(words=" ".join(f"{word}{n}" for word in title.split() * 4))
            for n, one in enumerate(engines.thread(8))
        ]
        text = engines.phpbb(said).replace(engines.TITLE, title)
        (tmp_path / f"thread-{number}.txt").write_text(text, encoding="utf-8")
    library.add([str(tmp_path)])

    assert sorted(shown(register(library))) == [("thread-1.txt", 8), ("thread-2.txt", 8)]


def test_what_was_said_of_a_page_is_said_of_the_thread(library: Library, tmp_path: Path) -> None:
    saved(tmp_path / "dumps", 1, 2, 3)
    library.add([str(tmp_path / "dumps")])
    second = str(tmp_path / "dumps" / "kiln-page-2.txt")
    with library.shelf() as shelf:
        shelf.keep((second, ""), Mark(favourite=True, tags=("wick",)))
        marks = shelf.marks()

    found = register(library, marks=marks)
    page_row = found.row_at(second, "")
    assert page_row is not None
    found.notes = {found.table.ids[page_row]: {3: [Note("who was it?", ())]}}
    item = found.item(found.leading()[0])

    assert item.mark.favourite
    assert item.mark.tags == ("wick",)
    assert item.notes == 1
    assert item.row in found.touched()
    assert [below.entry.path for below in found.beneath(item.row)] == [second]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/kiln-page-1.txt", "a/kiln-page-12.txt"),
        ("a/kiln.html", "a/kiln-page-2.html"),
        ("a/kiln.12/index.html", "a/kiln.12/page-3.html"),
        ("a/topic.json", "a/topic-page-2.json"),
        ("a/page1.txt.gz", "a/page2.txt.gz"),
    ],
)
def test_names_of_pages_have_something_in_common(one: str, other: str) -> None:
    assert named(one).key == named(other).key
    assert named(one).number < named(other).number
    assert list(first_pages([one, other], [other])) == [one]


@pytest.mark.parametrize(
    ("one", "other"), [("a/kiln-1.txt", "b/kiln-2.txt"), ("a/kiln-1.txt", "a/lamp-2.txt")]
)
def test_other_names_have_nothing_in_common(one: str, other: str) -> None:
    assert named(one).key != named(other).key
