"""Archives: each file in them by itself, and no more of them in memory than that."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadview import access, archive, formats
from threadview.access import Expanded, Held
from threadview.archive import opened
from threadview.dump import open_dump
from threadview.errors import DumpError
from threadview.formats import ThreadRef
from threadview.formats.pages.archive import Pages
from threadview.reading import read_thread

FILES = st.dictionaries(
    st.from_regex(r"[abé]{1,3}(/[a c]{1,3}c)?\.x", fullmatch=True),
    st.binary(max_size=300).map(lambda some: some * 7),
    min_size=1,
    max_size=4,
)
PARTS = 40
PACKED = ("stored", "deflated", "bzip2", "lzma", "tar", "tar.gz", "tar.xz")


def made(files: dict[str, bytes], how: str) -> bytes:
    held = io.BytesIO()
    if how.startswith("tar"):
        with tarfile.open(fileobj=held, mode="w") as tar:
            for name, body in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(body)
                tar.addfile(member, io.BytesIO(body))
        raw = held.getvalue()
        if how == "tar.gz":
            return gzip.compress(raw)
        return lzma.compress(raw) if how == "tar.xz" else raw
    kind = {"stored": 0, "deflated": 8, "bzip2": 12, "lzma": 14}[how]
    with zipfile.ZipFile(held, "w", kind) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return held.getvalue()


@pytest.mark.parametrize("how", PACKED)
@settings(max_examples=25)
@given(files=FILES, start=st.integers(0, 2200), size=st.integers(0, 2200))
def test_every_stretch_of_every_file(
    how: str,
    files: dict[str, bytes],
    start: int,
    size: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("archive") / "a"
    path.write_bytes(made(files, how))
    dump = open_dump(path, force=True)
    found = opened(dump.access(), "a", dump.size)
    assert {one.name: one.size for one in found.files} == {n: len(b) for n, b in files.items()}
    for name, body in files.items():
        access = found.stored(name)
        assert access.read(start, size) == body[start : start + size]
        assert b"".join(access.pieces(start)) == body[start:]
        assert access.read(0, 10) == body[:10]
        assert found.body(name) == body


class Counted(Held):
    """Bytes that know how many of them were read."""

    count = 0

    def read(self, start: int, size: int) -> bytes:
        found = super().read(start, size)
        self.count += len(found)
        return found


@pytest.mark.parametrize("how", ["stored", "deflated", "tar"])
def test_one_file_is_read_without_the_others(how: str) -> None:
    chaff = bytes(range(256)) * 4096
    raw = made({"before": chaff, "wanted": b"words", "behind": chaff}, how)
    access = Counted(raw)
    assert opened(access, "a").body("wanted") == b"words"
    assert access.count < 70_000


def test_a_file_in_a_file_is_expanded() -> None:
    raw = made({"a.txt.gz": gzip.compress(b"words " * 1000)}, "deflated")
    assert opened(Held(raw), "a").access("a.txt.gz").read(5994, 100) == b"words "


def test_what_is_damaged_is_said() -> None:
    raw = bytearray(made({"a.txt": b"words " * 1000}, "deflated"))
    raw[40:50] = b"\xff" * 10
    with pytest.raises(DumpError):
        opened(Held(bytes(raw)), "a").body("a.txt")
    raw = bytearray(made({"a.txt": b"words " * 1000}, "stored"))
    raw[100] ^= 1
    with pytest.raises(DumpError, match="damaged"):
        opened(Held(bytes(raw)), "a").body("a.txt")


def test_what_expands_beyond_all_measure_is_not_expanded() -> None:
    raw = made({"a.txt": bytes(80 << 20)}, "deflated")
    found = opened(Held(raw), "a", len(raw))
    with pytest.raises(DumpError, match="more than"):
        found.body("a.txt")
    assert len(found.stored("a.txt").read(0, 80 << 20)) < 80 << 20


@pytest.mark.parametrize("how", ["deflated", "tar", "tar.gz"])
def test_no_more_than_a_file_is_in_memory(how: str, tmp_path: Path) -> None:
    line = b'{"url": "https://a.example/%d", "text": "' + b"A lamp burnt there all night. " * 40
    body = b"".join(line % n + b'"}\n' for n in range(300))
    raw = made({f"part{n}.jsonl": body for n in range(PARTS)} | {"a.txt": b"A lamp.\n"}, how)
    path = tmp_path / "corpus"
    path.write_bytes(raw)
    tracemalloc.start()
    dump = open_dump(path)
    refs = sum(1 for _ in formats.threads(formats.load("zipped"), dump))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refs == PARTS * 300 + 1
    assert peak < PARTS * len(body) / 2
    assert read_thread(dump, "zipped", ThreadRef("a.txt\n")).posts[0].blocks[0].text == "A lamp."


def test_pages_of_other_threads_are_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(thread: int, n: int) -> bytes:
        address = f"https://f.example/threads/t.{thread}/page-{n}"
        return (
            f'<html><head><link rel="canonical" href="{address}"><title>T{thread}</title></head>'
            f"<body><p>Words of {thread}.</p></body></html>"
        ).encode()

    files = {f"t{t}-page-{n}.html": page(t, n) for t in range(3) for n in (1, 2)}
    path = tmp_path / "a.zip"
    path.write_bytes(made(files, "deflated"))
    dump = open_dump(path)
    pages = Pages(dump)
    keys = dict.fromkeys(key for key, _ in pages.of())
    assert len(keys) == 3
    met: list[str] = []
    body = archive.Archive.body

    def noted(self: archive.Archive, name: str) -> bytes:
        met.append(name)
        return body(self, name)

    monkeypatch.setattr(archive.Archive, "body", noted)
    assert [sheet.name for _, sheet in pages.of([*keys][1])] == ["t1-page-1.html", "t1-page-2.html"]
    assert met == ["t1-page-1.html", "t1-page-2.html"]


@pytest.mark.parametrize("kind", ["xz", "gzip"])
@pytest.mark.parametrize("room", [0, 1 << 62])
@settings(max_examples=30)
@given(reads=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 2000)), min_size=2))
def test_who_goes_back_and_forth_reads_the_same(
    kind: str, room: int, reads: list[tuple[int, int]]
) -> None:
    """With room on the disk for what went by, and without."""
    data = bytes(n * n % 251 for n in range(3000))
    packed = lzma.compress(data) if kind == "xz" else gzip.compress(data)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "PIECE", 100)
        patch.setattr(access, "STRIDE", 300)
        patch.setattr(access, "SPARED", room)
        found = Expanded(Held(packed), kind, "x", spill=folder)

        assert [found.read(*read) for read in reads] == [data[at : at + n] for at, n in reads]
        assert list(Path(folder).iterdir()) == [], "nobody sees it"


def test_who_goes_back_expands_all_once_more_and_no_oftener(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "PIECE", 100)
    monkeypatch.setattr(access, "SPARED", 0)
    data = bytes(range(250)) * 10
    found = Expanded(Held(lzma.compress(data)), "xz", "x", spill=str(tmp_path))
    begin = Mock(wraps=found._begin)
    monkeypatch.setattr(found, "_begin", begin)

    for at in range(len(data) - 10, 0, -100):
        assert found.read(at, 10) == data[at : at + 10]

    assert begin.call_count == 2


def test_a_file_of_an_archive_is_not_expanded_anew_for_each_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = "".join(
        f"From tern@x Mon Mar  4 08:12:00 2013\nFrom: tern@x\nSubject: tides\n"
        f"Message-ID: <{n}@x>\n\n{'words ' * 300}\n\n"
        for n in range(60)
    )
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("All.mbox", letters)
    expanded = Mock(wraps=Expanded)
    monkeypatch.setattr(archive, "Expanded", expanded)
    for ref in formats.load("mail").scan(dump := open_dump(path)):
        assert list(formats.load("mail").read(dump, ref))
    assert 0 < expanded.call_count < 10
