"""Digests come apart into their letters, by their own form and only for certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of
from threadview.formats import load
from threadview.formats.mail.digests import digest_of
from threadview.model import Post, logical_text
from threadview.reading import Reading, detect

SAMPLE = Path(__file__).parents[2] / "sample_threads" / "mail" / "ferry-digests.mbox"
BOX = SAMPLE.read_bytes()
TEXT = BOX.partition(b"\n")[2].partition(b"\nFrom ferry-request")[0]
PARTS = BOX.rpartition(b"From ferry-request@lists.example Tue")[2].partition(b"\n")[2]


def threads_of(box: bytes) -> list[list[Post]]:
    dump = dump_of(box)
    assert detect(dump).name == "mail"
    found = []
    for ref in load("mail").scan(dump):
        reading = Reading(dump, "mail", ref)
        reading.pull()
        found.append(list(reading.posts))
    return found


def test_a_list_does_not_say_how_many_letters_a_digest_holds() -> None:
    assert [ref.posts for ref in load("mail").scan(dump_of(BOX))] == [None, None]


def test_the_sample_comes_out_as_meant() -> None:
    text, parts = threads_of(BOX)

    told = [(one.author, one.id, one.date, one.reply_to, one.depth) for one in text]
    assert told == [
        (
            "ferry-request@lists.example",
            "mailman.2.1367805601@lists.example",
            "2013-05-06T03:00+00:00",
            None,
            0,
        ),
        ("Maren Holt", "bell-1@ferry.example", "2013-05-05T08:10+02:00", 1, 1),
        ("Ib Sand", "bell-2@ferry.example", "2013-05-05T21:44+02:00", 1, 1),
    ]
    own, bell, answer = map(logical_text, text)
    assert "Today's Topics" in own
    assert "Ferry mailing list" in own
    assert "End of Ferry Digest" in own
    assert bell.startswith("The bell under the water\n\nHas anybody else")
    assert bell.endswith("The line above is how I draw the tide at rest.")
    assert "galley clock" in answer
    assert text[2].quotes[0].author == "Maren Holt"

    assert [one.author for one in parts] == ["ferry-request@lists.example", "Maren Holt", "Ib Sand"]
    assert logical_text(parts[0]) == "Today's Topics: one."
    assert "second buoy" in logical_text(parts[2])


def test_what_a_letter_of_a_digest_has_attached_can_be_had() -> None:
    _, parts = threads_of(BOX)
    (link,) = [link for block in parts[1].blocks for link in block.links]

    found = load("mail").attachment(dump_of(BOX), link.href)  # type: ignore[attr-defined]

    assert found == b"ding"


@pytest.mark.parametrize(
    "spoiled",
    [
        TEXT.replace(b"*****", b"", 7),
        TEXT.replace(b"End of Ferry", b"Ende von Ferry"),
        TEXT.replace(b"-" * 70, b"-" * 60),
        TEXT.replace(b"-" * 30 + b"\n", b"-" * 20 + b"\n"),
        TEXT.replace(b"From: Maren Holt", b"Von: Maren Holt"),
        TEXT.replace(b"Subject: Ferry", b"Subject: Re: Ferry"),
        TEXT.replace(b"\n-", b"\n> -"),
    ],
)
def test_what_is_not_wholly_a_digest_stays_one_letter(spoiled: bytes) -> None:
    assert spoiled != TEXT
    assert digest_of(TEXT) is not None
    assert digest_of(spoiled) is None


LINES = TEXT.partition(b"\n\n")[2].split(b"\n")


@given(st.lists(st.sampled_from(LINES), max_size=40), st.integers(0, 40), st.integers(0, 60))
def test_no_word_is_lost_whatever_the_digest_holds(more: list[bytes], at: int, gone: int) -> None:
    """Lines of it put in and taken out anywhere."""
    lines = LINES[:at] + more + LINES[at + gone :]
    raw = TEXT.partition(b"\n\n")[0] + b"\n\n" + b"\n".join(lines)

    found = digest_of(raw)

    if found is not None:
        kept = b"\n".join((found.own, *found.letters)).split()
        wanted = [
            word
            for line in lines
            if not line.startswith((b"Content-", b"Message: ", b"--"))
            for word in line.split()
        ]
        for word in set(wanted):
            assert kept.count(word) >= wanted.count(word)


@given(st.integers(0, len(BOX)), st.integers(0, 300), st.binary(max_size=8))
def test_a_damaged_digest_is_read_as_far_as_it_goes(at: int, gone: int, put: bytes) -> None:
    box = BOX[:at] + put + BOX[at + gone :]
    dump = dump_of(box)
    for ref in load("mail").scan(dump):
        reading = Reading(dump, "mail", ref)
        reading.pull()
        assert reading.thread.complete
