"""The parts of a message (RFC 2045 to 2049, 2183, 2231), as broken as they come: which are read,
which are attached, what they hold."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from threadview.charset import detect_charset
from threadview.formats.mail.headers import decoded

ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf8": "utf-8",
}
"""Charsets that mail names for larger ones that it is in (WHATWG Encoding Standard §4.2)."""

REPORT = "message/delivery-status"
"""What a mail program says of a letter that did not arrive: fields, in parts without words."""

INLINE = 1 << 16
"""Bytes of a named text, a patch as a rule, that is shown where it stands as well."""

_BOUNDARY = re.compile(r"(?m)^--([^\s-][^\n]{0,69}?)[ \t]*\n(?=content-)", re.IGNORECASE)
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{1,76}={0,2}[ \t]*(?:\r?\n|\Z)|[ \t]*\r?\n)+")
_UUENCODED = re.compile(r"(?m)^begin [0-7]{3} ([^\n]+)\n((?:[ -`]{1,61}\n)*?)(?:`\n| \n)?end$")


class Leaf(NamedTuple):
    """A part that holds no others: its number among all such parts of the message; `within`, the
    number of the forwarded message that it stands in, or -1."""

    part: Message
    number: int
    within: int = -1


def leaves(message: Message) -> list[Leaf]:
    """All of them, in order; a forwarded message stands before its own. Nothing recurses."""
    found: list[Leaf] = []
    waiting: list[tuple[Message, int]] = [(message, -1)]
    while waiting:
        part, within = waiting.pop()
        inner = children(part)
        if part.get_content_type() == REPORT:
            found.append(Leaf(part, len(found), within))
            continue
        if part.get_content_type() == "message/rfc822" or not inner:
            found.append(Leaf(part, len(found), within))
            within = len(found) - 1 if inner else within
        waiting += [(one, within) for one in reversed(inner)]
    return found


def children(part: Message) -> list[Message]:
    """The parts inside one."""
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def hidden(message: Message) -> set[int]:
    """The parts that say again what another says: of alternatives all but the plainest, by their
    identity."""
    found: set[int] = set()
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = children(part)
        waiting += inner
        if part.get_content_type() != "multipart/alternative" or len(inner) < 2:
            continue
        plain = [one for one in inner if one.get_content_type() == "text/plain"]
        chosen = plain[0] if plain and text_of(plain[0]).strip() else inner[-1]
        for one in inner:
            if one is not chosen:
                found.update(id(below) for below in one.walk())
    return found


def words_outside(part: Message) -> str | None:
    """What a part that should hold others says, if it holds none: its boundary is wrong."""
    if part.get_content_maintype() != "multipart" or children(part):
        return None
    text = str(part.get_payload() or "")
    found = _BOUNDARY.search(text)
    if found is None:
        return text
    from email import message_from_string

    again = message_from_string(
        f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n{text[found.start() :]}'
    )
    said = [text_of(one) for one in again.walk() if one.get_content_maintype() == "text"]
    return "\n\n".join((text[: found.start()].strip("\n"), *said)) if said else text


def bytes_of(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone; of a forwarded message, all of it."""
    if part.get_content_type() == "message/rfc822" and children(part):
        return children(part)[0].as_bytes(unixfrom=False)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def text_of(part: Message) -> str:
    """The text of a part: transfer encoding and charset undone, line ends "\\n"; bytes that fit
    no charset stay visible."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        data = _unpacked(str(part.get_payload()), data)
    return decoded_text(data, part.get_content_charset()).replace("\r\n", "\n").replace("\r", "\n")


def _unpacked(payload: str, data: bytes) -> bytes:
    """The bytes of base64 to which a list has added its footer as it is, or that was cut off."""
    written = payload.encode("ascii", "ignore")
    packed = _BASE64.match(written)
    footer = written[packed.end() :] if packed is not None else b""
    figures = b"".join(written[: len(written) - len(footer)].split()).rstrip(b"=")
    if not footer.strip() and len(figures) % 4 != 1:
        return data
    figures = figures[: len(figures) - (len(figures) % 4 == 1)]
    return binascii.a2b_base64(figures + b"=" * (-len(figures) % 4)) + b"\n" + footer


def decoded_text(data: bytes, charset: str | None) -> str:
    """Bytes in the charset that mail gives for them: as named, as UTF-8, as it looks."""
    name = (charset or "utf-8").strip("\"' ")
    for one in dict.fromkeys((ALIASES.get(name, name), "utf-8")):
        try:
            return data.decode(one)
        except (LookupError, ValueError):
            continue
    likely = detect_charset(data[:16384]) or "cp1252"
    try:
        return data.decode(likely, "surrogateescape")
    except (LookupError, ValueError):
        return data.decode("latin-1")


def name_of(part: Message) -> str | None:
    """What a part is called, encoded words in it decoded; None for one without a name."""
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError):
        return None
    if not name:
        return None
    return decoded(name.encode("utf-8", "surrogateescape")) or None


def uuencoded(text: str) -> Iterator[tuple[int, int, str, bytes]]:
    """The files inside a text as uuencode(1) puts them there: start, end, name, bytes."""
    if "\nend" not in text or "begin " not in text:
        return
    for match in _UUENCODED.finditer(text):
        try:
            data = b"".join(map(_uudecoded, match.group(2).splitlines()))
        except (binascii.Error, ValueError):
            continue
        yield match.start(), match.end(), match.group(1).strip(), data


def _uudecoded(line: str) -> bytes:
    """A line; some programs write trailing garbage, or leave trailing spaces out."""
    size = (ord(line[0]) - 32) & 63
    wanted = (size * 8 + 5) // 6 + 1
    return binascii.a2b_uu(line[:wanted].ljust(wanted).encode("ascii"))
