"""Whether a file system has locks, and what the library and the notebook do where it has none."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from library.made import found, library, scrape
from noted import filled, known, note_on, posts
from threadview.errors import NotebookError
from threadview.library import LibraryError, Mark
from threadview.locking import has_locks
from threadview.notebook import Notebook

fcntl = pytest.importorskip("fcntl", reason="the locks of POSIX systems")


@pytest.fixture
def lockless(monkeypatch: pytest.MonkeyPatch) -> None:
    """As NFS without its lock daemon has it."""

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "lockf", refused)


@contextmanager
def busy(*paths: Path) -> Iterator[None]:
    """What SQLite makes of files that cannot be locked: it takes them for locked by others."""
    holders = [sqlite3.connect(path, isolation_level=None) for path in paths]
    for holder in holders:
        holder.execute("PRAGMA journal_mode = DELETE").fetchone()
        holder.execute("BEGIN EXCLUSIVE")
    yield
    for holder in holders:
        holder.close()


def test_a_folder_has_locks(tmp_path: Path) -> None:
    assert has_locks(str(tmp_path / "a"))
    assert list(tmp_path.iterdir()) == []
    assert has_locks(str(tmp_path / "nowhere/a")), "nobody knows that it has none"


@pytest.mark.usefixtures("lockless")
def test_a_library_without_locks_is_read_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    scrape(tmp_path / "in/a.txt", "A light", "The lantern was lit.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    where = (str(tmp_path / "in/a.txt"), "")
    with books.shelf() as shelf:
        shelf.keep(where, Mark(favourite=True))
    index, kept = Path(books.index), tmp_path / "data" / "shelf.sqlite3"
    with busy(index, kept, Path(f"{index}.lock")):
        assert len(found(books, "lantern")) == 1
        with books.shelf() as shelf:
            assert shelf.marks() == {where: Mark(favourite=True)}
            with pytest.raises(LibraryError, match=r"shelf.* has no locks"):
                shelf.keep(where, Mark())
        with pytest.raises(LibraryError, match=r"index cannot be written: .* has no locks") as met:
            books.refresh()
    assert "XDG_CACHE_HOME" in met.value.hint


@pytest.mark.usefixtures("lockless")
def test_a_shelf_that_was_never_filled_is_empty_without_locks(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    kept = tmp_path / "data" / "shelf.sqlite3"
    kept.touch()
    with busy(kept), library(tmp_path).shelf() as shelf:
        assert shelf.roots() == []
        with pytest.raises(LibraryError, match="no locks"):
            shelf.add_roots(["/somewhere"])


@pytest.mark.usefixtures("lockless")
def test_a_notebook_without_locks_shows_its_notes_and_takes_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    with pytest.raises(NotebookError, match="no locks"), Notebook(path) as none:
        none.notes.add(note_on(known(none, posts()), "x"))
    assert not path.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "lockf", lambda *_: None)
        filled(path, 3).close()
    with busy(path), closing(Notebook(path)) as notebook:
        assert "no locks" in notebook.read_only
        (one, *others) = notebook.notes.all()
        assert len(others) == 2
        with pytest.raises(NotebookError, match="no locks") as met:
            notebook.notes.delete(one.id, one.revision)
        assert "--notebook" in met.value.hint
        assert len(notebook.notes.all()) == 3
    with Notebook(path) as notebook:
        assert len(notebook.notes.all()) == 3


def _read_only(patch: pytest.MonkeyPatch) -> None:
    """A file system on which no file can be made, whoever asks."""

    def refused(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    patch.setattr(tempfile, "TemporaryFile", refused)


def test_a_read_only_folder_may_have_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.sqlite3"
    filled(path, 1).close()
    _read_only(monkeypatch)
    assert has_locks(str(path))
    with busy(path):
        assert has_locks(str(path))


@pytest.mark.usefixtures("lockless")
def test_a_notebook_in_a_read_only_folder_without_locks_is_not_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "lockf", lambda *_: None)
        filled(path, 3).close()
    _read_only(monkeypatch)
    with busy(path), closing(Notebook(path)) as notebook:
        assert "no locks" in notebook.read_only
        assert len(notebook.notes.all()) == 3
