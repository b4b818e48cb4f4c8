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

INLINE = 1 << 16
"""Bytes of a named text, a patch as a rule, that is shown where it stands as well."""

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
    return decoded_text(data, part.get_content_charset()).replace("\r\n", "\n").replace("\r", "\n")


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
