"""threadview's own JSON reads back to the same thread."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of, open_dump
from threadview.export.json import write_json
from threadview.formats import load
from threadview.model import Block, EditMark, Evidence, Post, Quote, Source, Thread
from threadview.reading import Reading, detect

SAMPLES = Path(__file__).parent.parent.parent / "sample_threads"


def written(thread: Thread) -> bytes:
    out = io.BytesIO()
    write_json(thread, None, out)
    return out.getvalue()


def contents(data: bytes) -> dict[str, Any]:
    """What a thread says, whatever dump it came from."""
    value: dict[str, Any] = json.loads(data)
    del value["source"], value["spans"]
    return value


def read_again(data: bytes) -> Thread:
    reading = Reading(dump_of(data))
    reading.pull()
    assert reading.format_name == "threadview"
    return reading.thread


@pytest.mark.parametrize(
    "path",
    [*sorted(SAMPLES.glob("*.txt")), *sorted(SAMPLES.glob("pages/*.html"))],
    ids=lambda path: path.stem,
)
def test_the_samples_come_back(path: Path) -> None:
    reading = Reading(open_dump(path))
    reading.pull()
    data = written(reading.thread)

    assert contents(written(read_again(data))) == contents(data)


LINE = st.text("ab \n", min_size=1, max_size=12).map(lambda text: text.strip("\n") or "x")


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    posts = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        quotes: list[Quote] = []
        for index in range(draw(st.integers(0, 3))):
            parent = draw(st.none() | st.integers(0, index - 1)) if index else None
            quotes.append(
                Quote(
                    draw(st.none() | st.just("ann")),
                    draw(st.none() | st.integers(1, number)),
                    1 if parent is None else quotes[parent].depth + 1,
                    parent,
                    Evidence(draw(st.sampled_from(["markup", "reuse", "none"])), "", 0.5),
                )
            )
        places = st.none() | st.integers(0, len(quotes) - 1) if quotes else st.none()
        blocks = [
            Block("paragraph", draw(LINE), quote=draw(places), spaced=draw(st.booleans()))
            for _ in range(draw(st.integers(0, 5)))
        ]
        edit = EditMark("Edited", draw(st.none() | st.just("bo"))) if draw(st.booleans()) else None
        posts.append(
            Post(
                number,
                tuple(blocks),
                tuple(quotes),
                author=draw(st.none() | st.text(min_size=1)),
                date=draw(st.none() | st.just("2010-01-31T12:00")),
                edit=edit,
                id=draw(st.none() | st.text()),
                reply_to=draw(st.none() | st.integers(1, number - 1)) if number > 1 else None,
            )
        )
    return Thread(Source("x", "text", "utf-8"), draw(st.none() | st.text()), posts=posts)


@given(threads())
def test_any_thread_comes_back(thread: Thread) -> None:
    data = written(thread)

    assert contents(written(read_again(data))) == contents(data)


def test_trees_keep_their_depth() -> None:
    parents = [None, 1, 2, 1, None]
    posts = [Post(number, reply_to=parent) for number, parent in enumerate(parents, 1)]
    data = written(Thread(Source("x", "mail", "utf-8"), posts=posts))

    assert [post.depth for post in read_again(data).posts] == [0, 1, 2, 1, 0]


def test_lines_are_threads() -> None:
    dump = open_dump(SAMPLES / "json" / "threadview-village-clock.jsonl")

    refs = list(load("threadview").scan(dump))
    found = []
    for ref in refs:
        reading = Reading(dump, ref=ref)
        reading.pull()
        found.append((reading.thread.title, [post.author for post in reading.thread.posts]))

    assert [(ref.title, ref.posts) for ref in refs] == [(t, len(who)) for t, who in found]
    assert found[1][0] == "Soup on Thursday"


def test_a_broken_post_is_a_problem() -> None:
    data = b'{"threadview": 1, "posts": [12, {"edited": false, "text": "b"}]}'

    thread = read_again(data)

    assert [len(post.blocks) for post in thread.posts] == [0, 1]
    assert len(thread.problems) == 1


def test_it_is_known_by_its_content() -> None:
    found = detect(dump_of(b'{"threadview": 1, "title": null, "source": {}, "posts": []}'))

    assert (found.name, found.claim.confidence > 0.9) == ("threadview", True)
