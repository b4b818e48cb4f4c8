"""Posts, packed: a sequence that keeps a large thread in little memory and unpacks on demand.

A post of a text dump keeps only its structure; the words stay in the dump and are cut out again
when the post is looked at. Posts of other formats keep their words. Packing is `marshal`, which
turns tuples of numbers and strings into bytes in about a microsecond; it never leaves the process.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, KeysView, Sequence
from typing import TYPE_CHECKING, Any, overload

from threadview.columns import Columns
from threadview.model import WORDS, Block, EditMark, Evidence, Extent, Link, Post, Quote, Span
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.dump import Dump

CACHE = 256
PIECE = 1 << 20
"""Characters of a text that are encoded at a time."""

AROUND = frozenset({"attachment", "chrome", "signature", "stray"})
"""The block kinds that are searched apart from a post's words."""


def words_of(cut: str) -> str:
    """A stretch of a dump as a block reads it: line ends "\\n", outer blank lines and trailing
    white space off."""
    if "\r" in cut:
        cut = cut.replace("\r\n", "\n").replace("\r", "\n")
    return cut.strip("\n").rstrip()


class Texts(NamedTuple):
    """What a reader can search in a post: `words` is its logical text, `quoted` the stretches of it
    that are quoted, `around` its page furniture and signatures (blocks joined by one blank line);
    `date` as exact as known, else as printed."""

    words: str
    quoted: list[tuple[int, int]]
    around: str
    author: str | None
    author_title: str | None
    date: str | None


class Posts(Sequence[Post]):
    """An append-only sequence of posts, packed. Indices count from 0; numbers from 1.

    Attributes:
        dump: the text dump that the posts stand in, or None.
        columns: what filters ask of every post, without unpacking any.
    """

    def __init__(self, dump: Dump | None = None) -> None:
        self.dump = dump
        self.columns = Columns()
        self._packed = bytearray()
        self._ends = array("Q")
        self._better: dict[int, bytes] = {}
        self._recent: OrderedDict[int, Post] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> Post: ...
    @overload
    def __getitem__(self, index: slice) -> list[Post]: ...
    def __getitem__(self, index: int | slice) -> Post | list[Post]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        post = self._recent.get(index)
        if post is None:
            post = _unpack(self.record(index), self.dump)
            self._recent[index] = post
            if len(self._recent) > CACHE:
                self._recent.popitem(last=False)
        return post

    def __iter__(self) -> Iterator[Post]:
        for index in range(len(self)):
            yield self[index]

    def append(self, post: Post) -> None:
        """Add the next post."""
        region = _region(post.extent, self.dump)
        record: Any = record_of(post, region)
        self._packed += marshal.dumps(record)
        self.columns.append(post, region, _plain(record, region), _apart(record))
        self._ends.append(len(self._packed))

    def replace(self, index: int, post: Post) -> None:
        """Put a better-known post (its author has been named since) in the place of one read.

        Its record is kept apart: moving all that follow would cost as much as the thread is long,
        for each of the thousands that one dump may hold.
        """
        region = _region(post.extent, self.dump)
        record: Any = record_of(post, region)
        self.columns.replace(index, post, region, _plain(record, region), _apart(record))
        self._better[index] = marshal.dumps(record)
        self._recent.pop(index, None)

    def extent(self, index: int) -> Extent | None:
        """Where the post stands in the dump, without unpacking its words."""
        return self[index].extent

    @property
    def rewritten(self) -> KeysView[int]:
        """The indices of the posts whose record is kept apart."""
        return self._better.keys()

    def record(self, index: int) -> bytes | bytearray:
        """The record of a post as it is known now."""
        return self._better.get(index) or self.packed(index, index + 1)

    def packed(self, first: int, last: int) -> bytearray:
        """The records of posts `[first, last)` as they were read: whatever words of theirs do not
        stand in the dump stand here, as UTF-8."""
        start = self._ends[first - 1] if first else 0
        end = self._ends[last - 1] if last else 0
        return self._packed[start:end]

    def packed_end(self, index: int) -> int:
        """Where a post's record ends, in bytes of all records."""
        return self._ends[index]

    def packed_index(self, place: int) -> int:
        """The post in whose record a byte of all records stands."""
        return bisect_right(self._ends, place)

    def texts(self, index: int) -> Texts:
        """What can be searched in a post, ten times faster than by way of the post."""
        record = marshal.loads(self.record(index))  # noqa: S302 - our own bytes
        words, quoted, around = _words(record[0], record[5], self.dump)
        return Texts(words, quoted, around, record[7], record[8], record[9] or record[10])


def _words(
    blocks: tuple[tuple[Any, ...], ...], extent: tuple[int, ...] | None, dump: Dump | None
) -> tuple[str, list[tuple[int, int]], str]:
    region = dump.text(extent[2], extent[3]) if dump and extent else ""
    base = extent[0] if extent else 0
    words: list[str] = []
    around: list[str] = []
    quoted: list[tuple[int, int]] = []
    inside: int | None = None
    size = 0
    for kind, text, span, quote, spaced, _, _ in blocks:
        if kind not in WORDS and kind not in AROUND:
            continue
        if text is None:
            text = words_of(region[span[0] - base : span[1] - base])
        if kind in AROUND:
            around.append(text)
            continue
        if words:
            gap = "\n\n" if spaced or quote != inside else "\n"
            words.append(gap)
            size += len(gap)
        words.append(text)
        if quote is not None:
            start = quoted.pop()[0] if quote == inside else size
            quoted.append((start, size + len(text)))
        size += len(text)
        inside = quote
    return "".join(words), quoted, "\n\n".join(around)


