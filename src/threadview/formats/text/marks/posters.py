"""Who stands at a page's marks: a thread has people, and people come back.

Lines that return divide a manual, a log and a licence as well as a thread. In a thread a name
stands at one place beside each mark: in its line, or as the first, second or third line above or
below it that could be one, whatever optional lines lie between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from threadview.formats.text.lines.epithets import bared
from threadview.formats.text.lines.kind import HEAD, PROSE, SHORT, SIDE
from threadview.formats.text.lines.people import chosen_by_themselves, doubled, namelike
from threadview.formats.text.lines.tables import ENDS
from threadview.formats.text.marks.forms import changing, spoken
from threadview.formats.text.marks.lone import NO_NAME
from threadview.formats.text.page import Page
from threadview.pattern import pattern

NEAR = 8
"""Cells on each side of a mark that are looked at."""
RANKS = 3
"""Lines that could be names, on each side."""
CONSTANT = 0.6
"""The share of marks beside which a line may stand and be a name."""
PRESENT = 0.7
"""The share of marks that must have a name at one place."""
SAID = 0.2
"""The share of names that prose may say as words."""
OWN = 0.4
"""The share of names that must look the part, be mentioned, or be said twice beside a mark."""
ALWAYS = 0.9
"""The share of marks with a name in front of a counter ("tern 12 points") that need not look it."""
COUNTED = pattern(r"^s:… (?:\S+ )?[^\W\d]{3,}0 …$")
FIELD = pattern(r"^s:.*(?:: …$|[{}()\[\]=;<>])")
"""A line of one shape that is a field with its value, or code."""
BROKEN = 0.2
"""The share of marks that may be the rest of a sentence from the line above."""
BREADTH = 40
"""Characters of a line that a sentence may be broken in."""
SIGNS = pattern(r"^[=:$%\\<\"'~]")
"""Signs that lines of manuals and programs begin with."""
SAMPLE = 200
VERSION = pattern(r"\d\.\d|-\d|\+$|^v\d|:$")
"""Signs of licences, packages and fields, which return beside lines of one shape too."""


def stand_at(page: Page, key: str, places: list[int]) -> bool:
    """Whether people stand at the marks of a page."""
    if FIELD.search(key) is not None or _broken(page, places) > BROKEN * len(places):
        return False
    chosen = places[:: max(1, len(places) // SAMPLE)]
    lines = [_lines(page, key, places, place) for place in chosen]
    beside = Counter(name.casefold() for above, below, _ in lines for name in {*above, *below})
    constant = {name for name, count in beside.items() if count > max(2, CONSTANT * len(chosen))}
    twice = {
        name.casefold()
        for above, below, own in lines
        for name, count in Counter([*above, *below, *([own] if own else [])]).items()
        if count > 1
    }
    own = [own for own in bared([own for _, _, own in lines]) if own]
    free = sum(_free(page, place) for place in chosen) >= PRESENT * len(chosen)
    counted = free and len(own) >= ALWAYS * len(chosen) and COUNTED.search(key) is not None
    if counted and people(page, own, twice, 0.0):
        return True
    if free and _pictured(page, chosen, [own for _, _, own in lines]):
        return True
    slots: dict[tuple[int, int], list[str]] = {(0, 0): own if free else []}
    for above, below, _ in lines:
        for side, beside_it in enumerate((above, below), 1):
            names = [name for name in dict.fromkeys(beside_it) if name.casefold() not in constant]
            for rank, name in enumerate(names[:RANKS]):
                slots.setdefault((side, rank), []).append(name)
    return any(
        len(names) >= PRESENT * len(chosen) and people(page, names, twice)
        for names in slots.values()
    )


def _pictured(page: Page, places: list[int], names: list[str | None]) -> bool:
    """Whether most marks have, right above them, the text or the letter of a picture of whoever
    they name, and these are several."""
    told = [
        name.casefold()
        for n, name in zip(places, names, strict=True)
        if name and n and page.lower[n - 1] in (name.casefold(), name[0].casefold())
    ]
    return len(told) >= PRESENT * len(places) and 1 < len(set(told)) < len(told)


def _broken(page: Page, places: list[int]) -> int:
    """How many marks go on with the sentence of the line above."""
    cells, codes, count = page.cells, page.codes, 0
    for n in places:
        above = cells[n - 1].clean if n and not cells[n].gap else ""
        long = above and (codes[n - 1] == PROSE or len(above) > BREADTH)
        count += bool(long and cells[n].clean[:1].islower() and not above.endswith(ENDS))
    return count


def _free(page: Page, n: int) -> bool:
    """Whether a line stands apart from words above it, or, no sentence's end, from those below; or
    a name stands above that it repeats."""
    if not n or page.cells[n].gap > 0 or page.is_furniture(n - 1):
        return True
    if n + 1 < len(page.cells) and page.cells[n + 1].gap > 0 and page.codes[n] == SHORT:
        return not page.cells[n].clean.endswith(ENDS)
    return page.cells[n].clean.startswith(page.cells[n - 1].clean + " ")


def people(page: Page, names: list[str], twice: set[str], least: float = OWN) -> bool:
    """Whether names are people's: several, some of whom come back, of whom nobody speaks as of
    things; and enough of them (a share, at `least`) are written as people write their names."""
    known = Counter(name.casefold() for name in names)
    if not 2 < len(known) < len(names):
        return False
    own = {
        name.casefold()
        for name in names
        if (chosen_by_themselves(name) and VERSION.search(name) is None)
        or name.casefold() in page.mentioned
        or name.casefold() in twice
    }
    if len(own) < least * len(known):
        return False
    return len(spoken(page, known)) <= SAID * len(known)


def named(page: Page, names: list[str]) -> bool:
    """Whether the names found for a page's records are people's: some come back, and are not
    the only one, or enough of them look the part. The headings of articles do neither."""
    return 1 < len({name.casefold() for name in names}) < len(names) or own(page, names)


def own(page: Page, names: Iterable[str], least: float = OWN) -> bool:
    """Whether enough of some names (a share, at `least`) are written as people write theirs, or are
    mentioned as such."""
    known = {name.casefold(): name for name in names}
    looking = sum(
        (chosen_by_themselves(name) and VERSION.search(name) is None) or lower in page.mentioned
        for lower, name in known.items()
    )
    return looking >= least * len(known)


def _lines(
    page: Page, key: str, places: list[int], place: int
) -> tuple[list[str], list[str], str | None]:
    """What could be names above and below a mark, the nearest first, and in its own line."""
    marks = frozenset(places) if len(places) < SAMPLE else frozenset()
    sides: list[list[str]] = []
    for way in (-1, 1):
        found: list[str] = []
        for n in range(place + way, place + way * (NEAR + 1), way):
            if not 0 <= n < len(page.codes) or page.codes[n] == PROSE or n in marks:
                break
            if (name := _name(page, n)) is not None:
                found.append(name)
        sides.append(found)
    own = changing(page, key, place) if key[:2] == "s:" else None
    if own is not None and SIGNS.match(page.cells[place].clean) is not None:
        own = None
    if own is None and page.codes[place] == HEAD:
        own = page.kinds[place].name
    return sides[0], sides[1], own


def _name(page: Page, n: int) -> str | None:
    """The name that a line could be."""
    if page.codes[n] not in (SHORT, SIDE):
        return None
    name = doubled(page.cells[n].clean)
    return name if namelike(name) and NO_NAME.search(name) is None else None
