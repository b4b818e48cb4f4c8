"""Threads in the furniture of several engines come back: posts, people, dates, edits, titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from engines import ENGINES, TITLE, Said
from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Heading, Post, logical_text

Engine = Callable[[list[Said]], str]
NAMELESS = (engines.xenforo_main,)
UNDATED = (engines.xenforo_main,)


def read(content: str) -> tuple[Heading, list[Post]]:
    parts = list(text.read(Dump(None, "-", content.encode()), ThreadRef()))
    assert isinstance(parts[0], Heading)
    return parts[0], [part for part in parts if isinstance(part, Post)]


def words(post: Post) -> list[str]:
    return logical_text(post).split()


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
@pytest.mark.parametrize("count", [3, 8, 25])
def test_a_thread_comes_back(engine: Engine, count: int) -> None:
    if engine is engines.unknown and count == 3:
        count = 5  # what returns three times is not yet a skeleton
    said = engines.thread(count)

    heading, posts = read(engine(said))

    assert [words(post) for post in posts] == [one.words.split() for one in said]
    assert heading.title == TITLE
    if engine not in NAMELESS:
        assert [post.author for post in posts] == [one.author for one in said]
    if engine not in UNDATED:
        assert all(post.date is not None and post.date.startswith("2019-03-") for post in posts)


@pytest.mark.parametrize("engine", ENGINES[:-1], ids=lambda engine: engine.__name__)
def test_edit_marks_belong_to_the_post_they_follow(engine: Engine) -> None:
    said = engines.thread(8)

    _, posts = read(engine(said))

    assert [post.edit is not None for post in posts] == [one.edited for one in said]
    assert {post.edit.date[:10] for post in posts if post.edit and post.edit.date} == {"2019-03-30"}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_boundaries_say_why(engine: Engine) -> None:
    _, posts = read(engine(engines.thread(8)))

    assert len(posts) == 8
    for post in posts[1:]:
        assert post.evidence.layer in ("cue", "repetition")
        assert post.evidence.cue
        assert 0.5 < post.evidence.confidence <= 1


@given(
    st.sampled_from(ENGINES[:-1]),
    st.permutations(engines.WORDS),
    st.lists(st.booleans(), min_size=4, max_size=len(engines.WORDS)),
)
def test_optional_lines_do_not_move_boundaries(
    engine: Engine, sayings: list[str], edits: list[bool]
) -> None:
    said = [
        one._replace(edited=edited, words=f"{saying}\n\n{engines.remark(n)}")
        for n, (one, saying, edited) in enumerate(
            zip(engines.thread(8), sayings, edits, strict=False)
        )
    ]

    _, posts = read(engine(said))

    assert [words(post) for post in posts] == [one.words.split() for one in said]
    assert [post.edit is not None for post in posts] == edits[: len(posts)]


def test_line_ends_change_nothing() -> None:
    plain = engines.phpbb(engines.thread(8))

    for end in ("\r\n", "\r"):
        _, posts = read(plain.replace("\n", end))

        assert [words(p) for p in posts] == [words(p) for p in read(plain)[1]]


def test_without_its_table_an_engine_is_still_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    said = engines.thread(12)
    monkeypatch.setattr(text, "WITHOUT", frozenset(("everything",)))

    for engine in (engines.xenforo_page, engines.phpbb, engines.vbulletin, engines.smf):
        _, posts = read(engine(said))

        assert len(posts) == len(said), engine.__name__