def _plain(record: tuple[Any, ...], region: str) -> tuple[int, int]:
    """Where everything that can be searched in a post but its author and date stands in the dump,
    differing in white space alone: byte start and size. The size is 0 if something stands
    elsewhere, or something else stands between."""
    blocks, extent, author_title, date_text = record[0], record[5], record[8], record[10]
    if extent is None or author_title or date_text:
        return 0, 0
    first = last = -1
    for index, block in enumerate(blocks):
        if block[0] in WORDS:
            if block[1] is not None or (last >= 0 and last != index - 1):
                return 0, 0
            first, last = (index if first < 0 else first), index
        elif block[0] in AROUND:
            return 0, 0
    if first < 0:
        return 0, 0
    start, end = blocks[first][2][0] - extent[0], blocks[last][2][1] - extent[0]
    if not region.isascii():
        end = byte_size(region[start:end])
        start = byte_size(region[:start])
        return extent[2] + start, end
    return extent[2] + start, end - start


def _apart(record: tuple[Any, ...]) -> list[str]:
    """The texts of a post's blocks that do not stand in its stretch of the dump."""
    return [block[1] for block in record[0] if block[1] is not None]


def byte_size(text: str) -> int:
    """The size of a text in bytes of `Dump.data`."""
    if text.isascii():
        return len(text)
    if len(text) <= PIECE:
        return len(text.encode("utf-8", "surrogatepass"))
    pieces = range(0, len(text), PIECE)
    return sum([len(text[at : at + PIECE].encode("utf-8", "surrogatepass")) for at in pieces])


def _region(extent: Extent | None, dump: Dump | None) -> str:
    return dump.text(extent.byte_start, extent.byte_end) if dump and extent else ""


def record_of(post: Post, region: str = "") -> tuple[Any, ...]:
    """A post as nested tuples of numbers and strings. Words that stand in `region`, the post's
    stretch of the dump, are left out; without one they are all there."""
    # By place, not by name: this is done for every post there is.
    number, blocks, quotes, author, author_title, author_evidence, date, date_text, edit = post[:9]
    evidence, extent = post[14:]
    base = extent.start if extent else 0
    flat_blocks: list[tuple[Any, ...]] = []
    feeds = "\r" not in region
    text: str | None
    for kind, text, span, quote, spaced, links, language in blocks:
        flat = None
        if span is not None:
            flat = start, end = tuple(span)
            if extent is not None:
                cut = region[start - base : end - base]
                if (cut.strip("\n").rstrip() if feeds else words_of(cut)) == text:
                    text = None
        bare = tuple([tuple(link) for link in links]) if links else ()
        flat_blocks.append((kind, text, flat, quote, spaced, bare, language))
    return (
        tuple(flat_blocks),
        tuple([(*q[:4], q[4] and tuple(q[4]), q[5]) for q in quotes]) if quotes else (),
        edit and (*edit[:3], edit[3] and tuple(edit[3])),
        author_evidence and tuple(author_evidence),
        evidence and tuple(evidence),
        extent and tuple(extent),
        *(number, author, author_title, date, date_text),
        *post[9:14],
    )


def _evidence(flat: tuple[Any, ...] | None) -> Any:
    return None if flat is None else Evidence(*flat)


def _unpack(packed: bytes | bytearray, dump: Dump | None) -> Post:
    return post_of(marshal.loads(packed), dump)  # noqa: S302 - our own bytes, of this process


def post_of(record: Sequence[Any], dump: Dump | None = None) -> Post:
    """The post of a record, its words cut out of the dump where the record leaves them out."""
    (
        blocks,
        quotes,
        edit,
        author_evidence,
        evidence,
        flat_extent,
        number,
        author,
        author_title,
        date,
        date_text,
        id_,
        permalink,
        reply_to,
        depth,
        reactions,
    ) = record
    extent = None if flat_extent is None else Extent(*flat_extent)
    region = _region(extent, dump)
    base = extent.start if extent else 0
    return Post(
        number=number,
        blocks=tuple(_block(block, region, base) for block in blocks),
        quotes=tuple(_quote(*quote) for quote in quotes),
        author=author,
        author_title=author_title,
        author_evidence=_evidence(author_evidence),
        date=date,
        date_text=date_text,
        edit=edit and EditMark(edit[0], edit[1], edit[2], _evidence(edit[3])),
        id=id_,
        permalink=permalink,
        reply_to=reply_to,
        depth=depth,
        reactions=tuple((name, count) for name, count in reactions),
        evidence=_evidence(evidence),
        extent=extent,
    )


def _quote(
    author: str | None, post: int | None, depth: int, parent: int | None, flat: Any, source: Any
) -> Quote:
    return Quote(author, post, depth, parent, _evidence(flat), source)


def _block(flat: tuple[Any, ...], region: str, base: int) -> Block:
    kind, text, span, quote, spaced, links, language = flat
    if text is None:
        text = words_of(region[span[0] - base : span[1] - base])
    return Block(
        kind,
        text,
        None if span is None else Span(*span),
        quote,
        spaced,
        tuple(Link(*link) for link in links),
        language,
    )
