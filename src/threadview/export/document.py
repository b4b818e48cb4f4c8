"""A file of notes in pieces, so that it can be brought up to date piece by piece.

Flavours make one; `upkeep` lays it over the file that is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from threadview.export.sheet import Sheet
from threadview.notebook import Piece


def piece_of(lines: list[str]) -> Piece:
    """What is remembered of lines that were written."""
    raw = "\n".join(lines).encode("utf-8", "surrogatepass")
    return Piece(blake2b(raw, digest_size=12).hexdigest(), len(lines))


@dataclass(slots=True)
class Block:
    """A note as written; its last line is its link line. `group` numbers the heading it is under,
    `section` the title."""

    note: str
    lines: list[str]
    group: int
    section: int


@dataclass(slots=True)
class Document:
    """A file as it should be: front matter by key, titles, headings, and the notes' blocks in
    order. Each title, heading and front entry is a list of lines."""

    front: dict[str, list[str]] = field(default_factory=dict)
    titles: list[list[str]] = field(default_factory=list)
    headings: list[list[str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class Flavour(Protocol):
    """A syntax of notes. A module with these names is one.

    `LINK_LINE` matches the last line of a note's block, with its id as the first group; `HEADING`
    the line that begins a section or a group.
    """

    SUFFIX: str
    LINK_LINE: re.Pattern[str]
    HEADING: re.Pattern[str]

    def document(self, sheets: list[Sheet], *, links: bool = False) -> Document:
        """The notes in this syntax, without the time of export."""
        ...

    def opens(self, line: str, fence: str) -> str:
        """The mark of the code block that is open after a line ("" for none)."""
        ...

    def stamp(self, time: str) -> tuple[str, list[str]]:
        """The front entry that says when the content last changed: its key and lines."""
        ...

    def split_front(self, lines: list[str]) -> tuple[dict[str, list[str]], int]:
        """The front entries at the beginning of a file, and how many lines they take up in all."""
        ...

    def join_front(self, front: dict[str, list[str]]) -> list[str]:
        """Front entries as lines."""
        ...


def note_of(line: str, flavour: Flavour) -> str | None:
    """The id of the note whose link line this is."""
    match = flavour.LINK_LINE.match(line)
    return match[1] if match else None


def is_heading(line: str, flavour: Flavour) -> bool:
    """Whether a line begins a section or a group."""
    return flavour.HEADING.match(line) is not None
