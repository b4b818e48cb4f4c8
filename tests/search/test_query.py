"""The query language: what it says, and what it says of mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.errors import QueryError
from threadview.search import half_typed, parse, with_caret
from threadview.search.query import (
    And,
    Author,
    Dates,
    Has,
    Is,
    Node,
    Not,
    Noted,
    Numbers,
    Or,
    Phrase,
    QuotedBy,
    Quoting,
    Regex,
    Tag,
    Title,
    Words,
)


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("relief boat", Words(("relief", "boat"))),
        ('"relief boat"', Phrase("relief boat")),
        ("“relief boat”", Phrase("relief boat")),
        ("/a b/i", Regex("a b", "i", 1)),
        (r"/a\/b/", Regex(r"a\/b", "", 1)),
        ("author:bob", Author("bob")),
        ('author:"Ann Archer"', Author("Ann Archer", whole=True)),
        ("date:2010-01..2011", Dates("2010-01", "2011")),
        ("date:2010", Dates("2010", "2010")),
        ("date:..2010-05-06", Dates("", "2010-05-06")),
        ("is:edited", Is("edited")),
        ("-is:quote", Not(Is("quote"))),
        ("has:note", Has("note")),
        ("tag:#todo", Tag("todo")),
        ("title:lamp", Title("lamp")),
        ('note:"ask them"', Noted("ask them")),
        ("#12-40", Numbers(12, 40)),
        ("#12", Numbers(12, 12)),
        ("#12-", Numbers(12, None)),
        ("#-40", Numbers(1, 40)),
        ("quotes:#5", Quoting(5)),
        ("quoted-by:9", QuotedBy(9)),
        ("a and b", And((Words(("a",)), Words(("b",))))),
        ("a b or c", Or((Words(("a", "b")), Words(("c",))))),
        ("not a b", And((Not(Words(("a",))), Words(("b",))))),
        ("not not a", Words(("a",))),
        ("(a or b) -c", And((Or((Words(("a",)), Words(("b",)))), Not(Words(("c",)))))),
        ('"and"', Phrase("and")),
        ("http://example.org 12:30", Words(("http://example.org", "12:30"))),
        ("C# - x-y edit: don't", Words(("C#", "-", "x-y", "edit:", "don't"))),
        ("android orchid notable", Words(("android", "orchid", "notable"))),
    ],
)  # fmt: skip
def test_what_a_query_says(query: str, node: Node) -> None:
    found = parse(query)
    assert found == node
    assert type(found) is type(node)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oil", "oil"),
        ("oil -", "oil"),
        ('the "relief bo', 'the "relief bo"'),
        ("“relief bo", "“relief bo”"),
        ('"oil" "bo', '"oil" "bo"'),
        ('"oil" bo', '"oil" bo'),
        ('author:"mar', 'author:"mar"'),
        ('/say "oil/', '/say "oil/'),
        ("(oil", "(oil)"),
        ("(oil or", "(oil)"),
        ('(oil or "relief bo', '(oil or "relief bo")'),
        ("oil not (", "oil"),
        ("(((", ""),
        ("-", ""),
        ("/say", "/say/"),
        ("(/say (o|i", "(/say (o|i/)"),
        ("-is:q", "-is:quote"),
        ("has:n", "has:note"),
    ],
)
def test_what_a_query_is_about_to_be(typed: str, meant: str) -> None:
    assert half_typed(typed).query == meant


@pytest.mark.parametrize(
    ("typed", "meant", "said"),
    [
        ('oil "', "oil", "quotation mark is not closed"),
        ("oil author:", "oil", "author: needs something"),
        ('author:"', "", "quotation mark is not closed"),
        ("oil quotes:#", "oil", "named by its number"),
        ("oil date:20", "oil", "a date is written"),
        ("(oil date:2010-1", "(oil date:2010)", "a date is written"),
        ("date:2010..2", "date:2010..", "a date is written"),
        ("oil and", "oil", "missing after and"),
    ],
)
def test_what_is_left_out_of_a_half_typed_query_is_told(typed: str, meant: str, said: str) -> None:
    found = half_typed(typed)
    assert found.query == meant
    assert said in found.said


@pytest.mark.parametrize(
    "typed", ["oil)", "date:2010-13", "date:20 oil", "foo:bar", "is:x", "/usr/bin", "oil ()"]
)
def test_a_mistake_is_not_half_typed(typed: str) -> None:
    assert half_typed(typed) == (typed, "")


@given(st.text(alphabet='ab "“”()/-:#.0123456789andortis', max_size=30))
def test_what_is_meant_says_something_or_is_what_was_typed(typed: str) -> None:
    found = half_typed(typed).query
    if found not in ("", typed):
        parse(found)
        assert half_typed(found).query == found


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("", 0, "nothing to look for"),
        ("oil and", 7, "something is missing after and"),
        ("and oil", 0, "something is missing before and"),
        ("oil or or boat", 7, "something is missing after or"),
        ("(oil boat", 0, "not closed"),
        ("oil) boat", 3, "no ( stands before"),
        ("oil ()", 5, "nothing stands between the parentheses"),
        ('the "relief boat', 4, "quotation mark is not closed"),
        ('""', 0, "nothing stands between"),
        ("oil /boat", 4, "/regex/ ends with /"),
        ("/usr/bin", 5, "flags"),
        ("/a(b/", 1, "missing )"),
        ("x /a(?<=b)/", 4, "look-behind"),
        (r"x /(a)\1/", 6, "back-reference"),
        ("oil autor:bob", 4, "there is no autor:"),
        ("author:", 7, "needs something after the colon"),
        ("oil is:new", 7, "is: knows"),
        ("date:20", 5, "a date is written"),
        ("date:2010..20x", 11, "a date is written"),
        ("date:2011..2010", 11, "before the first"),
        ("#9-3", 0, "no post is both"),
        ("quotes:bob", 7, "by its number"),
        ("oil not", 7, "something is missing after not"),
    ],
)
def test_a_mistake_is_told_with_its_place(query: str, position: int, said: str) -> None:
    from threadview.model import Source, Thread
    from threadview.search import Search

    with pytest.raises(QueryError) as caught:
        Search(Thread(Source("-", "text", "utf-8")), query)
    error = caught.value
    assert said in error.message
    assert (error.query, error.position) == (query, position)
    message, shown, caret = with_caret(error).split("\n")
    assert message == error.message
    assert caret.index("^") == shown.index(query[:1]) + position if query else True


def test_the_caret_stands_under_wide_characters_too() -> None:
    with pytest.raises(QueryError) as caught:
        parse("木漏れ日 is:x")
    assert with_caret(caught.value).split("\n")[2] == " " * (2 + 8 + 1 + 3) + "^"


def mistake(query: str) -> QueryError | None:
    try:
        parse(query)
    except QueryError as error:
        return error
    return None


@given(st.text(max_size=30) | st.text('ab "/():#-12.\\', max_size=20))
def test_any_text_is_a_query_or_a_mistake_within_it(text: str) -> None:
    error = mistake(text)
    assert error is None or (error.message and 0 <= error.position <= len(text))


@pytest.mark.parametrize("query", ["(" * 3000 + "a" + ")" * 3000, "-(a " * 2000 + ")" * 2000])
def test_deep_nesting_is_parsed_or_refused(query: str) -> None:
    error = mistake(query)
    assert error is None or "nested" in error.message


def test_plain_words_do_not_load_the_grammar() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from threadview.search import parse; parse('two words, plain');"
        "sys.exit(bool({'lark', 're2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
