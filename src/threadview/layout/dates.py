"""ISO dates as the reader likes to see them."""

from __future__ import annotations

from typing import Literal

DateStyle = Literal["day", "iso"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_shown(iso: str, style: DateStyle = "day") -> str:
    """An ISO 8601 date or time, as exact as it is ("2009", "2009-03", "2009-03-12T10:05"), in the
    reader's way: "12 Mar 2009 10:05", or unchanged but for the "T". Anything else comes back as
    it is."""
    day, _, time = iso.partition("T")
    if style == "iso":
        return f"{day} {time}".strip()
    parts = day.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return iso
    if len(parts) > 1:
        month = int(parts[1])
        if not 1 <= month <= 12:
            return iso
        parts[1] = _MONTHS[month - 1]
    if len(parts) > 2:
        parts[2] = parts[2].lstrip("0")
    return f"{' '.join(reversed(parts))} {time[:5]}".strip()
