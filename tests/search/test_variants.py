"""The sieve allows for every spelling that folding takes for the same."""

from __future__ import annotations

import sys
from itertools import chain
from unicodedata import category, name

from hypothesis import assume, given, settings

from search import reference
from threadview.search.engine import compiled
from threadview.search.folding import folding
from threadview.search.variants import RANGES, expression


def test_ranges_hold_every_code_point_that_folds_to_something_else() -> None:
    fold = folding(True)
    listed = set(chain.from_iterable(RANGES))
    missing = [
        hex(point)
        for point in range(0x80, sys.maxunicode + 1)
        if category(chr(point)) not in ("Cn", "Co", "Cs")
        and not name(chr(point), "").startswith(("CJK UNIFIED", "TANGUT"))
        and point not in listed
        and fold[point] != chr(point)
    ]
    assert missing == []


@settings(max_examples=150)
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
