"""Old Reddit: what somebody submitted, and what is said of it.

Pages are rendered here as the engine lays them out; nothing in them is taken from a real page.
"""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.formats import text as plain
from threadview.model import Thread, logical_text
from threadview.reading import read_thread

TITLE = "Who trims the wick when the keeper is away?"
WORDS = (
    "The lamp was lit at dusk and the boat came in before the storm.\n\nNobody counted the oil.",
    "Then who wrote the entries of the fourth of January?",
    "My grandfather did, and he signed them twice, once in red.",
    "That page is torn out.",
)
PEOPLE = ("marlin", "tern_77", "old-auk", "tern_77")


def page(head: str, own: str | None, gap: str = "\n") -> str:
    """A submission, its head and own words as given, and three comments below it."""
    comments = gap.join(
        f"[–]{name}[S] {n} points{n + 1} points{n + 2} points 7 years ago (1 child)\n\n{words}\n\n"
        "permalinkembedsaveparentreportreply\n"
        for n, (name, words) in enumerate(zip(PEOPLE[1:], WORDS[1:], strict=True), 3)
    )
    said = "" if own is None else f"\n{own}\n"
    bar = "\n3 commentssharesavehidereport\n\nall 3 comments\nsorted by: best\n\n"
    return f"{TITLE} (self.lamps)\n{head}\n{said}{bar}{comments}"


def read(text: str) -> Thread:
    return read_thread(Dump(None, "-", text.encode()), "text")


@pytest.mark.parametrize(
    "head",
    [
        "submitted 7 years ago by marlin",
        "submitted 7 years ago * by marlin",
        "submitted 7 years ago by marlin[M]",
        "submitted 3 months ago by marlin[S,M]",
        "submitted by marlin",
    ],
)
def test_words_that_somebody_submitted_are_the_first_post(head: str) -> None:
    thread = read(page(head, WORDS[0]))

    assert [post.author for post in thread.posts] == list(PEOPLE)
    assert [logical_text(post) for post in thread.posts] == list(WORDS)


def test_a_mere_link_that_somebody_submitted_is_no_post() -> None:
    thread = read(page("submitted 7 years ago by marlin", None))

    assert [post.author for post in thread.posts] == list(PEOPLE[1:])


def test_a_comment_that_tells_who_submitted_what_stays_one() -> None:
    quoted = f"{WORDS[3]}\n\nsubmitted 7 years ago by marlin\n\nThat is what it said above."
    text = page("submitted 7 years ago by marlin", WORDS[0]).replace(WORDS[3], quoted)

    assert [post.author for post in read(text).posts] == list(PEOPLE)


HEADERS = {
    "[–]{} 4 points5 points6 points 7 years ago (2 children)": True,
    "[-]{} 1 point 3 hours ago": True,
    "[+]{}[M] comment score below threshold-13 points-12 points-11 points 1 year ago": True,
    "[–]{} 1,203 points1,204 points  (1 child)": True,
    "[–]{}[S] Gold1 point2 points3 points 7 years ago* (0 children)": True,
    "[–]{} [ S ] 4 points 5 points 6 points 7 years ago (2 children)": True,
    "[–]{} Keeper of the north light 4 points 5 points 6 points 7 years ago": True,
    "[–]{} [score hidden] 5 minutes ago stickied comment (0 children)": True,
    "[–]{} [score hidden] (0 children)": True,
    "[–]{}Keeper of the north light 4 points5 points6 points 7 years ago": False,
}
"""Headers of comments, and whether they tell a name apart from what is glued to it."""


@pytest.mark.parametrize(("header", "told"), HEADERS.items())
def test_comments_begin_with_a_header_of_any_form(header: str, told: bool) -> None:
    usual = next(iter(HEADERS))
    headers = (usual, header, header, usual)
    comments = "\n\n".join(
        f"{form.format(name)}\n\n{words}"
        for form, name, words in zip(headers, PEOPLE, WORDS, strict=True)
    )
    thread = read(f"all 4 comments\n\n{comments}\n")

    assert [logical_text(post) for post in thread.posts] == list(WORDS)
    names = (PEOPLE[0], *(PEOPLE[1:3] if told else (None, None)), PEOPLE[3])
    assert tuple(post.author for post in thread.posts) == names


def test_links_that_end_several_comments_are_theirs() -> None:
    links = {n: f"\n\nhttps://lamps.example/{n}" for n in (1, 4, 6)}
    words = [f"{said} Or so {n} say.{links.get(n, '')}" for n, said in enumerate(WORDS * 3)]
    comments = "\n\n".join(
        f"[–]{name} {n} points{n + 1} points (0 children)\n\n{said}"
        for n, (name, said) in enumerate(zip(PEOPLE * 3, words, strict=True), 2)
    )

    assert [logical_text(post) for post in read(f"{comments}\n").posts] == words


@pytest.mark.parametrize(
    "told",
    [
        "{n} points{m} points (0 children)",
        "{n} points{m} points 7 years ago (1 child)",
        "[score hidden] (1 child)",
    ],
)
def test_a_folded_tree_that_no_table_knows_comes_apart(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "WITHOUT", frozenset({"oldreddit"}))
    words = [f"{said} Or so {n} say." for n, said in enumerate(WORDS * 3)]
    comments = "\n\n".join(
        f"[–]{name} {told.format(n=n, m=n + 1)}\n\n{said}"
        for n, (name, said) in enumerate(zip(PEOPLE * 3, words, strict=True), 2)
    )
    posts = read(f"{comments}\n").posts

    assert [logical_text(post) for post in posts] == words
    assert [post.author for post in posts] == list(PEOPLE * 3)
