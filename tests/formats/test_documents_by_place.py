"""Large single JSON documents: what is read element by element is what is read whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from threadview import access, formats
from threadview.dump import open_dump
from threadview.reading import Reading
from threadview.records import cursor
from threadview.records import values as room
from threadview.records.document import Arrays, document
from threadview.records.elements import Elements
from threadview.records.values import decode

WORDS = st.text() | st.sampled_from(
    ['"', "\\", '\\"', "]}", '{"messages": [', "é\u2028", "\\u0022"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.sampled_from(["messages", "list", "chats"]), inner, max_size=4)
    ),
    max_leaves=25,
)
ARRAYS = Arrays(frozenset({"messages"}), frozenset({"chats", "list"}))
MESSAGES = st.lists(
    st.fixed_dictionaries({"id": st.integers(1, 9), "content": WORDS, "text": WORDS})
    | st.dictionaries(WORDS, WORDS, max_size=2)
    | VALUES,
    max_size=6,
)


def held(value: Any) -> Any:
    """A value with its long arrays in it."""
    if isinstance(value, dict):
        return {name: held(one) for name, one in value.items()}
    return [held(one) for one in value] if isinstance(value, list | Elements) else value


def by_place(data: bytes, piece: int) -> Any:
    """What `document` makes of bytes that come in pieces of some size."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "one.json")
        path.write_bytes(data)
        patch.setattr(access, "PIECE", piece)
        patch.setattr(access, "FIRST", piece)
        return held(document(open_dump(path, encoding="utf-8"), ARRAYS))


def parts(path: Path, big: int, piece: int, *, sound: bool = False) -> list[Any]:
    """The threads of a dump, and every part of each; one larger than `big` is read by place, and
    where it is `sound`, never loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "BIG", big)
        patch.setattr(access, "PIECE", piece)
        patch.setattr(access, "FIRST", piece)
        name = path.name.partition("-")[0]
        dump, form = open_dump(path), formats.load(name)
        formats.prepare(form, dump)
        refs = list(formats.threads(form, dump))
        found = [(ref, list(form.read(dump, ref))) for ref in refs]
        if sound:
            assert dump.complete == (big > 0)
        return found


@given(VALUES, st.sampled_from([None, 1]), st.booleans(), st.integers(1, 40))
@example({"messages": [{"a": '\\"'}, "]"]}, None, True, 1)
@example([[[[[[[[[[{"messages": [1]}]]]]]]]]]], None, True, 3)
def test_a_document_is_what_the_decoder_makes_of_it(
    value: object, indent: int | None, ascii_only: bool, piece: int
) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    found = by_place(data, piece)

    assert found == (value if isinstance(value, dict | list) else None)
    assert list(found or ()) == list(value if isinstance(value, dict | list) else ())


@given(VALUES, st.data())
def test_of_what_is_not_sound_nothing_is_made(value: object, data: st.DataObject) -> None:
    """Bytes cut off, doubled or put in somewhere: either they are sound all the same, or it is left
    to who reads leniently, who may find no fault with them."""
    sound = json.dumps({"messages": [value, value], "chats": {"list": [value]}}).encode()
    at = data.draw(st.integers(0, len(sound)))
    until = data.draw(st.integers(at, min(len(sound), at + 5)))
    put = data.draw(
        st.sampled_from([b"", b"]", b"}", b'"', b",", b"[", b":", b"\\", b"1", b"\xff"])
    )
    broken = sound[:at] + put + sound[until:]
    expected, fault = decode(broken)

    found = by_place(broken, data.draw(st.integers(1, 20))) if broken else None

    assert found is None or (found == expected and not fault)


@given(MESSAGES, st.sampled_from([None, 2]), st.integers(1, 60), st.data())
def test_a_channel_or_chat_by_place_is_the_one_read_whole(
    messages: list[Any], indent: int | None, piece: int, data: st.DataObject
) -> None:
    """Sound or cut off anywhere: the threads, posts and problems are the same."""
    dumps = {
        "discord": {"guild": {"name": "g"}, "channel": {"id": 1}, "messages": messages},
        "telegram": {"chats": {"list": [{"id": 1, "messages": messages}, {"messages": []}]}},
    }
    name = data.draw(st.sampled_from(sorted(dumps)))
    text = json.dumps(dumps[name], indent=indent).encode()
    text = text[: data.draw(st.just(len(text)) | st.integers(1, len(text)))]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{name}-one.json")
        path.write_bytes(text)

        assert parts(path, 0, piece) == parts(path, 1 << 40, piece)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read_as_ever(mark: str, tmp_path: Path) -> None:
    message = {"id": 1, "content": "café"}
    export = {"guild": {}, "channel": {"id": 1}, "messages": [message] * 3000}
    path = tmp_path / "discord-one.json"
    path.write_bytes(json.dumps(export, ensure_ascii=False).encode(mark))
    [(ref, found)] = parts(path, 0, 1 << 16)

    assert ref.posts == 3000
    assert [(ref, found)] == parts(path, 1 << 40, 1 << 16)
    assert found[1].blocks[0].text == "café"


def test_hostile_depth_is_read_as_ever(tmp_path: Path) -> None:
    deep = '{"id": 1, "content": "x", "reactions": ' + "[" * 50_000 + "]" * 50_000 + "}"
    path = tmp_path / "discord-deep.json"
    path.write_text('{"guild": {}, "channel": {"id": 1}, "messages": [' + deep + "]}")

    assert parts(path, 0, 1 << 12) == parts(path, 1 << 40, 1 << 12)


def test_an_enormous_element_costs_a_look_or_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held is doubled: a long string is not looked at once for every piece of it."""
    looked = 0

    class Counting:
        def __init__(self, form: Any) -> None:
            self.form = form

        def finditer(self, held: bytes, at: int) -> Iterator[Any]:
            nonlocal looked
            looked += len(held) - at
            found: Iterator[Any] = self.form.finditer(held, at)
            return found

    monkeypatch.setattr(cursor, "_SIGN", Counting(cursor._SIGN))
    element = b'["' + b"\\\\" * (1 << 20) + b'"]'
    pieces = (element[at : at + 1000] for at in range(0, len(element), 1000))

    assert cursor.Cursor(pieces).value() == element
    assert looked < 4 * len(element)


