"""What divides a page into posts: a key, and where it stands."""

from __future__ import annotations

from threadview.formats.text.marks.reasons import WORTH, said
from threadview.model import Layer
from threadview.namedtuple import NamedTuple


class Anchor(NamedTuple):
    """A key, where it stands, and how good it is; `after` where it closes posts.

    `intervals` are its posts' where its places are no lines of their own; `likened` are places
    that lost their mark.
    """

    key: str
    places: list[int]
    after: bool
    score: float
    prior: float
    climbs: bool
    intervals: tuple[tuple[int, int], ...] = ()
    likened: frozenset[int] = frozenset()

    @property
    def said(self) -> str:
        """The key in plain words."""
        return said(self.key)

    @property
    def layer(self) -> Layer:
        """Whether a table or the page's own repetition knows the key."""
        return (
            "cue"
            if self.key.startswith(("e:", "t:", "h:", "l:", "#", "nbsp", "votes"))
            else "repetition"
        )

    @property
    def confidence(self) -> float:
        """How sure a boundary is: what the key is worth, and how well it divides this page."""
        worth = next((c for start, c in WORTH if self.key.startswith(start)), 0.7)
        return round(worth * (1 - 0.3 / (1 + self.score)), 3)
