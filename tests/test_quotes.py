"""Quotes found by the words they reuse, over threads written here: what is found, what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from random import Random
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview.frames.framing import frame
from threadview.model import Block, Evidence, Extent, Link, Post, Problem, Quote, Span, segments
from threadview.outline import sure
from threadview.quotes import link

SEEDS = st.integers(0, 2**32)
ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "gr", "st"]
RHYMES = ["a", "e", "i", "o", "u", "an", "en", "in", "or", "ut", "al", "est", "ork", "imp"]


def vocabulary(size: int) -> list[str]:
    """Words that nobody has said yet."""
    pick = Random(1).choice
    return [
        "".join(pick(ONSETS) + pick(RHYMES) for _ in range(pick((1, 2, 3, 3)))) for _ in range(size)
    ]


VOCABULARY = vocabulary(4000)


class Writer:
    """Writes sentences and paragraphs that nobody has written before, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def sentence(self, least: int = 9, most: int = 16) -> str:
        size = self.random.randint(least, most)
        text = " ".join(self.random.choice(VOCABULARY) for _ in range(size))
        return text.capitalize() + self.random.choice(".?!")

    def paragraph(self, sentences: int = 3) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def body(self, paragraphs: int = 2) -> str:
        return "\n\n".join(self.paragraph() for _ in range(paragraphs))


def thread(bodies: list[str], authors: list[str | None] | None = None) -> list[Post]:
    """Posts of a text dump, one after the other, a block for each paragraph."""
    posts: list[Post] = []
    at = 0
    for number, body in enumerate(bodies, 1):
        blocks: list[Block] = []
        start = at
        for paragraph in (body + "\n\n").split("\n\n")[:-1] if body else [""]:
            end = start + len(paragraph) + 2
            blocks.append(Block("paragraph", paragraph.rstrip(), Span(start, end)))
            start = end
        author = authors[number - 1] if authors else None
        posts.append(
            Post(number, tuple(blocks), author=author, extent=Extent(at, start, at, start))
        )
        at = start
    return posts


def linked(posts: list[Post]) -> list[Post]:
    """The posts as they are in the end, those yielded again in the place of the first."""
    found: dict[int, Post] = {}
    for part in link(iter(posts)):
        assert isinstance(part, Post)
        found[part.number] = part
    return [found[number] for number in sorted(found)]


def own(post: Post) -> str:
    return "\n\n".join(s.text for s in segments(post) if s.quote is None)


def quoted(post: Post, quote: int = 0) -> str:
    return "\n\n".join(s.text for s in segments(post) if s.quote == quote)


def words(text: str) -> list[str]:
    return text.replace("…", " ").split()


@given(SEEDS, st.integers(0, 8))
def test_words_of_an_earlier_post_in_front_are_its_quote(seed: int, between: int) -> None:
    writer = Writer(seed)
    source, answer = writer.body(), writer.body(1)
    bodies = [source, *(writer.body() for _ in range(between)), f"{source}\n\n{answer}"]
    last = linked(thread(bodies))[-1]
    assert [quote.post for quote in last.quotes] == [1]
    assert (quoted(last), own(last)) == (source, answer)
    assert last.quotes[0].evidence.layer == "reuse"
    assert last.quotes[0].evidence.confidence >= 0.8
    assert "verbatim" in last.quotes[0].evidence.cue


@given(SEEDS)
def test_a_quote_glued_to_the_answer_on_one_line_ends_with_its_sentence(seed: int) -> None:
    writer = Writer(seed)
    source, answer = writer.paragraph(3), writer.paragraph(2)
    last = linked(thread([source, writer.body(), f"{source} {answer}"]))[-1]
    assert (quoted(last), own(last)) == (source, answer)


@given(SEEDS, st.integers(20, 60))
def test_a_quote_broken_into_lines_anew_is_found_whole(seed: int, width: int) -> None:
    writer = Writer(seed)
    source, answer = writer.paragraph(5), writer.paragraph(1)
    lines: list[str] = [""]
    for word in source.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    last = linked(thread([source, "\n".join(lines) + "\n\n" + answer]))[-1]
    assert words(quoted(last)) == words(source)
    assert own(last) == answer


@given(SEEDS)
def test_a_quote_cut_in_the_middle_is_one_quote(seed: int) -> None:
    writer = Writer(seed)
    sentences = [writer.sentence() for _ in range(7)]
    cut = f"{sentences[0]} {sentences[1]} … {sentences[5]} {sentences[6]}"
    last = linked(thread([" ".join(sentences), writer.body(), f"{cut}\n\n{writer.paragraph()}"]))[
        -1
    ]
    assert [quote.post for quote in last.quotes] == [1]
    assert words(quoted(last)) == words(cut)


