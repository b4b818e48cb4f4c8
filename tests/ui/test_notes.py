"""Notes in the reading view: written, seen, changed, undone, and kept whatever happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from threadview.notebook import Note, Notebook
from threadview.outline import NOTE
from threadview.ui.app import ThreadviewApp
from ui.made import LEDGER, Reading, opened


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
        assert side.listing.count == 3
        for typed, left in (("#tide", 1), ("green", 1), ("oil", 1), ("star", 1)):
            await reading.press("slash")
            await reading.type(typed)
            assert side.listing.count == left, typed
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
