"""What goes wrong in the world, really tried: killed processes, full disks, damage, crowds."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import powerless
import threadview
from noted import filled, known, note_on, posts
from threadview.errors import NotebookError
from threadview.notebook import KnownThread, Notebook, checked, rescue, restore
from threadview.notebook.schema import LATEST, STEPS

SOURCE = Path(str(threadview.__file__)).parent.parent
WRITER = Path(__file__).parent / "writer.py"
LINUX = sys.platform == "linux"


def writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path), str(count), name],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )


def begun(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.notes.add(note_on(known(notebook, posts()), "first"))


def test_kill_9_at_any_moment_loses_no_note_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    begun(path)
    chance = random.Random(9)
    kept: list[str] = []
    while len(kept) < 1000:
        process = writer(path, 1000, "killed")
        assert process.stdout is not None
        patience = chance.randrange(1, 250)
        for line in process.stdout:
            kept.append(line.strip())
            patience -= 1
            if not patience:
                process.send_signal(signal.SIGKILL)
                break
        kept += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        assert checked(path) == []
    with Notebook(path) as notebook:
        assert set(kept) <= {note.id for note in notebook.notes.all()}


def test_two_processes_write_a_thousand_notes_each(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    begun(path)
    processes = [writer(path, 1000, name) for name in ("one", "two")]
    ids = [process.communicate(timeout=100)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(found) for found in ids] == [1000, 1000]
    with Notebook(path) as notebook:
        notes = {note.id: note for note in notebook.notes.all()}
        assert {*ids[0], *ids[1]} <= set(notes)
        assert len(notes) == 2001
    assert checked(path) == []


def test_two_windows_at_one_note_lose_neither_s_words(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    windows = [Notebook(path), Notebook(path)]
    made = windows[0].notes.add(note_on(known(windows[0], posts()), "start"))
    said = {"start"}
    chance = random.Random(3)
    held = [made, made]
    for number in range(60):
        at = chance.randrange(2)
        if chance.random() < 0.5:
            fresh = windows[at].notes.get(made.id)
            assert fresh is not None
            held[at] = fresh
        said.add(f"{at} {number}")
        written = windows[at].notes.update(replace(held[at], body=f"{at} {number}"))
        if written.id == made.id:
            held[at] = written
    bodies = {note.body for note in windows[0].notes.all()}
    while windows[0].journal.undo() is not None:
        bodies |= {note.body for note in windows[0].notes.all()}
    assert said <= bodies


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 kB; the test is skipped where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False) if LINUX else None
    if done is None or done.returncode:
        pytest.skip("no file system can be mounted here; the limit on file sizes is tried instead")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_refuses_the_note_and_keeps_what_was_there(small_disk: Path) -> None:
    path = small_disk / "notes.sqlite3"
    notebook = Notebook(path)
    record = known(notebook, posts())
    kept: list[str] = []

    def write_on() -> None:
        for number in range(1000):
            kept.append(notebook.notes.add(note_on(record, f"{number} " + "x" * 4000)).id)

    with pytest.raises(NotebookError, match="disk is full") as caught:
        write_on()
    assert kept
    assert caught.value.hint
    assert [note.id for note in notebook.notes.of_thread(record.id)] == kept
    saved = rescue("the words in hand", small_disk)
    assert saved.read_text() == "the words in hand"
    notebook.close()
    assert {note.id for note in Notebook(path).notes.all()} == set(kept)


def test_a_full_disk_during_a_migration_leaves_the_old_notebook(small_disk: Path) -> None:
    path = small_disk / "notes.sqlite3"
    old_notebook(path, 1, notes=100)
    before = path.read_bytes()
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 500_000)
    with pytest.raises(NotebookError, match="disk is full"):
        Notebook(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert path.read_bytes() == before
    filler.unlink()
    assert len(Notebook(path).notes.all()) == 100


def test_a_file_that_may_not_grow_refuses_the_note(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = Notebook(path)
    record = known(notebook, posts())
    made = notebook.notes.add(note_on(record, "small"))
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, held[1]))
    try:
        with pytest.raises(NotebookError) as caught:
            notebook.notes.add(note_on(record, "x" * 1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
        signal.signal(signal.SIGXFSZ, before)
    assert caught.value.hint
    assert [note.id for note in notebook.notes.all()] == [made.id]
    notebook.notes.add(note_on(record, "y" * 1_000_000))


def test_what_cannot_be_saved_in_one_place_is_saved_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    first, second = (rescue(f"words {n} \udcff", blocked) for n in (1, 2))
    assert first.parent == second.parent == home
    assert first != second
    assert first.read_bytes() == b"words 1 \xff"


READ_ONLY = """
import sys
from pathlib import Path
from threadview.errors import NotebookError
from threadview.notebook import Note, Notebook
notebook = Notebook(Path(sys.argv[1]))
notes = notebook.notes.all()
print(*sorted(note.body for note in notes), sep="|")
print(notebook.read_only)
try:
    notebook.notes.add(Note("", notes[0].thread, body="x"))
except NotebookError as error:
    print(error)
