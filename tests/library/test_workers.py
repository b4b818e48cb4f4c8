"""Indexing by several processes: what they bring is what one would, whoever dies on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from library.made import found, library, mailbox, scrape
from threadview.crew import workers
from threadview.library import Library, errand, intake
from threadview.library.gathering import Source, opened

pytestmark = pytest.mark.skipif(workers(2) < 2, reason="no processes to be had safely here")


def everything(of: Library) -> list[tuple[object, ...]]:
    """Every thread with its posts, ids aside."""
    with of.catalogue() as catalogue:
        return sorted(
            (*entry[1:-1], tuple(catalogue.records(entry, entry.posts)))
            for entry in catalogue.entries()
        )


def archive(folder: Path) -> Path:
    """A large mailbox, a long scrape, and small files beside them."""
    messages = [
        (
            f"author{n % 40}",
            "Mon, 5 Jan 2009 10:00:00 +0000",
            f"Subject {n % 700}",
            f"word{n} " * 80,
        )
        for n in range(2500)
    ]
    mailbox(folder / "a.mbox", *messages)
    for n in range(30):
        scrape(folder / f"{n:02}.mbox", f"Thread {n}", f"scrape{n} and words", "木漏れ日 " * n)
    (folder / "nothing.bin").write_bytes(b"\0\1\2" * 100)
    return folder


def test_several_bring_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = archive(tmp_path / "in")
    made = []
    for count in (1, 3):
        monkeypatch.setattr(intake, "workers", lambda count=count: count)
        books = library(tmp_path / str(count))
        tally = books.add([str(inputs)])
        made.append((tally, everything(books)))
    assert made[0] == made[1]
    assert made[0][0].posts == 2560
    assert made[0][0].refused == 1


def test_a_file_whose_reading_kills_costs_that_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(40):
        scrape(tmp_path / f"in/{n:02}.mbox", f"Thread {n}", f"word{n} and others")

    def deadly(path: str, form: str | None = None) -> Source:
        if path.endswith(("07.mbox", "31.mbox")):
            os._exit(9)
        return opened(path, form)

    monkeypatch.setattr(errand, "opened", deadly)
    monkeypatch.setattr(intake, "workers", lambda: 2)
    monkeypatch.setattr(intake, "FEW", 0)
    books = library(tmp_path)
    tally = books.add([str(tmp_path / "in")])

    assert (tally.read, tally.refused) == (38, 2)
    with books.catalogue() as catalogue:
        refused = [Path(path).name for path, state, _, _ in catalogue.files() if state == "none"]
    assert sorted(refused) == ["07.mbox", "31.mbox"]
    assert found(books, "word30") == [("30.mbox", 1)]
    assert books.refresh().same == 40
