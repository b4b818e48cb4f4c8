"""Messages as broken and as old as they come: their words, and what is attached to them."""

from __future__ import annotations

import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of
from threadview.errors import DumpError
from threadview.model import Post, Thread, logical_text, segments
from threadview.reading import Reading

HEAD = b"From: t@x.example\nSubject: s\nMessage-ID: <1@x>\nDate: Mon, 4 Mar 2013 08:12:00 +0000\n"


def reading_of(message: bytes) -> Reading:
    reading = Reading(dump_of(message), "mail")
    reading.pull()
    return reading


def thread_of(message: bytes) -> Thread:
    return reading_of(message).thread


def post_of(message: bytes) -> Post:
    return thread_of(message).posts[0]


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        (b"Content-Type: text/plain; charset=gb2312", "他说镕基".encode("gbk"), "他说镕基"),
        (b"Content-Type: text/plain; charset=iso-8859-1", b"it\x92s \x80 5", "it’s € 5"),
        (b"Content-Type: text/plain; charset=nonsense", "naïve".encode(), "naïve"),
        (b"Content-Type: text/plain; charset=us-ascii", "naïve".encode(), "naïve"),
        (b"Content-Transfer-Encoding: base64", b"d29yZ\nHM=", "words"),
        (b"Content-Transfer-Encoding: base64", b"d29yZHMgY3V0IG", "words cut"),
        (b"Content-Transfer-Encoding: quoted-printable", b"caf=C3=A9 =\nend=ZZ", "café end=ZZ"),
        (b"Content-Type: multipart/mixed; boundary=b", b"--b\n\nno end", "no end"),
        (b"Content-Type: text/html", b"<p>one<p>two", "one\n\ntwo"),
        (
            b"Content-Type: text/plain; format=flowed; delsp=yes",
            b"one \ntwo \n> three \n> four\n",
            "onetwo",
        ),
    ],
)
def test_words_come_out_of_whatever_holds_them(headers: bytes, body: bytes, words: str) -> None:
    assert logical_text(post_of(HEAD + headers + b"\n\n" + body)).startswith(words)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("kind", [b"", b"Content-Type: text/plain; charset=utf-8\n"])
def test_plain_letters_are_not_parsed_as_parts(
    ends: bytes, kind: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MIME's parser takes twice the time of all the rest, and most letters need none of it."""
    monkeypatch.delattr("threadview.formats.mail.body.message_from_bytes")
    letter = HEAD + b"X-Folded: one\n two\n" + kind + b"\nwords\n\nmore: of them\n"

    assert logical_text(post_of(letter.replace(b"\n", ends))) == "words\n\nmore: of them"


def test_what_headers_leave_out_the_envelope_says() -> None:
    box = b"From tern@x.example Mon Mar  4 08:12:00 2013\nSubject: s\n\nwords\n"

    post = post_of(box)

    assert post.author == "tern@x.example"
    assert post.date is not None
    assert post.date.startswith("2013-03-04T08:12")


def test_a_forwarded_message_is_a_quote_that_can_be_saved() -> None:
    inner = b"From: Gull <g@x>\nSubject: the relief boat\n\n> older words\n\nIt never came.\n"
    reading = reading_of(
        HEAD
        + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n"
        + b"--b\nContent-Type: message/rfc822\n\n"
        + inner
        + b"\n--b--\n"
    )
    post = reading.posts[0]

    own = [part.text for part in segments(post) if part.quote is None]
    assert own == ["See below."]
    assert [(quote.author, quote.depth) for quote in post.quotes] == [("Gull", 1), (None, 2)]
    (named,) = [block for block in post.blocks if block.kind == "attachment"]
    assert named.text.startswith("attached: the relief boat.eml")
    assert b"It never came." in reading.attachment(named.links[0].href)


def uu(name: str, data: bytes) -> bytes:
    lines = [binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)]
    return b"begin 644 %s\n" % name.encode() + b"".join(lines) + b"`\nend\n"


@given(st.binary(min_size=1, max_size=200))
def test_files_in_the_text_are_attached(data: bytes) -> None:
    reading = reading_of(HEAD + b"\nbefore\n\n" + uu("map.gif", data) + b"\nafter\n")
    post = reading.posts[0]

    assert logical_text(post).split() == ["before", "after"]
    (named,) = [block for block in post.blocks if block.kind == "attachment"]
    assert reading.attachment(named.links[0].href) == data


def test_a_link_to_nothing_is_told_of() -> None:
    reading = reading_of(HEAD + b"\nwords\n")

    for target in ("attachment:0/7", "attachment:99/0", "attachment:", "attachment:0/u0"):
        with pytest.raises(DumpError, match="no longer"):
            reading.attachment(target)


@given(st.binary(max_size=400), st.sampled_from([b"", b"multipart/mixed", b"message/rfc822"]))
def test_nothing_that_a_body_holds_stops_the_reading(body: bytes, kind: bytes) -> None:
    header = b"Content-Type: %s; boundary=b\n" % kind if kind else b""

    thread = thread_of(HEAD + header + b"\n--b\n" + body)

    assert len(thread.posts) == 1
    assert thread.complete
