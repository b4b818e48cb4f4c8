"""Full lines run on; lines that somebody ended stay."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given

from strategies import framed_posts
from threadview.layout.flow import broken_at, flowing
from threadview.model import Block, Post

PROSE = (
    "The oil was counted every night, that much is certain, and nobody has explained why the "
    "column for December stays empty, though two keepers signed it and both of them could write. "
) * 3


def a_post(*texts: str) -> Post:
    return Post(1, tuple(Block("paragraph", text) for text in texts))


@pytest.mark.parametrize("width", [64, 72, 80, 100, 120])
def test_text_that_was_broken_at_a_width_runs_on(width: int) -> None:
    text = fill(PROSE, width)
    post = a_post(text, fill(PROSE[:150], width))

    assert flowing(text, post) == PROSE.strip()
    assert flowing(post.blocks[1].text, post) == PROSE[:150].strip()


@pytest.mark.parametrize(
    "text",
    [
        "one line\nand another\nand a third",
        PROSE,
        f"{PROSE}\n{PROSE}\n{PROSE}",
        "Roses are red, this line is longer than sixty characters and goes on\nshort\nshort\nmore",
        "\n".join(f"{n:<30}   | {n * 1000:>30} |" for n in range(9)),
        "\n".join(f"- item {n} {'x' * 60}" for n in range(9)),
    ],
)
def test_lines_that_somebody_ended_stay(text: str) -> None:
    assert flowing(text, a_post(text)) == text


def test_a_break_before_a_short_line_stays_in_a_post_that_was_broken() -> None:
    lines = fill(PROSE, 72).split("\n")
    text = "\n".join([*lines[:-1], "Yours,", "the keeper"])

    assert flowing(text, a_post(text)).endswith("Yours,\nthe keeper")


@given(framed_posts(1))
def test_nothing_but_line_ends_is_changed(post: Post) -> None:
    assert broken_at(post) >= 0
    for block in post.blocks:
        shown = flowing(block.text, post)
        assert len(shown) == len(block.text)
        assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(block.text, shown, strict=True))
