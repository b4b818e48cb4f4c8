"""The reader's corrections, laid over a thread: what they change, and what they leave."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from noted import WORDS, on, post, posts, quoting
from threadview.anchors import Anchor, anchor_passage, anchor_post
from threadview.corrections import Action, Corrected, Correction, corrected
from threadview.dump import Dump, dump_of
from threadview.model import (
    Block,
    Extent,
    Post,
    Quote,
    Source,
    Span,
    Thread,
    logical_text,
    segments,
)


def said(action: Action, *anchors: Anchor, value: str | None = None) -> Correction:
    return Correction("c", "t", action, anchors, value)


def under(thread: Sequence[Post], *corrections: Correction) -> Corrected:
    return Corrected(thread, corrections)


def texts(thread: Sequence[Post]) -> list[str]:
    return [logical_text(one) for one in thread]


def test_a_post_that_is_two_is_split_and_the_rest_renumbered() -> None:
    thread = [
        post(1, "First words. Second words, of another."),
        quoting(2, "First words.", "Indeed.", post(1, "", "marlin")),
        post(3, "Third.", reply_to=2),
    ]
    now = under(thread, said("split", on(thread, 0, "Second words")))
    assert texts(now) == [
        "First words.",
        "Second words, of another.",
        "First words.\n\nIndeed.",
        "Third.",
    ]
    assert [one.number for one in now] == [1, 2, 3, 4]
    assert [one.author for one in now] == ["marlin", None, "tern", "marlin"]
    assert now[2].quotes[0].post == 1
    assert now[3].reply_to == 3
    assert now[1].evidence.layer == "reader"


def test_a_post_that_belongs_to_the_one_before_is_merged() -> None:
    thread = posts("One.", "Two.", "Three.", "Four.")
    now = under(
        thread, said("merge", anchor_post(thread, 1)), said("merge", anchor_post(thread, 2))
    )
    assert texts(now) == ["One.\n\nTwo.\n\nThree.", "Four."]
    assert now[1].number == 2
    assert now.number(3) == 1
    assert now.number(4) == 2


def test_authors_dates_and_title() -> None:
    thread = Thread(Source("-", "text", "utf-8"), "Old", posts=posts("One. Two.", "Three."))
    thread.complete = True
    corrections = [
        said("split", on(thread.posts, 0, "Two.")),
        said("author", on(thread.posts, 0, "Two."), value="gull"),
        said("author", anchor_post(thread.posts, 1), value=None),
        said("date", anchor_post(thread.posts, 0), value="2009-03-12"),
        said("title", value="New"),
    ]
    now = corrected(thread, corrections)
    assert now.title == "New"
    assert [one.author for one in now.posts] == ["tern", "gull", None]
    assert [one.date for one in now.posts] == ["2009-03-12", None, None]
    assert now.posts[1].author_evidence is not None
    assert now.posts[1].author_evidence.layer == "reader"
    assert now.participants == {"tern": 1, "gull": 1}
    assert thread.title == "Old"


def test_marking_and_unmarking_a_quote() -> None:
    thread = posts("The oil was counted.", "As he says, the oil was counted. I doubt it.")
    mark = said(
        "quote", on(thread, 1, "the oil was counted."), anchor_post(thread, 0), value="marlin"
    )
    now = under(thread, mark)
    assert [(part.quote, part.text) for part in segments(now[1])] == [
        (None, "As he says,"),
        (0, "the oil was counted."),
        (None, "I doubt it."),
    ]
    assert now[1].quotes[0][:2] == ("marlin", 1)
    both = Thread(Source("-", "text", "utf-8"), posts=thread)
    assert corrected(both, [mark]).quoted_by == {1: [2]}
    quoted = [thread[0], quoting(2, "The oil was counted.", "No.", thread[0])]
    plain = under(quoted, said("unquote", on(quoted, 1, "The oil was counted.")))
    assert plain[1].quotes == ()
    assert {part.quote for part in segments(plain[1])} == {None}


def test_furniture_leaves_the_words() -> None:
    thread = posts("Words. Reply Like Share More words.")
    now = under(thread, said("chrome", on(thread, 0, "Reply Like Share")))
    assert logical_text(now[0]) == "Words.\nMore words."
    assert [block.kind for block in now[0].blocks] == ["paragraph", "chrome", "paragraph"]


def test_what_is_not_found_does_nothing_and_is_said() -> None:
    thread = posts()
    elsewhere = posts("Quite another thread, with words of its own, was read here.")
    gone = said("split", on(elsewhere, 0, "words of its own"))
    now = under(thread, gone)
    assert now.lost == [gone]
    assert list(now) == thread


def test_nested_quotes_keep_their_parents_when_a_post_is_split() -> None:
    one = Post(
        1,
        (
            Block("paragraph", "outer", quote=0),
            Block("paragraph", "inner", quote=1),
            Block("paragraph", "Own words."),
            Block("paragraph", "again", quote=2),
            Block("paragraph", "More."),
        ),
        (Quote("a"), Quote("b", depth=2, parent=0), Quote("c")),
    )
    now = under([one], said("split", on([one], 0, "Own words.")))
    assert [quote.parent for quote in now[0].quotes] == [None, 0]
    assert [quote.author for quote in now[1].quotes] == ["c"]
    assert [block.quote for block in now[1].blocks] == [None, 0, None]


def test_spans_still_partition_the_dump() -> None:
    raw = "First line\nsecond line é木 here\n\n\x20\x20third, then the end.\n"
    dump: Dump = dump_of(raw)
    size = len(raw.encode())
    one = Post(
        1,
        (
            Block("paragraph", "First line\nsecond line é木 here", Span(0, 30)),
            Block("paragraph", "third, then the end.", Span(30, len(raw))),
        ),
        extent=Extent(0, len(raw), 0, size),
    )
    corrections = [
        said("split", on([one], 0, "line é木")),
        said("chrome", on([one], 0, "then")),
        said("quote", on([one], 0, "First")),
    ]
    now = Corrected([one], corrections, dump.text)
    spans = [block.span for part in now for block in part.blocks]
    assert all(span is not None for span in spans)
    assert "".join(raw[span.start : span.end] for span in spans if span) == raw
    for part in now:
        assert part.extent is not None
        cut = dump.text(part.extent.byte_start, part.extent.byte_end)
        assert cut == raw[part.extent.start : part.extent.end]
    assert now[1].extent is not None
    assert raw[now[1].extent.start :].startswith("line é木")


@given(
    st.lists(st.integers(0, 11), unique=True, max_size=6),
    st.lists(st.integers(1, 11), unique=True, max_size=6),
)
def test_any_splits_and_merges_are_what_doing_them_one_by_one_gives(
    split: list[int], merged: list[int]
) -> None:
    thread = [
        post(
            n,
            f"alpha{n} beta{n} gamma{n} delta{n} epsilon{n} zeta{n} eta{n}",
            reply_to=max(1, n - 1),
        )
        for n in range(1, 13)
    ]
    corrections = [said("split", on(thread, index, f"delta{index + 1}")) for index in split]
    corrections += [said("merge", anchor_post(thread, index)) for index in merged]
    expected: list[str] = []
    first: dict[int, int] = {}
    for index, one in enumerate(thread):
        pieces = [logical_text(one)]
        if index in split:
            head, tail = pieces[0].split(" delta")
            pieces = [head, f"delta{tail}"]
        if index in merged:
            expected[-1] += "\n\n" + pieces.pop(0)
            first[index + 1] = len(expected)
        else:
            first[index + 1] = len(expected) + 1
        expected += pieces
    now = under(thread, *corrections)
    assert texts(now) == expected
    assert [one.number for one in now] == list(range(1, len(expected) + 1))
    assert {n: now.number(n) for n in range(1, 13)} == first
    for one in now:
        words = logical_text(one)
        numbers = {n for n in range(1, 13) if f"alpha{n} " in words or f"delta{n} " in words}
        assert one.reply_to in {first[max(1, n - 1)] for n in numbers}


@given(st.data())
def test_every_place_leads_back_to_where_it_was_read(data: st.DataObject) -> None:
    thread = posts()
    cut = data.draw(st.integers(1, len(WORDS[0]) - 1))
    corrections = [
        said("split", anchor_passage(thread, 0, cut, len(WORDS[0]))),
        said("merge", anchor_post(thread, 3)),
    ]
    now = under(thread, *corrections)
    for index, one in enumerate(now):
        text = logical_text(one)
        for offset in range(len(text)):
            source, back = now.origin(index, offset)
            if not text[offset].isspace():
                assert logical_text(thread[source])[back] == text[offset]
