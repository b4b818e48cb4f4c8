"""What a list needs to know of a message: RFC 5322 headers, RFC 2047 words, broken ones too."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

_RE = pattern(
    r"^(?:\s*(?:re|aw|antw|sv|vs|odp|rif|ref|r|tr|fwd?|wg|回复|答复|返信)"
    r"(?:\[\d+\]|\(\d+\))?\s*[:：]\s*|\s*\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
_OBSCURED = pattern(r"^\s*(?:\S+ at \S+ )?\((.+)\)\s*$")


_ADDRESSED = pattern(r"((?:[A-Za-z0-9]+ )+)<[\w.+-]+@[\w-]+(?:\.[\w-]+)*>", re.ASCII)
"""A sender as nearly every mail program writes it, if the name needs no quotes."""
_DATE = pattern(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) ([A-Z][a-z]{2}) ([12]\d{3}) "
    r"(\d\d):(\d\d)(?::[0-5]\d)? ([+-])(0\d|1[0-4])([0-5]\d)(?: \([A-Z]+\))?\Z",
    re.ASCII,
)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_NEXT = pattern(rb"\n(?![ \t])")
_ENVELOPE = pattern(rb"(?m)^From (\S+(?: at \S+)?) +([^\n]*\d\d:\d\d[^\n]*)\n")
_RAW_ID = pattern(rb"<([^<>\s]{1,998})>")


def field(headers: bytes, lower: bytes, name: bytes) -> bytes:
    """The value of the first field of a name (in lower case) as it stands, folded; b"" for none.
    `headers` begins and ends with a line end, `lower` is it in lower case."""
    at = lower.find(b"\n" + name + b":")
    if at < 0:
        return b""
    start = at + len(name) + 2
    end = _NEXT.search(headers, start)
    return headers[start : end.start() if end else len(headers)]


def own_id(headers: bytes, lower: bytes) -> bytes:
    """The id of a message, without angle brackets; b"" for none."""
    at = lower.find(b"\nmessage-id:")
    if at >= 0:
        start = headers.find(b"<", at, at + 80)
        end = headers.find(b">", start, start + 300)
        if start >= 0 <= end:
            found = headers[start + 1 : end]
            if found.isascii() and b" " not in found and b"\n" not in headers[at + 1 : end]:
                return found
    value = field(headers, lower, b"message-id") or field(headers, lower, b"article-i.d.")
    found_id = _RAW_ID.search(value)
    return found_id.group(1) if found_id else b"".join(value.split())[:998].strip(b"<>")


def answered(headers: bytes, lower: bytes) -> list[bytes]:
    """The ids of the messages before this one in its thread, that of the one it answers last;
    empty for a message that answers none. In-Reply-To is believed where References leave it
    out."""
    found = _RAW_ID.findall(field(headers, lower, b"references"))
    if b"\nin-reply-to:" in lower:
        said = _RAW_ID.search(field(headers, lower, b"in-reply-to"))
        if said is not None and said.group(1) not in found:
            found.append(said.group(1))
    return found


def label(headers: bytes, lower: bytes) -> bytes:
    """What a list shows of a message: subject, author and date as they stand, parted by NUL."""
    values = [field(headers, lower, name) for name in (b"subject", b"from", b"date")]
    return b"\0".join([value.replace(b"\0", b" ").strip()[:998] for value in values])


def on_envelope(before: bytes) -> tuple[str, str]:
    """Who sent a message and when, from the last envelope line in the bytes before it; "" for
    what is not said there."""
    found = _ENVELOPE.findall(before)
    return (plain(found[-1][0]), plain(found[-1][1])) if found else ("", "")


class Summary(NamedTuple):
    """A message without its body. Ids are without angle brackets; the date is ISO 8601 with its
    zone, "" when it cannot be read; `refs` ends with the parent's id."""

    id: str
    refs: tuple[str, ...]
    subject: str
    author: str
    date: str


def summary(headers: bytes) -> Summary:
    """Read the headers of a message, which begin and end with a line end."""
    lower = headers.lower()
    subject, sender, date = label(headers, lower).split(b"\0")
    return Summary(
        plain(own_id(headers, lower)),
        tuple(dict.fromkeys(map(plain, answered(headers, lower)))),
        decoded(subject),
        author(decoded(sender)),
        when(plain(date)),
    )


def decoded(value: bytes) -> str:
    """A header's words: RFC 2047 encoded ones decoded, folding undone, never an error."""
    text = " ".join(plain(value).split())
    if "=?" not in text:
        return text
    from email.errors import HeaderParseError
    from email.header import decode_header

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


_MARKED = pattern("[\"'\u201c\u201e\u2018\xab]+(.+?)[\"'\u201d\u201c\u2019\xbb]+( via .+)?")
"""A name in quotation marks, with the list by way of which it came ("'Ann Archer' via knots")."""


@lru_cache(8192)
def author(value: str) -> str:
    """Who wrote it: the name, or the address where there is none. The same few write most."""
    obscured = _OBSCURED.match(value)
    if obscured is not None:  # pipermail: "user at example.org (Name)"
        return obscured.group(1)
    addressed = _ADDRESSED.fullmatch(value)
    if addressed is not None:
        return addressed[1].strip()
    from email.utils import parseaddr

    name, address = parseaddr(value)
    said = (name or address or value).strip()
    marked = _MARKED.fullmatch(said)
    return marked[1] + (marked[2] or "") if marked is not None else said.strip(" \"'")


def when(value: str) -> str:
    """A date of RFC 5322, or what passes for one, as ISO 8601."""
    return _ordinary(value) or _any_date(value)


def moment(date: str) -> float:
    """Seconds since 1970 of an ISO 8601 date; those without a date come last. A date without a zone
    is UTC."""
    if not date:
        return float("inf")
    found = datetime.fromisoformat(date)
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return float("inf")


def _ordinary(value: str) -> str:
    """A date as nearly every mail program writes it, in a tenth of the time; "" for others."""
    match = _DATE.match(value)
    month = _MONTHS.find(match.group(2)) if match is not None else -1
    if match is None or month % 3:
        return ""
    day, _, year, hour, minute, sign, hours, minutes = match.groups()
    try:
        date = datetime(int(year), month // 3 + 1, int(day), int(hour), int(minute))
    except ValueError:
        return ""
    known = sign == "+" or hours + minutes != "0000"  # "-0000" says that the zone is not known
    zone = f"{sign}{hours}:{minutes}" if known else ""
    return f"{date.isoformat(timespec='minutes')}{zone}"


def _any_date(value: str) -> str:
    from email.utils import parsedate_to_datetime

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


def plain(value: bytes) -> str:
    """A header's value as text, as it stands."""
    return _decode(value, "ascii" if value.isascii() else "utf-8")


def _decode(value: bytes, charset: str | None) -> str:
    for name in (charset or "ascii", "utf-8"):
        try:
            return value.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return value.decode("latin-1")
