"""Rows of items under folds and a filter: nothing is lost, nothing is shown twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategies import framed_posts
from threadview.model import WORDS, Block, Evidence, Post, Quote
from threadview.outline import DEEPEST, SLAB, Folds, Outline, Place, items, paths

POSTS = st.lists(st.integers(1, 5), min_size=1, max_size=5).flatmap(
    lambda numbers: st.tuples(*(framed_posts(n + 1) for n in range(len(numbers))))
)


def shown_blocks(post: Post, folds: Folds) -> list[int]:
    """The blocks whose words stand on the screen."""
    return [item.block for item in items(post, folds) if item.kind == "text"]


@given(framed_posts(5))
def test_with_everything_open_every_word_is_shown_once_in_order(post: Post) -> None:
    folds = Folds("none")
    folds.opened = {(post.number, index) for index in range(len(post.blocks))}

    words = [n for n, block in enumerate(post.blocks) if block.kind in WORDS]
    shown = [n for n in shown_blocks(post, folds) if post.blocks[n].kind in WORDS]

    assert sorted(shown) == shown
    assert set(words) == set(shown)
    assert len(shown) == len(set(shown))


@given(framed_posts(5))
def test_what_is_not_shown_stands_under_a_line_that_says_so(post: Post) -> None:
    found = items(post, Folds("all"))

    covered: set[int] = set()
    for item in found:
        if item.kind in ("quote", "chrome") and item.folded:
            covered.update(range(item.block, item.end))
        elif item.kind == "text":
            covered.add(item.block)
    for number, block in enumerate(post.blocks):
        if block.kind in WORDS or (block.kind in ("chrome", "signature") and block.text):
            assert number in covered


@given(framed_posts(5), st.data())
def test_folding_twice_changes_nothing(post: Post, data: st.DataObject) -> None:
    if not post.quotes:
        return
    quote = data.draw(st.integers(0, len(post.quotes) - 1))
    folds = Folds(data.draw(st.sampled_from(["known", "all", "none"])))
    before = items(post, folds)

    folds.flip(post, quote)
    folds.flip(post, quote)

    assert items(post, folds) == before


@given(framed_posts(5), st.data())
def test_a_place_is_shown_once_it_is_revealed(post: Post, data: st.DataObject) -> None:
    words = [n for n, block in enumerate(post.blocks) if block.text and block.kind in WORDS]
    if not words:
        return
    outline = Outline([post], Folds("all"))
    place = Place(0, data.draw(st.sampled_from(words)))

    outline.reveal(place)

    item = outline.items(0)[outline.item_at(place)]
    assert (item.kind, item.block) == ("text", place.block)


@given(POSTS, st.data())
def test_a_filter_walks_the_posts_it_keeps_and_no_others(
    posts: tuple[Post, ...], data: st.DataObject
) -> None:
    outline = Outline(posts)
    kept = sorted(data.draw(st.sets(st.integers(0, len(posts) - 1))))
    outline.only = kept

    walked: list[int] = []
    post = outline.first
    while post is not None:
        walked.append(post)
        post = outline.after(post)

    assert walked == kept
    assert outline.last == (kept[-1] if kept else None)
    for index in range(len(posts)):
        assert (outline.nearest(index) in kept) == bool(kept)


def test_ten_thousand_nested_quotes_are_data_like_any_other() -> None:
    sure = Evidence("markup")
    quotes = tuple(Quote("a", None, n + 1, n - 1 if n else None, sure) for n in range(10_000))
    blocks = tuple(Block("paragraph", f"word {n}", quote=n) for n in range(10_000))
    post = Post(1, blocks, quotes)

    found = items(post, Folds("none"))

    assert sum(item.kind == "text" for item in found) == 10_000
    assert max(map(len, paths(post))) == DEEPEST


def test_a_huge_line_is_many_items_that_make_up_the_line() -> None:
    text = "lantern " * (SLAB // 2)
    post = Post(1, (Block("paragraph", text),))

    slabs = [item for item in items(post, Folds()) if item.kind == "text"]

    assert len(slabs) > 3
    assert "".join(text[item.start : item.stop] for item in slabs) == text


def test_an_unsure_quote_is_shown_as_words() -> None:
    unsure = Quote("a", 1, 1, None, Evidence("reuse", "few words", 0.4))
    post = Post(2, (Block("paragraph", "the oil was counted", quote=0),), (unsure,))

    found = items(post, Folds("all"))

    assert [item.kind for item in found] == ["header", "text"]
