"""What formats made of records share: values, broken ones too; trees; times; bodies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview import access, formats
from threadview.dump import dump_of, open_dump
from threadview.reading import Reading
from threadview.records import values as room
from threadview.records.bodies import fragment
from threadview.records.lenient import parse
from threadview.records.moments import iso
from threadview.records.tree import flat, walk
from threadview.records.values import decode, is_lines, sample, value_at, values

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_the_lenient_reader_reads_what_the_strict_one_does(value: object) -> None:
    text = json.dumps(value)

    assert parse(text)[:3] == (value, len(text), "")


@given(st.lists(st.dictionaries(st.text(min_size=1), st.text()), min_size=1), st.data())
def test_what_came_before_a_cut_stays(records: list[dict[str, str]], data: st.DataObject) -> None:
    text = json.dumps(records)
    cut = data.draw(st.integers(1, len(text) - 1))

    found = parse(text[:cut])

    assert found.fault
    whole = len(found.value) - 1
    assert found.value[: max(whole, 0)] == records[: max(whole, 0)]


def test_depth_is_no_limit() -> None:
    deep = 20_000
    value, fault = decode(b'{"a":' * deep + b"1" + b"}" * deep)

    assert not fault
    for _ in range(deep):
        value = value["a"]
    assert value == 1


def test_halves_of_characters_and_nan_are_read() -> None:
    assert decode(rb'["\ud800", NaN, 1]') == (["\ud800", None, 1], "")


@given(st.lists(VALUES.filter(lambda value: value is not None), min_size=1, max_size=6))
def test_lines_are_values_and_are_found_again(records: list[object]) -> None:
    dump = dump_of("\n".join(json.dumps({"v": one}) for one in records) + "\n")

    found = list(values(dump))

    assert [one.value for one in found] == [{"v": one} for one in records]
    assert [value_at(dump, one.place) for one in found] == found


def test_a_broken_line_costs_itself() -> None:
    dump = dump_of('{"a": 1}\n{"a": \n{"a": 3}\n')

    found = list(values(dump))

    assert [bool(one.fault) for one in found] == [False, True, False]
    assert found[2].value == {"a": 3}


def test_lines_longer_than_the_head_are_lines() -> None:
    long = "word " * 30_000
    dump = dump_of("".join(json.dumps({"text": long, "n": n}) + "\n" for n in range(3)))

    assert is_lines(dump)
    assert [one.value["n"] for one in values(dump)] == [0, 1, 2]


def test_a_string_that_is_cut_off_keeps_its_beginning() -> None:
    assert parse(r'{"a": "one \u00e9 two \u00').value == {"a": "one é two "}


def test_backslashes_that_escape_nothing_stand_for_themselves() -> None:
    assert decode(rb'{"path": "C:\Users\new\u00e9", "b": 2}')[0] == {
        "path": "C:\\Users\new\u00e9",
        "b": 2,
    }


def test_values_may_follow_one_another() -> None:
    """`gh api --paginate` writes a page's array right behind the one before."""
    found = list(values(dump_of('[{"a": 1},\n {"a": 2}][{"a": 3}]\n')))

    assert [one.value for one in found] == [[{"a": 1}, {"a": 2}], [{"a": 3}]]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"a": 1}\n{"a": 2}\n', True),
        ('{"a": 1}\r\n{"a": 2}\r\n', True),
        ('\ufeff{"a": 1}\n{"a"', True),
        ('{\n "a": 1\n}\n', False),
        ('[{"a": 1},\n{"a": 2}]', False),
    ],
)
def test_lines_are_told_from_one_value(text: str, lines: bool) -> None:
    assert sample(text).lines is lines


PARENTS = st.lists(st.none() | st.integers(0, 30), max_size=30)


@given(PARENTS)
def test_every_record_is_walked_once_and_parents_come_first(parents: list[int | None]) -> None:
    ids = [str(number) for number in range(len(parents))]
    names: Sequence[str | None] = [None if one is None else str(one) for one in parents]

    steps = walk(ids, names)

    assert sorted(step.record for step in steps) == list(range(len(parents)))
    for place, step in enumerate(steps):
        assert step.parent < place
        assert step.depth == (steps[step.parent].depth + 1 if step.parent >= 0 else 0)
        if step.parent >= 0:
            assert names[step.record] == str(steps[step.parent].record)


