"""Threads that are trees: what a folded branch hides, and that nothing else goes with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.columns import Columns
from threadview.layout import items as layout
from threadview.layout.geometry import geometry
from threadview.layout.rows import paint
from threadview.layout.window import Window
from threadview.model import Block, Post, Source, Thread
from threadview.outline import Folds, Outline, Place
from threadview.posts import Posts
from threadview.replies import Replies, answer, answered, sibling
from threadview.wrap import cells

LEAPS = st.lists(st.integers(0, 4), min_size=1, max_size=30)
"""How far above the deepest possible place each post stands: any list is a tree."""


def tree(leaps: list[int]) -> list[Post]:
    """Posts in reading order, each with what it answers."""
    posts: list[Post] = []
    way: list[int] = []
    for number, leap in enumerate(leaps, 1):
        del way[max(0, len(way) - leap) :]
        words = Block("paragraph", f"words of post {number}, and some more of them")
        above = way[-1] if way else None
        posts.append(Post(number, (words,), reply_to=above, depth=len(way)))
        way.append(number)
    return posts


def thread_of(posts: list[Post]) -> Thread:
    thread = Thread(Source("tree", "made", "utf-8"), posts=posts)
    thread.complete = True
    return thread


def walked(outline: Outline) -> list[int]:
    found: list[int] = []
    post = outline.first
    while post is not None:
        found.append(post)
        post = outline.after(post)
    return found


def hidden_below(posts: list[Post], number: int, folded: set[int]) -> bool:
    """The reference: whether any post that a post answers, however far up, is folded."""
    above = posts[number - 1].reply_to
    while above is not None:
        if above in folded:
            return True
        above = posts[above - 1].reply_to
    return False


@given(LEAPS, st.sets(st.integers(1, 30)))
def test_a_folded_branch_hides_what_answers_it_and_nothing_else(
    leaps: list[int], folded: set[int]
) -> None:
    posts = tree(leaps)
    outline = Outline(posts, Folds(branches=folded))

    wanted = [n for n in range(len(posts)) if not hidden_below(posts, n + 1, folded)]

    assert walked(outline) == wanted
    assert outline.last == wanted[-1]
    assert [outline.before(n) for n in wanted] == [None, *wanted[:-1]]
    for index in range(len(posts)):
        nearest = outline.nearest(index)
        assert nearest in wanted
        assert nearest == index or hidden_below(posts, index + 1, {nearest + 1})


@given(LEAPS, st.sets(st.integers(1, 30)), st.data())
def test_going_to_a_hidden_post_opens_what_hides_it(
    leaps: list[int], folded: set[int], data: st.DataObject
) -> None:
    posts = tree(leaps)
    outline = Outline(posts, Folds(branches=folded))
    index = data.draw(st.integers(0, len(posts) - 1))
    was_hidden = hidden_below(posts, index + 1, folded)

    assert outline.uncover(index) == was_hidden

    assert index in walked(outline)
    assert outline.folds.branches <= folded


@given(LEAPS)
def test_a_filter_shows_what_it_keeps_whatever_is_folded(leaps: list[int]) -> None:
    posts = tree(leaps)
    outline = Outline(posts, Folds(branches={1}))
    outline.only = range(len(posts))

    assert walked(outline) == list(range(len(posts)))


@given(LEAPS)
def test_packed_posts_fold_alike(leaps: list[int]) -> None:
    posts = tree(leaps)
    packed = Posts()
    for post in posts:
        packed.append(post)

    for folded in range(1, len(posts) + 1):
        folds = Folds(branches={folded})
        assert walked(Outline(packed, folds)) == walked(Outline(posts, folds))


@given(LEAPS)
def test_parent_answers_and_siblings_are_those_of_the_tree(leaps: list[int]) -> None:
    thread = thread_of(tree(leaps))
    replies = Replies(thread)
    for number in range(1, len(thread.posts) + 1):
        assert answered(thread, number) == replies.parent(number)
        assert answer(thread, number) == replies.child(number)
        assert sibling(thread, number, 1) == replies.next(number)
        assert sibling(thread, number, -1) == replies.previous(number)
    count = sum(post.reply_to == 1 for post in thread.posts)
    assert not count or answer(thread, 1, count) is not None
    assert answer(thread, 1, count + 1) is None


@given(LEAPS, st.integers(1, 130))
def test_every_row_fits_however_deep_and_narrow(leaps: list[int], width: int) -> None:
    deep = [0] * 40 + leaps
    thread = thread_of(tree(deep))
    view = layout.View(thread, Outline(thread.posts), geometry(width))
    window = Window(view, 12)
    window.go(Place(len(deep) - 1))
    for row in window.visible():
        assert sum(cells(run.text) for run in paint(row, view.frame)) == width - view.frame.bar
        if row.text:
            taken = sum(cells(run.text) for run in row.left) + view.frame.gutter
            assert taken + cells(row.text) + view.frame.margin <= width


def test_deeper_posts_stand_further_in_until_half_of_the_column_is_gone() -> None:
    posts = tree([0] * 60)
    thread = thread_of(posts)
    view = layout.View(thread, Outline(posts), geometry(100))
    lefts = [
        sum(cells(run.text) for run in layout.lay(view, index, 1)[0].left) for index in range(60)
    ]
    assert lefts == sorted(lefts)
    assert lefts[5] == lefts[0] + 10
    assert lefts[-1] <= view.frame.indent + view.frame.column // 2


def test_columns_know_the_depth_of_each_post() -> None:
    assert list(Columns.of(tree([0, 0, 1, 2])).depths) == [0, 1, 1, 0]
