"""Words and phrases are found exactly where a character-by-character search finds them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import reference
from threadview.search import literal
from threadview.search.folding import folding
from threadview.search.literal import Literal


@settings(max_examples=200)
@given(reference.texts, reference.queries)
@example("Straße", "ss")
@example("Straße", "s")
@example("oﬃce ﬁsh", "fi")
@example("e\u0323\u0301", "é")
@example("İstanbul", "istanbul")
def test_finds_what_a_slow_search_finds(text: str, query: str) -> None:
    assert Literal(query).spans(text) == reference.search(text, query)


@settings(max_examples=200)
@given(reference.texts)
def test_folding_knows_where_each_character_comes_from(text: str) -> None:
    folded = folding(True).fold(text)
    for place in range(len(folded.text)):
        assert folded.text[place] in folding(True)[ord(text[folded.source(place)])]
    sources = [folded.source(place) for place in range(len(folded.text))]
    assert sources == sorted(sources)


@settings(max_examples=200)
@given(reference.texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folding(True).fold(text).text
    assert folding(True).fold(once).text == once
    assert folding(True).fold(folding(False).fold(text).text).text == once


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("relief boat", "the Relief\n   boat came", ["Relief\n   boat"]),
        ("Relief", "relief Relief", ["Relief"]),
        ("cafe", "Café CAFE cafe\u0301s", ["Café", "CAFE", "cafe\u0301"]),
        ("café", "cafe café cafe\u0301", ["café", "cafe\u0301"]),
        ("strasse", "STRASSE Straße", ["STRASSE", "Straße"]),
        ("don't", "don’t don't", ["don’t", "don't"]),
        ("office", "oﬃce", ["oﬃce"]),
        ("σας", "ΣΑΣ σας", ["ΣΑΣ", "σας"]),
        ("cooperate", "co\xadoperate", ["co\xadoperate"]),
        ("naive", "nai\u0308ve naïve", ["nai\u0308ve", "naïve"]),
    ],
)
def test_what_a_reader_would_call_the_same(query: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Literal(query).spans(text)] == found


def test_whole_words_only() -> None:
    spans = Literal("oil", whole=True).spans("oil toil oily 'oil' OIL_can oil-can éoil")
    assert spans == [(0, 3), (15, 18), (28, 31)]


@settings(max_examples=200)
@given(reference.texts, reference.queries, st.integers(1, 6))
def test_a_long_text_is_searched_in_pieces_all_the_same(text: str, query: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literal, "PIECE", size)
        assert Literal(query).spans(text) == reference.search(text, query)


def test_what_nobody_would_walk_through_is_not_told_of() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literal, "MOST", 3)
        for text in ("oil " * 5, "öil " * 5):
            sought = Literal("oil")
            assert len(sought.spans(text)) == 3
            assert sought.late
        few = Literal("oil")
        assert len(few.spans("oil oil oil")) == 3
        assert not few.late
