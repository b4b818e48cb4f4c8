"""A poll above the first post, as XenForo 2 prints its results.

Its `poll_block` template gives the question, then for each answer a line of its votes and their
share ("Votes: 3 42.9%", the two often run together), then how many voted, as a label and a number.
"""

from __future__ import annotations

from threadview.formats.text.lines.kind import AD, COUNT, NBSP, PROSE, SHORT
from threadview.formats.text.page import Page
from threadview.pattern import pattern

SHARE = pattern(r"([^\d:：]{2,24})[:：] ?\d[\d.,\s]*%")
APART = 2
"""Cells from one answer's votes to the next's."""
LEAST = 2
"""Answers of a poll."""
WORDS = frozenset((PROSE, SHORT))


def mark(page: Page) -> None:
    """Make the cells of a poll above the first separator the page's."""
    first = page.codes.find(NBSP)
    shares = [n for n in range(2, first - 2) if "%" in page.cells[n].clean and _share(page, n)]
    if len(shares) < LEAST or shares[-1] - shares[0] != APART * (len(shares) - 1):
        return
    below = shares[-1] + 1
    if page.codes[below] in WORDS and page.codes[below + 1] == COUNT:
        for n in range(shares[0] - 2, below + 2):
            page.codes[n], page.keys[n] = AD, "ad"


def _share(page: Page, n: int) -> bool:
    """Whether a line gives the votes for what stands above it."""
    return SHARE.fullmatch(page.cells[n].clean) is not None and page.codes[n - 1] in WORDS
