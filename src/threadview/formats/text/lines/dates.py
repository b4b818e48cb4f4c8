"""Dates as forums print them: found in a line, and made ISO 8601 where they are exact.

Finding is one expression of numbers and words; the words are looked up afterwards, in every
language at once. Whether 03/04 is the third of April is decided once per dump, by `DayOrder`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from threadview.cues.dates import AGES, MONTHS, NEAR, WEEKDAYS
from threadview.formats.text.lines import words
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

_TIME = (
    r"(?:(?:[上下]午|午[前後]|오[전후]) ?)?"
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?|\d{1,2}h\d{2})(?![\d:])"
    r"(?: ?[ap]\.?m\b\.?| Uhr\b|Z\b| ?(?:UTC|GMT|[CEW]E?S?T|[PMCE][SD]T)\b)?(?: ?[+-]\d{2}:?\d{2})?"
    r"|\d{1,2} ?[ap]\.?m\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?:(?:19|20)\d{2}|'\d{2})(?!\d(?!\d? ?(?:yr|mo|h|d|m|w)))"
_WORD = r"[^\W\d_]{3,11}"
CANDIDATE = pattern(
    r"(?<![\d.])(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|(?<![\d.:/vV])\d{1,2}([-/.])\d{1,2}\1(?:(?:19|20)\d{2}|\d{2})(?![\d/])"
    rf"|(?<![\w.]){_DAY}(?:,? |-|/)?(?:of |de |den )?(?P<a>{_WORD})(?:\.?,?[- /]?(?:de |del"
    rf" )?{_YEAR}(?: ?г\.)?)?"
    rf"|(?<![^\W\d_])(?P<b>{_WORD})\.? {_DAY}(?![\d:.]\d|\d)(?:,? {_YEAR})?"
    rf"|(?<![^\W\d_])(?P<c>{_WORD})\.?,? (?:de )?{_YEAR}"
    r"|(?:19|20)\d{2} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
)
"""What may be a date: where it names a month, the word is looked up afterwards."""
BEHIND = pattern(
    r"(?:T| ?[,;·•|]? ?[-–—@]? ?(?:(?!오[전후]|[上下]午|午[前後])[^\W\d_]{1,7}\.? )?)"
    r"(?P<time>" + _TIME + ")",
    re.IGNORECASE,
)
BEFORE = pattern(r"(?<![\d.:])(?P<time>" + _TIME + r"),? (?:[^\W\d_]{2,3} )?$", re.IGNORECASE)
WEEKDAY = pattern(r"(?<!\w)([^\W\d_]{2,12})\.?,? (?:den |the |le )?$")
DIGIT = pattern(r"\d")
NEAR_BY = pattern(
    r"(?<!\w)(?:" + "|".join(map(re.escape, NEAR.split())) + r")(?=$|[\s,;:.)«»·|-])", re.IGNORECASE
)
DIGITS = pattern(r"\d(?:[-/.]\d{1,2}[-/.]\d| ?[年년]|(?:st|nd|rd|th|er|º|ª)[^\W\d_])")
"""Stands in a line in which `CANDIDATE` finds a date without a month among the line's runs."""
AHEAD = 18
"""Characters, at most, of what it finds in front of the first digit."""
TELLING = frozenset(
    (
        *(day.partition("'")[0].partition("’")[0] for day in NEAR.split()),
        *("ago", "vor", "il", "hace", "há", "fa", "geleden", "temu", "назад", "önce", "sedan"),
        *("just", "gerade"),
    )
)
"""One of these is a run in a line in which `NEAR_BY` finds anything, or `AGE_WORD` a word."""
AGE_WORD = pattern(
    r"\b(?:ago|vor|il y a|hace|há|fa|geleden|temu|назад|önce|sedan|just now|gerade)\b|前|只",
    re.IGNORECASE,
)
THIS_WEEK = pattern(
    r"(?P<day>[^\W\d_]{3,12})(?: (?:at|um|à|a las|às|alle(?: ore)?|om|o|в|saat|kl\.?))?,? "
    r"(?P<time>" + _TIME + ")",
    re.IGNORECASE,
)
"""XenForo's date in the last seven days: "Monday at 3:07 PM", a line of its own, or above all but
the number of a post."""
UNTIL = pattern(r"(?: ?[-–—] ?| (?:to|until|bis|au|al|tot|do|до|по|till|até|a) )(?=\w)")
SINCE = pattern(r"(?<![#\w.:/-])(\d{1,2})\.? ?[-–—] ?$")
HOUR = pattern(_TIME, re.IGNORECASE)
LONGEST = 31
"""Days of a month."""
AFTERNOON = ("pm", "下午", "午後", "오후")
MORNING = ("am", "上午", "午前", "오전")
_WEEKDAYS = frozenset(WEEKDAYS.split())
_MONTHS = frozenset(MONTHS)

