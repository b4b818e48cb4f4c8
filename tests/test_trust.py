"""Confidences: what they promise whatever the tables hold, and that the tables keep to it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import fitting
from threadview.cues import trust
from threadview.model import Evidence
from threadview.quotes import belief

chances = st.floats(0.0, 1.0)
words = st.text(max_size=40)


@given(st.sampled_from(sorted(trust.TABLES)), words, chances, chances)
def test_a_better_score_is_never_trusted_less(
    kind: str, cue: str, score: float, other: float
) -> None:
    low, high = (
        trust.trusted(kind, Evidence("cue", cue, one)).confidence for one in sorted((score, other))
    )
    assert trust.LEAST <= low <= high <= trust.MOST


@given(st.sampled_from(sorted(trust.TABLES)), words, chances)
def test_only_the_confidence_changes(kind: str, cue: str, score: float) -> None:
    plain = Evidence("repetition", cue, score)
    assert trust.trusted(kind, plain)._replace(confidence=score) == plain


def test_what_nothing_says_stays_without_confidence() -> None:
    nothing = Evidence("none", "no structure found", 0.0)
    assert trust.trusted("boundaries", nothing) == nothing


@given(words.filter(lambda text: '"' not in text), st.integers(1, 9999))
def test_what_is_the_pages_own_makes_no_sort_of_cue(text: str, number: int) -> None:
    assert trust.sort_of(f'repeated line: "{text}"') == trust.sort_of('repeated line: ""')
    assert trust.sort_of(f"X said: in #{number}") == "X said:"
    assert trust.sort_of(f"line {number} behind the post before") == "line  behind the post before"


@given(chances, st.integers(1, 500), chances, chances)
def test_agreement_of_the_layers_counts(
    frame: float, count: int, share: float, more: float
) -> None:
    low, high = sorted((share, more))
    link = belief.Link(frame, count, low, named=False, misnamed=False, left=False)
    assert belief.agreement(link) <= belief.agreement(link._replace(share=high))
    assert belief.agreement(link) <= belief.agreement(link._replace(named=True))
    assert belief.agreement(link._replace(misnamed=True)) <= belief.agreement(link)
    assert belief.agreement(link._replace(left=True)) <= belief.agreement(link)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_fitted_confidence_is_the_share_that_is_right(share: float) -> None:
    seen = (("", 1.0), ("score", 0.0), ("lean a cue", 1.0))
    cases = [
        fitting.Case("authors", f"page {n}", "engine", seen, n < 400 * share) for n in range(400)
    ]
    weights = fitting.fit(cases, "authors", Counter(case.page for case in cases))
    assert fitting.sure(weights, cases[0]) == pytest.approx(share, abs=0.03)


def test_a_sign_seen_on_one_page_hardly_leans() -> None:
    def case(page: str, cue: str, right: bool) -> fitting.Case:
        return fitting.Case("authors", page, "x", (("", 1.0), (f"lean {cue}", 1.0)), right)

    often = [case(f"page {n}", "known", n % 10 > 0) for n in range(200)]
    once = [case("one page", "rare", False)] * 9
    dumps = Counter(one.page for one in (*often, *once))
    weights = fitting.fit([*often, *once], "authors", dumps)
    assert 0.5 < fitting.sure(weights, once[0]) < fitting.sure(weights, often[0])
