"""Pages and copies of one thread become one thread: each post once, the newest text shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.formats import Copy, Part
from threadview.merge import joined
from threadview.model import Block, Heading, Post, Problem, Quote, logical_text


def post(number: int, text: str, *, ident: str | None = None, **more: object) -> Post:
    """A post of a page."""
    return Post(number, (Block("paragraph", text),), id=ident, **more)  # type: ignore[arg-type]


def page(posts: list[Post], saved: str | None = None, number: int | None = None) -> list[Part]:
    """A page with its mark; its posts are numbered from 1."""
    renumbered = [one._replace(number=place) for place, one in enumerate(posts, 1)]
    return [Copy("p", saved, number), Heading("t"), *renumbered]


def posts_of(parts: list[Part]) -> list[Post]:
    return [part for part in parts if isinstance(part, Post)]


def texts(parts: list[Part]) -> list[str]:
    return [logical_text(one) for one in posts_of(list(joined(parts)))]


@st.composite
def pages(draw: st.DrawFn, known: str) -> tuple[list[Post], list[Part]]:
    """A thread, and pages of it that cover it, overlapping, in any order, some twice."""
    size = draw(st.integers(1, 12))
    thread = [
        post(
            number,
            f"words of post {number}",
            ident=str(100 + 7 * number) if known == "id" else None,
            author="abc"[number % 3],
            date=f"2011-05-{number:02}T10:00" if known == "date" else None,
        )
        for number in range(1, size + 1)
    ]
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=3)))
    starts, ends = [0, *cuts], [*cuts, size]
    overlap = draw(st.integers(1, 3)) if known == "words" else draw(st.integers(0, 3))
    covers = [
        (max(0, start - overlap), end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]
    covers += draw(st.lists(st.sampled_from(covers), max_size=2))
    numbered = (
        list(enumerate(covers))
        if known == "words"
        else draw(st.permutations(list(enumerate(covers))))
    )
    parts: list[Part] = []
    for place, (start, end) in numbered:
        parts += page(thread[start:end], number=place)
    return thread, parts


@given(st.sampled_from(["id", "date", "words"]).flatmap(pages))
def test_pages_in_any_order_give_the_thread_back(given_: tuple[list[Post], list[Part]]) -> None:
    thread, parts = given_

    merged = posts_of(list(joined(parts)))

    assert [logical_text(one) for one in merged] == [logical_text(one) for one in thread]
    assert [one.number for one in merged] == list(range(1, len(thread) + 1))


def test_parts_without_copies_pass_as_they_come() -> None:
    parts: list[Part] = [Heading("t"), post(1, "a"), Problem("x", "y"), post(2, "b")]
    stream = joined(iter(parts))

    assert next(stream) is parts[0]
    assert list(stream) == parts[1:]


def test_the_newest_text_is_shown_and_older_ones_are_kept() -> None:
    old = page([post(1, "I was wrong", ident="1"), post(2, "b", ident="2")], "2009-01-01")
    new = page([post(1, "I was right", ident="1")], "2015-01-01")

    for parts in (old + new, new + old):
        first, second = posts_of(list(joined(parts)))

        assert logical_text(first) == "I was right"
        assert [block.text for block in first.blocks if block.kind == "chrome"] == [
            "Earlier text, saved 2009-01-01:",
            "I was wrong",
        ]
        assert len(second.blocks) == 1


def test_the_same_text_twice_is_kept_once() -> None:
    (only,) = posts_of(
        list(joined(page([post(1, "a  b", ident="1")]) + page([post(1, "a b", ident="1")])))
    )

    assert len(only.blocks) == 1


def test_what_the_newest_copy_does_not_say_comes_from_older_ones() -> None:
    old = page([post(1, "a", ident="1", author="Ann", date="2001-02-03")], "2009-01-01")
    new = page([post(1, "a", ident="1", date_text="8 years ago")], "2009-02-01")

    (only,) = posts_of(list(joined(old + new)))

    assert (only.author, only.date, only.date_text) == ("Ann", "2001-02-03", None)


def test_quotes_and_answers_lead_to_the_posts_new_numbers() -> None:
    first = page([post(1, "a", ident="10"), post(2, "b", ident="20")], number=1)
    quoting = post(1, "c", ident="30")._replace(
        quotes=(Quote("Ann", source="10"), Quote("Bo", source="99")), reply_to=None
    )
    answering = post(2, "d", ident="40")._replace(reply_to=1, quotes=(Quote("Cy", post=1),))
    second = page([quoting, answering], number=2)

    merged = posts_of(list(joined(second + first)))

    assert [one.id for one in merged] == ["10", "20", "30", "40"]
    assert [quote.post for quote in merged[2].quotes] == [1, None]
    assert merged[3].reply_to == 3
    assert merged[3].quotes[0].post == 3


def test_alike_posts_of_one_page_are_two() -> None:
    parts = page([post(1, "+1"), post(2, "+1")]) + page([post(1, "+1"), post(2, "+1")])

    assert texts(parts) == ["+1", "+1"]


def test_a_post_that_is_gone_from_the_newer_copy_stays_at_its_place() -> None:
    old = page([post(n, t, ident=t) for n, t in enumerate("abcd", 1)], "2009")
    new = page([post(n, t, ident=t) for n, t in enumerate("acde", 1)], "2010")

    assert texts(new + old) == list("abcde")


def test_problems_and_the_newest_title_come_through() -> None:
    parts: list[Part] = [
        *page([post(1, "a", ident="1")], "2010"),
        Problem("p", "torn"),
        Copy("q", "2005"),
        Heading("old name"),
        post(1, "a", ident="1"),
    ]

    merged = list(joined(parts))

    assert [part.title for part in merged if isinstance(part, Heading)] == ["t"]
    assert [part.why for part in merged if isinstance(part, Problem)] == ["torn"]
