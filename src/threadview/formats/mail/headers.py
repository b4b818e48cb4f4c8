"""What a list needs to know of a message: RFC 5322 headers, RFC 2047 words, broken ones too."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from threadview.formats.mail.box import Slice, header_end

_FIELD = re.compile(
    rb"(?im)^(message-id|in-reply-to|references|subject|from|date):[ \t]*((?:[^\r\n]|\r?\n[ \t])*)"
)
_ID = re.compile(r"<([^<>\s]{1,998})>")
_RE = re.compile(
    r"^(?:\s*(?:re|aw|antw|sv|vs|odp|rif|ref|r|tr|fwd?|wg|回复|答复|返信)"
    r"(?:\[\d+\]|\(\d+\))?\s*[:：]\s*|\s*\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
_OBSCURED = re.compile(r"^\s*(?:\S+ at \S+ )?\((.+)\)\s*$")


class Summary(NamedTuple):
    """A message without its body. Ids are without angle brackets; the date is ISO 8601 with its
    zone, "" when it cannot be read; `refs` ends with the parent's id."""

    part: Slice
    id: str
    refs: tuple[str, ...]
    subject: str
    author: str
    date: str


def summary(raw: bytes | bytearray, part: Slice) -> Summary:
    """Read the headers of a message."""
    block = bytes(raw[part.start : header_end(raw, part.start, part.end)])
    fields: dict[bytes, bytes] = {}
    for match in _FIELD.finditer(block):
        fields.setdefault(match.group(1).lower(), match.group(2))
    ids = _ID.findall(_text(fields.get(b"message-id", b"")))
    refs = _ID.findall(_text(fields.get(b"references", b"")))
    answered = _ID.findall(_text(fields.get(b"in-reply-to", b"")))
    if answered and answered[0] not in refs:
        refs.append(answered[0])
    return Summary(
        part,
        ids[0] if ids else f"offset-{part.start}",
        tuple(dict.fromkeys(refs)),
        decoded(fields.get(b"subject", b"")),
        author(decoded(fields.get(b"from", b""))),
        when(_text(fields.get(b"date", b""))),
    )


def decoded(value: bytes) -> str:
    """A header's words: RFC 2047 encoded ones decoded, folding undone, never an error."""
    text = " ".join(_text(value).split())
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    found = []
    for part, charset in parts:
        if isinstance(part, str):
            found.append(part)
        else:
            found.append(_decode(part, charset))
    return " ".join("".join(found).split())


def author(value: str) -> str:
    """Who wrote it: the name, or the address where there is none."""
    obscured = _OBSCURED.match(value)
    if obscured is not None:  # pipermail: "user at example.org (Name)"
        return obscured.group(1)
    name, address = parseaddr(value)
    return (name or address or value).strip(" \"'")


def when(value: str) -> str:
    """A date of RFC 5322, or what passes for one, as ISO 8601."""
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return date.isoformat(timespec="minutes")


def bare_subject(subject: str) -> str:
    """A subject without "Re:" in any language and without list tags, for comparing."""
    return _RE.sub("", subject).strip().casefold()


def is_reply(subject: str) -> bool:
    """Whether a subject says that it answers something."""
    return bool(
        re.match(r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|antw|sv|vs|odp|rif)\W", subject, re.I)
    )


def _text(value: bytes) -> str:
    return _decode(value, "ascii" if value.isascii() else "utf-8")


def _decode(value: bytes, charset: str | None) -> str:
    for name in (charset or "ascii", "utf-8"):
        try:
            return value.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return value.decode("latin-1")
