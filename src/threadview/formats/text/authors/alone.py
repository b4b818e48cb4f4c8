"""The names that a page is divided by, each alone on its line: whose posts stand below them."""

from __future__ import annotations

from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.people import chosen_by_themselves, doubled, namelike
from threadview.formats.text.page import Page

SURE = 0.93
ALONE = "alone on a line above the post"


def alone(
    page: Page, records: list[Record], places: list[int], told: list[Naming | None]
) -> list[Naming | None]:
    """The names told for the records, and those of the places where none was told. What a dump
    begins with may be its title: it is a name if it looks like one, is mentioned, or heads other
    posts too."""
    marks = set(places)
    names = [
        doubled(page.cells[record.anchor].clean) if record.anchor in marks else ""
        for record in records
    ]
    found: list[Naming | None] = []
    for record, name, naming in zip(records, names, told, strict=True):
        known = namelike(name) if name else False
        if known and record.anchor == 0:
            low = name.casefold()
            known = chosen_by_themselves(name) or low in page.mentioned or names.count(name) > 1
        if naming is None and known:
            found.append(Naming(name, SURE, ALONE, record.anchor))
        else:
            found.append(naming)
    return found
