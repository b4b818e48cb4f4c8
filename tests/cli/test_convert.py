"""`threadview convert`: any dump into another format, whole, broken off, gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from threadview import shares
from threadview.cli import conversion, main
from threadview.crew import workers
from threadview.dump import open_dump
from threadview.formats import load
from threadview.model import Thread, segments
from threadview.reading import Reading, detect

SAMPLES = Path(__file__).parent.parent.parent / "sample_threads"
MAIL = str(SAMPLES / "mail" / "village-clock.mbox")
REDDIT = str(SAMPLES / "json" / "reddit-the-goose-has-a-key.json")
BRIDGE = str(SAMPLES / "json" / "discourse-the-bridge-that-hums.json")
FORUM = str(SAMPLES / "the-lift-stops-at-13.txt")


def read_all(path: str | Path) -> list[Thread]:
    dump = open_dump(path)
    name = detect(dump).name
    found = []
    for ref in load(name).scan(dump):
        reading = Reading(dump, name, ref)
        reading.pull()
        found.append(reading.thread)
    return found


def own(thread: Thread) -> list[list[str]]:
    """The words of each post that are its own."""
    return [
        " ".join(part.text for part in segments(post) if part.quote is None).split()
        for post in thread.posts
    ]


def shape(thread: Thread) -> list[tuple[str | None, str | None, int | None, int]]:
    return [(post.author, post.date, post.reply_to, post.depth) for post in thread.posts]


def test_mail_comes_back_as_mail(tmp_path: Path) -> None:
    out = tmp_path / "again.mbox"

    assert main(["convert", MAIL, "--to", "mbox", "-o", str(out)]) == 0

    before, after = read_all(MAIL), read_all(out)
    assert [thread.title for thread in before] == [thread.title for thread in after]
    assert [shape(thread) for thread in before] == [shape(thread) for thread in after]
    assert [own(thread) for thread in before] == [own(thread) for thread in after]
    assert [[p.id for p in t.posts] for t in before] == [[p.id for p in t.posts] for t in after]


def test_what_looks_like_an_envelope_splits_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    text = "One.\n\nFrom a@example.org Mon Mar  4 08:12:00 2013\nSubject: none\n\n>From here on"
    posts = [{"edited": False, "author": "Ann", "segments": [{"type": "text", "text": text}]}]
    source.write_text(json.dumps({"threadview": 1, "title": "t", "source": {}, "posts": posts}))
    out = tmp_path / "out.mbox"

    assert main(["convert", str(source), "--to", "mbox", "-o", str(out)]) == 0

    (thread,) = read_all(out)
    assert len(thread.posts) == 1
    assert "".join(own(thread)[0]).startswith("One.Froma@example.org")


@pytest.mark.parametrize("path", [MAIL, REDDIT])
def test_convokit_keeps_the_tree(path: str, tmp_path: Path) -> None:
    out = tmp_path / "utterances.jsonl"

    assert main(["convert", path, "--to", "convokit", "-o", str(out)]) == 0

    before, after = read_all(path), read_all(out)
    assert [thread.title for thread in before] == [thread.title for thread in after]
    for one, other in zip(before, after, strict=True):
        assert [p.depth for p in one.posts] == [p.depth for p in other.posts]
        assert [p.author or "unknown" for p in one.posts] == [p.author for p in other.posts]


def test_a_page_holds_every_word_and_no_markup_of_the_thread(tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    bad = "<script>alert(1)</script> & \x1b[31m"
    posts = [{"edited": False, "author": bad, "segments": [{"type": "text", "text": bad}]}]
    source.write_text(json.dumps({"threadview": 1, "title": bad, "source": {}, "posts": posts}))
    out = tmp_path / "out.html"

    assert main(["convert", str(source), "--to", "html", "-o", str(out)]) == 0

    page = out.read_text()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ") == 3
    assert "<script" not in page
    assert "\x1b" not in page


def test_a_page_reads_back(tmp_path: Path) -> None:
    out = tmp_path / "out.html"

    assert main(["convert", BRIDGE, "--to", "html", "-o", str(out)]) == 0

    (before,), (after,) = read_all(BRIDGE), read_all(out)
    assert before.title == after.title
    assert [(p.author, p.date) for p in before.posts] == [(p.author, p.date) for p in after.posts]


def test_quotes_nest_in_a_page(tmp_path: Path) -> None:
    out = tmp_path / "out.html"

    assert main(["convert", FORUM, "--to", "html", "-o", str(out)]) == 0

    page = out.read_text()
    quotes = [quote for post in read_all(FORUM)[0].posts for quote in post.quotes]
    assert page.count("<blockquote>") == page.count("</blockquote>") >= len(quotes) > 0


def test_several_inputs_become_one(tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"

    assert main(["convert", MAIL, REDDIT, FORUM, "--to", "jsonl", "-o", str(out)]) == 0

    told = [json.loads(line) for line in out.read_text().splitlines()]
    assert [len(one["posts"]) for one in told] == [3, 2, 4, 72]
    assert told[0]["source"]["sha256"] == told[1]["source"]["sha256"] != told[2]["source"]["sha256"]
    assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl"]


def test_a_directory_gets_a_file_for_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.txt")
    arguments = ["convert", MAIL, REDDIT, missing, MAIL, "--to", "jsonl", "-o", f"{tmp_path}/out/"]

    assert main(arguments) == 1

    names = ["reddit-the-goose-has-a-key.jsonl", "village-clock-2.jsonl", "village-clock.jsonl"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert main(arguments) == 2
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert "3 files are there already" in capsys.readouterr().err


@pytest.mark.parametrize("to", ["jsonl", "mbox", "html", "markdown", "convokit"])
@pytest.mark.parametrize("stop", [1, 2, 3])
def test_broken_off_it_goes_on(
    to: str, stop: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = [MAIL, REDDIT, FORUM]
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert main(["convert", *inputs, "--to", to, "-o", str(whole)]) == 0
    monkeypatch.setattr(conversion, "SAVED", 0.0)
    pull = Reading.pull
    pulled: list[str] = []

    def broken(reading: Reading, *given: int) -> bool:
        pulled.append(reading.dump.name)
        if len(pulled) == stop + 1:
            raise KeyboardInterrupt
        return pull(reading, *given)

    monkeypatch.setattr(Reading, "pull", broken)
    assert main(["convert", *inputs, "--to", to, "-o", str(out)]) != 0
    assert not out.exists()
    pulled.clear()
    pulled.extend("x" for _ in range(9))
    assert main(["convert", *inputs, "--to", to, "-o", str(out)]) == 0

    assert len(pulled) == 9 + 4 - stop
    assert out.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"whole", "out"}


def test_what_was_asked_otherwise_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (tmp_path / ".out.part").write_bytes(b"half of something else")
    (tmp_path / ".out.journal").write_text('[["other"], 0, 1, 22]')

    assert main(["convert", REDDIT, "--to", "jsonl", "-o", str(out)]) == 0

    assert json.loads(out.read_text())["posts"]


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(Path(REDDIT).read_bytes())

    assert main(["convert", str(path), "--to", "json", "-o", str(path)]) == 2

    assert path.read_bytes() == Path(REDDIT).read_bytes()


def test_one_object_is_one_thread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"

    assert main(["convert", MAIL, "--to", "json", "-o", str(out)]) == 2

    assert "use --to jsonl" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def corpus(path: Path, count: int = 60) -> Path:
    """Documents as JSON Lines, each a scrape of some posts."""
    rule = "\N{NO-BREAK SPACE}\n"
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            posts = [f"Post {k} of document {n} says words number{n * k}.\n" for k in range(9)]
            text = f"Document {n}\n{rule.join(posts)}{rule}Top\n"
            out.write(json.dumps({"url": f"https://a.example/{n}", "text": text}) + "\n")
    return path


def inputs_of_all_sizes(folder: Path) -> list[str]:
    """A corpus of lines, small inputs of several formats, and one that is none."""
    box = folder / "box.mbox"
    box.write_bytes(Path(MAIL).read_bytes())
    (folder / "none.bin").write_bytes(b"\0\1\2" * 99)
    return [FORUM, str(corpus(folder / "corpus.jsonl")), MAIL, str(folder / "none.bin"), REDDIT]


@pytest.mark.skipif(workers(2) < 2, reason="no processes to be had safely here")
@pytest.mark.parametrize("large", [1000, 1 << 40])
@pytest.mark.parametrize("to", ["jsonl", "mbox", "html"])
def test_however_many_read_the_output_is_the_same(
    to: str, large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = inputs_of_all_sizes(tmp_path)
    monkeypatch.setattr(conversion, "FEW", 0)
    monkeypatch.setattr(conversion, "LARGE", large)
    monkeypatch.setattr(shares, "LINES", 1500)
    outs = []
    for jobs in ("1", "3"):
        out = tmp_path / jobs
        arguments = ["convert", *inputs, "--to", to, "-o", str(out), "--jobs", jobs]
        assert main(arguments) == 1
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]
    if to == "jsonl":
        lines = outs[0].splitlines()
        assert len(lines) == 1 + 60 + 2 + 1
        assert len({json.loads(line)["source"]["sha256"] for line in lines}) == 4


@pytest.mark.skipif(workers(2) < 2, reason="no processes to be had safely here")
def test_what_broke_a_format_costs_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = corpus(tmp_path / "corpus.jsonl")
    monkeypatch.setattr(conversion, "FEW", 0)
    monkeypatch.setattr(shares, "LINES", 1500)
    pull = Reading.pull

    def broken(reading: Reading) -> bool:
        found = pull(reading)
        if reading.thread.title == "Document 33":
            raise ValueError("a trap")
        return found

    monkeypatch.setattr(Reading, "pull", broken)
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        assert main(["convert", str(source), "--to", "jsonl", "-o", str(out), "--jobs", jobs]) == 1
        titles = [json.loads(line)["title"] for line in out.read_text().splitlines()]
        assert titles == [f"Document {n}" for n in range(60) if n != 33]
        assert "a trap" in capsys.readouterr().err


PROGRAM = """
import sys
from threadview import shares
from threadview.cli import conversion, conversion_task, main
conversion.FEW = conversion.LARGE = conversion_task.PIECE = 0
conversion.SAVED = 0.0
shares.LINES = 1500
keep = conversion.Conversion._keep
def told(self, done):
    keep(self, done)
    print(*self._place, flush=True)
conversion.Conversion._keep = told
main(["convert", *sys.argv[1:], "--jobs", "2"])
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not of Windows")
def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus.jsonl")
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert main(["convert", str(source), "--to", "jsonl", "-o", str(whole), "--jobs", "1"]) == 0
    told: list[list[int]] = []
    for kill_at in (3, 9, 12, None):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(source), "--to", "jsonl", "-o", str(out)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if len(lines) == kill_at:
                break
        if kill_at is not None:
            process.send_signal(signal.SIGKILL)
            told.append([int(number) for number in lines[0].split()])
        process.wait()
        process.stdout.close()
    assert told[0] < told[1] < told[2], "each began where the one before was killed"
    assert lines[-1] == "done\n"
    assert out.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"corpus.jsonl", "whole", "out"}
