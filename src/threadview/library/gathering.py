"""From a dump to what the index keeps of it: its threads, each with its posts as records.

The road is that of reading (detection, the format, copies merged). Quotes are looked for only in
plain text, where nothing else tells whose words are whose; other formats say so themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from threadview import merge, quotes
from threadview.anchors import PostPrint
from threadview.anchors.identity import LONG, STOCK, post_print
from threadview.anchors.skeleton import letters
from threadview.errors import ThreadviewError
from threadview.library.chunk import Record
from threadview.model import Heading, Post, segments
from threadview.notebook import storable
from threadview.posts import Posts
from threadview.reading import Reading

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Format, Part, ThreadRef
    from threadview.shares import Placed

BUFFER = 4096
"""Posts held back of a thread, in case they become better known (their author is found later)."""

TELLING = 6
"""Posts whose prints are kept of a thread: enough to know another copy of it by."""

PRINTS = 6
"""Prints kept of each of them."""

BEGINNING = 800
"""Characters of a post that are looked at for its prints."""

LOOKED_AT = 24
"""Posts from the beginning among which those are looked for."""


class Known(NamedTuple):
    """What is known of a thread once it is read."""

    key: str
    title: str | None
    author: str | None
    people: int
    begun: str | None
    ended: str | None
    posts: int
    size: int
    letters: str
    prints: tuple[PostPrint, ...]


class Gathered:
    """A thread on its way into the index: go through `batches` to the end, then ask `known`."""

    def __init__(self, key: str, ref: ThreadRef, parts: Iterator[Part]) -> None:
        self.key = key
        self._ref = ref
        self._parts = parts
        self._title = ref.title
        self._opener: str | None = None
        self._people: set[str] = set()
        self._begun: str | None = None
        self._ended: str | None = None
        self._count = self._size = 0
        self._prints: list[PostPrint] = []

    def batches(self) -> Iterator[list[Record]]:
        """The posts in order, some thousands at a time."""
        held: list[Record] = []
        gone = 0
        for part in self._parts:
            if isinstance(part, Heading):
                self._title = part.title or self._title
            elif isinstance(part, Post):
                place = part.number - 1 - gone
                if place < 0:
                    continue
                record = self._record(part)
                if place < len(held):
                    held[place] = record
                    continue
                held.append(record)
                if len(held) >= 2 * BUFFER:
                    yield self._taken(held[:BUFFER], gone)
                    gone += BUFFER
                    del held[:BUFFER]
        if held:
            yield self._taken(held, gone)

    @property
    def title(self) -> str | None:
        """The title, as far as it is known."""
        return self._title

    def _record(self, post: Post) -> Record:
        texts, quoted, at = [], [], 0
        for segment in segments(post):
            texts.append(segment.text)
            if segment.quote is not None:
                quoted += [at, at + len(segment.text)]
            at += len(segment.text) + 2
        author = None if post.author is None else storable(post.author)
        edited = post.edit is not None
        date = post.date or post.date_text
        return Record("\n\n".join(texts), tuple(quoted), author, date, edited, post.number)

    def _taken(self, records: list[Record], before: int) -> list[Record]:
        """Count records in, and number them."""
        if not before:
            self._opener = records[0].author
            self._prints = telling(record.text for record in records[:LOOKED_AT])
        taken = []
        for number, record in enumerate(records, before + 1):
            opener = record.author is not None and record.author == self._opener
            taken.append(record._replace(number=number, opener=opener))
            if record.author is not None:
                self._people.add(record.author)
            if record.date and day_number(record.date):
                day = record.date[:10]
                self._begun = min(self._begun or day, day)
                self._ended = max(self._ended or day, day)
            self._size += len(record.text)
        self._count += len(taken)
        return taken

    def known(self) -> Known:
        """What is known of the thread, once its posts were taken."""
        title = None if self._title is None else storable(self._title)
        author = self._opener or (storable(self._ref.author) if self._ref.author else None)
        return Known(
            self.key,
            title,
            author,
            len(self._people),
            self._begun,
            self._ended,
            self._count,
            self._size,
            letters(title or ""),
            tuple(self._prints),
        )


def telling(texts: Iterator[str]) -> list[PostPrint]:
    """The prints of posts that tell a thread: of the long ones among the first, in order."""
    found: list[PostPrint] = []
    short: list[PostPrint] = []
    for text in texts:
        print_ = post_print(text[:BEGINNING])
        print_ = print_._replace(prints=print_.prints[:PRINTS])
        if print_.words >= LONG:
            found.append(print_)
        elif print_.words >= STOCK:
            short.append(print_)
        if len(found) == TELLING:
            break
    return (found + short)[:TELLING]


def day_number(date: str) -> int | None:
    """The first day that an ISO 8601 date means, as the number YYYYMMDD; None for other dates."""
    parts = date[:10].split("-")
    if len(parts[0]) != 4 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return year * 10000 + month * 100 + day


def _kept(parts: Iterator[Part], posts: Posts) -> Iterator[Part]:
    """The parts of a thread as they come, each post kept for the quotes of later ones."""
    for part in parts:
        if isinstance(part, Post):
            if part.number <= len(posts):
                posts.replace(part.number - 1, part)
            else:
                posts.append(part)
        yield part


class Source(NamedTuple):
    """A dump whose threads are gathered, and its format."""

    dump: Dump
    name: str
    format: Format

    def gathered(self, thread: Placed) -> Gathered:
        """A thread of it, about to be gathered."""
        read = getattr(self.format, "glance", self.format.read)
        parts = merge.joined(read(thread.dump, thread.ref))
        if self.name == "text":
            posts = Posts(thread.dump)
            parts = _kept(quotes.link(parts, posts, thread.dump), posts)
        return Gathered(thread.key, thread.ref, parts)


def opened(path: str, format: str | None = None, cache: str | None = None) -> Source:  # noqa: A002
    """Open a dump to gather its threads; its format is found out, or is this one. `cache` is where
    formats keep what they find out of large ones.

    Raises:
        ThreadviewError: it is no dump, or cannot be read.
    """
    from threadview.dump import open_dump

    try:
        dump = open_dump(path, force=format is not None, cache=cache)
        reading = Reading(dump, format)
    except (OSError, MemoryError) as error:
        raise ThreadviewError(f"{path}: {error}") from error
    return Source(dump, reading.format_name, reading.format)
