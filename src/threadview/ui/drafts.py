"""Drafts: the words of a note in hand, in a file of the state directory, should we die meanwhile.

A file for each note that is being written, named by the process: `draft-PID-N.md`. Its first line
says what the note is on, for a machine, in a comment; the words follow as they were typed. Who
finds one whose process is gone may offer to take it up.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

HEAD = "<!-- threadview draft "
STALE = 60.0
"""Seconds after which a draft counts as left where processes cannot be asked for."""


class About(NamedTuple):
    """What a note in hand is on: words that say so, the dump, stretches of its posts as read, and
    the id and revision of the note that is changed."""

    words: str
    where: str | None = None
    target: tuple[tuple[int, int, int], ...] = ()
    note: str | None = None
    revision: int = 0


class Left(NamedTuple):
    """A draft that its process left behind."""

    path: Path
    about: About
    text: str


class Draft:
    """The file of a note in hand."""

    def __init__(self, directory: str, about: About) -> None:
        self._directory = Path(directory)
        self.about = about
        self._path: Path | None = None

    def save(self, text: str) -> None:
        """Save the words as they are now, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        self._directory.mkdir(parents=True, exist_ok=True)
        path = self._path = self._path or _free(self._directory)
        head = json.dumps(self.about._asdict()).replace("-->", "--\\u003e")
        fresh = path.with_suffix(".part")
        fresh.write_text(f"{HEAD}{head} -->\n{text}", encoding="utf-8", errors="replace")
        fresh.replace(path)

    def forget(self) -> None:
        """The words are kept, or thrown away on purpose."""
        if self._path is not None:
            _gone(self._path)
            self._path = None


def left(directory: str) -> list[Left]:
    """The drafts of processes that are gone, the oldest first. Files that are no drafts, or cannot
    be read, are passed over."""
    try:
        paths = sorted(Path(directory).glob("draft-*.md"))
    except OSError:
        return []
    found = [draft for path in paths if not _in_hand(path) and (draft := _read(path)) is not None]
    return [draft for draft in found if draft.text.strip()]


def drop(draft: Left) -> None:
    """The draft has been taken up."""
    _gone(draft.path)


def _read(path: Path) -> Left | None:
    try:
        head, _, text = path.read_text(encoding="utf-8", errors="replace").partition("\n")
    except OSError:
        return None
    try:
        said: dict[str, Any] = json.loads(head.removeprefix(HEAD).removesuffix("-->"))
        target = tuple((int(post), int(start), int(end)) for post, start, end in said["target"])
        about = About(
            str(said["words"]), said["where"], target, said["note"], int(said["revision"])
        )
    except (ValueError, TypeError, KeyError):
        return Left(path, About("a note"), f"{head}\n{text}")
    return Left(path, about, text)


def _in_hand(path: Path) -> bool:
    """Whether the process that a draft is of still runs."""
    number = path.stem.split("-")[1]
    if not number.isdecimal() or not int(number):
        return False
    if sys.platform == "win32":  # there, asking for a process by a signal would end it
        return time.time() - path.stat().st_mtime < STALE
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _free(directory: Path) -> Path:
    number = 0
    while (path := directory / f"draft-{os.getpid()}-{number}.md").exists():
        number += 1
    return path


def _gone(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # it will be offered again: no harm
        return
