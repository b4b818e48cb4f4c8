"""The desk: the notes of one thread, placed, kept, and shared by several windows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview.anchors import anchor_passage, anchor_post
from threadview.corrections import Corrected, Correction
from threadview.desk import Desk, Ready, identify, prepare
from threadview.layout.carrying import Carrier
from threadview.model import Block, Post, Source, Thread, logical_text
from threadview.notebook import Note, Notebook
from threadview.outline import Folds, Place


def post(number: int, *texts: str) -> Post:
    """A post of these paragraphs."""
    return Post(number, tuple(Block("paragraph", text) for text in texts), author=f"a{number % 3}")


def made(count: int = 8) -> Thread:
    """A thread of posts of two paragraphs, no two alike."""
    posts = [
        post(
            n,
            f"The keeper of lamp {n} counted {n * 7} jars of oil before the gale. He wrote.",
            f"Nobody on rock {n} believed the {n * 13} entries of that winter, and nobody asked.",
        )
        for n in range(1, count + 1)
    ]
    thread = Thread(Source("ledger.txt", "text", "utf-8"), "The ledger", posts=posts)
    thread.complete = True
    return thread


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite3"


def at(path: Path, thread: Thread) -> Desk:
    """A desk with a thread on it, as a window makes it."""
    ready = prepare(path, thread)
    return Desk(path, ready.thread, ready.identity, ready)


def note(desk: Desk, index: int, start: int, end: int, body: str = "b") -> Note:
    """A note on a passage."""
    return desk.add(Note("", "", "note", "passage", desk.anchors([(index, start, end)]), body))


def again(desk: Desk, path: Path, read: Thread) -> Ready:
    """The desk's thread laid under the corrections that are kept now."""
    ready = prepare(path, read, identity=desk.identity, known=desk.known)
    desk.take(ready)
    return ready


def test_nothing_is_made_before_the_first_note(path: Path) -> None:
    desk = at(path, made())
    assert desk.held == []
    assert desk.undo() is None
    assert not path.exists()
    desk.close()


def test_notes_are_found_again_where_they_were(path: Path) -> None:
    thread = made()
    desk = at(path, thread)
    note(desk, 4, 4, 10)
    note(desk, 2, 0, 3)
    desk.add(Note("", "", body="on the thread"))
    desk.close()
    other = at(path, thread)
    assert [held.first for held in other.held] == [None, 2, 4]
    assert other.held[2].stretches() == [(4, 4, 10)]
    assert [len(other.of_post(index)) for index in (0, 2, 3, 4)] == [1, 1, 0, 1]
    other.close()


def test_two_desks_on_one_notebook(path: Path) -> None:
    thread = made()
    one, other = at(path, thread), at(path, thread)
    mine = note(one, 1, 0, 10, "first")
    assert other.changed()
    assert [held.note.body for held in other.held] == ["first"]
    assert not other.changed()
    one.update(replace(mine, body="mine"))
    second = other.update(replace(other.held[0].note, body="theirs"))
    assert second.conflict_of == mine.id
    assert {held.note.body for held in other.held} == {"mine", "theirs"}
    assert [held.first for held in other.held] == [1, 1]
    assert one.changed()
    assert {held.note.body for held in one.held} == {"mine", "theirs"}
    one.close()
    other.close()


ELSEWHERE = """
import sys
from pathlib import Path
from dataclasses import replace
from threadview.notebook import Note, Notebook
path = Path(sys.argv[1])
with Notebook(path) as book:
    thread = book.threads.all()[0].id
with Notebook(path) as book:
    book.notes.add(Note("", thread, body="from elsewhere"))
"""


def test_a_window_in_another_process_is_heard_and_takes_nothing_away(path: Path) -> None:
    thread = made()
    desk = at(path, thread)
    note(desk, 0, 0, 5, "here")
    at(path, thread).close()  # as a worker of this process does
    done = subprocess.run([sys.executable, "-c", ELSEWHERE, str(path)], check=False)
    assert done.returncode == 0
    assert desk.changed()
    assert {held.note.body for held in desk.held} == {"here", "from elsewhere"}
    note(desk, 1, 0, 5, "here again")
    desk.close()
    with Notebook(path) as book:
        kept = {one.body for one in book.notes.all()}
    assert kept == {"here", "from elsewhere", "here again"}


def test_only_what_changed_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at(path, made())
    for index in range(8):
        note(desk, index, 0, 5)
    asked: list[str] = []
    get = desk.notebook.notes.get

    def asking(one: str) -> Note | None:
        asked.append(one)
        return get(one)

    monkeypatch.setattr(desk.notebook.notes, "get", asking)
    changed = desk.update(replace(desk.held[3].note, body="other"))
    assert asked == [changed.id]
    desk.close()