@given(SEEDS)
def test_a_mended_typo_does_not_end_a_quote(seed: int) -> None:
    writer = Writer(seed)
    source = writer.paragraph(5)
    at = len(source.split()) // 2
    mended = [*source.split()[:at], "otherwise", *source.split()[at + 1 :]]
    last = linked(thread([source, " ".join(mended) + "\n\n" + writer.paragraph()]))[-1]
    assert words(quoted(last)) == mended
    assert last.quotes[0].evidence.coverage is not None
    assert 0.8 < last.quotes[0].evidence.coverage < 1


@given(SEEDS)
@settings(max_examples=8)
def test_a_quote_from_far_above_is_found(seed: int) -> None:
    writer = Writer(seed)
    source, answer = writer.body(4), writer.paragraph()
    bodies = [writer.body(), source, *(writer.body() for _ in range(1500))]
    last = linked(thread([*bodies, f"{source}\n\n{answer}"]))[-1]
    assert [quote.post for quote in last.quotes] == [2]
    assert (quoted(last), own(last)) == (source, answer)


@given(SEEDS)
def test_several_quotes_between_answers_go_each_to_its_post(seed: int) -> None:
    writer = Writer(seed)
    first, second = writer.paragraph(), writer.paragraph()
    replies = [writer.paragraph(1), writer.paragraph(1)]
    body = f"{replies[0]}\n\n{first}\n\n{replies[1]}\n\n{second}\n\n{writer.paragraph(1)}"
    last = linked(thread([first, second, writer.body(), body]))[-1]
    assert [quote.post for quote in last.quotes] == [1, 2]
    assert [quoted(last, 0), quoted(last, 1)] == [first, second]
    assert replies[1] in own(last)


@given(SEEDS)
def test_a_quote_in_a_quote_stands_one_deeper(seed: int) -> None:
    writer = Writer(seed)
    first, second, third = writer.paragraph(), writer.paragraph(), writer.paragraph()
    bodies = [first, f"{first}\n\n{second}", f"{first}\n\n{second}\n\n{third}"]
    last = linked(thread(bodies))[-1]
    found = {(quote.post, quote.depth, quote.parent): n for n, quote in enumerate(last.quotes)}
    assert set(found) == {(2, 1, None), (1, 2, 0)}
    assert quoted(last, found[2, 1, None]) == second
    assert quoted(last, found[1, 2, 0]) == first
    assert own(last) == third


@given(SEEDS)
def test_a_quote_of_what_another_quoted_is_from_who_wrote_it(seed: int) -> None:
    writer = Writer(seed)
    first, second = writer.paragraph(), writer.paragraph()
    bodies = [first, f"{first}\n\n{second}", f"{first}\n\n{writer.paragraph()}"]
    last = linked(thread(bodies))[-1]
    assert [(quote.post, quote.depth) for quote in last.quotes] == [(1, 1)]


@given(SEEDS, st.integers(2, 30))
def test_posts_that_share_nothing_are_left_as_they_are(seed: int, count: int) -> None:
    writer = Writer(seed)
    posts = thread([writer.body() for _ in range(count)])
    assert linked(posts) == posts


@given(SEEDS)
def test_a_closing_line_that_an_author_repeats_is_no_quote(seed: int) -> None:
    writer = Writer(seed)
    closing = writer.sentence(9, 12)
    bodies = [f"{writer.body()}\n\n{closing}" for _ in range(6)]
    posts = linked(thread(bodies, ["heron"] * 6))
    assert not any(post.quotes for post in posts)


def folded_from(posts: list[Post], start: int) -> list[int]:
    """The posts, from a number on, that hold a quote sure enough to be folded."""
    return [p.number for p in posts if p.number >= start and any(map(sure, p.quotes))]


@given(SEEDS)
def test_a_footer_that_everybody_s_posts_end_with_is_never_folded(seed: int) -> None:
    writer = Writer(seed)
    footer = writer.sentence(9, 14)
    people = [f"bird{n}" for n in range(8)]
    posts = linked(thread([f"{writer.body()}\n\n{footer}" for _ in people], list(people)))
    assert not folded_from(posts, 1)


