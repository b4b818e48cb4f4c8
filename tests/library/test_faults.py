"""What goes wrong: killed at any moment, damaged, of another version, two at once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from library.made import found, library, mailbox, scrape, titles
from threadview.library import DamagedError, Library, Mark, look
from threadview.library.shelf import Shelf
from threadview.library.store import LibraryError

PROGRAM = """
import sys
from threadview.library import Library, intake
intake.COMMIT = 0.0
def tell(progress):
    print(progress.posts, flush=True)
    return True
Library(sys.argv[1], sys.argv[2]).add([sys.argv[3]], tell)
print("done", flush=True)
"""


def indexing(folder: Path, inputs: Path) -> subprocess.Popen[str]:
    """A program that indexes, and tells of each step."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            PROGRAM,
            str(folder / "cache/index.sqlite3"),
            str(folder / "data/shelf.sqlite3"),
            str(inputs),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def many(folder: Path, count: int = 40) -> Path:
    """A folder of threads, one of the files an mbox of many."""
    messages = [
        (f"author{n}", "Mon, 5 Jan 2009 10:00:00 +0000", f"Subject {n}", f"box{n} and words " * 9)
        for n in range(count)
    ]
    mailbox(folder / "in/a.mbox", *messages)
    for n in range(count):
        scrape(folder / f"in/{n:03}.txt", f"Thread {n}", f"scrape{n} and words " * 9)
    return folder / "in"


def is_sound(books: Library) -> bool:
    with sqlite3.connect(books.index) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return bool(whole == "ok")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not of Windows")
def test_killed_at_any_moment_it_is_whole_and_goes_on(tmp_path: Path) -> None:
    inputs = many(tmp_path)
    books = library(tmp_path)
    chance = random.Random(7)
    before = 0
    for _ in range(5):
        process = indexing(tmp_path, inputs)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 14)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert is_sound(books)
        with books.catalogue() as catalogue:
            now = catalogue.stats().threads
        assert now >= before, "what was committed is there"
        before = now

    books.refresh()

    assert len(titles(books)) == 80
    for word in ("box0", "box39", "scrape0", "scrape39"):
        assert len([name for name, _ in found(books, word)]) == 1, word


def test_two_programs_at_once_make_one_index(tmp_path: Path) -> None:
    inputs = many(tmp_path, 15)
    both = [indexing(tmp_path, inputs) for _ in range(2)]
    ends = [process.communicate()[0] for process in both]

    assert any(end.endswith("done\n") for end in ends)
    books = library(tmp_path)
    assert len(titles(books)) == 30
    assert is_sound(books)


