"""Which dump is the same thread."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from noted import WORDS, posts
from threadview.anchors import fingerprint, same_thread, thread_print
from threadview.anchors.skeleton import Skeleton, letters

LONG = [
    " ".join(
        f"{word}{n}"
        for word in [
            "oil",
            "was",
            "counted",
            "every",
            "night",
            "by",
            "the",
            "keeper",
            "and",
            "his",
            "man",
        ]
    )
    for n in range(40)
]


def test_the_same_thread_by_most_of_the_smaller() -> None:
    whole = thread_print("The ledger", posts(*LONG))
    assert same_thread(whole, thread_print(None, posts(*LONG[10:20])))
    assert same_thread(thread_print("Other title", posts(*LONG[:30])), whole)
    other = [text.replace("oil", "snow").replace("keeper", "baker") for text in LONG[20:]]
    mixed = LONG[:10] + [text[::-1] for text in other]
    assert not same_thread(thread_print(None, posts(*mixed)), whole)


def test_title_and_two_long_posts_do() -> None:
    long = [f"{text} {text} {text}" for text in LONG]
    whole = thread_print("The ledger", posts(*long[:10]))
    strange = [text[::-1] for text in long[10:30]]
    assert same_thread(thread_print("the LEDGER!", posts(*long[:2], *strange)), whole)
    assert not same_thread(thread_print("Another", posts(*long[:2], *strange)), whole)


def test_stock_posts_prove_nothing() -> None:
    stock = ("Bump", "+1", "Thanks, this helped!", "Same here.")
    one = thread_print(None, posts(*stock, WORDS[0]))
    other = thread_print(None, posts(*stock, WORDS[1]))
    assert not same_thread(one, other)
    assert not same_thread(thread_print(None, posts(*stock)), thread_print(None, posts(*stock)))


def test_another_extractor_s_signatures_and_marks_do_not_make_it_another_thread() -> None:
    whole = thread_print(None, posts(*LONG))
    signed = [f"*{text}*\n\n-- \nSent from my lamp" for text in LONG]
    assert same_thread(thread_print(None, posts(*signed)), whole)


def test_a_long_thread_is_known_by_a_sample() -> None:
    many = posts(*(f"{text} {n} and {n * 7} more" for n in range(300) for text in LONG[:20]))
    whole = thread_print("t", many)
    assert len(whole.posts) <= 4000
    assert same_thread(whole, thread_print(None, many[:4000]))
    assert not same_thread(whole, thread_print(None, posts(*WORDS)))


@given(st.text(max_size=200))
def test_letters_lead_back_to_where_they_stood(text: str) -> None:
    skeleton = Skeleton(text)
    assert skeleton.text == letters(text)
    for bare in range(len(skeleton)):
        start = skeleton.start(bare)
        assert skeleton.end(bare + 1) > start
        assert skeleton.bare(start) <= bare
        assert skeleton.text[bare] in letters(text[start : start + 1]) or "](" in text


@given(st.text(max_size=80))
def test_a_fingerprint_looks_past_white_space_marks_and_normal_forms(text: str) -> None:
    spaced = text.replace(" ", "\n\t ")
    assert fingerprint(spaced) == fingerprint(text)
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(
        unicodedata.normalize("NFC", text)
    )
