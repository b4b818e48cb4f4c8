"""Words outside the bodies that are too like somebody's words to be folded.

Above the first body, between bodies and below the last stand a page's notices; but so do the words
of a post whose marks an extractor has lost. Where the page has hardly any furniture there, prose is
shown as it stands: a notice shown costs little, somebody's words folded are lost.
"""

from __future__ import annotations

from itertools import pairwise

from threadview.cues import furniture, titles
from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.keys import FOOT, PROSE, SHORT
from threadview.formats.text.page import Page

BELOW = furniture.words(titles.BELOW)
MORE = 2
"""How many times more words the prose has than all other lines, where they are no page's head."""
FEW = 6
"""Links of a list above the first body, up to which they are no page's head."""
LEAST = 12
"""Words of that prose, at least."""


def find(page: Page, records: list[Record], title: int, after: bool) -> set[int]:
    """The cells outside the records' bodies that are shown as words. `title` is the title's cell,
    -1 where there is none; `after`, whether what marks a post stands below its words."""
    first, last = records[0], records[-1]
    shown: set[int] = set()
    links = sum(cell.bullet for cell in page.cells[: first.start])
    begins = first.start <= 1 and FOOT not in page.codes
    if links <= FEW and (begins or _bare(page, title + 1, first.start)):
        said = {page.cells[n].clean for n in range(first.start, first.end)}
        shown |= _prose(page, title + 1, first.start, said)
        for above, below in pairwise(records):
            shown |= _prose(page, above.end, below.cut, set())
    end = len(page.cells)
    if (
        after
        and _bare(page, last.end, end)
        and not any(page.codes[n] == FOOT or page.cells[n].bullet for n in range(last.end, end))
    ):
        shown |= _prose(page, last.end, end, set())
    return shown


def _bare(page: Page, start: int, end: int) -> bool:
    """Whether what stands there is prose and little else."""
    prose = other = 0
    for n in range(start, end):
        if page.codes[n] == PROSE:
            prose += page.kinds[n].words
        else:
            other += page.kinds[n].words
    return prose >= LEAST and prose > MORE * other


def _prose(page: Page, start: int, end: int, said: set[str]) -> set[int]:
    """The cells from the first prose to the last that nobody says elsewhere, but furniture."""
    prose = [
        n
        for n in range(start, end)
        if page.codes[n] == PROSE
        and page.cells[n].clean not in said
        and not page.lower[n].startswith(BELOW)
    ]
    if not prose:
        return set()
    return {
        n
        for n in range(prose[0], prose[-1] + 1)
        if page.codes[n] == PROSE or (page.codes[n] == SHORT and not page.keys[n])
    } - {n for n in range(start, end) if page.cells[n].clean in said}