@given(SEEDS)
def test_a_greeting_that_everybody_begins_with_is_soon_no_quote(seed: int) -> None:
    writer = Writer(seed)
    greeting = writer.sentence(9, 12)
    people = [f"bird{n}" for n in range(12)]
    posts = linked(thread([f"{greeting}\n\n{writer.body()}" for _ in people], list(people)))
    assert not folded_from(posts, 4)


@given(SEEDS)
def test_a_phrase_that_every_post_holds_is_soon_no_quote(seed: int) -> None:
    writer = Writer(seed)
    phrase = writer.sentence(9, 12)
    people = [f"bird{n}" for n in range(12)]
    bodies = [f"{writer.paragraph()}\n\n{phrase}\n\n{writer.paragraph()}" for _ in people]
    assert not folded_from(linked(thread(bodies, list(people))), 5)


def test_words_without_spaces_are_found_as_well() -> None:
    source = "灯台守は毎晩油の量を帳面に書き留めていた。冬の記録だけがなぜか一行も残っていない。"
    answer = "祖父の日記によると、その月は雪で道が閉ざされていたそうです。"
    last = linked(thread([source, "まったく別の話をします。", f"{source}\n\n{answer}"]))[-1]
    assert [quote.post for quote in last.quotes] == [1]
    assert (quoted(last), own(last)) == (source, answer)


# Quotes that were framed or marked already.


def framed(bodies: list[str], authors: list[str | None] | None = None) -> list[Post]:
    text = "".join(body + "\n\n" for body in bodies)
    posts = thread(bodies, authors)
    return linked([frame(p, text[p.extent.start : p.extent.end]) for p in posts if p.extent])


@given(SEEDS)
def test_an_open_quote_ends_where_its_words_do(seed: int) -> None:
    writer = Writer(seed)
    source, answer = writer.body(3), writer.body(2)
    posts = framed([source, f"heron wrote:\n{source}\n\n{answer}"], ["heron", None])
    assert (quoted(posts[1]), own(posts[1])) == (source, answer)
    assert (posts[1].quotes[0].author, posts[1].quotes[0].post) == ("heron", 1)
    assert posts[1].quotes[0].evidence.layer == "attribution"
    assert posts[1].quotes[0].evidence.confidence > 0.9


@given(SEEDS)
def test_a_quote_that_the_dump_does_not_hold_is_less_sure(seed: int) -> None:
    writer = Writer(seed)
    body = f"heron wrote:\n{writer.paragraph()}\n\n{writer.body()}"
    quote = framed([writer.body(), body])[1].quotes[0]
    assert (quote.author, quote.post) == ("heron", None)
    assert quote.evidence.confidence < 0.8


@given(SEEDS)
def test_a_name_that_does_not_agree_costs_confidence(seed: int) -> None:
    writer = Writer(seed)
    source = writer.body(1)
    body = f"bittern wrote:\n{source}\n\n{writer.paragraph()}"
    right = framed([source, body], ["bittern", None])[1].quotes[0]
    wrong = framed([source, body], ["heron", None])[1].quotes[0]
    assert right.post == wrong.post == 1
    assert wrong.evidence.confidence < right.evidence.confidence


@given(SEEDS)
def test_an_attribution_names_the_author_of_an_earlier_post(seed: int) -> None:
    writer = Writer(seed)
    source = writer.body(1)
    body = f"heron said:\n{source}\nClick to expand...\n\n{writer.paragraph()}"
    posts = framed([source, writer.body(), body])
    assert posts[0].author == "heron"
    assert posts[0].author_evidence is not None
    assert posts[0].author_evidence.layer == "attribution"
    assert posts[1].author is None


def test_a_short_quote_is_found_by_its_author() -> None:
    bodies = [
        "Is it cold up there? I would not know.",
        "Quite.",
        "heron said:\nIs it cold up there?",
    ]
    posts = framed(
        [*bodies[:2], f"{bodies[2]}\nClick to expand...\nVery."], ["heron", "tern", None]
    )
    assert posts[2].quotes[0].post == 1


def test_a_quote_that_the_markup_gave_is_linked() -> None:
    writer = Writer(7)
    source = writer.body(1)
    blocks = (Block("paragraph", source, quote=0), Block("paragraph", writer.paragraph()))
    given_post = Post(2, blocks, (Quote("heron"),))
    first = Post(1, (Block("paragraph", source),), author="heron")
    found = [part for part in link(iter([first, given_post])) if isinstance(part, Post)]
    assert found[1].quotes[0].post == 1
    assert found[1].quotes[0].evidence.layer == "markup"
    assert found[1].blocks == blocks


