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


def test_an_age_is_nobody_and_the_line_to_type_in_no_title() -> None:
    comments = "".join(
        f"{name}\n{words}\nLike\nReply\n{age}w\n" for age, (name, words) in enumerate(SAID.items())
    )
    authors = [post.author for post in thread_of(comments).posts]
    assert len(authors) == len(SAID)
    assert set(authors) <= {None, *SAID}
    aged = "".join(
        f"@{name.replace(' ', '')}\n{age} years ago\n{words}\n{age}\nReply\n\n"
        for age, (name, words) in enumerate(SAID.items(), 2)
    )
    assert thread_of(f"4 Comments\nSort by\nAdd a comment...\n{aged}").title is None


def test_who_posted_a_story_is_not_who_commented_first() -> None:
    head = "Hacker News new | past | comments\nThe ferry (x.example)\n"
    story = "131 points by keeper on March 1, 2014 | hide | past | favorite | 4 comments\n"
    comments = "".join(
        f"\n{name.replace(' ', '')} on March {day}, 2014 | parent | next [–]\n\n{words}\n\nreply\n"
        for day, (name, words) in enumerate(SAID.items(), 2)
    )
    thread = thread_of(head + story + comments)
    assert [post.author for post in thread.posts] == [name.replace(" ", "") for name in SAID]


def test_an_article_above_its_comments_is_a_post_of_its_own() -> None:
    comments = "\n".join(
        f"{name}\n{day} days ago\n{words}\nLike ({day}) Reply Report\n"
        for day, (name, words) in enumerate(SAID.items(), 2)
    )
    text = f"The ferry ticket\nBy Ida Ek\n1 March 2014\n\n{ARTICLE}\n\nComments (4)\n\n{comments}"
    article, *posts = thread_of(text).posts
    assert ARTICLE in logical_text(article)
    assert article.author not in SAID
    assert [(post.author, logical_text(post)) for post in posts] == list(SAID.items())


def test_a_few_words_above_the_first_header_are_no_post() -> None:
    comments = "\n".join(
        f"{name}\n{day} days ago\n{words}\nLike ({day}) Reply Report\n"
        for day, (name, words) in enumerate(SAID.items(), 2)
    )
    notice = "Please be kind to each other here, and stay with what the thread is about."
    assert len(thread_of(f"The ferry ticket\n\n{notice}\n\n{comments}").posts) == len(SAID)
