"""A cursor that moves over words never stands still, never leaves the text, and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.layout.motions import REACH, Object, Unit, moved, stretch
from threadview.model import Block, Post, Quote, logical_text

TEXTS = st.text("ab .!?\n\"'é木。\u0301", min_size=1, max_size=60)
UNITS: list[Unit] = ["character", "word", "word-end", "sentence", "paragraph"]
OBJECTS: list[Object] = ["word", "sentence", "paragraph"]


@given(TEXTS, st.sampled_from(UNITS), st.data())
def test_a_step_goes_strictly_on_and_stays_inside(
    text: str, unit: Unit, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))

    after, before = moved(text, offset, unit, 1), moved(text, offset, unit, -1)

    assert after is None or offset < after < len(text)
    assert before is None or 0 <= before < offset


@given(TEXTS, st.sampled_from(UNITS))
def test_there_and_back_comes_to_the_same_places(text: str, unit: Unit) -> None:
    forth = [0]
    while (found := moved(text, forth[-1], unit, 1)) is not None:
        forth.append(found)
    back = [forth[-1]]
    while (found := moved(text, back[-1], unit, -1)) is not None:
        back.append(found)

    assert set(back) >= set(forth[1:])


@given(TEXTS, st.sampled_from(OBJECTS), st.data())
def test_an_object_holds_the_cursor(text: str, unit: Object, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))

    found = stretch(Post(1), text, offset, unit)

    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert not text[end - 1].isspace()
        assert start <= offset
    else:
        assert unit == "word" or not text[offset:].strip() or text[offset].isspace()


def test_words_sentences_and_paragraphs_are_what_people_take_them_for() -> None:
    text = "The oil was counted. Why? Nobody knows.\n\nSnow fell."

    def starts(unit: Unit) -> list[str]:
        places = [0]
        while (found := moved(text, places[-1], unit, 1)) is not None:
            places.append(found)
        return [text[place:].split(" ")[0].split("\n")[0] for place in places]

    assert starts("sentence") == ["The", "Why?", "Nobody", "Snow"]
    assert starts("paragraph") == ["The", "Snow"]
    assert starts("word")[:6] == ["The", "oil", "was", "counted.", ".", "Why?"]


def test_the_quote_here_is_the_whole_quote() -> None:
    blocks = (
        Block("paragraph", "the column stays empty", quote=0),
        Block("paragraph", "Two keepers signed it."),
    )
    post = Post(2, blocks, (Quote("marlin", 1),))

    found = stretch(post, logical_text(post), 4, "quote")

    assert found is not None
    assert logical_text(post)[slice(*found)] == "the column stays empty"
    assert stretch(post, logical_text(post), 30, "quote") is None


@pytest.mark.parametrize("unit", UNITS)
def test_a_step_looks_no_further_than_its_reach(unit: Unit) -> None:
    text = "a" * 30_000 + " b"

    expected = 6 if unit == "character" else None

    assert moved(text, 5, unit, 1) in (expected, 5 + REACH - 1)
