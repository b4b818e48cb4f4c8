"""What SQLite and the file system complain of, said so that somebody can act on it."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from threadview.errors import NotebookError


def explained(error: sqlite3.Error | OSError, path: Path) -> NotebookError:
    """The error for the person at the terminal: what is wrong with the notebook, what to do."""
    if isinstance(error, OSError):
        return _of_system(error, path)
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return NotebookError(
            f"the disk is full: the notebook {path} could not be written",
            "free some space and write again; nothing that was noted before is lost",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return NotebookError(
            f"the notebook {path} cannot be written: it or its folder is read-only",
            "allow writing there, or name another file with --notebook",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return NotebookError(
            f"the notebook {path} cannot be opened",
            "see that its folder exists and may be written, or name another with --notebook",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return NotebookError(
            f"the notebook {path} is locked by another program",
            "close what holds it, and write again",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return NotebookError(
            f"the notebook {path} is damaged ({error})",
            "`threadview notes restore` brings back the newest good backup and keeps the "
            "damaged file beside it",
        )
    if code == sqlite3.SQLITE_IOERR:
        return NotebookError(
            f"the notebook {path} could not be read or written ({error})",
            "see whether the disk is full, over quota, or failing",
        )
    return NotebookError(f"the notebook {path}: {error}")


def _of_system(error: OSError, path: Path) -> NotebookError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NotebookError(
            f"the disk is full: {error.filename or path} could not be written",
            "free some space and write again; nothing that was noted before is lost",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotebookError(
            f"{error.filename or path} cannot be written: it or its folder is read-only",
            "allow writing there, or name another file with --notebook",
        )
    return NotebookError(f"{error.filename or path}: {error.strerror or error}")


def rescue(text: str, directory: Path) -> Path:
    """Save a note's text that could not go into the notebook, to a new named file.

    Tries `directory`, then the home directory, then the system's place for temporary files.

    Raises:
        NotebookError: it could be saved nowhere.
    """
    import tempfile

    name = datetime.now(UTC).strftime("threadview-note-%Y%m%dT%H%M%SZ")
    problem: OSError | None = None
    for folder in (directory, Path.home(), Path(tempfile.gettempdir())):
        for count in range(1000):
            path = folder / (f"{name}-{count}.md" if count else f"{name}.md")
            try:
                folder.mkdir(parents=True, exist_ok=True)
                with path.open("x", encoding="utf-8", errors="surrogateescape") as file:
                    file.write(text)
            except FileExistsError:
                continue
            except OSError as error:
                problem = error
                _forget(path)
                break
            return path
    raise NotebookError(f"the note could be saved nowhere: {problem}", "copy it before you go on")


def _forget(path: Path) -> None:
    """Take away a file that was begun and could not be filled."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
