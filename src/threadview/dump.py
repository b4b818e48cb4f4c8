"""A path, a stream or standard input, as bytes and text: compression, encoding, limits. No parsing.

A dump is loaded as it is needed: the head at once, the rest when somebody asks. Whatever encoding
it was stored in, `Dump.data` is its text as UTF-8 (lone surrogates as Python's "surrogatepass"
writes them), so that everybody above counts in one kind of bytes and decodes only what is in sight.
"""

from __future__ import annotations

from pathlib import Path


class Dump:
    """A dump, loaded so far.

    Attributes:
        path: where it is, or None for standard input and for text handed in.
        name: what to call it on a screen ("-" for standard input).
        encoding: the Python codec name it was decoded with ("utf-8", "cp1252", …).
        data: its text as UTF-8 bytes (without a byte-order mark), as far as loaded.
        complete: whether `data` is all of it.
    """

    def __init__(self, path: Path | None, name: str, raw: bytes, encoding: str = "utf-8") -> None:
        self.path = path
        self.name = name
        self.encoding = encoding
        self.data: bytes | bytearray = raw
        self.complete = True

    def load(self, size: int | None = None) -> int:
        """Load until at least `size` bytes of `data` are there, or all of it; how many there are."""
        return len(self.data)

    def text(self, start: int = 0, end: int | None = None) -> str:
        """The text of `data[start:end]`; both must be at character boundaries."""
        return self.data[start:end].decode("utf-8", "surrogatepass")
