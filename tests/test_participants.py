"""Participants: every post and every own word is somebody's, once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from threadview.model import Block, Post, Quote, Source, Thread
from threadview.participants import Participants
from threadview.posts import Posts


@st.composite
def threads(draw: st.DrawFn) -> list[Post]:
    posts = []
    for number in range(1, draw(st.integers(0, 10)) + 1):
        own = draw(st.lists(st.sampled_from(["gull", "tern", "auk"]), max_size=4))
        blocks = [Block("paragraph", " ".join(own))]
        quotes: tuple[Quote, ...] = ()
        if number > 1 and draw(st.booleans()):
            quotes = (Quote(post=draw(st.integers(1, number - 1))), Quote("Wren"))
            blocks.insert(0, Block("paragraph", "quoted words here", quote=0))
        author = draw(st.sampled_from([None, "Ann", "Bo"]))
        posts.append(Post(number, tuple(blocks), quotes, author))
    return posts


@given(threads(), st.integers(1, 9))
def test_everything_is_counted_once(posts: list[Post], stretches: int) -> None:
    packed = Posts()
    for post in posts:
        packed.append(post)
    for kept in (posts, packed):
        people = Participants(Thread(Source("-", "text", "utf-8"), posts=kept))
        for _ in people.run(step=0):
            assert sum(row.posts for row in people.rows()) <= len(posts)
        rows = people.rows(stretches)
        assert sum(row.posts for row in rows) == len(posts)
        own = sum(len(b.text.split()) for p in posts for b in p.blocks if b.quote is None)
        assert sum(row.words for row in rows) == own
        for row in rows:
            written = [post.number for post in posts if post.author == row.name]
            assert (row.posts, row.first, row.last) == (len(written), written[0], written[-1])
            assert sum(row.activity) == row.posts
            assert len(row.activity) == stretches
            assert all(1 <= count <= row.posts for _, count in row.quotes)
        given_, taken = sum(c for row in rows for n, c in row.quotes if n != "Wren"), 0
        taken = sum(row.quoted for row in rows)
        assert given_ == taken


def test_whom_they_quote_most_comes_first() -> None:
    posts = [Post(1, author="Ann"), Post(2, author="Bo")]
    posts += [Post(n, quotes=(Quote(post=1 if n < 5 else 2),), author="Cy") for n in range(3, 6)]
    people = Participants(Thread(Source("-", "text", "utf-8"), posts=posts))
    for _ in people.run():
        pass
    first = people.rows()[0]
    assert first.name == "Cy"
    assert first.quotes == (("Ann", 2), ("Bo", 1))
