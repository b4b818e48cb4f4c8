"""Whether people talk with each other: they say I and you, in any language and about anything.

Names of functions above what they do, names of plants above how they look stand as the authors of
posts do. In nine of ten threads (195, of eleven kinds of sites) one word in 120 at least is I, my
or the like; in one of twenty texts that are none (2,727 manuals, programs, licences) it is.
"""

from __future__ import annotations

from functools import lru_cache

from threadview.cues.turns import MINE, OTHERS, PLAIN, UNSPACED
from threadview.formats.text.page import Page
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

WORD = pattern(r"(?<![\w/.])[^\W\d_]+(?:'[^\W\d_]+)?(?![\w/])")
"""A word, and no part of "I/O" or an address."""
MOST = 200_000
"""Characters of a page that are looked at."""
PERSONAL = 0.008
"""The share of words that are I, from which people talk."""
SILENT = 0.002
"""The same, below which nobody does, in English, ..."""
MUTE = 0.012
"""... unless that many words are I, we or you."""
ENGLISH = 0.05
"""The share of words that are common in English alone, in a text that is English."""


class Talk(NamedTuple):
    """How many of a page's words are I, how many I or you, and whether they are English."""

    mine: float
    spoken: float
    english: bool

    @property
    def sure(self) -> bool:
        """Whether people talk."""
        return self.mine >= PERSONAL

    @property
    def silent(self) -> bool:
        """Whether it is plain that nobody does."""
        return self.english and self.mine < SILENT and self.spoken < MUTE


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(MINE.split()), frozenset(OTHERS.split())


def talk(page: Page) -> Talk:
    """How a page's words are spoken."""
    text = " ".join(cell.clean for cell in page.cells)[:MOST].replace("’", "'")
    own, shared = _words()
    words = WORD.findall(text)
    lower = [word if word == "I" else word.casefold() for word in words]
    count = len(words) or 1
    mine = sum(word in own for word in lower) + sum(text.count(word) for word in UNSPACED)
    others = sum(word in shared for word in lower)
    common = sum(word in PLAIN for word in lower)
    return Talk(mine / count, (mine + others) / count, common > ENGLISH * count)
