"""Which name each line between two bodies may hold, told by how lines vary over the page's posts.

A label is always the same, a counter the same but for its number: neither is anybody's name. Words
that come back around a changing one ("by tern", "tern says") are taken off it. Both are learnt from
the page, so the language does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise, product

from threadview.cues.dates import MONTHS
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import COUNT, DATE, PAIR, SHORT, SIDE
from threadview.formats.text.lines.people import (
    LETTER,
    RANK_WORDS,
    halved,
    namelike,
    titled,
    unadorned,
    uncounted,
    untitled,
)
from threadview.formats.text.page import Page
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

FEWEST = 4
"""Gaps that must hold what is constant."""
COMMON = 0.6
"""The share of gaps that do."""
ALWAYS = 0.95
"""The share from which those beside a label need not come again."""
COMPANY = 3
"""Others, at least, who stand beside a label, no two of them at once; and between fixed words."""
MOSTLY = 0.8
"""The share of what stands between fixed words that has letters."""
MOST_FIXED = 8
"""Words before, or behind, a name that may be fixed."""
MOST_WORDS = 12
REACH = 20
"""Cells above the first and below the last body that are looked at."""
INTO = 5
"""Short lines of a body's head and foot that may be furniture which nothing told from it."""
LINES = frozenset((SHORT, SIDE, COUNT, DATE, PAIR))
NUMBER = pattern(r"(?<![^\s(#])\d+(?:[.,:]\d+)*(?![^\s).,:])")
LABELLED = pattern(r"(?<=[\u3041-\u9fff])\d+$")
"""A number behind a label in scripts without spaces."""
GLUED = pattern(r"(?<=[^\W\d_]{4})\d+(?= )")
"""A number behind a word, with words behind it."""
NUMBERED = (["0"], ["#0"])
"""A post's number beside its author's name."""
POSSESSIVE = ("'s", "’s")
"""What is left of "tern's picture"."""
EDGES = " \t·|•,-–—»«"
DATED = "\0"
"""What stands for a line's date."""

Fixed = tuple[tuple[str, ...], tuple[str, ...]]
"""The words before a name, and those behind it."""


class Line(NamedTuple):
    """A line between bodies: its cell, and the name it may hold."""

    cell: int
    name: str


class Readings:
    """The lines between a page's bodies, as names.

    Attributes:
        gaps: the cells above the first body, between each two, and below the last.
        lines: what could be names in each gap.
        present: for each gap, the first line with each name, in lower case.
        between: the same names, but for those that stand in a body's short lines.
    """

    def __init__(self, page: Page, records: list[Record]) -> None:
        self.page = page
        self.gaps = _gaps(page, records)
        texts = [[(n, text) for n in gap for text in _texts(page, n)] for gap in self.gaps]
        fixed = _fixed(texts)
        named = {text: _between(text, fixed) for gap in texts for _, text in gap}
        read = [[(n, named[text]) for n, text in gap] for gap in texts]
        if _twofold(read):
            read = [[(n, halved(text)) for n, text in gap] for gap in read]
        barred = _labels(page, read)
        self.lines = [
            [Line(n, text) for n, text in gap if _shape(text) not in barred and _may_be(text)]
            for gap in read
        ]
        self.barred = barred
        self.present = [
            {line.name.casefold(): line for line in reversed(gap)} for gap in self.lines
        ]
        said = {n for record in records for n in range(record.start, record.end)}
        self.between = [
            {line.name.casefold() for line in gap if line.cell not in said} for gap in self.lines
        ]

    def bars(self, name: str) -> bool:
        """Whether a name is a label or a counter of the page."""
        return _shape(name) in self.barred


def _gaps(page: Page, records: list[Record]) -> list[list[int]]:
    count, codes = len(page.cells), page.codes
    edges = [(0, records[0].start), *((a.end, b.start) for a, b in pairwise(records))]
    edges.append((records[-1].end, count))
    found: list[list[int]] = []
    for number, (first, last) in enumerate(edges):
        begin, end = first, last
        low = records[number - 1].start + 1 if number else 0
        high = records[number].end - 1 if number < len(records) else count
        while begin > max(low, first - INTO) and codes[begin - 1] in LINES:
            begin -= 1
        while end < min(high, last + INTO) and codes[end] in LINES:
            end += 1
        if not number:
            begin = max(begin, last - REACH)
        elif number == len(records):
            end = min(end, first + REACH)
        found.append(list(range(begin, end)))
    return found


def _texts(page: Page, n: int) -> list[str]:
    """The words of a line that may hold a name, its date apart, those on both sides of it each for
    themselves; nothing where it may not."""
    kind, text = page.kinds[n], page.cells[n].clean
    if page.codes[n] not in LINES or kind.edit is not None or page.keys[n].startswith(("l:", "va")):
        return []
    texts = [text]
    if page.codes[n] == DATE and kind.date is not None:
        before, behind = text[: kind.date.start].strip(), text[kind.date.end :].strip()
        sides = ((before, f"{before} {DATED}"), (behind, f"{DATED} {behind}"))
        texts = [said for side, said in sides if LETTER.search(side) is not None]
    elif len(NUMBER.findall(text)) > 1 and page.keys[n][:2] != "s:":
        return []
    return [text for text in texts if not _untold(text)]


def _untold(text: str) -> bool:
    """Whether a line is a title, speaks to somebody, or says too much to name anybody."""
    known = titled(text) or text.rpartition(" ")[2].casefold() in RANK_WORDS
    return known or text[0] == "@" or text.count(" ") > MOST_WORDS


