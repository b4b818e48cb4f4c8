"""What a query can ask of a post without looking for words: author, date, number, quotes, notes."""

from __future__ import annotations

from collections.abc import Sequence

from threadview.columns import EDITED, QUOTING
from threadview.search import query as q
from threadview.search.conditions import Spans, Subject
from threadview.search.corpus import Corpus
from threadview.search.folding import folding
from threadview.search.literal import Literal, has_capitals


class PostCondition:
    """The post is one of some, by what it is."""

    def __init__(self, corpus: Corpus, node: q.Node) -> None:
        self._corpus = corpus
        self._node = node
        self._authors: dict[int, bool] = {-1: False}
        self._numbers: tuple[int, frozenset[int]] = (-1, frozenset())
        words = node.text if isinstance(node, q.Title | q.Noted) else ""
        self._literal = Literal(words) if words else None

    def needles(self) -> list[str] | None:
        """None."""
        return None

    def spans(self, subject: Subject) -> Spans | None:
        """Nothing, or None."""
        return [] if self._holds(subject.index) else None

    def _holds(self, index: int) -> bool:
        columns = self._corpus.columns
        match self._node:
            case q.Author():
                return self._is_author(columns.authors[index], self._node)
            case q.Dates(first, last):
                return _within(columns.dates[index], first, last)
            case q.Is("edited"):
                return bool(columns.marks[index] & EDITED)
            case q.Is("quote"):
                return bool(columns.marks[index] & QUOTING)
            case q.Is():
                return columns.authors[index] == columns.authors[0] >= 0
            case q.Numbers(first, last):
                return first <= index + 1 and (last is None or index + 1 <= last)
            case q.Has():
                return bool(self._corpus.notes.get(index + 1))
            case q.Title():
                return self._says(self._corpus.thread.title)
            case q.Noted():
                notes = self._corpus.notes.get(index + 1, ())
                return any(self._says(note.text) for note in notes)
            case q.Tag(name):
                notes = self._corpus.notes.get(index + 1, ())
                return any(name.casefold() == tag.casefold() for n in notes for tag in n.tags)
            case q.Quoting(post):
                return index + 1 in self._among(self._corpus.thread.quoted_by.get(post, ()))
            case q.QuotedBy(post):
                return index + 1 in self._among(_sources(self._corpus, post))
        raise AssertionError(self._node)

    def _says(self, text: str | None) -> bool:
        return bool(text and self._literal and self._literal.spans(text))

    def _among(self, numbers: Sequence[int]) -> frozenset[int]:
        if self._numbers[0] != len(numbers):
            self._numbers = (len(numbers), frozenset(numbers))
        return self._numbers[1]

    def _is_author(self, author: int, node: q.Author) -> bool:
        known = self._authors.get(author)
        if known is None:
            known = author_matches(self._corpus.columns.names[author], node)
            self._authors[author] = known
        return known


def author_matches(name: str, node: q.Author) -> bool:
    """Whether a name is, or holds, the one asked for; case and accents count if typed."""
    if not node.whole:
        return bool(Literal(node.name).spans(name))
    fold = folding(not has_capitals(node.name)).fold
    same = fold(" ".join(name.split())).text == fold(" ".join(node.name.split())).text
    return same and bool(Literal(node.name).spans(name))


def _sources(corpus: Corpus, number: int) -> Sequence[int]:
    if not 1 <= number <= len(corpus):
        return ()
    return [quote.post for quote in corpus.posts[number - 1].quotes if quote.post is not None]


def _within(date: str | None, first: str, last: str) -> bool:
    """Whether all of the day, month or year that a post is dated lies between two others."""
    if date is None:
        return False
    day = date[:10]
    earliest = (day + "-01-01"[len(day) - 4 :])[: len(first)] if first else ""
    latest = (day + "-12-31"[len(day) - 4 :])[: len(last)] if last else ""
    return earliest >= first and latest <= last
