"""The sieve passes every dump that is divided: it only saves looking into those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import dump_of
from threadview.formats.text.bundle.dividing import form_of
from threadview.formats.text.bundle.sieve import may_be_divided

SAMPLES = Path(__file__).parents[3] / "sample_threads"
LINES = st.sampled_from(
    [
        *("=====", "-----", "* * * * *", "<doc>", "--- a ---", "\f", "#### b", "[[c]]"),
        *("URL: http://example.org/a", "url: x", "Page 1 of 2", "страница 2", "a.txt", "The lamp"),
        *("Re: The lamp", "It burns.", "", "\u00a0", "keeper said:", "https://example.org/b"),
    ]
)


@given(st.lists(LINES, max_size=40))
def test_what_does_not_pass_is_not_divided(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    assert may_be_divided(data) or form_of(dump_of(data, "made", "utf-8")) is None


@pytest.mark.parametrize("path", sorted((SAMPLES / "many").iterdir()), ids=lambda path: path.name)
def test_dumps_of_several_threads_pass(path: Path) -> None:
    assert may_be_divided(path.read_bytes())


def test_prose_does_not_pass() -> None:
    text = "The lamp\nIt burns low - lower than it did.\n\u00a0\nSo trim it, she said.\n"
    assert not may_be_divided(text.encode())
