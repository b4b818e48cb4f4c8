"""Posts of a file packed together, compressed: what the index keeps to verify and to show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

SIZE = 24_000
"""Characters of posts that are packed together: more compress better, fewer unpack faster."""

LEVEL = 4


class Record(NamedTuple):
    """A post as the library knows it.

    `text` is its logical text and `quoted` the stretches of it that are quoted, as start, end,
    start, end, …; `number` its place in the thread; `opener` whether the thread's opener wrote it.
    `title` is the thread's, with its first post when it is judged; it is kept elsewhere.
    """

    text: str
    quoted: tuple[int, ...] = ()
    author: str | None = None
    date: str | None = None
    edited: bool = False
    number: int = 0
    opener: bool = False
    title: str | None = None


def packed(records: Sequence[Record]) -> bytes:
    """Records as bytes."""
    text = json.dumps([record[:7] for record in records], ensure_ascii=False, separators=(",", ":"))
    return _zstd().compress(text.encode("utf-8", "surrogatepass"), LEVEL)  # type: ignore[no-any-return]


def unpacked(data: bytes) -> list[Record]:
    """The records in some bytes.

    Raises:
        ValueError: it is not what `packed` made.
    """
    zstd = _zstd()
    try:
        plain = zstd.decompress(data)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from None
    rows = json.loads(plain.decode("utf-8", "surrogatepass"))
    return [Record(row[0], tuple(row[1]), *row[2:]) for row in rows]


@cache
def _zstd() -> Any:
    # Once: where the standard library has none, looking for it again takes as long as packing.
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from backports import zstd  # type: ignore[no-redef,unused-ignore]
    return zstd
