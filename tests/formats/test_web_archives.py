"""Web archives are read record by record: by place, in stretches, whatever stands between them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from threadview import formats
from threadview.dump import open_dump
from threadview.formats import warc
from threadview.model import Post, Problem, logical_text


def record(number: int, body: bytes, *, stated: int | None = None) -> bytes:
    """A text of a crawl; `stated` is a length that is not its own."""
    size = len(body) if stated is None else stated
    return (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        b"WARC-Target-URI: http://lamps.example/%d\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
        b"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (number, number, size, body)
    )


def read(data: bytes, suffix: str = "") -> tuple[list[str], list[Problem]]:
    """The words of every thread of an archive in a file, and what was wrong with it."""
    form = formats.load("warc")
    with TemporaryDirectory() as folder:
        path = Path(folder, f"crawl.warc{suffix}")
        path.write_bytes(data)
        dump = open_dump(path)
        formats.prepare(form, dump)
        parts = [part for ref in formats.threads(form, dump) for part in form.read(dump, ref)]
        assert not dump.complete or len(data) < 1 << 17
    words = ["\n".join(block.text for block in p.blocks) for p in parts if isinstance(p, Post)]
    return words, [part for part in parts if isinstance(part, Problem)]


BODIES = st.lists(
    st.sampled_from(
        [b"The lamp is lit.", b"WARC/1.0 is a format.", b"a\r\nWARC/1.0\r\nb", b"", b"\n" * 40]
    ),
    min_size=1,
    max_size=5,
)


@given(BODIES, st.sampled_from([b"", b"\r\n", b"junk\n", b"W", b"WARC/1.0"]), st.integers(40, 400))
@example([b"The lamp is lit."], b"", 41)
def test_the_size_of_a_stretch_makes_no_difference(
    bodies: list[bytes], between: bytes, stretch: int
) -> None:
    data = between.join(record(number, body) for number, body in enumerate(bodies))
    at_once = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warc, "STRETCH", stretch)

        assert read(data) == at_once


def test_a_length_beyond_the_end_costs_that_record_only() -> None:
    data = record(1, b"The first lamp.") + record(2, b"x", stated=10**9) + record(3, b"The third.")
    words, _ = read(data)

    assert words[0] == "The first lamp."
    assert words[-1] == "The third."


def test_what_is_too_large_for_a_page_is_said_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST", 4 << 20)
    data = record(1, b"Lamp.") + record(2, b"video " * (1 << 20)) + record(3, b"Buoy.")
    words, problems = read(data)

    assert words == ["Lamp.", "Buoy."]
    assert [problem.why for problem in problems] == ["a record of 6 MB is no page: left out"]


def test_a_packed_archive_is_read_in_any_order(tmp_path: Path) -> None:
    import gzip

    bodies = [f"Lamp {number} is lit again.".encode() * 50 for number in range(400)]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record(n, body)) for n, body in enumerate(bodies)))
    dump, form = open_dump(path), formats.load("warc")
    formats.prepare(form, dump)
    refs = list(formats.threads(form, dump))

    assert len(refs) == len(bodies)
    for number in (399, 3, 200, 0):
        [post] = [part for part in form.read(dump, refs[number]) if isinstance(part, Post)]
        assert logical_text(post) == bodies[number].decode()
