"""What stands beside names in their place on a line is taken off, and nothing else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump
from threadview.formats.text.lines.epithets import bared
from threadview.reading import read_thread

WORDS = ("the lamp was lit at dusk", "nobody counted the oil", "I think you saw the storm come")
PEOPLE = ("tern", "Marlin Moss", "auk77", "OldGull")

handles = st.lists(
    st.from_regex(r"[a-z]{3,8}[0-9]{2}", fullmatch=True), min_size=3, max_size=8, unique=True
)


@given(handles)
def test_names_alone_stay(people: list[str]) -> None:
    assert bared([*people, None, *people]) == [*people, None, *people]


@given(handles)
def test_letters_of_pictures_go(people: list[str]) -> None:
    lines = [f"{name[0].upper()} {name}" for name in people]
    assert bared([*lines, *people]) == [*people, *people]


@given(handles)
def test_words_around_a_name_said_twice_go(people: list[str]) -> None:
    assert bared([f"u/{name} avatar{name}" for name in people]) == list(people)


@given(handles)
def test_who_is_answered_goes(people: list[str]) -> None:
    lines = [f"{a} {b}" for a, b in pairwise(people)]
    assert bared([*people, *lines]) == [*people, *people[:-1]]


def test_titles_behind_several_people_go() -> None:
    assert bared(["tern", "auk77", "tern Lamp Oiler", "auk77 Lamp Oiler", "gull12 Lamp Oiler"]) == [
        *("tern", "auk77", "tern", "auk77", "gull12")
    ]


def test_civil_names_stay() -> None:
    names = ["Ada Kerr", "Rita Kerr", "Ada Kerr", "Tom Hale", "Rita Hale"]
    assert bared(list(names)) == names


def _forum(count: int) -> list[str]:
    """Posts with a letter, a name and words that no table knows in one line, quoting each other,
    over a foot that sometimes says when the last answer was given."""
    lines = ["Wicks", ""]
    for n in range(count):
        name = PEOPLE[n % len(PEOPLE)]
        lines += [f"{name[0].upper()} {name} mesh kra last dren by", ""]
        if n % 3:
            lines += [f"@{PEOPLE[n % 3]} vlo in Wicks:", f"{WORDS[n % 3]}, said number {n} before."]
        lines += [f"{WORDS[n % 3]} and {n} more of us saw it, as far as I know.", ""]
        last = "3 Dren, Last zif 3 March 2020, 10:12 " if n % 4 == 0 else ""
        lines += [f"{last}Kra Tul {n % 5}", ""]
    return lines


def _read(lines: list[str]) -> list[str | None]:
    thread = read_thread(Dump(None, "-", "\n".join(lines).encode()), "text")
    return [post.author for post in thread.posts]


def test_what_a_line_says_of_its_author_is_no_part_of_the_name() -> None:
    assert _read(_forum(16)) == [PEOPLE[n % len(PEOPLE)] for n in range(16)]


def test_other_topics_listed_below_are_no_posts() -> None:
    lines: list[str] = []
    for n in range(12):
        lines += [f"{PEOPLE[n % 4]} {n + 1} March 2020, 10:12", "", f"{WORDS[n % 3]}, I say.", ""]
    topics: list[str] = []
    for n in range(5):
        topics += [f"How lamps burn {n}", f"{PEOPLE[n % 4]} {n + 1} April 2019, 11:02"]
        topics += [f"{n} Votes", f"{n + 3} Posts", f"{n + 90} Views", f"{WORDS[n % 3]}, they said."]
    assert _read(["Wicks", "", *lines, "Zif dren", *topics]) == _read(["Wicks", "", *lines])


@given(handles)
def test_the_small_word_before_names_goes(people: list[str]) -> None:
    assert bared([f"by {name}" for name in people]) == list(people)


def test_a_button_with_a_count_names_nobody() -> None:
    lines: list[str] = []
    for n in range(4):
        lines += [PEOPLE[n], f"{n + 1} March 2020, 10:12", f"{WORDS[n % 3]}, I say {n}.", ""]
        lines += [f"Mesh Dren ({n % 3})", ""]
    assert not [author for author in _read(["Wicks", "", *lines]) if author and "Dren" in author]
