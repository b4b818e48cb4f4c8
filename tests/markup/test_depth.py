"""Elements nested beyond measure: every word is kept, and nothing sane is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.markup import parse, plain, tree
from threadview.markup.depth import DEEPEST, shallow

TAGS = st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<br>", "<p>", "word ", "<i class=x>"])


def nested(levels: int, tag: str = "blockquote") -> str:
    inside = "".join(f"<{tag}>w{n} " for n in range(levels))
    return f"{inside}{f'</{tag}>' * levels}end"


def test_what_is_no_deeper_than_measure_is_left_alone() -> None:
    html = nested(DEEPEST)
    assert shallow(html) == html


def test_deeper_elements_keep_their_words_in_order() -> None:
    levels = DEEPEST * 3
    said = plain(nested(levels)).split()
    assert said == [*(f"w{n}" for n in range(levels)), "end"]


def test_no_element_of_the_tree_stands_deeper() -> None:
    deep = tree(nested(DEEPEST * 3, "div")).css("div")
    assert len(deep) == DEEPEST


def test_what_follows_a_deep_nest_is_read_as_ever() -> None:
    html = f"{nested(DEEPEST * 2)}<p>after</p><blockquote>quoted</blockquote>"
    blocks = parse(html).blocks
    assert blocks[-1].text == "quoted"
    assert blocks[-1].quote is not None
    assert blocks[-2].text == "after"
    assert blocks[-2].quote is None


@given(st.lists(TAGS, max_size=60))
def test_shallow_markup_is_the_same_whatever_is_left_open(parts: list[str]) -> None:
    html = "".join(parts)
    assert shallow(html) == html


@given(st.lists(TAGS, max_size=60))
def test_no_word_is_lost_behind_tags_that_never_end(parts: list[str]) -> None:
    html = "<div>" * (DEEPEST + 5) + "".join(parts)
    assert plain(html).split() == ["word"] * parts.count("word ")
