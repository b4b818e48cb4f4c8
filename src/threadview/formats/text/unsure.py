"""Words outside the bodies that are too like somebody's words to be folded.

Above the first body, between bodies and below the last stand a page's notices, names and facts; but
so do the words of a post whose mark is lost, or whose first lines look like a header's. A notice
shown costs little, somebody's words folded are lost. So prose is shown where it is more than pages
say there, and lines of a header are that are no fact, no name and said once only: as words of the
post, or, where as many pages say such a thing as people do, as strays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from functools import cached_property
from itertools import pairwise

from threadview.cues import furniture, titles
from threadview.formats.text.bodies.foot import is_way
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import (
    AD,
    COUNT,
    EDIT,
    FILE,
    FOOT,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    TAIL,
)
from threadview.formats.text.lines.people import RANKS, doubled, namelike
from threadview.formats.text.page import Page
from threadview.formats.text.titles.lines import NAVIGATION

BELOW = furniture.words(titles.BELOW)
MORE = 2
"""How many times more words the prose has than all other lines, where they are no page's head."""
FEW = 6
"""Links of a list above the first body, up to which they are no page's head."""
LEAST = 12
"""Words of that prose, at least."""
HEAD = 45
"""Words of prose between a page's title and its first post that are more than a notice has."""
LONGEST_WAY = 200
"""Characters of the way to a thread."""
BETWEEN = 25
"""Words of prose between two bodies that are more than a page says there."""
SIGNED = 80
"""The same behind a line that ends bodies, where a signature may stand."""
SAID = 4
"""Words of a line from which it is said rather than a name or title."""
MENU = 0.5
"""The share of a line's words that begin with a capital, in menus and in no language's prose."""
BEHIND = frozenset((TAIL, NBSP, EDIT, FILE, AD))
"""A separator, and what belongs to the post above it."""
ENDING = frozenset((TAIL, NBSP, RULE))
"""What ends a body, so that a signature may follow it."""


RARE = 0.25
"""The share of headers that hold a line of one form, up to which that form is no header's."""
FEWEST = 4
"""Headers that tell which forms are."""
FACTS = frozenset((SHORT, NUMBER, COUNT, LABEL, PAIR))
"""What a line of a body may be taken for."""
ABOUT = frozenset((LABEL, PAIR))
"""What is about a poster wherever it stands."""


def _header(record: Record) -> range:
    """The cells between a post's mark and its body."""
    return range(max(record.anchor + 1, record.cut), record.start)


