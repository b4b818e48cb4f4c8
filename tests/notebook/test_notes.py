"""Notes are kept, changed, deleted, and nothing is ever overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from noted import WORDS, known, note_on, on, post, posts
from threadview.anchors import thread_print
from threadview.errors import NotebookError
from threadview.notebook import COLOURS, KnownThread, Note, Notebook, Standing, parse
from threadview.notebook.links import Link
from threadview.notebook.selection import selector

SCRIPTS = (
    "Ελληνικά, кириллица, עברית מימין, العربية, हिन्दी क्षत्रिय, ไทย, 中文，日本語、한국어, "
    "𐎠𐎼𐎹, e\u0301 and é, 👩‍👩‍👧 🏴‍☠️, \u202eturned\u202c, \x00\x1b[31m, tab\tand\r\nlines"
)


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    with Notebook(tmp_path / "deep" / "notes.sqlite3") as made:
        yield made


def test_reading_makes_nothing(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "none" / "notes.sqlite3")
    assert notebook.notes.all() == []
    assert notebook.notes.tags() == {}
    assert notebook.threads.identify(thread_print("t", posts())) is None
    assert notebook.journal.undo() is None
    assert not notebook.changed()
    assert list(tmp_path.iterdir()) == []


def test_a_note_comes_back_as_it_was(notebook: Notebook) -> None:
    thread = posts()
    record = known(notebook, thread)
    anchors = (on(thread, 4, "十二月の油"), on(thread, 0, "every night"))
    made = notebook.notes.add(
        note_on(
            record,
            SCRIPTS,
            target="passage",
            anchors=anchors,
            tags=("two  words", "#hash", "", "hash"),
            colour="green",
        )
    )
    assert made.tags == ("two words", "hash")
    assert made.created == made.modified
    assert made.created.endswith("Z")
    assert Notebook(notebook.path).notes.get(made.id) == made


def test_bytes_that_were_no_characters_stay_in_anchors_and_show_in_notes(
    notebook: Notebook,
) -> None:
    thread = [post(1, "an undecodable \udcff byte stood in this line of the ledger")]
    record = known(notebook, thread, "title \udcfe")
    made = notebook.notes.add(
        note_on(record, "see \udcff", anchors=(on(thread, 0, "\udcff byte"),), tags=("\udc80",))
    )
    kept = Notebook(notebook.path).notes.get(made.id)
    assert kept is not None
    assert kept.exact == "\udcff byte"
    assert kept.body == "see \\xff"
    assert kept.tags == ("\\x80",)


def test_a_note_of_a_megabyte(notebook: Notebook) -> None:
    record = known(notebook, posts())
    body = "灯台 lamp\n" * 90_000
    made = notebook.notes.add(note_on(record, body))
    found = Notebook(notebook.path).notes.get(made.id)
    assert found is not None
    assert found.body == body


def test_a_stale_write_is_kept_as_a_second_version(notebook: Notebook) -> None:
    record = known(notebook, posts())
    made = notebook.notes.add(note_on(record, "first"))
    other = Notebook(notebook.path)
    mine = notebook.notes.update(replace(made, body="mine"))
    theirs = other.notes.update(replace(made, body="theirs"))
    assert (mine.id, mine.revision) == (made.id, 2)
    assert theirs.conflict_of == made.id
    assert sorted(note.body for note in notebook.notes.all()) == ["mine", "theirs"]
    assert other.notes.update(replace(made, body="mine")) == mine  # nothing to keep beside


def test_a_stale_delete_deletes_nothing_and_a_write_to_a_deleted_note_is_kept(
    notebook: Notebook,
) -> None:
    made = notebook.notes.add(note_on(known(notebook, posts()), "first"))
    changed = notebook.notes.update(replace(made, body="second"))
    with pytest.raises(NotebookError, match="another window"):
        notebook.notes.delete(made.id, made.revision)
    notebook.notes.delete(changed.id, changed.revision)
    assert notebook.notes.all() == []
    kept = notebook.notes.update(replace(changed, body="third"))
    assert kept.conflict_of == made.id
    assert [note.body for note in notebook.notes.all()] == ["third"]


def test_other_windows_are_noticed(notebook: Notebook) -> None:
    record = known(notebook, posts())
    other = Notebook(notebook.path)
    assert not other.changed()
    notebook.notes.add(note_on(record))
    assert other.changed()
    assert not other.changed()
    assert not notebook.changed()  # its own writes are no news


def test_a_window_that_was_open_before_there_was_a_notebook_notices(tmp_path: Path) -> None:
    early = Notebook(tmp_path / "notes.sqlite3")
    with Notebook(tmp_path / "notes.sqlite3") as late:
        late.notes.add(note_on(known(late, posts())))
    assert early.changed()
    assert len(early.notes.all()) == 1


def test_a_notebook_that_is_moved_away_takes_no_further_notes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    window = Notebook(path)
    first = window.notes.add(note_on(known(window, posts()), "before"))
    with Notebook(path) as other:
        assert other.notes.get(first.id) == first
    away = path.rename(tmp_path / "away.sqlite3")
    for ending in ("-wal", "-shm"):
        (tmp_path / f"notes.sqlite3{ending}").unlink(missing_ok=True)
    second = window.notes.add(note_on(known(window, posts()), "after"))
    assert [note.id for note in Notebook(path).notes.all()] == [second.id]
    assert away.exists()


def test_undo_and_redo_survive_a_restart(notebook: Notebook) -> None:
    record = known(notebook, posts())
    made = notebook.notes.add(note_on(record, "one"))
    changed = notebook.notes.update(replace(made, body="two", colour="pink"))
    notebook.notes.delete(changed.id, changed.revision)
    notebook.close()
    again = Notebook(notebook.path)
    bodies = []
    for _ in range(4):
        step = again.journal.undo(record.id)
        bodies.append([note.body for note in again.notes.all()] if step else None)
    assert bodies == [["two"], ["one"], [], None]
    again = Notebook(notebook.path)
    for expected in (["one"], ["two"], []):
        assert again.journal.redo(record.id) is not None
        assert [note.body for note in again.notes.all()] == expected
    assert again.journal.redo() is None


def test_a_change_after_undo_ends_redo(notebook: Notebook) -> None:
    record = known(notebook, posts())
    notebook.notes.add(note_on(record, "one"))
    notebook.journal.undo()
    notebook.notes.add(note_on(record, "other"))
    assert notebook.journal.redo() is None
    assert notebook.journal.labels(record.id) == ("add a note", None)


def test_many_changes_are_undone_as_one(notebook: Notebook) -> None:
    record = known(notebook, posts())
    with notebook.together("import"):
        for number in range(5):
            notebook.notes.add(note_on(record, str(number)))
    step = notebook.journal.undo()
    assert step is not None
    assert (step.label, len(step.ids)) == ("import", 5)
    assert notebook.notes.all() == []


def test_a_change_that_fails_half_way_leaves_nothing(notebook: Notebook) -> None:
    record = known(notebook, posts())

    def half() -> None:
        with notebook.together("import"):
            notebook.notes.add(note_on(record))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert notebook.notes.all() == []
    assert notebook.journal.undo() is None
    notebook.notes.add(note_on(record))


def test_unknown_colours_and_double_ids_are_refused(notebook: Notebook) -> None:
    record = known(notebook, posts())
    with pytest.raises(NotebookError, match="colour"):
        notebook.notes.add(note_on(record, colour="mauve"))
    made = notebook.notes.add(note_on(record))
    with pytest.raises(NotebookError, match="already"):
        notebook.notes.add(made)
    with pytest.raises(NotebookError, match="no note"):
        notebook.notes.update(replace(made, id="nothere"))


def test_a_note_is_named_by_the_beginning_of_its_id(notebook: Notebook) -> None:
    record = known(notebook, posts())
    made = notebook.notes.add(replace(note_on(record), id="abc1"))
    notebook.notes.add(replace(note_on(record), id="abd2"))
    assert notebook.notes.resolve("^tv-abc") == made
    for start in ("ab", "x", ""):
        with pytest.raises(NotebookError):
            notebook.notes.resolve(start)


def test_a_clock_that_jumps_back_turns_no_time_round(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threadview.notebook import notes as module

    record = known(notebook, posts())
    made = notebook.notes.add(note_on(record, "one"))
    monkeypatch.setattr(module, "now", lambda after="": max("1999-01-01T00:00:00Z", after))
    changed = notebook.notes.update(replace(made, body="two"))
    assert changed.modified >= made.modified
    assert changed.revision == 2
    early = notebook.notes.add(note_on(record, "three"))
    assert early.created.startswith("1999")
    assert notebook.journal.undo() is not None
    assert [note.body for note in notebook.notes.all()] == ["two"]


def test_threads_are_known_again_wherever_they_are(notebook: Notebook) -> None:
    thread = posts()
    record = known(notebook, thread)
    moved = thread_print("The ledger", posts(*WORDS, "And something new was said since."))
    found = notebook.threads.identify(moved, "/elsewhere/x.txt.gz")
    assert found is not None
    assert found.id == record.id
    assert (
        notebook.threads.identify(thread_print("t", posts("Quite other words stand here."))) is None
    )


def test_a_dump_of_several_threads_keeps_its_path_for_each(notebook: Notebook) -> None:
    one = known(notebook, posts())
    other = known(notebook, posts("Another thread, of other words, in the same file as the first."))
    assert one.id != other.id
    assert [thread.path for thread in notebook.threads.at("/dumps/ledger.txt")] == [one.path] * 2
    found = [notebook.threads.get(thread.id) for thread in (one, other)]
    assert [thread and thread.path for thread in found] == ["/dumps/ledger.txt"] * 2


def test_two_windows_give_one_thread_one_id(notebook: Notebook) -> None:
    other = Notebook(notebook.path)
    assert known(notebook, posts()).id == known(other, posts()).id


def test_an_identity_does_not_shrink_with_the_dump(notebook: Notebook) -> None:
    record = known(notebook, posts())
    known(notebook, posts(*WORDS[:3]))
    kept = notebook.threads.get(record.id)
    assert kept is not None
    assert len(kept.identity.posts) == len(record.identity.posts)


def test_an_imported_thread_without_posts_is_recognised_by_its_title(notebook: Notebook) -> None:
    foreign = notebook.threads.keep(
        KnownThread(
            "", "The ledger", "https://forum.example/1", identity=thread_print("The ledger", [])
        )
    )
    found = notebook.threads.identify(thread_print("The Ledger", posts()))
    assert found is not None
    assert found.id == foreign.id


def test_standings_and_tags(notebook: Notebook) -> None:
    record = known(notebook, posts())
    one = notebook.notes.add(note_on(record, tags=("b", "a")))
    two = notebook.notes.add(note_on(record, tags=("b",)))
    assert notebook.notes.tags() == {"b": 2, "a": 1}
    notebook.notes.settle(
        {one.id: Standing(3, 1, 2), two.id: Standing(None), "nobody": Standing(1)}
    )
    assert notebook.notes.standings(record.id) == {
        one.id: Standing(3, 1, 2),
        two.id: Standing(None),
    }
    assert notebook.journal.labels()[0] == "add a note"  # bookkeeping is no change


def test_links_lead_back() -> None:
    for link in (Link("abc", 12, "k7q2"), Link("abc", None, "k7q2"), Link("abc", 3), Link("abc")):
        assert parse(str(link)) == link
    assert parse("https://a.example/12?n=k7q2") is None
    assert parse("threadview://a b/12") is None


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("oil night", True),
        ('"every night"', True),
        ("/n.ght$/", True),
        ('tag:"two words" -tag:one', True),
        ("author:marlin", True),
        ("author:tern", False),
        ("#1", True),
        ("#2-9 or tag:one", False),
        ("date:2009-03", True),
        ("date:..2001", False),
        ("is:quote", False),
        ("not (oil or snow)", False),
    ],
)
def test_notes_are_chosen_by_the_reader_s_query_language(query: str, matches: bool) -> None:
    thread = [post(1, WORDS[0], "marlin", date="2009-03-12")]
    note = Note(
        "a",
        "t",
        body="About oil",
        tags=("two words",),
        anchors=(on(thread, 0, "counted every night"),),
    )
    assert selector(query)(note) is matches


class Journal(RuleBasedStateMachine):
    """Undo and redo against a list of states."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        self.notebook = Notebook(Path(self._folder.name) / "n.sqlite3")
        self.record = known(self.notebook, posts())
        self.states: list[dict[str, Note]] = [{}]
        self.at = 0

    def seen(self) -> dict[str, Note]:
        return {
            note.id: replace(note, revision=0, modified="") for note in self.notebook.notes.all()
        }

    def done(self) -> None:
        self.states[self.at + 1 :] = [self.seen()]
        self.at += 1

    @rule(body=st.text(max_size=5), colour=st.sampled_from(COLOURS))
    def add(self, body: str, colour: str) -> None:
        self.notebook.notes.add(note_on(self.record, body, colour=colour))
        self.done()

    @rule(pick=st.integers(0, 9), body=st.text(max_size=5))
    def change(self, pick: int, body: str) -> None:
        notes = self.notebook.notes.all()
        if notes:
            note = notes[pick % len(notes)]
            if self.notebook.notes.update(replace(note, body=body)) != note:
                self.done()

    @rule(pick=st.integers(0, 9))
    def delete(self, pick: int) -> None:
        notes = self.notebook.notes.all()
        if notes:
            note = notes[pick % len(notes)]
            self.notebook.notes.delete(note.id, note.revision)
            self.done()

    @rule()
    def undo(self) -> None:
        assert (self.notebook.journal.undo(self.record.id) is not None) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        last = len(self.states) - 1
        assert (self.notebook.journal.redo(self.record.id) is not None) == (self.at < last)
        self.at = min(last, self.at + 1)

    @invariant()
    def same(self) -> None:
        assert self.seen() == self.states[self.at]

    def teardown(self) -> None:
        self.notebook.close()
        self._folder.cleanup()


TestJournal = Journal.TestCase
TestJournal.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(max_size=50), tags=st.lists(st.text(max_size=8), max_size=4))
def test_any_text_can_be_noted(notebook: Notebook, body: str, tags: list[str]) -> None:
    record = known(notebook, posts())
    made = notebook.notes.add(note_on(record, body, tags=tuple(tags)))
    assert notebook.notes.get(made.id) == made
    assert made.body == body
