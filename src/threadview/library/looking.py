"""Looking: a query over every post of the library, the likeliest answers first.

The full-text table names posts that may hold the words, those indexed last first; each is then
judged by its own words, so that what comes out is what the query says, to the accent. A word is
found where a word begins with it (the table knows no middles of words). The order of what was
found: by how much of a post the words are (saturating, as BM25 has it: S. Robertson, H. Zaragoza,
"The Probabilistic Relevance Framework", 2009), titles first, quoted words behind own ones. For
words that stand in very many posts only the latest `ENOUGH` are weighed, since to weigh a million
would take longer than anybody waits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from time import monotonic
from typing import Any, NamedTuple

from threadview.library.catalogue import Catalogue
from threadview.library.chunk import Record
from threadview.library.entry import Entry
from threadview.library.judging import About, Judge, Spans, judge
from threadview.library.terms import Extensions, asked
from threadview.library.wanted import Tags, Wanted, threads_of, wanted
from threadview.search import Note, parse
from threadview.search import query as q
from threadview.search.around import Around, around
from threadview.search.literal import Literal
from threadview.search.properties import author_matches

PAGE = 256
"""Posts that are asked of the full-text table at a time."""

ENOUGH = 400
"""Hits that are weighed against each other."""

TITLES = 30
"""Threads shown for their titles."""

PEOPLE = 2000
"""Authors by whom posts are picked from the tables; of more, each post is judged."""

NAMED = 1000
"""Threads picked by title or tag whose posts are looked at."""

EVERYWHERE = (0, 1 << 62)
"""All ids of posts."""

ThreadNotes = Mapping[int, Mapping[int, Sequence[Note]]]
"""The notes of each post, by thread id and post number."""


class Sought(NamedTuple):
    """A hit: the post, its thread, the words around; `start` and `end` count in the post's logical
    text. `title` says that it is the thread's title that holds the words."""

    entry: Entry
    number: int
    author: str | None
    date: str | None
    around: Around
    start: int
    end: int
    places: int
    score: float
    title: bool = False


class Answer(NamedTuple):
    """What was found, the likeliest first; `more`: there may be more than was looked at."""

    hits: list[Sought]
    more: bool


class Asked(NamedTuple):
    """A query, ready to be looked for."""

    node: q.Node
    judge: Judge
    exact: str
    near: str
    begun: str
    wanted: Wanted
    people: str | None
    days: tuple[int, int] | None
    noted: bool


def look(
    catalogue: Catalogue,
    query: str,
    *,
    limit: int = 200,
    seconds: float = 60.0,
    threads: frozenset[int] | None = None,
    notes: ThreadNotes | None = None,
    tags: Tags | None = None,
    leaders: Mapping[int, int] | None = None,
    enough: Callable[[], bool] = bool,
    thorough: bool = True,
) -> Answer:
    """Look for a query, for so long at most; `threads` are the ids of those looked at (None: all),
    `tags` the tags of threads, and `enough` ends it early by returning True. Where a thread that
    stands for copies of it has hits, those in the copies are left out (`leaders`: see
    `Catalogue.leaders`). Only a `thorough` look goes where the time cannot be told: to all words
    that begin with letters with which common ones begin.

    Raises:
        QueryError: it does not parse.
        LibraryError: the index cannot be read.
    """
    deadline = monotonic() + seconds
    ready = _ready(catalogue, parse(query), query)
    kept, tagged = notes or {}, tags or {}
    hits = _titles(catalogue, ready, tagged, threads)
    titled = {hit.entry.id for hit in hits}
    seen: set[int] = set()
    weighed, more = 0, not thorough and ready.near != ready.begun
    entry: Entry | None = None
    for post in _candidates(catalogue, ready, kept, tagged, thorough):
        if weighed >= max(limit, ENOUGH) or monotonic() > deadline or enough():
            more = True
            break
        if post in seen:
            continue
        seen.add(post)
        if entry is None or not entry.first <= post < entry.first + entry.posts:
            entry = catalogue.entry(post)
        if entry is None or (threads is not None and entry.id not in threads):
            continue
        hit = _judged(catalogue, ready, entry, post, kept, tagged)
        # The first post is found by its thread's title too, which then has a row of its own.
        if hit and (hit.places or hit.number > 1 or entry.id not in titled):
            weighed += 1
            hits.append(hit)
    hits = _ranked(hits, leaders or {})
    return Answer(hits[:limit], more or len(hits) > limit)


def _judged(
    catalogue: Catalogue, ready: Asked, entry: Entry, post: int, notes: ThreadNotes, tags: Tags
) -> Sought | None:
    """A post of a thread as a hit; None where it is none."""
    record = catalogue.record(post)
    if record is None:
        return None
    of_post = notes.get(entry.id, {}).get(record.number, ())
    about = About(of_post, entry.title, tags.get(entry.id, ()))
    if record.number == 1:
        record = record._replace(title=entry.title)
    spans = ready.judge(record, about)
    return None if spans is None else _sought(entry, record, spans)


def _ranked(hits: list[Sought], leaders: Mapping[int, int]) -> list[Sought]:
    """The likeliest first, without those of copies where the thread itself has some."""
    there = {hit.entry.id for hit in hits}

    def repeats(thread: int) -> bool:
        leader = leaders.get(thread, thread)
        return leader != thread and leader in there

    kept = [hit for hit in hits if not repeats(hit.entry.id)] if leaders else hits
    return sorted(
        kept, key=lambda hit: (-hit.score, _backwards(hit.date), hit.entry.id, hit.number)
    )


