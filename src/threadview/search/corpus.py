"""What there is to search: a thread's posts as texts and columns, however the thread is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from threadview.columns import Columns
from threadview.model import Post, Thread, logical_text, segments
from threadview.posts import AROUND, Posts

HEADER, WORDS, CHROME, NOTE = range(4)
"""The texts of a post, in the order in which a reader meets them."""


class Note(NamedTuple):
    """A note as far as searching is concerned."""

    text: str
    tags: tuple[str, ...] = ()


Notes = Mapping[int, Sequence[Note]]
"""The notes of each post, by its number."""


class Fields(NamedTuple):
    """A post's texts, by HEADER, WORDS, CHROME and NOTE.

    The header's is author, author title and date, a line each where known, and below the first
    post's the thread's title; chrome's is page furniture and signatures, and the notes' is the
    post's notes, each with blank lines between.
    """

    header: str
    words: str
    chrome: str
    note: str


_made: WeakKeyDictionary[Sequence[Post], Columns] = WeakKeyDictionary()
_growing = Lock()


def _columns_of(posts: Sequence[Post]) -> Columns:
    """The columns of posts that keep none, made once for all searches where they can be kept."""
    try:
        return _made.setdefault(posts, Columns())
    except TypeError:  # a list or a tuple: small, or in a test
        return Columns()


class Corpus:
    """A thread with its notes, as searches see it. It follows a thread that grows."""

    def __init__(self, thread: Thread, notes: Notes | None = None) -> None:
        self.thread = thread
        self.notes: Notes = notes or {}
        self.posts = thread.posts
        self.packed = thread.posts if isinstance(thread.posts, Posts) else None
        self._columns = self.packed.columns if self.packed is not None else _columns_of(self.posts)

    def __len__(self) -> int:
        return len(self.posts)

    @property
    def columns(self) -> Columns:
        """The columns of all posts that are there."""
        if self.packed is None and len(self._columns) < len(self.posts):
            # A search that is being given up may still run beside the next.
            with _growing:
                for index in range(len(self._columns), len(self.posts)):
                    self._columns.append(self.posts[index])
        return self._columns

    def fields(self, index: int) -> Fields:
        """A post's texts."""
        return self.read(index)[0]

    def read(self, index: int) -> tuple[Fields, list[tuple[int, int]]]:
        """A post's texts, and the stretches of its logical text that are quoted."""
        notes = self.notes.get(index + 1) if self.notes else None
        note = "\n\n".join(note.text for note in notes) if notes else ""
        title = self.thread.title if index == 0 else None
        if self.packed is not None:
            words, quoted, chrome, author, author_title, date = self.packed.texts(index)
        else:
            post = self.posts[index]
            words, quoted = logical_text(post), quoted_stretches(post)
            chrome = chrome_text(post)
            author, author_title, date = post.author, post.author_title, post.date or post.date_text
        header = "\n".join([part for part in (author, author_title, date, title) if part])
        return Fields(header, words, chrome, note), quoted


def quoted_stretches(post: Post) -> list[tuple[int, int]]:
    """The stretches of a post's logical text that are quoted."""
    return [
        (segment.start, segment.start + len(segment.text))
        for segment in segments(post)
        if segment.quote is not None
    ]


def chrome_text(post: Post) -> str:
    """The text that offsets of hits in a post's page furniture and signatures count in."""
    return "\n\n".join(block.text for block in post.blocks if block.kind in AROUND)


def header_text(post: Post, title: str | None = None) -> str:
    """The text that offsets of hits in a post's header count in; `title` is the thread's, which
    belongs to the first post's."""
    fields = (post.author, post.author_title, post.date or post.date_text)
    return "\n".join(filter(None, (*fields, title if post.number == 1 else None)))
