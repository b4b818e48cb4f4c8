"""Zip and tar archives of dumps of any kind: chats as telephones pack them, corpora, folders of
texts.

Each file is read by the format that it is in, as if it stood in a folder; what no format reads (a
picture, a program) is passed over. Archives that are one thing (a mailbox, a workspace of Slack,
pages of forums) belong to their own formats, which are surer of them; where such files stand among
others, their formats read them out of the same archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from threadview import formats
from threadview.compression import FREE, RATIO, ZIP, zipped_names
from threadview.errors import BROKEN, ThreadviewError
from threadview.formats import Claim, Head, Part, ThreadRef
from threadview.formats.tarred import is_tar
from threadview.model import Heading, Problem
from threadview.records.values import kept

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from threadview.dump import Dump

LARGEST = 512 << 20
"""Bytes that one file of an archive may expand to."""

_HEAD = 1 << 16
_OF_ALL = ("pages", "mail")
"""Formats that read all their files in an archive as one thing."""

_PAGES = (".html", ".htm", ".mht", ".mhtml")
_MAIL = (".eml", ".mbox", ".mbx")
_TEXTS = (".txt", ".json", ".jsonl", ".ndjson", ".xml", ".warc", ".md", ".log")
_OTHERS = (b"[Content_Types].xml", b"mimetype", b"META-INF/", b"AndroidManifest.xml")
"""Members of office documents, e-books and programs."""

_PARTED = "\n"
"""What stands between the name of a file and the key of a thread in it: it is in no name."""


class _Inside(NamedTuple):
    """The files of an archive that hold threads, each with its format, its name in the archive and
    the dump that it is; and what was wrong with others."""

    files: dict[str, tuple[str, Dump]]
    problems: list[Problem]


def sniff(head: Head) -> Claim | None:
    """An archive of anything but a document or a program."""
    if is_tar(head.raw):
        return Claim(0.97, "a tar archive")
    if not head.raw.startswith(ZIP) or any(name in head.raw[:4096] for name in _OTHERS):
        return None
    shown = [name.decode("utf-8", "replace").lower() for name in zipped_names(head.raw)]
    names = [name for name in shown if "_files/" not in name and "/." not in name]
    kinds = [any(name.endswith(ends) for name in names) for ends in (_PAGES, _MAIL)]
    texts = any(
        name.removesuffix(".gz").endswith(_TEXTS) and not name.endswith("robots.txt")
        for name in names
    )
    if sum((*kinds, texts)) > 1:
        return Claim(0.975, "a zip archive of dumps of several kinds")
    return Claim(0.5, "a zip archive")


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """The threads of every file in the archive."""
    inside = _inside(dump)
    for name, (form, file) in inside.files.items():
        try:
            for ref in formats.threads(formats.load(form), file):
                yield ref._replace(key=f"{name}{_PARTED}{ref.key}", title=ref.title or name)
        except ThreadviewError as error:
            inside.problems.append(Problem(name, error.message))


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The thread of that key, or the first."""
    from threadview.formats.inner import read_one

    inside = _inside(dump)
    name, _, key = ref.key.partition(_PARTED)
    first = next(iter(inside.files), None)
    found = inside.files.get(name or first or "")
    if found is None:
        yield Heading(None)
    else:
        form, file = found
        yield from read_one(form, file, ThreadRef(key))
    if name in ("", first):
        yield from inside.problems


def _inside(dump: Dump) -> _Inside:
    return kept(dump, "zipped", lambda: _made(dump))


def _made(dump: Dump) -> _Inside:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    from threadview.dump import dump_of
    from threadview.formats.tarred import as_zip

    dump.load()
    inside = _Inside({}, [])
    if is_tar(dump.head):
        packed, fault = as_zip(dump.raw)
        inside.problems.extend([Problem(dump.name, fault)] if fault else [])
        dump = dump_of(packed, dump.name)
        whole = formats.detect(Head(dump.name, dump.head, ZIP.decode())).name
        if whole != "zipped":
            return _Inside({whole: (whole, dump)}, inside.problems)
    try:
        archive = ZipFile(BytesIO(bytes(dump.raw)))
    except (BadZipFile, ValueError, OSError) as error:
        inside.problems.append(Problem(dump.name, f"the archive cannot be read: {error}"))
        return inside
    left = max(FREE, RATIO * len(dump.raw))
    for info in archive.infolist():
        name = info.filename.rpartition("/")[2]
        if info.is_dir() or name.startswith(".") or "__MACOSX/" in info.filename:
            continue
        left -= info.file_size
        if left < 0 or info.file_size > LARGEST:
            why = "the archive expands to more than it may"
            inside.problems.append(Problem(info.filename, why))
            break
        try:
            found = _file(archive, info, dump.name)
        except BROKEN as error:
            inside.problems.append(Problem(info.filename, f"cannot be read: {error}"))
            continue
        if found is not None and found[0] in _OF_ALL:
            inside.files.setdefault(found[0], (found[0], dump))
        elif found is not None:
            inside.files[info.filename] = found
    if not inside.files and not inside.problems:
        inside.problems.append(Problem(dump.name, "holds no text"))
    return inside


def _file(archive: ZipFile, info: ZipInfo, name: str) -> tuple[str, Dump] | None:
    """A file of the archive with its format; None for what is no text, or a table that belongs to
    another file.

    Raises:
        ValueError, RuntimeError: it cannot be read.
    """
    from threadview.records.beside import lend

    body = _bytes(archive, info.filename)
    found = None if body is None else _dump(body, f"{name}/{info.filename}")
    if found is None:
        return None

    folder = info.filename.rpartition("/")[0]

    def beside(wanted: str) -> Dump | None:
        other = f"{folder}/{wanted}" if folder else wanted
        held = _bytes(archive, other) if other in archive.NameToInfo else None
        return None if held is None else _dump(held, other)

    lend(found, beside)
    head = Head(found.name, found.head, found.data[:_HEAD].decode("utf-8", "replace"))
    return formats.detect(head).name, found


def _bytes(archive: ZipFile, name: str) -> bytes | None:
    """A file of the archive, expanded if it is an archive itself.

    Raises:
        ValueError: it cannot be read.
    """
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    from threadview.errors import DumpError

    try:
        with archive.open(name) as opened:
            body = opened.read(LARGEST)
    except (BadZipFile, OSError, EOFError, NotImplementedError, zlib_error) as error:
        raise ValueError(str(error)) from None
    try:
        return _expanded(body)
    except DumpError as error:
        raise ValueError(error.message) from None


def _expanded(body: bytes) -> bytes:
    from threadview.compression import MAGIC_SIZE, Expansion, compression

    packed = compression(body[:MAGIC_SIZE])
    if packed is None:
        return body
    at = 0

    def read(size: int) -> bytes:
        nonlocal at
        piece = body[at : at + size]
        at += len(piece)
        return piece

    expansion = Expansion(packed, read, "", len(body), RATIO)
    whole = bytearray()
    while len(whole) < LARGEST and (piece := expansion.read(1 << 20)):
        whole += piece
    return bytes(whole)


def _dump(body: bytes, name: str) -> Dump | None:
    from threadview.dump import dump_of
    from threadview.encoding import is_binary

    if not body.strip() or (is_binary(body[:_HEAD]) and not body.startswith(b"WARC/")):
        return None
    return dump_of(body, name)
