"""The sieve allows for every spelling that folding takes for the same."""

from __future__ import annotations

import sys

from hypothesis import assume, given, settings

from search import reference
from threadview.search.engine import compiled
from threadview.search.folding import folding
from threadview.search.variants import RANGES, expression


def test_ranges_hold_every_code_point_that_folds_to_something_else() -> None:
    fold = folding(True)
    missing = [
        hex(point)
        for point in range(0x80, sys.maxunicode + 1)
        if not 0x3400 <= point < 0xA000  # CJK ideographs stand for themselves
        and not 0x20000 <= point < 0x2F800
        and point < 0xE0200
        and fold[point] != chr(point)
        and not any(point in span for span in RANGES)
    ]
    assert missing == []


@settings(max_examples=400)
@given(reference.texts, reference.letters)
def test_expression_matches_every_text_that_folds_to_one_with_the_needle(
    text: str, query: str
) -> None:
    fold = folding(True).fold
    needle = fold(query).text.split()
    assume(needle)
    pattern = compiled(expression(needle[0]).encode())
    if needle[0] in fold(text).text:
        assert pattern.search(text.encode("utf-8", "surrogatepass")) is not None
