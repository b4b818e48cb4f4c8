"""Slots between a body and the mark that closes it, where its author signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.formats.text.lines.kind import COUNT, PROSE, SHORT
from threadview.formats.text.lines.people import doubled

if TYPE_CHECKING:
    from threadview.formats.text.authors.slots import Slots

HEADER = 14
"""Cells below the last mark in which a body may begin."""
SIGNED = 4
"""Cells above a comment's date in which its author's dash may stand."""


def signed(slots: Slots, number: int) -> None:
    """The short line between a body and the mark below it, which the body was given; it names
    who wrote what follows where a body stands below the last mark as well."""
    page, record = slots.page, slots.records[number]
    number += PROSE in page.codes[slots.places[-1] : slots.places[-1] + HEADER]
    if number == len(slots.records):
        return
    n = record.anchor - 1
    if record.start < n < record.end and page.codes[n] == SHORT and page.cells[n].gap:
        slot = f"anchor -1 @{slots.variant_of(record)}"
        slots.add(slot, number, doubled(page.cells[n].clean), n)


def dashed(slots: Slots, number: int) -> None:
    """Who signed a comment that its date closes: behind a dash, as Stack Exchange prints it, or
    right above a dash whose link was lost."""
    page, record = slots.page, slots.records[number]
    for n in range(record.anchor - 1, max(record.start, record.anchor - SIGNED) - 1, -1):
        cell = page.cells[n]
        if page.codes[n] == PROSE:
            return
        if page.view[cell.start : cell.end].strip()[:1] not in ("–", "—"):
            continue
        named = n if any(map(str.isalnum, cell.clean)) else n - 1
        if named > record.start and page.codes[named] in (SHORT, COUNT):
            slots.sure(f"cue-before @{page.keys[record.anchor]}", number, named)
        return
