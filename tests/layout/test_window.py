"""The window keeps the reader's eye on the same words, whatever happens around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategies import framed_posts
from threadview.layout.geometry import geometry
from threadview.layout.items import View
from threadview.layout.rows import Row
from threadview.layout.screen import screen
from threadview.layout.window import Window
from threadview.model import Post, Source, Thread
from threadview.outline import Folds, Outline, Place
from threadview.wrap import cells

SIZES = st.tuples(st.integers(1, 120), st.integers(1, 30))
THREADS = st.integers(1, 4).flatmap(
    lambda count: st.tuples(*(framed_posts(number) for number in range(1, count + 1)))
)


def window_on(posts: tuple[Post, ...], width: int, height: int, policy: str = "known") -> Window:
    thread = Thread(Source("-", "text", "utf-8"), "Oil and ledgers", posts=posts)
    thread.complete = True
    outline = Outline(posts, Folds(policy))  # type: ignore[arg-type]
    return Window(View(thread, outline, geometry(width)), height)


def all_rows(window: Window) -> list[Row]:
    """Every row of the thread, walked downwards."""
    found: list[Row] = []
    for post in range(len(window.view.outline.posts)):
        for item in range(len(window.view.outline.items(post))):
            found += window.rows_of(post, item)
    return found


@given(THREADS, SIZES)
def test_every_row_of_the_screen_is_as_wide_as_the_screen(
    posts: tuple[Post, ...], size: tuple[int, int]
) -> None:
    window = window_on(posts, *size)

    rows = screen(window, [("q", "quit"), ("?", "help")])

    assert len(rows) == window.height + 2
    for runs in rows:
        assert sum(cells(run.text) for run in runs) == size[0]


@given(THREADS, SIZES)
def test_scrolling_down_by_one_shows_every_row_in_order(
    posts: tuple[Post, ...], size: tuple[int, int]
) -> None:
    window = window_on(posts, *size)
    expected = all_rows(window)

    seen = window.visible()
    for _ in range(len(expected)):
        if window.scroll(1):
            seen.append(window.visible()[-1])

    assert seen == expected


@given(THREADS, SIZES, st.lists(st.integers(-40, 40), max_size=8))
def test_scrolling_moves_by_rows_and_stops_at_both_ends(
    posts: tuple[Post, ...], size: tuple[int, int], moves: list[int]
) -> None:
    window = window_on(posts, *size)
    rows = all_rows(window)
    top = 0
    for move in moves:
        window.scroll(move)

        top = max(0, min(top + move, len(rows) - window.height))
        assert window.visible() == rows[top : top + window.height]


@given(THREADS, SIZES, SIZES, st.integers(0, 60))
def test_a_resize_keeps_the_words_at_the_top(
    posts: tuple[Post, ...], size: tuple[int, int], other: tuple[int, int], down: int
) -> None:
    window = window_on(posts, *size)
    window.scroll(down)
    place = window.place()

    view = window.view._replace(frame=geometry(other[0]))
    window.resize(view, other[1])

    if not window.at_end():
        top = window.row(window.top)
        assert top.place.post == place.post
        assert top.place <= place or top.place.block == place.block
        below = [row.place for row in window.visible()[1:2] if row.text]
        assert not below or below[0] > place or below[0].offset == top.place.offset


@given(THREADS, SIZES, st.integers(0, 60), st.data())
def test_a_fold_keeps_the_current_item_in_its_row(
    posts: tuple[Post, ...], size: tuple[int, int], down: int, data: st.DataObject
) -> None:
    window = window_on(posts, *size)
    window.scroll(down)
    current = window.current_item()
    assert current is not None
    post = posts[current.post]
    if not post.quotes:
        return
    quote = data.draw(st.integers(0, len(post.quotes) - 1))

    def row_of(place: Place) -> int | None:
        for y, row in enumerate(window.visible()):
            here = window.view.outline.place_of(row.place.post, row.item)
            if here == place and not row.lead:
                return y
        return None

    before = row_of(current)
    window.refold(lambda: window.view.outline.folds.flip(post, quote), current.post)

    after = row_of(current)
    if before is not None and after is not None and not window.at_end():
        top_of_thread = window.top == (0, 0, 0)
        assert after == before or top_of_thread


@given(THREADS, SIZES)
def test_the_end_shows_the_last_row_at_the_foot(
    posts: tuple[Post, ...], size: tuple[int, int]
) -> None:
    window = window_on(posts, *size)

    window.end()

    expected = all_rows(window)[-window.height :]
    assert window.visible() == expected
    assert window.at_end()
    assert window.share()[1] == 1.0


@given(THREADS, st.integers(20, 120), st.data())
def test_every_place_of_the_words_can_be_gone_to(
    posts: tuple[Post, ...], width: int, data: st.DataObject
) -> None:
    window = window_on(posts, width, 1, "none")
    rows = [row for row in all_rows(window) if row.text]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    offset = data.draw(st.integers(row.place.offset, max(row.place.offset, row.stop - 1)))

    window.go(row.place._replace(offset=offset))

    assert window.visible()[0] == row
