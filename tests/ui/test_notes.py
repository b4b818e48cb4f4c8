"""Notes in the reading view: written, seen, changed, undone, and kept whatever happens."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from threadview.notebook import Note, Notebook
from threadview.notebook.store import Change
from threadview.outline import NOTE
from threadview.ui.app import ThreadviewApp
from threadview.ui.drafts import left
from ui.made import LEDGER, Reading, opened, until


class Book:
    """A notebook of the tests' own, and a directory for state."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "notes.sqlite3"
        self.state = folder / "state"

    def __call__(self, ledger: str, **more: Any) -> Any:
        """The reader with it."""
        return opened(ledger, notebook=str(self.path), state=str(self.state), **more)

    def notes(self) -> list[Note]:
        """What is on the disk."""
        with Notebook(self.path) as book:
            return book.notes.all()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def write_note(reading: Reading, text: str, key: str = "a") -> None:
    """Write a note on whatever is current, with the keys."""
    await reading.press(*key.split())
    await reading.type(text)
    await reading.press("ctrl+s")


async def test_a_note_on_a_post(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "ask the museum\nabout it")
        assert "● ask the museum" in reading.screen()
        [note] = book.notes()
        assert (note.kind, note.target, note.post, note.exact) == ("note", "post", 2, None)
        assert note.body == "ask the museum\nabout it"


async def test_a_note_on_a_quote_and_one_on_the_thread(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G", "tab")
        await write_note(reading, "counted twice")
        await write_note(reading, "the whole of it", "z n")
        thread, quote = book.notes()
        assert (quote.target, quote.exact) == ("quote", LEDGER[0].blocks[0].text)
        assert (thread.target, thread.anchors) == ("thread", ())
        await reading.press("g", "g")
        assert "● the whole of it" in reading.screen()


async def test_a_note_on_a_passage_over_two_posts(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "v", "J", "e")
        await write_note(reading, "both")
        [note] = book.notes()
        assert note.target == "passage"
        assert [anchor.number for anchor in note.anchors] == [5, 6]
        assert reading.reader.view.selection is None


@pytest.mark.parametrize(("digit", "colour"), enumerate(("yellow", "green", "blue", "pink"), 1))
async def test_a_highlight_and_its_colour(ledger: str, book: Book, digit: int, colour: str) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "v", "i", "w", "H", str(digit))
        [note] = book.notes()
        assert (note.kind, note.colour) == ("highlight", colour)
        marks = reading.reader.note_marks(4)
        assert [mark.style for one in marks.values() for mark in one] == [f"note-{digit}"]
        await reading.press("v", "e", "H")  # the next one is of the same
        assert {one.colour for one in book.notes()} == {colour}


