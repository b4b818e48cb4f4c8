"""What a query asks of threads rather than of posts: words of their titles, tags of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from threadview.library.catalogue import COLUMNS, Catalogue, entry_of
from threadview.library.entry import Entry
from threadview.library.terms import asked
from threadview.search import query as q
from threadview.search.literal import Literal

Tags = Mapping[int, Sequence[str]]
"""The tags of threads, by thread id."""


class Wanted(NamedTuple):
    """What is asked of threads: `titles` that `title:` names, `tags` that `tag:` does, and the
    plain `words` of a query that is nothing but these. `named` says that posts of other threads
    are not asked for, `posts` that posts are asked for at all."""

    titles: tuple[str, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]
    named: bool
    posts: bool


def wanted(node: q.Node) -> Wanted:
    """What a query asks of threads."""
    parts = node.parts if isinstance(node, q.And) else (node,)
    titles = tuple(part.text for part in parts if isinstance(part, q.Title))
    tags = tuple(part.name.casefold() for part in parts if isinstance(part, q.Tag))
    plain = all(isinstance(part, q.Words | q.Phrase | q.Title | q.Tag) for part in parts)
    words = tuple(word for part in parts for word in _words(part)) if plain else ()
    posts = any(not isinstance(part, q.Title | q.Tag) for part in parts)
    return Wanted(titles, tags, words, bool(titles or tags), posts)


def _words(part: q.Node) -> tuple[str, ...]:
    match part:
        case q.Words(words):
            return words
        case q.Phrase(text):
            return (text,)
    return ()


def threads_of(
    catalogue: Catalogue, wanted: Wanted, tags: Tags, words: Sequence[str], limit: int
) -> Iterator[tuple[Entry, tuple[int, int]]]:
    """The threads that are asked for, with these words in the title too, the latest first, and
    where in the title the first of the words stand; of so many candidates."""
    said = (*words, *wanted.titles)
    match = " AND ".join(found for text in said if (found := asked(text, True, 1)))
    tests, values = [], list[Any]()
    if match:
        tests.append(
            "thread.id IN (SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC "
            "LIMIT ?)"
        )
        values += (match, limit)
    if wanted.tags:
        ids = [thread for thread, names in tags.items() if _tagged(names, wanted.tags)]
        tests.append("thread.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(ids[:limit]))
    if not tests:
        return
    rows = catalogue.rows(
        f"SELECT {COLUMNS} FROM thread JOIN file ON file.id = thread.file "  # noqa: S608
        f"WHERE {' AND '.join(tests)}",
        values,
    )
    literals = [Literal(text) for text in said]
    for row in rows:
        entry = entry_of(row)
        title = entry.title or ""
        places = [place for literal in literals for place in literal.spans(title)[:1]]
        if len(places) == len(literals):
            yield entry, min(places, default=(0, 0))


def _tagged(names: Sequence[str], tags: Sequence[str]) -> bool:
    known = {name.casefold() for name in names}
    return all(tag in known for tag in tags)