def test_short_words_stay_where_their_post_is_joined_split_and_neither(path: Path) -> None:
    thread = made()
    desk = at(path, thread)
    kept = note(desk, 3, 4, 10)  # one word: too little to be looked for anywhere
    desk.correct(Correction("", "", "merge", (anchor_post(thread.posts, 3),)))
    again(desk, path, thread)
    assert desk.held[0].first == 2
    end = note(desk, 2, 20, 24, "in the joined post")
    assert desk.undo() is not None  # the note
    assert desk.undo() is not None  # the correction
    assert desk.recorrected()
    again(desk, path, thread)
    assert desk.held[0].first == 3
    cut = logical_text(thread.posts[3]).index("Nobody")
    split = Correction("", "", "split", (anchor_passage(thread.posts, 3, cut, cut + 6),))
    word = note(desk, 3, cut, cut + 6, "after the cut")
    desk.correct(split)
    again(desk, path, thread)
    found = {held.note.id: held.stretches() for held in desk.held}
    assert found == {kept.id: [(3, 4, 10)], word.id: [(4, 0, 6)]}
    assert end.id not in found
    desk.close()
    fresh = at(path, thread)
    assert {held.note.id: held.stretches() for held in fresh.held} == found
    fresh.close()


def test_an_orphan_is_put_on_other_words(path: Path) -> None:
    thread = made()
    desk = at(path, thread)
    note(desk, 5, 4, 30)
    short = made(4)
    desk.over(short)
    assert desk.held[0].orphan
    desk.move(desk.held[0].note, "passage", desk.anchors([(1, 0, 9)]))
    assert desk.held[0].stretches() == [(1, 0, 9)]
    assert desk.undo() is not None
    assert desk.held[0].orphan
    desk.close()


def test_standings_are_kept_for_lists_without_the_thread(path: Path) -> None:
    desk = at(path, made())
    one = note(desk, 5, 4, 30)
    desk.settle()
    desk.close()
    with Notebook(path) as book:
        standing = book.notes.standings()[one.id]
    assert (standing.post, standing.start, standing.end) == (6, 4, 30)


# Places carried over corrections


@st.composite
def corrections(draw: st.DrawFn) -> list[Correction]:
    """Some splits and merges of the thread that `made` makes."""
    posts = made().posts
    found = []
    for index in draw(st.sets(st.integers(0, 7), max_size=4)):
        if index and draw(st.booleans()):
            found.append(Correction(f"m{index}", "", "merge", (anchor_post(posts, index),)))
        if draw(st.booleans()):
            text = logical_text(posts[index])
            cut = draw(st.integers(1, len(text) - 2))
            words = anchor_passage(posts, index, cut, len(text))
            found.append(Correction(f"s{index}", "", "split", (words,)))
    return found


@settings(max_examples=60, deadline=None)
@given(corrections(), st.integers(0, 7), st.integers(0, 1), st.data())
def test_a_place_carried_over_corrections_and_back_is_on_the_same_word(
    made_of: list[Correction], index: int, block: int, data: st.DataObject
) -> None:
    read = made().posts
    now = Corrected(read, made_of)
    text = read[index].blocks[block].text
    offset = data.draw(st.sampled_from([at for at in range(len(text)) if not text[at].isspace()]))
    place = Place(index, block, offset)
    there = Carrier(read, now).place(place)
    assert now[there.post].blocks[there.block].text[there.offset] == text[offset]
    assert Carrier(now, read).place(there) == place


@settings(max_examples=40, deadline=None)
@given(corrections())
def test_headers_and_folds_go_with_their_posts(made_of: list[Correction]) -> None:
    read = made().posts
    now = Corrected(read, made_of)
    carrier = Carrier(read, now)
    for index, one in enumerate(read):
        there = carrier.place(Place(index))
        words = now[there.post].blocks[0].text
        if now[there.post].blocks == one.blocks:
            assert words == one.blocks[0].text
            folds = carrier.folds(Folds(shut=[index + 1]))
            assert folds.shut == {there.post + 1}
        else:
            begun = one.blocks[0].text
            assert any(begun.startswith(block.text) for block in now[there.post].blocks)


def test_what_was_corrected_is_said(path: Path) -> None:
    thread = made()
    desk = at(path, thread)
    desk.correct(Correction("", "", "merge", (anchor_post(thread.posts, 3),)))
    desk.correct(Correction("", "", "author", (anchor_post(thread.posts, 6),), "petrel"))
    ready = again(desk, path, thread)
    assert ready.thread.amended == {
        3: ("joined with what was read as #4",),
        6: ("its author is petrel",),
    }
    assert identify(thread) == desk.identity
    desk.close()
