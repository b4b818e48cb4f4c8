"""The weight of a line as the title, by what engines and extractors do to a title.

A label before it ("Topic:"), a heading's mark (html2text's "#"), the line that the engine prints
under it ("Thread starter …", "Ask Question"), the breadcrumb that ends in it, the posts that use
its words.
"""

from __future__ import annotations

from collections import Counter

from threadview.formats.text.lines.kind import DATE, HEAD, LABEL, NUMBER, PAIR, PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.formats.text.titles.lines import (
    LABELLED,
    NAVIGATION,
    SITE,
    bare,
    below_title,
    is_trail,
    reads_like_heading,
)
from threadview.formats.text.titles.rows import bylined, rowed
from threadview.pattern import pattern

COUNTED = pattern(r"\b\d+\b")
LONG = pattern(r"[^\W\d_]{3,}")
WORDS = pattern(r"[^\W\d_]{4,}")
WIDE = pattern(r"(?<=\S)[ \t]{4,}(?=\S)")
HEADERS = (DATE, HEAD, LABEL, NUMBER, PAIR)
STEP = pattern(r"\d\. (?=\S)")
"""The number of a step in a breadcrumb that is a list."""
FURTHEST = 120
"""Cells above the first post that are looked at from below."""
SEEN = 400
"""Cells below the beginning of the first post that are compared with a line."""
TOP = 4
"""Cells at the top of a text in which an extractor that prints only the main content has the
title."""
TELLING = 5
"""Longer words of a line that the posts must use again, where no blank line is below it."""
FEW = 12
"""Cells above the first post up to which there is no page head, only the main content's."""


