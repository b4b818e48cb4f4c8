"""What a query means for a thread: for each post, whether it matches and where.

Each node of a query becomes a condition that answers, for a post, with its spans, with none (the
post matches by what it is), or with None (it does not match).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from threadview.columns import EDITED, QUOTING
from threadview.errors import QueryError
from threadview.model import Post, segments
from threadview.search import query as q
from threadview.search.corpus import HEADER, WORDS, Corpus, Fields
from threadview.search.expression import Expression, ExpressionError
from threadview.search.folding import folding
from threadview.search.literal import Literal, has_capitals

Spans = list[tuple[int, int, int]]
"""(field, start, end) of each stretch, where the field is one of `corpus`'s."""


class Subject:
    """The post that is being looked at: its texts are read when somebody asks."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.columns = corpus.columns
        self.index = -1
        self._fields: Fields | None = None
        self._quoted: list[tuple[int, int]] | None = None

    def at(self, index: int) -> Subject:
        """The same, looking at another post."""
        self.index = index
        self._fields = self._quoted = None
        return self

    @property
    def fields(self) -> Fields:
        """The post's texts."""
        if self._fields is None:
            self._fields = self.corpus.fields(self.index)
        return self._fields

    @property
    def quoted(self) -> list[tuple[int, int]]:
        """The stretches of the logical text that are quoted."""
        if self._quoted is None:
            marks = self.corpus.columns.marks[self.index]
            self._quoted = (
                quoted_stretches(self.corpus.posts[self.index]) if marks & QUOTING else []
            )
        return self._quoted

    def is_quoted(self, start: int) -> bool:
        """Whether a place in the logical text is quoted."""
        return any(first <= start < last for first, last in self.quoted)


def quoted_stretches(post: Post) -> list[tuple[int, int]]:
    """The stretches of a post's logical text that are quoted."""
    return [
        (segment.start, segment.start + len(segment.text))
        for segment in segments(post)
        if segment.quote is not None
    ]


class Condition(Protocol):
    """What a part of a query asks of a post."""

    def spans(self, subject: Subject) -> Spans | None:
        """Where it is met; empty if the post meets it by what it is; None if it does not."""

    def needles(self) -> list[str] | None:
        """Words of which a post must hold one to match; None if any post may match."""


class TextCondition:
    """Words, a phrase or an expression stand in the post."""

    def __init__(self, pattern: Literal | Expression, quoted: bool | None) -> None:
        """`quoted`: only where quoted (True), only where not (False), or anywhere (None)."""
        self.pattern = pattern
        self.quoted = quoted

    def spans(self, subject: Subject) -> Spans | None:
        """Where the pattern stands, field by field."""
        found: Spans = []
        spans = self.pattern.spans
        for field, text in enumerate(subject.fields):
            if text:
                found += [(field, start, end) for start, end in spans(text)]
        if self.quoted is not None:
            found = [
                span
                for span in found
                if (span[0] == WORDS and subject.is_quoted(span[1])) is self.quoted
            ]
        return found or None

    def needles(self) -> list[str] | None:
        """The pattern's longest word."""
        return None if self.pattern.needle is None else [self.pattern.needle]


class WordsCondition:
    """All of several words stand in the post; if they stand side by side, only there."""

    def __init__(self, together: TextCondition, apart: list[TextCondition]) -> None:
        self._together = together
        self.apart = apart

    def spans(self, subject: Subject) -> Spans | None:
        """Where the words stand side by side, or else each of them."""
        parts = [word.spans(subject) for word in self.apart]
        if None in parts:
            return None
        return self._together.spans(subject) or [span for part in parts for span in part or ()]

    def needles(self) -> list[str] | None:
        """The longest word."""
        return self._together.needles()


class PostCondition:
    """The post is one of some, by what it is."""

    def __init__(self, corpus: Corpus, node: q.Node) -> None:
        self._corpus = corpus
        self._node = node
        self._authors: dict[int, bool] = {-1: False}
        self._numbers: tuple[int, frozenset[int]] = (-1, frozenset())

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
            case q.Tag(name):
                notes = self._corpus.notes.get(index + 1, ())
                return any(name.casefold() == tag.casefold() for n in notes for tag in n.tags)
            case q.Quoting(post):
                return index + 1 in self._among(self._corpus.thread.quoted_by.get(post, ()))
            case q.QuotedBy(post):
                return index + 1 in self._among(_sources(self._corpus, post))
        raise AssertionError(self._node)

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


class All(NamedTuple):
    """Every part is met."""

    parts: tuple[Condition, ...]

    def spans(self, subject: Subject) -> Spans | None:
        """Where the parts are met."""
        found: Spans = []
        for part in self.parts:
            spans = part.spans(subject)
            if spans is None:
                return None
            found += spans
        return found

    def needles(self) -> list[str] | None:
        """Those of the part that can be looked for fastest: few of them, and long."""
        needles = [part.needles() for part in self.parts]
        return min(
            (some for some in needles if some is not None),
            key=lambda some: (len(some), -min(map(len, some))),
            default=None,
        )


