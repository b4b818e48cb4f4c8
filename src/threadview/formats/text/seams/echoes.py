"""Echoes: where a page says again what it has said, as a reply does that quotes without a frame.

Some extractors keep a quote's words and nothing of its frame. A reply begins with what it quotes
(in XenForo 2, 55 of 57 quotes did), so the line at which a copy begins is the first of a post.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from threadview.formats.text.lines.kind import AD, PROSE
from threadview.formats.text.page import Page
from threadview.model import Evidence
from threadview.namedtuple import NamedTuple

REFRAIN = 4
"""A line said this often is a refrain, a template, a test."""
BESIDE = 2
"""Short lines that may stand between a post and a reply that says it again."""
ECHOED = 10
"""Words of a line that is said twice."""

LINES = 4
"""Lines that a dump says again at its end, at least, for them to be more than a quote."""
WORDS = 60
"""Words of them, at least."""

ECHO = Evidence("reuse", "says again what stands right above", 0.95)
AGAIN = Evidence("reuse", "begins with what was said further above", 0.85)
WHOLE = Evidence("reuse", "begins what a later post quotes whole", 0.9)
BELOW = Evidence("reuse", "what a later post quotes whole ends above it", 0.93)
TWICE = Evidence("repetition", "end of the first post, which the dump holds twice", 0.93)
REUSED = frozenset((ECHO, AGAIN, WHOLE, BELOW))


class Echo(NamedTuple):
    """The cell at which a copy begins, why a post begins there, and where the copy ends."""

    cell: int
    evidence: Evidence
    end: int


def echoes(page: Page) -> list[Echo]:
    """Where the lines right above are said again: nobody repeats himself at once, but a reply
    begins with what it quotes. (Over the corpus all of 44 such places were a reply's beginning.)
    What a dump begins with and says again at once is what the page tells machines of its first
    post, in front of that post; the second copy is furniture then."""
    cells = page.cells
    prose, often = _prose(page)
    last: dict[str, int] = {}
    found: list[Echo] = []
    begun: set[int] = set()
    above = n = size = 0
    for index in prose:
        clean = cells[index].clean
        earlier = last.get(clean, index)
        if index - earlier != n - above or not n <= index < n + size:  # else in the run known
            above, n = _begun(page, earlier, index)
            size = _run(page, above, n)
        last[clean] = index
        beside = n - above - size
        again = size > 0 and beside <= (BESIDE if often[clean] == 2 else 0)
        again = again and PROSE not in page.codes[above + size : n]
        part = n > 0 and len(clean) < len(cells[n - 1].clean) and clean in cells[n - 1].clean
        if again and not above and size == n and n + size < len(cells):
            page.codes[n : n + size] = [AD] * size
            found.append(Echo(n + size, TWICE, n + size))
        elif (again and n not in begun) or part:
            found.append(Echo(n, ECHO, n + max(size, 1)))
        begun.update(echo.cell for echo in found[-1:])
    return found


def appendix(page: Page) -> int:
    """The first cell of what a dump ends with and has said above, line for line and in order; the
    page's end where it says something new.

    trafilatura writes what it takes for a page's comments below the main text, which may hold them
    already.
    """
    count = len(page.cells)
    last = page.codes.rfind(PROSE)
    if last < 0 or page.cells[last].clean not in [cell.clean for cell in page.cells[:last]]:
        return count
    places: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    for n, cell in enumerate(page.cells):
        first.setdefault(cell.clean, n)
        if _sentence(cell.clean):
            places.setdefault(cell.clean, []).append(n)
    begin, below, lines, words = count, count, 0, 0
    for n in range(count - 1, 0, -1):
        clean = page.cells[n].clean
        if clean not in places:
            if first[clean] == n and clean.strip():
                break  # a line of its own: who says again what stands above
            continue
        above = bisect_left(places[clean], min(n, below))
        if not above:
            break
        begin, below = n, places[clean][above - 1]
        lines, words = lines + 1, words + page.kinds[n].words
    return begin if lines >= LINES and words >= WORDS else count


def repeated(page: Page, beside: list[Echo]) -> list[Echo]:
    """Where lines are said again that stand further above than a reply's neighbour. Only in a text
    that is a thread by other signs: an article repeats its standfirst, a contract its clauses."""
    prose, _ = _prose(page)
    inside = {n for echo in beside for n in range(echo.cell, echo.end)}
    last: dict[str, int] = {}
    found: list[Echo] = []
    for index in prose:
        clean = page.cells[index].clean
        above = last.get(clean)
        last[clean] = index
        if above is None or index in inside:
            continue
        start, n = _begun(page, above, index)
        size = _run(page, start, n)
        inside.update(range(n, n + size))
        if n > start + size and not page.cells[n - 1].clean.endswith(":"):
            found.append(Echo(n, AGAIN, n + size))
    return found


def sources(page: Page, copies: list[Echo]) -> list[Echo]:
    """The beginnings and ends of the posts that copies were made of: who quotes with a button
    quotes all of a post. (In XenForo 2, 40 of 43 quotes began as their post did, and 42 ended so.)

    A post that begins with a quote of its own begins above what is quoted of it.
    """
    cells = page.cells
    inside = {n for copy in copies for n in range(copy.cell, copy.end)}
    first: dict[str, int] = {}
    for n in _prose(page)[0]:
        first.setdefault(cells[n].clean, n)
    found: list[Echo] = []
    for copy in copies:
        told = next((n for n in range(copy.cell, copy.end) if cells[n].clean in first), copy.cell)
        above = first.get(cells[told].clean, told) - (told - copy.cell)
        if above < 0 or above >= copy.cell or above in inside:
            continue
        size = min(_run(page, above, copy.cell), copy.end - copy.cell)
        if not size:
            continue
        if above and above - 1 not in inside and page.codes[above - 1] == PROSE:
            found.append(Echo(above, WHOLE, above + size))
        if above + size < copy.cell:
            found.append(Echo(above + size, BELOW, above + size))
    return found


def _prose(page: Page) -> tuple[list[int], Counter[str]]:
    """The cells long enough for an echo, refrains apart, and how often each is said."""
    cells = page.cells
    prose = [
        n
        for n, code in enumerate(page.codes)
        if code == PROSE and not cells[n].dashed and _sentence(cells[n].clean)
    ]
    often = Counter(cells[n].clean for n in prose)
    return [n for n in prose if often[cells[n].clean] < REFRAIN], often


def _begun(page: Page, above: int, n: int) -> tuple[int, int]:
    """Where what is said above a line and at it begins to be the same."""
    cells = page.cells
    while above and n - 1 > above and cells[above - 1].clean == cells[n - 1].clean:
        above, n = above - 1, n - 1
    return above, n


def _run(page: Page, above: int, below: int) -> int:
    """How many lines from `below` on say what the lines from `above` on say, up to `below`."""
    cells = page.cells
    size = 0
    while above + size < below and below + size < len(cells):
        if cells[above + size].clean != cells[below + size].clean:
            break
        size += 1
    return size


def _sentence(clean: str) -> bool:
    """Whether a line is long enough, and enough of words, that no chance and no log repeats it."""
    words = clean.split()
    plain = sum(word.strip(".,;:!?()'\"’“”").isalpha() for word in words)
    return len(words) >= ECHOED and plain >= 0.8 * len(words)
