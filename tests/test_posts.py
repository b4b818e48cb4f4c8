"""Packed posts give back what was put in, whatever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import dumped_posts, framed_posts
from threadview.dump import Dump
from threadview.model import WORDS, Block, Post, logical_text
from threadview.posts import CACHE, Posts


def packed(posts: list[Post], dump: Dump | None = None) -> Posts:
    kept = Posts(dump)
    for post in posts:
        kept.append(post)
    return kept


@given(dumped_posts())
def test_posts_of_a_dump_come_back(made: tuple[Dump, list[Post]]) -> None:
    dump, posts = made

    assert list(packed(posts, dump)) == posts


@given(st.lists(framed_posts(3), max_size=4))
def test_posts_without_a_dump_come_back(posts: list[Post]) -> None:
    assert list(packed(posts)) == posts


@given(dumped_posts())
def test_texts_are_those_of_the_post(made: tuple[Dump, list[Post]]) -> None:
    """The quick way to a post's words finds the same words."""
    dump, posts = made
    kept = packed(posts, dump)

    for index, post in enumerate(posts):
        texts = kept.texts(index)
        assert texts.words == logical_text(post)
        around = [b.text for b in post.blocks if b.kind in ("chrome", "signature")]
        assert texts.around == "\n\n".join(around)
        assert texts.author == post.author
        assert texts.date == (post.date or post.date_text)


@given(dumped_posts(), st.data())
def test_a_replaced_post_leaves_the_others(
    made: tuple[Dump, list[Post]], data: st.DataObject
) -> None:
    dump, posts = made
    if not posts:
        return
    kept = packed(posts, dump)
    list(kept)
    index = data.draw(st.integers(0, len(posts) - 1))
    better = data.draw(framed_posts(index + 1))

    kept.replace(index, better)

    assert list(kept) == [*posts[:index], better, *posts[index + 1 :]]


@given(dumped_posts())
def test_indices_are_those_of_a_sequence(made: tuple[Dump, list[Post]]) -> None:
    dump, posts = made
    kept = packed(posts, dump)

    assert len(kept) == len(posts)
    assert kept[1:3] == posts[1:3]
    assert kept[::-1] == posts[::-1]
    if posts:
        assert kept[-1] == posts[-1]
    with pytest.raises(IndexError):
        kept[len(posts)]


def test_more_posts_than_are_kept_unpacked() -> None:
    posts = [Post(n, (Block("paragraph", f"word {n}"),)) for n in range(1, 3 * CACHE)]
    kept = packed(posts)

    assert list(kept) == posts
    assert kept[0] == posts[0]


def test_words_of_a_dump_are_kept_once(samples: object) -> None:
    """Memory holds bytes and offsets: a packed post of a dump is far smaller than its words."""
    from threadview.dump import open_dump
    from threadview.reading import Reading

    reading = Reading(open_dump(f"{samples}/log-of-the-cormorant.txt"))
    reading.pull()
    words = sum(
        len(block.text) for post in reading.posts for block in post.blocks if block.kind in WORDS
    )

    assert len(reading.posts.packed(0, len(reading.posts))) < words
