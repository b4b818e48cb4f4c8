"""Saved pages: the samples come out as they are meant, and whatever is a page opens.

`golden/pages/NAME.json` is what `threadview export --to json` says of each sample;
`pytest --regenerate-golden` writes it anew.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview.cli import main
from threadview.dump import Dump, dump_of
from threadview.formats import Claim, Head, ThreadRef, pages
from threadview.formats.pages.engines import engines
from threadview.formats.pages.reactions import reaction
from threadview.formats.pages.reader import read_sheet
from threadview.formats.pages.sheet import decoded, sheet_of
from threadview.markup.rules import place
from threadview.model import Post, Thread, logical_text
from threadview.reading import read_path, read_thread

REPOSITORY = Path(__file__).parents[2]
SAMPLES = sorted((REPOSITORY / "sample_threads" / "pages").glob("*.html"))
GOLDEN = REPOSITORY / "tests" / "golden" / "pages"

MEANT: dict[str, dict[str, Any]] = {
    "xenforo": {
        "engine": "XenForo 2",
        "authors": ["saltmarsh", "pugmill", "Orla"],
        "dates": ["2023-02-11T19:04:00Z", "2023-02-11T21:47:00Z", "2023-02-13T07:15:00Z"],
        "edited": [1],
        "quotes": {2: [("saltmarsh", 1, 1)], 3: [("pugmill", 2, 1), ("saltmarsh", 1, 2)]},
    },
    "phpbb": {
        "engine": "phpBB 3",
        "authors": ["Wattläufer", "Tine"],
        "dates": ["2019-10-03T16:20:00Z", "2019-10-03T20:05:00Z"],
        "edited": [1],
        "quotes": {2: [("Wattläufer", 1, 1)]},
    },
    "vbulletin": {
        "engine": "vBulletin 3",
        "authors": ["pinion", "Verge & Foliot"],
        "dates": ["2009-03-28T21:15", "2009-03-30T11:40"],
        "edited": [1],
        "quotes": {2: [("pinion", 1, 1)]},
    },
    "smf": {
        "engine": "SMF 2",
        "authors": ["Halyard", "Ines on deck"],
        "dates": ["2011-06-05T07:42:10", "2011-06-05T13:15:59"],
        "edited": [1],
        "quotes": {2: [("Halyard", 1, 1)]},
    },
    "discourse": {
        "engine": "Discourse",
        "authors": ["ballast", "fishplate"],
        "dates": ["2025-03-02T22:10:05Z", "2025-03-02T22:31:40Z"],
        "edited": [],
        "quotes": {2: [("ballast", 1, 1)]},
    },
    "stackexchange": {
        "engine": "Stack Exchange",
        "authors": ["Keeper of Hares", "heron", "moult", "Keeper of Hares"],
        "dates": [
            "2021-07-01T17:45:12Z",
            "2021-07-01T18:02:00Z",
            "2021-07-01T19:30:44Z",
            "2021-07-01T19:41:10Z",
        ],
        "edited": [1],
        "quotes": {1: [(None, None, 1)]},
        "replies": [None, 1, 1, 3],
        "depths": [0, 1, 0, 1],
    },
    "hackernews": {
        "engine": "Hacker News",
        "authors": ["skein", "moss", "skein", "warp"],
        "dates": [
            "2024-11-20T14:03:11Z",
            "2024-11-20T14:20:00Z",
            "2024-11-20T14:31:09Z",
            "2024-11-20T15:02:44Z",
        ],
        "edited": [],
        "quotes": {3: [("moss", 2, 1)]},
        "replies": [None, 1, 2, 1],
        "depths": [0, 0, 1, 0],
    },
    "oldreddit": {
        "engine": "old Reddit",
        "authors": ["duster", "mothball", "duster"],
        "dates": ["2019-01-02T12:00:00Z", "2019-01-02T12:30:00Z", "2019-01-02T13:05:00Z"],
        "edited": [3],
        "quotes": {3: [("mothball", 2, 1)]},
        "replies": [None, 1, 2],
        "depths": [0, 0, 1],
    },
    "unknown": {
        "engine": "",
        "authors": ["bracken", "teasel", "bracken", "sorrel"],
        "dates": ["2016-05-14T09:12", "2016-05-14T10:40", "2016-05-15T07:03", "2016-05-15T21:55"],
        "edited": [],
        "quotes": {3: [("teasel", 2, 1)]},
    },
}

each = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def thread_of(html: str | bytes, name: str = "page.html") -> Thread:
    """The thread of a page handed in."""
    return read_thread(dump_of(html, name), "pages")


def spoken(thread: Thread) -> list[str]:
    return [logical_text(post) for post in thread.posts]


@each
def test_samples_say_what_they_are_meant_to(path: Path) -> None:
    meant = MEANT[path.stem.split("-")[0]]
    thread = read_path(path)
    posts = list(thread.posts)

    assert thread.source.format == "pages"
    assert [post.author for post in posts] == meant["authors"]
    assert [post.date for post in posts] == meant["dates"]
    assert [post.number for post in posts if post.edit] == meant["edited"]
    assert [post.reply_to for post in posts] == meant.get("replies", [None] * len(posts))
    assert [post.depth for post in posts] == meant.get("depths", [0] * len(posts))
    quotes = {p.number: [(q.author, q.post, q.depth) for q in p.quotes] for p in posts if p.quotes}
    # Who is quoted without a name is found by reuse, which the page itself does not say.
    assert {number: len(found) for number, found in quotes.items()} == {
        number: len(found) for number, found in meant["quotes"].items()
    }
    if meant["engine"]:
        assert {post.evidence.cue for post in posts} == {meant["engine"]}
        assert quotes == meant["quotes"]


@each
def test_samples_come_out_as_yesterday(
    path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert main(["export", "--to", "json", f"sample_threads/pages/{path.name}"]) == 0
    said = capfdbinary.readouterr().out
    golden = GOLDEN / f"{path.stem}.json"
    if request.config.getoption("--regenerate-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(said)

    assert json.loads(said) == json.loads(golden.read_bytes())


def test_what_stands_around_the_words_is_told_apart() -> None:
    thread = read_path(next(path for path in SAMPLES if path.stem.startswith("xenforo")))
    first, second, _ = thread.posts
    kinds = {block.kind: block.text for block in first.blocks}

    assert kinds["signature"] == "All my mugs lean left."
    assert kinds["spoiler"] == "He said it was tuned to B flat."
    assert kinds["image"] == "element.jpg"
    assert kinds["table"].startswith("Poll: What is it?")
    assert first.reactions == (("reactions", 5),)
    assert first.permalink == "https://kilns.example/threads/the-kiln-that-hums.812/post-9001"
    assert first.edit is not None
    assert first.edit.date == "2023-02-12T08:30:00Z"
    assert "Click to expand" not in logical_text(second)
    assert [b.language for b in second.blocks if b.kind == "code"] == ["bash"]


def test_an_unknown_engine_is_less_sure_than_a_known_one() -> None:
    thread = read_path(next(path for path in SAMPLES if path.stem.startswith("unknown")))

    assert {post.evidence.layer for post in thread.posts} == {"repetition"}
    assert 0.5 < thread.posts[0].evidence.confidence < 1
    assert "Log in" not in " ".join(spoken(thread))


def sniffed(content: bytes | str, name: str = "x") -> Claim | None:
    raw = content.encode() if isinstance(content, str) else content
    return pages.sniff(Head(name, raw[:65536], raw[:65536].decode("utf-8", "replace")))


@each
def test_a_page_is_known_by_its_engine(path: Path) -> None:
    claim = sniffed(path.read_bytes())
    engine = MEANT[path.stem.split("-")[0]]["engine"]

    assert claim is not None
    assert claim.confidence > 0.9
    assert engine in claim.reason


@pytest.mark.parametrize(
    "content",
    [
        "Hello,\n> you wrote <b>this</b>",
        "From a@b Mon\nSubject: x\n\n<html>",
        '{"a": "<html>"}',
        "",
    ],
)
def test_other_things_are_no_pages(content: str) -> None:
    assert sniffed(content) is None


FIELDS = ("author", "date", "id", "permalink", "author_title", "edit", "edit_by", "edit_date")


@pytest.mark.parametrize("engine", engines(), ids=lambda engine: engine.name.replace(" ", "-"))
def test_every_selector_of_every_table_can_be_asked(engine: Any) -> None:
    from threadview.markup import tree

    root = tree("<p>x").body
    selectors = [engine.branch, engine.poll, *(place(title).select for title in engine.title)]
    for record in engine.records:
        selectors += [record.post, *record.content, record.also, record.signature, record.needs]
        selectors += [record.reactions, record.preview]
        for field in (*FIELDS, "reply", "depth", "score", "preview_author"):
            selectors += [place(written).select for written in getattr(record, field)]
    for rule in engine.rules.quotes:
        selectors += [rule.select, rule.cite, rule.before]
        selectors += [place(written).select for written in (*rule.author, *rule.source)]
    for field in ("drop", "chrome", "signature", "spoiler", "spoiler_label", "code", "smiley"):
        selectors.append(getattr(engine.rules, field))
    for selector in filter(None, selectors):
        assert root is not None
        assert root.css(selector) is not None


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("pugmill, Orla and 3 others", ("reactions", 5)),
        ("Ann and Bo", ("reactions", 2)),
        ("Like x 1", ("Like", 1)),
        ("7 Likes", ("Likes", 7)),
        ("12", ("likes", 12)),
        ("1,204", ("likes", 1204)),
        ("", None),
    ],
)
def test_reactions_are_counted(text: str, counted: tuple[str, int] | None) -> None:
    assert reaction(text) == counted


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=40)
def test_a_torn_page_never_ends_a_read(path: Path, data: st.DataObject) -> None:
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    keep: Callable[[bytes], bytes] = data.draw(
        st.sampled_from([lambda b: b[:start], lambda b: b[:start] + b[end:], lambda b: b[start:]])
    )

    posts = read_sheet(sheet_of("x", decoded(keep(raw)))).posts

    assert [post.number for post in posts] == list(range(1, len(posts) + 1))
    for post in posts:
        check_links(post)


def check_links(post: Post) -> None:
    assert post.reply_to is None or 0 < post.reply_to < post.number
    for quote in post.quotes:
        assert quote.post is None or 0 < quote.post < post.number


def test_real_pages_hold_the_posts_of_their_truth(corpus: Path) -> None:
    """A few of each engine; `benchmarks/pages.py` has them all."""
    seen: dict[str, int] = {}
    wrong: list[str] = []
    for truth_path in sorted((corpus / "gold").glob("*.json")):
        truth = json.loads(truth_path.read_bytes())
        seen[truth["engine"]] = seen.get(truth["engine"], 0) + 1
        found = [*(corpus / "pages").glob(f"{truth_path.stem}*.gz")]
        if seen[truth["engine"]] > 2 or not found:
            continue
        read = read_sheet(sheet_of(found[0].name, decoded(gzip.decompress(found[0].read_bytes()))))
        mine = {re.sub(r"\s+", " ", (post.author or "").casefold()) for post in read.posts}
        theirs = {re.sub(r"\s+", " ", post["author"].casefold()) for post in truth["posts"]}
        if len(read.posts) < len(truth["posts"]) or not theirs <= mine:
            wrong.append(
                f"{found[0].name}: {len(read.posts)} of {len(truth['posts'])} {theirs - mine}"
            )

    assert wrong == []


def test_one_ref_for_one_page() -> None:
    dump = Dump(None, "x.html", SAMPLES[0].read_bytes())

    (ref,) = pages.scan(dump)

    assert ref == ThreadRef("", "Naming the night train - Timetable - Slow Rail")
