"""Plain-text scrapes of forum pages: any engine, any extractor.

`read` streams: the head of the dump decides how it is divided, and posts come as they are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Claim, Head, Part, ThreadRef

WITHOUT: frozenset[str] = frozenset()
"""Engines whose cue tables are left out: for measuring only."""


def sniff(head: Head) -> Claim | None:
    """Plain text claims anything that decodes, weakly; an archive is none."""
    from threadview.formats import Claim

    if head.raw.startswith(b"PK\x03\x04"):
        return None

    return Claim(0.1, f"plain text ({len(head.text)} characters looked at)")


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The one thread of the dump."""
    del dump
    from threadview.formats import ThreadRef

    yield ThreadRef()


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The heading and the posts of the dump, as they are found."""
    from threadview.formats.text.stream import parts

    del ref
    yield from parts(dump, WITHOUT)
