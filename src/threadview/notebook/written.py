"""What exports last wrote: the hash of each piece, by file, so that a reader's edits are known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from threadview.notebook.note import storable
from threadview.notebook.store import Store, as_json


class Piece(NamedTuple):
    """A piece of a file as last written: the hash of its lines, and how many there were."""

    hash: str
    lines: int


class Written:
    """The export memory of a store. Pieces are named: a note's by its id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_file(self, file: Path) -> dict[str, Piece]:
        """The pieces last written to a file."""
        query = "SELECT piece, hash, lines FROM written WHERE file = ?"
        rows = self._store.read(query, (_name(file),))
        return {row["piece"]: Piece(row["hash"], row["lines"]) for row in rows}

    def anywhere(self, pieces: list[str]) -> dict[str, set[Piece]]:
        """The pieces of these names as they were last written to any file: a file that was moved
        is recognised by them."""
        query = (
            "SELECT piece, hash, lines FROM written WHERE piece IN (SELECT value FROM json_each(?))"
        )
        found: dict[str, set[Piece]] = {}
        for row in self._store.read(query, (as_json(pieces),)):
            found.setdefault(row["piece"], set()).add(Piece(row["hash"], row["lines"]))
        return found

    def files_of(self, folder: Path) -> dict[str, Path]:
        """Files in a folder, by the id of the thread whose notes were written there."""
        start = _name(folder).rstrip("/") + "/"
        query = "SELECT file, piece FROM written WHERE piece LIKE 'thread:%' AND substr(file,1,?)=?"
        rows = self._store.read(query, (len(start), start))
        found = {row["piece"].removeprefix("thread:"): Path(row["file"]) for row in rows}
        return {thread: file for thread, file in found.items() if file.parent == folder.absolute()}

    def remember(self, file: Path, pieces: Mapping[str, Piece]) -> None:
        """Keep what has just been written to a file, in place of what was known of it."""
        if self.of_file(file) == dict(pieces):
            return
        with self._store.change("") as change:
            change.execute("DELETE FROM written WHERE file = ?", (_name(file),))
            for name, piece in pieces.items():
                change.execute(
                    "INSERT INTO written VALUES (?, ?, ?, ?)",
                    (_name(file), name, piece.hash, piece.lines),
                )


def _name(file: Path) -> str:
    return storable(str(file.absolute()))
