"""Web archives (WARC) and their texts (WET): each page is a thread, or a page of one.

A page is read by the format of saved pages or of plain text. The archive (ISO 28500) is taken apart
by warcio, which knows its dialects, chunked and compressed bodies; it is imported on first use. A
damaged record costs itself: reading goes on at the next. Held is one record at a time, whatever
the size of the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from threadview.formats import Claim, Copy, Head, Part, ThreadRef
from threadview.formats.inner import read_page, read_text
from threadview.model import Heading, Problem
from threadview.records.moments import iso
from threadview.records.values import kept

if TYPE_CHECKING:
    from threadview.access import Access
    from threadview.dump import Dump

STREAMED = True
"""An archive is read by the places of its records: nobody needs to load it first."""

STRETCH = 1 << 18
"""Bytes that are looked through at a time for the next record."""
HEAD = 1 << 16
"""Bytes in which a record's header ends."""
LARGEST = 1 << 26
"""Bytes of a record that may be a page; what is larger is left where it is, and said to be."""
LINE = 16
"""Bytes of a version line, at most, and of the line end before it."""

_BEGINS = re.compile(rb"^WARC/\d\.\d\r?\n", re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_KINDS = {"response", "resource", "conversion"}


class _Silence:
    """A stream on which nothing is said."""

    def write(self, text: str) -> None:
        """Say nothing."""


class _Quiet:
    """What stands for `sys` where its standard error is all that is asked for."""

    stderr = _Silence()


class _Page(NamedTuple):
    """A record that is a page ("html") or a text ("plain"): its bytes, undone of what carried
    them, its address, its date, and the encoding that its header names."""

    kind: str
    body: bytes
    address: str
    date: str | None
    charset: str | None


class _Place(NamedTuple):
    """Where a record stands, what to call it, where it comes from, and which page of its thread
    it is."""

    start: int
    end: int
    title: str | None
    date: str | None
    address: str
    page: int


class _Index(NamedTuple):
    """The records of an archive that can be read, those of one thread together, and what was wrong
    with others."""

    threads: dict[str, list[_Place]]
    problems: list[Problem]


def sniff(head: Head) -> Claim | None:
    """Begins with a WARC version line."""
    if _BEGINS.match(head.raw.lstrip(b"\r\n")[:16]):
        return Claim(0.99, "a web archive (WARC)")
    return None


def scan(dump: Dump) -> Iterator[ThreadRef]:
    """A thread for each page or text in the archive."""
    for places in _index(dump).threads.values():
        first = places[0]
        yield ThreadRef(str(first.start), first.title, None, None, first.date)


def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
    """The page or text that begins at the byte `ref.key`, or the first."""
    index = _index(dump)
    first = next(iter(index.threads.values()), [])
    found = (one for one in index.threads.values() if str(one[0].start) == ref.key)
    places = next(found, first)
    if not places:
        yield Heading(None)
    for place in places:
        page, _ = _page(dump.access().read(place.start, place.end - place.start))
        if len(places) > 1:
            yield Copy(place.address, place.date, place.page)
        if page is not None and page.kind == "html":
            yield from read_page(page.body, page.address, page.charset)
        elif page is not None:
            yield from read_text(page.body.decode("utf-8", "surrogateescape"), page.address)
    if places is first:
        yield from index.problems


def _index(dump: Dump) -> _Index:
    return kept(dump, "warc", lambda: _made(dump))


def _made(dump: Dump) -> _Index:
    from threadview.formats.pages.paging import page_number, thread_address
    from threadview.formats.pages.sheet import Sheet

    access = dump.access()
    threads: dict[str, list[_Place]] = {}
    problems: list[Problem] = []
    for start, end in _records(access):
        if end - start > LARGEST:
            size = (end - start) >> 20
            problems.append(Problem(f"byte {start}", f"a record of {size} MB is no page: left out"))
            continue
        page, fault = _page(access.read(start, end - start))
        if fault:
            problems.append(Problem(f"byte {start}", fault))
        if page is not None:
            is_page = page.kind == "html" and page.address
            number = page_number(Sheet(page.address, "", page.address)) if is_page else 0
            key = thread_address(page.address) if is_page else str(start)
            place = _Place(start, end, _title(page), page.date, page.address, number)
            threads.setdefault(key, []).append(place)
    for places in threads.values():
        places.sort(key=lambda place: (place.page, place.date or ""))
    dump.notice = dump.notice or access.notice
    return _Index(threads, problems)


def _records(access: Access) -> Iterator[tuple[int, int]]:
    """Where each record begins, and where the next one does or the archive ends, in bytes."""
    start, found = _next(access, 0)
    while found:
        end, found = _next(access, _end(access, start))
        yield start, end
        start = end


def _next(access: Access, position: int) -> tuple[int, bool]:
    """Where the next record begins from a place on, and whether one does; else where all ends."""
    while True:
        begin = max(position - 1, 0)  # a line begins behind the end of another
        stretch = access.read(begin, STRETCH)
        found = _BEGINS.search(stretch, position - begin)
        if found is not None:
            return begin + found.start(), True
        if len(stretch) < STRETCH:
            return begin + len(stretch), False
        position = begin + len(stretch) - LINE


def _end(access: Access, start: int) -> int:
    """Where a record ends by the length that it states, if that is a place where one can end."""
    head = access.read(start, HEAD)
    head_end = head.find(b"\n\r\n")
    stated = _LENGTH.search(head[: max(head_end, 0) + 1])
    if head_end < 0 or stated is None:
        return start + 6
    end = start + head_end + 3 + int(stated[1])
    return end if access.read(end - 1, 1) else start + 6


def _page(stored: bytes) -> tuple[_Page | None, str]:
    """The page in a record (None where it is none), and what was wrong with the record."""
    from warcio import archiveiterator, bufferedreaders  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    # What it cannot read it says on standard error, which may be the screen of the reader.
    archiveiterator.sys = bufferedreaders.sys = _Quiet

    try:
        record: Any = next(iter(archiveiterator.ArchiveIterator(BytesIO(stored))), None)
        if record is None or record.rec_type not in _KINDS:
            return None, ""
        kind = _kind(record)
        if not kind:
            return None, ""
        body = record.content_stream().read()
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, KeyError, AttributeError) as error:
        return None, f"a record cannot be read: {error}"
    headers = record.rec_headers
    charset = _CHARSET.search(_type(record))
    date = iso(headers.get_header("WARC-Date"))
    address = str(headers.get_header("WARC-Target-URI") or "").strip("<>")
    return _Page(kind, body, address, date, charset[1] if charset else None), ""


def _type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _kind(record: Any) -> str:
    http = record.http_headers
    if http is not None and not str(http.get_statuscode()).startswith("2"):
        return ""
    kind = _type(record).partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return "html"
    return "plain" if kind == "text/plain" else ""


def _title(page: _Page) -> str | None:
    if page.kind == "html":
        from threadview.markup import plain

        found = _TITLE.search(page.body[:65536])
        words = plain(found[1].decode(_known(page.charset), "replace")) if found else ""
    else:
        words = page.body[:400].decode("utf-8", "replace").strip().partition("\n")[0]
    return " ".join(words.split())[:200] or page.address or None


def _known(charset: str | None) -> str:
    from codecs import lookup

    try:
        return lookup(charset or "utf-8").name
    except LookupError:
        return "utf-8"
