"""The nouns: Thread, Post, Block, Quote, Evidence, Span. Plain frozen data, no I/O.

Nesting is a number, not a tree. A post's body is a flat tuple of blocks; each block names the
quote it stands in, each quote names its parent. Nothing here recurses, so ten thousand nested
quotes are data like any other.

They are named tuples, not dataclasses: this module stands on the road to the first frame, where
making the nouns as dataclasses would take a quarter of the time there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from threadview.namedtuple import NamedTuple

BlockKind = Literal[
    "paragraph",
    "code",
    "item",
    "spoiler",
    "table",
    "image",
    "signature",
    "attachment",
    "chrome",
    "stray",
    "title",
    "header",
    "attribution",
    "edit",
    "separator",
]
"""What a block is. The first six are a post's words; the others frame them.

`attachment` names a file that came with the post, with a link that its format gives the bytes
for; `signature` and `chrome` are shown folded; `stray` is the page's or of a post whose mark is
lost, nobody knows: shown, and in nobody's text; `title`, `header`, `attribution`, `edit` and
`separator` are the pieces of a text dump whose meaning has gone into a field of the post, kept so
that nothing of the dump is lost.
"""

WORDS: frozenset[str] = frozenset({"paragraph", "code", "item", "spoiler", "table", "image"})
"""The block kinds that make up a post's logical text."""

Layer = Literal["markup", "attribution", "reuse", "cue", "repetition", "reader", "none"]
"""How a thing is known: the format said so; a line such as "X wrote:" said so; its words stand in
an earlier post; an engine's cue line; the page's repeated skeleton; the reader corrected it; or
nothing but the absence of anything better."""


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a decoded dump, in code points."""

    start: int
    end: int


class Link(NamedTuple):
    """A link inside a block: `[start, end)` in code points of the block's text, and its target."""

    start: int
    end: int
    href: str


class Evidence(NamedTuple):
    """Why something inferred is believed.

    `cue` is a short name in plain words of what was seen ("lone no-break space", "X said:",
    "34 words verbatim"); `confidence` runs from 0 to 1 and is computed from what was seen;
    `coverage` is, for quotes found by reuse, the share of the quoted words that stand in the
    source post.
    """

    layer: Layer
    cue: str = ""
    confidence: float = 1.0
    coverage: float | None = None


MARKUP = Evidence("markup")
"""The evidence of everything a structured format states outright."""


class EditMark(NamedTuple):
    """A post was edited: the line as it stands, by whom and when where known (ISO 8601)."""

    text: str
    by: str | None = None
    date: str | None = None
    evidence: Evidence = MARKUP


class Quote(NamedTuple):
    """Words of somebody else inside a post.

    `post` is the number of the post they come from, when it is in the thread and earlier;
    `parent` is the index, in `Post.quotes`, of the quote this one stands in; `depth` is 1 for a
    quote that stands in the post itself. Parents come before their children. `source` is the id
    (`Post.id`) of the post they come from, where the dump names one, in the thread or not.
    """

    author: str | None = None
    post: int | None = None
    depth: int = 1
    parent: int | None = None
    evidence: Evidence = MARKUP
    source: str | None = None


class Block(NamedTuple):
    """One piece of a post, in reading order.

    `text` is what is read: lines joined by "\\n", no quote marks, no indentation that only means
    "quoted", trailing white space off. `spaced` says that a blank line stands before it.
    `quote` is the index in `Post.quotes` of the innermost quote it stands in. In a text dump
    `span` covers the block with its marks, line ends and the blank lines after it, so that the
    spans of all blocks of all posts, in order, partition the dump.
    """

    kind: BlockKind
    text: str
    span: Span | None = None
    quote: int | None = None
    spaced: bool = True
    links: tuple[Link, ...] = ()
    language: str | None = None


class Extent(NamedTuple):
    """The stretch of a text dump that a post occupies, with everything around it that belongs to
    no other: in code points (`start`, `end`) and in bytes of `Dump.data`."""

    start: int
    end: int
    byte_start: int
    byte_end: int


