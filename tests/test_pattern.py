"""Patterns compiled when first used: what they promise beside re.compile."""

from __future__ import annotations

import re

import pytest

from threadview.pattern import pattern


def test_it_does_what_the_compiled_one_does() -> None:
    lazy, eager = pattern(r"(?P<n>\d+)x", re.IGNORECASE), re.compile(r"(?P<n>\d+)x", re.IGNORECASE)
    for text in ("", "12X 3x", "no"):
        assert lazy.findall(text) == eager.findall(text)
        assert (lazy.search(text) is None) == (eager.search(text) is None)
    assert lazy.groupindex == eager.groupindex
    assert lazy.pattern == eager.pattern


def test_a_wrong_one_is_found_out_on_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
