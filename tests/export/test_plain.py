"""Plain text: readable, and harmless whatever the dump holds."""

from __future__ import annotations

import io
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from threadview.export.plain import harmless, write_plain
from threadview.model import Block, EditMark, Post, Quote, Source, Thread


def printed(*posts: Post, title: str | None = None) -> str:
    out = io.StringIO()
    thread = Thread(Source("-", "text", "utf-8"), title, posts=posts)
    thread.quoted_by[1] = [2]
    write_plain(thread, out)
    return out.getvalue()


any_text = st.text(st.characters(codec=None))


@given(any_text, any_text, any_text)
def test_nothing_printed_acts_on_a_terminal(title: str, author: str, words: str) -> None:
    text = printed(
        Post(1, (Block("paragraph", words, quote=0),), (Quote(author),), author, words),
        title=title,
    )

    text.encode("utf-8")
    for char in text:
        assert unicodedata.category(char) not in ("Cc", "Cs") or char in "\n\t"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


@given(st.text("abc äß木🙂\n\t"))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_what_would_act_is_shown() -> None:
    assert harmless("\x1b[2J\x9b1m\x07 \u202eevil \udcff\r") == (
        "\\x1b[2J\\x9b1m\\x07 \\u202eevil \\xff\\x0d"
    )


def test_a_thread_reads_like_a_thread() -> None:
    first = Post(
        1,
        (Block("title", "Oil"), Block("paragraph", "Who\ncounted?"), Block("chrome", "Top")),
        author="marlin",
        author_title="Keeper",
        date="2009-03-12T12:00",
        edit=EditMark("", "tern", "2009-03-14"),
    )
    second = Post(
        2,
        (
            Block("paragraph", "Nobody knows.", quote=1),
            Block("paragraph", "Who counted?", quote=0),
            Block("paragraph", "Two keepers."),
            Block("paragraph", "They signed."),
            Block("signature", "-- gull"),
        ),
        (Quote("marlin", 1), Quote(None, None, 2, 0)),
    )
    assert printed(first, second, title="Oil") == (
        "Oil\n===\n\n"
        "--- #1 marlin (Keeper) · 2009-03-12 12:00 · edited 2009-03-14 by tern · quoted by #2 ---\n"
        "\nWho\ncounted?\n\n"
        "--- #2 unknown author ---\n"
        "\n> quote:\n> > Nobody knows.\n"
        "\nmarlin, #1:\n> Who counted?\n"
        "\nTwo keepers.\n\nThey signed.\n\n-- \n-- gull\n\n"
    )


def test_what_may_be_somebodys_words_is_printed_as_such() -> None:
    post = Post(1, (Block("stray", "Who\n\ncounted?"), Block("paragraph", "Nobody.")))
    told = printed(post)
    assert told[told.index("\n") :] == "\n\n? Who\n?\n? counted?\n\nNobody.\n\n"
