"""Blocks of the site's own between and below posts in the main content of XenForo 2's pages.

Rendered here as its templates and common skins lay pages out; the words are ours.
"""

from __future__ import annotations

import pytest

import engines
from threadview.dump import dump_of
from threadview.model import Post, segments
from threadview.reading import read_thread

PEOPLE = ("marlin", "Old Auk", "tern77")
OFFER = [
    "",
    "Learn to splice",
    "",
    "Our school by the harbour teaches splices, hitches and knots to everybody who asks for it.",
    "",
]


def posts(lines: list[str]) -> list[Post]:
    return list(read_thread(dump_of("\n".join([engines.TITLE, "", *lines, ""])), "text").posts)


def own(post: Post) -> str:
    return "\n".join(piece.text for piece in segments(post) if piece.quote is None)


def column(number: int) -> list[str]:
    name = PEOPLE[number % 3]
    return [name, "", name, "", "Keeper"]


@pytest.mark.parametrize("at", [1, 3, 5])
def test_what_stands_above_a_posters_column_is_nobodys(at: int) -> None:
    lines: list[str] = []
    for number in range(6):
        block = OFFER if number == at else []
        lines += [*block, *column(number), engines.remark(number), "\u00a0"]

    found = posts(lines)

    assert [post.author for post in found] == [PEOPLE[n % 3] for n in range(6)]
    assert [own(post) for post in found] == [engines.remark(n) for n in range(6)]


@pytest.mark.parametrize("white", [0, 3])
def test_what_stands_under_a_heading_below_the_last_post_is_nobodys(white: int) -> None:
    lines: list[str] = []
    for number in range(6):
        lines += [engines.remark(number), *[""] * (white if number == 5 else 0), "\u00a0"]

    found = posts([*lines, *OFFER])

    assert [own(post).strip() for post in found] == [engines.remark(n) for n in range(6)]


def test_buttons_behind_some_separators_divide_nothing() -> None:
    lines: list[str] = []
    for number in range(5):
        liked = ["  • Like", "Reactions: tern77"] if number in (0, 4) else []
        said = engines.remark(number) if number % 2 else "Yes, the north one."
        lines += [said, "\u00a0", *liked]

    assert len(posts(lines)) == 5


def test_a_body_may_begin_with_a_label_and_its_value() -> None:
    lines = [engines.remark(0), "Yes!", "\u00a0", "Last edited:"]
    for number in range(1, 4):
        fact = f"Location: pier {number}"
        lines += [fact, f"Age: {number + 40}", engines.remark(number), "Yes!", "\u00a0"]

    assert len(posts(lines)) == 4


@pytest.mark.parametrize(
    "advert",
    [
        "Log in or register to remove this ad",
        "To hide this ad, log in",
        "Members don't see this ad.",
        "As an Amazon Associate we earn from qualifying purchases.",
    ],
)
def test_of_adverts_only_the_site_speaks(advert: str) -> None:
    lines: list[str] = []
    for number in range(4):
        lines += [engines.remark(number), "\u00a0", advert]

    found = posts(lines)

    assert [own(post) for post in found] == [engines.remark(n) for n in range(4)]


def test_people_may_speak_of_adverts() -> None:
    spoken = "How do I remove all the ads?"
    lines = [engines.remark(0), "\u00a0", spoken, "\u00a0", engines.remark(1), "\u00a0"]

    assert [own(post) for post in posts(lines)] == [engines.remark(0), spoken, engines.remark(1)]
