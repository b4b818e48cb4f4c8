"""A name that is given to a post, and why."""

from __future__ import annotations

from threadview.model import Layer
from threadview.namedtuple import NamedTuple


class Naming(NamedTuple):
    """A name for a record: who, how sure, in what way known, and its cell (-1 where none)."""

    name: str
    confidence: float
    cue: str
    cell: int
    layer: Layer = "repetition"
