"""Plain-text scrapes of forum pages: any engine, any extractor.

`read` streams: the head of the dump decides how it is divided, and posts come as they are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Claim, Head, Part, ThreadRef

SMALL = 262144
"""Bytes up to which a dump is analysed whole."""
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
    from threadview.formats.text.separated import Separated

    del ref
    dump.load(SMALL + 1)
    if not dump.complete or len(dump.data) > SMALL:
        yield from Separated(dump).parts()
        return
    from threadview.formats.text.keys import tables
    from threadview.formats.text.whole import analyse
    from threadview.model import Heading

    title, evidence, drafts = analyse(dump.text(), tables(WITHOUT))
    yield Heading(title, evidence)
    start = byte = 0
    for number, draft in enumerate(drafts, 1):
        post = draft.build(number, start, byte)
        yield post
        if post.extent is not None:
            start, byte = post.extent.end, post.extent.byte_end
