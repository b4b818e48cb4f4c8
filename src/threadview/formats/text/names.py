"""Who wrote each post: candidate places beside the bodies, scored over the whole page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from threadview.formats.text.keys import (
    BLANK,
    COUNT,
    DATE,
    HEAD,
    LABEL,
    NBSP,
    PAIR,
    RULE,
    SHORT,
    SIDE,
    TAIL,
)
from threadview.formats.text.page import Page
from threadview.formats.text.people import LETTER, doubled, namelike
from threadview.formats.text.region import Record
from threadview.formats.text.usercell import named
from threadview.model import Layer
from threadview.pattern import pattern

RANKED = pattern(r"(?<=\S) (?:contributor|participant|keymaster|moderator)$", re.IGNORECASE)
COLUMN = "the name at the head of the poster's column"
RANKS_ABOVE = 3
"""Lines of names and titles, at most, that some extractors put above what looks like a column."""
LEAKED = "a name and a rank between blank lines in front of the body"


class Naming(NamedTuple):
    """A name for a record: who, how sure, in what way known, and its cell (-1 where none)."""

    name: str
    confidence: float
    cue: str
    cell: int
    layer: Layer = "repetition"


class Names:
    """The names of a page's records."""

    def __init__(
        self,
        page: Page,
        records: list[Record],
        after: bool,
        places: list[int],
        leaks: set[int] | None = None,
    ) -> None:
        self.page = page
        self.leaks = leaks or set()
        self.head = 1 if page.keys[places[0]] == "nbsp" else 0
        self.places = places
        self.records = records
        self.after = after
        self.mentioned = page.mentioned
        self.gaps = [self._gap(n) for n in range(len(records))]

    def _gap(self, number: int) -> list[int]:
        """The cells of furniture beside a record's body in which its name may stand."""
        records, page = self.records, self.page
        record = records[number]
        if self.after:
            stop = (
                records[number + 1].start
                if number + 1 < len(records)
                else min(record.end + 14, len(page.cells))
            )
            span = range(record.end, stop)
        else:
            begin = records[number - 1].end if number else max(self.head, record.anchor - 14)
            earlier = bisect_left(self.places, record.anchor) - 1
            if earlier >= 0 and self.places[earlier] >= begin:
                begin = self.places[earlier] + 1
            span = range(begin, record.start)
        return [n for n in span if page.codes[n] not in (RULE, BLANK, NBSP)]

    def find(self) -> list[Naming | None]:
        """A name for each record, or None."""
        slots: dict[str, dict[int, tuple[str, int]]] = {}
        for number, gap in enumerate(self.gaps):
            for slot, name, cell in self._candidates(number, gap):
                slots.setdefault(slot, {}).setdefault(number, (name, cell))
        scores = {slot: self._score(slot, found) for slot, found in slots.items()}
        result: list[Naming | None] = [None] * len(self.records)
        for number in range(len(self.records)):
            votes: dict[str, float] = {}
            best: dict[str, tuple[float, str, str, int]] = {}
            for slot, found in slots.items():
                if slot.startswith("cue e:stackexchange") and not self._nearest(number, found):
                    continue
                if number in found and scores[slot] >= 0.3:
                    name, cell = found[number]
                    key = name.casefold()
                    weight = 3.0 if slot.startswith("cue") and "glued" not in slot else 1.0
                    votes[key] = votes.get(key, 0.0) + weight * scores[slot] ** 3
                    if key not in best or best[key][0] < scores[slot]:
                        best[key] = (scores[slot], slot, name, cell)
            if votes:
                chosen = max(votes, key=lambda key: votes[key])
                score, slot, name, cell = best[chosen]
                result[number] = Naming(
                    name,
                    min(0.97, 0.55 + 0.45 * score),
                    _said(slot),
                    cell,
                    "cue" if slot.startswith("cue") else "repetition",
                )
        for number, record in enumerate(self.records):
            begin = self.records[number - 1].end if number else 0
            for cell in self.leaks.intersection(range(begin, record.start)):
                name = doubled(self.page.cells[cell].clean)
                result[number] = Naming(name, 0.85, LEAKED, cell, "cue")
            self._column(result, number)
        self._known(result)
        return result

    def _column(self, result: list[Naming | None], number: int) -> None:
        """Prefer the name at the head of a poster's column, unless one stands right above it."""
        begin = self.records[number - 1].end if number else 0
        cell = named(self.page, begin, self.records[number].start)
        earlier = result[number]
        if cell is None:
            return
        above = earlier is not None and 0 < cell - earlier.cell <= RANKS_ABOVE
        if earlier is None or not (above and self.page.cells[earlier.cell].gap):
            result[number] = Naming(self.page.cells[cell].clean, 0.95, COLUMN, cell, "cue")

    def _known(self, result: list[Naming | None]) -> None:
        """Fill what is left with names that stand beside other posts or are mentioned."""
        page = self.page
        people = page.mentioned | {name.name.casefold() for name in result if name is not None}
        for number, naming in enumerate(result):
            if naming is not None or not people:
                continue
            gap = list(reversed(self.gaps[number])) if not self.after else self.gaps[number]
            if number and not self.after:
                above = self.records[number - 1]
                gap += range(above.end - 1, max(above.start, above.end - 4), -1)
            for n in gap:
                if page.cells[n].clean.startswith("@"):  # whom the post speaks to
                    continue
                text = doubled(page.cells[n].clean)
                if page.codes[n] in (SHORT, SIDE) and text.casefold() in people and namelike(text):
                    result[number] = Naming(text, 0.8, "a name known from elsewhere", n)
                    break

    def _candidates(self, number: int, gap: list[int]) -> list[tuple[str, str, int]]:
        """`(slot, name, cell)` for everything in a gap, or right beside it, that may be a name."""
        if self.after:
            return [*self._within(number, gap), *self._cued_above(number)]
        return [*self._within(number, gap), *self._cued_below(number), *self._above(number, gap)]

    def _within(self, number: int, gap: list[int]) -> list[tuple[str, str, int]]:
        """The candidates in a gap itself."""
        page = self.page
        found: list[tuple[str, str, int]] = []
        texts = [page.cells[n].clean for n in gap]
        shorts = 0
        label = next((i for i, n in enumerate(gap) if page.codes[n] in (LABEL, PAIR)), None)
        anchor = self.records[number].anchor
        tail = max(
            (i for i, n in enumerate(gap) if page.codes[n] == TAIL and n < anchor), default=-1
        )
        seen = Counter(text.casefold() for text in texts)
        for i, n in enumerate(gap):
            code = page.codes[n]
            found += self._told(n)
            again = seen[texts[i].casefold()] > 1
            if code not in (SHORT, SIDE) and not (code == COUNT and again):
                continue
            text = doubled(texts[i])
            if not namelike(text) and not (again and text.isdigit() and 2 < len(text) < 12):
                continue
            slots = self._slots(number, gap, i, tail)
            if shorts < 3 and number:
                slots.append(f"short {shorts}")
            shorts += 1
            if label is not None and -4 <= i - label < 0:
                slots.append(f"label {i - label}")
            if again:
                slots.append("twice")
            found += [(slot, text, n) for slot in slots]
        return found

    def _told(self, n: int) -> list[tuple[str, str, int]]:
        """The name that a header line, or a line with a date, holds among its words."""
        page = self.page
        kind, code = page.kinds[n], page.codes[n]
        found: list[tuple[str, str, int]] = []
        if (
            kind.name
            and code in (HEAD, TAIL)
            and len(kind.name) <= 60
            and LETTER.search(kind.name)
            and (len(kind.name) > 1 or kind.found)
        ):
            found.append((f"cue {page.keys[n]}", doubled(kind.name), n))
        if code == DATE and kind.residue is not None:
            name = RANKED.sub("", doubled(self._beside(n) or ""))
            if name and namelike(name):
                found.append((f"date {page.keys[n]}", name, n))
        return found

    def _slots(self, number: int, gap: list[int], i: int, tail: int) -> list[str]:
        """The places, by count of lines from this or that, at which line `i` of a gap stands."""
        page, anchor = self.page, self.records[number].anchor
        slots: list[str] = []
        if i < 8 and number:
            slots.append(f"gap {i}")
        if tail >= 0 and 0 < i - tail < 6:
            slots.append(f"tail {i - tail}")
        offset = gap[i] - anchor
        if -10 <= offset <= 8:
            slots.append(f"anchor {offset} @{page.keys[anchor]}")
        if i >= len(gap) - 2:
            slots.append(f"last {len(gap) - i}")
        if i and page.codes[gap[i - 1]] == HEAD and page.kinds[gap[i - 1]].found:
            slots.append(f"under {page.keys[gap[i - 1]]}")
        return slots

    def _cued_below(self, number: int) -> list[tuple[str, str, int]]:
        """The name in the first line behind the body that a table knows to name its author."""
        page, record = self.page, self.records[number]
        stop = self.records[number + 1].start if number + 1 < len(self.records) else record.end + 8
        for n in range(record.end, min(stop, len(page.cells))):
            kind = page.kinds[n]
            if kind.name and kind.side == "a":
                return [(f"cue-behind {page.keys[n]}", doubled(kind.name), n)]
        return []

    def _cued_above(self, number: int) -> list[tuple[str, str, int]]:
        """The names in the lines above a body that a table knows to name its author."""
        page, record = self.page, self.records[number]
        begin = self.records[number - 1].anchor + 1 if number else max(0, record.start - 8)
        slot = f"cue-before @{page.keys[record.anchor]}"
        return [
            (slot, doubled(name), n)
            for n in range(begin, record.start)
            if (name := page.kinds[n].name) and page.kinds[n].side == "b"
        ]

    def _above(self, number: int, gap: list[int]) -> list[tuple[str, str, int]]:
        """Short lines that were taken for the end of the body above, or head the gap."""
        if not number:
            return []
        page, above = self.page, self.records[number - 1]
        found: list[tuple[str, str, int]] = []
        top = self._top(number, gap)
        if top is not None:
            found.append(("top", doubled(page.cells[top].clean), top))
        for back in (1, 2):
            n = above.end - back
            if n > above.start and page.codes[n] == SHORT:
                text = doubled(page.cells[n].clean)
                if namelike(text):
                    found.append((f"above {back}", text, n))
        return found

    def _top(self, number: int, gap: list[int]) -> int | None:
        """The first line of a record's header, or the short line right above it."""
        page = self.page
        tails = [n for n in gap if page.codes[n] == TAIL]
        rest = [n for n in gap if not tails or n > tails[-1]]
        if rest and page.codes[rest[0]] == SHORT:
            return rest[0] if namelike(doubled(page.cells[rest[0]].clean)) else None
        above = self.records[number - 1].end - 1
        if tails or above <= self.records[number - 1].start or page.codes[above] != SHORT:
            return None
        return above if namelike(doubled(page.cells[above].clean)) else None

    def _nearest(self, number: int, found: dict[int, tuple[str, int]]) -> bool:
        """Whether an avatar's name stands right behind the post's mark, not behind an editor's."""
        place = found.get(number)
        return place is not None and 0 < place[1] - self.records[number].anchor < 3

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
        pattern = form[0] if "…" in form[0] else form[1]
        words = text.split()
        if not words:
            return None
        if pattern.startswith("…") and pattern != "…":
            words = words[:-1]
        elif pattern.endswith("…") and pattern != "…":
            words = words[1:]
        return " ".join(words).strip(" ,·|-–:@") or None

    def _score(self, slot: str, found: dict[int, tuple[str, int]]) -> float:
        """How well a slot names the records: presence, variety, agreement with other slots."""
        count = len(self.records)
        variant = slot.partition("@")[2]
        if variant:
            count = sum(1 for r in self.records if self.page.keys[r.anchor] == variant)
        presence = len(found) / count
        names = Counter(name.casefold() for name, _ in found.values())
        if not names:
            return 0.0
        most = names.most_common(1)[0][1]
        if len(names) == 1 and len(found) > 3 and not slot.startswith(("cue", "date", "twice")):
            return 0.0
        variety = len(names) / len(found)
        shapes = sum(1.0 if len(name.split()) == 1 else 0.75 for name, _ in found.values()) / len(
            found
        )
        score = presence * shapes * min(1.0, 0.55 + variety)
        if count > 3 and most > 0.6 * len(found) and slot != "twice":
            score *= 0.6
        if slot.startswith("cue"):
            score = presence * 1.3
        elif slot.startswith("date"):
            score *= 1.05
        elif slot == "twice" or slot.startswith("under e:"):
            score *= 1.1
        elif slot.startswith("above"):
            score *= 0.8 if presence > 0.65 else 0.0
        elif slot == "top":
            score *= 0.95 if presence > 0.6 else 0.0
        elif slot.startswith(("short", "last")):
            score *= 0.9
        known = sum(1 for name in names if name in self.mentioned) / len(names)
        score *= 1 + 0.6 * known
        order = slot.split(" ")[1] if slot.startswith(("gap", "short", "tail")) else "0"
        return score * (1 - 0.02 * int(order))


def _said(slot: str) -> str:
    """A slot in plain words."""
    word, _, rest = slot.partition(" ")
    return {
        "cue": "the line that names the author",
        "cue-before": "the line that names the author",
        "cue-behind": "the line behind the post that names the author",
        "date": "beside the date",
        "gap": f"line {rest} behind the post before" if rest else "",
        "tail": f"line {rest} behind the post before",
        "short": "the first short line of the header",
        "anchor": f"{rest.partition(' ')[0]} lines from the post's mark",
        "label": "above the facts about the poster",
        "twice": "said twice beside the post",
        "under": "below the line that opens the header",
        "above": "the line above the header",
        "top": "the first line of the header",
        "last": "the last line of the header",
    }.get(word, slot)
