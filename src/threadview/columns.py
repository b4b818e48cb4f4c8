"""What filters and searches ask of every post, in parallel arrays: no post is unpacked for it.

About forty bytes a post. `Posts` keeps its columns as it grows; `Columns.of` makes those of any
other sequence of posts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from threadview.model import Post

EDITED = 1
"""Mark: the post was edited."""
QUOTING = 2
"""Mark: the post quotes somebody."""
WIDE = 4
"""Mark: something in the post is neither ASCII nor a no-break space, so that case and accents
cannot be told by bytes alone."""


DEEPEST = 0xFFFF
"""The greatest depth that is told from others."""


class Columns:
    """Parallel arrays, one entry a post.

    Attributes:
        names: every distinct author, in the order of first appearance.
        authors: for each post the index of its author in `names`, -1 where unknown.
        marks: for each post EDITED, QUOTING and WIDE, added up.
        parents: for each post the number of the post it answers: where the dump says so, else
            that of its first quote whose source is known; 0 where there is none.
        depths: for each post its depth in the reply tree, 65,535 at most; 0 in flat threads.
        dates: for each post its ISO 8601 date as known, or None.
        starts: for each post of a text dump, where its region begins in bytes of `Dump.data`.
        rising: whether those places rise from post to post, so that they can be searched in.
        bodies, sizes: for each post of a text dump, where in bytes of `Dump.data` everything
            stands that can be searched in it but author and date; size 0 if not in one piece.
        apart: for each post of a text dump, 1 if not in one piece, else 0.
    """

    __slots__ = (
        "_ids",
        "apart",
        "authors",
        "bodies",
        "dates",
        "depths",
        "marks",
        "names",
        "parents",
        "rising",
        "sizes",
        "starts",
    )

    def __init__(self) -> None:
        self.names: list[str] = []
        self.authors = array("l")
        self.marks = bytearray()
        self.parents = array("L")
        self.depths = array("H")
        self.dates: list[str | None] = []
        self.starts = array("Q")
        self.rising = True
        self.bodies = array("Q")
        self.sizes = array("Q")
        self.apart = bytearray()
        self._ids: dict[str | None, int] = {None: -1}

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Columns:
        """The columns of posts that keep none themselves."""
        columns = cls()
        for post in posts:
            columns.append(post)
        return columns

    def __len__(self) -> int:
        return len(self.authors)

    def append(
        self,
        post: Post,
        region: str = "",
        body: tuple[int, int] = (0, 0),
        apart: list[str] | None = None,
    ) -> None:
        """Add the next post. `region` is its stretch of the dump, where it has one; `body`, its
        entries of `bodies` and `sizes`; `apart`, the texts of its blocks that are not in
        `region`, where that is known."""
        self.authors.append(self._author(post.author))
        self.marks.append(_marks(post, region, apart))
        self.parents.append(_parent(post))
        self.depths.append(min(post.depth, DEEPEST))
        self.dates.append(post.date)
        if post.extent is not None:
            if self.starts and post.extent.byte_start < self.starts[-1]:
                self.rising = False
            self.starts.append(post.extent.byte_start)
            self.bodies.append(body[0])
            self.sizes.append(body[1])
            self.apart.append(not body[1])

    def replace(
        self,
        index: int,
        post: Post,
        region: str = "",
        body: tuple[int, int] = (0, 0),
        apart: list[str] | None = None,
    ) -> None:
        """Put the entries of a better-known post in the place of the old ones."""
        self.authors[index] = self._author(post.author)
        self.marks[index] = _marks(post, region, apart)
        self.parents[index] = _parent(post)
        self.depths[index] = min(post.depth, DEEPEST)
        self.dates[index] = post.date
        if post.extent is not None and index < len(self.starts):
            self.starts[index] = post.extent.byte_start
            self.bodies[index], self.sizes[index] = body
            self.apart[index] = not body[1]

    def _author(self, name: str | None) -> int:
        known = self._ids.get(name)
        if known is None:
            assert name is not None
            known = self._ids[name] = len(self.names)
            self.names.append(name)
        return known


def _marks(post: Post, region: str, apart: list[str] | None) -> int:
    marks = EDITED if post.edit is not None else 0
    if post.quotes:
        marks |= QUOTING
    if apart is None:
        apart = [block.text for block in post.blocks]
    for text in (region, post.author, post.author_title, post.date_text, *apart):
        if text and not text.isascii() and not text.replace("\xa0", " ").isascii():
            return marks | WIDE
    return marks


def _parent(post: Post) -> int:
    """The number of the post that a post answers, or 0."""
    if post.reply_to is not None and post.reply_to > 0:
        return post.reply_to
    for quote in post.quotes:
        if quote.post and quote.depth == 1:
            return quote.post
    return 0