class Post(NamedTuple):
    """One contribution to a thread.

    `number` is its place in the thread, from 1. Dates are ISO 8601, as exact as known
    ("2010-01-31", "2010-01-31T12:00"), with a zone only where the dump gives one; `date_text` is
    the date as printed when it could not be made exact ("3 weeks ago"). `depth` is its depth in
    the reply tree (0 for the flat threads of forums). `blocks` is the body and, for text dumps,
    its frame. `evidence` says why the post begins where it does.
    """

    number: int
    blocks: tuple[Block, ...] = ()
    quotes: tuple[Quote, ...] = ()
    author: str | None = None
    author_title: str | None = None
    author_evidence: Evidence | None = None
    date: str | None = None
    date_text: str | None = None
    edit: EditMark | None = None
    id: str | None = None
    permalink: str | None = None
    reply_to: int | None = None
    depth: int = 0
    reactions: tuple[tuple[str, int], ...] = ()
    evidence: Evidence = MARKUP
    extent: Extent | None = None


class Problem(NamedTuple):
    """A record that could not be read: where (a line, an offset, an id) and why. Never fatal."""

    where: str
    why: str

    def told(self, name: str = "") -> str:
        """It in one line; where it is stays away for a whole dump of this name."""
        return self.why if self.where == name else f"{self.where}: {self.why}"


class Heading(NamedTuple):
    """What a format knows of the whole thread; yielded by `read`, again when it knows better."""

    title: str | None = None
    evidence: Evidence = MARKUP


class Source(NamedTuple):
    """Where a thread came from. `path` is "-" for standard input; `sha256` is of the file's bytes
    as stored, computed only when asked for."""

    path: str
    format: str
    encoding: str
    sha256: str | None = None


class Thread:
    """A thread as read: posts in order, and who quotes whom.

    `posts` may be any sequence (large threads unpack their posts on demand); it only ever grows.
    `quoted_by` maps a post number to the numbers of the posts that quote it, in order;
    `participants`, each author to the number of posts; `complete` says that all of it is there.
    `amended` maps the number of a post that the reader has corrected to what was done, in words.
    """

    __slots__ = (
        "amended",
        "complete",
        "participants",
        "posts",
        "problems",
        "quoted_by",
        "source",
        "title",
        "title_evidence",
    )

    def __init__(
        self,
        source: Source,
        title: str | None = None,
        title_evidence: Evidence = MARKUP,
        posts: Sequence[Post] = (),
    ) -> None:
        self.source = source
        self.title = title
        self.title_evidence = title_evidence
        self.posts = posts
        self.quoted_by: dict[int, list[int]] = {}
        self.participants: dict[str, int] = {}
        self.amended: dict[int, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.complete = False


class Segment(NamedTuple):
    """A run of a post's words that is all its own (`quote` is None) or all of one quote."""

    quote: int | None
    text: str
    first: int
    """Index in `Post.blocks` of the first block in it."""
    start: int
    """Offset in the logical text, in code points."""


def segments(post: Post) -> list[Segment]:
    """The post's words in reading order, own and quoted.

    Blocks of one segment are joined by a blank line where one stood between them, else by a line
    end; the logical text is the segments joined by one blank line.
    """
    found: list[Segment] = []
    parts: list[str] = []
    first, start = 0, 0
    quote: int | None = None

    def close() -> int:
        text = "".join(parts)
        found.append(Segment(quote, text, first, start))
        return start + len(text) + 2

    for index, block in enumerate(post.blocks):
        if block.kind not in WORDS:
            continue
        if parts and block.quote == quote:
            parts.append("\n\n" if block.spaced else "\n")
        else:
            if parts:
                start = close()
            parts, quote, first = [], block.quote, index
        parts.append(block.text)
    if parts:
        close()
    return found


def logical_text(post: Post) -> str:
    """The logical text of a post: its words, own and quoted, in reading order, as they stand in the
    dump. No decoration, no Unicode normalisation, lines joined by "\\n", segments by a blank line.

    Offsets of hits, notes and selections count code points in it; hits in the header, in page
    furniture and in notes count in that text instead. What compares words with it takes any white
    space for one space.
    """
    return "\n\n".join(segment.text for segment in segments(post))


def block_offsets(post: Post) -> list[int]:
    """For each block, where its text begins in the logical text; -1 for one that is not in it."""
    offsets: list[int] = []
    position = 0
    quote: int | None = None
    empty = True
    for block in post.blocks:
        if block.kind not in WORDS:
            offsets.append(-1)
            continue
        if not empty:
            position += 2 if block.spaced or block.quote != quote else 1
        offsets.append(position)
        position += len(block.text)
        quote, empty = block.quote, False
    return offsets
