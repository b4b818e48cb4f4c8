"""Choosing notes by a query: the reader's own query language (`threadview.search`), asked of notes.

Words, phrases and expressions are looked for in the note, its tags and the words it is on;
`author:` is whose words those are, `date:` the day of the note or of the post.
"""

from __future__ import annotations

from collections.abc import Callable

from threadview.errors import QueryError
from threadview.notebook.note import Note
from threadview.search import query as q
from threadview.search.expression import Expression, ExpressionError
from threadview.search.folding import folding
from threadview.search.literal import Literal

Test = Callable[[Note], bool]


def selector(query: str) -> Test:
    """What a query asks of a note.

    Raises:
        QueryError: it does not parse, or asks what only posts can answer.
    """
    return _test(q.parse(query), query)


def _test(node: q.Node, query: str) -> Test:
    match node:
        case q.And(parts):
            tests = [_test(part, query) for part in parts]
            return lambda note: all(test(note) for test in tests)
        case q.Or(parts):
            tests = [_test(part, query) for part in parts]
            return lambda note: any(test(note) for test in tests)
        case q.Not(part):
            test = _test(part, query)
            return lambda note: not test(note)
        case q.Words(words):
            wanted = [Literal(word) for word in words]
            return lambda note: all(literal.spans(_text(note)) for literal in wanted)
        case q.Phrase(text):
            literal = Literal(text)
            return lambda note: bool(literal.spans(_text(note)))
        case q.Regex(pattern, flags, position):
            try:
                expression = Expression(pattern, flags)
            except ExpressionError as error:
                raise QueryError(error.message, query, position + error.position) from None
            return lambda note: bool(expression.spans(_text(note)))
        case _:
            return _field(node, query)


def _field(node: q.Node, query: str) -> Test:
    match node:
        case q.Author(name, whole):
            wanted = _folded(name)
            if whole:
                return lambda note: _folded(_author(note)) == wanted
            return lambda note: wanted in _folded(_author(note))
        case q.Noted(text):
            words = Literal(text)
            return lambda note: bool(words.spans(note.body))
        case q.Tag(name):
            tag = _folded(name)
            return lambda note: any(_folded(own) == tag for own in note.tags)
        case q.Dates(since, until):
            return lambda note: any(_within(date, since, until) for date in _dates(note))
        case q.Numbers(first, last):
            return lambda note: note.post is not None and first <= note.post <= (last or note.post)
        case q.Is("quote"):
            return lambda note: bool(note.anchors) and note.anchors[0].quoted
        case q.Has("note"):
            return lambda _: True
    raise QueryError("that can be asked of posts, not of notes", query, 0)


def _text(note: Note) -> str:
    return "\n\n".join(filter(None, (note.body, " ".join(note.tags), note.exact)))


def _author(note: Note) -> str:
    if not note.anchors:
        return ""
    first = note.anchors[0]
    return (first.speaker if first.quoted else first.author) or ""


def _dates(note: Note) -> list[str]:
    posted = note.anchors[0].date if note.anchors else None
    return [date for date in (note.created, posted) if date and date[:4].isdigit()]


def _within(date: str, first: str, last: str) -> bool:
    return (not first or date[: len(first)] >= first) and (not last or date[: len(last)] <= last)


def _folded(text: str) -> str:
    return folding(case=True).fold(text).text
