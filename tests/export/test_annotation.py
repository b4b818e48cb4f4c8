"""Notes as Web Annotations and from Hypothesis: out, in again, and nothing lost."""

from __future__ import annotations

import copy
import csv as reader
import io
import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noted import WORDS, note_on, on, post, posts
from threadview.anchors import Anchor, Holding, Place, anchor_post, thread_print
from threadview.cli import main
from threadview.errors import NotebookError
from threadview.export import annotation, hypothesis
from threadview.export.csv import write_csv
from threadview.export.note_rows import row
from threadview.notebook import COLOURS, KnownThread, Note, Standing

IDS = st.text("abcdefgh23456", min_size=4, max_size=10)
LONE = st.text(st.characters() | st.sampled_from("\udcff\ud800"), min_size=1, max_size=30)
STAMPS = st.datetimes().map(lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ"))


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    """An anchor on words of a post of its own, or on the whole of it."""
    text = draw(LONE)
    thread = [post(1, f"before {text} after", draw(st.none() | st.text(max_size=5)), id="p1")]
    return on(thread, 0, text) if draw(st.booleans()) else anchor_post(thread, 0)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    return Note(
        id=draw(IDS),
        thread="threadid",
        kind=draw(st.sampled_from(["note", "highlight", "star"])),
        target=draw(st.sampled_from(["post", "passage", "quote"])),
        anchors=tuple(draw(st.lists(anchors(), min_size=1, max_size=3))),
        body=draw(st.text(max_size=60)),
        tags=tuple(draw(st.lists(st.text(min_size=1, max_size=8), max_size=3, unique=True))),
        colour=draw(st.none() | st.sampled_from(COLOURS)),
        created=draw(STAMPS),
        modified=draw(STAMPS),
        revision=draw(st.integers(1, 9)),
        conflict_of=draw(st.none() | IDS),
    )


PLACES = st.builds(Standing, st.none() | st.integers(1, 9), st.none() | st.integers(0, 9))
THREAD = KnownThread(
    "threadid", "A title \udcff", "/a b.txt", "text", "ab" * 32, 6, thread_print("A title", posts())
)


@given(st.lists(notes(), max_size=4, unique_by=lambda note: note.id), st.data())
def test_notes_come_back_from_json_ld_as_they_went(made: list[Note], data: st.DataObject) -> None:
    places = {note.id: data.draw(PLACES) for note in made}
    text = annotation.dumps(made, {"threadid": THREAD}, places)
    text.encode("utf-8")
    read, threads, stood = annotation.loads(text)
    assert sorted(read, key=lambda note: note.id) == sorted(made, key=lambda note: note.id)
    assert stood == places
    if made:
        assert threads == {"threadid": THREAD}
    assert annotation.dumps(read, threads, stood) == text


def test_a_note_on_a_thread_comes_back() -> None:
    note = Note("abcd", "threadid", "star", created="2026", modified="2026")
    read, _, _ = annotation.loads(annotation.dumps([note], {}))
    assert read == [note]


def test_the_standard_s_own_names_are_used() -> None:
    thread = posts()
    note = replace(
        note_on(THREAD, "said", tags=("a",), anchors=(on(thread, 0, "every night"),)), id="abcd"
    )
    page = json.loads(annotation.dumps([note], {"threadid": THREAD}))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    (item,) = page["items"]
    assert (item["type"], item["motivation"]) == ("Annotation", "commenting")
    assert item["target"][0]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "every night",
            "prefix": WORDS[0][:20],
            "suffix": WORDS[0][31:63],
        },
        {"type": "TextPositionSelector", "start": 20, "end": 31},
    ]
    assert [body["purpose"] for body in item["body"]] == ["commenting", "tagging"]


def test_annotations_of_others_hold_on_by_their_words() -> None:
    exact = "not a man to invent snow"
    text = json.dumps(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://notes.example/1",
            "type": "Annotation",
            "body": "a plain body",
            "target": {
                "source": "https://forum.example/thread",
                "selector": {
                    "type": "TextQuoteSelector",
                    "exact": exact,
                    "prefix": "diary says so, and he was ",
                    "suffix": ".",
                },
            },
        }
    )
    (note,), threads, _ = annotation.loads(text)
    assert (note.body, note.kind, note.target) == ("a plain body", "note", "passage")
    assert set(threads) == {"https://forum.example/thread"}
    place = Holding(posts()).find(note.anchors[0])
    assert isinstance(place, Place)
    assert place.number == 2


HYPOTHESIS = {
    "total": 2,
    "rows": [
        {
            "id": "x1",
            "created": "2024-05-06T07:08:09.123456+00:00",
            "updated": "2024-05-07T09:08:09.123456+02:00",
            "user": "acct:someone@hypothes.is",
            "uri": "https://forum.example/t/1",
            "text": "A thought.",
            "tags": ["oil", "two words"],
            "document": {"title": ["The ledger"]},
            "target": [
                {
                    "source": "https://forum.example/t/1",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                        {"type": "TextPositionSelector", "start": 404, "end": 444},
                        {
                            "type": "TextQuoteSelector",
                            "exact": "The oil was counted every night",
                            "prefix": "",
                            "suffix": ", that much is",
                        },
                    ],
                }
            ],
        },
        {"uri": "https://forum.example/t/1", "text": "", "target": []},
    ],
}


