"""The first post of a dump without an end in sight is shown as far as it goes, then again whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import engines
from slow import Slow, posts_of
from threadview import quotes
from threadview.dump import Dump, open_dump
from threadview.formats.text.stretches import EARLY
from threadview.model import Block, Extent, Post, Span, logical_text
from threadview.reading import Reading

LINE = "the keeper lit the lamp again " * 40_000
"""More than a first stretch, without a line end."""


def assert_covers(post: Post, content: str) -> None:
    """The post is all of the content, block by block."""
    assert post.extent is not None
    at = 0
    for block in post.blocks:
        assert block.span is not None
        assert block.span.start == at
        at = block.span.end
    assert (0, at) == (post.extent.start, post.extent.end) == (0, len(content))
    size = len(content.encode("utf-8", "surrogatepass"))
    assert (post.extent.byte_start, post.extent.byte_end) == (0, size)


@pytest.mark.parametrize(
    "content",
    [
        LINE,
        "ein Leuchtfeuer für Ödland, " * 40_000,
        "灯台の灯り" * 60_000,
        "\N{ELECTRIC LIGHT BULB}" * 250_000,
        "the lamp\n" * 120_000,
        "\n" * 900_000,
    ],
    ids=["line", "latin", "cjk", "emoji", "lines", "blank"],
)
def test_what_has_no_end_is_shown_before_it_and_then_whole(content: str) -> None:
    dump = Slow(content.encode())
    found = posts_of(dump)

    first = next(found)
    loaded = len(dump.data)
    last = list(found)[-1]

    assert loaded < 600_000 < len(content.encode())
    assert first.extent is not None
    assert 0 < first.extent.byte_end <= max(loaded, EARLY)
    assert_covers(first, content[: first.extent.end])
    assert first.number == last.number == 1
    assert_covers(last, content)


def test_a_dump_that_is_all_there_is_read_once() -> None:
    assert len(list(posts_of(Dump(None, "-", LINE.encode())))) == 1


def test_a_long_first_line_hides_no_posts() -> None:
    content = (LINE[:300_000] + "\n\n" + engines.phpbb(engines.thread(300))).encode()
    whole = list(posts_of(Dump(None, "-", content)))

    final: dict[int, Post] = {}
    for post in posts_of(Slow(content)):
        final[post.number] = post

    assert list(final.values()) == whole
    assert len(whole) > 100


def test_reading_keeps_one_post_and_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text(LINE, encoding="utf-8")
    reading = Reading(open_dump(path), "text")

    assert reading.pull(1)
    assert len(reading.posts) == 1
    assert 0 < len(logical_text(reading.posts[0])) < len(LINE)
    assert reading.progress() < 1
    assert not reading.pull()

    assert len(reading.posts) == 1
    assert logical_text(reading.posts[0]) == LINE.rstrip()
    assert_covers(reading.posts[0], LINE)


@pytest.mark.parametrize("kept", [True, False], ids=["posts kept", "posts asked for"])
def test_a_post_given_again_is_no_source_of_its_own(kept: bool) -> None:
    said = "Every autumn the harbour master counts the buoys along the northern channel himself."
    more = "Nobody else in the village has ever been trusted with that particular errand."
    half = Post(1, (Block("paragraph", said),))
    whole = Post(1, (Block("paragraph", f"{said}\n{more}"),))
    answer = Post(2, (Block("paragraph", f"{more}\nMy uncle was, twice, and he lost one."),))
    parts = [place(post, at) for post, at in ((half, 0), (whole, 0), (answer, 200))]
    posts: list[Post] = []

    for part in quotes.link(iter(parts), None if kept else posts):
        assert isinstance(part, Post)
        posts[part.number - 1 : part.number] = [part]

    assert [len(post.quotes) for post in posts] == [0, 1]
    assert posts[1].quotes[0].post == 1
    assert logical_text(posts[0]) == f"{said}\n{more}"


def place(post: Post, at: int) -> Post:
    """The post in a text dump, from a code point on."""
    size = len(post.blocks[0].text)
    block = post.blocks[0]._replace(span=Span(at, at + size))
    return post._replace(blocks=(block,), extent=Extent(at, at + size, at, at + size))