async def test_tags_are_completed(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G", "t")
        await reading.type("lighthouse #oil\n")
        assert "#lighthouse #oil" in reading.screen()
        await reading.press("5", "G", "t")
        await reading.type("lig")
        await reading.press("right", "enter")
        assert [note.tags for note in book.notes()] == [("lighthouse", "oil"), ("lighthouse",)]


async def test_tags_of_several_words_stay_whole(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G", "t")
        await reading.type("light house, oil\n")
        assert book.notes()[0].tags == ("light house", "oil")
        await reading.press("t")
        await reading.type("tide\n")
        assert book.notes()[0].tags == ("light house", "oil", "tide")


async def test_a_star_comes_and_goes(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G", "s")
        assert "★" in reading.screen()
        await reading.press("s")
        assert "★" not in reading.screen()
        assert book.notes() == []
        await reading.press("u")
        assert "★" in reading.screen()


async def test_from_note_to_note(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("]")
        assert "no notes yet" in reading.said()
        for number in (2, 5, 11):
            await reading.press(*str(number), "G")
            await write_note(reading, f"on {number}")
        await reading.press("g", "g", "right_square_bracket")
        assert reading.here.post == 1
        assert reading.here.offset <= NOTE
        await reading.press("2", "right_square_bracket")
        assert reading.here.post == 10
        await reading.press("right_square_bracket")
        assert "no more notes" in reading.said()
        await reading.press("left_square_bracket")
        assert reading.here.post == 4


@pytest.mark.parametrize("size", [(80, 24), (160, 40), (40, 10)])
async def test_enter_shows_a_note_whole_and_only_once(
    ledger: str, book: Book, size: tuple[int, int]
) -> None:
    async with book(ledger, size=size) as reading:
        await reading.press("2", "G")
        await write_note(reading, "first line\nsecond line")
        assert "● first line" in reading.screen()
        assert "second line" not in reading.screen()
        await reading.press("g", "g", "right_square_bracket", "enter")
        assert reading.screen().count("first line") == 1
        assert "second line" in reading.screen()
        assert not reading.too_wide()
        await reading.press("enter")
        assert "second line" not in reading.screen()
        assert "● first line" in reading.screen()


async def test_undo_and_redo_also_after_a_restart(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "one")
        await write_note(reading, "two")
        await reading.press("u")
        assert [note.body for note in book.notes()] == ["one"]
    async with book(ledger) as reading:
        await reading.press("u")
        assert book.notes() == []
        assert "undone: add a note" in reading.said()
        await reading.press("ctrl+r", "ctrl+r")
        assert [note.body for note in book.notes()] == ["one", "two"]
        await reading.press("ctrl+r")
        assert "nothing to redo" in reading.said()


async def test_the_current_note_is_changed_and_deleted(
    ledger: str, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "draft")
        await reading.press("right_square_bracket", "c")
        await reading.type(" two")
        await reading.press("ctrl+s")
        assert book.notes()[0].body == "draft two"
        monkeypatch.setattr(reading.reader, "edited_outside", lambda text: text.upper())
        await reading.press("e")
        assert book.notes()[0].body == "DRAFT TWO"
        await reading.press("c", "ctrl+e")
        assert reading.reader.editor is None
        await reading.press("d", "d")
        assert book.notes() == []
        await reading.press("u")
        assert "DRAFT TWO" in reading.screen()


async def test_escape_asks_once_where_words_would_be_lost(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("a", "escape")
        assert reading.reader.editor is None
        await reading.press("a", "x", "escape")
        assert "Esc again throws" in reading.screen()
        await reading.press("escape")
        assert reading.reader.editor is None
        assert not book.path.exists()
        assert reading.reader.focused is reading.reader.view


async def test_what_the_mouse_selects_takes_a_note(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        rows = reading.rows()
        y = next(n for n, row in enumerate(rows) if "keepers signed" in row)
        left, right = rows[y].index("keepers"), rows[y].index(" it. See")
        await reading.pilot.mouse_down(offset=(left, y))
        await reading.pilot.hover(offset=(right, y))
        await reading.pilot.mouse_up(offset=(right, y))
        await reading.settle()
        await write_note(reading, "which ones?")
        [note] = book.notes()
        assert (note.target, note.post, note.exact) == ("passage", 1, "keepers signed")
        assert note.body == "which ones?"


async def test_the_editor_of_the_reader_is_run(
    ledger: str, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\nprintf "%s, and more\\n" "$(cat "$1")" > "$1.new"\nmv "$1.new" "$1"\n'
    )
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(ThreadviewApp, "suspend", lambda app: nullcontext())
    async with book(ledger) as reading:
        await reading.press("a")
        await reading.type("a word")
        await reading.press("ctrl+e")
        assert book.notes()[0].body == "a word, and more"
        monkeypatch.setenv("EDITOR", "/nowhere/at/all")
        await reading.press("e")
        assert "what was written is in" in reading.said()


async def test_the_panel_lists_searches_and_changes(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "about oil")
        await reading.press("5", "G", "v", "e", "H", "2", "t")
        await reading.type("tide\n")
        await reading.press("9", "G", "s", "A")
        side = reading.reader.side
        assert side is not None
        assert side.listed.count == 3
        for typed, left in (("#tide", 1), ("green", 1), ("oil", 1), ("star", 1)):
            await reading.press("slash")
            await reading.type(typed)
            assert side.listed.count == left, typed
            await reading.press(*["backspace"] * len(typed), "tab", "A", "A")
            side = reading.reader.side
            assert side is not None


async def test_the_panel_edits_deletes_moves_and_undoes(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "about oil")
        await reading.press("A", "c")
        await reading.type("!")
        await reading.press("ctrl+s")
        assert book.notes()[0].body == "about oil!"
        await reading.press("d")
        assert book.notes() == []
        await reading.press("u")
        assert book.notes()[0].body == "about oil!"
        await reading.press("tab", "7", "G", "v", "e", "A", "m")
        [note] = book.notes()
        assert (note.target, note.post) == ("passage", 7)
        assert reading.reader.desk is not None
        assert reading.reader.desk.held[0].first == 6


async def test_two_windows_see_each_other_and_keep_both_versions(ledger: str, book: Book) -> None:
    async with book(ledger) as one, book(ledger) as other:
        await one.press("2", "G")
        await write_note(one, "mine")
        await other.press("2", "G")
        other.reader.read_notes()  # it began before there was a notebook
        await other.settle()
        assert "● mine" in other.screen()
        await one.press("right_square_bracket", "c")
        await other.press("right_square_bracket", "c")
        await one.type(" and yours")
        await one.press("ctrl+s")
        await other.type(" alone")
        await other.press("ctrl+s")
        assert "both versions are kept" in other.said()
        assert {note.body for note in book.notes()} == {"mine and yours", "mine alone"}
        one.reader.look_for_notes()
        await one.settle()
        assert "mine alone" in one.screen()


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 40)])
async def test_there_is_room_to_write_and_the_passage_is_in_sight(
    ledger: str, book: Book, size: tuple[int, int]
) -> None:
    async with book(ledger, size=size) as reading:
        await reading.press("8", "G", "v", "i", "p", "a")
        await reading.type("a word")
        editor = reading.reader.editor
        assert editor is not None
        assert editor.area.size.height >= 2
        assert "Ctrl-S keeps" in reading.screen()
        assert "a word" in reading.screen()
        assert LEDGER[7].blocks[0].text[:12] in reading.screen()
        assert not reading.too_wide()


async def test_a_note_lost_by_a_crash_is_offered_again(
    ledger: str, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with book(ledger) as reading:
        await reading.press("4", "G", "a")
        await reading.type("words in hand")
        assert reading.reader.editor is not None
        reading.reader.editor.save_draft()
    [kept] = book.state.glob("draft-*.md")
    async with book(ledger) as reading:  # it is of this very process, which lives
        await reading.press("z", "g")
        assert "no unsaved note" in reading.said()
    number = subprocess.Popen(["/bin/sh", "-c", ""])
    number.wait()
    kept.rename(kept.with_name(f"draft-{number.pid}-0.md"))
    async with book(ledger) as reading:
        assert "zg goes on with it" in reading.said()
        await reading.press("z", "g")
        assert "words in hand" in reading.screen()
        await reading.press("ctrl+s")
        [note] = book.notes()
        assert (note.body, note.post) == ("words in hand", 4)
        assert list(book.state.glob("draft-*")) == []


async def test_a_draft_of_another_dump_goes_on_what_is_current(ledger: str, book: Book) -> None:
    book.state.mkdir()
    lost = book.state / "draft-0000-0.md"
    lost.write_text("words without a head")
    (book.state / "draft-x-1.md").write_bytes(b"\xff\xfe")
    names = [draft.text for draft in left(str(book.state))]
    assert any("words without a head" in text for text in names)
    async with book(ledger) as reading:
        await reading.press("3", "G", "z", "g")
        await reading.type("without\n")
        await reading.press("ctrl+s")
        assert book.notes()[0].post == 3


async def test_words_thrown_away_are_not_offered(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("a", "x")
        assert reading.reader.editor is not None
        reading.reader.editor.save_draft()
        await reading.press("escape", "escape")
        assert list(book.state.glob("draft-*")) == []


# Faults


def in_a_file(reading: Reading) -> str:
    """What stands in the file that the reader is told of."""
    said = " ".join(reading.said().split())
    path = said.rpartition("the words of the note are in ")[2].split(".md")[0] + ".md"
    return Path(path).read_text()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory of the tests' own: where words are saved when all else fails."""
    there = tmp_path / "home"
    there.mkdir()
    monkeypatch.setenv("HOME", str(there))
    return there


async def test_a_data_directory_that_cannot_be_made(
    ledger: str, book: Book, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the directory should be")
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "not lost")
        assert in_a_file(reading) == "not lost"
        assert list(home.glob("threadview-note-*.md"))
        await reading.press("escape", "escape", "J")
        assert reading.number == 3


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY])
async def test_a_full_disk_keeps_the_words_and_the_panel(
    ledger: str, book: Book, home: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "before")
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code

        def refuse(*_: object) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(Change, "put", refuse)
            await write_note(reading, "in hand")
            assert in_a_file(reading) == "in hand"
            assert reading.reader.editor is not None
            assert "in hand" in reading.screen()
            await reading.press("escape", "escape", "s", "H")
        await reading.press("a")
        await reading.type("after")
        await reading.press("ctrl+s")
        assert [note.body for note in book.notes()] == ["before", "after"]


async def test_a_damaged_notebook_leaves_the_thread_to_be_read(
    ledger: str, book: Book, home: Path
) -> None:
    book.path.parent.mkdir()
    book.path.write_bytes(b"SQLite format 3\x00" + b"damage" * 2000)
    async with book(ledger) as reading:
        assert "12 posts" in reading.rows()[0]
        assert "damaged" in reading.said() or "notebook" in reading.said()
        await reading.press("2", "G")
        assert reading.number == 2
        await write_note(reading, "not lost")
        assert in_a_file(reading) == "not lost"
        assert list(book.state.glob("draft-*")) == []
        await reading.press("u", "A", "s", "]")


async def test_a_notebook_that_is_damaged_while_it_is_open(
    ledger: str, book: Book, home: Path
) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G")
        await write_note(reading, "good")
        for path in book.path.parent.glob("notes.sqlite3*"):
            if path.is_file():
                path.unlink()
        book.path.write_bytes(b"no notebook at all " * 100)
        reading.reader.look_for_notes()
        await reading.settle()
        assert "is no notebook of threadview's" in reading.said()
        assert "● good" in reading.screen()
        await write_note(reading, "in hand")
        assert in_a_file(reading) == "in hand"


async def test_without_a_notebook_it_says_so(ledger: str) -> None:
    async with opened(ledger) as reading:
        for key in ("a", "H", "t", "s", "z n"):
            await reading.press("escape", *key.split())
            assert "this session has no notebook" in reading.said()
        for key in ("A", "]", "u", "ctrl+r", "d d", "e", "x"):
            await reading.press(*key.split())
        assert reading.reader.editor is None


# A note and what happens to the thread


async def test_notes_stay_on_their_words_when_the_screen_changes(ledger: str, book: Book) -> None:
    async with book(ledger, size=(120, 30)) as reading:
        await reading.press("2", "G", "tab", "enter", "v", "i", "q", "H", "2", "a")
        await reading.type("on the quote")
        await reading.press("ctrl+s")
        marks = reading.reader.note_marks(1)
        await reading.pilot.resize_terminal(50, 14)
        await reading.settle()
        assert reading.reader.note_marks(1) == marks
        assert not reading.too_wide()
        await reading.press("z", "M", "g", "g", "right_square_bracket")
        assert reading.number == 2
        assert "● on the quote" in reading.screen()


async def test_a_note_beside_a_folded_quote(ledger: str, book: Book) -> None:
    async with book(ledger, size=(160, 40)) as reading:
        await reading.press("2", "G", "tab")
        await write_note(reading, "on the quote")
        row = next(row for row in reading.rows() if "▸ marlin · #1" in row)
        assert "● on the quote" in row
        await reading.press("g", "g", "right_square_bracket", "enter")
        assert reading.screen().count("on the quote") == 1


async def test_a_selection_survives_a_resize(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("5", "G", "v", "2", "e")
        kept = reading.reader.view.selection
        await reading.pilot.resize_terminal(40, 12)
        await reading.settle()
        assert reading.reader.view.selection == kept
        await reading.press("a", "o", "k", "ctrl+s")
        assert book.notes()[0].exact == " ".join(LEDGER[4].blocks[0].text.split()[:2])


async def test_only_one_note_is_written_at_a_time(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        await reading.press("2", "G", "a", "x")
        editor = reading.reader.editor
        reading.reader.set_focus(reading.reader.view)  # a click on the thread
        await reading.press("a")
        assert reading.reader.editor is editor
        reading.reader.set_focus(reading.reader.view)
        await reading.press("escape", "y", "ctrl+s")
        assert book.notes()[0].body == "xy"


async def test_leaving_waits_until_everything_is_kept(ledger: str, book: Book) -> None:
    async with book(ledger) as reading:
        reader = reading.reader
        hold = reader.lay_anew
        reader.lay_anew = lambda: None
        await reading.press("2", "G", "s", "A")
        assert "no notes yet" in reading.said()
        await reading.press("q")
        assert "once your notes are saved" in reading.said()
        assert reading.app.return_code is None
        reader.lay_anew = hold
        reader.lay_anew()
        await until(lambda: reading.app.return_code == 0, reading.pilot)
    assert [note.kind for note in book.notes()] == ["star"]


async def test_the_notes_are_exported(ledger: str, book: Book, tmp_path: Path) -> None:
    async with book(ledger) as reading:
        await reading.press("x")
        assert "there are no notes to export" in reading.said()
        await reading.press("2", "G")
        await write_note(reading, "ask the museum")
        await reading.press("x", "ctrl+u")
        await reading.type(f"{tmp_path}/out.md\n")
        assert "ask the museum" in (tmp_path / "out.md").read_text()
        await reading.press("x", "ctrl+u")
        await reading.type(f"{tmp_path}/out.md\n")
        assert "is current already" in reading.said()
