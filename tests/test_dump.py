"""Dumps: whatever the encoding and wherever it is cut, the text comes out whole."""

from __future__ import annotations

import hashlib
import os
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.compression import compression
from threadview.dump import CHUNK, Dump, dump_of, open_dump
from threadview.encoding import Decoder, is_binary, named_encoding
from threadview.errors import DumpError
from threadview.stream import HEAD

ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "gb18030",
    "cp1252",
    "koi8-r",
    "shift_jis",
    "euc_kr",
    "big5",
    "iso2022_jp",
]

texts = st.text(st.characters(exclude_categories=["Cs"]))


def in_pieces(decoder: Decoder, raw: bytes, cuts: list[int]) -> bytes:
    """Feed `raw` cut at `cuts`, the first piece not shorter than a byte-order mark."""
    edges = sorted({0, len(raw), *(cut for cut in cuts if 4 <= cut < len(raw))})
    pieces = [raw[a:b] for a, b in pairwise(edges)]
    return b"".join(map(decoder.feed, pieces)) + decoder.feed(b"", final=True)


@given(texts, st.sampled_from(ENCODINGS), st.lists(st.integers(0, 200)))
def test_any_text_in_any_encoding_round_trips(text: str, encoding: str, cuts: list[int]) -> None:
    if encoding == "iso2022_jp":  # its own escapes
        text = text.translate(dict.fromkeys((0x0E, 0x0F, 0x1B)))
    raw = text.encode(encoding, "ignore")
    text = raw.decode(encoding).removeprefix("\ufeff")

    decoder = Decoder(named_encoding(encoding))
    assert in_pieces(decoder, raw, cuts).decode("utf-8") == text


@given(texts, st.lists(st.integers(0, 200)))
def test_utf8_needs_no_naming(text: str, cuts: list[int]) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        text = text.removeprefix("\ufeff").replace("\0", "")
        decoder = Decoder()
        out = in_pieces(decoder, mark + text.encode(), cuts)

        assert out.decode() == text
        assert decoder.encoding == ("utf-8-sig" if mark else "utf-8")
        assert not decoder.guessed


@given(st.binary(), st.lists(st.integers(0, 200)))
def test_undecodable_bytes_are_kept_one_by_one(raw: bytes, cuts: list[int]) -> None:
    raw = b"plain" + raw
    data = in_pieces(Decoder("utf-8"), raw, cuts)

    assert data.decode("utf-8", "surrogatepass") == raw.decode("utf-8", "surrogateescape")


@given(st.binary(), st.sampled_from(ENCODINGS), st.lists(st.integers(0, 200)))
def test_no_bytes_upset_any_encoding(raw: bytes, encoding: str, cuts: list[int]) -> None:
    data = in_pieces(Decoder(named_encoding(encoding)), raw, cuts)

    lone = [c for c in data.decode("utf-8", "surrogatepass") if "\ud800" <= c <= "\udfff"]
    assert all("\udc80" <= c <= "\udcff" for c in lone)


def test_an_escape_that_never_ends_ends() -> None:
    """CPython's ISO-2022 decoders give up with an error of their own here."""
    decoder = Decoder("iso2022_jp")
    pieces = [b"before ", b"\x1b)&a&&&", b")#", b" after"]
    text = b"".join(map(decoder.feed, pieces)) + decoder.feed(b"", final=True)

    assert text.startswith(b"before ")
    assert text.endswith(b" after")