class Any(NamedTuple):
    """Some part is met."""

    parts: tuple[Condition, ...]

    def spans(self, subject: Subject) -> Spans | None:
        """Where the parts that are met are met."""
        met = [spans for part in self.parts if (spans := part.spans(subject)) is not None]
        return [span for spans in met for span in spans] if met else None

    def needles(self) -> list[str] | None:
        """Those of all parts."""
        needles = [part.needles() for part in self.parts]
        if any(some is None for some in needles):
            return None
        return [needle for some in needles for needle in some or ()]


class Without(NamedTuple):
    """The part is not met."""

    part: Condition

    def spans(self, subject: Subject) -> Spans | None:
        """Nothing, or None."""
        return [] if self.part.spans(subject) is None else None

    def needles(self) -> list[str] | None:
        """None."""
        return None


class Options(NamedTuple):
    """How text is matched: only whole words; whether case counts (None: if capitals are typed)."""

    whole: bool = False
    case: bool | None = None


def compiled(node: q.Node, corpus: Corpus, options: Options, query: str) -> Condition:
    """A query as a condition.

    Raises:
        QueryError: it holds a regular expression that the engine does not take.
    """
    return _compiled(node, corpus, options, query, None)


def _compiled(
    node: q.Node, corpus: Corpus, options: Options, query: str, quoted: bool | None
) -> Condition:
    match node:
        case q.Words(words):
            together = TextCondition(_literal(" ".join(words), options), quoted)
            if len(words) == 1:
                return together
            case_ = has_capitals(" ".join(words)) if options.case is None else options.case
            exact = options._replace(case=case_)
            apart = [TextCondition(_literal(word, exact), quoted) for word in words]
            return WordsCondition(together, apart)
        case q.Phrase(text):
            return TextCondition(_literal(text, options), quoted)
        case q.Regex():
            return TextCondition(_expression(node, options, query), quoted)
        case q.And(parts):
            rest, quoted = _scope(parts, quoted)
            # What costs least is asked first.
            ordered = sorted(rest, key=holds_text)
            met = tuple(_compiled(p, corpus, options, query, quoted) for p in ordered)
            return met[0] if len(met) == 1 else All(met)
        case q.Or(parts):
            return Any(tuple(_compiled(p, corpus, options, query, quoted) for p in parts))
        case q.Not(part):
            return Without(_compiled(part, corpus, options, query, quoted))
    return PostCondition(corpus, node)


def _literal(text: str, options: Options) -> Literal:
    return Literal(text, options.case, options.whole)


def _expression(node: q.Regex, options: Options, query: str) -> Expression:
    pattern = rf"\b(?:{node.pattern})\b" if options.whole else node.pattern
    try:
        return Expression(pattern, node.flags, options.case)
    except ExpressionError as error:
        shift = 5 if options.whole else 0
        position = node.position + max(error.position - shift, 0)
        raise QueryError(error.message, query, position) from None


def _scope(
    parts: tuple[q.Node, ...], quoted: bool | None
) -> tuple[tuple[q.Node, ...], bool | None]:
    """`is:quote` and `-is:quote` beside words say where the words have to stand."""
    scopes = {_scoping(part) for part in parts} - {None}
    rest = tuple(part for part in parts if _scoping(part) is None)
    if len(scopes) != 1 or not any(map(holds_text, rest)):
        return parts, quoted
    return rest, scopes.pop()


def _scoping(part: q.Node) -> bool | None:
    """Whether a part of a query is `is:quote` (True), `-is:quote` (False) or neither (None)."""
    match part:
        case q.Is("quote"):
            return True
        case q.Not(q.Is("quote")):
            return False
    return None


def holds_text(node: q.Node) -> bool:
    """Whether words are looked for, not only properties of posts."""
    match node:
        case q.And(parts) | q.Or(parts):
            return any(map(holds_text, parts))
        case q.Not(part):
            return holds_text(part)
    return isinstance(node, q.Words | q.Phrase | q.Regex)


def found_in(condition: Condition, subject: Subject) -> Spans | None:
    """The stretches of a post that meet a query, in reading order, none overlapping another.

    A post that matches by what it is alone has its author's name.
    """
    spans = condition.spans(subject)
    if spans is None:
        return None
    if not spans:
        author = subject.columns.authors[subject.index]
        name = subject.corpus.columns.names[author] if author >= 0 else ""
        return [(HEADER, 0, len(name))]
    if len(spans) > 1 and not isinstance(condition, TextCondition):
        spans.sort(key=lambda span: (span[0], span[1], -span[2]))
        last = (-1, 0, 0)
        kept: Spans = []
        for span in spans:
            if span[0] != last[0] or span[1] >= last[2]:
                kept.append(span)
                last = span
        return kept
    return spans
