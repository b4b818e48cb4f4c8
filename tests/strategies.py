"""What properties are tried on: posts of a text dump, and posts of a structured format."""

from __future__ import annotations

from hypothesis import strategies as st

from threadview.dump import Dump, dump_of
from threadview.model import (
    Block,
    BlockKind,
    EditMark,
    Evidence,
    Extent,
    Layer,
    Link,
    Post,
    Quote,
    Span,
)
from threadview.posts import words_of

TEXTS = st.text(max_size=40) | st.text("ab \n\r\t\u00a0é木🙂\u0301\udc80", max_size=40)
KINDS: list[BlockKind] = [
    "paragraph",
    "code",
    "item",
    "image",
    "signature",
    "chrome",
    "header",
    "edit",
    "separator",
]
LAYERS: list[Layer] = ["markup", "attribution", "reuse", "cue", "repetition", "none"]
NAMES = st.none() | st.text(min_size=1, max_size=8)
EVIDENCE = st.builds(
    Evidence,
    st.sampled_from(LAYERS),
    st.text(max_size=8),
    st.floats(0, 1),
    st.none() | st.floats(0, 1),
)
EDITS = st.none() | st.builds(EditMark, st.text(max_size=9), NAMES, NAMES, EVIDENCE)


@st.composite
def quotes_before(draw: st.DrawFn, number: int) -> tuple[Quote, ...]:
    """Up to four quotes, each in the post itself or in one before it."""
    quotes: list[Quote] = []
    for _ in range(draw(st.integers(0, 4))):
        parent = draw(st.none() | st.integers(0, len(quotes) - 1)) if quotes else None
        depth = 1 if parent is None else quotes[parent].depth + 1
        source = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        quotes.append(Quote(draw(NAMES), source, depth, parent, draw(EVIDENCE), draw(NAMES)))
    return tuple(quotes)


@st.composite
def framed_posts(draw: st.DrawFn, number: int) -> Post:
    """A post without a place in any dump."""
    quotes = draw(quotes_before(number))
    blocks = st.builds(
        Block,
        st.sampled_from(KINDS),
        TEXTS,
        st.none(),
        st.none() | st.integers(0, len(quotes) - 1) if quotes else st.none(),
        st.booleans(),
        st.lists(st.builds(Link, st.just(0), st.just(1), st.text(max_size=9)), max_size=2).map(
            tuple
        ),
        st.none() | st.just("python"),
    )
    return Post(
        number,
        tuple(draw(st.lists(blocks, max_size=6))),
        quotes,
        draw(NAMES),
        draw(NAMES),
        draw(st.none() | EVIDENCE),
        draw(NAMES),
        draw(NAMES),
        draw(EDITS),
        draw(NAMES),
        draw(NAMES),
        draw(st.none() | st.integers(1, 9)),
        draw(st.integers(0, 9)),
        tuple(draw(st.lists(st.tuples(st.text(max_size=4), st.integers(0, 99)), max_size=2))),
        draw(EVIDENCE),
    )


@st.composite
def dumped_posts(draw: st.DrawFn) -> tuple[Dump, list[Post]]:
    """A text dump and the posts that partition it."""
    posts: list[Post] = []
    text, size = "", 0
    for number in range(1, draw(st.integers(0, 5)) + 1):
        post = draw(framed_posts(number))
        start, byte_start = len(text), size
        blocks = []
        for block in post.blocks:
            cut = block.text + draw(st.sampled_from(["", "\n", "\n\n", "\r\n", " \n"]))
            span = Span(len(text), len(text) + len(cut))
            text += cut
            kept = words_of(cut) if draw(st.booleans()) else block.text
            blocks.append(block._replace(text=kept, span=span))
        size = len(text.encode("utf-8", "surrogatepass"))
        extent = Extent(start, len(text), byte_start, size)
        posts.append(post._replace(blocks=tuple(blocks), extent=extent))
    return dump_of(text), posts
