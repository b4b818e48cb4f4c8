"""A post's place in a page."""

from __future__ import annotations

from threadview.model import Evidence
from threadview.namedtuple import NamedTuple


class Record(NamedTuple):
    """A post in cells: its region is `[cut, next record's cut)`, its body `[start, end)`; `anchor`
    is the cell that marks it; `evidence` is given where it is not the page's anchor's."""

    cut: int
    start: int
    end: int
    anchor: int
    evidence: Evidence | None = None
