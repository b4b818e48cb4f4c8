"""Which short lines in the headers are titles, not names: told by who stands above, and the facts.

A person has one title, a title has several persons: engines print it below the name. So a line
that nearly always has a short line right above it, and not always the same one, is a title; in a
name's case the words above are somebody's last, and differ in kind. Facts tell it where the names
are lost: whoever joined on two days, or has written two numbers of posts, is two people. And titles
are a ladder: "Pirate", "Active Pirate".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from threadview.formats.text.lines.kind import (
    COUNT,
    DATE,
    HEAD,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    PROSE,
    SHORT,
    SIDE,
    TAIL,
    TITLE,
)
from threadview.formats.text.lines.people import doubled, namelike, titled
from threadview.formats.text.marks.priors import CORE
from threadview.formats.text.page import Page
from threadview.pattern import pattern

MOSTLY = 0.8
LINES = frozenset((SHORT, SIDE))
TITLES = LINES | {HEAD, TAIL}
FEWEST = 3
"""Times that a title stands on a page before its owners tell it from a name."""
APART = frozenset((HEAD, TAIL, TITLE, NUMBER, NBSP, PROSE))
"""Lines that do not stand between a title and the facts below it."""
TOLD = frozenset((LABEL, PAIR, DATE))
"""Lines that hold facts."""
_TELLING = bytes([code in LINES | APART | TOLD for code in range(256)])
COUNTERS = 2
"""Counters without a label right below a date that make it the day somebody joined."""
NUMBERS = pattern(r"\d[\d.,]*")

Facts = tuple[tuple[str, str], ...]
"""What is said about a poster, each once: a label, or "date", and the value."""


class Ranks:
    """The lines of a page's headers that are titles.

    Attributes:
        cells: where they stand.
    """

    def __init__(self, page: Page, heads: list[list[int]]) -> None:
        where: defaultdict[str, list[int]] = defaultdict(list)
        below: set[int] = set()
        codes, lower = page.codes, page.lower
        for head in heads:
            above = -2
            for n in [n for n in head if codes[n] in LINES]:
                where[lower[n]].append(n)
                if above == n - 1:
                    below.add(n)
                above = n
        self.cells = {n for head in heads for n in head if codes[n] in TITLES and titled(lower[n])}
        for text, places in where.items():
            if len(places) >= FEWEST and len(text) > 1 and text not in page.mentioned:
                owners = _owners(page, text, [n - 1 for n in places if n in below])
                if len(owners) > 1 and owners.total() >= MOSTLY * len(places):
                    self.cells.update(places)
        for text in _shared(page, heads):
            if len(text) > 1:
                self.cells.update(where[text])


def _owners(page: Page, text: str, above: list[int]) -> Counter[str]:
    """Whose names stand right above a line, in lower case, where it is no part of them."""
    owners = Counter(doubled(page.cells[n].clean).casefold() for n in above)
    own = doubled(text)
    return Counter({name: n for name, n in owners.items() if namelike(name) and name != own})


def _shared(page: Page, heads: list[list[int]]) -> set[str]:
    """Lines that stand above different people's facts, and those of the same ladder."""
    facts: defaultdict[str, Counter[Facts]] = defaultdict(Counter)
    codes = page.codes
    telling = codes.translate(_TELLING)
    for head in heads:
        below: Facts = ()
        for n in [n for n in reversed(head) if telling[n]]:
            code = codes[n]
            if code in LINES:
                if below:
                    facts[page.lower[n]][below] += 1
            elif code in APART:
                below = ()
            elif fact := _fact(page, n):
                below = _joined(below, fact)
    found = {text for text, those in facts.items() if _differ(those) and text not in page.mentioned}
    ladder = {text for text in facts if any(text.endswith(f" {low}") for low in found)}
    return found | (ladder - page.mentioned)


@lru_cache(maxsize=16384)
def _joined(below: Facts, fact: Facts) -> Facts:
    """The facts that stand below a line, and one more above them."""
    return tuple(sorted({**dict(below), **dict(fact)}.items()))


def _differ(those: Counter[Facts]) -> bool:
    """Whether the facts about whoever a line names cannot be one person's, odd ones apart."""
    if len(those) == 1:
        return False
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for facts, count in those.items():
        for label, value in facts:
            values[label][value] += count
    return any(max(each.values()) < MOSTLY * each.total() for each in values.values())


def _fact(page: Page, n: int) -> Facts:
    """What a line says about its poster that stays the same on a page: when they joined, how much
    they wrote."""
    key, code = page.keys[n], page.codes[n]
    if code != DATE:
        if key[2:] not in CORE:
            return ()
        if code == PAIR:
            return _numbered(key, page.cells[n].clean)
        valued = n + 1 < len(page.cells) and page.keys[n + 1] == "value"
        return _numbered(key, page.cells[n + 1].clean) if valued else ()
    counters = range(n + 1, min(n + 1 + COUNTERS, len(page.cells)))
    if all(page.codes[m] == COUNT for m in counters) and len(counters) == COUNTERS:
        date = page.kinds[n].date
        if date is not None and not date.time:
            return (("date", page.cells[n].clean),)
    return ()


@lru_cache(maxsize=16384)
def _numbered(label: str, value: str) -> Facts:
    """A label with the last number of its value."""
    numbers = NUMBERS.findall(value)
    return ((label, numbers[-1]),) if numbers else ()
