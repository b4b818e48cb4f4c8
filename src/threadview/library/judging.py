"""Whether a post of the library is what a query asks for, and where in it: the query language
over one record, judged by the same literals and expressions as inside a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from threadview.errors import QueryError
from threadview.library.chunk import Record
from threadview.search import query as q
from threadview.search.corpus import Note
from threadview.search.expression import Expression, ExpressionError
from threadview.search.literal import Literal
from threadview.search.plan import holds_text, scoped
from threadview.search.properties import author_matches

Spans = list[tuple[int, int]]
"""`[start, end)` in code points of the post's logical text."""


class About(NamedTuple):
    """What is known of a post beside itself: its notes, its thread's title, tags of the thread."""

    notes: Sequence[Note] = ()
    title: str | None = None
    tags: Sequence[str] = ()


Judge = Callable[[Record, About], Spans | None]
"""Where a post holds what is asked; empty where it does by what it is; None where it does not."""


def judge(node: q.Node, query: str) -> Judge:
    """A query as a judge of records.

    Raises:
        QueryError: it holds an expression that the engine does not take, or asks for what only a
            thread that is open can tell.
    """
    return _judge(node, query, None)


def _judge(node: q.Node, query: str, quoted: bool | None) -> Judge:
    match node:
        case q.Words(words):
            return _words(words, quoted)
        case q.Phrase(text):
            return _text(Literal(text), quoted)
        case q.Regex():
            return _text(_expression(node, query), quoted)
        case q.And(parts):
            parts, quoted = scoped(parts, quoted)
            return _all([_judge(p, query, quoted) for p in sorted(parts, key=holds_text)])
        case q.Or(parts):
            return _any([_judge(p, query, quoted) for p in parts])
        case q.Not(part):
            inner = _judge(part, query, quoted)
            return lambda record, about: [] if inner(record, about) is None else None
        case q.Title(text):
            title = Literal(text)
            return lambda _, about: [] if about.title and title.spans(about.title) else None
        case q.Noted(text):
            note = Literal(text)
            return lambda _, about: [] if any(note.spans(n.text) for n in about.notes) else None
        case q.Quoting() | q.QuotedBy():
            raise QueryError("this can be asked inside a thread only", query, 0)
    test = node
    return lambda record, about: [] if _is(test, record, about) else None


def _expression(node: q.Regex, query: str) -> Expression:
    try:
        return Expression(node.pattern, node.flags)
    except ExpressionError as error:
        raise QueryError(error.message, query, node.position + error.position) from None


def _text(literal: Literal | Expression, quoted: bool | None) -> Judge:
    def spans(record: Record, about: About) -> Spans | None:
        found = _within(literal.spans(record.text), record, quoted)
        if found:
            return found
        if quoted is not None:
            return None
        around = (record.title, *(note.text for note in about.notes))
        return [] if any(text and literal.spans(text) for text in around) else None

    return spans


def _words(words: tuple[str, ...], quoted: bool | None) -> Judge:
    """All the words; where they stand side by side, that is the place."""
    together = _text(Literal(" ".join(words)), quoted)
    if len(words) == 1:
        return together
    case = any(char.isupper() for word in words for char in word)
    apart = _all([_text(Literal(word, case), quoted) for word in words])

    def spans(record: Record, about: About) -> Spans | None:
        found = together(record, about)
        return apart(record, about) if found is None else found

    return spans


def _within(spans: Spans, record: Record, quoted: bool | None) -> Spans:
    """Those places that are quoted, or are not."""
    if quoted is None or not spans:
        return spans
    edges = record.quoted
    pairs = list(zip(edges[::2], edges[1::2], strict=True))

    def inside(start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in pairs)

    return [span for span in spans if inside(*span) == quoted]


def _all(parts: list[Judge]) -> Judge:
    def spans(record: Record, about: About) -> Spans | None:
        found: Spans = []
        for part in parts:
            held = part(record, about)
            if held is None:
                return None
            found += held
        return sorted(found)

    return spans


def _any(parts: list[Judge]) -> Judge:
    def spans(record: Record, about: About) -> Spans | None:
        held = [one for part in parts if (one := part(record, about)) is not None]
        return sorted(span for one in held for span in one) if held else None

    return spans


def _is(node: q.Node, record: Record, about: About) -> bool:
    match node:
        case q.Author():
            return record.author is not None and author_matches(record.author, node)
        case q.Dates(first, last):
            return within(record.date, first, last)
        case q.Is("edited"):
            return record.edited
        case q.Is("quote"):
            return bool(record.quoted)
        case q.Is():
            return record.opener
        case q.Numbers(first_number, last_number):
            return first_number <= record.number <= (last_number or record.number)
        case q.Has():
            return bool(about.notes)
        case q.Tag(name):
            tags = (*about.tags, *(tag for note in about.notes for tag in note.tags))
            return any(name.casefold() == tag.casefold() for tag in tags)
    raise AssertionError(node)


def within(date: str | None, first: str, last: str) -> bool:
    """Whether all of the day, month or year that a post is dated lies between two others."""
    if not date or not date[:4].isdecimal():
        return False
    day = date[:10]
    earliest = (day + "-01-01"[len(day) - 4 :])[: len(first)] if first else ""
    latest = (day + "-12-31"[len(day) - 4 :])[: len(last)] if last else ""
    return earliest >= first and latest <= last
