"""Lone no-break spaces that divide a small dump, and the signs that they do.

XenForo 2 as resiliparse flattens it ends each body in a line of one no-break space. Two or three of
them weigh too little among all keys of a page (`anchor.choose`); but where the dump ends with one,
or an edit mark stands behind one, the form is plain. Without such a sign it takes three of them, or
two in a text short enough that they are no oddities of an article's typesetting.
"""

from __future__ import annotations

from threadview.formats.text.lines.files import ATTACHED
from threadview.formats.text.lines.keys import BLANK, COUNT, EDIT, NBSP, PROSE, RULE, SHORT
from threadview.formats.text.page import Page

LONGEST_ENDED = 40
"""Lines for each body, at most, in a dump that ends with a separator."""
LONGEST_UNSIGNED = 14
LONGEST_TWO = 4
"""Lines for each body, at most, where two separators are the only sign."""
MOST_LOOSE = 0.3
"""The share of lone no-break spaces that may stand otherwise than separators do."""
WORDS = frozenset((PROSE, SHORT, COUNT, RULE, BLANK))
"""What a body below the last separator is made of; a site's foot has facts and links in it."""
LINKS = frozenset(("back", "top", "back top"))
"""What XenForo's page says behind the last separator, where no table of cues holds it."""


def separators(page: Page) -> list[int]:
    """The lone no-break spaces that close bodies: right below the last line, or, where fewer do so,
    right above the next (a body may end in a blank line)."""
    cells, codes = page.cells, page.codes
    all_ = [n for n, code in enumerate(codes) if code == NBSP]
    tight = [n for n in all_ if not cells[n].gap]
    apart = [
        n
        for n in all_
        if cells[n].gap and n + 1 < len(cells) and (not cells[n + 1].gap or signs(page, n))
    ]
    return sorted(tight + apart) if len(apart) <= len(tight) else tight


def is_open(page: Page, place: int) -> bool:
    """Whether words stand right below the last separator, and nothing of the page's foot."""
    below = place + 1
    while below < len(page.cells) and signs(page, below - 1):
        below += 1
    if below >= len(page.cells) or page.cells[below].gap:
        return False
    wordy = page.codes[below] in (PROSE, SHORT) and not page.is_furniture(below)
    return wordy and not ends(page, place) and WORDS.issuperset(page.codes[below:])


def signs(page: Page, place: int) -> bool:
    """Whether an edit mark, reactions or attachments stand right behind a separator."""
    below = place + 1
    if below >= len(page.cells):
        return False
    return (
        page.codes[below] == EDIT
        or page.keys[below] == "t:reactions"
        or page.lower[below] in ATTACHED
    )


def ends(page: Page, place: int) -> bool:
    """Whether nothing but a page's links and marks stands below a separator."""
    return all(
        page.is_furniture(n) or page.lower[n] in LINKS for n in range(place + 1, len(page.cells))
    )


def places(page: Page) -> list[int] | None:
    """The separators of a dump that shows the signs of this form; None for any other."""
    found = separators(page)
    count = sum(code == NBSP for code in page.codes)
    if not found or len(found) < (1 - MOST_LOOSE) * count:
        return None
    begins = [1, *(n + 1 for n in found)]
    bodies = sum(page.words_between(a, b) > 0 for a, b in zip(begins, found, strict=False))
    bodies += is_open(page, found[-1])
    if bodies < 2:
        return None
    lines = len(page.cells) - count
    if any(signs(page, n) for n in found) or (
        ends(page, found[-1]) and lines <= LONGEST_ENDED * bodies
    ):
        return found
    most = LONGEST_UNSIGNED if len(found) > 2 else LONGEST_TWO if len(found) > 1 else 0
    return found if bodies > 2 and lines <= most * bodies else None
