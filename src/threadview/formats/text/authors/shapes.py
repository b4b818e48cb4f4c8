"""Slots told by what a line looks like and what stands around it, not by counting lines."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from threadview.formats.text.lines import links
from threadview.formats.text.lines.kind import PAIR, SHORT, SIDE
from threadview.formats.text.lines.people import RANKS, doubled, namelike, unranked
from threadview.formats.text.page import Page

if TYPE_CHECKING:
    from threadview.formats.text.authors.slots import Slots

LINES = frozenset((SHORT, SIDE))


def told(slots: Slots, number: int, head: list[int]) -> None:
    """Add what a record's header holds: below an initial, above a title, at an indentation that
    prose has not, behind a blank line, as a link, before the facts."""
    page = slots.page
    cells, codes = page.cells, page.codes
    for i, n in enumerate(head):
        if codes[n] not in LINES or len(clean := cells[n].clean) == 1:
            continue
        text = doubled(clean)
        before = head[i - 1] if i and head[i - 1] == n - 1 else -1
        if page.mentioned and " " in clean and (name := _known(page, clean)) is not None:
            slots.add("known", number, name, n)
        if before >= 0 and len(cells[before].clean) == 1 and codes[before] == SHORT:
            slots.marked["initial"] += 1
            if page.lower[before] == text[0].casefold():
                slots.add("initial", number, text, n, fixed=True)
        if n in slots.ranks.cells:
            continue
        if i + 1 < len(head) and head[i + 1] in slots.ranks.cells:
            if before >= 0 and _another(slots, before, text):
                slots.add("between", number, text, n)
            else:
                slots.marked["titled"] += 1
                slots.add("titled", number, text, n, fixed=True)
        if cells[n].indent in slots.strange:
            slots.add(f"indent {cells[n].indent}", number, text, n)
        if cells[n].gap:
            slots.add("gapped", number, text, n)
    if slots.linked:
        _linked(slots, number, head)
    for n in head if slots.owned else ():
        if (owner := page.kinds[n].owner) and codes[n] == PAIR and (name := unranked(owner)):
            slots.add("facts", number, name, n)


def _another(slots: Slots, n: int, text: str) -> bool:
    """Whether a line may be a name that stands above a title that nobody knows."""
    above = doubled(slots.page.cells[n].clean)
    short = slots.page.codes[n] in (SHORT, SIDE) and n not in slots.ranks.cells
    return short and namelike(above) and above.casefold() != text.casefold()


def _linked(slots: Slots, number: int, head: list[int]) -> None:
    """The links of one form: who is linked most (picture and name), the nearest of several."""
    by_form: dict[str, list[tuple[str, int]]] = {}
    for form, name, n in links.people(slots.page, head):
        by_form.setdefault(form, []).append((doubled(name), n))
    for form, found in by_form.items():
        times = Counter(name.casefold() for name, _ in found)
        name, n = max(found, key=lambda one: (times[one[0].casefold()], one[1]))
        slots.add(f"link {form}", number, name, n, fixed=True)


def _known(page: Page, line: str) -> str | None:
    """The beginning of a line that is a name mentioned elsewhere, where a title or whom its
    owner answers ("@name") stands behind it."""
    for name in _fronts(line):
        if name.casefold() in page.mentioned:
            return name
    return None


@lru_cache(maxsize=16384)
def _fronts(line: str) -> tuple[str, ...]:
    """The beginnings of a line that a title or "@name" stands behind, the longest first."""
    words = line.split()
    found: list[str] = []
    for count in range(min(len(words) - 1, 4), 0, -1):
        behind = words[count:]
        if behind[-1][0] == "@" or " ".join(behind).casefold() in RANKS:
            found.append(" ".join(words[:count]))
    return tuple(found)
