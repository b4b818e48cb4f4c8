"""Backups: made by themselves, kept in turn, and put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from noted import filled, note_on
from threadview.errors import NotebookError
from threadview.notebook import Notebook, checked, restore
from threadview.notebook import backups as module


def test_a_backup_is_whole_and_can_be_put_back(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 10)
    before = notebook.notes.all()
    made = notebook.backup()
    assert checked(made) == []
    note = before[0]
    notebook.notes.delete(note.id, note.revision)
    used, aside = restore(path)
    assert used == made
    assert aside is not None
    assert notebook.changed()  # a window that is open sees it
    assert notebook.notes.all() == before
    assert len(Notebook(aside).notes.all()) == 9


def test_the_first_write_of_a_day_backs_up(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    filled(path, 2).close()
    for _ in range(3):
        with Notebook(path) as notebook:
            notebook.notes.add(note_on(notebook.threads.all()[0]))
    (made,) = Notebook(path).backups()
    assert made.why == "auto"


class Clock(datetime):
    """A clock that is set by hand."""

    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.moment


def test_old_backups_go_in_turn_and_a_clock_that_jumps_takes_none_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 1)
    monkeypatch.setattr(module, "datetime", Clock)
    connection = notebook._store._live()
    for _ in range(160):
        Clock.moment += timedelta(days=1)
        module.automatic(connection, path)
    made = [backup.when for backup in module.listed(path)]
    assert len(made) <= module.DAYS + module.WEEKS + module.MONTHS
    assert made[0] == Clock.moment
    assert sum(when > Clock.moment - timedelta(days=7) for when in made) == 7
    assert (made[0] - made[-1]).days > 120
    Clock.moment = datetime(2001, 1, 1, tzinfo=UTC)
    for _ in range(5):
        module.automatic(connection, path)
        Clock.moment += timedelta(hours=1)
    kept = [backup.when for backup in module.listed(path)]
    assert set(made[:7]) <= set(kept)
    assert len(kept) <= len(made) + 1
    assert min(kept).year == 2001


def test_there_is_nothing_to_restore_or_only_damage(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 3)
    with pytest.raises(NotebookError, match="no sound backup"):
        restore(path)
    made = notebook.backup()
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(NotebookError, match="no sound backup"):
        restore(path)
    with pytest.raises(NotebookError, match="cannot be restored"):
        restore(path, made)
    assert len(Notebook(path).notes.all()) == 3


def test_an_automatic_backup_that_fails_stops_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.sqlite3"
    filled(path, 1).close()
    (tmp_path / "backups").write_text("in the way")
    with Notebook(path) as notebook:
        notebook.notes.add(note_on(notebook.threads.all()[0]))
        assert "backup" in notebook.notices[0]
        assert len(notebook.notes.all()) == 2
