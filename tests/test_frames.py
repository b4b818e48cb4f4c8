"""Frames of quotes in plain text: attribution lines in many languages, marks, indentation, ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.frames import attribution
from threadview.frames.framing import frame
from threadview.frames.places import Places
from threadview.model import Block, Extent, Post, Span, segments

OWN = "Nobody has kept bees on this island since the second winter."
THEIRS = "The hives stood empty for three years before the harbour master sold them."
MORE = "Their wax went to the chandler, who never paid."


def post_of(text: str) -> Post:
    """A post of a text dump as the text format hands it over: a block for each paragraph."""
    blocks: list[Block] = []
    start = 0
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        end = start + len("".join(lines[: number + 1])[start:])
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if number + 1 == len(lines) or (not line.strip() and after):
            cut = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
            blocks.append(Block("paragraph", cut.strip("\n").rstrip(), Span(start, end)))
            start = end
    return Post(1, tuple(blocks), extent=Extent(0, len(text), 0, len(text)))


def framed(text: str) -> Post:
    return frame(post_of(text), text)


def quoted(post: Post, quote: int = 0) -> str:
    return "\n".join(s.text for s in segments(post) if s.quote == quote)


def own(post: Post) -> str:
    return "\n".join(s.text for s in segments(post) if s.quote is None)


LINES = [
    ("tern said:", "tern"),
    ("tern said: ↑", "tern"),
    ("@tern said in The keeper's ledger:", "tern"),
    ("[tern said:](https://example.org/goto/post?id=406)", "tern"),
    ("**grey tern wrote:**", "grey tern"),
    ("tern hat geschrieben: ↑Mo 3. Mai 2010, 10:00", "tern"),
    ("tern schrieb:", "tern"),
    ("tern a écrit : ↑ mar. 03 mai 2024 19:29", "tern"),
    ("tern a dit :", "tern"),
    ("tern dijo:", "tern"),
    ("tern escreveu:", "tern"),
    ("tern ha scritto:", "tern"),
    ("tern schreef:", "tern"),
    ("tern napisał(a):", "tern"),
    ("tern сказал(а):", "tern"),
    ("tern писал(а):", "tern"),
    ("tern dedi ki:", "tern"),
    ("tern skrev:", "tern"),
    ("ternさんは書きました:", "tern"),
    ("tern 写道：", "tern"),
    ("On 3/5/2024 at 7:29 PM, tern said:", "tern"),
    ("22 hours ago, tern said:", "tern"),
    ("Только что, tern сказал:", "tern"),
    ("Am 3.5.2024 um 19:29 schrieb tern:", "tern"),
    ("Op 5-3-2024 om 19:29 schreef tern:", "tern"),
    ("Den 5 mars 2024 19:29 skrev tern:", "tern"),
    ("Le 03/05/2024 à 19:29, tern a écrit :", "tern"),
    ("Em 05/03/2024 19:29, tern escreveu:", "tern"),
    ("Il giorno 5 mar 2024 alle 19:29 tern ha scritto:", "tern"),
    ("W dniu 5.03.2024 o 19:29, tern napisał:", "tern"),
    ("On Mon, 3 May 2024 at 10:00, Grey Tern <tern@example.org> wrote:", "Grey Tern"),
    ("In article <abc@example.org>, Grey Tern <tern@example.org> wrote:", "Grey Tern"),
    ("2024年3月5日(火) 19:29 tern <tern@example.org>:", "tern"),
    ("Quote from: tern on January 12, 2010, 04:33:21 PM", "tern"),
    ("Zitat von: tern am 12. Januar 2010, 04:33:21", "tern"),
    ("Citação de: tern em Janeiro 12, 2010, 04:33:21", "tern"),
    ("Originally Posted by tern View Post", "tern"),
    ("Zitat Zitat von tern Beitrag anzeigen", "tern"),
    ("Envoyé par tern Voir le message", "tern"),
    ("Iniciado por tern Ver mensaje", "tern"),
    ("Сообщение от tern Посмотреть сообщение", "tern"),
    ("Alıntı: tern Nickli Üyeden Alıntı", "tern"),
    ("QUOTE (tern @ Jan 12 2010, 04:33 PM)", "tern"),
    ("tern, on 12 Jan 2010 - 04:33 PM, said:", "tern"),
    ("(16-09-2019, 04:41 PM)tern Wrote:", "tern"),
    ('[quote="tern"]', "tern"),
    ("Quote:", None),
    ("Zitat:", None),
]


@pytest.mark.parametrize(("line", "author"), LINES)
def test_a_line_says_whose_words_follow(line: str, author: str | None) -> None:
    found = attribution.read(line)
    assert found is not None
    assert (found.author, found.end, found.firm) == (author, len(line), True)


@pytest.mark.parametrize(
    "line",
    [
        "He said:",
        "my neighbour wrote:",
        "The problem is this: nobody wrote: it down",
        "Location: the harbour",
        "Quote from the ledger is on page nine",
        "What they said: nothing at all",
        "by tern (17458) writes:",
        "https://example.org/wrote:8080",
        "Note: tern wrote nothing.",
        "Posted: Fri Sep 20, 2002 6:24 am",
    ],
)
def test_prose_says_nothing_of_the_kind(line: str) -> None:
    found = attribution.read(line)
    assert found is None or not found.firm


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("tern wrote: ↑ 12. Sep 2024, 08:42 ", "tern"),
        ("Quote from: tern on January 12, 2010, 04:33:21 PM", "tern"),
        ("(16-09-2019, 04:41 PM)tern Wrote: ", "tern"),
        ("(16-09-2019, 04:41 PM)", None),
    ],
)
def test_words_glued_behind_an_attribution_are_the_quote(line: str, author: str | None) -> None:
    post = framed(f"{line}{THEIRS}\n\n{OWN}\n")
    assert [quote.author for quote in post.quotes] == [author]
    assert (quoted(post), own(post)) == (THEIRS, OWN)


@pytest.mark.parametrize(
    "end", ["Click to expand...", "Zum Vergrößern anklicken....", "点击展开..."]
)
def test_an_end_mark_ends_the_quote(end: str) -> None:
    post = framed(f"tern said:\n{THEIRS}\n\n{MORE}\n{end}\n{OWN}\n")
    assert (quoted(post), own(post)) == (f"{THEIRS}\n\n{MORE}", OWN)
    assert post.quotes[0].evidence.confidence >= 0.95
    assert [b.text for b in post.blocks if b.kind == "attribution"] == ["tern said:", end]


def test_quotes_in_quotes_end_from_the_inside() -> None:
    post = framed(
        f"tern said:\nauk said:\n{MORE}\nClick to expand...\n{THEIRS}\nClick to expand...\n{OWN}"
    )
    assert [(q.author, q.depth, q.parent) for q in post.quotes] == [
        ("tern", 1, None),
        ("auk", 2, 0),
    ]
    assert (quoted(post, 0), quoted(post, 1), own(post)) == (THEIRS, MORE, OWN)


def test_attributions_one_below_the_other_share_out_what_stands_further_in() -> None:
    lines = ["heron", "tern", "auk"]
    heads = "".join(f"Quote from: {name} on May 3, 2014, 10:00:00\n\n" for name in lines)
    post = framed(f"{heads}  {MORE}\n\n  {THEIRS}\n\n  {MORE}\n\n{OWN}\n")
    assert [(q.author, q.depth) for q in post.quotes] == [("heron", 1), ("tern", 2), ("auk", 3)]
    assert [quoted(post, n) for n in range(3)] == [MORE, THEIRS, MORE]
    assert own(post) == OWN


def test_a_bare_end_mark_of_code_ends_only_what_code_began() -> None:
    post = framed(f"[quote=tern]\n{THEIRS}\n[/quote]\n{OWN}\n")
    assert (quoted(post), own(post)) == (THEIRS, OWN)
    post = framed(f"tern said:\n{THEIRS}\n\n{OWN}\n[/quote]\n\n{OWN}\n")
    assert quoted(post) == THEIRS


def test_marks_are_quotes_as_deep_as_they_are_many() -> None:
    post = framed(f"Grey Tern wrote:\n> {THEIRS}\n>> {MORE}\n> > {MORE}\n> {THEIRS}\n\n{OWN}\n")
    assert [(q.author, q.depth, q.parent) for q in post.quotes] == [
        ("Grey Tern", 1, None),
        (None, 2, 0),
    ]
    assert quoted(post, 0) == f"{THEIRS}\n{THEIRS}"
    assert quoted(post, 1) == f"{MORE}\n{MORE}"
    assert own(post) == OWN


def test_ten_thousand_quotes_in_quotes_are_data_like_any_other() -> None:
    text = "\n".join([OWN, *(f"{'>' * depth} word" for depth in range(1, 10_001, 2))])
    body = Block("paragraph", text, Span(0, len(text)))
    post = frame(Post(1, (body,), extent=Extent(0, len(text), 0, len(text))), text)
    assert own(post).split() == [*OWN.split()]
    assert max(q.depth for q in post.quotes) >= 100


def test_decoration_is_no_quote() -> None:
    assert not framed(f">>>> the harbour today <<<<\n\n{OWN}\n").quotes


def test_an_attribution_inside_the_marks_names_their_quote() -> None:
    post = framed(f"> [tern said:](/goto/9)\n> \n> {THEIRS}\n> \n> Click to expand...\n\n{OWN}\n")
    assert [(q.author, q.depth) for q in post.quotes] == [("tern", 1)]
    assert (quoted(post), own(post)) == (THEIRS, OWN)


def test_a_name_and_a_colon_above_marks() -> None:
    post = framed(f"![](https://example.org/face.png) tern:\n\n> {THEIRS}\n\n{OWN}\n")
    assert [q.author for q in post.quotes] == ["tern"]
    assert (quoted(post), own(post)) == (THEIRS, OWN)


def test_a_whole_post_behind_marks_is_no_quote() -> None:
    post = framed(f"> {THEIRS}\n> \n> {MORE}\n\n  * [#4](/post/4)\n")
    assert not post.quotes
    assert own(post).startswith(f"{THEIRS}\n\n{MORE}")


def test_marks_of_a_prompt_are_no_quote() -> None:
    assert not framed(f"Try this:\n\n>>> import bees\n>>> bees.count()\n\n{OWN}\n").quotes


def test_indentation_ends_a_quote() -> None:
    text = f"  tern said:\n    {THEIRS}\n\n    {MORE}\n  {OWN}\n"
    post = framed(text)
    assert (quoted(post), own(post)) == (f"{THEIRS}\n\n{MORE}", OWN)


def test_without_any_end_the_first_paragraph_is_the_quote_and_unsure() -> None:
    post = framed(f"tern wrote:\n{THEIRS}\n\n{OWN}\n\n{OWN}\n")
    assert (quoted(post), own(post)) == (THEIRS, f"{OWN}\n\n{OWN}")
    assert post.quotes[0].evidence.confidence < 0.8


def test_own_words_keep_what_stands_further_in() -> None:
    post = framed(f"    {OWN}\n\n      - wax\n      - honey\n")
    assert own(post) == f"{OWN}\n\n  - wax\n  - honey"
    assert not post.quotes


def test_an_attribution_with_nothing_behind_it_is_prose() -> None:
    post = framed(f"{OWN}\n\nThis is what tern said:\n")
    assert not post.quotes
    assert own(post).endswith("This is what tern said:")


def test_what_holds_no_sign_is_handed_back_untouched() -> None:
    post = post_of(f"{OWN}\n\n{THEIRS}\n")
    assert frame(post) is post


BODIES = st.lists(
    st.sampled_from(
        [
            "tern said:",
            "Quote:",
            "Click to expand...",
            "View Post",
            "> ",
            ">> words",
            "   set in",
            "",
            " ",
            "word",
            "a: b",
            "tern wrote: ↑ 1 Jan 2020, 10:00 glued",
            "木 é 🙂",
            "\u00a0",
            "[quote=tern]",
            "(01-01-2020, 10:00 AM)glued",
        ]
    ),
    max_size=14,
)


@given(BODIES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_spans_partition_whatever_stands_there(lines: list[str], end: str, whole: bool) -> None:
    text = end.join(lines)
    post = post_of(text)
    found = frame(post, text) if whole else frame(post)
    at = 0
    for block in found.blocks:
        assert block.span is not None
        assert block.span.start == at
        assert block.span.end >= at
        at = block.span.end
    assert at == len(text) if found.blocks else True


@given(BODIES)
def test_quotes_are_parents_first_and_blocks_name_them(lines: list[str]) -> None:
    found = framed("\n".join(lines))
    for index, quote in enumerate(found.quotes):
        assert quote.parent is None or quote.parent < index
        assert quote.depth == (1 if quote.parent is None else found.quotes[quote.parent].depth + 1)
    assert all(b.quote is None or 0 <= b.quote < len(found.quotes) for b in found.blocks)


@given(BODIES)
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = framed(text)
    marks = str.maketrans("", "", "> \n\t\u00a0")
    assert "".join(b.text for b in found.blocks).translate(marks) == text.translate(marks)


@given(st.lists(st.text("ab >", max_size=6), min_size=1, max_size=6), st.data())
def test_a_place_in_the_text_is_found_in_the_dump(lines: list[str], data: st.DataObject) -> None:
    margin = data.draw(st.integers(0, 3))
    text = "\n".join(line.strip() or "x" for line in lines)
    raw = "\r\n" + "".join(" " * margin + line + "\r\n" for line in text.split("\n"))
    offset = data.draw(st.integers(0, len(text) - 1))
    place = Places(raw, text).of(offset)
    line_start = offset == text.rfind("\n", 0, offset) + 1
    assert line_start or raw[place] == text[offset] or text[offset] in " \n"
    assert raw[:place].count("\r\n") == 1 + text.count("\n", 0, offset)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Quote from: Grey Heron", "Grey Heron"),
        ("Zitat von: tern", "tern"),
        (
            "> ![Quote](https://birds.example/quote.png) Originally Posted by **tern** "
            f"[![View Post](https://birds.example/{'x' * 200}.png)](https://birds.example/p#p7)",
            "tern",
        ),
    ],
)
def test_a_line_that_names_and_links_is_an_attribution(line: str, author: str) -> None:
    found = attribution.read(line)
    assert found is not None
    assert (found.author, found.end) == (author, len(line))


@pytest.mark.parametrize(
    "line",
    [
        "envoyé par tern",  # beneath a film that somebody put in
        "Quote from: the book that nobody read, I think.",
        "Quote: heron",
    ],
)
def test_what_engines_do_not_print_is_no_attribution(line: str) -> None:
    assert attribution.read(line) is None
