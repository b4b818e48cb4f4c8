"""Regular expressions: Unicode-aware, over lines, and never hanging."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.search.expression import Expression, ExpressionError

TEXTS = st.text("aábB \nß1_-", max_size=30) | st.text(max_size=20)


def found(pattern: str, text: str, flags: str = "") -> list[str]:
    return [text[start:end] for start, end in Expression(pattern, flags).spans(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"\w+", "Où? día_2 漢字", ["Où", "día_2", "漢字"]),
        (r"\bété\b", "été étés l'été prété", ["été", "été"]),
        (r"\bb\b", "b b,b ab", ["b", "b", "b"]),
        (r"oil boat", "oil\n  boat", ["oil\n  boat"]),
        (r"^a.*$", "ab\nba\nac d", ["ab", "ac d"]),
        (r"a.b", "a\nb acb", ["acb"]),
        (r"ümlaut", "ÜMLAUT Ümlaut", ["ÜMLAUT", "Ümlaut"]),
        (r"Über", "über Über", ["Über"]),
        (r"\d+", "12 ١٢ x", ["12", "١٢"]),
        (r"[\w-]+", "a-é b", ["a-é", "b"]),
        (r"[^\s]+", "a\u00a0b", ["a", "b"]),
        (r"\S+", "a\u3000b", ["a", "b"]),
        (r"[]a]+", "a]b", ["a]"]),
        (r"\Qa b\E", "a b", ["a b"]),
        (r"a\/b", "a/b", ["a/b"]),
        (r"[[:alpha:] ]+", "a b1", ["a b"]),
        (r"x*", "axxb", ["xx"]),
        (r"\W+", "a, b", [", "]),
        (r".", "\udc80é", ["\udc80", "é"]),
    ],
)
def test_what_an_expression_finds(pattern: str, text: str, matches: list[str]) -> None:
    assert found(pattern, text) == matches


def test_dot_crosses_lines_when_told_to() -> None:
    assert found("a.*b", "a\nb", "s") == ["a\nb"]
    assert found("A", "a", "i") == ["a"]


@given(TEXTS, st.sampled_from(["a", "[ab]+", "b.", "ß", "[^a]", "a|b", "(a)(b)", "á+", "_?-"]))
def test_offsets_count_code_points(text: str, pattern: str) -> None:
    expected = [m.span() for m in re.finditer(f"(?im){pattern}", text) if m.end() > m.start()]
    # Python's engine folds a few letters that RE2 does not, and the other way about.
    if not set(text) & set("ſK\u1e9e"):
        assert Expression(pattern).spans(text) == expected


@given(TEXTS, st.sampled_from([r"\bb\b", r"\b[ab]+\b", r"\bß", r"a\b"]))
def test_edges_are_those_of_words_in_any_script(text: str, pattern: str) -> None:
    inner = pattern.replace(r"\b", "")
    opens, closes = pattern.startswith(r"\b"), pattern.endswith(r"\b")
    edged = (r"(?<![\w])" if opens else "") + f"(?:{inner})" + (r"(?![\w])" if closes else "")
    if text.isascii() or set(text) <= set("aábB \nß1_-"):
        assert Expression(pattern).spans(text) == [m.span() for m in re.finditer(edged, text, re.I)]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a*)*b", "(a|aa)+$", "(.*)*x", "a.*b|a"])
def test_no_expression_hangs_on_a_megabyte(pattern: str) -> None:
    """A backtracking engine would not come back from the first of these in this universe; the
    last asks RE2 for a look to the end of the text at every letter."""
    expression = Expression(pattern, "s")
    spans = expression.spans("a" * 1_000_000 + "!")
    assert spans == sorted(spans)
    assert expression.late == (pattern == "a.*b|a")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?=a)", "look-ahead"),
        ("(?!a)", "look-ahead"),
        ("(?<!a)b", "look-behind"),
        (r"(a)\1", "back-reference"),
        ("(?P=x)", "back-reference"),
        ("a(", "missing )"),
        ("a**", "bad repetition"),
        ("[b-a]", "range"),
        ("a{2000}", "repetition"),
        (r"\y", "escape"),
    ],
)
def test_what_the_engine_lacks_is_said(pattern: str, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression(pattern)
    assert said in caught.value.message
    assert 0 <= caught.value.position <= len(pattern)
