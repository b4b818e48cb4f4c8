"""What holds a note: the same words in a thread read anew, and orphans where nothing is sure."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noted import WORDS, on, post, posts, quoting
from threadview.anchors import (
    Anchor,
    Holding,
    Orphan,
    Place,
    anchor_passage,
    anchor_post,
    anchor_stretch,
    find_words,
)
from threadview.model import Post, logical_text

TEXTS = st.lists(
    st.text("abcde fgh .,*_[]()\n\t“”é木ॐ🙂", min_size=1, max_size=120), min_size=1, max_size=6
)


def found(thread: list[Post], anchor: Anchor) -> str | None:
    """The words an anchor is found on; None for an orphan."""
    place = Holding(thread).find(anchor)
    if isinstance(place, Orphan):
        return None
    return logical_text(thread[place.index])[place.start : place.end]


@given(TEXTS, st.data())
def test_a_note_stays_where_it_is_in_the_same_thread(texts: list[str], data: st.DataObject) -> None:
    thread = posts(*texts)
    index = data.draw(st.integers(0, len(thread) - 1))
    text = logical_text(thread[index])
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchor_passage(thread, index, start, end)
    place = Holding(thread).find(anchor)
    if isinstance(place, Place):  # posts that say nothing, and passages without a letter, may go
        assert (place.index, place.start, place.end) == (index, start, end)
    else:
        assert len(text.split()) < 12 or not any(char.isalnum() for char in text[start:end])


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "\u00a0  "),
        lambda text: text.replace("'", "’").replace('"', "“"),
        lambda text: text.replace("night", "*night*").replace(
            "snow", "[snow](https://a.example/x)"
        ),
        lambda text: text.upper(),
        lambda text: "Quoted line of another tool\n\n" + text + "\n\n-- \na signature",
    ],
    ids=["line ends", "spaces", "quotation marks", "Markdown", "case", "more around"],
)
def test_another_extractor_s_ways_do_not_lose_a_note(changed: object) -> None:
    assert callable(changed)
    thread = posts()
    for words in ("every night, that much is certain", "not a man to invent snow"):
        index = next(i for i, text in enumerate(WORDS) if words in text)
        anchor = on(thread, index, words)
        again = posts(*(changed(text) for text in WORDS))
        seen = found(again, anchor)
        assert seen is not None
        assert "".join(filter(str.isalpha, seen.lower())).startswith(
            "".join(filter(str.isalpha, words.lower()))[:12]
        )


def test_words_that_stand_twice_in_a_post_are_told_apart() -> None:
    refrain = "the light goes out and the light comes on again as it always did, and nobody sees it"
    verse = f"{refrain}. {refrain}. {refrain}."
    thread = posts(WORDS[0], verse)
    again = posts(WORDS[0] + " Edited.", verse.replace(". ", ".\n\n") + " A last line was added.")
    at = [start for start in range(len(verse)) if verse.startswith("comes on again", start)]
    for nth, start in enumerate(at):
        anchor = anchor_passage(thread, 1, start, start + len("comes on again"))
        place = Holding(again).find(anchor)
        assert isinstance(place, Place)
        assert logical_text(again[1])[: place.start].count("comes on again") == nth


def test_posts_may_come_and_go_around_it() -> None:
    thread = posts()
    anchor = on(thread, 3, "entries of the fourth")
    for texts in (("New first words, by nobody.", *WORDS), WORDS[2:], (*WORDS, "More.")):
        assert found(posts(*texts), anchor) == "entries of the fourth"


def test_an_edited_passage_is_found_by_one_fuzzy_look_and_a_vanished_one_is_an_orphan() -> None:
    thread = posts()
    anchor = on(thread, 3, "The relief boat never came before the tenth of January")
    edited = WORDS[3].replace("never came before the tenth", "did not come before the 12th")
    seen = found(posts(*WORDS[:3], edited), anchor)
    assert seen is not None
    assert seen.startswith("The relief boat")
    assert seen.endswith("January")
    assert found(posts(*WORDS[:3], "Nothing of this is left."), anchor) is None


def test_an_edited_short_passage_is_found_between_what_stood_around_it() -> None:
    anchor = on(posts(), 3, "came before the tenth")
    edited = WORDS[3].replace("before the tenth", "ere the 10th")
    assert found(posts(*WORDS[:3], edited, *WORDS[4:]), anchor) == "came ere the 10th"
    around = WORDS[3].replace("never came before the tenth of", "was late before the fifth in")
    assert found(posts(*WORDS[:3], around, *WORDS[4:]), anchor) is None


def test_a_short_word_is_never_put_into_another_one() -> None:
    """hypothesis/h#2634: "Linus" was anchored to "chines"."""
    anchor = on(posts("We asked Linus about the oil and the lamps."), 0, "Linus")
    assert found(posts("The machines were Chinese, so nobody asked."), anchor) is None
    assert found(posts("A linuse is no word; nothing else here is."), anchor) is None


