"""Slashdot: comments below subjects of their own, some of which look like somebody's words.

Pages are rendered here as the engine lays them out; nothing in them is taken from a real page.
"""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.formats import text as plain
from threadview.model import logical_text
from threadview.reading import read_thread

SUBJECTS = (
    "Oil (Score:2)",
    "They never kept the second lamp lit (Score:5, Insightful)",
)
SAID = (
    "The oil was counted every night, that much is certain.",
    "Two keepers signed the page, and nobody has asked either of them since.",
    "Not in January.",
    "My grandfather did, out of his own pocket, and never saw a penny of it again.",
)
PEOPLE = ("marlin", "tern_77", "Old Auk", "gull1984", "marlin", "skerryGirl")
FOOTS = ("Reply to This\n\nParent\n\nShare", "Reply to This\n\nParent\n\nShare\n\ntwitter facebook")


@pytest.mark.parametrize("foot", FOOTS)
@pytest.mark.parametrize("bullet", ["", "  * ", "    • "])
def test_a_subject_that_looks_like_words_divides_nothing_by_itself(foot: str, bullet: str) -> None:
    posts = [
        f"{bullet}{SUBJECTS[n % 5 == 1]}\n\n"
        f"by {PEOPLE[n % 6]} ( {71 * n + 4000} ) on Friday October {n + 1:02d}, 2008 @03:{n + 10}PM"
        f" (#{n + 900})\n\n{SAID[n % 4]}" + (f"\n\n{foot}" if n % 5 < 3 else "")
        for n in range(20)
    ]
    text = "\n\n".join(posts) + "\n"
    thread = read_thread(Dump(None, "-", text.encode()), "text")

    assert [post.author for post in thread.posts] == [PEOPLE[n % 6] for n in range(20)]
    assert all(SAID[n % 4] in logical_text(post) for n, post in enumerate(thread.posts))


@pytest.mark.parametrize(
    "header",
    [
        "by {} ( 4711 ) on Friday October 03, 2008 @03:11PM (#901)",
        "by {} ( 4711 ) writes: on Friday October 03, 2008 @03:11PM (#901) Homepage Journal",
        "by {} on Friday October 03, 2008 @03:11PM (#901)",
    ],
)
def test_who_spoke_divides_with_and_without_what_is_told_of_him(header: str) -> None:
    text = "\n\n".join(
        f"{SUBJECTS[n % 2]}\n\n{header.format(PEOPLE[n % 6])}\n\n{SAID[n % 4]}" for n in range(9)
    )
    thread = read_thread(Dump(None, "-", f"{text}\n".encode()), "text")

    assert [post.author for post in thread.posts] == [PEOPLE[n % 6] for n in range(9)]
    assert all(SAID[n % 4] in logical_text(post) for n, post in enumerate(thread.posts))


def test_no_thread_above_the_first_header_is_hidden() -> None:
    above = "\n".join(f"{said} And so {n} more say." for n, said in enumerate(SAID * 30))
    below = "\n".join(
        f"by\n{name}\n( 4711 ) on Friday October 03, 2008 @03:11PM (#901)\n{said}"
        for name, said in zip(PEOPLE, SAID, strict=False)
    )
    text = f"The oil of the second lamp\n{above}\n{below}\n"
    thread = read_thread(Dump(None, "-", text.encode()), "text")

    assert all(f"And so {n} more say" in logical_text(thread.posts[0]) for n in range(120))


def test_dates_behind_people_who_come_back_divide_without_other_furniture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain, "WITHOUT", frozenset({"slashdot"}))
    text = "\n\n".join(
        f"{'Re:' * (n % 3 > 1)}{SUBJECTS[n % 2]}\n\nby {PEOPLE[n % 6]} ( {71 * n + 4000} ) on "
        f"Friday October {n + 1:02d}, 2008 @03:{n + 10}PM (#{n + 900})"
        f"{' Homepage' * (n % 2)}\n\n{SAID[n % 2]} Or so {n} say."
        for n in range(14)
    )
    posts = read_thread(Dump(None, "-", f"{text}\n".encode()), "text").posts

    assert len(posts) == 14
    assert all(f"Or so {n} say." in logical_text(post) for n, post in enumerate(posts))
