"""Dates as pages give them (attributes, seconds since 1970, words in many languages) -> ISO 8601.

A date is only as exact as it was written: "March 2018" is "2018-03"; what cannot be made exact
("3 weeks ago", "Today") is nothing. A zone stands only where the page gives one. Figures such as
03/04/2010 are read in the order that the page's other dates prove, or that its engine uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from threadview.cues.dates import MONTHS
from threadview.formats.pages.engine import Order

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})(?::|h(?=\d\d))(\d\d)(?::(\d\d))?\s*([ap])?\.?(?:m\b\.?)?", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:UTC|GMT)\b(?!\s*[+-])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d\d)(?!\d)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST = 300


def iso(raw: str | None, order: Order = "", zone: str = "") -> str | None:
    """The ISO 8601 form of a date as a page gives it, or None where it cannot be made exact."""
    raw = (raw or "").strip()[:_LONGEST]
    if not raw:
        return None
    if raw.isdigit() and 9 <= len(raw) <= 13:
        return _seconds(int(raw) // (1000 if len(raw) > 11 else 1))
    match = _ISO.search(raw)
    if match is not None and (match[4] or not _TIME.search(raw, match.end())):
        return _date(match[1], match[2], match[3], *_clock(match), zone)
    return _written(raw, order, zone) or _lenient(raw, zone)


def order_of(raws: Iterable[str | None], hint: Order = "") -> Order:
    """The order in which a page writes its figures: as one of its dates proves, else the hint."""
    for raw in raws:
        match = _FIGURES.search((raw or "")[:_LONGEST])
        if match is not None:
            if int(match[1]) > 12:
                return "dmy"
            if int(match[2]) > 12:
                return "mdy"
    return hint


def _seconds(since: int) -> str | None:
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(since, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return None


def _clock(match: re.Match[str]) -> tuple[str, str]:
    """The time and the zone of an ISO date, in their proper forms; both may be empty."""
    if match[4] is None:
        return "", ""
    clock = f"{match[4]}:{match[5]}" + (f":{match[6]}" if match[6] else "")
    zone = match[7] or ""
    if zone in ("UTC", "GMT", "+00:00", "+0000"):
        zone = "Z"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return clock, zone


def _written(raw: str, order: Order, zone: str) -> str | None:
    time = _TIME.search(raw)
    clock = _hours(time) if time else ""
    if _ZONE.search(raw):
        zone = "Z"
    rest = raw[: time.start()] + " " + raw[time.end() :] if time else raw
    match = _YEAR_FIRST.search(rest)
    if match is not None:
        return _date(match[1], match[2], match[3], clock, "", zone)
    match = _FIGURES.search(rest)
    if match is not None:
        year = match[3] if len(match[3]) == 4 else _century(match[3])
        if order == "ymd" and len(match[3]) == 2:
            return _date(_century(match[1]), match[2], match[3], clock, "", zone)
        day, month = (match[1], match[2]) if order == "dmy" or int(match[1]) > 12 else ("", "")
        if not day and (order == "mdy" or int(match[2]) > 12):
            day, month = match[2], match[1]
        if not day and match[1] == match[2]:
            day = month = match[1]
        return _date(year, month, day, clock, "", zone) if day else None
    return _named(_TOKEN.findall(rest), clock, zone)


def _lenient(raw: str, zone: str) -> str | None:
    """A date in a form that only python-dateutil knows, as long as it names a day on its own.

    It is asked twice, with different days to fill gaps from: where the answers differ there was a
    gap. Figures whose order is unknown are not its business.
    """
    if len(raw) > 60 or sum(map(str.isdigit, raw)) < 5 or _FIGURES.search(raw):
        return None
    from datetime import datetime

    from dateutil import parser

    found = []
    for day in (datetime(2001, 2, 3, 4, 5), datetime(2004, 7, 8, 9, 6)):
        try:
            found.append(parser.parse(raw, default=day))
        except (ValueError, OverflowError, TypeError):
            return None
    one, other = found
    if one.date() != other.date() or one.year < 1970:
        return None
    clock = one.strftime("%H:%M") if one.time() == other.time() else ""
    return one.strftime("%Y-%m-%d") + (f"T{clock}{zone}" if clock else "")


def _century(year: str) -> str:
    return ("19" if int(year) > 69 else "20") + year


def _hours(time: re.Match[str]) -> str:
    hour = int(time[1])
    half = (time[4] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 23 or int(time[2]) > 59:
        return ""
    return f"{hour:02}:{time[2]}" + (f":{time[3]}" if time[3] else "")


def _named(tokens: list[str], clock: str, zone: str) -> str | None:
    """A date with the name of a month beside its day or its year."""
    for index, token in enumerate(tokens):
        month = None if token.isdigit() else MONTHS.get(token.casefold())
        if month is None:
            continue
        near = tokens[max(0, index - 2) : index], tokens[index + 1 : index + 4]
        figures = [t for t in (*reversed(near[0]), *near[1]) if t.isdigit()]
        year = next((t for t in (*near[1], *near[0]) if t.isdigit() and len(t) == 4), None)
        day = next((t for t in figures if len(t) <= 2 and 1 <= int(t) <= 31), None)
        if year is None and day is not None:
            two = [t for t in near[1] if t.isdigit() and len(t) == 2 and t is not day]
            year = _century(two[0]) if two and "'" not in day else None
        if year is not None:
            return _date(year, str(month), day or "", clock if day else "", "", zone)
    return None


def _date(year: str, month: str, day: str, clock: str, own_zone: str, zone: str) -> str | None:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31) or int(year) < 1970:
        return None
    found = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return f"{found}T{clock}{own_zone or zone}" if clock and day else found
