"""The query language: what a query says, as plain data, and its description for help.

Parsing is `grammar`'s; what a query means for a thread is `plan`'s. A query that is nothing but
words never loads the grammar.
"""

from __future__ import annotations

from typing import NamedTuple

from threadview.errors import QueryError

HELP = """\
words              posts that hold all the words; where they stand side by
                   side as typed, that place is the hit
"a phrase"         words side by side, whatever white space is between them
/regex/            a regular expression in RE2's syntax, line by line; /regex/i
                   ignores case, /regex/s lets . cross line ends; a space
                   stands for any white space
author:marlin      posts whose author's name holds "marlin"; with quotation
                   marks, author:"Ann Archer", whose author is called just that
date:2010-01..2011 posts of those days: years, months or days; one end may be
                   left out
is:edited          posts that were edited
is:op              posts of the thread's opener
is:quote           beside words: only where they are quoted; alone: posts that
                   quote
-is:quote          beside words: only where they are not quoted, so that a
                   sentence counts once; alone: posts that do not quote
title:relief       posts of threads whose title holds "relief"
note:ask           posts with a note that holds "ask"
has:note           posts with a note
tag:source         posts with a note that is tagged so; in the library those of
                   threads that are tagged so, too
#12-40  #12        posts by number; one end may be left out
quotes:#5          posts that quote post 5
quoted-by:#9       posts that post 9 quotes
a b   a and b      both
a or b             either
-a    not a        posts without
( )                what belongs together

Case and accents make no difference unless they are typed. Inside quotation
marks everything is plain words, "and", "or" and "not" too."""
"""The language, as `--help` and the README print it."""


class Words(NamedTuple):
    """Posts that hold every word; the hits are where they stand side by side, else everywhere."""

    words: tuple[str, ...]


class Phrase(NamedTuple):
    """Words side by side."""

    text: str


class Regex(NamedTuple):
    """A regular expression, its flags ("i", "s"), and where its text begins in the query."""

    pattern: str
    flags: str = ""
    position: int = 0


class Author(NamedTuple):
    """Posts by authors whose name is (`whole`) or holds the name."""

    name: str
    whole: bool = False


class Dates(NamedTuple):
    """Posts dated within `[first, last]`: ISO 8601 dates as exact as given, "" for no limit."""

    first: str
    last: str


class Is(NamedTuple):
    """Posts that are "edited", "op" (by the opener) or "quote"."""

    what: str


class Has(NamedTuple):
    """Posts that have a "note"."""

    what: str


class Title(NamedTuple):
    """Posts of threads whose title holds these words side by side."""

    text: str


class Noted(NamedTuple):
    """Posts that have a note which holds these words side by side."""

    text: str


class Tag(NamedTuple):
    """Posts that have a note with this tag."""

    name: str


class Numbers(NamedTuple):
    """Posts numbered `[first, last]`; `last` is None for no end."""

    first: int
    last: int | None


class Quoting(NamedTuple):
    """Posts that quote a post."""

    post: int


class QuotedBy(NamedTuple):
    """Posts that a post quotes."""

    post: int


class And(NamedTuple):
    """All of the parts."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """Any of the parts."""

    parts: tuple[Node, ...]


class Not(NamedTuple):
    """Not the part."""

    part: Node


Text = Words | Phrase | Regex
Node = (
    Text
    | Author
    | Dates
    | Is
    | Has
    | Title
    | Noted
    | Tag
    | Numbers
    | Quoting
    | QuotedBy
    | And
    | Or
    | Not
)

SPECIAL = frozenset('"“/:#()')
OPERATORS = frozenset({"and", "or", "not"})


def parse(query: str) -> Node:
    """What a query says.

    Raises:
        QueryError: it does not parse; the error knows where.
    """
    words = query.split()
    if not words:
        raise QueryError("nothing to look for", query, 0)
    plain = SPECIAL.isdisjoint(query) and OPERATORS.isdisjoint(words)
    if plain and not any(word[0] == "-" and len(word) > 1 for word in words):
        return Words(tuple(words))
    from threadview.search.grammar import parse as parse_all

    return parse_all(query)


def with_caret(error: QueryError) -> str:
    """A mistake as three lines: what is wrong, the query, and a caret under the spot.

    White space in the query is shown as spaces, so that the caret stays under its character.
    """
    from rich.cells import cell_len

    shown = "".join(" " if char.isspace() else char for char in error.query)
    shown = "".join(char if char.isprintable() else "\ufffd" for char in shown)
    return f"{error.message}\n  {shown}\n  {' ' * cell_len(shown[: error.position])}^"
