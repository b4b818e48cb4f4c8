"""Killed at any moment, the index is whole, and goes on to what it would be undisturbed.

The moments are places: the program is killed before one of the writes of its indexing, of commits,
merging, vacuum, checkpoints, of making the full-text table anew and the index itself.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from library.made import entries, found, library, mailbox, scrape
from library.stopping import can_stop, run
from threadview.library import Library

pytestmark = pytest.mark.skipif(not can_stop(), reason="needs ptrace as Linux on x86-64 has it")

PROGRAM = """
import os, sys
from threadview.library import Library, indexing, intake, tending
intake.COMMIT, tending.PIECES, tending.FEW, tending.COMMON, tending.DEAD = 0.0, 0, 5, 4, 10
PHASES = (
    ("CREATE TABLE counter", "making"), ("COMMIT", "commit"), ("DROP TABLE words", "anew"),
    ("INSERT INTO words (words) VALUES ('optimize')", "merging"), ("DELETE FROM common", "common"),
    ("PRAGMA incremental_vacuum", "vacuum"), ("PRAGMA wal_checkpoint", "checkpoint"),
    ("DELETE FROM telling", "forgetting"), ("CREATE INDEX IF NOT", "orders"),
    ("UPDATE thread SET leader", "copies"), ("BEGIN", "writing"), ("INSERT INTO file", "writing"),
)
now = None
def tell(sql):
    global now
    name = next((name for start, name in PHASES if sql.startswith(start)), None)
    if name is None or name == now:
        return
    now = "commit-after-" + now if name == "commit" and now and "commit" not in now else name
    os.write(1, now.encode() + b" ")
connected = indexing.connected
def watched(path, write=False):
    found = connected(path, write)
    found.set_trace_callback(tell)
    return found
indexing.connected = watched
books = Library(sys.argv[1], sys.argv[2])
os.write(1, b"begun ")
if sys.argv[3] == "rebuild":
    books.rebuild()
elif sys.argv[3] == "refresh":
    books.refresh()
else:
    books.add([sys.argv[3]])
"""

QUERIES = ("lantern", "box7", "scrape3", '"and words"', "author:author1", "lan", "changed")
PLACES = 3
"""Writes of each phase before which it is killed: the first, the last, and one between."""


def archive(folder: Path) -> Path:
    messages = [
        (f"author{n % 5}", "Mon, 5 Jan 2009 10:00:00 +0000", f"Subject {n}", f"box{n} lantern " * 9)
        for n in range(12)
    ]
    mailbox(folder / "in/a.mbox", *messages)
    long = (f"long{n} {' '.join(f'{n}{k}' for k in range(200))}" for n in range(150))
    scrape(folder / "in/long.txt", "To be shorter", *long)
    for n in range(6):
        scrape(folder / f"in/{n:03}.txt", f"Thread {n}", f"scrape{n} and words " * 9, "Lanterns.")
    return folder / "in"


def change(inputs: Path) -> None:
    """Every file is another one, so that much of the index is dead weight; many are gone."""
    for path in inputs.iterdir():
        path.write_text(path.read_text().replace("and words", "and words changed") + "\n")
    scrape(inputs / "long.txt", "To be shorter", "short")


def known(of: Library) -> tuple[object, ...]:
    with of.catalogue() as catalogue:
        return (entries(catalogue), *(sorted(found(of, query)) for query in QUERIES))


def is_sound(of: Library) -> bool:
    with sqlite3.connect(of.index) as connection:
        whole = bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'words'").fetchone():
            return whole  # nothing was made yet
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    connection.close()
    return whole


def arguments(folder: Path, what: str) -> list[str]:
    books = library(folder)
    return [books.index, str(folder / "data/shelf.sqlite3"), what]


def places(made: Counter[str]) -> list[tuple[str, int]]:
    """Before which writes it is killed."""
    return [
        (phase, nth)
        for phase, count in made.items()
        for nth in sorted({(count - 1) * n // (PLACES - 1) for n in range(PLACES)})
    ]


def killed(base: Path, what: str, again: str, phases: set[str], tmp_path: Path) -> None:
    """Do something with a library, killed at each place; then see what is there, and what is when
    it goes on because a file is opened (`again`)."""
    shutil.copytree(base, tmp_path / "whole")
    made = run(PROGRAM, arguments(tmp_path / "whole", what))
    undisturbed = known(library(tmp_path / "whole"))
    assert phases <= made.keys(), made
    for n, place in enumerate(places(made)):
        folder = tmp_path / str(n)
        shutil.copytree(base, folder)
        stopped = run(PROGRAM, arguments(folder, what), place)
        assert stopped[place[0]] == place[1], (place, stopped)
        books = library(folder)
        if Path(books.index).exists() and Path(books.index).stat().st_size:
            assert is_sound(books), place
        books.add([again])
        assert is_sound(books), place
        assert known(books) == undisturbed, place
        shutil.rmtree(folder)


def test_while_it_is_made(tmp_path: Path) -> None:
    inputs = archive(tmp_path)
    (tmp_path / "base").mkdir()
    phases = {"begun", "commit-after-writing", "merging", "orders", "checkpoint"}
    killed(tmp_path / "base", str(inputs), str(inputs), phases, tmp_path)


@pytest.mark.parametrize("what", ["refresh", "rebuild"])
def test_while_much_of_it_changes(tmp_path: Path, what: str) -> None:
    inputs = archive(tmp_path)
    base = tmp_path / "base"
    library(base).add([str(inputs)])
    if what == "refresh":
        change(inputs)
    phases = {"begun", "merging"}
    if what == "refresh":
        phases = {"commit-after-forgetting", "anew", "commit-after-anew", "vacuum"}
    again = str(inputs) if what == "refresh" else str(inputs / "000.txt")
    killed(base, what, again, {*phases, "checkpoint"}, tmp_path)