print(len(notebook.notes.all()))
"""


@pytest.mark.parametrize("left", ["closed", "killed", "killed, without its index", "old"])
def test_a_folder_that_may_not_be_written_shows_every_note(tmp_path: Path, left: str) -> None:
    """Also those that are in the log alone, because the program that wrote them was killed."""
    path = tmp_path / "own" / "notes.sqlite3"
    path.parent.mkdir()
    if left == "old":
        old_notebook(path, 1)
    else:
        notebook = filled(tmp_path / "notes.sqlite3", 5)
        parts = ("", "-wal", "-shm")[: {"closed": 1, "killed": 3}.get(left, 2)]
        if left == "closed":
            notebook.close()
        for part in parts:  # as they are while it is open: as a kill leaves them
            shutil.copyfile(f"{tmp_path}/notes.sqlite3{part}", f"{path}{part}")
        notebook.close()
    with Notebook(tmp_path / "notes.sqlite3") as notebook:
        bodies = sorted(note.body for note in notebook.notes.all())
    expected = bodies or ["body 0", "body 1", "body 2"]
    before = {child.name: child.read_bytes() for child in path.parent.iterdir()}
    with powerless.read_only(path.parent):
        done = powerless.run(READ_ONLY, [path])
        shown, why, said, count = done.stdout.splitlines()
    assert shown.split("|") == expected, done.stderr
    assert why
    assert "read-only" in said
    assert int(count) == len(expected)
    assert {child.name: child.read_bytes() for child in path.parent.iterdir()} == before


def test_a_locked_notebook_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threadview.notebook import store

    monkeypatch.setattr(store, "PATIENCE", 0.05)
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 2)
    notebook.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        blocked = Notebook(path)
        assert len(blocked.notes.all()) == 2  # the reader still reads
        with pytest.raises(NotebookError, match="locked"):
            blocked.notes.add(note_on(known_thread(blocked), "x"))
        holder.execute("ROLLBACK")
    blocked.notes.add(note_on(known_thread(blocked), "x"))


def known_thread(notebook: Notebook) -> KnownThread:
    return notebook.threads.all()[0]


def damaged(path: Path) -> None:
    """Overwrite pages in the middle of a database."""
    with path.open("r+b") as file:
        for page in range(2, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xa5" * 4096)


def test_a_damaged_page_is_said_and_a_backup_brings_the_notes_back(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 300)
    notebook.backup()
    expected = notebook.notes.all()
    notebook.close()
    damaged(path)
    assert checked(path)
    with pytest.raises(NotebookError, match="damaged") as caught, Notebook(path) as broken:
        broken.notes.all()
    assert "restore" in caught.value.hint
    used, aside = restore(path)
    assert used.exists()
    assert aside is not None
    assert "damaged" in aside.name
    assert checked(path) == []
    assert Notebook(path).notes.all() == expected


def test_a_damaged_notebook_makes_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    notebook = filled(path, 300)
    notebook.close()
    damaged(path)
    with pytest.raises(NotebookError), Notebook(path) as broken:
        broken.backup()
    assert list((tmp_path / "backups").glob("*")) == []


def test_a_file_that_is_no_notebook_is_left_alone(tmp_path: Path) -> None:
    for name, raw in (("text", b"just words, and many of them\n" * 100), ("short", b"x")):
        path = tmp_path / name
        path.write_bytes(raw)
        with pytest.raises(NotebookError), Notebook(path) as notebook:
            notebook.notes.all()
        assert path.read_bytes() == raw
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (x)")
    before = path.read_bytes()
    with pytest.raises(NotebookError, match="no notebook"):
        Notebook(path)
    assert path.read_bytes() == before


def old_notebook(path: Path, version: int, notes: int = 3) -> None:
    """A notebook as version `version` of the schema had it, with notes in it."""
    with closing(sqlite3.connect(path)) as connection:
        for step in STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute("PRAGMA application_id = 1953918562")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO thread (id, title, first_seen, last_seen) VALUES ('t', 'Old', '', '')"
        )
        for number in range(notes):
            connection.execute(
                "INSERT INTO note VALUES (?, 't', 'note', 'thread', '[]', ?, '[\"old\"]', NULL, "
                "NULL, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 1, 0)",
                (f"n{number}", f"body {number}"),
            )
        connection.commit()


@pytest.mark.parametrize("version", range(1, LATEST))
def test_every_old_schema_comes_up_after_a_backup(tmp_path: Path, version: int) -> None:
    path = tmp_path / "notes.sqlite3"
    old_notebook(path, version)
    with Notebook(path) as notebook:
        assert [note.body for note in notebook.notes.all()] == ["body 0", "body 1", "body 2"]
        notebook.notes.add(note_on(known(notebook, posts()), "new"))
    (backup,) = (tmp_path / "backups").glob(f"*before-v{version}*")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == version
        assert connection.execute("SELECT count(*) FROM note").fetchone()[0] == 3
    assert checked(path) == []


def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    filled(path, 3).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    before = path.read_bytes()
    with pytest.raises(NotebookError, match="newer") as caught:
        Notebook(path)
    assert "update" in caught.value.hint
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["notes.sqlite3"]
    assert any("newer" in problem for problem in checked(path))
