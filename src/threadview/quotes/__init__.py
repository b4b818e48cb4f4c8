"""Recovery of unmarked quotes by text reuse, and links from quotes to the posts they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Part
    from threadview.model import Post

BEHIND = 8
"""Posts by which the sequence of posts may be behind those yielded."""


def link(
    parts: Iterator[Part], posts: Sequence[Post] | None = None, dump: Dump | None = None
) -> Iterator[Part]:
    """The same parts, quotes found and linked: see `linking.link`, which is loaded when the first
    part is asked for. A list of threads wants none."""
    from threadview.quotes.linking import link as linked

    yield from linked(parts, posts, dump)
