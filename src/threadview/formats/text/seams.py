"""Seams: places at which another post surely begins, in a text that no one key divides.

An extractor that keeps little of a page keeps other little things of each post: here an edit mark,
there a row of links, a date below a name, what Invision says between two posts. Each of them, alone
too seldom for `anchor.choose`, stands between two posts wherever it stands. A seam that the page's
anchor has left inside a body divides that body; without an anchor the seams divide the page.
"""

from __future__ import annotations

from collections import Counter

from threadview.cues.edits import DATED
from threadview.formats.text.keys import (
    AD,
    BLANK,
    COUNT,
    DATE,
    EDIT,
    EVENT,
    FOOT,
    LATER,
    NUMBER,
    PROSE,
    RULE,
    SHORT,
    TAIL,
)
from threadview.formats.text.page import Page
from threadview.formats.text.people import doubled, namelike
from threadview.formats.text.region import Record
from threadview.model import Evidence
from threadview.record import NamedTuple

SECTIONS = frozenset(("e:stackexchange:answer", "e:stackexchange:comment"))
"""Headings above answers and above comments: what stands above is another post's."""
LOOSE = frozenset((TAIL, EDIT, RULE, BLANK, COUNT))
"""What may stand behind the mark that closes a post."""
FEW = 3
"""Words that a line on either side of a seam must have."""

REFRAIN = 4
"""A line said this often is a refrain, a template, a test."""
SAID = 24
"""Characters of a line that is hardly said twice by chance."""
BESIDE = 2
"""Short lines that may stand between a post and a reply that says it again."""
LONGEST = 700
"""Words of a post on average beyond which repeated words have found too few of the posts."""
LONGEST_EDITED = 500
"""The same of edit marks."""
ECHOED = 10
"""Words of a line that is said twice."""

LATER_SEAM = Evidence("cue", "how much later it was posted", 0.97)
SECTION = Evidence("cue", "heading of the answers or comments", 0.97)
EDITED = Evidence("cue", "an edit mark above", 0.95)
CLOSED = Evidence("cue", "links of the post above", 0.93)
ECHO = Evidence("reuse", "says again what stands right above", 0.95)
INITIAL = Evidence("cue", "the letter of a missing picture", 0.9)
TWICE = Evidence("repetition", "end of the first post, which the dump holds twice", 0.93)
SIGNED = Evidence("cue", "a name and a date", 0.93)


class Seam(NamedTuple):
    """The cell that the next post's region begins with, and why."""

    cell: int
    evidence: Evidence


def inside(page: Page, start: int, end: int) -> list[Seam]:
    """The seams in cells `[start, end)` that hold whatever the anchor is."""
    found: list[Seam] = []
    for n in range(start + 1, end):
        if page.codes[n] == AD and _later(page, n):
            found.append(Seam(n, LATER_SEAM))
        elif page.keys[n] in SECTIONS and not page.cells[n].bullet:
            found.append(Seam(n, SECTION))
    return _apart(page, start, end, found)


def all_of(page: Page) -> list[Seam]:
    """The seams of a page without an anchor."""
    count = len(page.cells)
    found = inside(page, 0, count)
    behind = _behind(page)
    for n in range(1, count):
        code = page.codes[n]
        if code == EDIT and _closing(page, n):
            found.append(Seam(behind[n], EDITED))
        elif code == TAIL and _closes(page, n):
            found.append(Seam(behind[n], CLOSED))
    found += _signed(page)
    echoes = _echoed(page)
    found += _initials(page, echoes) + [seam for seam, _ in echoes]
    found.sort()
    kept = _apart(page, 0, count, found)
    kinds = {seam.evidence for seam in kept}
    most = LONGEST if ECHO in kinds else LONGEST_EDITED
    return [] if kinds <= {ECHO, EDITED} and page.total[-1] > most * (len(kept) + 1) else kept


def split(page: Page, records: list[Record]) -> list[Record]:
    """The records, those with seams inside their bodies divided."""
    if AD not in page.codes and SECTIONS.isdisjoint(page.keys):
        return records
    found: list[Record] = []
    for record in records:
        rest = record
        for seam in inside(page, record.start, record.end):
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
    clean = page.cells[n].clean.casefold()
    if clean.endswith(("...", "…")) and LATER.fullmatch(clean) is not None:
        return True
    return EVENT.fullmatch(clean) is not None


def _closing(page: Page, n: int) -> bool:
    """Whether an edit mark is of the kind that stands below the words: not MyBB's ("This post was
    last modified"), nor Vanilla's ("edited March 2025 in …")."""
    lower = page.cells[n].clean.casefold()
    mark = page.kinds[n].edit
    named = mark is not None and mark.by is not None
    return not lower.startswith("this ") and (named or not lower.startswith(DATED))


