"""Signatures in plain text: told by what an extractor leaves of the element they stand in."""

from __future__ import annotations

import pytest

from threadview.dump import Dump
from threadview.model import Post, Thread
from threadview.reading import read_thread

WORDS = "The lamp was lit at dusk and the boat came in before the storm, as it does each autumn."
SIGNATURE = "Keeper of the north light since the great frost, and glad of each of its winters."
NAMES = ("Marlin", "tern_77", "Gannet", "Petrel", "Fulmar", "Auk")


def _thread(posts: list[str]) -> Thread:
    return read_thread(Dump(None, "-", "\n".join(posts).encode()), "text")


def _text(post: Post, kind: str) -> str:
    return "\n".join(block.text for block in post.blocks if block.kind == kind)


def _post(number: int, words: str, below: str = "", margin: str = "") -> str:
    head = f"keeper{number}\nJoined: Mar {number}, 2012\nPosts: {number * 7}\n"
    return f"{head}\n#{number}\n{margin}{words}\n{below}\nReply\n"


def _dated(number: int, below: str) -> str:
    name = NAMES[number % len(NAMES)]
    head = f"Re: The lamp at dusk\nby {name} » {number} Mar 2012, 10:{number + 10}"
    return f"{head}\n\n{_words(number)}\n\n{below}\n\nTop\n"


def _words(number: int) -> str:
    return f"On day {number} {WORDS}"


@pytest.mark.parametrize("rule", ["_________________", "--", "----------"])
def test_a_rule_at_the_end_begins_a_signature(rule: str) -> None:
    posts = [_post(n, _words(n), f"{rule}\n{SIGNATURE}\n" if n == 3 else "") for n in range(1, 7)]

    third = _thread(posts).posts[2]

    assert SIGNATURE in _text(third, "signature")
    assert _text(third, "paragraph").strip() == _words(3)


def test_the_line_of_a_space_that_ends_each_body_begins_a_signature() -> None:
    posts = [_post(n, _words(n), f" \n{SIGNATURE}\n" if n == 3 else " \n") for n in range(1, 7)]

    third = _thread(posts).posts[2]

    assert SIGNATURE in _text(third, "signature")
    assert _text(third, "paragraph").strip() == _words(3)


def test_lines_of_a_space_that_do_not_stand_once_in_each_body_tell_nothing() -> None:
    posts = [
        _post(n, _words(n), f" \nMore of day {n}, when nobody came at all.\n" if n % 3 else "")
        for n in range(1, 10)
    ]

    assert all(_text(post, "signature") == "" for post in _thread(posts).posts)


def test_what_stands_further_out_than_bodies_is_a_signature() -> None:
    posts = [
        _post(n, _words(n), f"    {SIGNATURE} {n}\n" if n % 2 else "", " " * 6) for n in range(1, 9)
    ]

    thread = _thread(posts)

    assert [SIGNATURE in _text(post, "signature") for post in thread.posts] == [True, False] * 4
    assert [_text(post, "paragraph").strip() for post in thread.posts] == [
        _words(n) for n in range(1, 9)
    ]


def test_what_stands_deeper_than_the_words_below_it_is_no_reason_to_cut() -> None:
    posts = [
        _post(n, f"  Said in the ledger of {n}.\n    {_words(n)}", margin=" " * 4)
        for n in range(1, 9)
    ]

    assert all(_text(post, "signature") == "" for post in _thread(posts).posts)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my Lantern 7 using the Harbour Forums mobile app",
        "Gesendet von meinem Leuchtturm mit der Hafen-App",
        "Mit der Hafen App von meinem Leuchtturm aus geschrieben.",
        "Envoyé de mon phare en utilisant l'application du port",
        "Отправлено с моего маяка через приложение порта",
    ],
)
def test_what_a_telephone_writes_below_the_words_is_one_of_them(line: str) -> None:
    posts = [_dated(n, line) for n in range(1, 19)]

    thread = _thread(posts)

    assert None not in {post.author for post in thread.posts}
    assert all(line in _text(post, "paragraph") for post in thread.posts)


def test_a_tail_that_its_author_repeats_is_a_signature() -> None:
    posts = [_dated(n, SIGNATURE) for n in range(1, 19)]

    assert all(SIGNATURE in _text(post, "signature") for post in _thread(posts).posts)


def test_a_long_tail_that_its_author_repeats_is_a_signature_whole() -> None:
    lines = [f"Room {n} of the light: {SIGNATURE}" for n in range(1, 6)]

    thread = _thread([_dated(n, "\n".join(lines)) for n in range(1, 19)])

    assert all(_text(post, "paragraph").strip() == _words(post.number) for post in thread.posts)


def test_a_title_like_a_sentence_above_a_posters_facts_is_in_the_header() -> None:
    title = "Burn, burn, against the dying of the lamp."
    posts = [
        f"#{n}\n{NAMES[n % 6]}\n{title if n % 6 == 3 else 'Well-known member'}\n"
        f"Joined\n{n} August 2005\nMessages\n{n},123\nLocation\nSkerry\n{_words(n)}\nReply\n"
        for n in range(1, 13)
    ]

    thread = _thread(posts)

    assert [_text(post, "paragraph").strip() for post in thread.posts] == [
        _words(n) for n in range(1, 13)
    ]


SHELF = "Tower: brass, built 1901; Lens: second order, turned by hand\nBoat: Skua, of larch and oak"
ANSWERS = (
    "What was in the ledger of that winter, and who wrote it down for the office?",
    "Nobody knows. My uncle kept the copies in a green box until the fire.",
    "Then the box was not in the house.\nIt was on the shelf behind the charts, and it is still!",
    "I have seen it, and the year on the plate is that of the rebuilding, look at mine",
    "It is the same on ours, by the way, but the keeper's name is not on it.",
)


def _items(tails: dict[int, str]) -> list[str]:
    """Posts without names, as items of a list that a template indents."""
    return [
        f"- \n            {words}{tails.get(number, '')}" for number, words in enumerate(ANSWERS)
    ]


@pytest.mark.parametrize("joint", ["\n", ""])
def test_a_tail_that_returns_below_words_of_nobody_knows_whom_is_a_signature(joint: str) -> None:
    read = _thread(_items({2: joint + SHELF, 3: joint + SHELF}))

    assert [_text(post, "signature").strip() for post in read.posts[2:4]] == [SHELF, SHELF]
    assert [_text(post, "paragraph").strip() for post in read.posts[2:4]] == list(ANSWERS[2:4])


def test_words_said_elsewhere_too_are_no_signature_of_nobody_knows_whom() -> None:
    read = _thread([*_items({1: f"\n{SHELF}", 3: f"\n{SHELF}"}), f"- \n            {SHELF}\nYes."])

    assert not any(_text(post, "signature") for post in read.posts)


def test_the_rule_of_seventeen_lines_within_a_line_begins_a_signature() -> None:
    rows = [
        f"| Posted: {n + 1} Mar 2012 10:{n + 10} Post subject: |  |\n"
        f"| {_words(n)} {'_' * 17} Old tern |"
        for n in range(4)
    ]

    read = _thread(rows)

    assert [_text(post, "paragraph").strip(" |") for post in read.posts] == [
        _words(n) for n in range(4)
    ]