class Weigher:
    """Weighs the lines above the first post of a page."""

    def __init__(self, page: Page, start: int, text: str) -> None:
        self.page = page
        self.start = start
        self.text = text
        self.lower = page.lower[: start + SEEN]
        self.counts = Counter(self.lower)
        self.main = start < FEW and not any(
            cell.bullet and page.codes[n] == SHORT for n, cell in enumerate(page.cells[:start])
        )
        """Whether there is no page's head above the first post."""
        self.above = "\n".join(self.lower[max(0, start - FURTHEST) : start])
        """The lines that may be the title."""
        steps = [line for line in self.lower if line[1:3] == ". " and STEP.match(line)]
        self.steps = Counter(STEP.sub("", line) for line in steps)
        self.spoken = _spoken(page, start)
        cells = page.cells[: start + SEEN]
        self.outdented = sum(cell.indent > 2 for cell in cells) > 0.5 * len(cells)

    def worth(self, index: int) -> float:
        """How much a line looks like the title."""
        worth = self.marked(index)
        depth = 1 - (self.start - index) / (min(self.start, FURTHEST) + 1)
        if self.main:
            headed = any(code in HEADERS for code in self.page.codes[index + 1 : index + 4])
            worth += 1.0 if headed or index < TOP else -1.5
            worth += 1.0 if headed else 0.0
        opens = index == 0 and not self.main and not self.page.cells[1].bullet
        worth += 0.8 * depth + (0.8 if opens else 0.0)
        longer = set(WORDS.findall(self.lower[index]))
        if longer:
            spoken = self.spoken if index < self.start else _spoken(self.page, index + 1)
            share = len(longer & spoken) / len(longer)
            worth += 1.5 * share * min(1.0, (len(longer) + 1) / 3)
        return worth

    def repeated(self, index: int) -> bool:
        """Whether a line is a heading of several words of which the posts use nearly all."""
        longer = set(WORDS.findall(self.lower[index]))
        said = _spoken(self.page, index + 1)
        return len(longer) >= TELLING and len(longer & said) >= 0.75 * len(longer)

    def alike(self, index: int) -> float:
        """The share of a line's longer words that other cells say."""
        longer = set(WORDS.findall(self.lower[index]))
        said: set[str] = set()
        for n, line in enumerate(self.lower):
            if n != index:
                said.update(WORDS.findall(line))
        return len(longer & said) / len(longer) if longer else 0.0

    def marked(self, index: int) -> float:
        """How much a line is marked as the title, wherever it stands."""
        form, company = self._form(index), self._company(index)
        if company < 2.5 and not reads_like_heading(self.page.cells[index].clean):
            form -= 2.5 if self.main else 1.5
        return form + company

    def _form(self, index: int) -> float:
        """By the line itself."""
        cell, line = self.page.cells[index], self.lower[index]
        count = len(line.split())
        worth = 1.0 if 2 < count < 24 else (0.3 if count == 2 else -1.0)
        begin = cell.start + cell.indent
        beside = WIDE.split(self.text[cell.start : cell.end].strip(), 1)[1:]
        worth += 2.0 if beside and below_title(beside[0].casefold()) else 0.0
        if self.text.startswith("# ", begin):
            worth += 2.0
        elif self.text.startswith("## ", begin) or (self.outdented and not cell.indent):
            worth += 1.0
        worth += 2.5 if LABELLED.match(line) else 0.0
        worth += 0.3 if line.endswith("?") else 0.0
        worth -= 1.0 if COUNTED.search(line) is not None and len(LONG.findall(line)) < 2 else 0.0
        worth += 0.3 if cell.gap else 0.0
        # A rank or a button stands beside each post; in a page's furniture, so may the title.
        worth -= 0.6 if self.main and count < 4 and self.counts[line] > 2 else 0.0
        worth -= 1.0 if cell.bullet else 0.0
        if line.endswith(".") and self.page.codes[index] == PROSE:
            worth -= 2.5 if line in self.lower[self.start :] else 0.0  # a preview of the post
        if count < 7 and SITE.search(line) is not None:
            worth -= 1.5
        worth -= 2.0 * min(2, len(NAVIGATION.findall(line)))
        if self.page.keys[index] and self.page.codes[index] != DATE:
            worth -= 1.0
        return worth

    def _company(self, index: int) -> float:
        """By the lines around it, and those that say the same."""
        page, lower, line = self.page, self.lower, self.lower[index]
        count = len(line.split())
        worth = 0.0
        near = [n for n in range(index + 1, min(len(lower), index + 10)) if lower[n].strip()]
        place = 0
        for n in near:
            if below_title(lower[n]):
                worth += (2.5, 1.5, 0.8, 0.4)[place]
                break
            place += not page.cells[n].bullet  # a breadcrumb in the shape of a list may be between
            if place == 4:
                break
        said = bare(line)
        around = [lower[n] for n in (*range(max(0, index - 2), index), *near[:2])]
        if said and any(other != line and _ends(other, said) for other in around):
            worth += 1.2
        if index and lower[index - 1] == line:
            worth += 1.5
        elif index and is_trail(lower[index - 1]) and not page.cells[index].bullet:
            worth += 0.8
        worth += 2.5 if rowed(page, index, self.text) or bylined(lower, index) else 0.0
        if count > 1:
            again = self.above.count(line) > (index < self.start)
            worth += (0.8 if again else 0.0) + (0.5 if self.counts[line] == 2 else 0.0)
            worth += 1.0 if self.steps[line] > 1 else 0.0
        cell = page.cells[index]
        if index and not cell.gap and not cell.bullet:
            above = page.cells[index - 1]
            wrapped = len(above.clean) > 55 and above.indent == cell.indent
            worth -= 1.2 if wrapped and (line[0].islower() or above.clean[-1] not in ".?!") else 0.0
        return worth


def _ends(line: str, said: str) -> bool:
    """Whether a line is a breadcrumb that ends in these words."""
    return (
        len(line) > len(said)
        and line.endswith(said)
        and not line[: -len(said)].rstrip()[-1:].isalnum()
    )


def _spoken(page: Page, start: int) -> set[str]:
    """The longer words of the first bodies' prose."""
    bodies = range(start, min(len(page.cells), start + SEEN))
    said = "\n".join([page.lower[n] for n in bodies if page.codes[n] == PROSE])
    return set(WORDS.findall(said))
