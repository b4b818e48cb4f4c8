"""Articles with comments below them, as text."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.formats.text.lines.people import namelike
from threadview.model import Thread, logical_text
from threadview.reading import read_thread

ARTICLE = "\n\n".join(
    f"The drawer that held the {what} was opened once, and nobody found out by whom."
    for what in ("buttons", "ticket", "photograph", "letters", "ferry's lamp", "oil")
)
SAID = {
    "Marlow": "My father worked on that ferry. It was a whale, and it stayed for three days.",
    "Ines": "Not a whale. A submarine, and the papers were told to say whale.",
    "old gull": "I have the ticket's other half, if you want it. Write to me.",
    "Kettle": "Buttons! We had the same drawer. I wonder who made them.",
}


def thread_of(text: str) -> Thread:
    return read_thread(Dump(None, "made", text.encode()), "text")


@pytest.mark.parametrize("says", ["says:", "sagt:", "dit :", "dice:", "говорит:"])
def test_comments_of_wordpress_begin_with_who_says_them(says: str) -> None:
    comments = "\n".join(
        f"{name} {says}\nMarch {day}, 2014 at 10:12 am\n{words}\n\nReply\n"
        for day, (name, words) in enumerate(SAID.items(), 2)
    )
    menu = "Skip to content\nThe Drawer\nMenu\nHome\nAbout\nArchive\n"
    article = f"The ferry ticket\nMarch 1, 2014 by Ines\n\n{ARTICLE}\n\nShare this:\nTwitter\n"
    thread = thread_of(f"{menu}\n{article}\n← Older\nNewer →\n\n{comments}\nLeave a Reply\n")
    *_, first, second, third, fourth = thread.posts
    told = [(post.author, logical_text(post)) for post in (first, second, third, fourth)]
    assert told == list(SAID.items())
    assert first.date == "2014-03-02T10:12"


@pytest.mark.parametrize("line", ["(UTC)", "(edited)", "Leave a comment {5}"])
def test_what_stands_in_brackets_is_nobody(line: str) -> None:
    assert not namelike(line)
