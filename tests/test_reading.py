"""The road from a dump to a thread: the same thread however it is pulled."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of, open_dump
from threadview.errors import DumpError, FormatError
from threadview.model import Thread, logical_text
from threadview.reading import Reading, read_path, read_thread, reopen

SAMPLES = sorted((Path(__file__).parent.parent / "sample_threads").glob("*.txt"))
named = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)

SCRAPES = st.lists(
    st.sampled_from(
        [
            "Who counted the oil?\n",
            "The oil was counted every night by two keepers who never spoke.\n",
            "\u00a0\n",
            "Last edited: Jan 2, 2010\n",
            "Last edited:\n",
            "\nmarlin\n\nBanned\n",
            "\n",
            "Top",
            "Top\n",
            "灯台 🗼 é\u0301\n",
        ]
    )
    | st.text(max_size=30),
    max_size=30,
).map("".join)


def same(one: Thread, two: Thread) -> bool:
    return (
        list(one.posts) == list(two.posts)
        and one.title == two.title
        and one.quoted_by == two.quoted_by
        and one.participants == two.participants
    )


@given(SCRAPES, st.integers(1, 3))
def test_step_by_step_or_at_once(text: str, step: int) -> None:
    at_once = read_thread(dump_of(text))
    reading = Reading(dump_of(text))
    shares = [reading.progress()]

    while reading.pull(step):
        shares.append(reading.progress())

    assert same(reading.thread, at_once)
    assert reading.thread.complete
    assert reading.progress() == 1.0
    assert shares == sorted(shares)


@given(SCRAPES)
def test_posts_are_numbered_and_cover_the_dump(text: str) -> None:
    dump = dump_of(text)
    posts = read_thread(dump).posts

    assert [post.number for post in posts] == list(range(1, len(posts) + 1))
    extents = [post.extent for post in posts]
    assert all(extents)
    whole = [extent for extent in extents if extent]
    if whole:
        assert whole[0][::2] == (0, 0)
        assert (whole[-1].end, whole[-1].byte_end) == (len(text), len(dump.data))
    for one, two in pairwise(whole):
        assert (one.end, one.byte_end) == (two.start, two.byte_start)


@given(SCRAPES)
def test_quotes_point_up_and_are_answered(text: str) -> None:
    """`quoted_by` is the quotes, read backwards; what is quoted is earlier."""
    thread = read_thread(dump_of(text))

    backwards: dict[int, list[int]] = {}
    for post in thread.posts:
        sources = {quote.post for quote in post.quotes if quote.post is not None}
        assert all(source < post.number for source in sources)
        for quote in post.quotes:
            assert quote.parent is None or post.quotes[quote.parent].depth == quote.depth - 1
        for source in sorted(sources):
            backwards.setdefault(source, []).append(post.number)
    assert thread.quoted_by == backwards


@named
def test_participants_are_the_known_authors(path: Path) -> None:
    thread = read_path(path)

    authors = [post.author for post in thread.posts if post.author]
    assert thread.participants == {name: authors.count(name) for name in authors}


@named
def test_a_read_dump_is_read_again(path: Path) -> None:
    reading = Reading(open_dump(path))
    reading.pull()
    again = reopen(reading)
    again.pull()

    assert same(again.thread, reading.thread)


def test_a_stream_cannot_be_read_again() -> None:
    with pytest.raises(DumpError, match="again"):
        reopen(Reading(dump_of("Title\n\nwords")))


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(FormatError, match="text") as raised:
        Reading(dump_of("words"), "telex")

    assert "telex" in raised.value.message


def test_text_without_structure_is_one_post() -> None:
    thread = read_thread(dump_of("A letter.\n\nDear Henrik, it plays again.\n"))

    assert len(thread.posts) == 1
    assert "it plays again" in logical_text(thread.posts[0])


def test_empty_text_has_no_words() -> None:
    posts = read_thread(dump_of("")).posts

    assert "".join(map(logical_text, posts)) == ""
