"""JSON: the contract with other programs holds for whatever is read."""

from __future__ import annotations

import hashlib
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.dump import Dump, dump_of, open_dump
from threadview.export.json import write_json
from threadview.model import (
    Block,
    EditMark,
    Evidence,
    Post,
    Problem,
    Quote,
    Source,
    Thread,
    logical_text,
)
from threadview.reading import read_thread

KINDS = {
    "title",
    "header",
    "body",
    "quote",
    "attribution",
    "edit",
    "signature",
    "chrome",
    "separator",
}

scrapes = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        [
            "\u00a0\n",
            "Last edited: Jan 2, 2010\n",
            "marlin said:\n",
            "Click to expand...\n",
            "The oil was counted every night by two keepers who never spoke of it.\n",
            "Top\n",
            "\udcff\n",
            "\n",
        ]
    )
).map("".join)


def exported(thread: Thread, dump: Dump | None = None, lines: bool = False) -> Any:
    out = io.BytesIO()
    write_json(thread, dump, out, lines)
    text = out.getvalue().decode("utf-8")
    assert text.endswith("}\n")
    assert not lines or text.count("\n") == 1
    return json.loads(text)


@given(scrapes, st.booleans())
def test_spans_partition_the_dump(text: str, lines: bool) -> None:
    dump = dump_of(text)
    told = exported(read_thread(dump), dump, lines)
    spans = told["spans"]

    edges = [0, *(span[1] for span in spans)]
    assert [span[0] for span in spans] == edges[:-1]
    assert edges[-1] == len(dump.text())
    assert {span[2] for span in spans} <= KINDS
    numbers = {post["number"] for post in told["posts"]}
    for _, _, kind, number in spans:
        assert (number is None) if kind in ("title", "separator") else (number in numbers)
    assert all(a[2:] != b[2:] for a, b in pairwise(spans))


@given(scrapes)
def test_text_and_segments_say_the_same(text: str) -> None:
    thread = read_thread(dump_of(text))
    told = exported(thread)

    for post, row in zip(thread.posts, told["posts"], strict=True):
        pieces = row["segments"]
        own = [piece["text"] for piece in pieces if piece["type"] == "text"]
        assert row["text"] == "\n\n".join(own)
        assert "\n\n".join(piece["text"] for piece in pieces) == shown(logical_text(post))
        for index, quote in enumerate(row["quotes"]):
            words = [piece["text"] for piece in pieces if piece.get("quote") == index]
            assert quote["text"] == "\n\n".join(words)


def shown(text: str) -> str:
    return "".join(f"\\x{ord(c) - 0xDC00:02x}" if "\udc80" <= c <= "\udcff" else c for c in text)


def test_every_field_stands_where_the_contract_has_it() -> None:
    nested = Post(
        number=2,
        id="p2",
        author="tern",
        author_title="Moderator",
        date="2009-03-12T12:00",
        reply_to=1,
        edit=EditMark("Last edited: 14 Mar 2009", by="gull", date="2009-03-14"),
        blocks=(
            Block("paragraph", "outer one", quote=0),
            Block("paragraph", "inner", quote=1),
            Block("paragraph", "outer two", quote=0),
            Block("chrome", "Click to expand..."),
            Block("paragraph", "own"),
            Block("item", "more of it", spaced=False),
        ),
        quotes=(
            Quote("marlin", 1, evidence=Evidence("reuse", "9 words", 0.98765)),
            Quote(None, None, depth=2, parent=0, evidence=Evidence("attribution", "", 0.5)),
        ),
    )
    thread = Thread(Source("a.json", "discourse", "utf-8"), "Oil", posts=[nested])
    thread.problems.append(Problem("line 3", "no body"))

    assert exported(thread) == {
        "threadview": 1,
        "title": "Oil",
        "source": {"path": "a.json", "format": "discourse", "encoding": "utf-8", "sha256": None},
        "posts": [
            {
                "number": 2,
                "id": "p2",
                "author": "tern",
                "author_title": "Moderator",
                "date": "2009-03-12T12:00",
                "reply_to": 1,
                "edited": True,
                "edit": {"by": "gull", "date": "2009-03-14", "text": "Last edited: 14 Mar 2009"},
                "text": "own\nmore of it",
                "quotes": [
                    {
                        "author": "marlin",
                        "post": 1,
                        "depth": 1,
                        "text": "outer one\n\nouter two",
                        "evidence": "reuse",
                        "confidence": 0.988,
                    },
                    {
                        "author": None,
                        "post": None,
                        "depth": 2,
                        "text": "inner",
                        "evidence": "attribution",
                        "confidence": 0.5,
                    },
                ],
                "segments": [
                    {"type": "quote", "quote": 0, "text": "outer one"},
                    {"type": "quote", "quote": 1, "text": "inner"},
                    {"type": "quote", "quote": 0, "text": "outer two"},
                    {"type": "text", "text": "own\nmore of it"},
                ],
            }
        ],
        "spans": None,
        "problems": [{"where": "line 3", "why": "no body"}],
    }


def test_nothing_known_is_null_not_guessed() -> None:
    (post,) = exported(Thread(Source("-", "text", "utf-8"), posts=[Post(1)]))["posts"]

    unknown = ("id", "author", "author_title", "date", "reply_to", "edit")
    assert {key: post[key] for key in unknown} == dict.fromkeys(unknown)
    assert (post["edited"], post["text"], post["quotes"], post["segments"]) == (False, "", [], [])


def test_undecodable_bytes_leave_as_text(tmp_path: Path) -> None:
    raw = "Ein Wärter\n\nüber \\ ".encode() + b"\xff\xfe \xc3(\n"
    path = tmp_path / "broken.txt"
    path.write_bytes(raw)
    dump = open_dump(path)
    told = exported(read_thread(dump), dump)

    assert told["posts"][0]["text"].endswith("\\ \\xff\\xfe \\xc3(")
    assert told["spans"][-1][1] == len(raw.decode("utf-8", "surrogateescape"))
    assert told["source"]["sha256"] == hashlib.sha256(raw).hexdigest()


def test_control_characters_leave_as_escapes(tmp_path: Path) -> None:
    """Those that JSON lets stand raw too: C1 controls are commands to many terminals."""
    text = "A title\n\nin \x9b31m red, \x85 and \x7f, \x1b[2J too: été\n"
    path = tmp_path / "controls.txt"
    path.write_text(text)
    dump = open_dump(path, encoding="utf-8")
    out = io.BytesIO()
    write_json(read_thread(dump), dump, out)

    written = out.getvalue().decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    assert "in \x9b31m red, \x85 and \x7f, \x1b[2J too: été" in "".join(
        block["text"] for block in json.loads(written)["posts"]
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_source_says_how_to_read_it_again(tmp_path: Path, encoding: str) -> None:
    """Decoding the file with the encoding that is named gives the text that the spans count."""
    text = "Der Leuchtturmwärter\r\n\r\nzählte „das Öl“ jede Nacht.\r\nÜbrig blieb nichts.\r\n"
    path = tmp_path / "stored.txt"
    path.write_bytes(text.encode(encoding))
    dump = open_dump(path)
    told = exported(read_thread(dump), dump)

    assert path.read_bytes().decode(told["source"]["encoding"]) == text
    assert told["spans"][-1][1] == len(text)
