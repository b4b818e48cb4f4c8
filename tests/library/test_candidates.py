"""Candidates: however the tables are asked, what is found is the same."""

from __future__ import annotations

import sqlite3
from itertools import product
from pathlib import Path

import pytest

from library.made import library, mailbox
from threadview.library import Ground, Library, Pace, candidates, look
from threadview.search import query as q

PEOPLE = ("Marlin Lee", "Márta", "tern", "tern the younger")
WORDS = ("oil was counted", "the oil lamp", "counting lamps", "nobody counted the lamps")

QUERIES = (
    "author:tern",
    'author:"tern" oil',
    "author:marta lamp",
    "author:nobody",
    "author:tern date:2009 count",
    "date:2009-01-04",
    "date:2009-01..2009-02 the",
    "date:2031 oil",
    '"the lamps" author:tern',
    "oil or counting",
    "author:tern oil or author:marlin lamps",
    "nobody count",
    "count nob",
)


NOTHING = ["author:nobody", "date:2031 oil"]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    messages = [
        (who, f"Mon, {n % 27 + 1} {month} 2009 10:00:00 +0000", f"About {n}", text)
        for n, (who, text, month) in enumerate(product(PEOPLE, WORDS, ("Jan", "Feb", "Oct")))
    ]
    mailbox(folder / "in/box.mbox", *messages)
    books = library(folder)
    books.add([str(folder / "in")])
    return books


def found(books: Library, query: str, thorough: bool = True) -> set[tuple[int, int]]:
    with books.catalogue() as catalogue:
        hits = look(catalogue, query, Ground(), Pace(thorough=thorough), limit=1000).hits
    return {(hit.entry.id, hit.number) for hit in hits}


@pytest.mark.parametrize("query", QUERIES)
def test_however_many_are_named_one_by_one(
    books: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = found(books, query)
    for narrow, step, common, page in product((1, 4, 100), (2, 50), (0, 1, 100), (1, 7)):
        monkeypatch.setattr(candidates, "NARROW", narrow)
        monkeypatch.setattr(candidates, "STEP", step)
        monkeypatch.setattr(candidates, "MATCHED", 3 * step)
        monkeypatch.setattr(candidates, "COMMON", common)
        monkeypatch.setattr(candidates, "FIRST", page)
        assert found(books, query) == expected, (narrow, step, common, page)


def test_an_index_without_columns_in_order_finds_the_same(books: Library, tmp_path: Path) -> None:
    expected = [found(books, query) for query in QUERIES]
    assert [query for query, hits in zip(QUERIES, expected, strict=True) if not hits] == NOTHING
    copy = tmp_path / "old.sqlite3"
    with sqlite3.connect(books.index) as index, sqlite3.connect(copy) as other:
        index.backup(other)
        other.execute("DROP INDEX post_author")
        other.execute("DROP INDEX post_day")
    old = Library(str(copy), str(tmp_path / "shelf.sqlite3"))
    assert [found(old, query) for query in QUERIES] == expected


def test_a_short_look_leaves_the_last_word_to_the_judge(books: Library) -> None:
    """Where common words begin with a word's letters, those after them are found by the others."""
    with sqlite3.connect(books.index) as index:
        index.execute("INSERT OR REPLACE INTO common VALUES ('counted', 1)")
    index.close()
    expected = found(books, "lamps counti")
    assert len(expected) == 12
    assert found(books, "lamps counti", thorough=False) == expected
    assert found(books, '"counting lam"', thorough=False) == expected
    assert found(books, "author:tern lamps counti", thorough=False) < expected


def test_who_is_asked_for_is_found_among_all_names(books: Library) -> None:
    with books.catalogue() as catalogue:
        names = dict(catalogue.people(lambda text: [(0, 1), (text.index("tern the"), 0)]))
        assert sorted(names.values()) == ["Marlin Lee", "tern the younger"]
        sought = candidates.sieve(catalogue, q.Author("ern", False))
        assert sought.people is not None
        assert len(sought.people) == 2


def test_a_word_is_found_where_it_begins_whoever_names_the_post(books: Library) -> None:
    """Not only the full-text table does, which knows no middles of words."""
    assert found(books, "amps") == set()
    assert found(books, "author:tern amps") == set()
    assert found(books, "author:tern /amps/")
    with sqlite3.connect(books.index) as index:
        index.execute("INSERT INTO words (rowid, text) SELECT id, 'amps' FROM post")
    index.close()
    assert found(books, "author:tern amps") == set()
