"""Lone no-break spaces that divide a small dump, and the signs that they do.

XenForo 2 as resiliparse flattens it ends each body in a line of one no-break space. Two or three of
them weigh too little among all keys of a page (`anchor.choose`); but where the dump ends with one,
or an edit mark stands behind one, the form is plain. Without such a sign it takes three of them, or
two in a text short enough that they are no oddities of an article's typesetting.
"""

from __future__ import annotations

from threadview.formats.text.authors import facts
from threadview.formats.text.authors.usercell import head, shown
from threadview.formats.text.lines.files import ATTACHED
from threadview.formats.text.lines.kind import BLANK, COUNT, EDIT, FOOT, NBSP, PROSE, RULE, SHORT
from threadview.formats.text.page import Page

COLUMN = 40
"""Cells below a separator in which a poster's column may stand."""
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
    """The lone no-break spaces that close bodies: right below the last line, or above what only a
    separator stands above (a body may end in a blank line, a list, a picture), as the page's foot.
    Those right above the next body do so where they are fewer, or where one ends the dump."""
    cells = page.cells
    sure: list[int] = []
    loose: list[int] = []
    marks = [n for n, code in enumerate(page.codes) if code == NBSP]
    for n in marks:
        last = n + 1 == len(cells) or (n == marks[-1] and ends(page, n))
        if not cells[n].gap or last or signs(page, n) or columned(page, n):
            sure.append(n)
        elif not cells[n + 1].gap:
            loose.append(n)
    if len(loose) > len(sure) and not ends(page, max(loose[-1], *sure, 0)):
        return sure
    found = sorted(sure + loose)
    if len(found) > 1 and found[-1] < marks[-1] and page.words_between(found[-1], marks[-1]):
        found.append(marks[-1])  # a block of the site's own stands below the last body
    return found


def columned(page: Page, n: int) -> bool:
    """Whether a poster's column, or what is left of one, stands below a separator."""
    return head(page, n + 1, min(len(page.cells), n + 1 + COLUMN)) is not None


def _named(page: Page, found: list[int]) -> bool:
    """Whether a poster's column with a picture or facts stands at the head of a body."""
    for begin in (1, *(n + 1 for n in found)):
        end = min(len(page.cells), begin + COLUMN)
        stands = head(page, begin, end)
        if stands is not None and (
            shown(page, max(0, stands[0])) or facts.stand(page, stands[0] + 1, stands[1])
        ):
            return True
    return False


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
    """Whether nothing but a page's links and marks stands below a separator, and what a page's foot
    begins with."""
    below = range(place + 1, _foot(page, place))
    return all(page.is_furniture(n) or page.lower[n] in LINKS for n in below)


def _foot(page: Page, place: int) -> int:
    """Where a page's foot begins below a separator; the page's end where there is none."""
    foot = page.codes.find(FOOT, place + 1)
    return foot if foot >= 0 else len(page.cells)


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
    lines = _foot(page, found[-1]) - count
    if any(signs(page, n) for n in found) or (
        (ends(page, found[-1]) or _named(page, found)) and lines <= LONGEST_ENDED * bodies
    ):
        return found
    most = LONGEST_UNSIGNED if len(found) > 2 else LONGEST_TWO if len(found) > 1 else 0
    return found if bodies > 2 and lines <= most * bodies else None