def _closes(page: Page, n: int) -> bool:
    """Whether a line of links is one that no writer has alone on a line."""
    key = page.keys[n]
    return (key.startswith("t:") and " " in key) or key.startswith("e:smf")


def _behind(page: Page) -> list[int]:
    """For each cell, the first one below it that belongs to no post's end."""
    count = len(page.codes)
    below = [count] * count
    for n in range(count - 2, -1, -1):
        below[n] = below[n + 1] if page.codes[n + 1] in LOOSE else n + 1
    return below


def _signed(page: Page) -> list[Seam]:
    """Names with a date right below or above, where two people have one at least."""
    found: dict[int, str] = {}
    for n, code in enumerate(page.codes):
        if code != DATE or not page.kinds[n].sure or page.kinds[n].age:
            continue
        for near in (n - 1, n + 1):
            if 0 <= near < len(page.codes) and not page.cells[max(n, near)].gap:
                name = doubled(page.cells[near].clean)
                if page.codes[near] == SHORT and page.kinds[near].words and namelike(name):
                    found[min(n, near)] = name.casefold()
                    break
    return [Seam(n, SIGNED) for n in found] if len(set(found.values())) > 1 else []


def _echoed(page: Page) -> list[tuple[Seam, int]]:
    """Where the lines right above are said again: nobody repeats himself at once, but a reply
    begins with what it quotes. (Over the corpus all of 44 such places were a reply's beginning.)
    What a dump begins with and says again at once is what the page tells machines of its first
    post, in front of that post; the second copy is furniture then. With each seam comes the cell
    at which the copy ends."""
    cells = page.cells
    prose = [
        n
        for n, code in enumerate(page.codes)
        if code == PROSE and not cells[n].dashed and _sentence(cells[n].clean)
    ]
    often = Counter(cells[n].clean for n in prose)
    prose = [n for n in prose if often[cells[n].clean] < REFRAIN]
    last: dict[str, int] = {}
    found: list[tuple[Seam, int]] = []
    for index in prose:
        clean = cells[index].clean
        above, n = last.get(clean, index), index
        last[clean] = index
        while above and n - 1 > above and cells[above - 1].clean == cells[n - 1].clean:
            above, n = above - 1, n - 1
        size = _run(page, above, n)
        beside = n - above - size
        again = size > 0 and beside <= (BESIDE if often[clean] == 2 else 0)
        again = again and PROSE not in page.codes[above + size : n]
        part = n > 0 and len(clean) < len(cells[n - 1].clean) and clean in cells[n - 1].clean
        if again and not above and size == n and n + size < len(cells):
            page.codes[n : n + size] = [AD] * size
            found.append((Seam(n + size, TWICE), n + size))
        elif (again and not any(seam.cell == n for seam, _ in found)) or part:
            found.append((Seam(n, ECHO), n + max(size, 1)))
    return found


def _run(page: Page, above: int, below: int) -> int:
    """How many lines from `below` on say what the lines from `above` on say, up to `below`."""
    cells = page.cells
    size = 0
    while above + size < below and below + size < len(cells):
        if cells[above + size].clean != cells[below + size].clean:
            break
        size += 1
    return size


def _initials(page: Page, echoes: list[tuple[Seam, int]]) -> list[Seam]:
    """The letters that stand for missing pictures of the posters, alone on their lines. One right
    below what a reply says again belongs to that reply."""
    cells = page.cells
    found = [
        n
        for n, code in enumerate(page.codes)
        if code == SHORT and len(cells[n].clean) == 1 and cells[n].clean.isupper() and cells[n].gap
    ]
    copies = [range(seam.cell, end) for seam, end in echoes]
    if len(found) < FEW or len({cells[n].clean for n in found}) < 2:
        return []
    if any(kind.found or kind.code == NUMBER for kind in page.kinds):
        return []  # an engine's own lines stand beside the pictures
    said = Counter(cell.clean for cell in cells if len(cell.clean) > SAID)
    return [
        Seam(n, INITIAL)
        for n in found
        if said[cells[n - 1].clean] < 2 and not any(n - 1 in copy for copy in copies)
    ]


def _sentence(clean: str) -> bool:
    """Whether a line is long enough, and enough of words, that no chance and no log repeats it."""
    words = clean.split()
    plain = sum(word.strip(".,;:!?()'\"’“”").isalpha() for word in words)
    return len(words) >= ECHOED and plain >= 0.8 * len(words)


def _apart(page: Page, start: int, end: int, found: list[Seam]) -> list[Seam]:
    """The seams with words on both sides, one for each place."""
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
