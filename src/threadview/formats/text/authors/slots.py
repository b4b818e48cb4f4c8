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
from threadview.formats.text.authors.places import ABOVE, Candidate, within, worth
from threadview.formats.text.authors.ranks import Ranks
from threadview.formats.text.authors.usercell import SENTENCE
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.kind import BLANK, NBSP, PROSE, RULE, SHORT, SIDE, TAIL
from threadview.formats.text.lines.people import doubled, namelike, speakable
from threadview.formats.text.page import Page

HEADER = 14
"""Cells above the first mark in which the first post's name may stand."""
LONGEST_HEADER = 40
REACH = 6
"""Short lines at the end of a body that may be the next post's header after all."""
STRANGE = 0.06
"""The share of a page's prose that may begin at the indentation of its headers."""
MUTE = frozenset((RULE, BLANK, NBSP))
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
        self.owned = {n for n, kind in enumerate(page.kinds) if kind.owner}
        """Cells of facts that begin with whose they are."""
        self.variants = [self.variant_of(record) for record in records]
        self.worth = worth(page, self.ranks.cells)
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

    def closed(self, number: int) -> bool:
        """Whether a separator closes the body above a record: no line of it is the next's."""
        end = self.records[number - 1].end
        return end < len(self.page.codes) and self.page.codes[end] == NBSP

    def _reach(self, number: int) -> list[int]:
        """A gap, and the short lines right above it, if no separator stands between."""
        if not number or self.closed(number):
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
        bodies = [n for record in self.records for n in range(record.start, record.end)]
        prose = Counter([page.cells[n].indent for n in bodies if page.codes[n] == PROSE])
        most = STRANGE * prose.total()
        seen = {page.cells[n].indent for head in self.heads for n in head}
        return frozenset(indent for indent in seen if prose[indent] <= most)

    def add(self, slot: str, number: int, name: str, cell: int, *, fixed: bool = False) -> None:
        """Note what stands at a slot of a record. `fixed`: it need not look like a name."""
        if namelike(name):
            self.note(slot, number, Candidate(name, cell))
        elif fixed and speakable(name):
            self.loose.setdefault(slot, {}).setdefault(number, Candidate(name, cell))

    def sure(self, slot: str, number: int, cell: int) -> None:
        """Note what a cue says is a name, whatever it looks like."""
        found = Candidate(doubled(self.page.cells[cell].clean), cell)
        self.firm.setdefault(slot, {}).setdefault(number, found)

    def note(self, slot: str, number: int, candidate: Candidate) -> None:
        """Keep the first that stands at a slot of a record; all where it is told by its looks."""
        if slot.startswith(MOVING):
            self.seen.setdefault(slot, {}).setdefault(number, []).append(candidate)
        else:
            self.keep(self.firm, (slot,), number, candidate)

    @staticmethod
    def keep(found: Found, slots: tuple[str, ...], number: int, candidate: Candidate) -> None:
        """Keep the first that stands at each of several slots of a record."""
        for slot in slots:
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
                if number and slot.startswith(NEAREST):
                    chosen[number] = those[-1]
                elif number:
                    near = (one for one in those if mark - one.cell <= usual + FAR)
                    chosen[number] = next(near, those[0])
                else:
                    far = [abs(mark - one.cell - usual) for one in those]
                    if not slot.startswith(LAX) or min(far) <= NEAR or len(away) < 2:
                        chosen[number] = those[far.index(min(far))]
            if chosen:
                self.firm[slot] = chosen

    def _collect(self, number: int) -> None:
        gap = self.gaps[number]
        codes = bytes([self.page.codes[n] for n in gap])
        within(self, number, gap, codes)
        if self.after:
            self._named_above(number)
            signing.signed(self, number)
            signing.dashed(self, number)
            return
        self._named_below(number)
        self._above(number, gap, codes)
        taken = self.heads[number][: len(self.heads[number]) - len(gap)]
        for n in taken:  # lines that the body above was given, as far from the mark as names are
            offset = n - self.records[number].anchor
            if offset >= -ABOVE and n not in self.ranks.cells:
                slot = f"anchor {offset} @{self.variants[number]}"
                self.add(slot, number, doubled(self.page.cells[n].clean), n)
        shapes.told(self, number, self.heads[number])

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

    def _above(self, number: int, gap: list[int], codes: bytes) -> None:
        """Short lines that were taken for the end of the body above, or head the gap."""
        if not number:
            return
        page, above = self.page, self.records[number - 1]
        top = self._first(number, gap, codes)
        if top is not None and top not in self.ranks.cells:
            self.add("top", number, doubled(page.cells[top].clean), top)
        for back in (1, 2) if not self.closed(number) else ():
            n = above.end - back
            if n > above.start and page.codes[n] == SHORT and n not in self.ranks.cells:
                self.add(f"above {back}", number, doubled(page.cells[n].clean), n)

    def _first(self, number: int, gap: list[int], codes: bytes) -> int | None:
        """The first line of a record's header, or the short line right above it."""
        first = codes.rfind(TAIL) + 1
        if first < len(gap) and codes[first] == SHORT:
            return gap[first]
        above = self.records[number - 1].end - 1
        if first or self.closed(number) or above <= self.records[number - 1].start:
            return None
        if self.page.codes[above] != SHORT:
            return None
        return above
