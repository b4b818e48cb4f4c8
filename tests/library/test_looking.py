"""Looking: what a query finds is what it says, in any script, the likeliest first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.made import MAIL, found, library, mailbox, scrape
from threadview.errors import QueryError
from threadview.library import (
    Answer,
    Ground,
    Library,
    Pace,
    candidates,
    look,
    looking,
    tending,
    wanted,
)
from threadview.library.chunk import Record, packed, unpacked
from threadview.library.gathering import day_number
from threadview.library.noted import notes_in
from threadview.library.schema import WORDS
from threadview.library.terms import asked, indexed
from threadview.search import Note, find, parse


@pytest.fixture
def books(tmp_path: Path) -> Library:
    mailbox(tmp_path / "in/box.mbox", *MAIL)
    scrape(tmp_path / "in/tea.txt", "Tea", "A café by the sea.", "Nobody drinks tea there. Tea!")
    scrape(
        tmp_path / "in/light.txt", "木漏れ日", "木漏れ日が美しい。", "ไฟประภาคารสว่าง", "빛이 샌다"
    )
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    return books


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("oil counted", [("box.mbox", 1), ("box.mbox", 2)]),
        ('"was counted nightly"', [("box.mbox", 1)]),
        ("counted -is:quote", [("box.mbox", 1)]),
        ("counted is:quote", [("box.mbox", 2)]),
        ("count", [("box.mbox", 1), ("box.mbox", 2)]),
        ("author:gull", [("box.mbox", 1)]),
        ("author:tern counted", [("box.mbox", 2)]),
        ("date:2010 ledger", [("box.mbox", 1)]),
        ("date:..2009 ledger", []),
        ("rats or café", [("box.mbox", 1), ("box.mbox", 1), ("tea.txt", 1)]),
        ("cafe", [("tea.txt", 1)]),
        ("Café", []),
        ("café", [("tea.txt", 1)]),
        ("/l[ae]dger/", [("box.mbox", 1)]),
        ("tea -nobody", [("tea.txt", 1)]),
        ("漏れ", [("light.txt", 1), ("light.txt", 1)]),
        ("美", [("light.txt", 1)]),
        ("ประภาคาร", [("light.txt", 2)]),
        ("빛", [("light.txt", 3)]),
        ("#2", [("light.txt", 2), ("tea.txt", 2), ("box.mbox", 2)]),
        ("nowhere", []),
    ],
)
def test_what_is_found(books: Library, query: str, hits: list[tuple[str, int]]) -> None:
    assert sorted(set(found(books, query))) == sorted(set(hits))


def test_titles_come_first(books: Library) -> None:
    with books.catalogue() as catalogue:
        first = look(catalogue, "rats").hits[0]
        assert first.title
        assert first.around == ("", "Rats", " in the tower")


def test_the_words_around_and_where_they_stand(books: Library) -> None:
    with books.catalogue() as catalogue:
        (hit,) = look(catalogue, "ledger").hits
        record = catalogue.record(hit.entry.first + hit.number - 1)
    assert record is not None
    assert record.text[hit.start : hit.end] == "ledger"
    assert "".join(hit.around) == "Rats never sign a ledger."


def test_more_of_a_post_ranks_higher_and_quotes_lower(tmp_path: Path) -> None:
    scrape(tmp_path / "in/a.txt", "One", "a gannet " + "and words " * 200)
    scrape(tmp_path / "in/b.txt", "Two", "gannet gannet gannet")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])

    assert found(books, "gannet") == [("b.txt", 1), ("a.txt", 1)]
    assert found(library(tmp_path), "counted") == []


def test_only_some_threads_are_looked_at(books: Library) -> None:
    with books.catalogue() as catalogue:
        light = next(e.id for e in catalogue.entries() if e.path.endswith("light.txt"))
        assert look(catalogue, "tea", Ground(threads=frozenset({light}))).hits == []


def test_notes_are_fields(books: Library) -> None:
    with books.catalogue() as catalogue:
        tea = next(entry for entry in catalogue.entries() if entry.title == "Tea")
        notes = {tea.id: {2: [Note("who was this?", ("source",))]}}
        for query in ("tag:source", "has:note", "nobody has:note", "this?"):
            hits = look(catalogue, query, Ground(notes=notes)).hits
            assert [(hit.entry.id, hit.number) for hit in hits] == [(tea.id, 2)], query
        assert look(catalogue, "café has:note", Ground(notes=notes)).hits == []


def test_words_of_notes_are_a_field(books: Library) -> None:
    with books.catalogue() as catalogue:
        tea = next(entry for entry in catalogue.entries() if entry.title == "Tea")
        notes = {tea.id: {2: [Note("ask the cook", ())], 1: [Note("nobody", ())]}}

        def hits(query: str) -> list[int]:
            return [hit.number for hit in look(catalogue, query, Ground(notes=notes)).hits]

        assert hits("note:cook") == [2]
        assert hits('note:"the cook" nobody') == [2]
        assert hits("note:nobody") == [1]
        assert hits("note:tea") == []


def test_titles_are_a_field(books: Library) -> None:
    with books.catalogue() as catalogue:

        def hits(query: str) -> list[tuple[str | None, int, bool]]:
            found = look(catalogue, query).hits
            return sorted((hit.entry.title, hit.number, hit.title) for hit in found)

        assert hits("title:tea") == [("Tea", 1, True)]
        assert hits("title:tea nobody") == [("Tea", 2, False)]
        assert hits("title:rats #1") == [("Rats in the tower", 1, False)]
        assert hits("title:rats nobody") == []
        assert hits("-title:tea #2") == [
            ("The relief boat", 2, False),
            ("木漏れ日", 2, False),
        ]


def test_tags_of_threads_are_a_field(books: Library) -> None:
    with books.catalogue() as catalogue:
        tea = next(entry for entry in catalogue.entries() if entry.title == "Tea")
        tags = {tea.id: ("Drinks", "sea")}

        def hits(query: str) -> list[tuple[str | None, int, bool]]:
            found = look(catalogue, query, Ground(tags=tags)).hits
            return sorted((hit.entry.title, hit.number, hit.title) for hit in found)

        assert hits("tag:drinks") == [("Tea", 1, True)]
        assert hits("tag:drinks tag:sea") == [("Tea", 1, True)]
        assert hits("tag:drinks tag:other") == []
        assert hits("tag:drinks nobody") == [("Tea", 2, False)]
        assert hits("tag:drinks ledger") == []
        assert ("Tea", 1, False) not in hits("-tag:drinks #1")


def test_a_copy_has_no_hits_beside_the_thread_that_stands_for_it(tmp_path: Path) -> None:
    words = " ".join(f"word{n} of the keeper" for n in range(40))
    scrape(tmp_path / "in/one.txt", "The ledger", words, words[::-1], "Who wrote that?")
    scrape(tmp_path / "in/two.txt", "The ledger", words, words[::-1], "Only here: a gannet.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])

    with books.catalogue() as catalogue:
        leaders = catalogue.leaders()
        every = look(catalogue, "word7").hits
        once = look(catalogue, "word7", Ground(leaders=leaders)).hits
        alone = look(catalogue, "gannet", Ground(leaders=leaders)).hits
    assert len({hit.entry.id for hit in every}) == 2
    assert len({hit.entry.id for hit in once}) == 1
    assert len(alone) == 1


def test_a_notebook_that_is_not_there_holds_no_notes(books: Library, tmp_path: Path) -> None:
    with books.catalogue() as catalogue:
        assert notes_in(str(tmp_path / "none"), lambda at: catalogue.entries()) == {}


def test_what_cannot_be_asked_is_said(books: Library) -> None:
    with books.catalogue() as catalogue:
        for query in ("quotes:#3", "/(/", '"', ""):
            with pytest.raises(QueryError):
                look(catalogue, query)


TEXTS = st.text(alphabet="aB é木漏れ日ßẞ'-.ไฟก\u0301 x1_\n", max_size=30)


def table(text: str) -> sqlite3.Connection:
    """A full-text table that holds one text."""
    connection = sqlite3.connect(":memory:")
    for statement in WORDS:
        connection.execute(statement)
    connection.execute("INSERT INTO words (rowid, text) VALUES (1, ?)", (indexed(text),))
    return connection


def holds(connection: sqlite3.Connection, expression: str) -> bool:
    rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
    return rows.fetchall() == [(1,)]


@given(TEXTS)
def test_no_word_of_a_text_is_missed(text: str) -> None:
    connection = table(text)
    for words in (*text.split(), text):
        for prefix in (False, True):
            expression = asked(words, prefix)
            assert not expression or holds(connection, expression), words


@given(st.text("木漏れ日ไฟก", min_size=1, max_size=12), st.integers(0, 11), st.integers(1, 6))
def test_no_part_of_a_run_without_spaces_is_missed(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    expression = asked(part, prefix=True)
    if part:
        assert expression
        assert holds(table(f"in {text}."), expression)


@given(st.text(max_size=20))
def test_anything_may_be_asked_of_the_table(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    for statement in WORDS:
        connection.execute(statement)
    for prefix in (False, True):
        expression = asked(text, prefix)
        if expression:
            connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).close()


RECORDS = st.builds(
    Record,
    st.text(max_size=30),
    st.just(()) | st.tuples(st.integers(0, 5), st.integers(6, 9)),
    st.none() | st.text(max_size=5),
    st.none() | st.text(max_size=5),
    st.booleans(),
    st.integers(1, 9),
    st.booleans(),
    st.none(),
)


@given(st.lists(RECORDS, max_size=5))
def test_records_come_back(records: list[Record]) -> None:
    assert unpacked(packed(records)) == records


@given(st.binary(max_size=40))
def test_damaged_records_are_an_error_of_one_kind(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any words
        unpacked(data)


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("2009", 20090101),
        ("2009-03", 20090301),
        ("2009-03-12T10:00", 20090312),
        ("3 weeks ago", None),
        ("", None),
    ],
)
def test_days_as_numbers(date: str, number: int | None) -> None:
    assert day_number(date) == number


def test_it_agrees_with_searching_inside_a_thread(books: Library) -> None:
    from threadview.dump import open_dump
    from threadview.reading import read_thread

    with books.catalogue() as catalogue:
        path = next(e.path for e in catalogue.entries() if e.title == "Tea")
        thread = read_thread(open_dump(path))
        for query in ("tea", "nobody drinks", '"tea there"', "sea or tea", "-tea", "#1 cafe"):
            inside = {hit.post for hit in find(thread, parse(query)) if hit.where != "header"}
            whole = look(catalogue, query).hits
            outside = {hit.number for hit in whole if hit.entry.path == path and not hit.title}
            assert outside == inside, query


def test_a_look_ends_when_it_is_enough(books: Library) -> None:
    with books.catalogue() as catalogue:
        assert look(catalogue, "#1", Ground(), Pace(enough=lambda: True)) == ([], True)
        assert look(catalogue, "#1", Ground(), Pace(seconds=-1.0)) == ([], True)
        assert not look(catalogue, "#1").more


def test_the_first_hits_are_told_early_and_what_was_found_is_looked_at_first(
    books: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with books.catalogue() as catalogue:
        whole = look(catalogue, "#1")
        told: list[Answer] = []
        monkeypatch.setattr(looking, "SOON", -1.0)
        assert look(catalogue, "#1", Ground(), Pace(early=told.append)) == whole
        assert len(whole.hits) > 1
        assert [len(answer.hits) for answer in told] == [1]
        assert told[0].more
        assert told[0].hits[0] in whole.hits
        for hit in whole.hits:
            told.clear()
            look(catalogue, "#1", Ground(), Pace(early=told.append), first=[hit.entry.first])
            assert told[0].hits == [hit]
        every = range(1, 100)
        assert look(catalogue, "#1", first=every) == whole, "each once, and judged like any other"


def test_words_that_begin_as_common_ones_do_are_found_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tending, "FEW", 20)
    for n in range(30):
        scrape(tmp_path / f"in/{n:02}.mbox", f"Thread {n}", f"The lantern burnt {n} nights.")
    scrape(tmp_path / "in/rare.mbox", "Rare", "A lantana grew there, and a lanthorn hung.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    with books.catalogue() as catalogue:
        assert catalogue.common("lan") == ["lantern"]
        whole = look(catalogue, "lan", limit=1000)
        short = look(catalogue, "lan", Ground(), Pace(thorough=False), limit=1000)
        rest = look(catalogue, "lanta lantho", Ground(), Pace(thorough=False))

    names = {Path(hit.entry.path).name for hit in whole.hits}
    assert (len(names), whole.more) == (31, False)
    assert {Path(hit.entry.path).name for hit in short.hits} == names - {"rare.mbox"}
    assert short.more, "a short look says that it left something out"
    assert [Path(hit.entry.path).name for hit in rest.hits] == ["rare.mbox"]
    assert not rest.more


def test_many_titles_are_not_taken_for_all(tmp_path: Path) -> None:
    """More threads have the word in their titles than are asked of the table at a time."""
    for n in range(2 * wanted.PAGE):
        scrape(tmp_path / f"in/{n:03}.txt", f"The light {n} of it" if n else "It of the", f"w{n}.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    with books.catalogue() as catalogue:
        some, whole = (look(catalogue, "title:light", limit=limit) for limit in (40, 1000))
        assert (len(some.hits), some.more) == (40, True)
        assert (len(whole.hits), whole.more) == (2 * wanted.PAGE - 1, False)
        earliest = look(catalogue, 'title:"it of the"').hits
        assert [hit.entry.title for hit in earliest] == ["It of the"]
        tags = {earliest[0].entry.id: ("kept",)}
        (kept,) = look(catalogue, "title:it tag:kept", Ground(tags=tags)).hits
        assert kept.entry == earliest[0].entry
        again = look(catalogue, "title:light", first=range(1, 99), limit=1000)
        assert again == whole, "posts are not asked for"
        words = look(catalogue, "light of")
        assert words.more == (2 * wanted.PAGE - 1 > looking.TITLES)


def test_words_in_very_many_threads_of_a_title_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "NAMED", 3)
    for n in range(9):
        scrape(tmp_path / f"in/{n}.txt", f"The light {n}", f"lamp{n}.", f"lamp{n} again.")
    books = library(tmp_path)
    books.add([str(tmp_path / "in")])
    with books.catalogue() as catalogue:
        for n in range(9):
            hits = look(catalogue, f"title:light lamp{n}").hits
            assert {hit.entry.title for hit in hits} == {f"The light {n}"}
            assert {hit.number for hit in hits if not hit.title} >= {2}
