"""From an anchor to records: where each body begins and ends, and what stands between bodies."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from threadview.formats.text.authors.usercell import SENTENCE, first_body, head
from threadview.formats.text.bodies import closed, poll, promotions
from threadview.formats.text.bodies.closers import closers_of, stoppers_of
from threadview.formats.text.bodies.deeper import deeper
from threadview.formats.text.bodies.foot import foot
from threadview.formats.text.bodies.header import (
    edited_above,
    opening,
    signed,
    subject,
    titled,
    twice,
)
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.bodies.remarks import remarks
from threadview.formats.text.bodies.top import QUIET, SOLID, top
from threadview.formats.text.lines.kind import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    FILE,
    FOOT,
    HEAD,
    LABEL,
    NBSP,
    NUMBER,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SIDE,
    TAIL,
    TITLE,
)
from threadview.formats.text.lines.people import namelike
from threadview.formats.text.marks.anchor import Anchor
from threadview.formats.text.marks.lone import unnamed
from threadview.formats.text.marks.sparse import is_open
from threadview.formats.text.page import Page

PLAIN = frozenset(
    (HEAD, LABEL, PAIR, NUMBER, DATE, TAIL, RULE, COUNT, NBSP, BLANK, AD, EDIT, TITLE, SIDE)
)
ENDS = frozenset((TAIL, EDIT, NBSP, FOOT, FILE))
"""What ends a post, in the furniture between two bodies."""
ANCHOR = 255
"""A cell that marks a post, among the kinds of cells."""
TELLING = frozenset((SHORT, PROSE, ANCHOR))
FACTS = frozenset((LABEL, PAIR))
BRIDGE = 6
"""Unknown short lines that a walk over furniture may cross."""
MOSTLY = 0.6
"""The share of marks with words right above them, on a page whose headers begin with the mark."""
OFTEN = 0.4
"""A repeated line that fewer posts have may be what several people said."""


class Records:
    """The records of a page under an anchor."""

    def __init__(self, page: Page, anchor: Anchor, opens: bool = True, last: bool = True) -> None:
        self.page = page
        self.anchor = anchor
        self.closed = anchor.key == "nbsp" and closed.is_form(page, anchor.places)
        self.solid = SOLID - {DATE, NUMBER} if anchor.after else SOLID
        self.rare, self.leaks = set[int](), set[int]()
        self.closers = self.stoppers = frozenset[str]()
        if opens and anchor.key == "nbsp":
            poll.mark(page)
            promotions.mark(page)
        self.marked = bytearray(page.codes)
        for place in anchor.places:
            self.marked[place] = ANCHOR
        self._touching()
        if self._facts_behind():
            self.solid = self.solid - {LABEL, PAIR}
        places, count = anchor.places, len(page.cells)
        self.foot = foot(page, anchor) if last else count
        if anchor.intervals:
            edges = []
        elif anchor.after:
            edges = [top(page, anchor) if opens else -1, *places]
            broken_off = anchor.key == "nbsp" and is_open(page, places[-1])
            if places[-1] < count - 1 and (broken_off or not last):
                edges.append(max(self.foot, places[-1] + 1))
        else:
            edges = [*places, self.foot]
            if opens and anchor.key == "who":
                edges[:0] = unnamed(page, places[0])
        spans = ((a, opening(page, anchor, a, b)) for a, b in pairwise(edges))
        self.intervals = list(anchor.intervals or spans)
        self.starts = [self._down(a, b) for a, b in self.intervals]
        self.closers = closers_of(page, self.intervals, self.starts, anchor.after)
        self.signed = "nbsp" in self.closers and closed.is_signed(page)
        self.stoppers = stoppers_of(page, self.intervals, self.starts, self.closers)
        self.starts = [self._stopped(n) for n in range(len(self.intervals))]
        if opens and anchor.key == "nbsp":
            self.starts[0] = first_body(page, self.leaks, self.starts[0], self.intervals)
            for number, (name, start) in deeper(page, self.intervals, self.leaks).items():
                self.starts[number] = max(start, self.starts[number])
                self.leaks.add(name)
        for number, start in titled(page, self.intervals, self.starts).items():
            self.starts[number] = self._down(start - 1, self.intervals[number][1])
        self.headless = not anchor.after and self._words_above() >= MOSTLY * len(anchor.places)
        self.ends = [self._end(i) for i in range(len(self.intervals))]
        for number, (start, end) in remarks(page, self.intervals, self.starts).items():
            self.starts[number], self.ends[number] = start, end

    def _words_above(self) -> int:
        """How many marks tell who speaks, and have words right above them, no more of a header."""
        codes, cells = self.page.codes, self.page.cells
        worded = 0
        for place in self.anchor.places:
            above = place - 1 if self.page.kinds[place].name else -1
            while above > 0 and codes[above] == BLANK:
                above -= 1
            short = above >= 0 and codes[above] == SHORT and not namelike(cells[above].clean)
            worded += short or (above >= 0 and codes[above] == PROSE)
        return worded

    def _facts_behind(self) -> bool:
        """Whether this page prints the facts about posters below their words."""
        kinds, keys = self.page.kinds, self.page.keys
        behind = facts = 0
        worded = False
        for index in [n for n, code in enumerate(self.marked) if code in TELLING or code in FACTS]:
            code = self.marked[index]
            if code == ANCHOR:
                worded = False
            elif code == PROSE or (code == SHORT and kinds[index].words > 3):
                worded = True
            elif code in FACTS and keys[index] != "value":
                facts += 1
                behind += worded
        return not self.anchor.after and facts > 4 and behind > 0.7 * facts and self._named_above()

    def _named_above(self) -> bool:
        """Whether a name, not a fact, is what stands above the dates and numbers of most posts."""
        codes = self.page.codes
        named = 0
        for place in self.anchor.places:
            above = place - 1
            while above >= 0 and codes[above] in (DATE, NUMBER, BLANK):
                above -= 1
            named += above >= 0 and codes[above] in (SIDE, SHORT)
        return named > 0.6 * len(self.anchor.places)

    def _touching(self) -> None:
        """Repeated short lines that do not keep to the furniture are words after all."""
        page, keys = self.page, self.page.keys
        touching: list[int] = []
        repeated: list[int] = []
        anchored, since = False, 0
        for index in [n for n, code in enumerate(self.marked) if code in TELLING]:
            code = self.marked[index]
            if code == SHORT:
                if keys[index]:
                    repeated.append(index)
                continue
            if anchored or code == ANCHOR:
                touching += repeated[since:]
            anchored, since = code == ANCHOR, len(repeated)
        if anchored:
            touching += repeated[since:]
        touch = Counter([keys[n] for n in touching])
        seen = Counter([keys[n] for n in repeated])
        often = OFTEN * len(set(self.anchor.places))
        beside = Counter([keys[n] for n in repeated if seen[keys[n]] < often and self._beside(n)])
        for index in repeated:
            key = keys[index]
            if touch[key] < 0.7 * seen[key]:
                keys[index] = ""
            elif seen[key] < often:
                self.rare.add(index)
                if page.cells[index].clean.endswith(SENTENCE) or beside[key] < 0.5 * seen[key]:
                    keys[index] = ""

    def _beside(self, index: int) -> bool:
        """Whether furniture of posts stands right above or below a line."""
        codes, keys = self.page.codes, self.page.keys
        for n in (index - 1, index + 1):
            if 0 <= n < len(codes) and (codes[n] in SOLID or (codes[n] == SHORT and keys[n])):
                return True
        return False

    def _down(self, a: int, b: int) -> int:
        """The first cell of the body between furniture at `a` and at `b`."""
        page, codes = self.page, self.page.codes
        index = a + 1
        columned = False
        if self.anchor.key == "nbsp":
            index = self._leaked(index, b)
            columned = index > a + 1
        elif self.anchor.after:
            index = signed(self.page, index, b)
        while index < b:
            code = codes[index]
            if code == TAIL and page.keys[index] in self.stoppers:
                return self._small(a + 1, index)
            attached = code == FILE and index in page.listed and self.anchor.after
            known = code in PLAIN or attached or (page.keys[index] and index not in self.rare)
            if self.anchor.key == "nbsp" and code == SHORT:
                known = False  # what people say often stands there as well
            elif self.closed:
                known = attached or closed.printed(page, index)
            if columned and code in (SHORT, TAIL, EDIT, COUNT, NBSP):
                further = self._further(index, b)
                if further == index:
                    break  # what belongs to the post before stands above the column
                index = further
                continue
            if known or (code == SHORT and (twice(page, index) or subject(page, index, b))):
                index += 1
                continue
            if code != SHORT:
                break
            beyond = self._beyond(index, b)
            if beyond == index:
                break
            index = beyond
        return index

    def _leaked(self, index: int, b: int) -> int:
        """The cell behind a poster's column, or the name and rank left of one, above a body."""
        found = head(self.page, index, b)
        if found is None:
            return index
        self.leaks.add(found[0])
        return found[1]

    def _further(self, index: int, b: int) -> int:
        """The cell behind more of a poster's column, or behind another's, where the words of the
        first were cleaned off; the same cell where there is none."""
        page = self.page
        beyond = self._beyond(index, b) if page.codes[index] == SHORT else index
        if page.codes[beyond] in FACTS and not any(c.gap for c in page.cells[index : beyond + 1]):
            return beyond
        below = index + (page.codes[index] == NBSP)
        further = self._leaked(below, b)
        return further if further > below else index

    def _small(self, a: int, b: int) -> int:
        """The one cell that a body seems to be when all of it looks like furniture (a number)."""
        for index in range(b - 1, a - 1, -1):
            if self.page.codes[index] in (COUNT, SHORT):
                return index
            if self.page.codes[index] in SOLID:
                break
        return b

    def _beyond(self, index: int, b: int) -> int:
        """The next solid furniture below a few short lines, or the same index."""
        codes = self.page.codes
        for near in range(index + 1, min(b, index + BRIDGE + 1)):
            code = codes[near]
            if code in self.solid and (not self.closed or closed.printed(self.page, near)):
                return near
            if near == index + 1 and code == TAIL and self.page.keys[near].endswith(":badge"):
                return near + 1
            if code == PROSE or code in (EDIT, TAIL, NBSP) or self.page.cells[near].gap > 2:
                return index
        return index

    def _stopped(self, number: int) -> int:
        """The first cell of a body, now that stoppers are known: another where the walk met one."""
        (a, b), start = self.intervals[number], self.starts[number]
        codes, keys, stop = self.page.codes, self.page.keys, min(start + 1, b)
        n = codes.find(TAIL, a + 1, stop)
        while n >= 0 and keys[n] not in self.stoppers:
            n = codes.find(TAIL, n + 1, stop)
        return start if n < 0 else self._down(a, b)

    def _end(self, number: int) -> int:
        """Where the body of an interval ends."""
        page, codes = self.page, self.page.codes
        (_, b), start = self.intervals[number], self.starts[number]
        if start >= b:
            return start
        for index in range(start, b):
            if codes[index] in (TAIL, NBSP) and page.keys[index] in self.closers:
                b = index
                break
        else:
            if number == len(self.intervals) - 1 and not self.anchor.after:
                b = self._last(start, b)
        return self._up(start, b)

    def _last(self, start: int, b: int) -> int:
        """The end of the last body where nothing marks it: before a run of lines without prose."""
        codes, page, quiet = self.page.codes, self.page, 0
        for index in range(start, b):
            if codes[index] == PROSE:
                quiet = 0
            elif page.is_furniture(index) or page.cells[index].bullet:
                quiet += 1
                if quiet > QUIET and index > start + quiet:
                    return index - quiet + 1
        return b

    def _up(self, start: int, b: int) -> int:
        """The end of the body whose furniture below it ends at `b`."""
        page, codes, index = self.page, self.page.codes, b
        if self.closed or (self.signed and page.keys[b : b + 1] == ["nbsp"]):
            return min(closed.end(page, start, b), b)
        while index > start:
            above = index - 1
            code = codes[above]
            said = self.headless and above in self.rare and not twice(page, above)
            if (code in PLAIN and code != TITLE) or (page.keys[above] and not said):
                index -= 1
                continue
            if code != SHORT or said:
                break
            if twice(self.page, above):
                index -= 1
                continue
            crossed = self._across(above, start)
            if crossed < 0:
                break
            index = crossed
        return index if index > start else min(start + 1, b)

    def _across(self, index: int, start: int) -> int:
        """The cell below the solid furniture above a few short lines; -1 where there is none."""
        codes, cells, prose = self.page.codes, self.page.cells, 0
        if cells[index].clean.endswith(SENTENCE):
            return -1
        for near in range(index - 1, max(start, index - BRIDGE) - 1, -1):
            code = codes[near]
            if code in (LABEL, PAIR) or (not prose and code in (HEAD, TAIL, EDIT, NBSP, RULE, AD)):
                return near + 1
            if not prose and code == SHORT:
                if self.page.keys[near] or twice(self.page, near):
                    return near + 1
                if cells[near].clean.endswith(SENTENCE):
                    return -1
            if code == PROSE:
                prose += 1
                if prose > 1 or len(cells[near].clean) > 70:
                    return -1
        return -1

    def records(self) -> list[Record]:
        """The records with a body, each with its region; those without join their neighbour."""
        found: list[Record] = []
        for number, (a, b) in enumerate(self.intervals):
            start, end = self.starts[number], self.ends[number]
            if start >= end or start >= b:
                if not (self.anchor.climbs and not self.anchor.after):
                    continue
                start = end = min(start, b)
            top = self.intervals[number - 1][1] if found else a
            cut = self._cut(found[-1].end if found else 0, top, start)
            mark = min(b, len(self.page.cells) - 1) if self.anchor.after else max(a, 0)
            found.append(Record(cut if found else 0, start, end, mark))
        return found

    def _cut(self, previous: int, a: int, start: int) -> int:
        """Where, in the furniture between two bodies, the first post ends and the next begins."""
        codes = self.page.codes
        if self.anchor.after:
            index = a + 1
            while index < start and codes[index] in (EDIT, TAIL, RULE, BLANK, FILE):
                index += 1
            return index
        above = a if self.anchor.intervals else a - 1
        for index in range(min(above, start - 1), previous - 1, -1):
            if codes[index] in ENDS and not edited_above(self.page, index):
                return index + 1
        return previous
