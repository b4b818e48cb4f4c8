"""Quote drift: nothing is invented, and what a reader would see is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.drift import aligned, compared, drift
from threadview.model import Block, EditMark, Post, Quote, Source, Thread

SOURCE = (
    "The ferry left at nine, with forty sheep aboard. Nobody had counted them since the harbour. "
    "By the time we reached the island there were thirty-eight, and two very quiet dogs."
)
WORDS = ["a", "b", "c", "d", "ferry", "sheep", "…", "[...]", "left,"]
words = st.lists(st.sampled_from(WORDS), max_size=25)


@given(words, words)
def test_aligned_words_agree_and_rise(a: list[str], b: list[str]) -> None:
    pairs = aligned(a, b)
    assert all(a[at_a] == b[at_b] for at_a, at_b in pairs)
    for (a1, b1), (a2, b2) in pairwise(pairs):
        assert a1 < a2
        assert b1 < b2


@given(words, words)
def test_pieces_are_the_quote_word_for_word(a: list[str], b: list[str]) -> None:
    pieces = compared(" ".join(a), " ".join(b))
    if pieces is None:
        return
    assert " ".join(piece.quoted for piece in pieces if piece.quoted).split() == a
    source = " ".join(piece.source for piece in pieces if piece.source)
    assert source in " ".join(b)


@given(st.lists(st.integers(0, 200).map(str), min_size=4, max_size=60), st.data())
def test_a_stretch_of_the_source_has_not_drifted(source: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    pieces = compared(" ".join(source[start:end]), " ".join(source))
    assert pieces is not None
    if len(set(source)) == len(source):
        assert [piece.change for piece in pieces] == ["same"]


@pytest.mark.parametrize(
    ("quoted", "changes"),
    [
        ("Nobody had counted them since the harbour.", ["same"]),
        ("The ferry left at nine … there were thirty-eight", ["same", "cut", "same"]),
        ("The ferry left at ten, with forty sheep aboard.", ["same", "altered", "same"]),
        ("with forty sheep and a goat aboard", ["same", "added", "same"]),
        ("Nobody counted them since the harbour", ["same", "cut", "same"]),
        ("“Nobody had counted them since the harbour”", ["same"]),
    ],
)
def test_what_changed_is_said(quoted: str, changes: list[str]) -> None:
    pieces = compared(quoted, SOURCE)
    assert pieces is not None
    assert [piece.change for piece in pieces] == changes


def test_texts_that_have_nothing_in_common_are_not_compared() -> None:
    assert compared("an altogether different matter", SOURCE) is None
    assert compared("", SOURCE) is None


def thread_of(quoted: str, edit: EditMark | None, date: str | None) -> Thread:
    source = Post(1, (Block("paragraph", SOURCE),), date="2010-01-01", edit=edit)
    blocks = (Block("paragraph", quoted, quote=0), Block("paragraph", "Indeed."))
    answer = Post(2, blocks, (Quote(post=1),), date=date)
    return Thread(Source("-", "text", "utf-8"), posts=[source, answer])


@pytest.mark.parametrize(
    ("edit", "date", "edited"),
    [
        (None, "2010-01-02", "no"),
        (EditMark("Edited.", date="2010-01-05"), "2010-01-02", "later"),
        (EditMark("Edited.", date="2010-01-02T11:00"), "2010-01-02", "perhaps"),
        (EditMark("Edited."), "2010-01-02", "perhaps"),
        (EditMark("Edited.", date="2010-01-01"), "2010-01-02", "no"),
    ],
)
def test_a_source_edited_since_is_named(
    edit: EditMark | None, date: str | None, edited: str
) -> None:
    found = drift(thread_of("The ferry left at noon, with forty sheep", edit, date), 2, 0)
    assert found is not None
    assert found.edited == edited
    assert found.altered == 1
    assert found.drifted
    assert found.post == 1


def test_a_quote_without_a_source_has_no_drift() -> None:
    thread = thread_of("The ferry left", None, None)
    orphan = Thread(thread.source, posts=[Post(1, quotes=(Quote(author="tern"),))])
    assert drift(orphan, 1, 0) is None
