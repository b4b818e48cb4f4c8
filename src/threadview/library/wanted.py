"""What a query asks of threads rather than of posts: words of their titles, tags of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from threadview.library.catalogue import COLUMNS, Catalogue, entry_of
from threadview.library.entry import Entry
from threadview.library.terms import asked
from threadview.search import query as q
from threadview.search.literal import Literal

PAGE, MOST = 128, 1024
"""Threads that are asked of the table of titles at a time: at first, and at most."""

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
    catalogue: Catalogue,
    wanted: Wanted,
    tags: Tags,
    words: Sequence[str],
    late: Callable[[], bool] = bool,
) -> Iterator[tuple[Entry, tuple[int, int]]]:
    """The threads that are asked for, with these words in the title too, the latest first, and
    where in the title the first of the words stand; all of them, or until it is `late`."""
    said = (*words, *wanted.titles)
    literals = [Literal(text) for text in said]
    for ids in _named(catalogue, said, wanted.tags, tags):
        if late():
            return
        rows = catalogue.rows(
            f"SELECT {COLUMNS} FROM thread JOIN file ON file.id = thread.file "  # noqa: S608
            "WHERE thread.id IN (SELECT value FROM json_each(?)) ORDER BY thread.id DESC",
            (json.dumps(ids),),
        )
        for entry in map(entry_of, rows):
            title = entry.title or ""
            places = [place for literal in literals for place in literal.spans(title)[:1]]
            if len(places) == len(literals):
                yield entry, min(places, default=(0, 0))


def _named(
    catalogue: Catalogue, said: Sequence[str], tagged: Sequence[str], tags: Tags
) -> Iterator[list[int]]:
    """The ids of threads that may be meant, the latest first, some at a time."""
    known = [thread for thread, names in tags.items() if tagged and _tagged(names, tagged)]
    match = " AND ".join(found for text in said if (found := asked(text, True, 1)))
    if not match:
        if known:
            yield sorted(known, reverse=True)
        return
    sql = "SELECT rowid FROM titles WHERE titles MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    meant, below, page = frozenset(known), 1 << 62, PAGE
    while True:
        ids = [thread for (thread,) in catalogue.rows(sql, (match, below, page))]
        yield [thread for thread in ids if thread in meant] if tagged else ids
        if len(ids) < page:
            return
        below, page = ids[-1], min(2 * page, MOST)


def _tagged(names: Sequence[str], tags: Sequence[str]) -> bool:
    known = {name.casefold() for name in names}
    return all(tag in known for tag in tags)
