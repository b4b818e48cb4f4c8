"""Comments below posts, and who signs below a body: vBulletin 5 and Stack Exchange as main content.

Rendered here as these engines lay their pages out; nothing is taken from a real page.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from threadview.dump import dump_of
from threadview.model import Post, logical_text
from threadview.reading import read_thread

NAMES = ("marlin", "Tern 77", "Old Auk", "gull_wing", "4711")


def posts_of(text: str) -> list[Post]:
    return list(read_thread(dump_of(text), "text").posts)


def commented(
    answers: list[int], numbered: bool, drifting: bool, headed: bool = True
) -> tuple[str, list[str | None]]:
    """A page of posts with so many comments each, and who is named beside each of its posts; where
    lists drift, an extractor has lost the ends of some; without its header, the opening post stands
    below the title and has lost its number."""
    lines = [engines.TITLE, "", "Collapse", "  • Filter", "  • Time", "Clear All"]
    named: list[str | None] = []
    indent = "  "
    for number, count in enumerate(answers):
        if not number and not headed:
            lines += [f"{indent}• {engines.TITLE}", "", f"{indent}  {engines.remark(number)}"]
            lines += [f"{indent}  Tags: None"]
        elif numbered:
            lines += [f"{indent}• #{number + 1}", f"{indent}  {engines.remark(number)}"]
        else:
            lines.append(f"{indent}• {engines.remark(number)}")
        lines += ["", f"{indent}  Comment", ""]
        named.append(None)
        for answer in range(count):
            name = NAMES[(number * 3 + answer) % 4]
            named.append(name)
            lines += [
                f"{indent}  • {name}",
                f"{indent}    {name} commented",
                f"{indent}    07-{number + 1:02}-2017, 06:{answer:02} PM",
                f"{indent}    Editing a comment",
                f"{indent}    {engines.remark(100 + number * 7 + answer)}",
            ]
        if drifting and not count:
            indent += "  "
    return "\n".join([*lines, ""]), named


@given(st.lists(st.integers(0, 3), min_size=6, max_size=14), st.booleans(), st.booleans())
def test_posts_with_comments(answers: list[int], numbered: bool, drifting: bool) -> None:
    answers = [2, 1, *answers, 2]
    text, named = commented(answers, numbered, drifting)

    assert [post.author for post in posts_of(text)] == named


@given(st.lists(st.integers(0, 2), min_size=3, max_size=14), st.booleans())
def test_an_opening_post_that_lost_its_number(answers: list[int], drifting: bool) -> None:
    """Numbers that begin with the second post say that one stands above it."""
    text, named = commented([0, 0, *answers], True, drifting, headed=False)
    posts = posts_of(text)

    assert [post.author for post in posts] == named
    assert [block.text for block in posts[0].blocks if block.kind == "paragraph"] == [
        engines.remark(0)
    ]
    assert "#2" not in logical_text(posts[0])


@pytest.mark.parametrize("linked", [True, False])
def test_who_signs_a_comment_behind_a_dash(linked: bool) -> None:
    lines = [engines.TITLE, "", engines.remark(0), "", "asked Jun 29, 2012 at 10:51", "marlin", ""]
    for number, name in enumerate(NAMES):
        lines += [f"  {engines.remark(number + 1)}", f"  {name}"]
        lines += [
            f"  –\u00a0{name if linked else ''}",
            f"  Commented Mar {number + 3}, 2016 at 13:23",
        ]

    assert [post.author for post in posts_of("\n".join([*lines, ""]))][1:] == list(NAMES)
