"""Threads of engines drawn by lot come back by what their pages repeat."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inventions
from inventions import MARKS as PRINTED
from inventions import STYLES
from skins import LANGUAGES

MARKS = frozenset(PRINTED)
PRECISION = 0.98
RECALL = 0.7
"""Of the boundaries of engines by lot; some of them print nothing that tells one post from the
next, and stay whole."""


NAMED, MISNAMED = 0.55, 0.2
"""Of the posts of engines by lot, in each style: so many at least have their author, so many at
most somebody else's name."""
BELOW, MISSIDED = 0.45, 0.3
"""The same where what an engine prints for each post stands below its words, and only the page's
ends tell."""


SLOTTED = 0.45
"""The posts that must have their author where lines have several slots."""


@pytest.mark.parametrize("style", STYLES)
def test_most_authors_are_told_from_labels_ranks_and_counters(style: str) -> None:
    named = misnamed = posts = 0
    for seed, language in enumerate((*LANGUAGES, *LANGUAGES)):
        random = Random(f"{style} {seed}")
        made = inventions.engine(random, language, style)
        found = inventions.judged(made, random.randrange(8, 28))
        named, misnamed, posts = (
            named + found.named, misnamed + found.misnamed, posts + found.posts,
        )  # fmt: skip

    assert named >= NAMED * posts
    assert misnamed <= MISNAMED * posts


def test_marks_below_the_words_are_seen_to_stand_there() -> None:
    named = misnamed = posts = 0
    for seed in range(400):
        random = Random(f"below {seed}")
        made = inventions.engine(random, style="gaps")
        if MARKS.isdisjoint(made.foot) or not MARKS.isdisjoint(made.head):
            continue
        found = inventions.judged(made, random.randrange(8, 28))
        named, misnamed, posts = (
            named + found.named, misnamed + found.misnamed, posts + found.posts,
        )  # fmt: skip

    assert posts > 100
    assert named >= BELOW * posts
    assert misnamed <= MISSIDED * posts


@pytest.mark.parametrize("style", STYLES)
def test_most_posts_are_told_apart_and_none_is_cut(style: str) -> None:
    right = false = wanted = 0
    for seed, language in enumerate((*LANGUAGES, *LANGUAGES)):
        random = Random(f"{style} {seed}")
        made = inventions.engine(random, language, style)
        found = inventions.judged(made, random.randrange(8, 28))
        right, false, wanted = right + found.right, false + found.false, wanted + found.wanted

    assert right >= PRECISION * (right + false)
    assert right >= RECALL * wanted


def test_lines_with_several_slots_divide_a_page_and_name_its_authors() -> None:
    right = false = wanted = named = posts = 0
    for seed, language in enumerate((*LANGUAGES, *LANGUAGES, *LANGUAGES)):
        random = Random(f"slots {seed}")
        made = inventions.slotted(random, language)
        found = inventions.judged(made, random.randrange(8, 28))
        right, false, wanted = right + found.right, false + found.false, wanted + found.wanted
        named, posts = named + found.named, posts + found.posts

    assert right >= PRECISION * (right + false)
    assert right >= RECALL * wanted
    assert named >= SLOTTED * posts


@given(st.randoms(use_true_random=False), st.integers(6, 30))
def test_words_without_furniture_are_one_post(random: Random, count: int) -> None:
    made = inventions.engine(random)._replace(head=(), foot=(), item=False)

    found = inventions.judged(made, count)

    assert found.right + found.false == 0