def test_siblings_keep_their_order() -> None:
    steps = walk(["a", "b", "c", "d"], [None, "a", "a", "b"])

    assert [step.record for step in steps] == [0, 1, 3, 2]
    assert [step.depth for step in steps] == [0, 1, 2, 1]


def test_ten_thousand_answers_deep() -> None:
    ids = [str(number) for number in range(10_000)]

    steps = walk(ids, [None, *ids[:-1]])

    assert steps[-1].depth == 9_999


def test_flat_order_answers_only_what_was_before() -> None:
    assert [step.parent for step in flat(["a", "b", "c"], ["c", "a", None])] == [-1, 0, -1]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1415147732, "2014-11-05T00:35:32Z"),
        (1415147732056, "2014-11-05T00:35:32Z"),
        ("1415147732.000200", "2014-11-05T00:35:32Z"),
        ("2018-01-09T16:23:31.477Z", "2018-01-09T16:23:31Z"),
        ("2018-01-09T16:23:31.477+0200", "2018-01-09T16:23:31+02:00"),
        ("2011-07-22 22:44:34Z", "2011-07-22T22:44:34Z"),
        ("2019-07-05T16:55:32", "2019-07-05T16:55:32"),
        ("2019-07-05", "2019-07-05"),
        ("yesterday", None),
        (None, None),
        (True, None),
        (0, None),
        (1e300, None),
    ],
)
def test_times(value: object, expected: str | None) -> None:
    assert iso(value) == expected


@given(st.text(), st.sampled_from(["plain", "html", "markdown", "breaks"]))
def test_any_body_is_read(text: str, form: str) -> None:
    found = fragment(text, form)  # type: ignore[arg-type]

    for block in found.blocks:
        assert block.quote is None or block.quote < len(found.quotes)


def test_markdown_means_what_it_says() -> None:
    text = "He *said*\n\n> one\n> > two\n\n- a\n- b\n\n```\nx  y\n```\n[l](http://x)"

    found = fragment(text, "markdown")

    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", "He said"),
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("item", "• a"),
        ("item", "• b"),
        ("code", "x  y"),
        ("paragraph", "l"),
    ]
    assert [quote.depth for quote in found.quotes] == [1, 2]
    assert found.blocks[-1].links[0].href == "http://x"


@given(
    st.lists(st.binary(max_size=12) | st.sampled_from([b'{"a": 1}', b"[2]\r", b" ", b"\xff"])),
    st.integers(1, 9),
)
def test_lines_had_by_place_are_those_that_are_loaded(found: list[bytes], piece: int) -> None:
    data = b'{"text": "first"}\n' + b"\n".join(found)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "lines.jsonl")
        path.write_bytes(data)
        patch.setattr(room, "BIG", 0)
        patch.setattr(access, "PIECE", piece)
        patch.setattr(access, "FIRST", piece)
        placed = open_dump(path, encoding="utf-8")
        seen = list(room.lines(placed))

        patch.setattr(room, "BIG", 1 << 40)
        loaded = open_dump(path, encoding="utf-8")
        assert [line for _, line in seen] == [
            line.decode("utf-8", "surrogatepass").encode("utf-8", "surrogateescape")
            for _, line in room.lines(loaded)
        ]
        assert all(data[place:].lstrip().startswith(line) for place, line in seen)
        patch.setattr(room, "BIG", 0)
        assert [room.line_at(placed, place).strip() for place, _ in seen] == [
            line for _, line in seen
        ]


@pytest.mark.parametrize("name", ["documents.jsonl", "convokit-utterances.jsonl"])
def test_a_large_dump_of_lines_is_read_without_being_held(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its threads are those of a small one, and no more of it is loaded than detection takes."""
    sample_of = Path(__file__).parents[2] / "sample_threads" / "json" / name
    path = tmp_path / name
    path.write_bytes(sample_of.read_bytes() + b"\n" * (1 << 17))
    told = []
    for big in (1 << 40, 0):
        monkeypatch.setattr(room, "BIG", big)
        dump = open_dump(path)
        form = Reading(dump).format
        formats.prepare(form, dump)
        threads = []
        for ref in formats.threads(form, dump):
            reading = Reading(dump, name.partition("-")[0].partition(".")[0], ref)
            reading.pull()
            threads.append((ref, list(reading.posts), reading.thread.problems))
        told.append(threads)
    assert told[0] == told[1]
    assert len(dump.data) < path.stat().st_size