def test_where_there_is_markup_only_markup_quotes() -> None:
    text = Writer(9).body(1)
    posts = [Post(number, (Block("paragraph", text),)) for number in (1, 2)]
    assert list(link(iter(posts))) == posts


def test_links_stay_at_their_words_when_a_block_is_cut() -> None:
    writer = Writer(11)
    source, answer = writer.paragraph(3), "See the chart of the harbour for that."
    posts = thread([source, f"{source} {answer}"])
    at = len(source) + 1 + answer.index("chart")
    block = posts[1].blocks[0]._replace(links=(Link(at, at + 5, "https://example.org"),))
    last = linked([posts[0], posts[1]._replace(blocks=(block,))])[-1]
    texts = [(b.text[link.start : link.end], b.quote) for b in last.blocks for link in b.links]
    assert texts == [("chart", None)]


def test_other_parts_pass_through() -> None:
    problem = Problem("line 3", "nothing there")
    assert list(link(iter([problem]))) == [problem]


# What holds for any text.


@given(st.lists(st.text("ab \n>:.é木\u00a0", max_size=60), max_size=12), SEEDS)
def test_spans_still_partition(texts: list[str], seed: int) -> None:
    writer = Writer(seed)
    source = writer.paragraph()
    posts = linked(thread([source, *texts, f"{source} {texts[0] if texts else ''}", source]))
    at = 0
    for post in posts:
        for block in post.blocks:
            assert block.span is not None
            assert block.span.start == at
            at = block.span.end
    assert posts[-1].extent is not None
    assert at == posts[-1].extent.end


@given(SEEDS, st.integers(0, 40), st.integers(0, 40))
def test_no_word_is_lost_or_moved(seed: int, start: int, length: int) -> None:
    writer = Writer(seed)
    source = writer.body(2)
    part = " ".join(source.split()[start : start + length])
    body = f"{writer.sentence()} {part}\n{writer.sentence()}"
    last = linked(thread([source, body]))[-1]
    assert words(" ".join(s.text for s in segments(last))) == words(body)


@pytest.mark.parametrize(
    "body",
    [
        lambda n: "Bump! Still looking for this one, has anybody seen it since the last time?",
        lambda n: "the same line again and again\n" * 30,
        lambda n: "word " * 200,
        lambda n: f"{n} bottles of milk standing on the wall of the old lighthouse",
    ],
)
def test_cost_grows_with_the_thread_and_no_faster(body: Callable[[int], str]) -> None:
    def cost(count: int) -> int:
        posts = thread([body(n) for n in range(count)])
        return calls(lambda: linked(posts))

    assert cost(600) < 2.6 * cost(300)


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions a piece of work makes: the same on every machine."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def test_posts_are_taken_one_by_one() -> None:
    """A quote's source is always earlier: nothing is read ahead of what is given."""
    taken = 0

    def parts() -> Iterator[Post]:
        nonlocal taken
        for post in thread(["One.", "Two.", "Three."]):
            taken += 1
            yield post

    given_out = link(parts())
    next(given_out)
    assert taken == 1


def test_evidence_of_a_framed_quote_keeps_its_frame() -> None:
    writer = Writer(3)
    source = writer.body(1)
    posts = framed([source, f"> {source}\n\n{writer.paragraph()}"])
    assert posts[1].quotes[0].post == 1
    assert posts[1].quotes[0].evidence == Evidence(
        "attribution",
        f">, {len(source.split())} words verbatim",
        posts[1].quotes[0].evidence.confidence,
        1.0,
    )


def test_a_few_words_below_their_author_s_name_are_a_quote() -> None:
    source = "The keeper counted the oil every night. What was it for? Nobody has told us since."
    bodies = [source, "heron:\n\nWhat was it for?\n\nFor the lamp, of course."]
    quote = linked(thread(bodies, ["heron", "tern"]))[1].quotes[0]
    assert (quote.author, quote.post, quote.evidence.layer) == ("heron", 1, "attribution")


@given(SEEDS)
def test_a_whole_post_that_many_quote_stays_a_quote(seed: int) -> None:
    writer = Writer(seed)
    first = writer.body(3)
    bodies = [first, *(f"{first}\n\n{writer.paragraph()}" for _ in range(5))]
    posts = linked(thread(bodies, [f"bird{n}" for n in range(6)]))
    assert folded_from(posts, 1) == [2, 3, 4, 5, 6]
