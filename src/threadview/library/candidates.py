"""Candidates: posts that may be what a query asks for, by what the tables know, in the order to
look at them. Each is then judged by its own words, so that one too many costs time and nothing
else.

A look that answers while somebody types asks no table for what may take long. All words that begin
with some letters are such a thing where common words do: the table gathers all posts of all of them
before it gives any. So the common ones are asked for by name; the other way round, the word that is
being typed is left to the judge, and the words before it name the posts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from threadview.library.catalogue import Catalogue
from threadview.library.terms import Extensions, asked
from threadview.library.wanted import Tags, Wanted, threads_of, wanted
from threadview.search import query as q
from threadview.search.literal import Literal
from threadview.search.properties import author_matches

FIRST, PAGE, MOST = 32, 256, 4096
"""Posts that are asked of the full-text table at a time: at first, at most, and at most where
somebody waits for all: each time, the table gathers all words with a beginning anew."""

PEOPLE = 2000
"""Authors by whom posts are picked from the tables; of more, each post is judged."""

NARROW = 5000
"""Posts by some people, or of some days, that are named one by one; of more, enough are met."""

MATCHED = 20_000
"""Posts that hold the words, of which those are picked that are named; so many in steps of `STEP`.
"""

STEP = 2000

COMMON = 20
"""Where one post in so many holds the words, the posts that are named are looked at one by one."""

NAMED, HELD = 1000, 20_000
"""Threads picked by title or tag, and posts of theirs, that are named one by one. Of more posts,
the words are asked for thread by thread; of more threads, everywhere, and each post is judged."""

EVERYWHERE = (0, 1 << 62)
"""All ids of posts."""


class Sieve(NamedTuple):
    """What a query asks of the tables.

    Expressions of the full-text table, "" where it cannot tell: `exact` for the words themselves,
    `near` for words that begin so, of common ones only those, `begun` for all words that begin so,
    `before` for all words but the last. `people` are the ids of authors (None: of anybody), `days`
    the first and the last; `noted` says that only posts with notes are asked for.
    """

    exact: str
    near: str
    begun: str
    before: str
    wanted: Wanted
    people: Sequence[int] | None
    days: tuple[int, int] | None
    noted: bool


def sieve(catalogue: Catalogue, node: q.Node) -> Sieve:
    """What a query asks of the tables of an index."""
    parts = node.parts if isinstance(node, q.And) else (node,)
    authors = [part for part in parts if isinstance(part, q.Author)]
    dates = [part for part in parts if isinstance(part, q.Dates)]
    return Sieve(
        _expression(node, False),
        _expression(node, True, catalogue.common),
        _expression(node, True),
        _expression(before, True, catalogue.common) if (before := _before(node)) else "",
        wanted(node),
        _people(catalogue, authors[0]) if authors else None,
        _days(dates[0]) if dates else None,
        any(isinstance(part, q.Has | q.Noted) for part in parts),
    )


def candidates(
    catalogue: Catalogue,
    sought: Sieve,
    noted: Mapping[int, Collection[int]],
    tags: Tags,
    thorough: bool,
    late: Callable[[], bool] = bool,
) -> Iterator[int]:
    """Ids of posts that may be what is asked for, some of them twice: those that hold the words
    themselves, those that hold words that begin so, the latest first. `noted` are the numbers of
    posts with notes, by thread id. What takes many questions ends when it is `late`."""
    for thread, numbers in noted.items():
        rows = catalogue.rows("SELECT first FROM thread WHERE id = ?", (thread,))
        yield from (rows[0][0] + number - 1 for number in numbers if rows)
    if sought.noted or not sought.wanted.posts:
        return
    last = sought.begun if thorough else sought.before
    stages = dict.fromkeys((sought.exact, sought.near, last or sought.near))
    narrow, within = _narrow(catalogue, sought), [EVERYWHERE]
    if narrow is None and sought.wanted.named:
        found = threads_of(catalogue, sought.wanted, tags, (), late)
        named = [(entry.first, entry.first + entry.posts) for entry, _ in islice(found, NAMED + 1)]
        if len(named) <= NAMED:
            within = sorted(named, reverse=True)
            if sum(end - first for first, end in within) <= HELD:
                narrow = [post for first, end in within for post in range(first, end)]
    if narrow is not None:
        yield from _among(catalogue, narrow, stages)
        return
    most = MOST if thorough else PAGE
    for match in stages:
        for first, end in within:
            if late():
                return
            yield from _posts(catalogue, sought, match, first, end, most)


def _narrow(catalogue: Catalogue, sought: Sieve) -> list[int] | None:
    """The posts by the people, or of the days, that are asked for, the latest first; None where
    nobody asks for any, they are many, or no table tells."""
    if not sought.people and sought.people is not None:
        return []
    rows: Sequence[Sequence[int]] | None = None
    if sought.people is not None and catalogue.has("post_author"):
        who = json.dumps(sought.people)
        days = "" if sought.days is None else " AND day BETWEEN ? AND ?"
        by = "author IN (SELECT value FROM json_each(?))"
        sql = f"SELECT id FROM post INDEXED BY post_author WHERE {by}{days} LIMIT ?"  # noqa: S608
        rows = catalogue.rows(sql, (who, *(sought.days or ()), NARROW))
    elif sought.days is not None and catalogue.has("post_day"):
        sql = "SELECT id FROM post INDEXED BY post_day WHERE day BETWEEN ? AND ? LIMIT ?"
        rows = catalogue.rows(sql, (*sought.days, NARROW))
    if rows is None or len(rows) == NARROW:
        return None
    return sorted((row[0] for row in rows), reverse=True)


def _among(catalogue: Catalogue, posts: list[int], stages: Collection[str]) -> Iterator[int]:
    """Those of some posts that hold the words; where these stand in very many posts, all."""
    known = frozenset(posts)
    for match in stages:
        found = _matched(catalogue, match) if match and known else iter([None])
        for some in found:
            if some is None:
                yield from posts
                return
            yield from (post for post in some if post in known)


def _matched(catalogue: Catalogue, match: str) -> Iterator[list[int] | None]:
    """Posts that hold words, the latest first, some at a time; None in the end where they are too
    many to go through."""
    sql = "SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    below = EVERYWHERE[1]
    for _ in range(0, MATCHED, STEP):
        rows = [post for (post,) in catalogue.rows(sql, (match, below, STEP))]
        if len(rows) == STEP and rows[0] - rows[-1] < COMMON * STEP:
            break
        yield rows
        if len(rows) < STEP:
            return
        below = rows[-1]
    yield None


def _posts(
    catalogue: Catalogue, sought: Sieve, match: str, first: int, end: int, most: int
) -> Iterator[int]:
    """Ids `[first, end)` of posts from the tables, the latest first, so many at a time at most."""
    tests, values = [f"rowid BETWEEN {first} AND ? - 1"], list[Any]()
    if match:
        source = "words"
        tests.insert(0, "words MATCH ?")
        if sought.people is not None or sought.days is not None:
            source = "words CROSS JOIN post ON post.id = words.rowid"
            tests[-1] = f"words.{tests[-1]}"
        column = "words.rowid"
    else:
        source, column = "post NOT INDEXED", "id"
    if sought.people is not None:
        tests.append("post.author IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sought.people))
    if sought.days is not None:
        tests.append("post.day BETWEEN ? AND ?")
        values += sought.days
    where = " AND ".join(tests)
    sql = f"SELECT {column} FROM {source} WHERE {where} ORDER BY {column} DESC LIMIT ?"  # noqa: S608
    below, page = end, FIRST
    while True:
        head = [match, below] if match else [below]
        rows = catalogue.rows(sql, (*head, *values, page))
        for row in rows:
            yield row[0]
        if len(rows) < page:
            return
        below, page = rows[-1][0], min(2 * page, most)


def _expression(node: q.Node, prefix: bool, common: Extensions | None = None) -> str:
    """What the full-text table is asked; "" where it cannot tell."""
    match node:
        case q.Words(words):
            asked_ = [found for word in words if (found := asked(word, prefix, common=common))]
            return " AND ".join(asked_)
        case q.Phrase(text):
            return asked(text, prefix, common=common)
        case q.And(parts):
            some = [one for part in parts if (one := _expression(part, prefix, common))]
            return " AND ".join(f"({one})" for one in some)
        case q.Or(parts):
            every = [_expression(part, prefix, common) for part in parts]
            return " OR ".join(f"({one})" for one in every) if all(every) else ""
    return ""


def _before(node: q.Node) -> q.Node | None:
    """A query without the last of its words, which may be half a word yet; None where no word is
    left, or they are not asked for together."""
    match node:
        case q.Words(words) if len(words) > 1:
            return q.Words(words[:-1])
        case q.Phrase(text) if len(parted := text.split()) > 1:
            return q.Phrase(" ".join(parted[:-1]))
        case q.And(parts):
            at = [n for n, part in enumerate(parts) if isinstance(part, q.Words | q.Phrase)]
            if at:
                last = _before(parts[at[-1]])
                left = (*parts[: at[-1]], *([last] if last else ()), *parts[at[-1] + 1 :])
                return q.And(left) if any(_expression(one, False) for one in left) else None
    return None


def _people(catalogue: Catalogue, node: q.Author) -> Sequence[int] | None:
    """The ids of the authors asked for; None where they are too many to name."""
    people = [
        number
        for number, name in catalogue.people(Literal(node.name).spans)
        if not node.whole or author_matches(name, node)
    ]
    return people if len(people) <= PEOPLE else None


def _days(node: q.Dates) -> tuple[int, int]:
    """The first and last days asked for, as numbers, wide rather than narrow."""
    first = node.first[:10].replace("-", "").ljust(8, "0")
    last = node.last[:10].replace("-", "").ljust(8, "9")
    return int(first) if node.first else 0, int(last) if node.last else 99_999_999
