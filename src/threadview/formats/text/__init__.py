"""Plain-text scrapes of forum pages: any engine, any extractor.

`read` streams: the head of the dump decides how it is divided, and posts come as they are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Claim, Head, Part, ThreadRef


def sniff(head: Head) -> Claim:
    """Plain text claims anything that decodes, weakly."""
    from threadview.formats import Claim

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
    yield from Separated(dump).parts()
