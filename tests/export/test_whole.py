"""A whole thread as Markdown: code stays code, lists stay lists, and words forge nothing."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from threadview.export.whole import write_markdown
from threadview.model import Block, Post, Source, Thread

LINES = st.text(st.sampled_from("ab -*#>`\t1.•="), max_size=12)


def written(*paragraphs: str) -> str:
    post = Post(1, tuple(Block("paragraph", text) for text in paragraphs))
    out = io.StringIO()
    write_markdown(Thread(Source("-", "text", "utf-8"), title="Title", posts=[post]), out)
    return out.getvalue()


def parsed(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").parse(markdown)


def shown(tokens: list[Token]) -> list[str]:
    """What a reader sees, the line breaks of paragraphs included."""
    found = []
    for token in tokens:
        if token.type == "fence":
            found.append(token.content)
        for child in token.children or ():
            found.append("\n" if child.type == "hardbreak" else child.content)
        if token.type == "inline":
            found.append("\n")
    return "".join(found).split()


CODE = "def f(x):\n    if x:\n        return x * 2"


@pytest.mark.parametrize("margin", ["", "    "])
@pytest.mark.parametrize("before", ["", "```\n"])
def test_code_keeps_its_indentation(before: str, margin: str) -> None:
    text = "\n".join(f"{margin}{line}" for line in f"{before}{CODE}".split("\n"))
    tokens = parsed(written("It runs:", text))
    fences = [token.content for token in tokens if token.type == "fence"]
    assert fences == [f"{before}{CODE}\n"]


def test_blank_lines_do_not_end_code_and_prose_does() -> None:
    code = [CODE, "def g():\n    one()", "    return 2"]
    tokens = parsed(written("It runs:", *code, "And so does this:", "    f(1)\n    g(2)"))
    fences = [token.content for token in tokens if token.type == "fence"]
    assert fences == ["\n\n".join(code) + "\n", "f(1)\ng(2)\n"]


def test_prose_that_stands_in_stays_prose() -> None:
    deeper = "       And a first line more,\n   as books do it."
    assert "```" not in written("   All of it stands in\n   by three cells.", deeper)


def test_a_list_within_a_list_stays_one() -> None:
    text = "- one\n- two\n  * below two\n    goes on\n- three # not [a](b) heading"
    tokens = parsed(written(text))
    assert [token.level for token in tokens if token.type == "list_item_open"] == [1, 1, 3, 1]
    seen = " ".join(shown(tokens))
    assert seen.endswith("one two below two goes on three # not [a](b) heading")


@given(st.lists(st.lists(LINES, min_size=1, max_size=5), min_size=1, max_size=3))
def test_no_words_are_lost_and_none_forge(paragraphs: list[list[str]]) -> None:
    texts = ["\n".join(lines) for lines in paragraphs]
    tokens = parsed(written(*texts))

    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    forged = {"html_block", "hr", "blockquote_open", "ordered_list_open", "code_block"}
    assert not forged & {token.type for token in tokens}
    heading = 2 + len(["#1", "·", "unknown", "author"]) - 1
    told = "".join(shown(tokens)[heading:])
    bare = str.maketrans("", "", "-*•")
    asked = "".join("".join(texts).split())
    assert told.translate(bare) == asked.translate(bare)
    assert set(asked) - set(told) <= set("-*•")