@pytest.mark.parametrize("name", ["discord", "telegram"])
def test_a_large_document_is_read_without_being_held(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = Path(__file__).parents[2] / "sample_threads" / "json"
    [sample] = samples.glob(f"{name}*")
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes() + b"\n" * (1 << 20))
    monkeypatch.setattr(room, "BIG", 0)
    dump = open_dump(path)
    reading = Reading(dump)
    formats.prepare(reading.format, dump)
    refs = list(formats.threads(reading.format, dump))
    reading.pull()

    assert reading.format_name == name
    assert refs[0].posts
    assert len(reading.posts) == refs[0].posts
    assert not dump.complete


SAMPLES = Path(__file__).parents[2] / "sample_threads" / "json"
GROUPED = [
    path
    for path in sorted(SAMPLES.glob("*.json*"))
    if path.name.startswith(
        ("convokit", "discourse", "forumdl", "hackernews", "imageboard", "lemmy", "reddit")
    )
]


@pytest.mark.parametrize("sample", GROUPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("piece", [100, 1 << 16])
def test_a_long_array_of_records_is_the_one_read_whole(
    sample: Path, piece: int, tmp_path: Path
) -> None:
    """The records of a sample, thrice, as one array."""
    text = sample.read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()] if sample.suffix == ".jsonl" else []
    records = records or [json.loads(text)]
    path = tmp_path / f"{sample.name.partition('-')[0]}-array.json"
    path.write_text(json.dumps(records * 3, indent=1), encoding="utf-8")
    by_element = parts(path, 0, piece, sound=True)
    whole = parts(path, 1 << 40, piece, sound=True)

    assert [found for _, found in by_element] == [found for _, found in whole]
    assert [ref for ref, _ in by_element] == [ref for ref, _ in whole]
    assert any(found[1:] for _, found in whole)
