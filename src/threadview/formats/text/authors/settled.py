"""What is made of the names that a page's places gave, where no table knows who wrote what.

The names found by what stands around names on other pages are one proposal among the sets of words
that could be the page's authors (`crowd`). What the page shows to be a label or a counter names
nobody, and where nothing bears the proposal out, its weaker half is dropped.
"""

from __future__ import annotations

from threadview.formats.text.authors import crowd, sides
from threadview.formats.text.authors.naming import Naming
from threadview.formats.text.authors.readings import Line, Readings
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.epithets import bared
from threadview.formats.text.page import Page

FEWEST = 5
"""Posts that tell anything."""
CROWD = "one of several people, one of whom stands beside each post"
LEAST, MOST = 0.45, 0.75
"""How sure a name is that a crowd alone gives."""
HEADING = ("e:", "l:")
"""Lines that tables know to stand above bodies."""
Names = list[Naming | None]


def settled(page: Page, records: list[Record], voted: Names, titles: set[int]) -> Names:
    """The names of a page's records, of which some may be those `voted`; `titles` are the cells
    that look like titles."""
    if len(records) < FEWEST:
        return _bared(voted)
    readings = Readings(page, records)
    kept = [None if one is None or readings.bars(one.name) else one for one in voted]
    read = {line.cell: line for gap in readings.lines for line in gap}
    proposed = {
        number: read.get(one.cell, Line(one.cell, one.name))
        for number, one in enumerate(kept)
        if one is not None
    }
    best = crowd.find(readings, proposed, titles)
    if best is None:
        return _bared(kept)
    heading = page.keys[records[-1].anchor].startswith(HEADING)
    ours = proposed if best.proposed else {}
    below = not heading and sides.below(readings, records, best.found, ours)
    return _bared(
        [
            _named(
                one if best.proposed and not below else None, best, best.found.get(number + below)
            )
            for number, one in enumerate(kept)
        ]
    )


def _bared(names: Names) -> Names:
    """The names without what stands beside them in their lines."""
    told = bared([one and one.name for one in names])
    return [
        one._replace(name=name) if one is not None and name else one
        for one, name in zip(names, told, strict=True)
    ]


def _named(voted: Naming | None, best: crowd.Crowd, line: Line | None) -> Naming | None:
    """The name of a record: of the crowd, with what is known about it from elsewhere."""
    if line is None:
        return voted
    if voted is not None and voted.name.casefold() == line.name.casefold():
        return voted._replace(name=line.name)
    sure = LEAST + (MOST - LEAST) * min(1.0, 2 * best.margin)
    return Naming(line.name, sure, CROWD, line.cell)
