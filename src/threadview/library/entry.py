"""A row of the library: one thread, as far as a list shows it."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A thread in the library.

    `path` and `key` say where it is (`key` is "" where the file holds one thread); `begun` and
    `ended` are the days of its first and last dated posts (ISO 8601), `size` its characters;
    `missing` says that the file is gone. `first` is the id of its first post in the index.
    """

    id: int
    path: str
    key: str
    title: str | None
    author: str | None
    posts: int
    people: int
    begun: str | None
    ended: str | None
    size: int
    missing: bool
    format: str | None
    first: int

    @property
    def where(self) -> str:
        """What the reader's place in it is kept under (see `Reading.where`)."""
        return f"{self.path}#{self.key}" if self.key else self.path