_NUMBERS = pattern(r"\d+")
_NUMERIC = pattern(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_NAME = pattern(r"[^\W\d_]+")


class Found(NamedTuple):
    """A date in a line: where it stands, and its pieces as printed."""

    start: int
    end: int
    date: str
    time: str
    age: bool


def find(line: str, start: int = 0) -> Found | None:
    """The first date in a line at or behind `start`, or None."""
    figured = words.figured(line)
    runs = words.runs(line, figured)
    if figured and DIGIT.search(line, start) is not None:
        if not _MONTHS.isdisjoint(runs) or DIGITS.search(line, start) is not None:
            found = _exact(line, start)
            if found is not None:
                return None if _spans(line, found) else found
        if start == 0 and len(line) < 60 and not _WEEKDAYS.isdisjoint(runs):
            week = THIS_WEEK.match(line)
            if week is not None and week["day"].casefold() in _WEEKDAYS:
                rest = line[week.end() :]
                if not rest.strip() or "#" in rest:
                    return Found(0, week.end(), week.group(), "", True)
    if TELLING.isdisjoint(runs) and "前" not in line and "只" not in line:
        return None
    near = NEAR_BY.search(line, start)
    if near is not None:
        return _widened(line, near.start(), near.end())
    if AGE_WORD.search(line, start) is not None:
        age = _ages().search(line, start)
        if age is not None:
            return Found(age.start(), age.end(), age.group(), "", True)
    return None


def _spans(line: str, found: Found) -> bool:
    """Whether a date is the first or the last day, or hour, of what goes on for a while: no post is
    written from one date to another."""
    until = UNTIL.match(line, found.end)
    if until is not None:
        other = CANDIDATE.match(line, until.end())
        if other is not None:
            word = other["a"] or other["b"] or other["c"]
            return word is None or word.casefold() in MONTHS
        return bool(found.time) and HOUR.match(line, until.end()) is not None
    since = SINCE.search(line, 0, found.start)
    day = _NUMBERS.match(found.date)
    return since is not None and day is not None and int(since[1]) < int(day[0]) <= LONGEST


def _exact(line: str, start: int) -> Found | None:
    """The first date of numbers, or of numbers and the name of a month."""
    while (digit := DIGIT.search(line, start)) is not None:
        match = CANDIDATE.search(line, max(start, digit.start() - AHEAD))
        if match is None:
            return None
        word = match["a"] or match["b"] or match["c"]
        if word is None or word.casefold() in MONTHS:
            return _widened(line, match.start(), match.end())
        start = match.start() + 1 if match["a"] is None else match.start("a")
    return None


def _widened(line: str, start: int, end: int) -> Found:
    """A date with the time behind or before it and the weekday before it."""
    date, time = line[start:end], ""
    behind = BEHIND.match(line, end)
    before = BEFORE.search(line, max(0, start - 24), start) if behind is None else None
    if behind is not None:
        end, time = behind.end(), behind["time"]
    elif before is not None:
        start, time = before.start(), before["time"]
    day = WEEKDAY.search(line, max(0, start - 24), start)
    if day is not None and day[1].casefold() in _WEEKDAYS:
        start = day.start()
    return Found(start, end, date, time, False)


@lru_cache(maxsize=1)
def _ages() -> re.Pattern[str]:
    """The expression of ages: compiled when a line first seems to hold one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(AGES)})(?!\w)", re.IGNORECASE)


class DayOrder:
    """Whether the day or the month comes first in dates of numbers alone, learnt from all of them.

    A number over 12 decides at once; else dates that rise when read one way and not the other; else
    full stops mean day first, as they do wherever dates are written so, and slashes leave it open.
    """

    def __init__(self) -> None:
        self.day_first = self.month_first = 0
        self.rising: list[tuple[int, int, int]] = []
        self.dotted = False
        self._lead: bool | None = None
        self._known = True

    def see(self, date: str) -> None:
        """Take note of one date as printed."""
        match = _NUMERIC.fullmatch(date)
        if match is None or len(match[1]) > 2:
            return
        first, second = int(match[1]), int(match[2])
        self._known = False
        self.dotted = self.dotted or "." in date
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif len(self.rising) < 4096:
            self.rising.append((_year(match[3]), first, second))

    @property
    def days_lead(self) -> bool | None:
        """True: the day leads; False: the month; None: nothing tells."""
        if not self._known:
            self._lead, self._known = self._weighed(), True
        return self._lead

    def _weighed(self) -> bool | None:
        if self.day_first != self.month_first:
            return self.day_first > self.month_first
        month_falls = sum(a > b for a, b in pairwise(self.rising))
        swapped = [(y, b, a) for y, a, b in self.rising]
        day_falls = sum(a > b for a, b in pairwise(swapped))
        if month_falls != day_falls:
            return day_falls < month_falls
        return True if self.dotted else None


def iso(found: Found, order: DayOrder) -> str | None:
    """The date in ISO 8601, as exact as printed; None for what cannot be made exact."""
    if found.age:
        return None
    date = _date(found.date, order)
    if date is None or len(date) < 10 or not found.time:
        return date
    time = _time(found.time)
    return f"{date}T{time}" if time else date


def _date(text: str, order: DayOrder) -> str | None:
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        a, b, c = numeric[1], numeric[2], numeric[3]
        if len(a) == 4:
            return _valid(int(a), int(b), int(c))
        lead = order.days_lead
        if lead is None and int(a) <= 12 and int(b) <= 12:
            return None
        day_first = lead if lead is not None else int(a) > 12
        day, month = (int(a), int(b)) if day_first else (int(b), int(a))
        return _valid(_year(c), month, day) or _valid(_year(c), day, month)
    return _worded(text)


@lru_cache(maxsize=4096)
def _worded(text: str) -> str | None:
    """A date with the name of its month, in ISO 8601."""
    month = next((MONTHS[w] for w in _NAME.findall(text.casefold()) if w in MONTHS), 0)
    numbers = [int(n) for n in _NUMBERS.findall(text)]
    if not month:
        return _valid(*numbers) if len(numbers) == 3 else None
    years = [n for n in numbers if n > 31]
    if "'" in text and not years and numbers:
        years = [_year(str(numbers.pop()))]
    days = [n for n in numbers if n <= 31]
    if not years:
        return None
    return _valid(years[0], month, days[0]) if days else f"{years[0]:04d}-{month:02d}"


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _valid(year: int, month: int, day: int) -> str | None:
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= longest[month - 1] and 1900 < year < 2200):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=4096)
def _time(text: str) -> str | None:
    numbers = [int(n) for n in _NUMBERS.findall(text)[:3]]
    lower = text.casefold().replace(".", "")
    hour = numbers[0]
    if hour < 12 and any(word in lower for word in AFTERNOON):
        hour += 12
    elif hour == 12 and any(word in lower for word in MORNING):
        hour = 0
    minute = numbers[1] if len(numbers) > 1 else 0
    if hour > 23 or minute > 59:
        return None
    clock = f"{hour:02d}:{minute:02d}"
    if len(numbers) > 2 and text.count(":") + text.count(".") >= 2 and numbers[2] < 60:
        clock += f":{numbers[2]:02d}"
    if "utc" in lower or "gmt" in lower or lower.endswith("z"):
        clock += "Z"
    return clock
