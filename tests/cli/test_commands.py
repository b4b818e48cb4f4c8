"""Every command: help, version, what it prints, what it writes."""

from __future__ import annotations

import gzip
import json
import random
import tomllib
import zipfile
from pathlib import Path

import pytest

from threadview.cli import COMMANDS, main

Captured = pytest.CaptureFixture[str]

SCRAPE = (
    "The oil of the tower\n"
    "Who counted the oil in December, when the boat could not land for three weeks?\n"
    "\u00a0\n"
    "Last edited: Jan 2, 2010\n"
    "Two keepers signed it, and neither ever said a word about it to anybody.\n"
    "\u00a0\n"
    "Two keepers signed it, and neither ever said a word about it to anybody.\n"
    "My grandfather's diary names a third.\n"
    "\u00a0\n"
)


@pytest.fixture
def scrape(tmp_path: Path) -> str:
    path = tmp_path / "oil.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", [*([name] for name in COMMANDS), []])
def test_help_is_there_and_exits_well(command: list[str], capsys: Captured) -> None:
    assert main([*command, "--help"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("usage: threadview")
    assert command or all(name in told.out for name in COMMANDS)


def test_every_option_has_a_help_line(capsys: Captured) -> None:
    """An option alone on its line, with nothing under it either, tells nobody anything."""
    for command in ([], *([name] for name in COMMANDS)):
        main([*command, "--help"])
        lines = capsys.readouterr().out.splitlines()
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            if line.startswith("  -") and "  " not in line.strip():
                assert below.startswith("      "), line


def test_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("threadview ")


def test_inspect_tells_what_and_why(scrape: str, capsys: Captured) -> None:
    assert main(["inspect", scrape]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{scrape}\n")
    for words in ("format      text", "encoding    utf-8", "threads     1", "posts       3"):
        assert words in told
    assert "quotes by   reuse (1)" in told


def test_inspect_json_is_the_contract(scrape: str, capsys: Captured) -> None:
    assert main(["inspect", "--json", scrape, scrape]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())

    assert first == second
    wanted = ("path", "format", "confidence", "runner_up", "encoding", "threads", "posts")
    assert set(wanted) | {"evidence", "problems"} <= set(first)
    assert (first["path"], first["format"], first["encoding"]) == (scrape, "text", "utf-8")
    assert (first["threads"], first["posts"], first["problems"]) == (1, 3, 0)
    assert 0 < first["confidence"] <= 1
    assert sum(first["evidence"]["posts"].values()) == 3
    assert first["evidence"]["quotes"] == {"reuse": 1}


def test_inspect_of_a_named_format_does_not_guess(scrape: str, capsys: Captured) -> None:
    assert main(["inspect", "--json", "--format", "text", scrape]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["confidence"], told["runner_up"]) == ("text", None, None)


def test_export_json_is_one_object(scrape: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--to", "json", scrape]) == 0
    told = json.loads(capfdbinary.readouterr().out)
    assert told["threadview"] == 1
    assert [post["edited"] for post in told["posts"]] == [True, False, False]
    assert told["posts"][2]["quotes"][0]["post"] == 2
    assert told["spans"][-1][1] == len(SCRAPE)


def test_export_jsonl_is_one_line_for_each(
    scrape: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--to", "jsonl", scrape, scrape]) == 0
    first, second = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert first == second


def test_several_threads_are_no_one_object(scrape: str, capsys: Captured) -> None:
    assert main(["export", "--to", "json", scrape, scrape]) == 2
    assert "--to jsonl" in capsys.readouterr().err


def test_export_writes_a_file_whole_or_not_at_all(scrape: str, tmp_path: Path) -> None:
    target = tmp_path / "out" / "thread.json"
    target.parent.mkdir()
    target.write_text("before")

    assert main(["export", "--to", "json", str(tmp_path / "missing"), "-o", str(target)]) == 2
    assert target.read_text() == "before"
    assert main(["export", "--to", "json", scrape, "-o", str(target)]) == 0
    assert json.loads(target.read_bytes())["threadview"] == 1
    assert [path.name for path in target.parent.iterdir()] == ["thread.json"]


def test_export_does_not_write_over_what_it_reads(scrape: str, capsys: Captured) -> None:
    assert main(["export", "--to", "text", scrape, "-o", scrape]) == 2
    assert Path(scrape).read_text(encoding="utf-8") == SCRAPE
    assert "one of the inputs" in capsys.readouterr().err


def test_export_text_is_what_a_pipe_gets(
    scrape: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--to", "text", scrape]) == 0
    exported = capfdbinary.readouterr().out
    assert main([scrape]) == 0
    assert capfdbinary.readouterr().out == exported


def test_config_prints_the_default_and_the_place(own_directories: Path, capsys: Captured) -> None:
    assert main(["config", "--default"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["measure"] == 90
    assert main(["config"]) == 0
    place = Path(capsys.readouterr().out.strip())
    assert own_directories in place.parents
    assert not place.exists()


def test_config_is_checked(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("colour = 1\n")
    assert main(["config", "--config", str(path)]) == 1
    assert capsys.readouterr().err == f"{path}: colour: there is no such key\n"
    path.write_text('[keymap]\nfoo = "x"\nnext-post = "K"\nlibrary-search = "s"\n')
    assert main(["config", "--config", str(path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "keymap: no binding is called 'foo'",
        "keymap: 'K' is both 'next-post' and 'previous-post'",
        "keymap: 's' is both 'library-search' and 'library-sort'",
    ]


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_bomb_is_refused_in_one_line(kind: str, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / f"bomb.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(b"oil and oil\n" * 6_000_000))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("oil.txt", b"oil and oil\n" * 6_000_000)
    for command in (["inspect"], ["export", "--to", "json"], []):
        assert main([*command, str(path)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert "--max-expansion" in told.err
    out = tmp_path / "out.jsonl"
    assert main(["convert", str(path), "--to", "jsonl", "-o", str(out)]) != 0
    assert "--max-expansion" in capsys.readouterr().err
    assert main(["--max-expansion", "0", str(path)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert len(told.out) > 70_000_000


def test_an_archive_without_a_text_is_refused(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "pictures.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.png", b"\x89PNG\0\0")
    assert main([str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{path}: holds one file, which is no text\n"
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("b.png", b"\x89PNG\0\0")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: holds 2 files, none of which is text\n"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("folder/", "")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: holds no files to read\n"


def test_why_goes_on_where_an_input_cannot_be_read(
    scrape: str, tmp_path: Path, capsys: Captured
) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"0" * 70_000_000))
    assert main(["inspect", "--why", "1", str(bomb), scrape]) == 1
    told = capsys.readouterr()
    assert "bomb.gz" in told.err
    assert "#1" in told.out


def test_a_cut_archive_is_a_problem_and_a_word(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(random.Random(1).randbytes(9_000).hex().encode())[:-2_000])
    assert main(["inspect", "--json", str(path)]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["problems"] == 1
    assert told.err.startswith(f"{path}: the archive is cut short")


def test_a_directory_stands_for_the_dumps_in_it(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "dumps" / "deeper"
    folder.mkdir(parents=True)
    (folder / "b.txt").write_text("second\n")
    (folder.parent / "a.txt").write_text("first\n")
    where = str(folder.parent)
    assert main(["inspect", where]) == 0
    assert capsys.readouterr().out.count("format ") == 2
    assert main(["export", "--to", "jsonl", where]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["convert", "--to", "jsonl", "-o", str(tmp_path / "all.jsonl"), where]) == 0
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 2
    assert main(["convert", "--to", "markdown", "-o", f"{tmp_path}/out/", where]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.md", "b.md"}


def test_a_note_is_on_one_dump(tmp_path: Path, capsys: Captured) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("words\n")
    book = tmp_path / "notebook" / "notes.db"
    assert main(["notes", "--notebook", str(book), "add", str(tmp_path), "--body", "x"]) == 2
    assert "is a directory" in capsys.readouterr().err
    assert not book.exists()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (["insepct", "x"], "did you mean `threadview inspect`?"),
        (["help"], "did you mean `threadview --help`?"),
        (["no-such.txt"], ""),
    ],
)
def test_a_mistyped_command_is_guessed_at(line: list[str], hint: str, capsys: Captured) -> None:
    assert main(line) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[:-1] == [f"{name}: no such file" for name in line][: len(told) - 1]
    assert told[-1] == (hint or f"{line[-1]}: no such file")