@lru_cache(maxsize=16384)
def _shape(text: str) -> str:
    return LABELLED.sub("0", NUMBER.sub("0", text.casefold()))


def _words(text: str) -> list[str]:
    """The words of a line's shape, a counter's glued to the one before it ("12 points13 points")
    among them."""
    return GLUED.sub("0", _shape(text)).split()


@lru_cache(maxsize=16384)
def _may_be(text: str) -> bool:
    return namelike(text) and text.casefold() not in MONTHS


def _fixed(texts: list[list[tuple[int, str]]]) -> list[Fixed]:
    """The words that stay around changing ones, the most first."""
    least = max(FEWEST, COMMON * (len(texts) - 1))
    worded = [[_words(text) for _, text in gap if " " in text] for gap in texts]
    firsts = _often([{words[0] for words in gap} for gap in worded], least)
    lasts = _often([{words[-1] for words in gap} for gap in worded], least)
    rests: dict[Fixed, dict[int, str]] = defaultdict(dict)
    for number, gap in enumerate(worded):
        for words in gap:
            count = len(words)
            before = range(min(MOST_FIXED, count - 1) + 1 if words[0] in firsts else 1)
            behind = range(min(MOST_FIXED, count - 1) + 1 if words[-1] in lasts else 1)
            for a, b in product(before, behind):
                if 0 < a + b < count:
                    key = tuple(words[:a]), tuple(words[count - b :])
                    rests[key].setdefault(number, " ".join(words[a : count - b]))
    able = [
        key
        for key, found in rests.items()
        if len(found) >= least and len(set(found.values())) >= COMPANY and _frames(key, found)
    ]
    return sorted(able, key=lambda key: -len(key[0]) - len(key[1]))


def _often(gaps: list[set[str]], least: float) -> set[str]:
    """The words that stand in so many gaps at least."""
    seen = Counter(word for gap in gaps for word in gap)
    return {word for word, count in seen.items() if count >= least}


def _frames(key: Fixed, found: dict[int, str]) -> bool:
    """Whether fixed words stand around names: not a field's label and its values, nor dates."""
    before, behind = key
    if before and before[-1].endswith((":", "：")):
        return False
    around = [word for word in (*before, *behind) if word != DATED]
    if not any(map(LETTER.search, around)) and around not in NUMBERED:
        return False
    named = sum(
        LETTER.search(rest) is not None and DATED not in rest and rest not in MONTHS
        for rest in found.values()
    )
    return named >= MOSTLY * len(found)


def _between(text: str, fixed: list[Fixed]) -> str:
    """What stands between fixed words, its date apart; the text where it has none."""
    words = text.split()
    if fixed and len(words) > 1:
        low = _words(text)
        for before, behind in fixed if len(words) == len(low) else ():
            rest = len(low) - len(behind)
            around = tuple(low[: len(before)]), tuple(low[rest:])
            if len(before) < rest and around == (before, behind):
                words = words[len(before) : rest]
                if behind and words[-1].endswith(POSSESSIVE):
                    words[-1] = words[-1][:-2]
                words = uncounted(" ".join(words)).split()
                break
    if DATED in words:  # what parts a name from a date is no part of it
        words = uncounted(" ".join(word for word in words if any(map(str.isalnum, word)))).split()
    said = next((n for n, word in enumerate(words) if n and word[0] == "("), len(words))
    name = untitled(" ".join(words[:said]).strip(EDGES))
    return unadorned(name)


def _twofold(read: list[list[tuple[int, str]]]) -> bool:
    """Whether this page says names twice without a space: in most gaps, more than one name."""
    twofold = [{text for _, text in gap if halved(text) != text} for gap in read]
    several = len(set().union(*twofold)) >= COMPANY
    return several and sum(map(bool, twofold)) >= COMMON * (len(read) - 2)


def _labels(page: Page, read: list[list[tuple[int, str]]]) -> set[str]:
    """The shapes of labels and counters."""
    said: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[int]] = defaultdict(set)
    for number, gap in enumerate(read):
        for _, text in gap:
            shape = _shape(text)
            said[shape].add(text.casefold())
            beside[shape].add(number)
    found = {
        shape
        for shape, those in said.items()
        if len(those) > 1
        and (shape[:1] == "0" or len(those) >= FEWEST or len(beside[shape]) >= FEWEST)
    }
    inner = len(read) - 2
    rare = [
        (name, gaps)
        for name, gaps in sorted(beside.items(), key=lambda item: len(item[1]))
        if len(gaps) < COMMON * inner and namelike(name)
    ]
    for shape, mine in beside.items():
        if max(FEWEST, COMMON * inner) <= len(mine) and shape not in page.mentioned:
            again = 1 if len(mine) >= ALWAYS * inner else 2
            others = [gaps for _, gaps in rare if len(gaps) >= again]
            if _accompanied(mine, others, again):
                found.add(shape)
    return found


def _accompanied(mine: set[int], others: list[set[int]], again: int) -> bool:
    """Whether several others stand beside a line, at least so many times `again`, one here and
    another there."""
    company: list[set[int]] = []
    for theirs in others:
        together = len(theirs & mine) >= again
        if together and all(theirs.isdisjoint(those) for those in company):
            company.append(theirs)
            if len(company) == COMPANY + again - 2:
                return True
    return False
