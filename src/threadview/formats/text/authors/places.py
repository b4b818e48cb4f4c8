"""The places of a header that are counted in lines: from its ends, its facts, the post's mark."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from threadview.formats.text.lines.kind import COUNT, DATE, HEAD, LABEL, PAIR, SHORT, SIDE, TAIL
from threadview.formats.text.lines.people import LETTER, bare, doubled, namelike, speakable
from threadview.formats.text.marks.forms import changing
from threadview.formats.text.page import Page
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.formats.text.authors.slots import Slots

ABOVE, BELOW = 10, 8
"""Cells above and below a post's mark that are counted from it."""
SHORTS = 3
"""Short lines of a header that are counted."""
FIRST, LAST = 8, 2
"""Lines of a header that are counted from its first, and from its last."""
BEHIND = 5
"""Lines behind the last button of the post before that are counted from it."""
FACTS_ABOVE = 4
"""Lines above the facts about the poster that are counted from them."""
LINE, TELLING = 1, 2
"""What makes a cell worth a look: it may be a name; it may hold one."""
_WORTH = bytes(
    [LINE if code in (SHORT, SIDE, COUNT) else TELLING * (code == DATE) for code in range(256)]
)
_FACTS = bytes([code in (LABEL, PAIR) for code in range(256)])


class Candidate(NamedTuple):
    """What stands at a slot: the name as it would be read, and its cell."""

    name: str
    cell: int


def worth(page: Page, ranks: set[int]) -> bytearray:
    """For each cell of a page whether it is worth a look; titles are no names."""
    found = page.codes.translate(_WORTH)
    for n in ranks:
        found[n] = 0
    for n, kind in enumerate(page.kinds):
        if kind.name or page.keys[n][:2] == "s:":
            found[n] |= TELLING
    return found


def within(slots: Slots, number: int, gap: list[int], codes: bytes) -> None:
    """Note what stands in the places of a record's gap, its cells' codes being `codes`."""
    page, worth = slots.page, slots.worth
    anchor, variant = slots.records[number].anchor, slots.variants[number]
    lines = [page.lower[n] for n in gap]
    repeated = len(set(lines)) < len(lines)
    label = codes.translate(_FACTS).find(1)
    tail = codes.rfind(TAIL, 0, bisect_left(gap, anchor))
    shorts = 0
    for i, n in enumerate(gap):
        if not (look := worth[n]):
            continue
        if look & TELLING:
            _told(slots, number, n)
        if not look & LINE:
            continue
        text = doubled(page.cells[n].clean)
        like = namelike(text)
        above = i - label if label >= 0 else 0
        if like:
            short = shorts if codes[i] != COUNT and number else SHORTS
            shorts += codes[i] != COUNT
            first = i if number else FIRST
            behind = i - tail if tail >= 0 else 0
            at = counted(short, first, len(gap) - i, behind, n - anchor, above, variant)
            slots.keep(slots.firm, at, number, Candidate(text, n))
            if i and codes[i - 1] == HEAD and page.kinds[gap[i - 1]].found:
                slots.note(f"under {page.keys[gap[i - 1]]}", number, Candidate(text, n))
        elif speakable(text):
            nearest = above if above == -1 else 0
            at = counted(SHORTS, FIRST, LAST + 1, 0, n - anchor, nearest, variant)
            slots.keep(slots.loose, at, number, Candidate(text, n))
        again = repeated and lines.count(lines[i]) > 1
        if again and (like or (text.isdigit() and 2 < len(text) < 12)):
            slots.note("twice", number, Candidate(text, n))


@lru_cache(maxsize=8192)
def counted(
    short: int, first: int, left: int, behind: int, offset: int, above: int, variant: str
) -> tuple[str, ...]:
    """The slots of a line by how many short ones stand above it, which of a header's it is from
    the first and from the last, how far behind the last button, from the post's mark, and from
    the facts (below 0: above them)."""
    slots: list[str] = []
    if short < SHORTS:
        slots.append(f"short {short}")
    if first < FIRST:
        slots.append(f"gap {first}")
    if 0 < behind <= BEHIND:
        slots.append(f"tail {behind}")
    if -ABOVE <= offset <= BELOW:
        slots.append(f"anchor {offset} @{variant}")
    if left <= LAST:
        slots.append(f"last {left}")
    if -FACTS_ABOVE <= above < 0:
        slots.append(f"label {above}")
    return tuple(slots)


def _told(slots: Slots, number: int, n: int) -> None:
    """The name that a header line, or a line with a date, holds among its words."""
    page = slots.page
    kind, code = page.kinds[n], page.codes[n]
    mine = code == HEAD or (code == TAIL and (slots.after or n >= slots.records[number].anchor))
    if (
        kind.name
        and mine
        and len(kind.name) <= 60
        and LETTER.search(kind.name)
        and (len(kind.name) > 1 or kind.found)
    ):
        engine = page.keys[n].rpartition(":")[0] if kind.found else page.keys[n]
        found = slots.firm.setdefault(f"cue {engine}", {})
        if number not in found or (code == HEAD and not slots.after):
            found[number] = Candidate(doubled(kind.name), n)  # the page's head has such too
    if page.keys[n][:2] == "s:" and (name := changing(page, page.keys[n], n)):
        slots.add(f"date {page.keys[n]}", number, bare(name), n)
    if code == DATE and kind.residue is not None:
        name = _beside(page, n)
        if name and (name := bare(name)):
            slots.add(f"date {page.keys[n]}", number, name, n)


def _beside(page: Page, index: int) -> str | None:
    """The part of a dated line that is neither the date nor the page's constant words."""
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
