"""Copies of the notebook: made by themselves, before anything risky, and on request; and back.

They stand in `backups/` beside the notebook, named by when and why. A copy is written to a
temporary name, checked, synced and renamed, so that it is whole or not there; a damaged notebook
makes no backup and so never pushes a good one out.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from threadview.errors import NotebookError
from threadview.notebook.schema import APPLICATION, LATEST
from threadview.notebook.troubles import explained

EVERY = timedelta(hours=20)
"""An automatic backup is made by the first write after this."""
DAYS, WEEKS, MONTHS = 7, 5, 12
"""Automatic backups kept: of the last so many days, weeks and months that have one."""
STAMP = "%Y%m%dT%H%M%S"


class Backup(NamedTuple):
    """A copy: where, when (UTC), why ("auto", "manual", "before-v3", "before-restore"), bytes."""

    path: Path
    when: datetime
    why: str
    size: int


def folder(notebook: Path) -> Path:
    """Where the backups of a notebook are."""
    return notebook.parent / "backups"


def listed(notebook: Path) -> list[Backup]:
    """The backups of a notebook, the newest first."""
    found = []
    for path in folder(notebook).glob(f"{notebook.stem}-*.sqlite3"):
        rest = path.stem[len(notebook.stem) + 1 :]
        stamp, _, why = rest.partition("-")
        try:
            when = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, when, why.partition("_")[0], path.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda backup: (backup.when, backup.path.name), reverse=True)


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a live database to a file, whole and checked, or not at all.

    Raises:
        NotebookError: the database is damaged, or the copy cannot be written.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as out:
            connection.backup(out)
            out.execute("PRAGMA journal_mode = DELETE")
            verdict = out.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {verdict}")
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise explained(error, target) from error


def fresh_name(notebook: Path, why: str) -> Path:
    """A name for a new backup that nothing has yet."""
    stamp = datetime.now(UTC).strftime(STAMP)
    path = folder(notebook) / f"{notebook.stem}-{stamp}-{why}.sqlite3"
    count = 1
    while path.exists():
        count += 1
        path = path.with_name(f"{notebook.stem}-{stamp}-{why}_{count}.sqlite3")
    return path


def automatic(connection: sqlite3.Connection, notebook: Path) -> Path | None:
    """Back up if one is due, and let old automatic ones go. A clock that went back makes one due,
    and lets none go that is not one of the newest of its day."""
    if not connection.execute("SELECT 1 FROM change LIMIT 1").fetchone():
        return None
    made = listed(notebook)
    now = datetime.now(UTC)
    if made and timedelta(0) <= now - made[0].when < EVERY:
        return None
    if made and made[0].when > now and any(now - b.when < EVERY for b in made if b.when <= now):
        return None
    target = fresh_name(notebook, "auto")
    copy(connection, target)
    for old in _spare(listed(notebook)):
        old.path.unlink(missing_ok=True)
    return target


def _spare(made: list[Backup]) -> list[Backup]:
    """The automatic backups that need not be kept."""
    autos = [backup for backup in made if backup.why == "auto"]
    kept: set[Path] = set()
    for limit, shape in ((DAYS, "%Y%j"), (WEEKS, "%G%V"), (MONTHS, "%Y%m")):
        periods: dict[str, Path] = {}
        for backup in autos:
            periods.setdefault(backup.when.strftime(shape), backup.path)
        kept.update(list(periods.values())[:limit])
    return [backup for backup in autos if backup.path not in kept]


def before_migration(connection: sqlite3.Connection, notebook: Path, version: int) -> Path:
    """The copy that is made before a notebook of an older version is changed."""
    target = fresh_name(notebook, f"before-v{version}to{LATEST}")
    copy(connection, target)
    return target


def checked(path: Path) -> list[str]:
    """What is wrong with a notebook file, in plain words; nothing, when it is sound."""
    if not path.exists():
        return [f"{path}: there is no such file"]
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            kind = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
                wrong.append(f"{table} row {row} names a {parent} that is not there")
            wrong += _unreadable(connection)
    except sqlite3.Error as error:
        return [explained(error, path).message]
    problems = [text for text in wrong if text != "ok"]
    if kind != APPLICATION:
        problems.append("it is no notebook of threadview's")
    if version > LATEST:
        problems.append(f"it was written by a newer threadview (version {version})")
    return problems


def _unreadable(connection: sqlite3.Connection) -> list[str]:
    """Rows whose stored JSON does not parse."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    wrong = []
    for table in ("note", "correction"):
        if table in tables:
            query = f"SELECT id FROM {table} WHERE NOT json_valid(anchors)"  # noqa: S608 - own name
            wrong += [
                f"{table} {row[0]} has unreadable anchors" for row in connection.execute(query)
            ]
    return wrong


def restore(notebook: Path, source: Path | None = None) -> tuple[Path, Path | None]:
    """Put a backup (by default the newest sound one) in the notebook's place.

    What stood there is kept: as a backup when it is sound, else under a name that says "damaged".
    Returns the backup used and where the former notebook is now, if there was one.

    Raises:
        NotebookError: there is no sound backup, or the notebook cannot be replaced.
    """
    chosen = _sound(notebook, source)
    try:
        kept = _set_aside(notebook)
        notebook.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(chosen)) as good, closing(_target(notebook)) as target:
            good.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
    except (sqlite3.Error, OSError) as error:
        raise explained(error, notebook) from error
    return chosen, kept


def _sound(notebook: Path, source: Path | None) -> Path:
    if source is not None:
        problems = checked(source)
        if problems:
            raise NotebookError(f"{source} cannot be restored from: {problems[0]}")
        return source
    for backup in listed(notebook):
        if not checked(backup.path):
            return backup.path
    raise NotebookError(
        f"there is no sound backup in {folder(notebook)}", "name one: threadview notes restore FILE"
    )


def _set_aside(notebook: Path) -> Path | None:
    if not notebook.exists():
        return None
    if not checked(notebook):
        kept = fresh_name(notebook, "before-restore")
        with closing(sqlite3.connect(notebook)) as connection:
            copy(connection, kept)
        return kept
    stamp = datetime.now(UTC).strftime(STAMP)
    kept = notebook.with_name(f"{notebook.stem}-damaged-{stamp}{notebook.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = notebook.with_name(notebook.name + ending)
        if part.exists():
            part.replace(kept.with_name(kept.name + ending))
    return kept


def _target(notebook: Path) -> sqlite3.Connection:
    """The notebook's own connection: a sound one is written over as a transaction, so that other
    windows see it whole before or whole after."""
    return sqlite3.connect(notebook, timeout=10)
