"""Letters below an answer that nothing but their heads marks, as Outlook leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of
from threadview.model import Post, segments
from threadview.outline import sure
from threadview.reading import Reading

OUTLOOK = (
    "-----Original Message-----\nFrom: Ann Archer [mailto:ann@x.example]\n"
    "Sent: Friday, March 01, 2013 12:00 PM\nTo: list\nSubject: Clock\n"
)
GERMAN = (
    "________________________________\nVon: Ann Archer <ann@x.example>\n"
    "Gesendet: Freitag, 1. März 2013 12:00\nAn: list\nBetreff: Uhr\n"
)
BOLD = (
    "*From:* Ann Archer <ann@x.example>\n*Sent:* Friday, March 1, 2013 12:00 PM\n"
    "*To:* list@x.example; others@x.example\n*Subject:* Clock\n"
)
PASSED_ON = (
    "---------- Forwarded message ---------\nFrom: Ann Archer <ann@x.example>\n"
    "Date: Fri, Mar 1, 2013 at 12:00\nSubject: Clock\nTo: <list@x.example>\n"
)
JAPANESE = "差出人: Ann Archer <ann@x.example>\n送信日時: 2013年3月1日\n宛先: list\n件名: 時計\n"
BARE = "From: Ann Archer\nDate: Fri, 1 Mar 2013 12:00\nTo: list\nSubject: Clock\n"


def post_of(body: str) -> Post:
    head = "From: t@x.example\nSubject: s\nDate: Mon, 4 Mar 2013 08:12:00 +0000\n"
    head += "Content-Type: text/plain; charset=utf-8\n"
    reading = Reading(dump_of(f"{head}\n{body}".encode()), "mail")
    reading.pull()
    return reading.thread.posts[0]


def said(post: Post) -> list[tuple[int | None, str]]:
    return [(segment.quote, segment.text) for segment in segments(post)]


@pytest.mark.parametrize("head", [OUTLOOK, GERMAN, BOLD, PASSED_ON, JAPANESE])
def test_what_stands_below_a_letter_s_head_is_that_letter(head: str) -> None:
    post = post_of(f"Yes.\n\n{head}\nThe clock is fast.\n\nCan you climb?\n")
    assert said(post) == [(None, "Yes."), (0, "The clock is fast.\n\nCan you climb?")]
    (quote,) = post.quotes
    assert (quote.author, quote.depth) == ("Ann Archer", 1)
    assert sure(quote)


def test_letters_stand_in_letters_and_marks_in_them() -> None:
    post = post_of(f"A\n\n{GERMAN}\nB\n\n{OUTLOOK}\nC\n\n> D\n")
    assert said(post) == [(None, "A"), (0, "B"), (1, "C"), (2, "D")]
    assert [(quote.depth, quote.parent) for quote in post.quotes] == [(1, None), (2, 0), (3, 1)]


def test_a_signature_above_a_letter_s_head_ends_there() -> None:
    post = post_of(f"Yes.\n-- \nBob\n\n{OUTLOOK}\nThe clock is fast.\n")
    assert said(post) == [(None, "Yes."), (0, "The clock is fast.")]
    assert [block.text for block in post.blocks if block.kind == "signature"] == ["-- \nBob"]


def test_a_header_that_is_only_shown_is_not_folded() -> None:
    post = post_of(f"Look at what it sends:\n\n{BARE}\nIs that right?\n")
    assert not any(map(sure, post.quotes))


@pytest.mark.parametrize(
    "words",
    [
        "From: here on the road is closed.\nTo: nobody's surprise.\n",
        "From: Ann\n\nDate: none\nSubject: none\n",
        "From the tower\nSent: yes\nSubject: no\n",
    ],
)
def test_lines_that_are_no_head(words: str) -> None:
    assert post_of(f"Yes.\n\n{words}").quotes == ()


@given(st.lists(st.sampled_from([*OUTLOOK.splitlines(), "", "words", "> words", "-- "])))
def test_no_line_is_lost(lines: list[str]) -> None:
    post = post_of("\n".join(["begin", *lines, "end"]))
    told = "\n".join(block.text for block in post.blocks)
    assert all(told.count(line) >= lines.count(line) for line in {"words", *OUTLOOK.splitlines()})


def test_letters_below_an_answer_in_html() -> None:
    page = (
        "<p>Yes.</p><div style='border-top:solid'><p><b>From:</b> Ann Archer &lt;ann@x.example&gt;"
        "<br><b>Sent:</b> Friday, March 1, 2013 12:00 PM<br><b>To:</b> list"
        "<br><b>Subject:</b> Clock</p></div>"
        "<p>The clock is fast.</p><blockquote><p>How fast?</p></blockquote>"
        "<p><b>Von:</b> Bob<br><b>Gesendet:</b> Freitag<br><b>An:</b> Ann"
        "<br><b>Betreff:</b> Uhr</p><p>Die Uhr!</p>"
    )
    head = "From: t@x.example\nSubject: s\nDate: Mon, 4 Mar 2013 08:12:00 +0000\n"
    message = f"{head}Content-Type: text/html; charset=utf-8\n\n{page}\n"
    reading = Reading(dump_of(message.encode()), "mail")
    reading.pull()
    post = reading.thread.posts[0]
    assert said(post) == [
        (None, "Yes."),
        (0, "The clock is fast."),
        (1, "How fast?"),
        (2, "Die Uhr!"),
    ]
    assert [(quote.author, quote.depth, quote.parent) for quote in post.quotes] == [
        ("Ann Archer", 1, None),
        (None, 2, 0),
        ("Bob", 2, 0),
    ]


def test_letters_one_below_the_other_do_not_stand_in_each_other() -> None:
    post = post_of("".join(f"Words {n}.\n\n{BARE}\n" for n in range(9)) + "End.\n")
    assert {quote.depth for quote in post.quotes} == {1}
    assert not any(map(sure, post.quotes))
