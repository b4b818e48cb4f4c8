"""Quotes whose end nothing marks: a reply's own words never start folded in one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from test_quotes import SEEDS, Writer, linked, thread
from threadview.frames.framing import frame
from threadview.model import WORDS, Post
from threadview.outline.folds import Folds
from threadview.outline.items import items


def _shown(post: Post) -> str:
    """The words of a post that are on the screen before anything is unfolded."""
    return "\n".join(
        post.blocks[item.block].text
        for item in items(post, Folds())
        if item.kind == "text" and post.blocks[item.block].kind in WORDS
    )


def _read(bodies: list[str]) -> list[Post]:
    posts = thread(bodies, [f"keeper{n}" for n in range(len(bodies))])
    text = "".join(body + "\n\n" for body in bodies)
    return linked(
        [
            frame(post, text[post.extent.start : post.extent.end])
            for post in posts
            if post.extent is not None
        ]
    )


@given(SEEDS, st.sampled_from((" ", "\n", "\n\n")), st.sampled_from((")", "))", "", " :)", ".")))
def test_a_reply_glued_to_a_whole_quoted_post_is_shown(seed: int, glue: str, end: str) -> None:
    writer = Writer(seed)
    quoted, reply = writer.sentence().rstrip(".?!") + end, writer.sentence().lower()

    posts = _read([quoted, writer.body(), f"keeper0 said:\n{quoted}{glue}{reply}"])

    assert reply in _shown(posts[2])
    assert [quote.post for quote in posts[2].quotes] == [1]


@given(SEEDS, st.integers(3, 40))
def test_a_reply_behind_words_that_were_changed_is_shown(seed: int, more: int) -> None:
    writer = Writer(seed)
    quoted = writer.paragraph(1).rstrip(".?!")
    reply = writer.sentence(more, more).lower()
    begun = " ".join(quoted.split()[:7])

    posts = _read([f"{quoted} {writer.paragraph()}", f"keeper0 said:\n{begun} {reply}"])

    assert reply in _shown(posts[1])
