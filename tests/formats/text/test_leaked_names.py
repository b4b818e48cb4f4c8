"""Names that leak in front of bodies where an extractor keeps only the main content.

Rendered here as XenForo 2 lays its posts out and as an extractor flattens them; nothing is taken
from a real page.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from threadview.dump import dump_of
from threadview.reading import read_thread

NAMES = ("marlin", "Tern 77", "4711", "gull_wing", "Буревестник", "カモメ", "Auk (Ann)")
TITLES = ("Gone Fishing", "Keeper of the Wick", "Second Mate", "Gone Fishing", "Oarsman")


def dump(columns: list[list[str]], head: list[str]) -> str:
    """A dump in the seed's form, with each post's column as lines in front of its body."""
    lines = [*head, ""]
    for number, column in enumerate(columns):
        lines += [*column, engines.remark(number), "\u00a0"]
    return "\n".join([*lines, "Top", ""])


def authors(text: str) -> list[str | None]:
    return [post.author for post in read_thread(dump_of(text), "text").posts]


def order(count: int) -> list[int]:
    return [(n * n + n // 3) % len(NAMES) for n in range(count)]


def facts(who: int) -> list[str]:
    return [f"Jan {who + 3}, 2011", f"{who * 37 + 12}", f"{who * 5 + 1}", f"{who}"]


@given(st.integers(8, 20), st.booleans())
def test_in_front_of_every_body(count: int, noticed: bool) -> None:
    people = order(count)
    head = ["Buy the almanac of 2011!", "", engines.TITLE] if noticed else [engines.TITLE]

    columns = [["", NAMES[who], "", TITLES[who % len(TITLES)]] for who in people]

    assert authors(dump(columns, head)) == [NAMES[who] for who in people]


FACTS = ("Joined", "Jan 3, 2011", "Messages", "1,204")
STRANGE = ("what?", "The", "99 luft", "-=Auk=-", "Reply", "Guest", "Q", "Captain of the Pier No 9")


@given(st.integers(3, 12), st.booleans())
def test_below_their_pictures_names_may_say_anything(count: int, lettered: bool) -> None:
    people = [STRANGE[(n * n + n // 3) % len(STRANGE)] for n in range(count)]
    columns = [
        [name[:1].upper() if lettered else name, "", name, "", TITLES[len(name) % 5], *FACTS]
        for name in people
    ]

    assert authors(dump(columns, [engines.TITLE])) == people


@given(st.integers(4, 12))
def test_a_title_below_an_initial_is_no_name(count: int) -> None:
    columns = [["W", "", "Well-known member", "", *FACTS] for _ in range(count)]

    assert "Well-known member" not in authors(dump(columns, [engines.TITLE]))


@given(st.integers(4, 12))
def test_facts_without_a_name_name_nobody(count: int) -> None:
    places = ("the island", "Old Harbour", "north pier")
    columns = [["Q", "Jan 3, 2011", f"{n * 7 + 1}", "12", "9", places[n % 3]] for n in range(count)]

    assert set(authors(dump(columns, [engines.TITLE]))) <= {None}


@given(st.integers(8, 20))
def test_above_facts_whose_labels_were_pictures(count: int) -> None:
    people = [who for who in order(count) if not NAMES[who].isdigit()]

    columns = [["", NAMES[who], "", *facts(who)] for who in people]

    assert authors(dump(columns, [engines.TITLE])) == [NAMES[who] for who in people]


@given(st.integers(8, 20), st.sampled_from(["", " *", " ***"]))
def test_a_title_without_its_name_names_nobody(count: int, pips: str) -> None:
    people = order(count)
    columns = [
        ["", TITLES[who % 2] + pips, "Joined", *facts(who)[:1], "Messages", *facts(who)[1:2]]
        for who in people
    ]

    named = {name for name in authors(dump(columns, [engines.TITLE])) if name is not None}

    assert named.isdisjoint({title + pips for title in TITLES})


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Thread starter marlin", "Start date Jan 4, 2011"], "marlin"),
        (["Thread starter Thread starter Tern 77", "Start date Start date"], "Tern 77"),
        (["Themenstarter", "marlin", "Beginndatum"], "marlin"),
        (["Started by marlin · 4 replies"], "marlin"),
        (["Prev", "Thread starter marlin", "Start date Jan 4, 2011"], None),
        (["Page 3 of 9", "Thread starter marlin", "Start date Jan 4, 2011"], None),
    ],
)
def test_who_began_the_thread(lines: list[str], name: str | None) -> None:
    text = dump([[] for _ in range(6)], [engines.TITLE, "", *lines])

    assert authors(text)[0] == name
    assert not any(authors(text)[1:])


def test_who_signs_a_post_is_not_the_next_ones_author() -> None:
    column = ["", "marlin", "", "Second Mate", "Joined", "Jan 4, 2011", "Messages", "3"]
    bodies = [f"{engines.remark(0)}\n\nMarlin", *(engines.remark(n) for n in range(1, 5))]
    lines = [engines.TITLE, "", *column]
    for body in bodies:
        lines += [body, "\u00a0"]

    assert authors("\n".join([*lines, "Top", ""])) == ["marlin", None, None, None, None]
