"""A text dump that loads no further than it is asked to, and its posts as they are found."""

from __future__ import annotations

from collections.abc import Iterator

from threadview.dump import Dump
from threadview.formats import ThreadRef, text
from threadview.model import Post


class Slow(Dump):
    """A dump that is loaded no further than asked."""

    def __init__(self, content: bytes) -> None:
        super().__init__(None, "-", b"")
        self.rest = content
        self.data = bytearray()
        self.complete = not content

    def load(self, size: int | None = None) -> int:
        wanted = len(self.rest) if size is None else max(0, size - len(self.data))
        self.data += self.rest[:wanted]
        self.rest = self.rest[wanted:]
        self.complete = not self.rest
        return len(self.data)


def posts_of(dump: Dump) -> Iterator[Post]:
    return (part for part in text.read(dump, ThreadRef()) if isinstance(part, Post))