def test_of_two_people_of_one_name_neither_is_guessed() -> None:
    """hypothesis/h#2798: the wrong "Robin"."""
    anchor = on(posts("First of all there was Robin, who counted the oil."), 0, "Robin")
    there = posts("Robin wrote it down. Then Robin left, and Robin came back with another Robin.")
    assert found(there, anchor) is None


def test_a_note_on_a_post_is_not_put_on_a_quote_of_it_when_the_post_is_gone() -> None:
    words = WORDS[0]
    thread = [
        post(1, words, "marlin"),
        quoting(
            2, words, "I doubt it very much, and so do the others who were there.", post(1, "")
        ),
    ]
    anchor = on(thread, 0, "that much is certain")
    assert found(thread, anchor) == "that much is certain"
    left = [thread[1]._replace(number=1, quotes=thread[1].quotes)]
    assert found(left, anchor) is None
    in_quote = on(thread, 1, "that much is certain")
    assert found(left, in_quote) == "that much is certain"


def test_equal_posts_are_told_apart_by_their_neighbours_or_not_at_all() -> None:
    thread = posts("Bump", WORDS[0], "Bump", WORDS[1], "Bump")
    anchor = anchor_post(thread, 2)
    place = Holding(posts("A new beginning.", "Bump", WORDS[0], "Bump", WORDS[1])).find(anchor)
    assert isinstance(place, Place)
    assert place.number == 4
    assert isinstance(Holding(posts("Bump", "Bump", "Bump")).find(anchor), Orphan)


def test_a_post_that_was_sent_twice_is_two_posts() -> None:
    thread = posts("A beginning.", WORDS[3], WORDS[0], WORDS[3], "An end.")
    again = posts("A beginning.", WORDS[3] + " Reply Like", WORDS[0], WORDS[3], "An end.")
    for index in (1, 3):
        for anchor in (anchor_post(thread, index), on(thread, index, "entries of the fourth")):
            place = Holding(again).find(anchor)
            assert isinstance(place, Orphan) or place.index == index


def test_a_passage_over_several_posts_keeps_a_piece_of_each() -> None:
    thread = posts()
    anchors = anchor_stretch(thread, 0, 4, 3, 10)
    assert [anchor.number for anchor in anchors] == [1, 2, 3, 4]
    assert anchors[1].exact == WORDS[1]
    assert all(found(thread, anchor) == anchor.exact for anchor in anchors)


@given(st.integers(0, 10**6))
def test_finding_never_leaves_the_thread_and_never_finds_other_letters(seed: int) -> None:
    chance = random.Random(seed)
    texts = [
        " ".join(chance.choices(["oil", "boat", "snow", "lamp", "ledger", "rock"], k=14))
        for _ in "abcd"
    ]
    thread = posts(*texts)
    index = chance.randrange(4)
    start = chance.randrange(len(texts[index]) - 8)
    anchor = anchor_passage(thread, index, start, start + 8)
    chance.shuffle(texts)
    again = posts(*texts[: chance.randint(1, 4)])
    place = Holding(again).find(anchor)
    if isinstance(place, Place):
        text = logical_text(again[place.index])
        assert 0 <= place.start < place.end <= len(text)
        seen = "".join(text[place.start : place.end].split())
        assert seen == "".join(anchor.exact.split())


def test_words_are_looked_up_as_they_are_said() -> None:
    one = post(1, "It is *not* a man's\nledger. This article is another matter, is it.")
    text = logical_text(one)

    def said(words: str) -> list[str]:
        return [text[start:end] for start, end in find_words(one, words)]

    assert said("a man's ledger") == ["a man's\nledger"]
    assert said("is not a man’s ledger") == ["is *not* a man's\nledger"]
    assert said("isa") == []
    assert said("s article i") == ["s article i"]  # as it stands, also within words
    assert said("") == []


@given(st.builds(lambda text: on(posts(text + " x"), 0, text + " x"), st.text(min_size=1)))
def test_an_anchor_survives_as_plain_data(anchor: Anchor) -> None:
    assert Anchor.from_json(anchor.as_json()) == anchor
