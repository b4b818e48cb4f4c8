"""A fragment of HTML comes out as blocks that read as a browser shows it, whatever it is."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.markup import PLAIN, Fragment, QuoteRule, Rules, parse, plain
from threadview.model import Link, Post, logical_text

TAGS = [
    *("p", "div", "br", "b", "i", "a", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote"),
    *("pre", "code", "img", "span", "details", "summary", "h2", "hr", "dl", "dd"),
]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Tags opened and closed in any order, with words and attributes between."""
    pieces = draw(
        st.lists(
            st.one_of(
                st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
                st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
                st.sampled_from(
                    ["<a href='/x'>", "<img src=a.png alt=cat>", "&nbsp;", "<li value=7>"]
                ),
                st.text("ab >&;\n\t\xa0", max_size=8),
                texts,
            ),
            max_size=30,
        )
    )
    return "".join(pieces)


def read(html: str, rules: Rules = PLAIN) -> list[tuple[str, str]]:
    """Kinds and texts."""
    return [(block.kind, block.text) for block in parse(html, rules).blocks]


def check(fragment: Fragment) -> None:
    """What holds for every fragment."""
    for index, quote in enumerate(fragment.quotes):
        parent = None if quote.parent is None else fragment.quotes[quote.parent]
        assert quote.parent is None or quote.parent < index
        assert quote.depth == (1 if parent is None else parent.depth + 1)
    for block in fragment.blocks:
        assert block.quote is None or block.quote < len(fragment.quotes)
        assert block.text == block.text.rstrip()
        assert block.text.strip()
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)


@given(soup())
def test_any_soup_becomes_sound_blocks(html: str) -> None:
    check(parse(html, Rules(marked=True, signature_line="-+")))
    check(parse(html))


@given(st.lists(texts.filter(str.strip), max_size=6))
def test_no_word_of_a_paragraph_is_lost(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)

    said = logical_text(Post(1, parse(html).blocks))

    assert said.split() == " ".join(paragraphs).split()


@given(texts)
def test_text_without_markup_is_read_as_markup_would_be(text: str) -> None:
    """The short way for fragments without a tag."""
    long = parse(f"<span></span>{escape(text)}")

    assert parse(escape(text)).blocks == long.blocks


@given(st.integers(1, 60))
def test_quotes_nest_as_deep_as_they_are(depth: int) -> None:
    fragment = parse("<blockquote>a" * depth + "</blockquote>" * depth)

    assert [quote.depth for quote in fragment.quotes] == list(range(1, depth + 1))
    assert [block.quote for block in fragment.blocks] == list(range(depth))


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("a  b\n c", [("paragraph", "a b c")]),
        ("a<br>b", [("paragraph", "a\nb")]),
        ("a<br><br>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("a<br> &nbsp; <br>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<p>a</p><p>&nbsp;</p><p>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<div>a</div><div>b</div>", [("paragraph", "a\nb")]),
        ("<div>a<br></div><div>b</div>", [("paragraph", "a\nb")]),
        ("<div>a</div><div><br></div><div>b</div>", [("paragraph", "a"), ("paragraph", "b")]),
        ("x <b> y </b> z", [("paragraph", "x y z")]),
        ("caf&eacute; &lt;b&gt; &amp;amp; &#9731;", [("paragraph", "café <b> &amp; ☃")]),
        ("a&nbsp;b", [("paragraph", "a\xa0b")]),
        ("a\x1b[31mb", [("paragraph", "a\x1b[31mb")]),
        ("<ul><li>a<li>b</ul>", [("item", "• a"), ("item", "• b")]),
        ("<ol start=9><li>a<li>b</ol>", [("item", "9. a"), ("item", "10. b")]),
        ("<ol type=a><li>x<li>y</ol>", [("item", "a. x"), ("item", "b. y")]),
        (
            "<ul><li>a<ul><li>b</ul><p>c</ul>d",
            [("item", "• a"), ("item", "  • b"), ("item", "  c"), ("paragraph", "d")],
        ),
        ("<pre>\n  x\n\ty </pre>", [("code", "  x\n\ty")]),
        ("a<hr>b", [("paragraph", "a"), ("separator", "---"), ("paragraph", "b")]),
        (
            "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
            [("table", "a | b\n1 | 2")],
        ),
        (
            "<table><tr><td><p>only</p><p>laid out</table>",
            [("paragraph", "only"), ("paragraph", "laid out")],
        ),
        ("<details><summary>why</summary>so</details>", [("spoiler", "why\nso")]),
        ("a<script>evil()</script><style>p{}</style>b", [("paragraph", "ab")]),
        ("<img src=x.gif class=smilie alt=':)'> ha", [("paragraph", ":) ha")]),
        ("<img src=smile.gif alt='Very happy'>", [("paragraph", ":very happy:")]),
        (
            "a <img src=/d/cat.jpg> b",
            [("paragraph", "a"), ("image", "cat.jpg"), ("paragraph", "b")],
        ),
        ("", []),
        ("<p> </p>", []),
    ],
)
def test_a_fragment_reads_as_a_browser_shows_it(html: str, blocks: list[tuple[str, str]]) -> None:
    assert read(html) == blocks


def test_links_count_in_code_points_of_their_block() -> None:
    (block,) = parse(
        "see <a href='/t?a=1&amp;b=2'>the <i>old</i></a> \U0001f642 <a href=#>no</a>",
        base="http://e.example/x",
    ).blocks

    assert block.text == "see the old \U0001f642 no"
    assert block.links == (Link(4, 11, "http://e.example/t?a=1&b=2"),)