@given(raw=st.binary(min_size=1, max_size=300), force=st.booleans())
def test_arbitrary_bytes_open_or_are_refused_in_one_line(
    raw: bytes, force: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "arbitrary"
    path.write_bytes(raw)
    try:
        dump = open_dump(path, force=force)
        dump.load()
    except DumpError as error:
        refusal = str(error)
    else:
        refusal = ""
        dump.data.decode("utf-8", "surrogatepass")
        assert bytes(dump.raw) == raw
    assert "\n" not in refusal
    assert not (refusal and force) or compression(raw[:10]) or "is empty" in refusal


def test_half_a_character_more_is_no_wide_text(tmp_path: Path) -> None:
    short, long = b"a\0b", "a text that was cut off, ".encode("utf-16-le") * 9 + b"a"
    assert is_binary(short)
    assert not is_binary(long)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    ["The keeper wrote: no oil.\n", "Хранитель маяка\r\nписал", "灯台守は書いた。\n油はない。\n"],
)
def test_wide_encodings_show_themselves(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "wide"
    path.write_bytes((text * 40).encode(encoding))

    dump = open_dump(path)
    dump.load()
    assert (dump.text(), dump.encoding, dump.guessed) == (text * 40, encoding, False)


@pytest.mark.parametrize("filler", [0, HEAD, HEAD + CHUNK - 3])
def test_a_byte_broken_far_into_utf8_is_a_lone_surrogate(tmp_path: Path, filler: int) -> None:
    raw = "é".encode() * 20 + b"." * filler + b"\n\xff\xc3\n" + "ö".encode()
    path = tmp_path / "broken"
    path.write_bytes(raw)

    dump = open_dump(path)
    dump.load()
    assert dump.encoding == "utf-8"
    assert dump.text().endswith("\n\udcff\udcc3\nö")
    assert bytes(dump.raw) == raw


@pytest.mark.parametrize("filler", [0, HEAD - 1, 3 * CHUNK])
def test_legacy_text_may_begin_late(tmp_path: Path, filler: int) -> None:
    """A dump of plain ASCII does not pass for UTF-8 when its first quote mark is not."""
    raw = b"." * filler + b"\nThe keeper\x92s \x93oil\x94 \x96 all of it\n" * 3
    path = tmp_path / "late"
    path.write_bytes(raw)

    dump = open_dump(path)
    dump.load()
    assert dump.text() == raw.decode("cp1252")
    assert (dump.encoding, dump.guessed, bytes(dump.raw)) == ("cp1252", True, raw)


def test_a_damaged_byte_does_not_make_utf8_a_legacy_charset() -> None:
    raw = "Über die Öfen: größer, schöner".encode() + b"\xfc\n"

    dump = dump_of(raw)
    assert (dump.encoding, dump.text()[-2]) == ("utf-8", "\udcfc")


LEGACY = {
    "cp1251": "Смотритель маяка каждый вечер записывал расход масла. Никто не объяснил, почему "
    "столбец за декабрь остался пустым, и кто подписал эту страницу.",
    "koi8-r": "Смотритель маяка каждый вечер записывал расход масла. Никто не объяснил, почему "
    "столбец за декабрь остался пустым, и кто подписал эту страницу.",
    "cp1252": "Der Wärter zählte jeden Abend das Öl, so viel ist sicher. Übrig blieb für den "
    "Dezember nichts außer einer leeren Spalte – „größer als nötig“.",
    "shift_jis": "灯台守は毎晩、油の量を数えていました。十二月の欄がなぜ空白なのか、誰も説明して"
    "いません。二人の署名があります。",
    "euc_jp": "灯台守は毎晩、油の量を数えていました。十二月の欄がなぜ空白なのか、誰も説明して"
    "いません。二人の署名があります。",
    "iso2022_jp": "灯台守は毎晩、油の量を数えていました。",
    "gb18030": "灯塔看守每天晚上都要清点油量，这一点是肯定的。"
    "没有人解释过为什么十二月那一栏是空的。",
    "big5": "燈塔看守每天晚上都要清點油量，這一點是肯定的。沒有人解釋過為什麼十二月那一欄是空的。",
    "euc_kr": "등대지기는 매일 밤 기름을 세었다. "
    "십이월 칸이 왜 비어 있는지 아무도 설명하지 않았다.",
    "cp1250": "Strażnik latarni każdego wieczoru liczył olej, to pewne. Nikt nie wyjaśnił, "
    "dlaczego grudniowa kolumna została pusta – może źle ją prowadził.",
    "cp1253": "Ο φύλακας του φάρου μετρούσε το λάδι κάθε βράδυ. Κανείς δεν εξήγησε γιατί η στήλη "
    "του Δεκεμβρίου έμεινε κενή.",
    "cp1255": "שומר המגדלור ספר את השמן בכל לילה. איש לא הסביר מדוע העמודה של דצמבר נשארה ריקה.",
}


@pytest.mark.parametrize("encoding", LEGACY)
def test_legacy_charsets_are_detected(encoding: str) -> None:
    text = LEGACY[encoding] + "\n"

    dump = dump_of(text.encode(encoding) * 3)
    assert dump.text() == text * 3


@pytest.mark.parametrize("raw", [b"Hello \xff world\n", b"see \xff\xfe here\n", b"\x81\x8d\n"])
def test_a_few_bytes_that_make_no_letters_are_shown_as_bytes(raw: bytes) -> None:
    assert dump_of(raw).text() == raw.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("text", ["a café, €5\n", "naïve – “really”\n", "Zwölf Boxkämpfer\n"])
def test_a_few_accents_are_western(text: str) -> None:
    assert dump_of(text.encode("cp1252")).text() == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le cœur a ses raisons, et ça coûte 5 €. Voilà où l'été s'en va.\n", "iso8859-15"),
        ("Das kostet 12 € und ist für Gäste, die müde und hungrig zurückkommen.\n", "iso8859-15"),
        ("Le cœur a ses raisons, et ça coûte 5 €. Voilà où l'été s'en va.\n", "cp1252"),
        ("1½ Tassen Öl, ½ Löffel Salz, für Gäste, die müde zurückkommen, und so fort.\n", "cp1252"),
    ],
)
def test_the_euro_and_the_ligature_tell_latin_9(text: str, encoding: str) -> None:
    dump = dump_of((text * 3).encode(encoding))
    assert dump.text() == text * 3


def test_a_forced_encoding_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "forced"
    path.write_bytes("naïve".encode("cp1252"))

    assert open_dump(path, encoding="koi8-r").text() == "naОve"
    with pytest.raises(DumpError, match="no text encoding"):
        open_dump(path, encoding="hex")


