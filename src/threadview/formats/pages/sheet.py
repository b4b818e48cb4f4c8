"""One saved page as stored -> its HTML, its address, and when it was saved.

The character set is found nearly as a browser finds it (HTML Standard, "determining the character
encoding"): a byte-order mark, then a `<meta>` that names one, then what the dump was decoded with.
What is valid UTF-8 beyond ASCII is UTF-8 whatever its `<meta>` says: tools that save pages convert
them and leave the old name standing. Legacy names mean their Windows supersets, as the Encoding
Standard has it. Where a page came from and when is read from what the tools that save pages leave
in it: browsers' "saved from url", SingleFile, HTTrack, the Wayback Machine, MHTML headers.
"""

from __future__ import annotations

import re
from codecs import lookup
from string import ascii_letters
from typing import NamedTuple
from urllib.parse import unquote

HEAD = 65536
"""Bytes in which a page may name its character set or its origin."""

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)|<[^>]*>", re.DOTALL | re.I)
_ACCENTED = bytes(range(0xC0, 0x100))
_PLAIN = ascii_letters.encode()
"""The letters of Western character sets, beyond ASCII and within it."""

_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "x-user-defined": "cp1252",
    "unicode": "utf-8",
}
"""Names in a `<meta>`, and what they mean: whatever can be read up to it is no UTF-16."""

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+?)\s*-->")
_SINGLEFILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_HTTRACK = re.compile(r"<!-- Mirrored from (\S+) by HTTrack[^,]*,\s*([^>]*?)\s*-->")
_WAYBACK = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4})")
_WAYBACK_URL = re.compile(r"^(?:https?://web\.archive\.org)?/web/(\d{4,14})(?:[a-z]{2}_)?/")
_CANONICAL = (
    re.compile(r"<link[^>]{0,200}\brel=[\"']?canonical[\"']?[^>]{0,200}\bhref=[\"']([^\"']+)"),
    re.compile(r"<link[^>]{0,200}\bhref=[\"']([^\"']+)[\"'][^>]{0,200}\brel=[\"']?canonical\b"),
    re.compile(r"<meta[^>]{0,200}\bproperty=[\"']og:url[\"'][^>]{0,200}\bcontent=[\"']([^\"']+)"),
)
_BASE = re.compile(r"<base\b[^>]{0,200}?\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_CSRF = re.compile(r"[?&](?:s|sid|PHPSESSID)=[0-9a-zA-Z:]{16,}(?=&|#|$)")


class Sheet(NamedTuple):
    """A saved page: its name in the dump, its HTML, the address it had, the base of its links
    ("" for unknown), and when it was saved (ISO 8601, or None)."""

    name: str
    html: str
    address: str = ""
    base: str = ""
    saved: str | None = None


def decoded(raw: bytes | bytearray, guess: str = "") -> str:
    """A page's text; `guess` is the encoding it is taken for where it names none."""
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(codec, "replace")
    if guess.startswith(("utf-16", "utf-32")) and b"\0" in raw[:HEAD]:
        return raw.decode(guess, "replace")
    named = _named(raw[:HEAD])
    if named == "cp1252" and (likely := _likelier(raw)) is not None:
        named = likely
    for known in ("utf-8", named) if not raw.isascii() else (named, "utf-8"):
        if known is not None:
            try:
                return raw.decode(known)
            except UnicodeDecodeError:
                pass
    if named in (None, "utf-8"):
        text = raw.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if bad < sum(1 for character in text if character > "\x7f") - bad:
            return text
        named = guess if guess and lookup(guess).name != "utf-8" else "cp1252"
    return raw.decode(named, "replace")


def _likelier(raw: bytes | bytearray) -> str | None:
    """What a page is that says to be Western, as templates do until somebody sets them, where most
    of its letters would bear accents; None where they do not."""
    from threadview.charset import detect_charset

    words = _TAG.sub(b"", raw[:HEAD])
    accented = len(words) - len(words.translate(None, _ACCENTED))
    if accented * 2 < len(words) - len(words.translate(None, _PLAIN)):
        return None
    return detect_charset(words)


def _named(head: bytes | bytearray) -> str | None:
    """The codec that a page names in a `<meta>`, if there is such a one."""
    match = _CHARSET.search(head)
    if match is None:
        return None
    label = match[1].decode("ascii", "replace").lower()
    try:
        return lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None


def sheet_of(name: str, html: str, address: str = "", saved: str | None = None) -> Sheet:
    """A page with what it says of its own origin."""
    head = html[:HEAD]
    if not saved or not address:
        told_address, told_saved = _origin(html, head)
        address = address or told_address
        saved = saved or told_saved
    base = _BASE.search(head)
    link = unescaped(base[1]) if base else ""
    if not link.startswith("http"):
        link = address
    return Sheet(name, html, address, link, saved)


def _origin(html: str, head: str) -> tuple[str, str | None]:
    """Where a page came from and when it was saved, as far as it says."""
    from threadview.formats.pages.dates import iso

    match = _SINGLEFILE.search(head)
    if match is not None:
        return match[1], iso(match[2])
    match = _HTTRACK.search(head) or _HTTRACK.search(html[-4096:])
    if match is not None:
        return f"http://{match[1]}", iso(match[2])
    saved = None
    match = _WAYBACK.search(html[-8192:]) or _WAYBACK.search(head[:4096])
    if match is not None:
        saved = iso(match[1], zone="Z")
    match = _SAVED_FROM.search(head[:4096])
    if match is not None and match[1].startswith("http"):
        return match[1], saved
    for pattern in _CANONICAL:
        match = pattern.search(head)
        if match is not None and "://" in match[1]:
            return original(unescaped(match[1])), saved
    return "", saved


def original(address: str) -> str:
    """An address without the archive that served it."""
    return _WAYBACK_URL.sub("", address)


def unescaped(address: str) -> str:
    """An address out of an attribute that no parser has read."""
    return address.replace("&amp;", "&")


def same_page(address: str) -> str:
    """An address as far as it names a page: no scheme, session or fragment."""
    plain = _CSRF.sub("", unquote(address)).split("#", 1)[0]
    return re.sub(r"^https?://(?:www\.)?", "", plain).rstrip("/?&").casefold()
