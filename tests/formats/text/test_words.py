"""The short ways to a line's words find what the expressions beside them say."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from threadview.formats.text.lines import words
from threadview.formats.text.lines.triggers import Triggers

ASCII = st.text(st.characters(max_codepoint=127), max_size=80)
LINES = ASCII | st.text(max_size=80)
TRIGGERS = (":", "post", "newest first", "by", "¤")
PIECES = st.sampled_from([*TRIGGERS, "newest", "first", "lamp", "oil", "baby", "posted", " ", "\n"])


@given(LINES)
@example("rock'n'roll isn't 'quoted' a_b x2")
def test_words_are_counted_as_the_expression_finds_them(text: str) -> None:
    assert words.count(text) == len(re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text))


@given(LINES)
@example("internationalisation2ago")
def test_runs_of_letters_are_those_of_the_expression(text: str) -> None:
    told = set(words.runs(text))

    assert told >= set(re.findall(r"[^\W\d_]{1,11}", text.casefold()))


@given(LINES)
def test_figures_are_found_in_any_script(text: str) -> None:
    assert words.figured(text) == (re.search(r"\d", text) is not None)


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=12))
def test_triggers_are_held_whatever_lines_came_before(lines: list[str]) -> None:
    triggers = Triggers(TRIGGERS)

    for line in lines:
        assert triggers.held(line) == [one for one in TRIGGERS if one in line]
