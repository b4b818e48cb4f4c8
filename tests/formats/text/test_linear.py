"""No dump makes the work grow faster than the dump: it is counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

import engines
from engines import Said
from threadview import quotes
from threadview.dump import Dump
from threadview.formats import ThreadRef, text

SMALL = (30_000, 120_000)
"""Characters of dumps that are one stretch: four times as many, four times the work and a little.
"""
LARGE = (1_000_000, 4_000_000)
"""Characters of dumps that are read stretch by stretch."""
GROWTH = 5

LINE = "Nobody counted the oil that winter, and the ledger says so twice in red ink.\n"
PIECES: dict[str, str] = {
    "one line again and again": LINE,
    "one word again and again": "oil\n",
    "no-break spaces": "\xa0\n",
    "blank lines": "\n",
    "one long line": "oil and wick ",
    "one long line of bars": "oil | wick | ",
    "one long line of marks": "> > ",
    "dates": "12 Mar 2019, 10:00\n",
    "dates that stand together": "asked 12 Mar 2019, 10:00\nedited 13 Mar 2019, 10:00\n",
    "numbers": "#7\n",
    "labels": "Joined\nPosts\n",
    "edits": "Last edited: 12 Mar 2019\n",
    "names": "tern77\n\n",
    "attributions": "tern77 said:\n",
    "runs without a mark": "tern77\nReply\nShare\nLike\n" + LINE,
    "brackets": "[[[![](((",
    "columns": "tern77          Nobody counted the oil\n",
    "rules and blanks": "-----\n\n\n\n\n\n\n\n" + LINE,
    "posts that say the same": f"{LINE * 3}\xa0\n",
    "posts that quote the same": f"#1\ntern77 said:\n> {LINE}> {LINE}{LINE}Reply\n",
    "threads behind rules": f"A ledger of the north light\n==========\n\n{LINE}\n==========\n",
    "pages": f"Page 1 of 3\n#1\ntern77\n{LINE}Reply\nPage 2 of 3\n#2\ngull\n{LINE}Reply\n",
    "seams": f"{LINE}3 weeks later...\n",
    "posts": f"tern77\nJan 4, 2011\nPosts\n12\n#1\n{LINE}Reply\n",
}


def work(content: str) -> int:
    """How many calls, of Python's and of built-in functions, it takes to read a dump and to link
    its quotes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    dump = Dump(None, "-", content.encode())
    sys.setprofile(counted)
    try:
        for _ in quotes.link(text.read(dump, ThreadRef()), None, dump):
            pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_dump(piece: str) -> None:
    words = PIECES[piece]
    work(words * 3)  # what is made once is not counted

    few, many = (work(words * (size // len(words))) for size in SMALL)

    assert many <= GROWTH * few + 2000


@pytest.mark.parametrize("piece", ["one line again and again", "one long line", "blank lines"])
def test_work_grows_with_a_large_dump(piece: str) -> None:
    words = PIECES[piece]

    few, many = (work(words * (size // len(words))) for size in LARGE)

    assert many <= GROWTH * few + 2000


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.__name__)
def test_work_grows_with_the_posts(engine: Callable[[list[Said]], str]) -> None:
    posts = engines.thread(480)
    work(engine(posts[:3]))

    few, many = work(engine(posts[:120])), work(engine(posts))

    assert many <= GROWTH * few