def test_hypothesis_notes_come_with_words_tags_and_times() -> None:
    text = json.dumps(HYPOTHESIS)
    assert hypothesis.looks_like(text)
    (first, page), threads = hypothesis.loads(text)
    assert first.tags == ("oil", "two words")
    assert (first.created, first.modified) == ("2024-05-06T07:08:09Z", "2024-05-07T07:08:09Z")
    assert first.exact == "The oil was counted every night"
    assert page.target == "thread"
    assert threads["https://forum.example/t/1"].title == "The ledger"
    place = Holding(posts()).find(first.anchors[0])
    assert isinstance(place, Place)
    assert place.number == 1
    for shape in (HYPOTHESIS["rows"], {"annotations": HYPOTHESIS["rows"]}):
        assert len(hypothesis.loads(json.dumps(shape))[0]) == 2


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "{}", '{"rows": 3}', '{"items": [{"target": 5}]}', '{"rows": [{}]}', "null"],
)
def test_what_is_no_annotation_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NotebookError):
        annotation.loads(text)
    with pytest.raises(NotebookError):
        hypothesis.loads(text)


def test_a_table_says_all_and_runs_nothing() -> None:
    note = Note("abcd", "threadid", body='=HYPERLINK("x")\nline', tags=("a", "b"), created="2026")
    out = io.StringIO(newline="")
    write_csv([row(note, THREAD, None)], out)
    ((head), (line)) = reader.reader(io.StringIO(out.getvalue(), newline=""))
    found = dict(zip(head, line, strict=True))
    assert found["body"] == '\'=HYPERLINK("x")\nline'
    assert (found["id"], found["tags"], found["path"]) == ("abcd", "a, b", "/a b.txt")


SPOILT: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 1.5, 1e400, 10**30, "", "x", "\ud800", [], [[]], {}, {"a": 1}, ["a", None, 3]]
)


def places_in(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything inside a value."""
    if not isinstance(value, dict | list):
        return []
    inner = list(value.items() if isinstance(value, dict) else enumerate(value))
    return [(*way, key) for key, _ in inner] + [
        place for key, one in inner for place in places_in(one, (*way, key))
    ]


ROW = {
    "uri": "https://x.example/t",
    "text": "why?",
    "tags": ["a"],
    "created": "2019-03-04T05:06:07.123456+00:00",
    "document": {"title": ["A title"]},
    "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "oil", "prefix": "the "}]}],
}


@given(st.data())
def test_whatever_is_imported_is_taken_in_or_refused_in_words(data: st.DataObject) -> None:
    """Any value of an export spoilt: no traceback, and nothing in the notebook that it cannot
    show."""
    made = Note("abcd", "threadid", anchors=(on(posts(), 0, WORDS[0]),), created="2026")
    exported = annotation.dumps([made], {"threadid": THREAD}, {"abcd": Standing(1, 2, 3)})
    document: Any = data.draw(st.sampled_from([json.loads(exported), [ROW]]))
    document = copy.deepcopy(document)
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places_in(document) or [(0,)]))
        inner = document
        for key in way:
            inner = inner[key]
        inner[last] = copy.deepcopy(data.draw(SPOILT))
    with TemporaryDirectory() as folder:
        file, kept = Path(folder) / "in.json", Path(folder) / "notes.sqlite3"
        file.write_text(json.dumps(document))
        assert main(["notes", "--notebook", str(kept), "import", str(file)]) in (0, 2)
        if kept.exists():
            assert main(["notes", "--notebook", str(kept), "list", "--json"]) in (0, 1)
            assert main(["notes", "--notebook", str(kept), "check"]) == 0


@pytest.mark.parametrize("field", ["conflict_of", "colour", "target", "kind"])
def test_a_text_no_database_can_keep_costs_no_import(field: str, tmp_path: Path) -> None:
    made = Note("abcd", "threadid", anchors=(on(posts(), 0, WORDS[0]),), created="2026")
    document = json.loads(annotation.dumps([made], {"threadid": THREAD}, {}))
    document["items"][0]["tv:note"][field] = "\ud800"
    file, kept = tmp_path / "in.json", tmp_path / "notes.sqlite3"
    file.write_text(json.dumps(document))

    assert main(["notes", "--notebook", str(kept), "import", str(file)]) in (0, 2)
    assert not kept.exists() or main(["notes", "--notebook", str(kept), "check"]) == 0


def test_a_title_no_database_can_keep_is_imported_all_the_same(tmp_path: Path) -> None:
    made = Note("abcd", "threadid", anchors=(on(posts(), 0, WORDS[0]),), created="2026")
    page = json.loads(annotation.dumps([made], {"threadid": THREAD}))
    page["tv:threads"][0]["identity"]["title"] = "\ud800"
    file, kept = tmp_path / "in.json", tmp_path / "notes.sqlite3"
    file.write_text(json.dumps(page))
    assert main(["notes", "--notebook", str(kept), "import", str(file)]) == 0
    assert main(["notes", "--notebook", str(kept), "check"]) == 0
