"""Pages inside other files: MHTML (RFC 2557), and zip archives of saved pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

from threadview.compression import zipped_names
from threadview.formats.pages.sheet import Sheet, decoded, sheet_of
from threadview.pattern import pattern

if TYPE_CHECKING:
    from email.message import Message

LARGEST = 256 << 20
"""Bytes that one page of an archive may expand to."""

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


def pages_in(raw: bytes | bytearray) -> Iterator[Sheet]:
    """The saved pages of a zip archive, in the order of their names' figures. A member that
    cannot be read becomes an empty page."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as zlib_error

    try:
        archive = ZipFile(BytesIO(raw))
    except BadZipFile:
        yield Sheet("archive", "")
        return
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir() and _is_page(m.filename)]
        for member in sorted(members, key=lambda m: _by_figures(m.filename)):
            try:
                with archive.open(member) as opened:
                    body = opened.read(LARGEST)
            except (BadZipFile, OSError, RuntimeError, EOFError, zlib_error):
                yield Sheet(member.filename, "")
                continue
            yield _member(member.filename, body)


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
