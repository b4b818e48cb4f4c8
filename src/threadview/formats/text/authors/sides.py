"""Whether names stand above the bodies or below them, on a page whose engine no table knows.

Between two bodies stand the foot of one post and the head of the next: a name may be in either. The
page's ends tell: above the first body a name stands only if names stand above, below the last
only if they stand below. And nobody answers himself: a post that begins with somebody's name is
not by that one.
"""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.authors.crowd import Found, beside
from threadview.formats.text.authors.readings import Line, Readings
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.mentions import AT

NEAR = 3
"""Cells by which a name at a page's end may be nearer to its body than others, or farther."""
KNOWN = 2.0
"""What a name counts that stands beside other posts too; the kind of line beside it counts 1."""
LEAST = 1.0
"""What must count for names below."""
FAR = 0.3
"""What all of that counts where the distance is another."""
ADDRESSED = 2
"""Times more, at least, that posts speak to those above them than to those below."""


def below(readings: Readings, records: list[Record], found: Found, proposed: Found) -> bool:
    """Whether the names found between bodies stand below the words of their owners."""
    spoken = _spoken(readings, records, found)
    if abs(spoken) >= ADDRESSED:
        return spoken > 0
    last = len(readings.gaps) - 1
    inner = {number: line for number, line in found.items() if 0 < number < last}
    names = {line.name.casefold() for line in inner.values()}
    usual = _usual(readings, inner)
    signs = []
    for number in (0, last):
        away = sorted(_away(readings, n, line, number) for n, line in inner.items())
        middle = away[len(away) // 2] if away else 0
        signs.append(
            max(
                (
                    _sign(readings, line, names, usual)
                    * (1.0 if abs(_away(readings, number, line, number) - middle) <= NEAR else FAR)
                    for line in readings.lines[number]
                ),
                default=0.0,
            )
        )
    return signs[1] >= LEAST and signs[1] > signs[0] + KNOWN * (0 in proposed)


def _usual(readings: Readings, inner: Found) -> set[tuple[int, str]]:
    """The kinds of lines that stand right above or below most names."""
    near = Counter(
        (way, key)
        for line in inner.values()
        for way in (-1, 1)
        if (key := beside(readings, line.cell + way))
    )
    return {one for one, count in near.items() if 2 * count > len(inner)}


def _away(readings: Readings, number: int, line: Line, end: int) -> int:
    """Cells between a name and the body below it, where `end` is the page's head; else above it."""
    gap = readings.gaps[number]
    return line.cell - gap[0] if end else gap[-1] - line.cell


def _sign(readings: Readings, line: Line, names: set[str], usual: set[tuple[int, str]]) -> float:
    """How much a line at a page's end looks like the names between its bodies."""
    company = sum((way, beside(readings, line.cell + way)) in usual for way in (-1, 1))
    return KNOWN * (line.name.casefold() in names) + company


def _spoken(readings: Readings, records: list[Record], found: Found) -> int:
    """How many more posts speak to who stands above them than to who stands below."""
    page, more = readings.page, 0
    owners = {number: line.name.casefold() for number, line in found.items()}
    for number, record in enumerate(records):
        said = page.lower[record.start] if record.start < record.end else ""
        to = {
            name
            for n in range(record.start, record.end)
            if "@" in page.lower[n]
            for name in AT.findall(page.lower[n])
        }
        above, under = owners.get(number), owners.get(number + 1)
        if above != under:
            more += _addressed(said, to, above) - _addressed(said, to, under)
    return more


def _addressed(said: str, to: set[str], name: str | None) -> bool:
    """Whether a post speaks to somebody: by "@", or by a name at its beginning."""
    return name is not None and (
        name in to or said.startswith((f"{name},", f"{name}:", f"@{name}"))
    )
