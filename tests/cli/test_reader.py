"""`threadview PATH…`: which dumps, on the screen or printed, with which options."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from threadview import ui
from threadview.cli import folders, main, reader
from threadview.request import Looks, Opening, Request

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What the screen was asked for, as if standard output were a terminal."""
    requests: list[Request] = []

    def run(request: Request) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(reader, "has_screen", lambda: True)
    monkeypatch.setattr(ui, "run", run)
    monkeypatch.setattr("threadview.prepaint.paint", lambda request: request)
    return requests


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "b.txt").write_text("second\n")
    (folder / "a.txt").write_text("first\n")
    (folder / ".hidden").write_text("no\n")
    (folder / "empty.txt").write_text("")
    (folder / "below").mkdir()
    return folder


def test_one_file_is_opened_for_the_screen(dumps: Path, asked: list[Request]) -> None:
    path = str(dumps / "a.txt")
    assert main([path]) == 0

    (request,) = asked
    assert request.paths == (path,)
    assert request.dump is not None
    assert request.dump.text() == "first\n"
    assert (request.opening._replace(cache=None), request.looks) == (Opening(), Looks())


def test_a_directory_is_its_files_in_order(dumps: Path, asked: list[Request]) -> None:
    assert main(["--no-history", str(dumps)]) == 0
    assert asked[0].paths == (str(dumps / "a.txt"), str(dumps / "b.txt"))


def test_a_directory_is_for_the_library_to_list(dumps: Path, asked: list[Request]) -> None:
    assert main([str(dumps)]) == 0
    assert asked[0].paths == ()
    assert asked[0].library is not None
    assert asked[0].library.names == (str(dumps),)


def test_options_come_through(dumps: Path, asked: list[Request]) -> None:
    config = dumps / "config.toml"
    config.write_text('measure = 70\nfolds = "all"\nnonsense = 1\n')
    line = (
        "--goto 12 --theme light --width 60 --no-mouse --no-history --format text "
        f"--encoding latin-1 --max-expansion 0 --config {config} {dumps / 'a.txt'}"
    )
    assert main(line.split()) == 0

    (request,) = asked
    assert request.looks == Looks("light", 60, "all", mouse=False)
    assert request.opening == Opening("text", "latin-1", 0)  # nor is anything cached
    assert request.goto == "#12"
    assert request.state is None
    assert "nonsense" in request.notices[0]


def test_the_own_config_is_read_with_and_without_options(
    dumps: Path, asked: list[Request], own_directories: Path
) -> None:
    folder = own_directories / "config" / "threadview"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("measure = 66\n")
    main([str(dumps / "a.txt")])
    main(["--theme", "ansi", str(dumps / "a.txt")])

    assert [request.looks for request in asked] == [Looks(measure=66), Looks("ansi", 66)]


def test_some_fail_and_the_others_open(dumps: Path, asked: list[Request], capsys: Captured) -> None:
    (dumps / "binary").write_bytes(b"\0\1\2")
    names = [str(dumps / name) for name in ("a.txt", "missing", "binary", "below", "b.txt")]

    assert main(names) == 1
    assert asked[0].paths == (names[0], names[4])
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in sorted(told)] == sorted(names[1:4])


def test_none_opens(dumps: Path, asked: list[Request], capsys: Captured) -> None:
    assert main([str(dumps / "missing"), str(dumps / "below")]) == 2
    assert asked == []
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--goto", "somewhere"],
        ["--goto", "-1"],
        ["--theme", "blue"],
        ["--measure", "1"],
        ["--measure", "wide"],
        ["--folds", "some"],
        ["--encoding", "klingon"],
        ["--format", "nonsense"],
        ["--max-expansion", "-3"],
        ["--max-expansion", "many"],
        ["--config", "/nonexistent.toml"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_told_in_short(
    options: list[str], dumps: Path, asked: list[Request], capsys: Captured
) -> None:
    assert main([*options, str(dumps / "a.txt")]) == 2
    assert asked == []
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert told.err


@pytest.mark.parametrize(("given", "place"), [("7", "#7"), ("#7", "#7"), ("/a b", "/a b")])
def test_places(given: str, place: str, dumps: Path, asked: list[Request]) -> None:
    assert main(["--goto", given, str(dumps / "a.txt")]) == 0
    assert asked[0].goto == place


def test_nothing_to_read(asked: list[Request], capsys: Captured, monkeypatch: Any) -> None:
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115, PTH123
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main([]) == 2
    assert "--help" in capsys.readouterr().err


def test_a_pipe_gets_plain_text(dumps: Path, capsys: Captured) -> None:
    assert main([str(dumps)]) == 0
    told = capsys.readouterr()
    assert "first" in told.out
    assert told.out.index("first") < told.out.index("second")
    assert told.err == ""


def test_printing_goes_on_after_a_failure(dumps: Path, capsys: Captured) -> None:
    names = [str(dumps / name) for name in ("missing", "b.txt")]
    assert main(names) == 1
    told = capsys.readouterr()
    assert "second" in told.out
    assert told.err == f"{names[0]}: no such file\n"


@pytest.mark.parametrize(
    "command", [[], ["inspect"], ["search", "words"], ["export", "--to", "json"]]
)
def test_an_empty_path_is_said_to_be_empty(command: list[str], capsys: Captured) -> None:
    """As a script leaves it whose variable was never set."""
    assert main([*command, ""]) == 2
    assert capsys.readouterr().err.startswith("a path is empty (name a file")


def test_a_folder_of_too_many_files_is_not_printed(
    dumps: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named alone it is refused; among others it alone is. Its files can still be named."""
    monkeypatch.setattr(folders, "PRINTED", 1)

    assert main([str(dumps)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{dumps}: more than 1 files below it")
    assert main([str(dumps), str(dumps / "a.txt")]) == 1
    assert capsys.readouterr().out.count("first") == 1
    assert main([str(dumps / "a.txt"), str(dumps / "b.txt")]) == 0


def test_files_in_says_what_is_wrong(dumps: Path) -> None:
    assert [Path(path).name for path in folders.files_in(str(dumps))] == ["a.txt", "b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="wants links")
def test_a_link_that_leads_to_itself_hides_nothing(dumps: Path) -> None:
    for name in ("A", "aa", "z"):
        (dumps / name).symlink_to(name)
    assert [Path(path).name for path in folders.files_in(str(dumps))] == ["a.txt", "b.txt"]


def test_of_very_many_files_some_are_listed(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number % 4}").mkdir(exist_ok=True)
        (tmp_path / f"{number % 4}" / f"{number}.txt").write_text("words")
    every = folders.files_in(str(tmp_path))

    some = folders.files_in(str(tmp_path), 7)

    assert len(every) == 20
    assert 7 <= len(some) < 20
    assert set(some) < set(every)
    assert folders.files_in(str(tmp_path), 500) == every


def test_a_terminal_that_cannot_place_words_gets_what_a_pipe_does(
    dumps: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert main([str(dumps / "a.txt")]) == 0
    assert capsys.readouterr().out == "--- #1 unknown author ---\n\nfirst\n\n"
