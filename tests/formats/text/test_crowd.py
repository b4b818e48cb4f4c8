"""Whose name it is, told by how lines vary over a page's posts, in words of no language."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

import engines
from threadview.cues.dates import MONTHS
from threadview.dump import dump_of
from threadview.formats.text.lines.people import RANK_WORDS, RANKS
from threadview.reading import read_thread

PEOPLE = ("marlin", "dodo", "Tern K.", "gull_wing", "mimi", "user-12", "user-7", "カモメ")
"""Two of them say the same twice, two differ by a number."""
WORDS = st.text("bdfgklmnprstvwxzaeiou", min_size=3, max_size=7).filter(
    lambda word: word not in RANKS | RANK_WORDS | MONTHS.keys()
)
ORDERS = st.lists(st.sampled_from(PEOPLE), min_size=4, max_size=6, unique=True).flatmap(
    lambda people: st.permutations(people * 3)
)
"""Who writes each post: everybody three times."""


def page(names: list[str], lines: list[list[str]]) -> str:
    """Posts by these people: the lines above each body, a date at the end of them."""
    posts = [
        "\n".join([*above, f"{n % 28 + 1:02d}.03.2019, 08:{n:02d}", "", engines.remark(n), "", ""])
        for n, above in enumerate(lines, 1)
    ]
    return "\n".join([engines.TITLE, "", *posts])


def authors(text: str) -> list[str | None]:
    return [post.author for post in read_thread(dump_of(text), "text").posts]


@given(ORDERS, WORDS, WORDS)
def test_words_that_come_back_around_a_name_are_none_of_it(
    names: list[str], before: str, behind: str
) -> None:
    text = page(names, [[f"{before} {name} {behind}"] for name in names])

    assert authors(text) == names


@given(ORDERS, WORDS, st.booleans())
def test_a_label_beside_every_name_names_nobody(names: list[str], label: str, above: bool) -> None:
    lines = [[label, name] if above else [name, label] for name in names]

    assert authors(page(names, lines)) == names


@given(ORDERS, WORDS, st.randoms(use_true_random=False))
def test_a_counter_beside_some_names_names_nobody(
    names: list[str], word: str, random: Random
) -> None:
    lines = [
        [f"{random.randrange(40)} {word}", name] if random.random() < 0.6 else [name]
        for name in names
    ]

    assert authors(page(names, lines)) == names


@given(ORDERS, st.lists(WORDS, min_size=2, max_size=2, unique=True), st.booleans())
def test_a_rank_that_several_have_names_nobody(
    names: list[str], ranks: list[str], above: bool
) -> None:
    own = {name: ranks[n % len(ranks)] for n, name in enumerate(sorted(set(names)))}
    lines = [[own[name], name] if above else [name, own[name]] for name in names]

    found = authors(page(names, lines))

    assert not set(found) & set(ranks)
