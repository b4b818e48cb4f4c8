"""Dumps whose records hold values of other kinds than the format says: read as far as they go."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview import formats
from threadview.cli.opening import threads_of
from threadview.dump import Dump, dump_of
from threadview.errors import FormatError, ThreadviewError
from threadview.formats import Head
from threadview.reading import Reading
from threadview.request import Opening

FOLDER = Path(__file__).parents[2] / "sample_threads" / "json"
NAMES = sorted(path.name for path in FOLDER.glob("*.json*"))
VALUES: list[Any] = [
    None, True, -1, 12, 1.5, 1e300, 10**30, "", "x", "9999-99-99T99:99:99Z", "\ud800", [], [[]],
    ["a", None, 3], {}, {"a": 1},
]  # fmt: skip


def records(name: str) -> list[Any]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


KEPT = {name: records(name) for name in NAMES}


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, ...]] = []
    for key, one in inner:
        found.append((*way, key))
        if isinstance(one, dict | list):
            found += places(one, (*way, key))
    return found


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A sample in which some values are others."""
    values = copy.deepcopy(KEPT[draw(st.sampled_from(NAMES))])
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(places(values)))
        inner = values
        for key in way:
            inner = inner[key]
        inner[last] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        if not any(isinstance(one, dict | list) and one for one in values):
            break
    lines = (json.dumps(one) for one in values)
    return "\n".join(lines).encode()


@settings(max_examples=150)
@given(broken())
def test_what_is_broken_is_a_problem_and_no_traceback(content: bytes) -> None:
    dump = Dump(None, "made", content)
    try:
        for reading in threads_of(dump, Opening()):
            reading.pull()
            assert reading.thread.complete
            list(reading.thread.posts)
    except ThreadviewError as error:
        said = error.message
    else:
        said = ""
    assert "\n" not in said


def strings(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str]]:
    """Every string inside a value, with the way to it."""
    if isinstance(value, str):
        return [(way, value)]
    if not isinstance(value, dict | list):
        return []
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, one in inner for found in strings(one, (*way, key))]


def texts(content: bytes) -> list[str]:
    """The words of every post in a dump, of all its threads."""
    found: list[str] = []
    for reading in threads_of(Dump(None, "made", content), Opening()):
        reading.pull()
        found += ["\n".join(block.text for block in post.blocks) for post in reading.thread.posts]
    return found


def said(name: str) -> dict[str, list[tuple[Any, ...]]]:
    """A run of words out of each post of a sample, with the ways to the strings that hold it."""
    held = strings(KEPT[name])
    found: dict[str, list[tuple[Any, ...]]] = {}
    for text in texts("\n".join(map(json.dumps, KEPT[name])).encode()):
        run = max(re.findall(r"[A-Za-z][A-Za-z ]+[A-Za-z]", text), key=len, default="")[:30]
        ways = [way for way, words in held if run and run in words]
        if ways:
            found[run] = ways
    return found


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """A sample in which one value is of another kind, and runs of words that do not stand in it."""
    name = draw(st.sampled_from(NAMES))
    values = copy.deepcopy(KEPT[name])
    way = draw(st.sampled_from(places(values)))
    inner = values
    for key in way[:-1]:
        inner = inner[key]
    value = draw(st.sampled_from(VALUES))
    if isinstance(value, str) and isinstance(inner[way[-1]], str):
        value = None  # other words are not spoilt ones
    if way[-1] == "id" and isinstance(value, int):
        value = None  # it might be another's, of which the later then counts
    inner[way[-1]] = copy.deepcopy(value)
    left = [
        run for run, ways in SAID[name].items() if any(other[: len(way)] != way for other in ways)
    ]
    return "\n".join(json.dumps(one) for one in values).encode(), left


SAID = {name: said(name) for name in NAMES}


def test_every_sample_says_something() -> None:
    assert all(SAID.values())


@settings(max_examples=200)
@given(spoilt())
def test_one_spoilt_value_costs_no_other_words(made: tuple[bytes, list[str]]) -> None:
    """Whatever is wrong with one value, what everybody else said is still there to read."""
    content, left = made
    shown = "\n".join(texts(content))
    assert [run for run in left if run not in shown] == []


class Tripping:
    """A format that trips over everything."""

    def sniff(self, head: Head) -> None:
        raise KeyError(head.name)

    def scan(self, dump: Dump) -> Any:
        raise AttributeError(dump.name)
        yield

    def read(self, dump: Dump, ref: Any) -> Any:
        raise OverflowError(dump.name)
        yield


def test_a_format_that_trips_over_a_head_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one of many that are asked: the others answer."""
    load = formats.load
    monkeypatch.setattr(
        formats, "load", lambda name: Tripping() if name == "hackernews" else load(name)
    )
    head = b'{"post_stream": {"posts": [{"cooked": "<p>a</p>", "username": "tern"}]}, "id": 1}'
    found = formats.detect(Head("made", head, head.decode()))
    assert found.name == "discourse"


def test_a_format_that_trips_over_a_dump_is_told_in_a_line() -> None:
    with pytest.raises(FormatError, match="made: cannot be read: AttributeError"):
        list(formats.threads(Tripping(), Dump(None, "made", b"x")))


def test_numbers_of_own_posts_are_numbers() -> None:
    post = {
        "number": 1, "id": None, "author": "tern", "date": None, "reply_to": "2", "edited": False,
        "text": "Oil.", "quotes": [{"post": [1], "depth": 10**30, "confidence": 7, "text": "?"}],
    }  # fmt: skip
    content = json.dumps({"threadview": 1, "title": "t", "posts": [post], "problems": 3}).encode()
    (reading,) = threads_of(Dump(None, "made", content), Opening())
    reading.pull()
    (one,) = reading.thread.posts
    assert one.reply_to is None
    assert [(q.post, q.depth, q.evidence.confidence) for q in one.quotes] == [(None, 1, 1.0)]


def test_what_is_wrong_behind_the_last_thread_is_told() -> None:
    message = {"id": 1, "type": "message", "from": "Ann", "text": "hi", "date": "2020-01-01"}
    chat = {"name": "Oil", "type": "personal_chat", "id": 1, "messages": [message]}
    reading = Reading(dump_of(json.dumps(chat) + '\n{"id": 5, "name'), "telegram")
    reading.pull()

    assert [problem.why for problem in reading.thread.problems] == ["ends in the middle"]
