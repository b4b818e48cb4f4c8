"""Several threads in one text dump, and several pages of one thread, come apart and together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from engines import ENGINES, TITLE, Said
from threadview.cli import main
from threadview.dump import Dump, dump_of
from threadview.formats import ThreadRef, text
from threadview.model import Thread, logical_text
from threadview.reading import read_thread
from threadview.search import find

REPOSITORY = Path(__file__).parents[3]
SAMPLE = "sample_threads/many/two-threads-and-a-second-page.txt"
GOLDEN = REPOSITORY / "tests" / "golden" / "many" / "two-threads-and-a-second-page.jsonl"
TITLES = (TITLE, "Salt in the rain gauge again", "A kettle for the boat house")
RULE = "=" * 70
Engine = Callable[[list[Said]], str]
Seam = Callable[[int, str], str]

SEAMS: dict[str, Seam] = {
    "labels": lambda n, title: (
        f"{RULE}\nURL: https://forum.example/t/{n * 17}\nTitle: {title}\n{RULE}\n\n"
    ),
    "address": lambda n, _: f"URL: https://forum.example/t/{n * 17}\n\n",
    "thread": lambda _, title: f"Thread: {title}\n\n",
    "tail": lambda n, _: f"==> dumps/thread{n}.txt <==\n",
    "file": lambda n, _: f"### thread{n}.txt\n\n",
    "box": lambda _, title: f"{RULE}\n{title}\n{RULE}\n\n",
    "element": lambda n, title: f'<doc id="{n}" url="https://x.example/{n}" title="{title}">\n',
    "rule": lambda n, _: f"\n{RULE}\n\n" if n else "",
    "dashes": lambda n, _: f"\n{'-' * 40}\n\n" if n else "",
    "stars": lambda n, _: f"\n{'*' * 40}\n\n" if n else "",
    "form feed": lambda n, _: "\f" if n else "",
    "token": lambda n, _: "<|endoftext|>\n" if n else "",
    "pages": lambda _n, _: "<<<page>>>\n",
    "more": lambda n, _: f"{':' * 14}\nthread{n}.txt\n{':' * 14}\n",
    "record": lambda n, title: (
        json.dumps({"url": f"https://x.example/t/{n}", "title": title}) + "\n"
    ),
}


def document(engine: Engine, number: int, first: int = 0, last: int = 8) -> str:
    """A thread like no other, or some of its posts."""
    title = TITLES[number]
    posts = [
        one._replace(words=f"{one.words} This was the {title.split()[-1]} of round {number}.")
        for one in engines.thread(last)[first:]
    ]
    page = engine(posts).replace(TITLE, title)
    return re.sub(r"#(\d+)\b", lambda number: f"#{int(number[1]) + first}", page)


def threads(content: str) -> Iterator[Thread]:
    dump = dump_of(content)
    for ref in text.scan(dump):
        yield read_thread(dump, "text", ref)


def assert_partition(content: str, found: list[Thread]) -> None:
    spans = sorted(
        tuple(block.span or ())
        for thread in found
        for post in thread.posts
        for block in post.blocks
    )
    assert (spans[0][0], spans[-1][1]) == (0, len(content))
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("seam", SEAMS)
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_threads_come_apart_at_their_seams(engine: Engine, seam: str) -> None:
    content = "".join(SEAMS[seam](n, TITLES[n]) + document(engine, n) for n in range(3))

    found = list(threads(content))

    assert [thread.title for thread in found] == list(TITLES)
    for number, thread in enumerate(found):
        alone = next(threads(document(engine, number)))
        assert [logical_text(p) for p in thread.posts] == [logical_text(p) for p in alone.posts]
        assert [post.number for post in thread.posts] == list(range(1, 9))
    assert_partition(content, found)


def test_what_divides_a_dump_is_said_with_how_sure_it_is() -> None:
    content = "".join(SEAMS["labels"](n, TITLES[n]) + document(engines.phpbb, n) for n in range(2))

    for thread in threads(content):
        evidence = thread.posts[0].evidence
        assert "url, title" in evidence.cue
        assert 0.9 < evidence.confidence < 1


@pytest.mark.parametrize("engine", [engines.xenforo_page, engines.vbulletin])
def test_pages_whose_head_returns_are_one_thread(engine: Engine) -> None:
    pages = [document(engine, 0, a, b) for a, b in ((0, 10), (8, 20), (8, 20), (20, 30))]
    whole = next(threads(document(engine, 0, 0, 30)))

    found = list(threads("".join(pages)))

    assert len(found) == 1
    assert [logical_text(p) for p in found[0].posts] == [logical_text(p) for p in whole.posts]
    assert found[0].title == TITLE
    assert_partition("".join(pages), found)


@pytest.mark.parametrize("engine", ENGINES[:-1], ids=lambda engine: engine.__name__)
def test_pages_in_the_wrong_order_are_put_right(engine: Engine) -> None:
    address = "URL: https://forum.example/t/wick.7/page-"
    pages = {n: f"{address}{n}\n\n" + document(engine, 0, n * 9 - 9, n * 9) for n in (3, 1, 2)}
    content = "".join(pages.values())

    found = list(threads(content))

    assert len(found) == 1
    assert [engines.remark(n) in logical_text(p) for n, p in enumerate(found[0].posts)] == [
        True
    ] * 27
    assert_partition(content, found)
    for number in (0, 13, 26):  # each is found, wherever it stands in the dump
        hits = find(found[0], f'"{engines.remark(number)}"')
        assert {hit.post for hit in hits} == {number + 1}


def unlike(engine: Engine, number: int, words: str) -> str:
    """A thread about something else, by other people."""
    said = [
        one._replace(
            words=" ".join(f"{word}{'aeiou'[n % 5]}" for word in words.split()) + ".",
            author=f"{words[:3]}{n % 4}",
        )
        for n, one in enumerate(engines.thread(8))
    ]
    return engine(said).replace(TITLE, TITLES[number])


@pytest.mark.parametrize("seam", ["rule", "dashes", "form feed", "token"])
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_threads_of_two_engines_come_apart_at_a_bare_seam(engine: Engine, seam: str) -> None:
    other = engines.phpbb if engine is not engines.phpbb else engines.smf
    about = (
        "lantern keeper harbour lighthouse whistle tideline barnacle mooring ",
        "kettle teapot samovar porcelain infusion steeping saucer caddy ",
    )
    parts = (unlike(engine, 0, about[0] * 3), unlike(other, 1, about[1] * 3))
    content = "".join(SEAMS[seam](n, TITLES[n]) + part for n, part in enumerate(parts))

    found = list(threads(content))

    assert len(found) == 2
    assert all(thread.posts[0].evidence.confidence >= 0.9 for thread in found)
    assert_partition(content, found)


@pytest.mark.parametrize("engine", [engines.smf, engines.vbulletin, engines.xenforo_page])
def test_whole_pages_come_apart_at_their_feet(engine: Engine) -> None:
    about = (
        "lantern keeper harbour lighthouse whistle tideline barnacle mooring ",
        "kettle teapot samovar porcelain infusion steeping saucer caddy ",
    )
    foot = "\nContact us\nTerms of service\nPowered by Lamp 2 © The Lamp Makers\n"
    pages = (unlike(engines.phpbb, 0, about[0] * 3), unlike(engine, 1, about[1] * 3))
    parts = [page + foot for page in pages]

    found = list(threads("".join(parts)))

    assert [thread.title for thread in found] == list(TITLES[:2])
    assert "foot of a page" in found[1].posts[0].evidence.cue
    assert_partition("".join(parts), found)


RULERS = (
    "Powered by Lamp 2 © The Lamp Makers",
    RULE,
    "-----",
    "-" * 40,
    "*" * 12,
    "_" * 17,
    "#" * 10,
    "### Section",
    "## notes.txt",
    "=== Part two ===",
    "<page>",
    "\f",
    "==> notes.txt <==",
    "<|endoftext|>",
    "URL: https://x.example/y",
    "Title: The other one",
    "---",
    ":::::::::::::::",
    '{"url": "https://x.example/y"}',
    "https://x.example/y",
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ENGINES),
    st.sampled_from(RULERS),
    st.integers(2, 9),
    st.sampled_from(["inside", "signature"]),
)
def test_a_thread_with_rulers_of_its_own_stays_one(
    engine: Engine, ruler: str, every: int, place: str
) -> None:
    said = []
    for number, one in enumerate(engines.thread(20)):
        words = one.words
        if number % every == 1:
            own = (
                f"{words}\n\n{ruler}\n\nAnd a second thought about it, long enough to stand alone."
            )
            words = own if place == "inside" else f"{words}\n\n{ruler}\nkeeper of the small lamp"
        said.append(one._replace(words=words))

    assert len(list(text.scan(dump_of(engine(said))))) == 1


def test_what_is_no_thread_is_not_divided() -> None:
    part = "\n".join(f"{engines.WORDS[n % 8]} {engines.remark(n)}" for n in range(9))
    posts = "".join(f"{'-' * 30}\nAuthor: {p}\nDate: 2019\n\n{part}\n" for p in engines.PEOPLE)
    texts = (
        "# On lamps\n\n" + "".join(f"### Part {n}\n\n{part}\n\n" for n in range(6)),
        "".join(f"Part {n}\n=======\n\n{part}\n\n" for n in range(6)),
        "".join(f"{part}\n\n* * * * *\n\n" for _ in range(6)),
        "".join(f"The Ledger\n{n}\n{part}\n\f" for n in range(6)),
        posts,
    )

    for content in texts:
        assert [ref.key for ref in text.scan(dump_of(content))] == [""]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *RULERS,
                "",
                "Page 2 of 3",
                "Thread: a",
                "hello there",
                "<doc>",
                "</doc>",
                "\xa0",
                "\r",
            ]
        )
        | st.text(max_size=12),
        max_size=60,
    ).map("\n".join)
)
def test_whatever_is_divided_is_all_there(content: str) -> None:
    encoded = content.encode("utf-8", "surrogatepass")
    if not encoded:
        return
    dump = Dump(None, "-", encoded)
    found = [read_thread(dump, "text", ref) for ref in text.scan(dump)]
    assert_partition(content, found)


def test_the_dump_of_one_thread_is_read_as_before() -> None:
    dump = dump_of(document(engines.phpbb, 0))

    assert list(text.scan(dump)) == [ThreadRef()]
    assert not text.several(dump)


def test_the_sample_comes_out_as_before(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert main(["export", "--to", "jsonl", SAMPLE]) == 0
    out = capfdbinary.readouterr().out
    if request.config.getoption("--regenerate-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_bytes(out)

    assert out == GOLDEN.read_bytes()
    first, second = map(json.loads, out.splitlines())
    assert [len(first["posts"]), len(second["posts"])] == [5, 4]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_one_thread_is_not_divided_where_a_poster_comes_again(engine: Engine) -> None:
    for count in range(1, 24):
        for first in range(3):
            content = engine(engines.thread(first + count)[first:])
            assert not text.several(dump_of(content))
            assert list(text.scan(dump_of(content))) == [ThreadRef()]
