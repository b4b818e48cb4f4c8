"""How many words a text has, in scripts with and without spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.scripts import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("the lamp\nburns - low", 5),
        ("木漏れ日", 4),
        ("木漏れ日。光です！", 7),
        ("a 光 b", 3),
        ("그 등불이 탄다", 3),
        ("ไฟ", 2),
    ],
)
def test_words_are_counted_as_word_processors_do(text: str, count: int) -> None:
    assert word_count(text) == count


@given(st.text(st.characters(max_codepoint=0x2FF)), st.text(st.characters(max_codepoint=0x2FF)))
def test_spaces_part_words_and_nothing_else_counts(left: str, right: str) -> None:
    assert word_count(f"{left} {right}") == word_count(left) + word_count(right)
    assert word_count(left) == len(left.split())
