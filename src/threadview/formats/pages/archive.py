"""Pages inside other files: MHTML (RFC 2557), and zip archives of saved pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from threadview.archive import opened
from threadview.compression import zipped_names
from threadview.errors import DumpError
from threadview.formats.pages.sheet import Sheet, decoded, sheet_of
from threadview.pattern import pattern

if TYPE_CHECKING:
    from email.message import Message

    from threadview.archive import Archive
    from threadview.dump import Dump

LARGEST = 256 << 20
"""Bytes that a compressed page in an archive may expand to."""

_NAMED = pattern(r"\.(?:html?|xhtml|mht(?:ml)?|php|aspx?)(?:[?@%][^/]*)?(?:\.gz)?$", re.I)
_MHTML = pattern(
    r"^content-type:\s*multipart/related\b|^snapshot-content-location:"
    r"|^from:\s*[\"<]*saved by (?:microsoft|windows) internet explorer",
    re.IGNORECASE | re.MULTILINE,
)
_RESOURCES = pattern(r"(?:^|/)(?:[^/]+_files|__MACOSX|\.[^/]+)/")


def is_mhtml(head: str) -> bool:
    """Whether a file's head is the header of a page saved as MHTML."""
    header = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    return _MHTML.search(header) is not None and "mime-version" in header.lower()


def page_names(head: bytes | bytearray) -> list[str]:
    """The names of pages among the members that a zip archive's head shows."""
    found: list[str] = []
    for raw in zipped_names(head):
        name = raw.decode("utf-8", "replace")
        if name in ("mimetype", "[Content_Types].xml"):
            return []  # an office document or an e-book
        if _is_page(name):
            found.append(name)
    return found


def _is_page(name: str) -> bool:
    return _NAMED.search(name) is not None and _RESOURCES.search(name) is None


def unpacked(name: str, raw: bytes) -> Sheet:
    """The page of an MHTML file: its first HTML part, with the address and date of its header."""
    from email import message_from_bytes
    from email.utils import parsedate_to_datetime

    message = message_from_bytes(raw)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    saved: str | None = None
    with suppress(TypeError, ValueError):
        saved = parsedate_to_datetime(str(message.get("Date"))).isoformat()
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            address = address or str(part.get("Content-Location") or "").strip()
            return sheet_of(name, _part_text(part), address, saved)
    return Sheet(name, "", address, address, saved)


def _part_text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(body)


class Pages:
    """The saved pages of an archive, in the order of their names' figures; and of which thread each
    is, once it was met."""

    def __init__(self, dump: Dump) -> None:
        try:
            self._archive: Archive | None = opened(dump.access(), dump.name, dump.size)
        except DumpError:
            self._archive = None
        files = self._archive.files if self._archive is not None else []
        self._names = sorted((one.name for one in files if _is_page(one.name)), key=_by_figures)
        self._keys: dict[str, str] = {}

    def of(self, wanted: str | None = None) -> Iterator[tuple[str, Sheet]]:
        """The pages, each with the key of its thread; those that are known to be of another thread
        than the one `wanted` are passed over. One that cannot be read is an empty page."""
        from threadview.formats.pages.paging import thread_key

        if self._archive is None:
            yield "", Sheet("archive", "")
            return
        for name in self._names:
            if wanted is not None and self._keys.get(name, wanted) != wanted:
                continue
            try:
                sheet = _member(name, self._archive.body(name))
            except DumpError:
                sheet = Sheet(name, "")
            key = self._keys[name] = thread_key(sheet)
            yield key, sheet


def _member(name: str, body: bytes) -> Sheet:
    if body.startswith(b"\x1f\x8b"):
        from zlib import decompressobj
        from zlib import error as zlib_error

        try:
            body = decompressobj(47).decompress(body, LARGEST)
        except zlib_error:
            return Sheet(name, "")
    if is_mhtml(body[:8192].decode("latin-1")):
        return unpacked(name, body)
    return sheet_of(name, decoded(body))


def _by_figures(name: str) -> list[tuple[int, str]]:
    """Names in the order that a person expects: page 2 before page 10."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.split(r"(\d+)", name)
        if part
    ]
