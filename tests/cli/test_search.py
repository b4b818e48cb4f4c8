"""`threadview search`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from threadview.cli import main
from threadview.model import logical_text
from threadview.reading import read_path

Captured = pytest.CaptureFixture[str]

SCRAPE = (
    "The oil of the tower\n"
    "Who counted the oil in December, when the relief\n"
    "boat could not land for three weeks?\n"
    "\u00a0\n"
    "Two keepers signed it, and neither ever said a word about it to anybody.\n"
    "\u00a0\n"
    "Two keepers signed it, and neither ever said a word about it to anybody.\n"
    "My grandfather's diary names a third. The relief boat came late.\n"
    "\u00a0\n"
)


@pytest.fixture
def scrape(tmp_path: Path) -> str:
    path = tmp_path / "oil.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    return str(path)


def test_a_line_for_each_hit(scrape: str, capsys: Captured) -> None:
    assert main(["search", '"relief boat"', scrape]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{scrape}:#1 unknown author: ")
    assert "in December, when the relief boat could not land" in first
    assert second.endswith("diary names a third. The relief boat came late.")


def test_a_sentence_is_not_counted_again_in_its_quotes(scrape: str, capsys: Captured) -> None:
    assert main(["search", "-c", "keepers", scrape]) == 0
    assert main(["search", "-c", "keepers -is:quote", scrape]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{scrape}:2", f"{scrape}:1"]


def test_json_is_the_contract(scrape: str, capsys: Captured) -> None:
    assert main(["search", "--json", "relief or keepers", scrape]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    thread = read_path(scrape)
    assert [row["where"] for row in rows] == ["body", "body", "quote", "body"]
    for row in rows:
        keys = ["path", "title", "post", "author", "where", "match", "start", "end", "context"]
        assert list(row) == keys
        assert (row["path"], row["title"], row["author"]) == (scrape, thread.title, None)
        text = logical_text(thread.posts[row["post"] - 1])
        assert text[row["start"] : row["end"]] == row["match"]
        assert row["match"] in row["context"]


def test_nothing_found_is_one_and_nothing_opened_is_two(scrape: str, capsys: Captured) -> None:
    assert main(["search", "cormorant", scrape]) == 1
    assert main(["search", "oil", f"{scrape}.not"]) == 2
    assert main(["search", "oil", scrape, f"{scrape}.not"]) == 1
    told = capsys.readouterr()
    assert told.out.count("\n") == told.out.count(scrape) > 0
    assert "no such file" in told.err


def test_a_mistake_has_a_caret_under_the_spot(scrape: str, capsys: Captured) -> None:
    assert main(["search", "oil is:new", scrape]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == ["is: knows edited, quote and op", "  oil is:new", "         ^"]


def test_a_directory_is_searched_below(scrape: str, tmp_path: Path, capsys: Captured) -> None:
    below = tmp_path / "years" / "1911"
    below.mkdir(parents=True)
    (below / "b.txt").write_text(SCRAPE, encoding="utf-8")
    (below / "picture.bin").write_bytes(b"\0oil" * 50)
    (below / ".hidden.txt").write_text(SCRAPE, encoding="utf-8")
    assert main(["search", "-l", "oil", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [scrape, str(below / "b.txt")]
    assert told.err == ""


def test_context_is_whole_lines_around(scrape: str, capsys: Captured) -> None:
    assert main(["search", "-C", "1", "grandfather or tower", scrape]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{scrape}:#3 unknown author: My grandfather's diary names a third." in lines[-1]
    assert lines[-2].startswith(f"{scrape}-#3 unknown author- ")
    assert "--" in lines


def test_colour_only_when_asked_for_or_on_a_terminal(scrape: str, capsys: Captured) -> None:
    assert main(["search", "oil", scrape]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["search", "--color", "always", "oil", scrape]) == 0
    assert "\x1b[1;31moil\x1b[0m" in capsys.readouterr().out


def test_a_query_that_begins_with_a_dash(scrape: str, capsys: Captured) -> None:
    assert main(["search", "--json", "--", "-is:quote", scrape]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_words_and_case_on_request(scrape: str, capsys: Captured) -> None:
    assert main(["search", "-w", "keeper", scrape]) == 1
    assert main(["search", "-s", "two", scrape]) == 1
    assert main(["search", "-i", "TWO", scrape]) == 0
    assert main(["search", "TWO", scrape]) == 1
    capsys.readouterr()


def test_what_acts_on_a_terminal_is_shown(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("oil \x1b[31mred\x1b[0m \u202eoil\n", encoding="utf-8")
    assert main(["search", "oil", str(path)]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\x1b[31mred" in told


def test_notes_are_found_with_their_tags(scrape: str, capsys: Captured) -> None:
    assert main(["search", "has:note", scrape]) == 1
    noted = ["notes", "add", scrape, "--post", "2", "--body", "who was the second?", "--tag", "who"]
    assert main(noted) == 0
    capsys.readouterr()
    assert main(["search", "--json", '"the second"', scrape]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["where"], row["post"], row["match"]) == ("note", 2, "the second")
    assert main(["search", "-c", "tag:who", scrape]) == 0
    assert main(["search", "-c", "tag:what", scrape]) == 1
