"""Lines of one template whose words are too many for a line of a date.

"[–]tern 12 points13 points 3 years ago (2 children)", "by tern ( 4711 ) on 3 March 2020 (#12)
Homepage": an engine prints several things in one line with the date, some of them only sometimes.
Alone such a line looks like prose; but the words right beside its date come back with every post.
"""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines import dates
from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import DATE, Kind
from threadview.formats.text.lines.tables import dated
from threadview.pattern import pattern

FEWEST = 4
"""Lines with the same words beside their dates, at least."""
MOST_WORDS = 24
BESIDE = 2
"""Words on one side of a date that are a template's; one on each side are as much."""
SENTENCE = (".", "!", "?", "…", ":", ",", ";", "。", "！", "？")
"""What a line of words ends in, and a template's hardly does."""
DIGITS = pattern(r"\d+")


def recurring(cells: list[Cell], kinds: list[Kind]) -> dict[int, Kind]:
    """The lines with a date among other words that are a template's, by their cell, as such. (One
    that begins with its date is a log's.)"""
    among = {
        n: found
        for n, kind in enumerate(kinds)
        if kind.among
        and kind.words <= MOST_WORDS
        and not cells[n].clean.endswith(SENTENCE)
        and (found := dates.find(cells[n].clean)) is not None
        and found.start > 0
    }
    if not among:
        return {}
    dated_ = {n: kind.date for n, kind in enumerate(kinds) if kind.code == DATE and kind.date}
    sides = {n: _sides(cells[n].clean, found) for n, found in (dated_ | among).items()}
    common = Counter(side for those in sides.values() for side in those)
    return {
        n: dated(cells[n].clean, found, kinds[n].words)
        for n, found in among.items()
        if any(common[side] >= FEWEST for side in sides[n])
    }


def _sides(clean: str, date: dates.Found) -> set[tuple[str, ...]]:
    """What stands beside a date: two words before it, two behind it, one on each side."""
    before = DIGITS.sub("0", clean[: date.start].casefold()).split()[-BESIDE:]
    behind = DIGITS.sub("0", clean[date.end :].casefold()).split()[:BESIDE]
    found: set[tuple[str, ...]] = set()
    if len(before) == BESIDE:
        found.add((*before, "¤"))
    if len(behind) == BESIDE:
        found.add(("¤", *behind))
    if before and behind:
        found.add((before[-1], "¤", behind[0]))
    return found
