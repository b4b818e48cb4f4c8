"""The pages of a thread, each saved as a text beside the first, are one thread."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from engines import ENGINES, TITLE, Said
from threadview.dump import open_dump
from threadview.formats.text.beside import files_beside, pages_beside
from threadview.model import Thread, logical_text
from threadview.reading import read_thread

Engine = Callable[[list[Said]], str]
PAGES = ((0, 10), (8, 20), (20, 30))
"""The posts on each page: two stand on the first and on the second one."""


def page(engine: Engine, first: int, last: int) -> str:
    """Some posts of a thread, numbered as they are in all of it."""
    text = engine(engines.thread(last)[first:])
    return re.sub(r"#(\d+)\b", lambda number: f"#{int(number[1]) + first}", text)


def saved(folder: Path, engine: Engine, names: str, pages: tuple[tuple[int, int], ...]) -> Path:
    """Pages in a folder; the path of the first."""
    for number, (first, last) in enumerate(pages, 1):
        (folder / names.format(number)).write_text(page(engine, first, last), encoding="utf-8")
    return folder / names.format(1)


def read(path: Path) -> Thread:
    return read_thread(open_dump(path), "text")


def remarks(thread: Thread) -> list[bool]:
    """Whether each post says what the post of its number does."""
    return [engines.remark(n) in logical_text(post) for n, post in enumerate(thread.posts)]


@pytest.mark.parametrize("names", ["page-{}.txt", "kiln_page{}.txt", "0{}.txt", "kiln ({}).txt"])
@pytest.mark.parametrize("engine", ENGINES[:-1], ids=lambda engine: engine.__name__)
def test_pages_beside_each_other_are_one_thread(engine: Engine, names: str, tmp_path: Path) -> None:
    thread = read(saved(tmp_path, engine, names, PAGES))

    assert remarks(thread) == [True] * 30
    assert thread.title == TITLE
    assert [post.number for post in thread.posts] == list(range(1, 31))
    spans = [block.span for post in thread.posts for block in post.blocks if block.span]
    assert spans[0].start == 0  # what stands in the file that is open is all there
    assert spans[-1].end == len(page(engine, *PAGES[0]))
    assert all(one.end == other.start for one, other in pairwise(spans))


def test_a_post_says_which_file_it_stands_in(tmp_path: Path) -> None:
    thread = read(saved(tmp_path, engines.phpbb, "page-{}.txt", PAGES))

    cues = [post.evidence.cue for post in thread.posts]
    assert not any("beside" in cue for cue in cues[:10])
    assert all("page-2.txt beside this file" in cue for cue in cues[10:20])
    assert all("page-3.txt beside this file" in cue for cue in cues[20:])
    assert files_beside(thread.posts) == ["page-2.txt", "page-3.txt"]
    assert files_beside(thread.posts[:10]) == []


def test_pages_saved_in_the_wrong_order_and_twice_are_put_right(tmp_path: Path) -> None:
    thread = read(
        saved(tmp_path, engines.phpbb, "page-{}.txt", ((18, 28), (0, 10), (0, 10), (8, 18)))
    )

    assert remarks(thread) == [True] * 28


def test_the_newest_text_is_shown_and_the_older_one_kept(tmp_path: Path) -> None:
    first = saved(tmp_path, engines.phpbb, "page-{}.txt", PAGES)
    changed = first.read_text(encoding="utf-8").replace(engines.remark(9), "I take it all back.")
    first.write_text(changed, encoding="utf-8")
    os.utime(first, (1_000_000_000, 1_000_000_000))

    post = read(first).posts[9]

    assert engines.remark(9) in logical_text(post)
    assert any("I take it all back." in block.text for block in post.blocks)


def test_other_pages_than_the_first_stay_what_they_are(tmp_path: Path) -> None:
    saved(tmp_path, engines.phpbb, "page-{}.txt", PAGES)

    assert len(read(tmp_path / "page-2.txt").posts) == 12


def test_packed_pages_are_read_too(tmp_path: Path) -> None:
    for number, (first, last) in enumerate(PAGES, 1):
        content = page(engines.smf, first, last).encode()
        (tmp_path / f"kiln-p{number}.txt.gz").write_bytes(gzip.compress(content))

    assert len(read(tmp_path / "kiln-p1.txt.gz").posts) == 30


@pytest.mark.parametrize("engine", ENGINES[:-1], ids=lambda engine: engine.__name__)
def test_threads_that_are_only_numbered_stay_apart(engine: Engine, tmp_path: Path) -> None:
    titles = (TITLE, "Salt in the rain gauge again", "A kettle for the boat house")
    for number, title in enumerate(titles, 1):
        said = [one._replace(author=f"{one.author}{number}") for one in engines.thread(8)]
        text = engine(said).replace(TITLE, title)
        (tmp_path / f"thread-{number}.txt").write_text(text, encoding="utf-8")

    assert len(read(tmp_path / "thread-1.txt").posts) == 8


def test_like_words_alone_make_no_page_of_a_numbered_file(tmp_path: Path) -> None:
    """Threads without titles or names, on one topic: nothing says that one goes on with another."""
    for number, (first, last) in enumerate(PAGES):
        said = [engines.remark(n) for n in range(first, last)]
        (tmp_path / f"s2-3-{number}.txt").write_text("\n\u00a0\n".join(said), encoding="utf-8")

    posts = read(tmp_path / "s2-3-0.txt").posts
    assert posts
    assert not any("beside" in post.evidence.cue for post in posts)


def test_what_is_no_text_is_no_page(tmp_path: Path) -> None:
    first = saved(tmp_path, engines.phpbb, "page-{}.txt", PAGES[:1])
    (tmp_path / "page-2.txt").write_text('{"post_stream": {"posts": []}}', encoding="utf-8")
    (tmp_path / "page-3.txt").mkdir()
    (tmp_path / "page-4.txt").write_bytes(b"")

    assert len(read(first).posts) == 10


@settings(max_examples=60)
@given(st.text(max_size=24).filter(lambda name: "/" not in name and "\0" not in name))
def test_any_name_can_be_asked_for_its_pages(name: str) -> None:
    assert pages_beside(f"/nowhere/{name}") == []
