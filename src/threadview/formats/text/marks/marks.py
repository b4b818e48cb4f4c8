"""Marks that could divide a page though they are no kind of line: counters, gaps, items."""

from __future__ import annotations

from itertools import pairwise

from threadview.formats.text.lines.cells import Cell
from threadview.formats.text.lines.kind import COUNT, FOOT, PROSE, SHORT
from threadview.formats.text.page import Page

WIDE = 6
"""Blank lines in a row that no writer leaves: what is left of a page's structure."""
MOST_TEMPLATE = 0.2
"""The share of such gaps that may stand in front of furniture: more, and the extractor kept all
the white space of the page's source (`get_text()`), which is wide anywhere."""
BROKEN = range(40, 101)
"""Characters of a line that somebody, or a browser in a terminal, broke a paragraph at."""
STOPS = (".", "!", "?", "…", ":", '"', "。", "！", "？")
MOST_BROKEN = 0.3
"""The share of broken lines from which only blank lines part paragraphs."""
MENU = 3
"""Items of a line each, one below the other, that are a menu's."""
SPOKEN = 8
"""Words from which a list's item may be a post."""


def counter(page: Page) -> list[int]:
    """Lone numbers that count 1, 2, 3 … down the page."""
    numbers = [
        (index, int(page.cells[index].clean))
        for index, code in enumerate(page.codes)
        if code == COUNT and page.cells[index].clean.isdigit() and len(page.cells[index].clean) < 6
    ]
    chains: list[list[int]] = []
    for begin in (1, 2):
        chain: list[int] = []
        wanted = begin
        for index, number in numbers:
            if number == wanted:
                chain.append(index)
                wanted += 1
        chains.append(chain)
    chain = max(chains, key=len)
    if len(chain) < 3:
        return []
    between = sum(1 for index, _ in numbers if chain[0] <= index <= chain[-1])
    return chain if len(chain) >= 0.5 * between else []


def wide(page: Page) -> list[int]:
    """Cells of words behind gaps that no writer leaves, furniture in the gap counting for nothing
    (a count of likes between the lines that a template left blank)."""
    cells, codes = page.cells, page.codes
    found: list[int] = []
    gap = 0
    for n, cell in enumerate(cells):
        gap += cell.gap
        if page.is_furniture(n) or (gap >= WIDE and _alone(page, n)):
            continue
        if gap >= WIDE and n:
            found.append(n)
        gap = 0
    worded = sum(code in (PROSE, SHORT) for code in codes)
    single = [n for n, cell in enumerate(cells) if cell.gap >= WIDE]
    template = sum(page.is_furniture(n) for n in single) > MOST_TEMPLATE * len(single)
    return found if 0 < len(found) < 0.6 * worded and not template else []


def _alone(page: Page, n: int) -> bool:
    """Whether a line has wide gaps on both sides and says no more than a name or a state."""
    cells = page.cells
    if page.codes[n] != SHORT or page.kinds[n].words > 2:
        return False
    below = 0
    for near in range(n + 1, min(len(cells), n + 6)):
        below += cells[near].gap
        if below >= 2 or not page.is_furniture(near):
            break
    return below >= 2


def items(page: Page) -> list[int]:
    """A list's items, where they are posts: engines that print a thread as a list (Vanilla,
    XenForo 1, vBulletin 5, WordPress) leave a dash before each post in Markdown and the like.

    Items that somebody wrote are a line each. Posts have paragraphs, which an extractor leaves at
    the margin, or a dash that stands alone since a block begins behind it.
    """
    dashed = [n for n, cell in enumerate(page.cells) if cell.dashed]
    bulleted = [n for n, cell in enumerate(page.cells) if cell.bullet and not _bold(page, cell)]
    alone = [n for n in dashed if not page.cells[n].clean]
    for found in (alone, dashed, _outer(page, dashed), _outer(page, bulleted)):
        places = _unmenued(page, found)
        if len(places) > 2 and _posts(page, places):
            return places
    return []


def _unmenued(page: Page, places: list[int]) -> list[int]:
    """The items of a page without those of its foot, and without the menus, runs of lines each an
    item, that it begins and ends with."""
    foot = page.codes.find(FOOT, max(page.codes.find(PROSE), 0))
    kept = [n for n in places if foot < 0 or n < foot]
    begin, end = 0, len(kept)
    while begin + 1 < end and kept[begin + 1] - kept[begin] == 1:
        begin += 1
    while end - 1 > begin and kept[end - 1] - kept[end - 2] == 1:
        end -= 1
    first = begin + 1 if begin + 1 >= MENU else 0
    return kept[first : end - 1 if len(kept) - end + 1 >= MENU else len(kept)]


def _bold(page: Page, cell: Cell) -> bool:
    """Whether what looks like a bullet is the sign of words in bold ("**What is a wick?**")."""
    sign = cell.start + cell.indent
    return page.view.startswith("**", sign) and page.view[sign + 2 : sign + 3].isalnum()


def _outer(page: Page, places: list[int]) -> list[int]:
    """Those of a list's items that are furthest out."""
    least = min((page.cells[n].indent for n in places), default=0)
    return [n for n in places if page.cells[n].indent == least]


def _posts(page: Page, places: list[int]) -> bool:
    """Whether the stretches between list marks are what people say, not what they list."""
    edges = [*places, len(page.cells)]
    said = [
        (a, [n for n in range(a, b) if page.words[n] > 0 and not page.is_furniture(n)])
        for a, b in pairwise(edges)
    ]
    if sum(sum(page.words[n] for n in wordy) > SPOKEN for _, wordy in said) < 0.6 * len(places):
        return False
    goes_on = [n for a, wordy in said for n in wordy if n > a and not page.cells[n].gap]
    if sum(_broken(page, n) for n in goes_on) > MOST_BROKEN * len(goes_on):
        said = [(a, [n for n in wordy if n == a or page.cells[n].gap]) for a, wordy in said]
    several = sum(len(wordy) > (1 if page.cells[a].clean else 0) for a, wordy in said)
    return several >= 0.5 * len(places)


def _broken(page: Page, n: int) -> bool:
    """Whether a line goes on with the paragraph above it, which somebody broke over lines."""
    above, clean = page.cells[n - 1].clean, page.cells[n].clean
    return len(above) in BROKEN and (clean[:1].islower() or not above.endswith(STOPS))
