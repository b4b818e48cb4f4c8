"""Shares of a dump: all threads once, in order, by the keys that they have in the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadview import formats, shares
from threadview.dump import open_dump
from threadview.model import Post
from threadview.shares import Share, placed

TEXTS = st.text(min_size=1, max_size=300) | st.sampled_from(["", "\n", "no post"])


def lines(texts: list[str]) -> str:
    """Web documents, one a line; an empty text is an empty line."""
    return "".join(
        json.dumps({"url": "u", "text": text}, ensure_ascii=False) + "\n" if text else "\n"
        for text in texts
    )


def read(path: Path, after: int = -1) -> tuple[list[str], list[str], list[Share]]:
    """The keys of all threads of a dump of documents, their words, and its shares."""
    dump = open_dump(path)
    form = formats.load("documents")
    keys, words, found = [], [], []
    for share in shares.shares(dump, form, after=after):
        found.append(share)
        for thread in placed(dump, form, share):
            keys.append(thread.key)
            parts = form.read(thread.dump, thread.ref)
            words += ["\n".join(b.text for p in parts if isinstance(p, Post) for b in p.blocks)]
    return keys, words, found


@given(st.lists(TEXTS, min_size=2, max_size=12), st.integers(1, 400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_lines_come_in_shares_as_in_the_whole(tmp_path: Path, texts: list[str], size: int) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(lines(["begun " * 40, *texts]), encoding="utf-8")
    dump = open_dump(path)
    form = formats.load("documents")
    whole = [ref.key for ref in form.scan(dump)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "LINES", size)
        keys, words, found = read(path)
        assert keys == whole
        again = open_dump(path)
        for key, word in zip(keys, words, strict=True):
            parts = form.read(again, formats.ThreadRef(key))
            assert word == "\n".join(b.text for p in parts if isinstance(p, Post) for b in p.blocks)
        assert b"".join(share.text for share in found) == path.read_bytes()
        assert all(share.text.endswith(b"\n") for share in found)
        middle = int(keys[len(keys) // 2])
        rest = read(path, after=middle)[0]
        assert rest == keys[-len(rest) :]
        assert {key for key in keys if int(key) > middle} <= set(rest)


def test_of_a_dump_in_shares_only_one_is_held(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(lines(["word " * 5000] * 400), encoding="utf-8")
    dump = open_dump(path)
    form = formats.load("documents")
    for _ in shares.shares(dump, form):
        assert len(dump.data) <= 3 * shares.LINES
    whole = open_dump(path)
    whole.load()
    assert dump.sha256() == whole.sha256()


def test_a_mailbox_comes_in_shares_of_threads(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    path.write_text(
        "".join(
            f"From a@a Mon Jan  5 10:00:00 2009\nFrom: a <a@a>\nSubject: s{n}\n"
            f"Date: Mon, 5 Jan 2009 10:00:00 +0000\nMessage-ID: <{n}@a>\n\nwords\n\n"
            for n in range(1000)
        )
    )
    dump = open_dump(path)
    form = formats.load("mail")
    found = list(shares.shares(dump, form, lambda ref: ref.title != "s3"))
    assert len(found) == 3
    names = [ref.title for share in found for ref in share.refs]
    assert names == [f"s{n}" for n in range(1000) if n != 3]
