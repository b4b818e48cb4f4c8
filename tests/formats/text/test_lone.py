"""Names alone on a line above what their owners say: who may be one, and in what texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of
from threadview.model import Post
from threadview.reading import read_thread

SAID = (
    "I counted the oil myself last night and the ledger is short again, whatever they say.",
    "My grandfather kept the northern tower, and he told me that nobody ever looked at it.",
    "Are you sure? The relief boat came twice that autumn, if I remember it right.",
    "The wick was new when I left, so it cannot be that. Ask whoever had the second watch.",
    "You could write to the harbour office. They answered me within a week or so.",
    "I went up there on Sunday, and your lamp was out. Somebody should see to it soon.",
)
NAMES = ("tern77", "Old_Auk", "gullWing", "marlin", "puffin9", "skua_x")
DOCUMENTED = (
    "Return the number of lamps that are lit. The result is cached for the life of the tower.",
    "Raise the wick by one turn. This is an error for towers that are out of oil.",
    "Open the ledger for reading and return a handle to it. The handle closes with the tower.",
    "Compare the two ledgers and return the lines that differ, in order of the first of them.",
)


def posts_of(text: str) -> tuple[Post, ...]:
    """The posts of a dump."""
    return tuple(read_thread(dump_of(text), "text").posts)


def written(names: list[str], gap: str = "\n\n") -> str:
    """A thread as an annotator writes it down."""
    said = (f"{name}{gap}{SAID[n % len(SAID)]}" for n, name in enumerate(names))
    return "\n\n".join(said)


@given(st.permutations(NAMES), st.integers(3, len(NAMES)), st.sampled_from(("\n", "\n\n")))
def test_names_that_nobody_says_twice_head_posts_where_people_talk(
    names: list[str], count: int, gap: str
) -> None:
    """Every one of them, and is the author, with a confidence below certainty."""
    posts = posts_of(written(names[:count], gap))
    assert [post.author for post in posts] == names[:count]
    assert all(0.5 < post.evidence.confidence < 1 for post in posts)


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_names_of_functions_above_what_they_do_are_no_people(separator: str) -> None:
    """A manual says neither I nor you, though its words look like names and return."""
    names = ("lamp_count", "raiseWick", "open_ledger", "diff_ledgers")
    parts = [
        f"{name}{separator}{text} See {turn}."
        for turn in ("below", "above", "elsewhere")
        for name, text in zip(names, DOCUMENTED, strict=True)
    ]
    assert len(posts_of("\n\n".join(parts))) == 1


def test_two_people_suffice_where_they_talk() -> None:
    """One asks, one answers, and again."""
    names = ["Auk", "tern77", "Auk", "tern77"]
    assert [post.author for post in posts_of(written(names))] == names


def test_whose_owner_has_left_heads_a_post() -> None:
    """Reddit says so in the name's place; nobody is its author."""
    text = written(["tern77", "[deleted]", "Old_Auk", "tern77"])
    posts = posts_of(text)
    assert len(posts) == 4
    assert posts[0].author == "tern77"
    assert posts[2].author == "Old_Auk"


def test_films_and_tools_listed_in_a_post_head_none() -> None:
    """They stand in a row, with no words between them."""
    listed = "\n\n".join(("Tide and Stone", "Harbour", "Lanterns", "The Long Watch"))
    text = written(["tern77", "Old_Auk", "tern77", "gullWing"])
    text = text.replace(SAID[1], f"{SAID[1]}\n\n{listed}\n\n{SAID[5]}")
    assert len(posts_of(text)) == 4
