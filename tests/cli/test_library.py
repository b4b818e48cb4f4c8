"""`threadview library …`, and `threadview search` without a path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from library.made import MAIL, mailbox, scrape
from threadview import locations
from threadview.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, capsys: Captured) -> Path:
    """Two files, in the library."""
    mailbox(tmp_path / "in/box.mbox", *MAIL)
    scrape(tmp_path / "in/tea.txt", "Tea", "A café by the sea.", "Nobody drinks tea there.")
    assert main(["library", "add", str(tmp_path / "in")]) == 0
    assert "5 posts in 3 threads indexed" in capsys.readouterr().err
    return tmp_path / "in"


def test_without_a_library_it_says_how_to_make_one(capsys: Captured) -> None:
    assert main(["search", "boat"]) == 2
    assert "threadview library add" in capsys.readouterr().err
    assert main(["library", "list"]) == 2


def test_adding_what_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    assert main(["library", "add", str(tmp_path / "none")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert not Path(locations.library_index()).exists()


def test_search_prints_a_line_per_post(folder: Path, capsys: Captured) -> None:
    assert main(["search", "ledger"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{folder}/box.mbox#")
    assert told.endswith(":#1 gull: Rats never sign a ledger.\n")
    assert main(["search", "nowhere"]) == 1


def test_search_as_json_and_in_totals(folder: Path, capsys: Captured) -> None:
    assert main(["search", "--json", "drinks"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["path"], row["post"], row["match"]) == (str(folder / "tea.txt"), 2, "drinks")
    assert (row["title"], row["where"]) == ("Tea", "body")
    assert main(["search", "-c", "counted"]) == 0
    assert capsys.readouterr().out == f"{folder / 'box.mbox'}:2\n"
    assert main(["search", "-l", "counted"]) == 0
    assert capsys.readouterr().out == f"{folder / 'box.mbox'}\n"


def test_what_only_dumps_can_be_asked_is_refused(folder: Path, capsys: Captured) -> None:
    assert main(["search", "-w", "tea"]) == 2
    assert "--word" in capsys.readouterr().err
    assert main(["search", "quotes:#3"]) == 2
    assert main(["library", "search", "("]) == 2


def test_colour_only_where_it_is_wanted(folder: Path, capsys: Captured) -> None:
    main(["search", "--color", "always", "drinks"])
    assert "\x1b[1;31mdrinks\x1b[0m" in capsys.readouterr().out
    main(["search", "drinks"])
    assert "\x1b" not in capsys.readouterr().out


def test_list_shows_threads_and_files(folder: Path, capsys: Captured) -> None:
    assert main(["library", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[3] for line in lines] == [
        "Rats in the tower",
        "Tea",
        "The relief boat",
    ]
    assert main(["library", "list", "--json", "tea"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["title"], row["posts"], row["missing"]) == ("Tea", 2, False)
    (folder / "tea.txt").unlink()
    assert main(["library", "refresh", "-q"]) == 0
    assert main(["library", "list", "--files"]) == 0
    assert f"{folder / 'tea.txt'}\tmissing" in capsys.readouterr().out
    assert main(["library", "list", "nothing of the kind"]) == 1


def test_stats_rebuild_and_rm(folder: Path, capsys: Captured) -> None:
    assert main(["library", "stats"]) == 0
    assert "threads   3 (0 are copies of others)" in capsys.readouterr().out
    assert main(["library", "rebuild", "-q"]) == 0
    assert "5 posts in 3 threads indexed" in capsys.readouterr().err
    assert main(["library", "rm", str(folder / "box.mbox")]) == 0
    assert main(["library", "list"]) == 0
    assert "boat" not in capsys.readouterr().out
    assert main(["library", "rm", str(folder / "box.mbox")]) == 1
    assert (folder / "box.mbox").exists()


def test_a_damaged_index_is_made_anew_before_searching(folder: Path, capsys: Captured) -> None:
    Path(locations.library_index()).write_bytes(b"no database" * 999)
    assert main(["search", "drinks"]) == 0
    told = capsys.readouterr()
    assert "made anew" in told.err
    assert "tea.txt" in told.out


def test_a_command_that_is_none(capsys: Captured) -> None:
    assert main(["library", "frobnicate"]) == 2
    assert main(["library"]) == 2


def test_a_dump_that_was_read_belongs_to_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from threadview.cli import reader
    from threadview.request import Request

    asked: list[Request] = []
    monkeypatch.setattr(reader, "has_screen", lambda: True)

    def shown(request: Request) -> int:
        asked.append(request)
        return 0

    monkeypatch.setattr(reader, "_screen", shown)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    tea = scrape(tmp_path / "tea.txt", "Tea", "Nobody drinks tea there.")

    assert main([str(tea)]) == 0
    assert main([]) == 0

    assert asked[0].library is None
    assert asked[1].library is not None
    assert asked[1].library.names == ()
    assert main(["search", "drinks"]) == 0
    assert str(tea) in capsys.readouterr().out
    boat = scrape(tmp_path / "boat.txt", "The boat", "It came late.")
    assert main([str(boat)]) == 0
    assert main(["search", "late"]) == 0
    assert str(boat) in capsys.readouterr().out
