"""The link that an export puts below a note leads back to the dump and the post."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadview.cli.link import linked
from threadview.desk import Desk, identify
from threadview.errors import NotebookError
from threadview.notebook import Link, Note
from threadview.reading import read_path

GAP = "\u00a0\n"


def test_a_link_leads_to_the_note(tmp_path: Path) -> None:
    dump = tmp_path / "ledger.txt"
    bodies = ["The oil was counted every night.", "Two keepers signed it, says the page."]
    dump.write_text(
        "The ledger\n\n" + f"\n{GAP}".join([*bodies, "Snow fell."]) + f"\n{GAP}Top\n", "utf-8"
    )
    thread = read_path(dump)
    notebook = tmp_path / "notes.db"
    desk = Desk(notebook, thread, identify(thread))
    note = desk.add(Note("", "", "note", "post", desk.anchor_of(1), "who?"))
    desk.settle()
    assert desk.known is not None
    desk.close()

    path, place = linked(str(Link(note.thread, None, note.id)), str(notebook))

    assert Path(path) == dump
    assert place == "#2"
    assert linked(f"threadview://{note.thread}/3", str(notebook)) == (str(dump), "#3")


@pytest.mark.parametrize("link", ["threadview://", "threadview://zzzz/1", "threadview://../etc"])
def test_a_link_to_nothing_says_so(link: str, tmp_path: Path) -> None:
    with pytest.raises(NotebookError):
        linked(link, str(tmp_path / "notes.db"))
