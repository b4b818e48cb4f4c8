"""Corrections are kept, taken back and undone as notes are."""

from __future__ import annotations

from pathlib import Path

import pytest

from noted import known, on, posts
from threadview.corrections import ACTIONS, Correction
from threadview.errors import NotebookError
from threadview.notebook import Notebook


@pytest.mark.parametrize("action", ACTIONS)
def test_every_correction_comes_back_and_is_undone(tmp_path: Path, action: str) -> None:
    thread = posts()
    with Notebook(tmp_path / "n.sqlite3") as notebook:
        record = known(notebook, thread)
        anchors = () if action == "title" else (on(thread, 0, "every night"), on(thread, 1, "snow"))
        made = notebook.corrections.add(
            Correction("", record.id, action, anchors, "gull \U0001f426")  # type: ignore[arg-type]
        )
        assert notebook.corrections.any()
        assert Notebook(notebook.path).corrections.of_thread(record.id) == [made]
        step = notebook.journal.undo(record.id)
        assert step is not None
        assert step.label == f"correct: {action}"
        assert notebook.corrections.of_thread(record.id) == []
        assert not notebook.corrections.any()
        notebook.journal.redo(record.id)
        (again,) = notebook.corrections.of_thread(record.id)
        assert (again.id, again.value, again.anchors) == (made.id, made.value, made.anchors)


def test_corrections_stand_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    thread = posts()
    with Notebook(tmp_path / "n.sqlite3") as notebook:
        record = known(notebook, thread)
        made = [
            notebook.corrections.add(Correction("", record.id, "title", value=str(number)))
            for number in range(9)
        ]
        assert notebook.corrections.of_thread(record.id) == made
        gone = made[3]
        notebook.corrections.delete(gone.id, gone.revision)
        assert gone not in notebook.corrections.of_thread(record.id)
        assert notebook.threads.all()[0].id == record.id


def test_stale_and_unknown_ones_are_refused(tmp_path: Path) -> None:
    with Notebook(tmp_path / "n.sqlite3") as notebook:
        record = known(notebook, posts())
        made = notebook.corrections.add(Correction("", record.id, "title", value="T"))
        with pytest.raises(NotebookError, match="another window"):
            notebook.corrections.delete(made.id, made.revision + 1)
        with pytest.raises(NotebookError, match="no correction"):
            notebook.corrections.delete("nothere", 1)
        with pytest.raises(NotebookError, match="no correction is called"):
            notebook.corrections.add(Correction("", record.id, "sing"))  # type: ignore[arg-type]
        assert len(notebook.corrections.of_thread(record.id)) == 1
