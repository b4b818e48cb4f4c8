"""An index of very many threads, made without the dumps that it would be of, which nobody reads."""

from __future__ import annotations

import os
import random
import re
import sys
from datetime import date, timedelta
from pathlib import Path

from threadview.formats import ThreadRef
from threadview.library import Catalogue, Library, tending
from threadview.library.gathering import Gathered
from threadview.library.sheaf import Binder
from threadview.library.store import connected
from threadview.library.writing import Writer
from threadview.model import Block, Heading, Post
from threadview.search.query import OPERATORS

POSTS = 10
"""Posts of a thread."""

NAMES = 2000
STUB = b"x" * 20
"""What stands in the files, so that they are as the index knows them."""


def built(data: Path, threads: int, bench: Path) -> Path:
    """A folder with so many threads, one a file, in `threads`, and in `home` the directories of a
    reader whose library knows them."""
    folder = data / f"library{threads}"
    if (folder / "done").exists():
        return folder
    sys.path.insert(0, str(bench))
    from gen import Text, posts  # type: ignore[import-not-found]

    text, chance = Text(1), random.Random(3)
    bodies = posts(threads * POSTS, 1, text)
    index = folder / "home" / "cache" / "threadview" / "library.sqlite3"
    connection = connected(str(index), write=True)
    writer = Writer(connection)
    connection.execute("BEGIN IMMEDIATE")
    for number in range(threads):
        title = text.sentence(chance)[:60].rstrip(".?!")
        begun = date(2009, 1, 1) + timedelta(days=chance.randrange(5000))
        parts: list[Heading | Post] = [Heading(title)]
        for nth in range(1, POSTS + 1):
            _, quote, paragraphs, _ = next(bodies)
            words = Block("paragraph", "\n\n".join(quote + paragraphs))
            author = f"author {chance.randrange(NAMES)}"
            day = (begun + timedelta(days=nth)).isoformat()
            parts.append(Post(nth, (words,), author=author, date=day))
        path = folder / "threads" / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(STUB)
        facts = path.stat()
        file = connection.execute(
            "INSERT INTO file (path, size, mtime, ends, state, format, encoding) "
            "VALUES (?, ?, ?, ?, 'whole', 'text', 'utf-8')",
            (os.fsencode(path), facts.st_size, facts.st_mtime_ns, chance.randbytes(16)),
        ).lastrowid
        assert file is not None
        binder = Binder()
        for sheaf in binder.thread(Gathered("", ThreadRef("", title), iter(parts))):
            writer.write(file, sheaf)
        writer.write(file, binder.bound())
        if number % 5000 == 4999:
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
    tending.tell_copies(connection)
    tending.tidied(connection)
    connection.close()
    shelf = folder / "home" / "data" / "threadview" / "library.sqlite3"
    with Library(str(index), str(shelf)).shelf() as kept:
        kept.add_roots([str(folder / "threads")])
    (folder / "done").touch()
    return folder


def words_of(catalogue: Catalogue, count: int) -> list[str]:
    """Words of the posts, one or two together, the commoner ones the more often."""
    chance = random.Random(5)
    last = catalogue.rows("SELECT max(id) FROM post")[0][0]
    found: list[str] = []
    while len(found) < count:
        record = catalogue.record(chance.randrange(1, last + 1))
        words = re.findall(r"[a-z]{3,}", record.text) if record else []
        words = [word for word in words if word not in OPERATORS]
        if words:
            found.append(" ".join(chance.choices(words, k=chance.choice((1, 1, 2)))))
    return found


DELETE = "\x7f"
"""What a terminal sends for the key that takes a letter back."""

KINDS = (
    "{}",
    "{} {other}",
    '"{}"',
    "author:{n} {}",
    f"{{}}{3 * DELETE}{{other}}",
    "date:20{n}-0{m} {}",
    "title:{} {other}",
    "-is:quote {}",
    "({} or {other}) -{m}",
    "/{}.*{other}/",
    "qu{m}x {}",
    "date:20{n}-1{n} {}",
    "has:note {}",
    "木漏れ日",
)
"""Queries as they are typed: words above all, some of them taken back, phrases, fields, what is
quoted, alternatives, an expression, words of no post, a mistake, notes of nobody, another script.
"""


def of_each_kind(words: list[str], keys: int) -> list[str]:
    """Words in queries of all kinds in turn, so many keys altogether or a few more."""
    found: list[str] = []
    while keys > 0:
        n = len(found)
        word, other = (words[at % len(words)].split()[0] for at in (n, n // 2 + 7))
        found.append(KINDS[n % len(KINDS)].format(word, other=other, n=n % 9 + 10, m=n % 8 + 1))
        keys -= len(found[-1])
    return found


def typed(words: list[str], count: int) -> list[str]:
    """Each as it is typed, letter by letter; typed as far as "and", it is no query yet."""
    starts = [word[:end].strip() for word in words for end in range(1, len(word) + 1)]
    return [start for start in starts if OPERATORS.isdisjoint(start.split())][:count]
