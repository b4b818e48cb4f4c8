"""The pages of a thread that stand in one dump -> one thread: each post once, numbered on.

Nothing leaves the dump: what stands between two pages goes to the post behind it, and a post that
was there before (pages overlap, the same page is there twice) is folded into its neighbour as the
page's furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from threadview.formats.text.bundle.documents import Document, Form, code_points
from threadview.formats.text.stretches import Stretch, parts
from threadview.model import Block, BlockKind, Evidence, Extent, Heading, Post, Span, logical_text
from threadview.posts import words_of

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.text.bundle.division import Division, Leaf

FIRST = 8
"""Words that a post is looked up by."""
ENOUGH = 5
"""Words from which on a post is the same as another that says the same."""
MANY = 24
"""Words at the beginning that two versions of one post have in common, at least."""
GATHERED = 256
"""Pages up to which the order may be found by looking into each."""


def thread(
    dump: Dump, division: Division, key: str, without: frozenset[str]
) -> Iterator[Heading | Post]:
    """The thread of a divided dump that begins at the byte `key` (the first, for "")."""
    leaves = division.pages(key)
    joining = _Joining(dump, division.form, without, len(leaves) > 1)
    for leaf in in_order(division, leaves):
        yield from joining.page(leaf)
    yield from joining.rest()


def in_order(division: Division, leaves: Sequence[Leaf]) -> list[Leaf]:
    """Pages in the order of the thread: by their numbers, else by those of their posts, else as
    they stand."""
    if len(leaves) < 2:
        return list(leaves)
    pages = [leaf.page for leaf in leaves]
    if all(page is not None for page in pages) and len(set(pages)) > 1:
        return _sorted(leaves, pages)
    if len(leaves) > GATHERED:
        return list(leaves)
    looks = [division.peek(leaf.document) for leaf in leaves]
    ids = [int(one.id) if one.id is not None and one.id.isdecimal() else None for one in looks]
    if all(one is not None for one in ids) and len(set(ids)) > 1:
        return _sorted(leaves, ids)
    dates = [one.date for one in looks]
    if all(date is not None and "T" in date for date in dates):
        return _sorted(leaves, dates)
    return list(leaves)


def _sorted(leaves: Sequence[Leaf], by: Sequence[Any]) -> list[Leaf]:
    """Pages sorted by what is known of each; as they stand where that is the same."""
    return [leaves[n] for n in sorted(range(len(leaves)), key=lambda n: by[n])]


class _Known(NamedTuple):
    """A post of a page that was read: how many words, a hash of them, the first of them, its
    author, date and id, and its place."""

    size: int
    digest: int
    words: tuple[str, ...]
    author: str | None
    date: str | None
    id: str | None
    place: int


class _Piece(NamedTuple):
    """Furniture that no post has yet, and where it stands."""

    block: Block
    extent: Extent


class _Joining:
    """The walk over the pages of one thread."""

    def __init__(self, dump: Dump, form: Form, without: frozenset[str], paged: bool) -> None:
        self.dump = dump
        self.form = form
        self.without = without
        self.number = 0
        self.held: Post | None = None
        self.headed = False
        self.paged = paged
        self.known: dict[tuple[str, ...], list[_Known]] = {}
        self.count = 0

    def page(self, leaf: Leaf) -> Iterator[Heading | Post]:
        """The posts of the next page that were not there before."""
        document = leaf.document
        lead = self._seam(document)
        read: list[Post] = []
        again: int | None = None
        first = True
        for part in self._parts(document):
            if isinstance(part, Heading):
                yield from self._heading(part, leaf)
                continue
            if self.paged:
                read.append(part)
            again = self._again(part, again) if self.known else None
            if again is not None:
                lead = self._folded(part, lead)
                continue
            yield from self._kept(self._opening(part, lead, first))
            lead, first = [], False
        self._appended(lead)
        self._appended(self._tail(document))
        for post in read:
            self._learn(post)

    def rest(self) -> Iterator[Post]:
        """The last post."""
        if self.held is not None:
            yield self.held

    def _parts(self, document: Document) -> Iterator[Heading | Post]:
        """Heading and posts of a page. A post shown before its end is known comes only once: as it
        is in the end."""
        at = document.at + code_points(self.dump.data, document.start, document.body)
        place = Stretch(document.body, document.stop, at)
        early: Post | None = None
        for part in parts(self.dump, self.without, place):
            if isinstance(part, Post) and part.number == 1:
                early = part
                continue
            if early is not None and isinstance(part, Post):
                yield early
                early = None
            yield part
        if early is not None:
            yield early

    def _heading(self, heading: Heading, leaf: Leaf) -> Iterator[Heading]:
        if self.headed:
            return
        self.headed = True
        if leaf.document.said.get("name"):
            yield Heading(leaf.title, Evidence("cue", "the line before the document", 0.95))
        elif heading.title is not None:
            yield Heading(leaf.title or heading.title, heading.evidence)
        else:
            yield heading

    def _seam(self, document: Document) -> list[_Piece]:
        """What stands before a page, as a piece of the page's furniture."""
        kind: BlockKind = "chrome" if document.said else "separator"
        return self._piece(kind, document.start, document.body, document.at)

    def _tail(self, document: Document) -> list[_Piece]:
        """What ends a page."""
        if document.stop == document.end:
            return []
        at = document.at + code_points(self.dump.data, document.start, document.stop)
        return self._piece("separator", document.stop, document.end, at)

    def _piece(self, kind: BlockKind, start: int, stop: int, at: int) -> list[_Piece]:
        if start == stop:
            return []
        text = self.dump.text(start, stop)
        extent = Extent(at, at + len(text), start, stop)
        return [_Piece(Block(kind, words_of(text), Span(extent.start, extent.end)), extent)]

    def _opening(self, post: Post, lead: list[_Piece], opens: bool) -> Post:
        """A post with what stands before it; where it `opens` a page, why it begins there."""
        if lead and post.extent is not None:
            begin = lead[0].extent
            blocks = (*(piece.block for piece in lead), *post.blocks)
            extent = post.extent._replace(start=begin.start, byte_start=begin.byte_start)
            post = post._replace(blocks=blocks, extent=extent)
        if not opens:
            return post
        what = "another page of the thread" if self.number else "a thread"
        cue = f"{what} begins: {self.form.reason}"
        return post._replace(evidence=Evidence("cue", cue, self.form.confidence))

    def _kept(self, post: Post) -> Iterator[Post]:
        if self.held is not None:
            yield self.held
        self.number += 1
        self.held = post._replace(number=self.number)

    def _folded(self, post: Post, lead: list[_Piece]) -> list[_Piece]:
        """Fold a post that was there before into the one in front of it, or into what stands
        before the next; that, then."""
        assert post.extent is not None
        extent = post.extent
        text = self.dump.text(extent.byte_start, extent.byte_end)
        block = Block("chrome", words_of(text), Span(extent.start, extent.end))
        pieces = [*lead, _Piece(block, extent)]
        held = self.held.extent if self.held is not None else None
        if lead or held is None or held.end != extent.start:
            return pieces
        self._appended(pieces)
        return []

    def _appended(self, pieces: list[_Piece]) -> None:
        """Put furniture behind the post held. Where it does not stand right behind it, the post's
        stretch of the dump stays as it is."""
        post = self.held
        if post is None or post.extent is None or not pieces:
            return
        extent = post.extent
        if pieces[0].extent.start == extent.end:
            last = pieces[-1].extent
            extent = extent._replace(end=last.end, byte_end=last.byte_end)
        blocks = (*post.blocks, *(piece.block for piece in pieces))
        self.held = post._replace(blocks=blocks, extent=extent)

    def _again(self, post: Post, before: int | None) -> int | None:
        """The place of the post among those of earlier pages, if it is one of them. `before` is
        the place of the one in front of it, if that is."""
        mine = self._known(post, 0)
        for known in self.known.get(mine.words[:FIRST], ()):
            if None not in (known.author, mine.author) and known.author != mine.author:
                continue
            placed = before is not None and known.place == before + 1
            numbered = mine.id is not None and mine.id == known.id
            dated = mine.date is not None and mine.date == known.date
            if mine.digest == known.digest and (mine.size >= ENOUGH or placed or numbered or dated):
                return known.place
            # Another version of it: edited meanwhile, or with furniture at its end.
            if known.author is None or mine.words != known.words or mine.size < MANY:
                continue
            if numbered or (dated and "T" in (mine.date or "")):
                return known.place
        return None

    def _known(self, post: Post, index: int) -> _Known:
        words = logical_text(post).split()
        first = tuple(words[:MANY])
        everything = hash(tuple(words))
        return _Known(len(words), everything, first, post.author, post.date, post.id, index)

    def _learn(self, post: Post) -> None:
        """Remember a post of a page that is done."""
        known = self._known(post, self.count)
        self.count += 1
        self.known.setdefault(known.words[:FIRST], []).append(known)
