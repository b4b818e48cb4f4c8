"""What may not be written: index and shelf can be read all the same, or say what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import powerless
from library.made import library, scrape

PROGRAM = """
import sys
from threadview.errors import ThreadviewError
from threadview.library import Library, look
books = Library(sys.argv[1], sys.argv[2])
def tried(what):
    try:
        print(what())
    except ThreadviewError as error:
        print(error)
def hits():
    with books.catalogue() as catalogue:
        return len(look(catalogue, "lantern").hits)
tried(hits)
tried(lambda: [*(told := books.add([sys.argv[3]]))[4:5], *told.closed])
tried(hits)
with books.shelf() as shelf:
    tried(lambda: shelf.add_roots(["/nowhere"]))
"""


def said(folder: Path) -> list[str]:
    """How many hits, what indexing says, how many hits then, and what the shelf says."""
    books = library(folder)
    shelf = folder / "data" / "shelf.sqlite3"
    done = powerless.run(PROGRAM, [books.index, shelf, folder / "in"])
    assert not done.stderr
    return done.stdout.splitlines()


def indexed(folder: Path, left: str = "closed") -> Path:
    """A folder with an index of one thread in `cache`, as something left it."""
    scrape(folder / "in/a.txt", "A light", "The lantern was lit.", "It was not.")
    books = library(folder)
    books.add([str(folder / "in")])
    index = Path(books.index)
    if left != "closed":
        with books.catalogue() as catalogue:
            catalogue.entries()
            assert Path(f"{index}-shm").exists()
            if left == "no log":
                shutil.copyfile(f"{index}-shm", f"{index}-kept")
        if left == "no log":
            Path(f"{index}-kept").rename(f"{index}-shm")
        elif left == "empty log":
            Path(f"{index}-wal").touch()
        else:
            Path(f"{index}-wal").write_bytes(b"7" * 5000)
    return index.parent


@pytest.mark.parametrize("left", ["closed", "no log", "empty log"])
def test_an_index_that_may_not_be_written_is_looked_in(tmp_path: Path, left: str) -> None:
    folder = indexed(tmp_path, left)
    before = sorted(path.name for path in folder.iterdir())
    with powerless.read_only(folder):
        hits, added, again, _ = said(tmp_path)
    assert hits == again == "1"
    assert "read-only" in added
    assert "XDG_CACHE_HOME" in added
    assert sorted(path.name for path in folder.iterdir()) == before
    assert not (folder / "index.sqlite3.damaged").exists()


def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The index alone, without what is in the log, may be neither what it was nor what it is."""
    folder = indexed(tmp_path, "killed")
    with powerless.read_only(folder):
        hits = said(tmp_path)[0]
    assert "left while it was written" in hits
    assert "read-only" in hits
    assert said(tmp_path)[2] == "1"


def test_no_index_can_be_made(tmp_path: Path) -> None:
    scrape(tmp_path / "in/a.txt", "A light", "The lantern was lit.")
    (tmp_path / "cache").mkdir()
    with powerless.read_only(tmp_path / "cache"):
        hits, added, _, _ = said(tmp_path)
    assert "no library index yet" in hits
    assert "cache" in added


def test_a_shelf_that_may_not_be_written_costs_only_what_it_would_hold(tmp_path: Path) -> None:
    scrape(tmp_path / "in/a.txt", "A light", "The lantern was lit.")
    (tmp_path / "data").mkdir()
    with powerless.read_only(tmp_path / "data"):
        hits, added, again, shelf = said(tmp_path)
    assert "no library index yet" in hits
    assert "shelf.sqlite3 cannot be written: it or its folder is read-only" in added
    assert again == "1", "it was indexed"
    assert "read-only" in shelf


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    scrape(tmp_path / "in/a.txt", "A light", "The lantern was lit.")
    scrape(tmp_path / "in/closed/b.txt", "Another", "A lantern too.")
    closed = tmp_path / "in/closed"
    closed.chmod(0)
    try:
        _, added, again, _ = said(tmp_path)
    finally:
        closed.chmod(0o755)
    assert added == f"[1, {str(closed)!r}]"
    assert again == "1"
