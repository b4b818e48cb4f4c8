"""Old Reddit: what somebody submitted, and what is said of it.

Pages are rendered here as the engine lays them out; nothing in them is taken from a real page.
"""

from __future__ import annotations

import pytest

from threadview.dump import Dump
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
