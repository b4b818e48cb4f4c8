"""Threads of invented engines come back without any table that knows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import skins
from skins import FLATTENINGS, LANGUAGES, Skin
from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post

MARKS = ("date", "dated", "signed", "number")
"""What tells one post from the next in these skins."""
BESIDE = ("name", "twice", "rank", "?rank", "?fact", "votes", "?button")
BELOW = ("buttons", "button", "?votes", "?buttons")


@st.composite
def skin_of(draw: st.DrawFn) -> Skin:
    """A skin: a mark and a name above the body in any order, more lines about it, some optional."""
    mark = draw(st.sampled_from(MARKS))
    more = draw(st.lists(st.sampled_from(BESIDE[2:]), max_size=2, unique=True))
    head = draw(st.permutations([mark, draw(st.sampled_from(BESIDE[:2])), *more]))
    foot = draw(st.lists(st.sampled_from(BELOW), max_size=2, unique=True))
    return Skin(
        draw(st.sampled_from(tuple(LANGUAGES))),
        tuple(head),
        tuple(foot),
        draw(st.sampled_from(FLATTENINGS)),
        draw(st.floats(0.2, 1)),
        draw(st.integers(0, 999)),
    )


def read(content: str) -> list[Post]:
    """The posts of a dump."""
    parts = text.read(Dump(None, "-", content.encode()), ThreadRef())
    return [part for part in parts if isinstance(part, Post)]


def boundaries(skin: Skin, count: int) -> tuple[int, int, int]:
    """Right, false and wanted boundaries of a thread in a skin."""
    said = skins.thread(skin, count)
    content = skins.render(skin, said)
    starts: list[int] = []
    place = 0
    for one in said:
        first, last = one.words.split("\n")[0], one.words.split("\n")[-1]
        start = content.index(first, place)
        place = content.index(last, start) + len(last)
        starts.append(start)
        starts.append(place)
    gaps = list(zip(starts[1::2], starts[2::2], strict=False))
    cuts = [post.extent.start for post in read(content)[1:] if post.extent]
    right = sum(any(end <= cut <= begin for cut in cuts) for end, begin in gaps)
    false = sum(not any(end <= cut <= begin for end, begin in gaps) for cut in cuts)
    return right, false, len(gaps)


@given(skin_of(), st.integers(8, 24))
def test_no_post_is_cut_in_two(skin: Skin, count: int) -> None:
    _, false, _ = boundaries(skin, count)

    assert false <= 1  # the page's head may come apart from the first post


@pytest.mark.parametrize("flattening", FLATTENINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_most_posts_are_told_apart(language: str, flattening: str) -> None:
    right = wanted = 0
    for mark in MARKS:
        for seed, (head, foot) in enumerate(
            (
                (("name", mark), ("buttons",)),
                ((mark, "twice", "?rank"), ()),
                (("name", "?rank", "?fact", mark), ("?votes", "button")),
                ((mark, "name"), ("?buttons",)),
            )
        ):
            skin = Skin(language, head, foot, flattening, 0.6, seed)
            found = boundaries(skin, 12)
            right, wanted = right + found[0], wanted + found[2]

    assert right >= RECALL * wanted


RECALL = 0.9
