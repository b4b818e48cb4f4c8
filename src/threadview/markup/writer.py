"""From a stream of words, line ends and boundaries to Blocks, white space as a browser shows it.

The walker says what it meets; the writer keeps the line that is being filled. Line ends do not
count until words follow: a `<br>` adds one, the edge of a `<div>` asks for at least one, that of
a `<p>` for at least two, and two or more end the block. Everything is appended once, so the cost
is linear in the fragment.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from threadview.markup.rules import SPACE
from threadview.model import Block, BlockKind, Link, Quote

_BLANK = " \xa0\u200b"


@dataclass(slots=True)
class Writer:
    """Blocks and quotes so far, and the block that is being filled.

    `kind`, `quote`, `language` and `indent` are the context of the words to come; whoever changes
    one calls `close` first.
    """

    blocks: list[Block] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    quote: int | None = None
    language: str | None = None
    indent: str = ""
    marker: str = ""
    """What the next block of words begins with instead of `indent` (a list item's bullet)."""
    href: str = ""
    """The target of the words to come; empty for none."""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _links: list[Link] = field(default_factory=list)
    _gap: int = 2
    _spaced: bool = True
    _lead: str = ""
    _link_start: int = 0

    def words(self, text: str) -> None:
        """Words of a line, white space not yet collapsed."""
        text = SPACE.sub(" ", text)
        if not self._parts or self._gap or self._parts[-1][-1:] in (" ", "\n"):
            text = text.lstrip(" ")
        if not text:
            return
        if (not self._parts or self._gap) and not text.strip(_BLANK):
            self._lead += text
            return
        self._open()
        self._put(text)

    def verbatim(self, text: str) -> None:
        """Text that stands as it is, line ends included (code)."""
        if not self._parts:
            text = text.removeprefix("\r\n").removeprefix("\n")
        if text:
            self._open()
            self._put(text.replace("\xa0", " ").replace("\r\n", "\n"))

    def line_end(self) -> None:
        """A line end that the author made: two in a row are an empty line."""
        if self.kind == "code":
            self.verbatim("\n")
            return
        self._gap += 1 + (self._gap == 0 and bool(self._lead))
        self._lead = ""

    def edge(self, lines: int) -> None:
        """The edge of a box: at least this many line ends, whatever edges meet here."""
        if self._lead.strip(" "):
            self._gap = max(self._gap, 1) + 1
        self._lead = ""
        self._gap = max(self._gap, lines)

    def cell(self) -> None:
        """The next cell of a table row."""
        if self._parts and not self._gap:
            self._trim()
            self._put(" | ")

    def close(self, lines: int = 1) -> None:
        """End the block that is being filled; the next begins after at least `lines` line ends."""
        self._flush()
        self.edge(lines)

    def image(self, text: str, addresses: tuple[str, ...]) -> None:
        """A picture or another embedded thing, as a block of its own."""
        self._flush()
        kind: BlockKind = "image" if self.kind in ("paragraph", "item", "table") else self.kind
        links = tuple(Link(0, len(text), address) for address in addresses if address)
        self.blocks.append(Block(kind, text, None, self.quote, self._gap > 1, links))
        self._gap = 1

    def frame(self, kind: BlockKind, text: str, quote: int | None) -> None:
        """A block of the frame: an attribution, a rule."""
        self._flush()
        self.blocks.append(Block(kind, text, None, quote, self._gap > 1))
        self._gap = 1

    def link(self, href: str) -> str:
        """Words from here on lead to `href` ("" ends the link); what they led to before."""
        self._end_link()
        before, self.href = self.href, href
        self._link_start = self._length + (1 if self._gap == 1 and self._parts else 0)
        return before

    def _open(self) -> None:
        """Make ready for words: a new block, or a line end inside the one that is being filled."""
        if self._gap and self._parts:
            if self._gap > 1 and self.kind not in ("table", "code"):
                self._flush()
            else:
                self._trim()
                self._put("\n" + self.indent)
        if not self._parts:
            self._spaced = self._gap > 1
            start = self.marker or self.indent
            self.marker = ""
            if start:
                self._put(start)
            self._link_start = self._length
        self._gap = 0
        if self._lead:
            self._put(self._lead)
            self._lead = ""

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _trim(self) -> None:
        """Take blanks off the end of the line that is being filled."""
        while self._parts:
            last = self._parts[-1]
            kept = last.rstrip(" ")
            if len(kept) == len(last):
                return
            self._length -= len(last) - len(kept)
            if kept:
                self._parts[-1] = kept
                return
            self._parts.pop()

    def _end_link(self) -> None:
        if self.href and self._length > self._link_start:
            self._links.append(Link(self._link_start, self._length, self.href))
        self._link_start = self._length

    def _flush(self) -> None:
        if not self._parts:
            return
        self._end_link()
        text = "".join(self._parts).rstrip()
        if text.strip():
            end = len(text)
            links = tuple(
                Link(link.start, min(link.end, end), link.href)
                for link in self._links
                if link.start < end
            )
            self.blocks.append(
                Block(self.kind, text, None, self.quote, self._spaced, links, self.language)
            )
        self._parts, self._links, self._length, self._link_start = [], [], 0, 0
