"""The logical text: what hits, notes and selections count in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from strategies import framed_posts
from threadview.model import WORDS, Block, Post, block_offsets, logical_text, segments


@given(framed_posts(5))
def test_every_block_stands_where_its_offset_says(post: Post) -> None:
    text = logical_text(post)

    for block, offset in zip(post.blocks, block_offsets(post), strict=True):
        if block.kind in WORDS:
            assert text[offset : offset + len(block.text)] == block.text
        else:
            assert offset == -1


@given(framed_posts(5))
def test_segments_are_runs_of_one_voice(post: Post) -> None:
    """Each is all own or all of one quote; neighbours differ; all words are in one of them."""
    found = segments(post)
    text = logical_text(post)

    voices = [segment.quote for segment in found]
    assert all(one != two for one, two in pairwise(voices))
    for segment in found:
        assert text[segment.start : segment.start + len(segment.text)] == segment.text
        assert post.blocks[segment.first].quote == segment.quote
    said = [block.text for block in post.blocks if block.kind in WORDS]
    assert sum(map(len, said)) <= len(text)
    assert bool(said) == bool(found)


def test_voices_are_parted_by_one_blank_line_and_blocks_as_in_the_dump() -> None:
    post = Post(
        7,
        (
            Block("attribution", "marlin said:"),
            Block("paragraph", "The oil was counted.", quote=0),
            Block("paragraph", "Every night.", quote=0, spaced=False),
            Block("paragraph", "By whom?", spaced=False),
            Block("chrome", "Top"),
            Block("paragraph", "And why?"),
        ),
    )

    assert logical_text(post) == ("The oil was counted.\nEvery night.\n\nBy whom?\n\nAnd why?")
    assert [segment.quote for segment in segments(post)] == [0, None]


def test_a_post_without_words_has_none() -> None:
    post = Post(1, (Block("chrome", "Top"), Block("separator", "")))

    assert logical_text(post) == ""
    assert segments(post) == []