def _backwards(date: str | None) -> int:
    digits = (date or "")[:10].replace("-", "")
    return -int(digits.ljust(8, "0")) if digits.isascii() and digits.isdecimal() else 0


def _sought(entry: Entry, record: Record, spans: Spans) -> Sought:
    start, end = _best(spans, record) if spans else (0, 0)
    length = 0.25 + 0.75 * len(record.text) / 900
    score = len(spans) / (len(spans) + 1.2 * length)
    if spans and _quoted(start, record):
        score /= 2
    words = around(record.text, start, end)
    return Sought(
        entry, record.number, record.author, record.date, words, start, end, len(spans), score
    )


def _best(spans: Spans, record: Record) -> tuple[int, int]:
    """The first place of whole words in the post's own words, else in its own words, else the
    first."""
    text = record.text

    def worse(span: tuple[int, int]) -> tuple[bool, bool, int]:
        start, end = span
        begins = start == 0 or not text[start - 1].isalnum()
        whole = begins and not text[end : end + 1].isalnum()
        return _quoted(start, record), not whole, start

    return min(spans, key=worse)


def _quoted(start: int, record: Record) -> bool:
    edges = record.quoted
    return any(edges[n] <= start < edges[n + 1] for n in range(0, len(edges), 2))


def _titles(
    catalogue: Catalogue, ready: Asked, tags: Tags, threads: frozenset[int] | None
) -> list[Sought]:
    """Threads that are asked for as such: whose titles hold all the words, and by their tags."""
    sought = ready.wanted
    if not sought.words and (sought.posts or not sought.named):
        return []
    hits = []
    found = threads_of(catalogue, sought, tags, sought.words, 4 * TITLES)
    for entry, (start, end) in islice(found, TITLES):
        title = entry.title or ""
        words = Around(title[:start], title[start:end], title[end:])
        if threads is None or entry.id in threads:
            hits.append(Sought(entry, 1, entry.author, entry.begun, words, 0, 0, 1, 2.0, True))
    return hits


def _candidates(
    catalogue: Catalogue, ready: Asked, notes: ThreadNotes, tags: Tags, thorough: bool
) -> Iterator[int]:
    """Ids of posts that may hold what is asked, in the order to look at them: those that hold the
    words themselves, those that hold words that begin so."""
    for thread, numbers in notes.items():
        rows = catalogue.rows("SELECT first FROM thread WHERE id = ?", (thread,))
        yield from (rows[0][0] + number - 1 for number in numbers if rows)
    if ready.noted or not ready.wanted.posts:
        return
    within = [EVERYWHERE]
    if ready.wanted.named:
        found = threads_of(catalogue, ready.wanted, tags, (), NAMED)
        within = [(entry.first, entry.first + entry.posts) for entry, _ in found]
    stages = (ready.exact, ready.near, ready.begun) if thorough else (ready.exact, ready.near)
    for match in dict.fromkeys(stages):
        for first, end in within:
            yield from _posts(catalogue, ready, match, first, end)


def _posts(catalogue: Catalogue, ready: Asked, match: str, first: int, end: int) -> Iterator[int]:
    """Ids `[first, end)` of posts from the tables, the latest first."""
    tests, values = [f"rowid BETWEEN {first} AND ? - 1"], list[Any]()
    if match:
        source = "words"
        tests.insert(0, "words MATCH ?")
        if ready.people is not None or ready.days is not None:
            source = "words CROSS JOIN post ON post.id = words.rowid"
            tests[-1] = f"words.{tests[-1]}"
        column = "words.rowid"
    else:
        source, column = "post", "id"
    if ready.people is not None:
        tests.append("post.author IN (SELECT value FROM json_each(?))")
        values.append(ready.people)
    if ready.days is not None:
        tests.append("post.day BETWEEN ? AND ?")
        values += ready.days
    where = " AND ".join(tests)
    sql = f"SELECT {column} FROM {source} WHERE {where} ORDER BY {column} DESC LIMIT ?"  # noqa: S608
    below, page = end, 32
    while True:
        head = [match, below] if match else [below]
        rows = catalogue.rows(sql, (*head, *values, page))
        for row in rows:
            yield row[0]
        if len(rows) < page:
            return
        below, page = rows[-1][0], PAGE


def _ready(catalogue: Catalogue, node: q.Node, query: str) -> Asked:
    parts = node.parts if isinstance(node, q.And) else (node,)
    authors = [part for part in parts if isinstance(part, q.Author)]
    dates = [part for part in parts if isinstance(part, q.Dates)]
    return Asked(
        node,
        judge(node, query),
        _expression(node, False),
        _expression(node, True, catalogue.common),
        _expression(node, True),
        wanted(node),
        _people(catalogue, authors[0]) if authors else None,
        _days(dates[0]) if dates else None,
        any(isinstance(part, q.Has | q.Noted) for part in parts),
    )


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


def _people(catalogue: Catalogue, node: q.Author) -> str | None:
    """The ids of the authors asked for, as JSON; None where they are too many to name."""
    literal = Literal(node.name)
    people = [
        number
        for number, name in catalogue.rows("SELECT id, name FROM person")
        if literal.spans(name) and author_matches(name, node)
    ]
    return json.dumps(people) if len(people) <= PEOPLE else None


def _days(node: q.Dates) -> tuple[int, int]:
    """The first and last days asked for, as numbers, wide rather than narrow."""
    first = node.first[:10].replace("-", "").ljust(8, "0")
    last = node.last[:10].replace("-", "").ljust(8, "9")
    return int(first) if node.first else 0, int(last) if node.last else 99_999_999
