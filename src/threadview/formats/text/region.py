"""A post's place in a page."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """A post in cells: its region is `[cut, next record's cut)`, its body `[start, end)`; `anchor`
    is the cell that marks it."""

    cut: int
    start: int
    end: int
    anchor: int