@pytest.mark.parametrize("harm", ["garbage", "cut", "holes", "version", "foreign", "empty tables"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, harm: str) -> None:
    inputs = many(tmp_path, 12)
    books = library(tmp_path)
    books.add([str(inputs)])
    with books.shelf() as shelf:
        shelf.keep((str(inputs / "000.txt"), ""), Mark(favourite=True))
    index = Path(books.index)
    data = bytearray(index.read_bytes())
    if harm == "garbage":
        index.write_bytes(b"this is no database at all" * 100)
    elif harm == "cut":
        index.write_bytes(data[: len(data) // 2])
    elif harm == "holes":
        for at in range(4096, len(data) - 64, 4096):
            data[at : at + 64] = b"\xff" * 64
        index.write_bytes(data)
    else:
        connection = sqlite3.connect(index)
        if harm == "version":
            connection.execute("PRAGMA user_version = 999")
        elif harm == "foreign":
            connection.execute("PRAGMA application_id = 7")
        else:
            connection.execute("DROP TABLE counter")
        connection.commit()
        connection.close()

    books.refresh()

    assert is_sound(books)
    assert len(titles(books)) == 24
    assert len(found(books, "scrape3")) == 1
    with books.shelf() as shelf:
        assert [mark.favourite for mark in shelf.marks().values()] == [True]


def test_damage_that_only_looking_meets_is_mended_all_the_same(tmp_path: Path) -> None:
    """Indexing never comes to the place, for no file there has changed."""
    inputs = many(tmp_path, 3)
    books = library(tmp_path)
    books.add([str(inputs)])
    with sqlite3.connect(books.index) as connection:
        connection.execute("UPDATE chunk SET posts = x'00'")
    connection.close()
    books.refresh()
    with pytest.raises(DamagedError, match="damaged") as met:
        found(books, "scrape1")
    assert "refresh" in str(met.value.hint)

    books.refresh()

    assert len(found(books, "scrape1")) == 1
    assert not list(Path(books.index).parent.glob("*.damaged"))


def test_who_only_looks_is_told_of_damage(tmp_path: Path) -> None:
    books = library(tmp_path)
    Path(books.index).parent.mkdir()
    Path(books.index).write_bytes(b"no database" * 1000)
    with pytest.raises(DamagedError):
        books.catalogue()


def test_looking_makes_nothing(tmp_path: Path) -> None:
    books = library(tmp_path)
    with pytest.raises(LibraryError):
        books.catalogue()
    with books.shelf() as shelf:
        assert shelf.marks() == {}
        assert shelf.roots() == []
    assert list(tmp_path.iterdir()) == []


def test_a_newer_or_broken_shelf_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shelf.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LibraryError, match="newer"):
        Shelf(str(path))
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryError):
        Shelf(str(path))
    assert path.read_bytes().startswith(b"no database")


@pytest.mark.parametrize("harm", ["cut", "garbage", "gone"])
def test_harm_while_it_is_open_is_an_error_and_is_mended(tmp_path: Path, harm: str) -> None:
    inputs = many(tmp_path, 40)
    books = library(tmp_path)
    books.add([str(inputs)])
    expected = found(books, "scrape3 or box7")
    index = Path(books.index)
    with books.catalogue() as catalogue:
        assert catalogue.rows("PRAGMA mmap_size")[0][0] == 0, "a cut file would be a SIGBUS"
        if harm == "gone":
            index.unlink()
            assert len(look(catalogue, "scrape3 or box7").hits) == len(expected) == 12
        else:
            if harm == "cut":
                os.truncate(index, 3 * 4096)
            else:
                index.write_bytes(os.urandom(index.stat().st_size))
            catalogue._connection.execute("PRAGMA shrink_memory")
            with pytest.raises(LibraryError):
                (catalogue.entries(), look(catalogue, "scrape3 or box7"))

    books.refresh()

    assert found(books, "scrape3 or box7") == expected
    assert is_sound(books)


@pytest.mark.parametrize("harm", ["index", "lock", "cache", "write-ahead log"])
def test_something_else_in_its_place_is_told_and_left_alone(tmp_path: Path, harm: str) -> None:
    inputs = many(tmp_path, 3)
    books = library(tmp_path)
    index = Path(books.index)
    if harm == "cache":
        index.parent.write_text("no directory")
    else:
        ends = {"index": "", "lock": ".lock", "write-ahead log": "-wal"}
        Path(f"{index}{ends[harm]}").mkdir(parents=True)
    with pytest.raises(LibraryError):
        books.add([str(inputs)])
    for again in (books.refresh, books.rebuild):
        with pytest.raises(LibraryError):
            again()
    assert not index.is_file() or harm == "write-ahead log"


def test_a_full_disk_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    """No file may grow beyond some size: at the index's first write, or a later one."""
    inputs = many(tmp_path, 30)
    books = library(tmp_path)
    with books.shelf() as kept:
        kept.keep((str(inputs / "000.txt"), ""), Mark(favourite=True))
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    for size in (0, 30_000, 60_000, 90_000, 200_000):
        program = f"{limit}resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n{PROGRAM}"
        process = subprocess.run(
            [sys.executable, "-c", program, books.index, f"{tmp_path}/data/shelf.sqlite3", inputs],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.returncode == 1
        assert "LibraryError: " in process.stderr.splitlines()[-1]
    books.add([str(inputs)])
    assert is_sound(books)
    assert len(titles(books)) == 60
    with books.shelf() as kept:
        assert [mark.favourite for mark in kept.marks().values()] == [True]


def test_a_new_index_is_of_all_that_belongs_to_the_library(tmp_path: Path) -> None:
    """Also where one file is opened after the index was deleted."""
    inputs = many(tmp_path, 3)
    scrape(tmp_path / "other/one.txt", "Elsewhere", "words of another folder")
    books = library(tmp_path)
    books.add([str(inputs), str(tmp_path / "other")])
    expected = titles(books)
    Path(books.index).unlink()

    books.add([str(inputs / "000.txt")])

    assert titles(books) == expected
    scrape(tmp_path / "other/two.txt", "Later", "it is looked at when that folder is")
    books.add([str(inputs / "000.txt")])
    assert titles(books) == expected
