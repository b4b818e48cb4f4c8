"""Large dumps are read stretch by stretch, and come out as they would in one piece."""

from __future__ import annotations

import pytest

import engines
from slow import Slow, posts_of
from threadview.dump import Dump
from threadview.formats.text import stretches
from threadview.model import logical_text


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.__name__)
def test_stretches_change_nothing(engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(engine)
    content = engine(engines.thread(400)).encode()
    whole = list(posts_of(Dump(None, "-", content)))
    monkeypatch.setattr(stretches, "SMALL", 4000)
    monkeypatch.setattr(stretches, "HEAD", 12000)
    monkeypatch.setattr(stretches, "STRETCH", 9000)

    parts = list(posts_of(Dump(None, "-", content)))

    assert [logical_text(post) for post in parts] == [logical_text(post) for post in whole]
    assert [post.author for post in parts] == [post.author for post in whole]
    assert [post.date for post in parts] == [post.date for post in whole]
    assert parts[-1].extent is not None
    assert parts[-1].extent.byte_end == len(content)


@pytest.mark.parametrize(
    "engine", [engines.xenforo_main, engines.phpbb], ids=["light", "furniture"]
)
def test_first_posts_come_from_the_head(engine: object) -> None:
    assert callable(engine)
    content = engine(engines.thread(6000)).encode()
    dump = Slow(content)

    first = next(posts_of(dump))

    assert logical_text(first).split() == engines.thread(1)[0].words.split()
    assert len(dump.data) < 0.6 * len(content)
    assert len(dump.data) < 400_000


@pytest.mark.parametrize(
    "content",
    [
        "lamp " * 300_000,
        "\n" * 200_000,
        "the lamp\n" * 100_000,
        "\xa0\n" * 60_000,
        "Reply\nLike\n" * 50_000,
        "".join(f"#{n}\n" for n in range(60_000)),
        "> " * 200_000,
        "| a " * 200_000,
    ],
    ids=["one line", "blank", "equal", "no-break spaces", "buttons", "numbers", "marks", "cells"],
)
def test_hostile_dumps_come_to_an_end_in_few_blocks(content: str) -> None:
    posts = list(posts_of(Dump(None, "-", content.encode())))

    assert sum(len(post.blocks) for post in posts) < 20_000
    assert posts[-1].extent is not None
    assert posts[-1].extent.end == len(content)


FURNISHED = """\u00a0
keeper{n}
\u00a0
Joined for the lamp
\u00a0
{body}
\u00a0
Add to quote
\u00a0
Save
\u00a0
Reply Quote Share
"""


def test_a_large_page_with_blanks_in_its_furniture_is_not_cut_at_each_of_them() -> None:
    body = "The lamp of tower {n} was trimmed at four, and again at six, as the ledger says. " * 12
    dump = "".join(FURNISHED.format(n=n % 7, body=body.format(n=n)) for n in range(320))
    assert len(dump.encode()) > stretches.SMALL
    assert len(list(posts_of(Slow(dump.encode())))) <= 320
