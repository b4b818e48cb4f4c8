"""Where a poster's name may stand beside a body, in places that can be told on every record.

A slot is such a place: "the first short line of the header", "two lines above the mark", "right
above the facts". Whether it holds names is judged over the whole page (`names`): here the places
are only found, each with what stands there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from threadview.formats.text.authors import shapes, signing
from threadview.formats.text.authors.ranks import Ranks
from threadview.formats.text.authors.usercell import SENTENCE
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.keys import (
    BLANK,
    COUNT,
    DATE,
    HEAD,
    LABEL,
    NBSP,
    PAIR,
    PROSE,
    RULE,
    SHORT,
    SIDE,
    TAIL,
)
from threadview.formats.text.lines.people import (
    LETTER,
    bare,
    doubled,
    namelike,
    speakable,
)
from threadview.formats.text.marks.forms import changing
from threadview.formats.text.page import Page
from threadview.record import NamedTuple

HEADER = 14
"""Cells above the first mark in which the first post's name may stand."""
LONGEST_HEADER = 40
REACH = 6
"""Short lines at the end of a body that may be the next post's header after all."""
STRANGE = 0.06
"""The share of a page's prose that may begin at the indentation of its headers."""
ABOVE, BELOW = 10, 8
"""Cells above and below a post's mark that are counted from it."""
LINES = frozenset((SHORT, SIDE, COUNT))
MUTE = frozenset((RULE, BLANK, NBSP))
FACTS = frozenset((LABEL, PAIR))
NEAREST = ("twice", "under")
"""Those of which the nearest to the mark counts: a post without a body may stand above."""
MOVING = ("initial", "titled", "indent", "gapped", "link", *NEAREST)
"""Slots that are told by a line's looks: above the first post, the page's own head has them too."""
LAX = ("indent", "gapped")
"""Those of them that much of a page's head has."""
FAR = 8
"""Cells by which a name may stand farther from its post's mark than is usual."""
NEAR = 3
"""Cells by which the first post's name may stand nearer to the mark than the others', or less."""


class Candidate(NamedTuple):
    """What stands at a slot: the name as it would be read, and its cell."""

    name: str
    cell: int


Found = dict[str, dict[int, Candidate]]
"""Candidates by slot and record."""


