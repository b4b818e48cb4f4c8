"""What is not sure to be furniture is not folded; what is surely about a file is no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump
from threadview.formats.text.lines import files
from threadview.model import Thread
from threadview.outline.folds import Folds
from threadview.outline.items import items
from threadview.reading import read_thread

WORDS = "The lamp was lit at dusk and the boat came in before the storm, as it does each autumn."


def _thread(text: str) -> Thread:
    return read_thread(Dump(None, "-", text.encode()), "text")


def _shown(thread: Thread) -> str:
    return "\n".join(
        post.blocks[item.block].text
        for post in thread.posts
        for item in items(post, Folds())
        if item.kind == "text"
    )


def _post(number: int, name: str, words: str) -> str:
    return (
        f"{name}\nJoined: Mar {number}, 2012\nPosts: {number * 7}\n\n#{number}\n{words}\n\nReply\n"
    )


def test_words_above_the_first_mark_are_shown() -> None:
    first = (
        "My oil has frozen in the can again, and nobody in the harbour knows what to do with it."
    )
    posts = "\n".join(_post(n, f"keeper{n}", f"On day {n} {WORDS}") for n in range(2, 9))

    shown = _shown(_thread(f"Frozen oil\n\n{first}\n\n{posts}"))

    assert first in shown


TOLD = " ".join(
    f"On evening {n} the {n}th keeper of the tower wrote down what the oil had cost him."
    for n in range(60, 72)
)
"""More words than a signature or a notice has."""


@given(st.integers(1, 7), st.sampled_from(("", "\xa0\n", "Reply\n", "______________\n")))
def test_a_post_whose_mark_is_lost_is_shown(place: int, above: str) -> None:
    posts = [_post(n, f"keeper{n}", f"On day {n} {WORDS}") for n in range(1, 9)]
    posts.insert(place, f"{above}{TOLD}\n")

    thread = _thread("\n".join(posts))

    assert TOLD in _shown(thread)


def test_lines_of_a_body_that_look_like_a_header_are_shown() -> None:
    begun = ("the crew of the relief boat:", "Tern, mate, from Reykjavik 1871", "Update #4")
    said = {n: f"On day {n} {WORDS}" for n in range(1, 9)}
    said[5] = "\n".join((*begun, said[5]))

    shown = _shown(_thread("\n".join(_post(n, f"keeper{n}", said[n]) for n in said)))

    assert [line for line in begun if line not in shown] == []


def test_much_prose_in_the_head_of_a_page_is_shown_and_nobodys() -> None:
    menu = "\n".join(f"* Harbour {n}" for n in range(1, 12))
    posts = "\n".join(_post(n, f"keeper{n}", f"On day {n} {WORDS}") for n in range(2, 9))

    thread = _thread(f"{menu}\nFrozen oil\n{TOLD}\nJump to latest\n{posts}")

    assert TOLD in _shown(thread)
    strays = [block.text for block in thread.posts[0].blocks if block.kind == "stray"]
    assert strays == [TOLD]


def test_a_notice_in_the_head_of_a_page_is_folded() -> None:
    menu = "\n".join(f"* Harbour {n}" for n in range(1, 12))
    notice = "JavaScript is disabled. Please enable JavaScript in your browser before proceeding."
    posts = "\n".join(_post(n, f"keeper{n}", f"On day {n} {WORDS}") for n in range(1, 9))

    assert notice not in _shown(_thread(f"{menu}\nFrozen oil\n{notice}\n{posts}"))


@pytest.mark.parametrize(
    "printed",
    [
        "Attachments\nledger.txt\n34.1 KB · Views: 12",
        "Attachments\nledger.log (34 KiB) Downloaded 4 times",
        "lamp.png",
        "Anhänge\nlampe.jpg\nlampe.jpg\n1,2 MB · Aufrufe: 3",
    ],
)
def test_what_is_printed_about_files_is_no_word(printed: str) -> None:
    posts = [_post(n, f"keeper{n}", f"On day {n} {WORDS}") for n in range(1, 9)]
    posts[2] = posts[2].replace("\n\nReply", f"\n\n{printed}\n\nReply")

    thread = _thread("\n".join(posts))

    assert len(thread.posts) == 8
    attached = [b for b in thread.posts[2].blocks if b.kind == "attachment"]
    assert [line for block in attached for line in block.text.split("\n")] == printed.split("\n")
    words = [block.text for block in thread.posts[2].blocks if block.kind == "paragraph"]
    assert words == [f"On day 3 {WORDS}"]


@pytest.mark.parametrize(
    "line",
    [
        "see the picture lamp.png",
        "40161.833 kb / 218.13 sec (33.0%)",
        "16 gb",
        "https://example.org/lamp.png",
        "index.html 12 kb",
        "the ledger is 34 kb.",
    ],
)
def test_what_somebody_says_about_files_is_a_word(line: str) -> None:
    assert not files.is_file(line)


def test_an_engines_notice_is_no_word_of_a_lone_post() -> None:
    notice = (
        "JavaScript is disabled. For a better experience, please enable JavaScript in your browser."
    )

    thread = _thread(f"{notice}\n{WORDS}\n{WORDS} Again.\n")

    assert len(thread.posts) == 1
    assert notice not in _shown(thread)
    assert WORDS in _shown(thread)
