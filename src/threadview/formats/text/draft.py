"""A post in the making: stretches of the dump with their kinds, turned into a Post at the end."""

from __future__ import annotations

from threadview.cues.trust import trusted
from threadview.formats.text.windows import plain_lines
from threadview.frames.framing import frame
from threadview.model import Block, BlockKind, EditMark, Evidence, Extent, Link, Post, Span
from threadview.pattern import pattern
from threadview.posts import byte_size, words_of

BLANK_RUN = pattern(r"\n(?:[^\S\n]*\n)+")
MOST_BLOCKS = 4096
"""Blocks of one post beyond which the rest of its paragraphs become one block."""

BARE: tuple[tuple[Link, ...], str | None] = ((), None)
"""What a block of plain text holds last: no links, no language."""
FURNITURE = frozenset(("separator", "chrome"))
"""Kinds of which neighbours become one block."""

UNSURE = Evidence("none", "no structure found", 0.0)


class Draft:
    """What is known so far of a post whose region is still growing.

    `pieces` are `(kind, start, end, spaced)` in code points from the region's start; together they
    cover `text`, the region's raw text, without a gap.
    """

    __slots__ = (
        "author",
        "author_evidence",
        "author_title",
        "date",
        "date_text",
        "edit",
        "evidence",
        "id",
        "length",
        "pieces",
        "text",
        "words",
    )

    def __init__(self, evidence: Evidence = UNSURE) -> None:
        self.pieces: list[tuple[BlockKind, int, int, bool]] = []
        self.text: list[str] = []
        self.length = 0
        self.words = False
        self.author: str | None = None
        self.author_title: str | None = None
        self.author_evidence: Evidence | None = None
        self.date: str | None = None
        self.date_text: str | None = None
        self.edit: EditMark | None = None
        self.id: str | None = None
        self.evidence = evidence

    def add(self, kind: BlockKind, text: str, spaced: bool = True) -> None:
        """The next stretch of the region, as one block."""
        if not text:
            return
        self.text.append(text)
        end = self.length + len(text)
        if self.pieces and self.pieces[-1][0] == kind and kind in FURNITURE:
            _, start, _, spaced = self.pieces.pop()
            self.pieces.append((kind, start, end, spaced))
        else:
            self.pieces.append((kind, self.length, end, spaced))
        self.length = end

    def add_body(self, text: str, spaced: bool = True) -> None:
        """The next stretch of the region, as paragraphs cut at blank lines."""
        if not text:
            return
        view = plain_lines(text)
        base, length, start = self.length, len(view), 0
        pieces = self.pieces
        self.text.append(text)
        self.words = True
        lead = len(view) - len(view.lstrip("\n"))
        for gap in BLANK_RUN.finditer(view, lead):
            end = gap.end()
            if end == length or len(pieces) >= MOST_BLOCKS:
                break
            pieces.append(("paragraph", base + start, base + end, spaced))
            start, spaced = end, True
        pieces.append(("paragraph", base + start, base + length, spaced))
        self.length = base + length

    def disown(self, kind: BlockKind) -> None:
        """Blocks of a kind that no field of the post tells of stay in sight as page furniture."""
        self.pieces = [
            ("chrome" if piece[0] == kind else piece[0], *piece[1:]) for piece in self.pieces
        ]

    def build(self, number: int, start: int, byte_start: int) -> Post:
        """The post, its quotes framed; its region begins at that code point and byte."""
        parts = self.text
        text = parts[0] if len(parts) == 1 else "".join(parts)
        size = byte_size(text)
        extent = Extent(start, start + self.length, byte_start, byte_start + size)
        make = tuple.__new__  # what the records' own constructors call, at half the price
        feeds = "\r" not in text  # `words_of` is then what stands here
        blocks = [
            make(
                Block,
                (
                    kind,
                    text[a:b].strip("\n").rstrip() if feeds else words_of(text[a:b]),
                    make(Span, (start + a, start + b)),
                    None,
                    spaced,
                    *BARE,
                ),
            )
            for kind, a, b, spaced in self.pieces
        ]
        post = Post(
            number=number,
            blocks=tuple(blocks),
            author=self.author,
            author_title=self.author_title,
            author_evidence=self.author_evidence and trusted("authors", self.author_evidence),
            date=self.date,
            date_text=self.date_text,
            edit=self.edit and self.edit._replace(evidence=trusted("edits", self.edit.evidence)),
            id=self.id,
            evidence=trusted("boundaries", self.evidence),
            extent=extent,
        )
        return frame(post, text)
