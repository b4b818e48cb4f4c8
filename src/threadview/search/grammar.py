"""The query language's grammar, for lark (https://lark-parser.readthedocs.io), and its mistakes.

Loading lark costs 50 ms, so `query.parse` comes here only for what is more than words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from threadview.errors import QueryError
from threadview.search.query import (
    And,
    Author,
    Dates,
    Has,
    Is,
    Node,
    Not,
    Noted,
    Numbers,
    Or,
    Phrase,
    QuotedBy,
    Quoting,
    Regex,
    Tag,
    Title,
    Words,
)

GRAMMAR = r"""
start: either
?either: both (OR both)*          -> either
?both: group (AND group)*         -> both
?group: unary+                      -> group
?unary: (NOT | MINUS) unary       -> negation
      | "(" either ")"              -> grouping
      | PHRASE                      -> phrase
      | REGEX                       -> regex
      | NUMBERS                     -> numbers
      | WORD                        -> word
      | FIELD (VALUE | PHRASE)      -> field
      | STRANGE                     -> strange

OR.5: /or(?=[\s()]|$)/
AND.5: /and(?=[\s()]|$)/
NOT.5: /not(?=[\s()]|$)/
MINUS.5: /-(?=[^\s)])/
PHRASE.5: /"[^"]*"|“[^”]*”/
REGEX.5: /\/(?:\\.|[^\/\\])+\/[A-Za-z]*(?=[\s()]|$)/
NUMBERS.5: /#(?:\d+(?:-#?\d*)?|-#?\d+)(?=[\s()]|$)/
FIELD.5: /(?:author|date|title|note|is|has|tag|quotes|quoted-by):/
STRANGE.4: /[A-Za-z][A-Za-z-]*:(?!\/\/)[^\s()]+/
VALUE.6: /[^\s()"]+/
WORD.3: /(?![\/"“])(?!-[^\s)])(?!(?:and|or|not)(?:[\s()]|$))[^\s()"“]+/
%ignore /\s+/
"""

FIELDS = "author:, date:, title:, note:, is:, has:, tag:, quotes:, quoted-by:"
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
DEEPEST = 100
LARGEST = 10**9


def parse(query: str) -> Node:
    """What a query says.

    Raises:
        QueryError: it does not parse; the error knows where.
    """
    try:
        node = cast(Node, _parser().parse(query))
    except UnexpectedToken as error:
        raise _misplaced(query, error.token) from None
    except UnexpectedCharacters as error:
        raise _unreadable(query, error.pos_in_stream or 0) from None
    except UnexpectedInput as error:
        raise QueryError("this does not parse", query, error.pos_in_stream or 0) from None
    except _MistakeError as mistake:
        raise QueryError(mistake.message, query, mistake.position) from None
    _check_depth(node, query)
    return node


class _MistakeError(Exception):
    """Something that parses and means nothing."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", transformer=_Meaning())


@v_args(inline=True)
class _Meaning(Transformer[Token, Node]):
    """The grammar's rules, as nodes."""

    def start(self, node: Node) -> Node:
        return node

    def either(self, *parts: Node) -> Node:
        return parts[0] if len(parts) == 1 else Or(parts[::2])

    def both(self, *parts: Node) -> Node:
        return parts[0] if len(parts) == 1 else And(parts[::2])

    def group(self, *parts: Node) -> Node:
        """Words in a row are words of one search."""
        merged: list[Node] = []
        for part in parts:
            before = merged[-1] if merged else None
            if isinstance(part, Words) and isinstance(before, Words):
                merged[-1] = Words(before.words + part.words)
            else:
                merged.append(part)
        return merged[0] if len(merged) == 1 else And(tuple(merged))

    def negation(self, *parts: Node) -> Node:
        part = parts[-1]
        return part.part if isinstance(part, Not) else Not(part)

    def grouping(self, node: Node) -> Node:
        return And((node,)) if isinstance(node, Words) else node

    def word(self, token: Token) -> Node:
        return Words((str(token),))

    def phrase(self, token: Token) -> Node:
        if not token[1:-1].strip():
            raise _MistakeError("nothing stands between the quotation marks", _at(token))
        return Phrase(token[1:-1])

    def regex(self, token: Token) -> Node:
        pattern, _, flags = token[1:].rpartition("/")
        for place, flag in enumerate(flags):
            if flag not in "is":
                position = _at(token) + 2 + len(pattern) + place
                raise _MistakeError(
                    f'the flags after a /regex/ are i and s, not {flag}; put a path in "…"',
                    position,
                )
        return Regex(pattern, flags, _at(token) + 1)

    def numbers(self, token: Token) -> Node:
        first, dash, last = token.replace("#", "").partition("-")
        low = min(int(first or 1), LARGEST)
        high = min(int(last), LARGEST) if last else None if dash else low
        if high is not None and high < low:
            raise _MistakeError(f"no post is both from {low} on and up to {high}", _at(token))
        return Numbers(low, high)

    def field(self, name: Token, value: Token) -> Node:
        quoted = value.type == "PHRASE"
        text = value[1:-1] if quoted else str(value)
        if not text.strip():
            raise _MistakeError(f"{name} needs something after the colon", _at(value))
        return _FIELDS[str(name)](text, quoted, _at(value))

    def strange(self, token: Token) -> Node:
        name = token.partition(":")[0]
        raise _MistakeError(
            f'there is no {name}: but {FIELDS}; put a plain word in "…"', _at(token)
        )


def _at(token: Token) -> int:
    return token.start_pos or 0


def _author(text: str, quoted: bool, _: int) -> Node:
    return Author(text, quoted)


def _date(text: str, _: bool, position: int) -> Node:
    first, dots, last = text.partition("..")
    for part, at in ((first, position), (last, position + len(first) + 2)):
        if part and not re.fullmatch(DATE, part):
            raise _MistakeError("a date is written 2010, 2010-01 or 2010-01-31", at)
    if not first and not last:
        raise _MistakeError("a date is missing: date:2010-01..2011", position)
    if not dots:
        last = first
    if first and last and first[: len(last)] > last[: len(first)]:
        raise _MistakeError("the second date comes before the first", position + len(first) + 2)
    return Dates(first, last)


def _is(text: str, _: bool, position: int) -> Node:
    if text not in ("edited", "quote", "op"):
        raise _MistakeError("is: knows edited, quote and op", position)
    return Is(text)


def _has(text: str, _: bool, position: int) -> Node:
    if text != "note":
        raise _MistakeError("has: knows note", position)
    return Has(text)


def _tag(text: str, _: bool, position: int) -> Node:
    del position
    return Tag(text.removeprefix("#"))


def _number(text: str, position: int) -> int:
    if not re.fullmatch(r"#?\d{1,9}", text):
        raise _MistakeError("a post is named by its number: #5", position)
    return int(text.removeprefix("#"))


_FIELDS: dict[str, Callable[[str, bool, int], Node]] = {
    "author:": _author,
    "date:": _date,
    "is:": _is,
    "has:": _has,
    "tag:": _tag,
    "title:": lambda text, _, __: Title(text),
    "note:": lambda text, _, __: Noted(text),
    "quotes:": lambda text, _, position: Quoting(_number(text, position)),
    "quoted-by:": lambda text, _, position: QuotedBy(_number(text, position)),
}


def _misplaced(query: str, token: Token) -> QueryError:
    """A token where none, or another, was expected."""
    before = query[: token.start_pos or 0].rstrip() if token.type != "$END" else query.rstrip()
    previous = re.search(r"(?:^|[\s()])(and|or|not|[A-Za-z-]+:)$", before)
    if token.type == "$END":
        if previous and previous[1].endswith(":"):
            return QueryError(f"{previous[1]} needs something after the colon", query, len(before))
        if previous:
            return QueryError(f"something is missing after {previous[1]}", query, len(before))
        return QueryError("this ( is not closed", query, _open(query))
    position = token.start_pos or 0
    if token.type == "RPAR" and before.endswith("("):
        return QueryError("nothing stands between the parentheses", query, position)
    if token.type == "RPAR" and not previous:
        return QueryError("no ( stands before this )", query, position)
    if previous and previous[1].endswith(":"):
        return QueryError(f"{previous[1]} needs something after the colon", query, position)
    if previous:
        return QueryError(f"something is missing after {previous[1]}", query, position)
    if token[:1] in ('"', "“", "/"):
        return _unreadable(query, position)
    return QueryError(f"something is missing before {token}", query, position)


def _open(query: str) -> int:
    """The last parenthesis that nothing closes."""
    held: list[int] = []
    for part in re.finditer(r'"[^"]*"|[()]', query):
        if part[0] == "(":
            held.append(part.start())
        elif part[0] == ")" and held:
            held.pop()
    return held[-1] if held else max(len(query) - 1, 0)


def _unreadable(query: str, position: int) -> QueryError:
    """A character with which nothing begins here."""
    char = query[position : position + 1]
    if char in ('"', "“"):
        return QueryError("this quotation mark is not closed", query, position)
    if char == "/":
        message = 'a /regex/ ends with /, or /i, /s; put a path in "…"'
        return QueryError(message, query, position)
    return QueryError(f"nothing begins with {char}", query, position)


def _check_depth(node: Node, query: str) -> None:
    level: list[Node] = [node]
    for _ in range(DEEPEST):
        level = [
            part
            for node in level
            for part in (
                node.parts
                if isinstance(node, And | Or)
                else (node.part,)
                if isinstance(node, Not)
                else ()
            )
        ]
        if not level:
            return
    raise QueryError("parentheses are nested too deeply", query, 0)
