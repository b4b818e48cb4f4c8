"""The reply tree holds every post once, below its parent, whatever the dump claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.model import Post, Quote, Source, Thread
from threadview.replies import Replies
from threadview.search import exchange


def thread_of(posts: list[Post]) -> Thread:
    thread = Thread(Source("-", "text", "utf-8"), posts=posts)
    for post in posts:
        for source in sorted({quote.post for quote in post.quotes if quote.post}):
            thread.quoted_by.setdefault(source, []).append(post.number)
    return thread


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    posts = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        earlier = st.integers(1, number - 1) if number > 1 else st.none()
        sources = draw(st.lists(earlier, max_size=3))
        claimed = draw(st.none() | st.integers(1, 14))
        quotes = tuple(Quote(post=source) for source in sources)
        posts.append(Post(number, quotes=quotes, reply_to=claimed))
    return thread_of(posts)


@given(threads())
def test_every_post_stands_once_below_its_parent(thread: Thread) -> None:
    tree = Replies(thread)
    assert sorted(tree.order) == [post.number for post in thread.posts]
    above: list[int] = []
    for row, number in enumerate(tree.order):
        depth = tree.depth[row]
        assert tree.row(number) == row
        assert depth <= len(above)
        del above[depth:]
        assert tree.parent(number) == (above[-1] if above else None)
        above.append(number)
        end = tree.last(row)
        assert all(tree.depth[below] > depth for below in range(row + 1, end))
        assert end == len(tree) or tree.depth[end] <= depth


@given(threads())
def test_siblings_are_walked_in_order_and_back(thread: Thread) -> None:
    tree = Replies(thread)
    for number in tree.order:
        child = tree.child(number)
        children = []
        while child is not None:
            assert tree.parent(child) == number
            following = tree.next(child)
            if following is not None:
                assert tree.previous(following) == child
            children.append(child)
            child = following
        assert children == sorted(children)
        assert len(children) == sum(tree.parent(other) == number for other in tree.order)


def test_the_first_quote_makes_the_parent_and_the_others_are_named() -> None:
    posts = [Post(1), Post(2), Post(3, quotes=(Quote(post=2), Quote(post=1), Quote(post=2)))]
    tree = Replies(thread_of(posts))
    assert tree.parent(3) == 2
    assert tree.other_parents(3) == [1]
    assert tree.other_parents(1) == []


def test_what_the_dump_says_goes_before_quotes() -> None:
    posts = [Post(1), Post(2), Post(3, quotes=(Quote(post=1),), reply_to=2)]
    assert Replies(thread_of(posts)).parent(3) == 2


def test_a_hundred_thousand_deep_is_data_like_any_other() -> None:
    posts = [Post(number, reply_to=number - 1 or None) for number in range(1, 100_001)]
    tree = Replies(thread_of(posts))
    assert list(tree.depth) == list(range(100_000))


@given(threads(), st.integers(1, 12))
def test_an_exchange_is_closed_and_the_same_from_each_of_its_posts(
    thread: Thread, number: int
) -> None:
    number = min(number, max(len(thread.posts), 1))
    found = exchange(thread, number)
    assert number in found
    for other in found:
        assert exchange(thread, other) == found
    inside = set(found)
    for post in thread.posts:
        ties = {quote.post for quote in post.quotes if quote.post}
        if post.number in inside:
            assert ties <= inside
        else:
            assert ties.isdisjoint(inside)