@pytest.mark.parametrize(
    "raw", [b"ab\0cd", b"\0\1\2", b"\x7fELF" + bytes(60), bytes(range(1, 32)) * 9]
)
def test_binary_is_refused_unless_forced(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "binary"
    path.write_bytes(raw)

    with pytest.raises(DumpError, match="binary"):
        open_dump(path)
    dump = open_dump(path, force=True)
    assert bytes(dump.raw) == raw


def test_escapes_are_text_not_binary(tmp_path: Path) -> None:
    path = tmp_path / "coloured"
    path.write_bytes(b"\x1b[31mred\x1b[0m and b\x08bold\n" * 9)

    assert open_dump(path).text().startswith("\x1b[31mred")


def test_opening_reads_the_head_only(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"line of a long dump\n" * 200_000)

    dump = open_dump(path)
    assert (len(dump.data), dump.complete) == (HEAD, False)
    assert dump.load(HEAD + 1) <= 2 * HEAD
    assert 0 < dump.progress < 1
    assert dump.load() == path.stat().st_size == len(dump.data)
    assert (dump.complete, dump.progress) == (True, 1.0)
    assert dump.raw is dump.data


def test_readers_and_a_view_do_not_stop_the_loader(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_bytes("Zeile für Zeile\n".encode() * 400_000)
    dump = open_dump(path)
    held = memoryview(dump.data)

    loader = threading.Thread(target=dump.load)
    loader.start()
    while not dump.complete:
        assert dump.text(0, 17) == "Zeile für Zeile\n"
    loader.join()
    assert bytes(held[:5]) == b"Zeile"
    assert bytes(dump.data) == path.read_bytes()


def test_a_file_that_changes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "changing"
    path.write_text("one\n")
    dump = open_dump(path)
    dump.load()
    assert dump.changed() is None

    with path.open("a") as file:
        file.write("two\n")
    assert dump.changed() == "grown"
    path.write_text("o")
    assert dump.changed() == "shrunk"
    path.write_text("two\n")
    os.utime(path, ns=(1, 1))
    assert dump.changed() == "changed"
    other = tmp_path / "other"
    other.write_text("one\n")
    other.replace(path)
    assert dump.changed() == "changed"
    path.unlink()
    assert dump.changed() == "gone"
    assert dump.text() == "one\n"


def test_a_file_cut_while_it_is_loaded_costs_nothing_but_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "cut"
    path.write_bytes(b"x\n" * HEAD)
    dump = open_dump(path)
    os.truncate(path, 10)

    assert dump.load() == HEAD
    assert dump.changed() == "shrunk"


def test_the_hash_is_of_the_bytes_as_stored(tmp_path: Path) -> None:
    for raw in (b"plain\n", b"\xef\xbb\xbfmarked", "wide\n".encode("utf-16"), b"br\xffken \xe9"):
        path = tmp_path / "hashed"
        path.write_bytes(raw)
        dump = open_dump(path)

        assert dump.sha256() == hashlib.sha256(raw).hexdigest()
        dump.load()
        assert dump.sha256() == hashlib.sha256(raw).hexdigest()


def test_what_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing", "empty", ".", "empty/below", "loop", "nul\0"):
        with pytest.raises(DumpError) as caught:
            open_dump(tmp_path / name)
        assert str(caught.value).startswith(str(tmp_path))
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such devices here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null"])
def test_devices_are_refused(device: str) -> None:
    with pytest.raises(DumpError):
        open_dump(device, force=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("raw", [b"from a pipe\n" * 20_000, b"caf\xe9 au lait\n" * 9_000])
def test_a_pipe_is_read_as_it_comes(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(raw,))
    writer.start()
    dump = open_dump(path)
    dump.load()
    writer.join()

    assert bytes(dump.raw) == raw
    assert dump.text().encode(dump.encoding) == raw
    assert dump.sha256() == hashlib.sha256(raw).hexdigest()
    assert (dump.size, dump.changed()) == (None, None)


def test_text_handed_in_is_a_dump_too() -> None:
    dump = dump_of("héllo\udcff")
    assert (dump.text(), dump.complete, dump.path) == ("héllo\udcff", True, None)
    assert isinstance(dump, Dump)
    assert dump_of("héllo".encode("utf-16")).text() == "héllo"


def test_a_dump_closed_while_it_is_loaded_ends_there(tmp_path: Path) -> None:
    path = tmp_path / "closed"
    path.write_bytes(b"x\n" * CHUNK)
    dump = open_dump(path)
    loader = threading.Thread(target=dump.load)
    dump.load(HEAD * 4)
    dump.close()
    loader.start()
    loader.join()

    assert dump.complete
    assert dump.text().replace("x\n", "") == ""


def test_what_is_added_while_loading_is_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"one\n" * HEAD)
    dump = open_dump(path)
    with path.open("ab") as file:
        file.write(b"two\n")
    os.utime(path, ns=(5, 5))
    dump.load()

    assert dump.text().endswith("one\ntwo\n")
    assert dump.changed() is None
