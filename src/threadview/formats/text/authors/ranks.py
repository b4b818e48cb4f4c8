"""Which short lines in the headers are titles, not names: told by who stands above, and the facts.

A person has one title, a title has several persons: engines print it below the name. So a line
that nearly always has a short line right above it, and not always the same one, is a title; in a
name's case the words above are somebody's last, and differ in kind. Facts tell it where the names
are lost: whoever joined on two days, or has written two numbers of posts, is two people. And titles
are a ladder: "Pirate", "Active Pirate".
"""

from __future__ import annotations

from collections import Counter, defaultdict

from threadview.formats.text.lines.keys import (
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
COUNTERS = 2
"""Counters without a label right below a date that make it the day somebody joined."""
NUMBERS = pattern(r"\d[\d.,]*")

Facts = dict[str, str]
"""What is said about a poster: by label, or "date" and the number of lines below it."""


class Ranks:
    """The lines of a page's headers that are titles.

    Attributes:
        cells: where they stand.
    """

    def __init__(self, page: Page, heads: list[list[int]]) -> None:
        above: defaultdict[str, Counter[str]] = defaultdict(Counter)
        seen: Counter[str] = Counter()
        where: defaultdict[str, list[int]] = defaultdict(list)
        self.cells: set[int] = set()
        cells, codes = page.cells, page.codes
        for head in heads:
            for i, n in enumerate(head):
                if (code := codes[n]) not in TITLES:
                    continue
                text = cells[n].clean.casefold()
                if titled(text):
                    self.cells.add(n)
                if code not in LINES or len(text) < 2:
                    continue
                seen[text] += 1
                where[text].append(n)
                before = head[i - 1] if i else -1
                if before == n - 1 and codes[before] in LINES:
                    owner = doubled(cells[before].clean).casefold()
                    if namelike(owner) and owner != doubled(text):
                        above[text][owner] += 1
        for text, owners in above.items():
            often = owners.total() >= MOSTLY * seen[text]
            if len(owners) > 1 and seen[text] >= FEWEST and often and text not in page.mentioned:
                self.cells.update(where[text])
        for text in _shared(page, heads):
            self.cells.update(where[text])


def _shared(page: Page, heads: list[list[int]]) -> set[str]:
    """Lines that stand above different people's facts, and those of the same ladder."""
    facts: dict[str, list[Facts]] = defaultdict(list)
    codes = page.codes
    for head in heads:
        below: Facts = {}
        for n in reversed(head):
            code = codes[n]
            if code in LINES:
                if below:
                    facts[page.cells[n].clean.casefold()].append(below)
            elif code in APART:
                below = {}
            elif code in TOLD and (fact := _fact(page, n)):
                below = below | fact
    found = {text for text, those in facts.items() if _differ(those) and text not in page.mentioned}
    ladder = {text for text in facts if any(text.endswith(f" {low}") for low in found)}
    return found | (ladder - page.mentioned)


def _differ(those: list[Facts]) -> bool:
    """Whether the facts about whoever a line names cannot be one person's, odd ones apart."""
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in those:
        for label, value in one.items():
            values[label][value] += 1
    return any(
        len(each) > 1 and each.most_common(1)[0][1] < MOSTLY * each.total()
        for each in values.values()
    )


def _fact(page: Page, n: int) -> Facts:
    """What a line says about its poster that stays the same on a page: when they joined, how much
    they wrote."""
    key, code = page.keys[n], page.codes[n]
    if code in (LABEL, PAIR) and key[2:] in CORE:
        value = page.cells[n].clean
        if code == LABEL:
            if n + 1 == len(page.cells) or page.keys[n + 1] != "value":
                return {}
            value = page.cells[n + 1].clean
        numbers = NUMBERS.findall(value)
        return {key: numbers[-1]} if numbers else {}
    counters = range(n + 1, min(n + 1 + COUNTERS, len(page.cells)))
    if code == DATE and all(page.codes[m] == COUNT for m in counters) and len(counters) == COUNTERS:
        date = page.kinds[n].date
        if date is not None and not date.time:
            return {"date": page.cells[n].clean}
    return {}
