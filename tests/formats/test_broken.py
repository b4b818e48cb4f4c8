"""Dumps whose records hold values of other kinds than the format says: read as far as they go."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview import formats
from threadview.cli.opening import threads_of
from threadview.dump import Dump
from threadview.errors import FormatError, ThreadviewError
from threadview.formats import Head
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
