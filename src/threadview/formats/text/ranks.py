"""Which short lines in the headers are titles, not names: told by who stands above them: ranks.

A person has one title, a title has several persons: engines print it below the name. So a line
that nearly always has a short line right above it, and not always the same one, is a title; in a
name's case the words above are somebody's last, and differ in kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from threadview.formats.text.keys import HEAD, SHORT, SIDE, TAIL
from threadview.formats.text.page import Page
from threadview.formats.text.people import RANKS, doubled, namelike

MOSTLY = 0.8
LINES = frozenset((SHORT, SIDE))
TITLES = LINES | {HEAD, TAIL}
FEWEST = 3
"""Times that a title stands on a page before its owners tell it from a name."""


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
                if text in RANKS:
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
