"""Plug-ins: found by entry point, kept behind a wall; the guide in README works as written."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from threadview.cli import main
from threadview.dump import dump_of, open_dump
from threadview.errors import FormatError
from threadview.formats import OWN, Head, ThreadRef, load
from threadview.formats.foreign import GROUP, claims, foreign, loaded
from threadview.model import logical_text
from threadview.reading import Reading, detect

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = README[README.index("### Write a format in 30 lines") :].split("\n## ")[0]
LONGEST = 30


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that modules and distributions are found in."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def install(site: Path, points: dict[str, str], **modules: str) -> None:
    """Put a distribution with these entry points and modules where it is found."""
    info = site / f"{'_'.join(points)}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {'_'.join(points)}\nVersion: 1.0\n"
    )
    lines = "".join(f"{name} = {value}\n" for name, value in points.items())
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
    for name, text in modules.items():
        (site / f"{name}.py").write_text(text, encoding="utf-8")


@pytest.fixture
def campfire(site: Path) -> Path:
    """The guide, done: its module, its entry point, its dump."""
    points = tomllib.loads(block("toml"))["project"]["entry-points"][GROUP]
    install(site, points, campfire=block("python"))
    path = site.parent / "evening.camp"
    path.write_text(block("text"), encoding="utf-8")
    return path


def test_the_guide_keeps_its_word() -> None:
    assert len(block("python").splitlines()) <= LONGEST


def test_the_guide_works_by_name(campfire: Path) -> None:
    reading = Reading(open_dump(campfire), "campfire")
    reading.pull()
    thread = reading.thread

    assert thread.title == "Which way is the wind?"
    assert [(one.author, one.date, one.reply_to) for one in thread.posts] == [
        ("marlow", "2019-04-01T20:10", None),
        ("ines", "2019-04-01T20:12", 1),
    ]
    assert logical_text(thread.posts[0]) == "It comes from the lake."


def test_inspect_asks_it(campfire: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(campfire)]) == 0

    out = capsys.readouterr().out
    assert "campfire, 90% sure: begins with %campfire" in out
    assert re.search(r"posts +2\n", out)


def test_without_a_name_nobody_looks(campfire: Path) -> None:
    assert detect(open_dump(campfire)).name == "text"
    assert detect(open_dump(campfire), foreign=True).name == "campfire"


def test_a_broken_record_of_the_guide_is_a_problem(campfire: Path) -> None:
    reading = Reading(dump_of("%campfire x\n= \nwords\n= a @ 2001\nmore\n"), "campfire")
    reading.pull()

    assert [one.author for one in reading.thread.posts] == [None, "a"]
    assert len(reading.thread.problems) == 1


BROKEN = {
    "import": "import nothing_of_that_name",
    "syntax": "def sniff(:",
    "exits": "raise SystemExit(3)",
    "lacking": "def sniff(head): return None",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plug_in_is_told_of_and_passed_over(
    name: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(site, {f"bad_{name}": f"bad_{name}"}, **{f"bad_{name}": BROKEN[name]})
    path = site.parent / "plain.txt"
    path.write_text("Only words.\n")

    assert main(["inspect", str(path)]) == 0
    said = capsys.readouterr()
    assert "text, 10% sure" in said.out
    assert f"bad_{name}" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plug_in_that_is_named_says_which_there_are(
    name: str, campfire: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = campfire.parent / "site"
    install(site, {f"bad_{name}": f"bad_{name}"}, **{f"bad_{name}": BROKEN[name]})

    with pytest.raises(FormatError, match=f"bad_{name}") as caught:
        load(f"bad_{name}")
    assert "campfire" in caught.value.hint
    assert main(["inspect", "--format", f"bad_{name}", str(campfire)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_unknown_name_lists_own_and_foreign(campfire: Path) -> None:
    with pytest.raises(FormatError) as caught:
        load("nonsense")

    assert {"campfire", "mail", "text"} <= set(re.findall(r"\w+", caught.value.hint))


RAISING = """
from threadview.formats import ThreadRef
from threadview.model import Post
def sniff(head): return (1, 2, 3).nonsense
def scan(dump): yield ThreadRef()
def read(dump, ref):
    yield Post(1, author="a")
    yield "no part"
    raise LookupError("lost")
"""


def test_what_a_plug_in_raises_ends_only_its_own_work(site: Path) -> None:
    install(site, {"raising": "raising"}, raising=RAISING)

    reading = Reading(dump_of("x"), "raising")
    reading.pull()

    assert [one.author for one in reading.thread.posts] == ["a"]
    assert [problem.why for problem in reading.thread.problems] == [
        "gave str, which is no part",
        "LookupError: lost",
    ]
    found, problems = claims(Head("x", b"x", "x"))
    assert (found, len(problems)) == ([], 1)


SAMPLES = {
    "text": "the-lift-stops-at-13.txt",
    "pages": "pages/xenforo-the-kiln-that-hums.html",
    "mail": "mail/village-clock.mbox",
    "threadview": "json/threadview-village-clock.jsonl",
    "discourse": "json/discourse-the-bridge-that-hums.json",
    "stackexchange": "json/stackexchange-posts.xml",
    "warc": "json/two-pages.warc",
    "whatsapp": "json/whatsapp-chat.txt",
    "documents": "json/documents.jsonl",
    "forumdl": "json/forumdl-posts.jsonl",
    "scrapes": "json/scrapes-guestbook.json",
}


def sample_of(name: str) -> Path:
    folder = ROOT / "sample_threads"
    known = SAMPLES.get(name)
    return folder / known if known else next((folder / "json").glob(f"{name}-*"))


@pytest.mark.parametrize("name", [listed.name for listed in OWN])
def test_every_own_format_takes_the_foreign_road(name: str, site: Path) -> None:
    """The protocol is one: an own format, installed as a plug-in, reads the same."""
    module = next(listed.module for listed in OWN if listed.name == name)
    install(site, {f"foreign_{name}": module})
    path = sample_of(name)
    dump = open_dump(path)
    other = foreign(f"foreign_{name}")
    assert other is not None

    text = dump.data[:65536].decode("utf-8", "replace")
    assert other.sniff(Head(dump.name, dump.head, text)) == detect(dump).claim
    refs = list(other.scan(dump))
    assert refs == list(load(name).scan(open_dump(path)))
    for ref in [*refs, ThreadRef()]:
        own, outer = (Reading(open_dump(path), n, ref) for n in (name, f"foreign_{name}"))
        own.pull()
        outer.pull()
        assert list(own.thread.posts) == list(outer.thread.posts)
        assert own.thread.title == outer.thread.title


def test_one_that_lacks_a_function_is_refused(site: Path) -> None:
    from importlib.metadata import EntryPoint

    install(site, {"half": "half"}, half="def sniff(head): ...\ndef scan(dump): ...\n")

    with pytest.raises(FormatError, match="has no read"):
        loaded(EntryPoint("half", "half", GROUP))
