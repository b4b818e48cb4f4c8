"""Archives: expanded unseen, limited by ratio, and never fatal half-way."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview import compression as room
from threadview.compression import FREE, Expansion, compression
from threadview.dump import open_dump
from threadview.errors import DumpError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_CHECKSUM = int(zstd.CompressionParameter.checksum_flag)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": lambda raw: zstd.compress(raw, options={_CHECKSUM: 1}),
}
KINDS = sorted(PACK)
kinds = st.sampled_from(KINDS)


def feed(raw: bytes, sizes: list[int]) -> Callable[[int], bytes]:
    """A reader of `raw` that gives out pieces of these sizes, then of any size."""
    left = raw
    wanted = list(sizes)

    def read(size: int) -> bytes:
        nonlocal left
        size = min(size, max(1, wanted.pop(0))) if wanted else size
        piece, left = left[:size], left[size:]
        return piece

    return read


def expand(raw: bytes, kind: str, sizes: list[int], step: int) -> tuple[bytes, str]:
    expansion = Expansion(kind, feed(raw, sizes), "an archive")
    out = b""
    while piece := expansion.read(step):
        assert len(piece) <= step
        out += piece
    return out, expansion.notice


@given(
    st.lists(st.binary(), min_size=1, max_size=4), kinds, st.lists(st.integers(1, 40)), st.data()
)
def test_members_one_after_another_come_out_whole(
    members: list[bytes], kind: str, sizes: list[int], data: st.DataObject
) -> None:
    raw = b"".join(map(PACK[kind], members))
    step = data.draw(st.integers(1, 100))

    assert compression(raw[:10]) == kind
    assert expand(raw, kind, sizes, step) == (b"".join(members), "")


@given(st.binary(min_size=1, max_size=2000), kinds, st.data())
def test_a_truncated_archive_gives_a_beginning_and_a_notice(
    content: bytes, kind: str, data: st.DataObject
) -> None:
    raw = PACK[kind](content)
    cut = data.draw(st.integers(0, len(raw) - 1))
    try:
        out, notice = expand(raw[:cut], kind, [], 64)
    except DumpError:
        return
    assert content.startswith(out)
    assert "cut short" in notice


@given(st.binary(min_size=200, max_size=2000), kinds, st.data())
def test_a_damaged_archive_raises_nothing_unforeseen(
    content: bytes, kind: str, data: st.DataObject
) -> None:
    raw = bytearray(PACK[kind](content))
    raw[data.draw(st.integers(10, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        out, notice = expand(bytes(raw), kind, [], 64)
    except DumpError:
        return
    assert out == content or notice


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_is_a_dump_like_any_other(tmp_path: Path, kind: str) -> None:
    text = "Der Wärter zählt das Öl.\n" * 50_000
    path = tmp_path / "packed"
    path.write_bytes(PACK[kind](text.encode("utf-16")))

    dump = open_dump(path)
    assert dump.load() == len(text.encode())
    assert dump.text() == text
    assert (dump.encoding, dump.compression, dump.notice) == ("utf-16", kind, "")
    assert bytes(dump.raw) == text.encode("utf-16")
    assert dump.sha256() == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_a_packed_pipe_is_hashed_as_stored(tmp_path: Path, kind: str) -> None:
    raw = PACK[kind](b"words of a pipe\n" * 9_000)
    path = tmp_path / "pipe"
    room_os = pytest.importorskip("posix")
    room_os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(raw,))
    writer.start()
    dump = open_dump(path)
    dump.load()
    writer.join()

    assert len(dump.data) == 144_000
    assert dump.sha256() == hashlib.sha256(raw).hexdigest()


def test_a_bomb_is_refused_with_the_limit_and_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"a" * (FREE + (3 << 20)), 9))
    dump = open_dump(path)
    tracemalloc.start()
    with pytest.raises(DumpError) as caught:
        dump.load()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "200:1" in str(caught.value)
    assert "--max-expansion" in str(caught.value)
    assert peak < 1.5 * FREE
    assert dump.complete
    assert "limit" in dump.notice or "200" in dump.notice
    assert dump.load() == len(dump.data)

    lifted = open_dump(path, max_expansion=0)
    assert lifted.load() == FREE + (3 << 20)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_limited(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FREE", 1 << 20)
    raw = PACK[kind](b"a" * (5 << 20))
    with pytest.raises(DumpError, match="200"):
        expand(raw, kind, [], 1 << 16)


def test_an_archive_of_ordinary_ratio_is_not_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FREE", 1 << 10)
    content = hashlib.sha512(b"seed").digest() * 10 + b"a" * 20_000
    assert expand(gzip.compress(content), "gzip", [], 1 << 12)[0] == content


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_archive_inside_is_said_in_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "broken"
    path.write_bytes(PACK[kind](b"words upon words, " * 9)[:10])
    with pytest.raises(DumpError, match=f"cannot be read as {kind}"):
        open_dump(path)
    path.write_bytes(PACK[kind](b""))
    with pytest.raises(DumpError, match="empty"):
        open_dump(path)
    path.write_bytes(PACK[kind](bytes(100)))
    with pytest.raises(DumpError, match="binary"):
        open_dump(path)


def test_what_follows_an_archive_is_noticed_and_padding_is_not() -> None:
    raw = gzip.compress(b"words")
    assert expand(raw + bytes(600), "gzip", [], 64) == (b"words", "")
    out, notice = expand(raw + b"signature", "gzip", [], 64)
    assert out == b"words"
    assert "left out" in notice


def test_names_say_nothing_about_compression(tmp_path: Path) -> None:
    path = tmp_path / "thread.txt.gz"
    path.write_bytes(b"not packed at all\n")
    assert open_dump(path).compression is None
    assert compression(b"BZh9 a forum about archives") is None