class Unsure:
    """Which cells outside the bodies of a page's records are shown: `words` as words of their post,
    `strays` beside them.

    `taken` holds the cells that are names; `opens`, that the page begins its dump and no article
    stands above its posts.
    """

    def __init__(
        self, page: Page, records: list[Record], taken: Container[int], opens: bool
    ) -> None:
        self.page = page
        self.records = records
        self.taken = taken
        self.opens = opens
        self.words: set[int] = set()
        self.strays: set[int] = set()

    def find(self, title: int, after: bool) -> None:
        """Fill both sets. `title` is the title's cell, -1 where there is none; `after`, whether
        what marks a post stands below its words."""
        page, first, last = self.page, self.records[0], self.records[-1]
        links = sum(cell.bullet for cell in page.cells[: first.start]) if self.opens else FEW + 1
        begins = first.start <= 1 and FOOT not in page.codes
        plain = links <= FEW and (begins or self._is_bare(title + 1, first.start))
        if self.opens:
            said = {page.cells[n].clean for n in range(first.start, first.end)}
            shown = self.words if plain or after else self.strays
            shown |= self._prose(title + 1, first.start, said, 0 if plain else HEAD)
            if links <= FEW and self._is_bare(0, title):  # a heading in the first post's words
                shown |= self._prose(0, title, said, HEAD)
        for above, below in pairwise(self.records):
            self._between(above, below, plain)
        if not after:
            for record in self.records:
                self._headed(record)
        if self.opens and self._is_last(last.end) and not self._is_foot(last.end):
            self.words |= self._prose(last.end, len(page.cells), set(), 0 if after else HEAD)

    @cached_property
    def _said(self) -> set[str]:
        """What the page says more than once."""
        counts = Counter([cell.clean for cell in self.page.cells])
        return {clean for clean, count in counts.items() if count > 1}

    def _between(self, above: Record, below: Record, plain: bool) -> None:
        """The prose between two bodies, unless it may be a signature."""
        page = self.page
        at = page.codes.find(PROSE, above.end, below.start)
        if at < 0:
            return
        if plain:
            self.words |= self._prose(above.end, below.cut, set(), 0)
            return
        closed = at > above.end and page.codes[at - 1] in ENDING
        found = self._prose(at, below.start, self._said, SIGNED if closed else BETWEEN)
        said = sum(map(self._speech, found))
        if said >= SIGNED:
            self.words |= found
        else:
            self.strays |= found

    def _headed(self, record: Record) -> None:
        """Lines between a post's mark and its body that are said: words of the body that they
        begin, unless facts about the poster stand between; where the post has no words else, all
        that nothing tells from words."""
        page = self.page
        codes, said = page.codes, self._said
        header = _header(record)
        once = [n for n in header if codes[n] in FACTS and page.cells[n].clean not in said]
        if not once:
            return
        empty = not page.words_between(record.start, record.end)
        last = max(codes.rfind(code, header.start, header.stop) for code in ABOUT)
        for n in once:
            shown = self.words if empty or n > last else self.strays
            if page.codes[n] == SHORT and not page.keys[n]:
                if self._is_said(n, empty):
                    shown.add(n)
            elif record.cut and self._is_odd(n):
                (self.strays if n == last else shown).add(n)

    @cached_property
    def _usual(self) -> set[str]:
        """What returns in headers: keys, and the kinds of lines without one."""
        page = self.page
        counts: Counter[str] = Counter()
        for record in self.records:
            counts.update({page.keys[n] or chr(page.codes[n]) for n in _header(record)})
        least = max(1.0, RARE * len(self.records))
        return {form for form, count in counts.items() if count > least}

    def _is_said(self, n: int, empty: bool) -> bool:
        """Whether a short line in a header, said once, is no name, title or fact."""
        clean, words = self.page.cells[n].clean, self.page.kinds[n].words
        if n in self.taken or not words or self.page.lower[n] in RANKS:
            return False
        return empty or (words >= SAID and not namelike(doubled(clean)))

    def _is_odd(self, n: int) -> bool:
        """Whether a line that looks like a fact, said once, is of no form that the headers have."""
        page, code = self.page, self.page.codes[n]
        if len(self.records) < FEWEST or n in self.taken or not page.kinds[n].words:
            return False
        if code in ABOUT and page.kinds[n].words < SAID:
            return False
        return (page.keys[n] or chr(code)) not in self._usual

    def _speech(self, n: int) -> int:
        """Words of a line that people may say: those of a notice, which asks to come in or to
        switch something on, are none, nor are menus and drawings written as numbers."""
        clean = self.page.cells[n].clean
        if NAVIGATION.search(self.page.lower[n]) is not None:
            return 0
        words = clean.split()
        if sum(word[0].isupper() for word in words) > MENU * len(words):
            return 0
        return min(self.page.kinds[n].words, len(words))

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether what stands there is prose and little else."""
        prose = other = 0
        for n in range(start, end):
            if self.page.codes[n] == PROSE:
                prose += self.page.kinds[n].words
            else:
                other += self.page.kinds[n].words
        return prose >= LEAST and prose > MORE * other

    def _is_last(self, start: int) -> bool:
        """Whether nothing of a page's foot stands below the last body."""
        page, end = self.page, len(self.page.cells)
        return self._is_bare(start, end) and not any(
            page.codes[n] == FOOT or page.cells[n].bullet for n in range(start, end)
        )

    def _is_foot(self, start: int) -> bool:
        """Whether a heading stands behind the separator that closes the last body and what belongs
        to that: a block of the site's, since every body ends in a separator."""
        page = self.page
        below = start
        while below < len(page.cells) and page.codes[below] in BEHIND:
            below += 1
        if not start < below < len(page.cells) - 1 or NBSP not in page.codes[start:below]:
            return False
        heading = page.codes[below] == SHORT and page.cells[below].gap
        return bool(heading and page.cells[below + 1].gap)

    def _prose(self, start: int, end: int, said: set[str], least: int) -> set[int]:
        """The cells from the first prose to the last that nobody says elsewhere, but furniture;
        none where the prose has fewer words than the least."""
        page = self.page
        told = {n for n in range(start, end) if self._is_told(n)}
        prose = [
            n
            for n in range(start, end)
            if page.codes[n] == PROSE and page.cells[n].clean not in said and n not in told
        ]
        if not prose or (least and sum(map(self._speech, prose)) < least):
            return set()
        return {
            n
            for n in range(prose[0], prose[-1] + 1)
            if (page.codes[n] == PROSE or (page.codes[n] == SHORT and not page.keys[n]))
            and page.cells[n].clean not in said
            and n not in told
        }

    def _is_told(self, n: int) -> bool:
        """Whether a line is what pages say below a thread's title, or the way to it."""
        clean = self.page.cells[n].clean
        way = len(clean) <= LONGEST_WAY and "/" not in clean and is_way(clean)
        return way or self.page.lower[n].startswith(BELOW)
