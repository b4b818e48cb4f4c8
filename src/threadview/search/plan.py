"""What a query means for a thread: its nodes as conditions."""

from __future__ import annotations

from typing import NamedTuple

from threadview.errors import QueryError
from threadview.search import query as q
from threadview.search.conditions import (
    All,
    Any,
    Condition,
    TextCondition,
    Without,
    WordsCondition,
)
from threadview.search.corpus import Corpus
from threadview.search.expression import Expression, ExpressionError
from threadview.search.literal import Literal, has_capitals
from threadview.search.properties import PostCondition


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
            rest, quoted = scoped(parts, quoted)
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


def scoped(
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