class Slots:
    """The slots of a page's records.

    Attributes:
        gaps: for each record, the cells of furniture beside its body.
        heads: the same, with the short lines above that the body before may have taken.
        firm: what stands at each slot and looks like a name.
        loose: what stands at slots told by their neighbours, whatever it looks like.
    """

    def __init__(self, page: Page, records: list[Record], after: bool, places: list[int]) -> None:
        self.page = page
        self.records = records
        self.after = after
        self.places = places
        self.head = 1 if page.keys[places[0]] == "nbsp" else 0
        self.gaps = [self._gap(n) for n in range(len(records))]
        self.heads = self.gaps if after else [self._reach(n) for n in range(len(records))]
        self.ranks = Ranks(page, [] if after else self.heads)
        self.strange = self._strange()
        self.firm: Found = {}
        self.loose: Found = {}
        self.marked: Counter[str] = Counter()
        self.seen: dict[str, dict[int, list[Candidate]]] = {}
        self.linked = "](" in page.view
        self.variants = [self.variant_of(record) for record in records]
        self.anchored = {variant: _anchored(variant) for variant in set(self.variants)}
        for number in range(len(records)):
            self._collect(number)
        self._settle()

    def _gap(self, number: int) -> list[int]:
        """The cells of furniture beside a record's body in which its name may stand."""
        records, page = self.records, self.page
        record = records[number]
        if self.after:
            stop = (
                records[number + 1].start
                if number + 1 < len(records)
                else min(record.end + HEADER, len(page.cells))
            )
            begin = record.anchor if self._signed_below(record, stop) else record.end
            span = range(begin, stop)
        else:
            begin = records[number - 1].end if number else self._top()
            earlier = bisect_left(self.places, record.anchor) - 1
            if earlier >= 0 and self.places[earlier] >= begin:
                begin = self.places[earlier] + 1
            span = range(begin, record.start)
        codes = page.codes
        return [n for n in span if codes[n] not in MUTE]

    def _signed_below(self, record: Record, stop: int) -> bool:
        """Whether the card of who wrote stands below a closing mark (what stands above it, then,
        is who edited)."""
        page = self.page
        if not page.keys[record.anchor].startswith("e:stackexchange:a"):
            return False
        return any(
            page.kinds[n].name is not None or namelike(page.cells[n].clean)
            for n in range(record.anchor + 1, min(stop, record.anchor + 3))
            if page.codes[n] in (SHORT, TAIL)
        )

    def _top(self) -> int:
        """Where the first post's header may begin: as far up as the longest of the others."""
        records = self.records
        longest = max((below.anchor - above.end for above, below in pairwise(records)), default=0)
        longest = max(HEADER, min(longest, LONGEST_HEADER))
        return max(self.head, records[0].anchor - longest)

    def _reach(self, number: int) -> list[int]:
        """A gap, and the short lines right above it."""
        if not number:
            return self.gaps[number]
        page, above = self.page, self.records[number - 1]
        first = self.gaps[number][0] if self.gaps[number] else self.records[number].start
        if first > above.end + 1:
            return self.gaps[number]
        taken: list[int] = []
        for n in range(above.end - 1, max(above.start, above.end - REACH - 1), -1):
            if page.codes[n] not in (SHORT, SIDE, BLANK) or page.cells[n].clean.endswith(SENTENCE):
                break
            if page.codes[n] != BLANK:
                taken.append(n)
        return [*reversed(taken), *self.gaps[number]]

    def _strange(self) -> frozenset[int]:
        """Indentations at which headers begin and prose hardly ever does."""
        page = self.page
        prose: Counter[int] = Counter()
        for record in self.records:
            for n in range(record.start, record.end):
                if page.codes[n] == PROSE:
                    prose[page.cells[n].indent] += 1
        most = STRANGE * prose.total()
        seen = {page.cells[n].indent for head in self.heads for n in head}
        return frozenset(indent for indent in seen if prose[indent] <= most)

    def add(self, slot: str, number: int, name: str, cell: int, *, fixed: bool = False) -> None:
        """Note what stands at a slot of a record. `fixed`: it need not look like a name."""
        if namelike(name):
            self._note(slot, number, Candidate(name, cell))
        elif fixed and speakable(name):
            self.loose.setdefault(slot, {}).setdefault(number, Candidate(name, cell))

    def sure(self, slot: str, number: int, cell: int) -> None:
        """Note what a cue says is a name, whatever it looks like."""
        found = Candidate(doubled(self.page.cells[cell].clean), cell)
        self.firm.setdefault(slot, {}).setdefault(number, found)

    def _note(self, slot: str, number: int, candidate: Candidate) -> None:
        """Keep the first that stands at a slot of a record; all where it is told by its looks."""
        if slot.startswith(MOVING):
            self.seen.setdefault(slot, {}).setdefault(number, []).append(candidate)
        else:
            self._keep(self.firm, slot, number, candidate)

    def _keep(self, found: Found, slot: str, number: int, candidate: Candidate) -> None:
        """Keep the first that stands at a slot of a record."""
        if (those := found.get(slot)) is None:
            found[slot] = {number: candidate}
        elif number not in those:
            those[number] = candidate

    def _settle(self) -> None:
        """Of what looks alike in one header, choose the first that is no farther from the mark
        than with other posts; above the first post, where the page's head stands, what is about
        as far."""
        for slot, found in self.seen.items():
            away = sorted(self.records[n].anchor - those[0].cell for n, those in found.items() if n)
            usual = away[len(away) // 2] if away else 0
            chosen: dict[int, Candidate] = {}
            for number, those in found.items():
                mark = self.records[number].anchor
                far = [abs(mark - one.cell - usual) for one in those]
                if number and slot.startswith(NEAREST):
                    chosen[number] = those[-1]
                elif number:
                    near = (n for n, one in enumerate(those) if mark - one.cell <= usual + FAR)
                    chosen[number] = those[next(near, 0)]
                elif not slot.startswith(LAX) or min(far) <= NEAR or len(away) < 2:
                    chosen[number] = those[far.index(min(far))]
            if chosen:
                self.firm[slot] = chosen

    def _collect(self, number: int) -> None:
        gap = self.gaps[number]
        self._within(number, gap)
        if self.after:
            self._named_above(number)
            signing.signed(self, number)
            signing.dashed(self, number)
            return
        self._named_below(number)
        self._above(number, gap)
        taken = self.heads[number][: len(self.heads[number]) - len(gap)]
        for n in taken:  # lines that the body above was given, as far from the mark as names are
            offset = n - self.records[number].anchor
            if offset >= -ABOVE and n not in self.ranks.cells:
                slot = f"anchor {offset} @{self.variants[number]}"
                self.add(slot, number, doubled(self.page.cells[n].clean), n)
        shapes.told(self, number, self.heads[number])

    def _within(self, number: int, gap: list[int]) -> None:
        """The slots that are counted in lines from something in a gap."""
        page, ranks = self.page, self.ranks.cells
        cells, kinds = page.cells, page.kinds
        codes = [page.codes[n] for n in gap]
        folded = [cells[n].clean.casefold() for n in gap]
        repeated = len(set(folded)) < len(folded)
        shorts = 0
        label = next((i for i, code in enumerate(codes) if code in FACTS), None)
        anchor = self.records[number].anchor
        tail = max((i for i, n in enumerate(gap) if codes[i] == TAIL and n < anchor), default=-1)
        for i, n in enumerate(gap):
            code = codes[i]
            if code == DATE or kinds[n].name:
                self._told(number, n)
            if code not in LINES or n in ranks:
                continue
            text = doubled(cells[n].clean)
            one, like = Candidate(text, n), namelike(text)
            if like:
                if code != COUNT:
                    if shorts < 3 and number:
                        self._keep(self.firm, f"short {shorts}", number, one)
                    shorts += 1
                for slot in self._slots(number, gap, i, tail):
                    self._note(slot, number, one)
                if label is not None and -4 <= i - label < 0:
                    self._keep(self.firm, f"label {i - label}", number, one)
            elif speakable(text):
                if -ABOVE <= (offset := n - anchor) <= BELOW:
                    slot = self.anchored[self.variants[number]][offset + ABOVE]
                    self._keep(self.loose, slot, number, one)
                if label is not None and i - label == -1:
                    self._keep(self.loose, "label -1", number, one)
            again = repeated and folded.count(folded[i]) > 1
            if again and (like or (text.isdigit() and 2 < len(text) < 12)):
                self._note("twice", number, one)

    def _told(self, number: int, n: int) -> None:
        """The name that a header line, or a line with a date, holds among its words."""
        page = self.page
        kind, code = page.kinds[n], page.codes[n]
        mine = code == HEAD or (code == TAIL and (self.after or n >= self.records[number].anchor))
        if (
            kind.name
            and mine
            and len(kind.name) <= 60
            and LETTER.search(kind.name)
            and (len(kind.name) > 1 or kind.found)
        ):
            engine = page.keys[n].rpartition(":")[0] if kind.found else page.keys[n]
            found = self.firm.setdefault(f"cue {engine}", {})
            if number not in found or (code == HEAD and not self.after):
                found[number] = Candidate(doubled(kind.name), n)  # the page's head has such too
        if page.keys[n][:2] == "s:" and (name := changing(page, page.keys[n], n)):
            self.add(f"date {page.keys[n]}", number, bare(name), n)
        if code == DATE and kind.residue is not None:
            name = bare(self._beside(n) or "")
            if name:
                self.add(f"date {page.keys[n]}", number, name, n)

    def _slots(self, number: int, gap: list[int], i: int, tail: int) -> list[str]:
        """The places, by count of lines from this or that, at which line `i` of a gap stands."""
        page, record = self.page, self.records[number]
        slots: list[str] = []
        if i < 8 and number:
            slots.append(f"gap {i}")
        if tail >= 0 and 0 < i - tail < 6:
            slots.append(f"tail {i - tail}")
        offset = gap[i] - record.anchor
        if -ABOVE <= offset <= BELOW:
            slots.append(self.anchored[self.variants[number]][offset + ABOVE])
        if i >= len(gap) - 2:
            slots.append(f"last {len(gap) - i}")
        if i and page.codes[gap[i - 1]] == HEAD and page.kinds[gap[i - 1]].found:
            slots.append(f"under {page.keys[gap[i - 1]]}")
        return slots

    def variant_of(self, record: Record) -> str:
        """The key of a record's mark; those of one template together."""
        key = self.page.keys[record.anchor]
        return "e:stackexchange:answered" if key == "e:stackexchange:asked" else key

    def _named_below(self, number: int) -> None:
        """The name in the first line behind the body that a table knows to name its author."""
        page, record = self.page, self.records[number]
        stop = self.records[number + 1].start if number + 1 < len(self.records) else record.end + 8
        for n in range(record.end, min(stop, len(page.cells))):
            kind = page.kinds[n]
            if kind.name and kind.side == "a":
                slot = self.firm.setdefault(f"cue-behind {page.keys[n]}", {})
                slot[number] = Candidate(doubled(kind.name), n)
                return

    def _named_above(self, number: int) -> None:
        """The names in the lines above a body that a table knows to name its author."""
        page, record = self.page, self.records[number]
        begin = self.records[number - 1].anchor + 1 if number else max(0, record.start - 8)
        slot = f"cue-before @{page.keys[record.anchor]}"
        for n in range(begin, record.start):
            if (name := page.kinds[n].name) and page.kinds[n].side == "b":
                self.firm.setdefault(slot, {}).setdefault(number, Candidate(doubled(name), n))

    def _above(self, number: int, gap: list[int]) -> None:
        """Short lines that were taken for the end of the body above, or head the gap."""
        if not number:
            return
        page, above = self.page, self.records[number - 1]
        top = self._first(number, gap)
        if top is not None and top not in self.ranks.cells:
            self.add("top", number, doubled(page.cells[top].clean), top)
        for back in (1, 2):
            n = above.end - back
            if n > above.start and page.codes[n] == SHORT and n not in self.ranks.cells:
                self.add(f"above {back}", number, doubled(page.cells[n].clean), n)

    def _first(self, number: int, gap: list[int]) -> int | None:
        """The first line of a record's header, or the short line right above it."""
        page = self.page
        tails = [n for n in gap if page.codes[n] == TAIL]
        rest = [n for n in gap if not tails or n > tails[-1]]
        if rest and page.codes[rest[0]] == SHORT:
            return rest[0]
        above = self.records[number - 1].end - 1
        if tails or above <= self.records[number - 1].start or page.codes[above] != SHORT:
            return None
        return above

    def _beside(self, index: int) -> str | None:
        """The part of a dated line that is neither the date nor the page's constant words."""
        page = self.page
        kind = page.kinds[index]
        clean = page.cells[index].clean
        if kind.date is None or "…" not in page.keys[index]:
            return None
        before = clean[: kind.date.start].strip()
        after = clean[kind.date.end :].strip()
        form = page.keys[index].split(":", 1)[1].split("¤")
        text = before if "…" in form[0] else after
        constant = form[0] if "…" in form[0] else form[1]
        words = text.split()
        if not words:
            return None
        if constant.startswith("…") and constant != "…":
            words = words[:-1]
        elif constant.endswith("…") and constant != "…":
            words = words[1:]
        return " ".join(words).strip(" ,·|-–:@") or None


def _anchored(variant: str) -> list[str]:
    """The slots counted from the marks of one template, the highest first."""
    return [f"anchor {offset} @{variant}" for offset in range(-ABOVE, BELOW + 1)]
