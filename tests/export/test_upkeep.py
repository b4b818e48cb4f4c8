"""Files of notes kept up to date: what is exported again, and what its reader wrote into it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noted import filled, known, note_on, posts
from threadview.anchors import anchor_post
from threadview.export import filing, markdown, obsidian, org
from threadview.export.document import Document, Flavour
from threadview.export.sheet import Sheet, sheets
from threadview.export.upkeep import update, written
from threadview.notebook import KnownThread, Note, Notebook, Standing

FLAVOURS = (markdown, obsidian, org)
THREADS = {"t1": KnownThread("t1", "One"), "t2": KnownThread("t2", "Two & more")}


@st.composite
def note_sets(draw: st.DrawFn) -> list[Note]:
    """Notes on a few posts of two threads, by id; later sets share ids with earlier ones."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=7))
    bodies = ("one line", "two\n\nparagraphs", "", "```\ncode\n```", "- item", "other")
    return [
        Note(
            name,
            "t1" if name < "f" else "t2",
            target="post",
            anchors=(anchor_post(posts(), ord(name) % 3),),
            body=draw(st.sampled_from(bodies)),
            tags=("t",) if draw(st.booleans()) else (),
            created="2026",
        )
        for name in ids
    ]


def document_of(notes: list[Note], flavour: Flavour = markdown) -> Document:
    kept = sorted(notes, key=lambda note: note.id)
    return flavour.document(sheets(kept, THREADS, {}))


def again(text: str | None, document: Document, before: Document | None, time: str = "2027") -> str:
    known = {} if before is None else written(before)
    return update(text, document, markdown, known, {}, time)


def without_stamp(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("exported:"))


@pytest.mark.parametrize("flavour", FLAVOURS)
@given(notes=note_sets())
def test_a_second_export_changes_no_byte(flavour: Flavour, notes: list[Note]) -> None:
    document = document_of(notes, flavour)
    text = update(None, document, flavour, {}, {}, "2026")
    for remembered in (written(document), {}):
        assert update(text, document, flavour, remembered, {}, "2027") == text
    dos = text.replace("\n", "\r\n")
    assert update(dos, document, flavour, written(document), {}, "2027") == dos


@given(note_sets(), note_sets())
def test_an_untouched_file_becomes_what_a_new_one_would_be(
    first: list[Note], second: list[Note]
) -> None:
    one, other = document_of(first), document_of(second)
    text = again(None, one, None, "2026")
    assert without_stamp(again(text, other, one)) == without_stamp(again(None, other, None))


@given(note_sets(), note_sets(), st.data())
def test_what_the_reader_added_stays_in_order(
    first: list[Note], second: list[Note], data: st.DataObject
) -> None:
    one, other = document_of(first), document_of(second)
    lines = again(None, one, None, "2026").split("\n")
    rule = lines.index("---", 1)
    for number in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(rule + 1, len(lines)))
        lines[at:at] = data.draw(
            st.sampled_from(
                [[f"mine {number}"], ["", f"mine {number}", ""], [f"# mine {number}", ""]]
            )
        )
    text = "\n".join(lines)
    mine = [line for line in lines if "mine" in line]
    kept = again(text, one, one)
    assert kept == text
    changed = again(text, other, one)
    assert sorted(line for line in changed.split("\n") if "mine" in line) == sorted(mine)
    assert again(changed, other, other) == changed
    for note in second:
        assert f"?n={note.id})" in changed


def test_only_the_changed_note_s_block_changes() -> None:
    notes = [
        Note(name, "t1", target="post", anchors=(anchor_post(posts(), i),), body=f"body {name}")
        for i, name in enumerate("abc")
    ]
    one = document_of(notes)
    text = again(None, one, None, "2026")
    edited = text.replace("body a", "body a, and what I think of it now").replace(
        "tags: [threadview]", "tags: [threadview, mine]\naliases: [x]"
    )
    edited += "\nMy own conclusion.\n"
    notes[1] = replace(notes[1], body="better")
    other = document_of(notes)
    after = again(edited, other, one)
    assert after == edited.replace("body b", "better").replace("exported: 2026", "exported: 2027")


def test_an_edited_block_whose_note_changed_gets_the_new_version_beside_it() -> None:
    note = Note("a", "t1", body="first")
    one = document_of([note])
    text = again(None, one, None, "2026").replace("first", "first, edited by hand")
    second = document_of([replace(note, body="second")])
    after = again(text, second, one)
    assert after.index("first, edited by hand") < after.index("second")
    assert again(after, second, second) == after
    third = document_of([replace(note, body="third")])
    last = again(after, third, second)
    assert "first, edited by hand" in last
    assert "third" in last
    assert "second" not in last


def test_a_block_that_was_taken_out_stays_out_until_its_note_changes() -> None:
    notes = [Note("a", "t1", body="first"), Note("b", "t1", body="other")]
    one = document_of(notes)
    text = again(None, one, None, "2026")
    lines = text.split("\n")
    at = lines.index("first")
    gone = "\n".join(lines[:at] + lines[at + 4 :])
    assert "?n=a" not in gone
    assert again(gone, one, one) == gone
    changed = document_of([replace(notes[0], body="changed"), notes[1]])
    assert "changed" in again(gone, changed, one)


