"""Seams: places at which another post surely begins, whatever divides a text.

An extractor that keeps little of a page keeps other little things of each post: here a heading,
there what Invision says between two posts. A seam that the page's anchor has left inside a body
divides that body; without an anchor the seams divide the page (`sewn`).
"""

from __future__ import annotations

from threadview.formats.text.bodies.region import Record
from threadview.formats.text.lines.interludes import EVENT, LATER
from threadview.formats.text.lines.kind import AD, FOOT, SHORT
from threadview.formats.text.page import Page
from threadview.model import Evidence
from threadview.namedtuple import NamedTuple

SECTIONS = frozenset(("e:stackexchange:answer", "e:stackexchange:comment"))
"""Headings above answers and above comments: what stands above is another post's."""
FEW = 3
"""Words that a line on either side of a seam must have."""

LATER_SEAM = Evidence("cue", "how much later it was posted", 0.97)
SECTION = Evidence("cue", "heading of the answers or comments", 0.97)
ITEM = Evidence("repetition", "an item of the list that the posts are", 0.9)


class Seam(NamedTuple):
    """The cell that the next post's region begins with, and why."""

    cell: int
    evidence: Evidence


def inside(page: Page, start: int, end: int, begun: frozenset[int] = frozenset()) -> list[Seam]:
    """The seams in cells `[start, end)` that hold whatever the anchor is; `begun` are cells of
    items that are posts."""
    found: list[Seam] = []
    for n in range(start + 1, end):
        if n in begun:
            found.append(Seam(n, ITEM))
        elif page.codes[n] == AD and _later(page, n):
            found.append(Seam(n, LATER_SEAM))
        elif page.keys[n] in SECTIONS and not page.cells[n].bullet:
            found.append(Seam(n, SECTION))
    return apart(page, start, end, found)


def split(page: Page, records: list[Record], key: str) -> list[Record]:
    """The records that a key found, those with seams inside their bodies divided."""
    begun: frozenset[int] = frozenset()
    if key.startswith("t:"):
        from threadview.formats.text.marks.items import listed

        begun = listed(page, records)
    if not begun and AD not in page.codes and SECTIONS.isdisjoint(page.keys):
        return records
    found: list[Record] = []
    for record in records:
        rest = record
        for seam in inside(page, record.start, record.end, begun):
            begin = seam.cell
            while begin < record.end and page.is_furniture(begin):
                begin += 1
            end = seam.cell
            while end > rest.start + 1 and page.is_furniture(end - 1):
                end -= 1
            found.append(rest._replace(end=end))
            rest = Record(seam.cell, begin, record.end, seam.cell, seam.evidence)
        found.append(rest)
    return found


def told(records: list[Record], seams: list[Seam]) -> list[Record]:
    """The records of a page that only seams divide, each with the evidence of its seam."""
    evidence = {seam.cell - 1: seam.evidence for seam in seams}
    return [record._replace(evidence=evidence.get(record.anchor)) for record in records]


def _later(page: Page, n: int) -> bool:
    """Whether a line is what Invision prints between two posts: "3 weeks later...", an event."""
    clean = page.lower[n]
    if clean.endswith(("...", "…")) and LATER.fullmatch(clean) is not None:
        return True
    return EVENT.fullmatch(clean) is not None


def apart(page: Page, start: int, end: int, found: list[Seam]) -> list[Seam]:
    """The seams with words on both sides, one for each place in cells `[start, end)`."""
    kept: list[Seam] = []
    begin = start
    for number, seam in enumerate(found):
        stop = next((s.cell for s in found[number + 1 :] if s.cell > seam.cell + 1), end)
        foot = next((n for n in range(seam.cell, stop) if page.codes[n] == FOOT), stop)
        if not _worded(page, seam.cell, foot):
            continue
        if not (
            page.prose_between(start, seam.cell) if not kept else _worded(page, begin, seam.cell)
        ):
            continue
        kept.append(seam)
        begin = seam.cell
    return kept


def _worded(page: Page, start: int, end: int) -> bool:
    """Whether there is more than furniture, names and addresses in the cells."""
    return page.prose_between(start, end) or any(
        page.codes[n] == SHORT
        and page.words[n] >= FEW
        and not page.cells[n].clean.startswith("http")
        for n in range(start, end)
    )
