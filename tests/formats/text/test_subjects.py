"""Slashdot: comments below subjects of their own, some of which look like somebody's words.

Pages are rendered here as the engine lays them out; nothing in them is taken from a real page.
"""

from __future__ import annotations

import pytest

from threadview.dump import Dump
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