def test_a_picture_keeps_its_name_and_both_addresses() -> None:
    (block,) = parse(
        "<a href='full.jpg'><img data-src='thumb.jpg' src='blank.gif' alt='a heron'></a>"
    ).blocks

    assert (block.kind, block.text) == ("image", "a heron")
    assert [link.href for link in block.links] == ["thumb.jpg"]


def test_a_picture_inside_the_page_keeps_only_its_type() -> None:
    (block,) = parse(f"<img alt=dot src='data:image/png;base64,{'A' * 5000}'>").blocks

    assert block.links == (Link(0, 3, "data:image/png;base64"),)


def test_the_language_of_code_is_named_by_class_or_attribute() -> None:
    blocks = parse(
        "<pre><code class='language-rust'>a</code></pre><pre data-lang=PHP>b</pre><pre>c</pre>"
    ).blocks

    assert [block.language for block in blocks] == ["rust", "php", None]


def test_code_keeps_its_spaces_and_breaks_whatever_stands_in_it() -> None:
    rules = Rules(code="div.code")

    assert read("<div class=code>a &nbsp; b<br>&nbsp;&nbsp;<b>c</b></div>", rules) == [
        ("code", "a   b\n  c")
    ]


QUOTING = Rules(
    quotes=(
        QuoteRule(
            "blockquote",
            author=("@data-who", ".head ~ by (.+)"),
            source=("@data-id ~ (\\d+)", ".head a @href ~ #(\\d+)"),
            cite=".head",
        ),
    ),
    drop=".more",
    spoiler=".hidden",
    spoiler_label=".reveal",
    signature=".sig",
    chrome=".bar",
)


def test_who_is_quoted_comes_from_the_quote_s_own_frame() -> None:
    """Not from that of a quote inside it."""
    fragment = parse(
        "<blockquote>out"
        "<blockquote data-id='post-7'><div class=head>by Ann <a href='#9'>x</a></div>"
        "in</blockquote><span class=more>Expand</span></blockquote>",
        QUOTING,
    )

    assert [(q.author, q.source, q.depth) for q in fragment.quotes] == [
        (None, None, 1),
        ("Ann x", "7", 2),
    ]
    assert [(b.kind, b.text, b.quote) for b in fragment.blocks] == [
        ("paragraph", "out", 0),
        ("attribution", "by Ann x", 1),
        ("paragraph", "in", 1),
    ]


def test_an_attribution_may_stand_ahead_of_its_quote() -> None:
    rules = Rules(quotes=(QuoteRule(".q", author=(".from ~ from: (\\w+)",), before=".from"),))

    fragment = parse(
        "<p class=from>from: Ann</p><p class=q>one</p>mine<p class=from>from: Bo</p><p class=q>two",
        rules,
    )

    assert [quote.author for quote in fragment.quotes] == ["Ann", "Bo"]
    assert [(b.text, b.quote) for b in fragment.blocks if b.kind != "attribution"] == [
        ("one", 0),
        ("mine", None),
        ("two", 1),
    ]


def test_rules_name_what_is_furniture_and_what_is_hidden() -> None:
    assert read(
        "<p>words<button class=reveal>Ending</button>"
        "<div class=hidden><p>he<ul><li>wakes</ul></div>"
        "<div class=bar>Top</div><div class=sig><p>Yours</div><i class=more>+</i>",
        QUOTING,
    ) == [
        ("paragraph", "words"),
        ("chrome", "Ending"),
        ("spoiler", "he"),
        ("spoiler", "• wakes"),
        ("chrome", "Top"),
        ("signature", "Yours"),
    ]


def test_a_line_may_begin_the_signature() -> None:
    rules = Rules(signature_line="_{5,}")

    assert read("mine<br>_____<br>Yours<br><br>truly", rules) == [
        ("paragraph", "mine"),
        ("signature", "_____\nYours"),
        ("signature", "truly"),
    ]


def test_marks_before_lines_make_quotes_where_the_rules_say_so() -> None:
    fragment = parse("<p>&gt; old<br>&gt; words<br>new<p>2 &gt; 1", Rules(marked=True))

    assert [(b.text, b.quote) for b in fragment.blocks] == [
        ("old\nwords", 0),
        ("new", None),
        ("2 > 1", None),
    ]


def test_a_quote_without_words_is_none() -> None:
    assert parse("<blockquote> <p></p> </blockquote>a").quotes == ()


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "blockquote",
        "b",
        "ul><li",
        "table><tr><td",
        "details",
        "a href=x",
        "ol type=a><li",
        "pre",
        "p",
    ],
)
def test_ten_thousand_nested_tags_are_read_like_any_other(tag: str) -> None:
    fragment = parse(f"<{tag}>" * 10_000 + "deep")

    check(fragment)
    assert fragment.blocks[-1].text.endswith("deep")
    assert sum(len(block.text) for block in fragment.blocks) < 1000


def test_an_enormous_attribute_is_passed_over() -> None:
    assert read(f"<p title='{'x' * 50_000_000}'>a</p>") == [("paragraph", "a")]


def test_undecodable_bytes_show_as_such() -> None:
    assert read("a\udc80<b>b\ud83d\ude00") == [("paragraph", "a\ufffdb\U0001f600")]


def test_plain_is_for_titles() -> None:
    assert plain("Tom &amp; <b>Jerry</b>") == "Tom & Jerry"
