"""Times as exports write them -> ISO 8601.

Numbers are seconds, milliseconds or microseconds since 1970 (told apart by size) and come out in
UTC; strings keep their own zone, or none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s*(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$"
)
_NUMBER = re.compile(r"-?\d{9,17}(?:\.\d+)?$")


def iso(value: Any) -> str | None:
    """A time as ISO 8601 to the second, or None for what is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_1970(float(value))
    written = str(value).strip()
    match = _ISO.match(written)
    if match is not None:
        day, time, seconds, zone = match.groups()
        if time is None:
            return str(day)
        return f"{day}T{time}{seconds or ''}{_zone(zone)}"
    return _since_1970(float(written)) if _NUMBER.match(written) else None


def _zone(written: str | None) -> str:
    if written is None:
        return ""
    figures = written.lstrip("+-").replace(":", "")
    if not figures.isdecimal() or figures in ("00", "0000"):
        return "Z"
    return f"{written[0]}{figures[:2]}:{figures[2:] or '00'}"


def _since_1970(seconds: float) -> str | None:
    size = abs(seconds)
    if size > 1e14:
        seconds /= 1e6
    elif size > 1e11:
        seconds /= 1e3
    elif not size:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat("T", "seconds")[:-6] + "Z"
    except (ValueError, OverflowError, OSError):
        return None