def test_a_deleted_note_s_block_goes_unless_it_was_edited() -> None:
    notes = [Note("a", "t1", body="first"), Note("b", "t1", body="other")]
    one, left = document_of(notes), document_of(notes[1:])
    text = again(None, one, None, "2026")
    assert "first" not in again(text, left, one)
    assert "first and mine" in again(text.replace("first", "first and mine"), left, one)


def test_a_heading_that_the_reader_changed_is_not_put_back() -> None:
    notes = [Note(name, "t1", target="post", anchors=(anchor_post(posts(), 0),)) for name in "ab"]
    one = document_of(notes)
    text = again(None, one, None, "2026")
    heading = next(line for line in text.split("\n") if line.startswith("## "))
    text = text.replace(heading, "## On oil")
    other = document_of([replace(notes[0], body="new"), notes[1]])
    after = again(text, other, one)
    assert "## On oil" in after
    assert heading not in after


def test_an_unfinished_code_block_in_a_reader_s_edit_loses_nothing() -> None:
    notes = [Note(name, "t1", body=f"body {name}") for name in "abc"]
    one = document_of(notes)
    text = again(None, one, None, "2026").replace("body a", "body a\n\n```\nleft open")
    other = document_of([*notes[:2], replace(notes[2], body="changed")])
    after = again(text, other, one)
    assert "left open" in after
    assert "changed" in after


def make(found: list[Sheet]) -> Document:
    return markdown.document(found)


def test_files_and_folders_are_current_after_an_export(tmp_path: Path) -> None:
    notebook = filled(tmp_path / "n.sqlite3", 12)
    threads = {thread.id: thread for thread in notebook.threads.all()}
    found = sheets(notebook.notes.all(), threads, {})
    target = tmp_path / "out.md"
    assert not filing.to_file(notebook, target, found, markdown, make, check=True)
    assert not target.exists()
    assert not filing.to_file(notebook, target, found, markdown, make)
    before = target.stat()
    assert filing.to_file(notebook, target, found, markdown, make)
    assert target.stat().st_mtime_ns == before.st_mtime_ns
    assert filing.to_file(notebook, target, found, markdown, make, check=True)
    ((first, _),) = filing.to_folder(notebook, tmp_path / "all", found, markdown, make)
    found[0].thread = replace(found[0].thread, title="Quite another title")
    ((second, _),) = filing.to_folder(notebook, tmp_path / "all", found, markdown, make)
    assert first == second  # stable, whatever the thread is called later


def test_a_file_that_was_moved_is_known_by_what_was_written(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "n.sqlite3")
    record = known(notebook, posts())
    note = notebook.notes.add(note_on(record, "first"))
    threads = {record.id: record}
    old = tmp_path / "old.md"
    filing.to_file(notebook, old, sheets([note], threads, {}), markdown, make)
    new = old.rename(tmp_path / "new.md")
    changed = notebook.notes.update(replace(note, body="second"))
    filing.to_file(notebook, new, sheets([changed], threads, {}), markdown, make)
    assert "first" not in new.read_text()
    assert new.read_text().count("?n=") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8))
def test_places_decide_the_order(tmp_path: Path, numbers: list[int]) -> None:
    notes = [
        Note(f"n{i}", "t1", target="post", anchors=(anchor_post(posts(), 0),))
        for i in range(len(numbers))
    ]
    places = {note.id: Standing(number + 1) for note, number in zip(notes, numbers, strict=True)}
    text = again(None, markdown.document(sheets(notes, THREADS, places)), None)
    seen = [
        int(line.split("#")[-1].split(" ")[0])
        for line in text.split("\n")
        if line.startswith("## ")
    ]
    assert seen == sorted({number + 1 for number in numbers})


def test_ten_thousand_notes(tmp_path: Path) -> None:
    """The time it takes is in tests/benchmarks/notes.py."""
    notebook = filled(tmp_path / "n.sqlite3", 10_000)
    threads = {thread.id: thread for thread in notebook.threads.all()}
    target = tmp_path / "out.md"
    notes = notebook.notes.all()
    filing.to_file(notebook, target, sheets(notes, threads, {}), markdown, make)
    first = target.read_text()
    assert first.count("?n=") == 10_000
    target.write_text(first.replace("note 78\n", "note 78, edited\n") + "\nmine\n")
    note = next(note for note in notes if note.body == "note 5000")
    notebook.notes.update(replace(note, body="changed"))
    filing.to_file(notebook, target, sheets(notebook.notes.all(), threads, {}), markdown, make)
    second = target.read_text()
    assert "note 78, edited" in second
    assert second.endswith("\nmine\n")
    before = set(first.split("\n"))
    assert sum(line not in before for line in second.split("\n")) <= 5


def test_edited_notes_that_are_gone_stay_as_they_stand() -> None:
    thread = posts()
    first = [
        Note(name, "t1", "note", "post", (anchor_post(thread, at),), "one line", created="2026")
        for name, at in (("a", 1), ("b", 2))
    ]
    one, none = document_of(first), document_of([])
    lines = again(None, one, None, "2026").split("\n")
    for at in (13, 18, 11):
        lines[at:at] = ["mine"]
    left = again("\n".join(lines), none, one)

    assert left.count("mine") == 3
    assert again(left, none, none) == left
