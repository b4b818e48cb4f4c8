"""Posters' columns that stand below a block of the site's own, behind a separator.

XenForo 2 prints what communities put between two posts (a notice, similar threads, an offer) behind
the end of the upper one and above the column of the lower. Where the columns of a page's posters
were left, a post's words begin below its own: what stands between the separator and that is no
post's.
"""

from __future__ import annotations

from bisect import bisect_left

from threadview.formats.text.authors.usercell import DEPTH, MOST, head, shown
from threadview.formats.text.page import Page


def deeper(
    page: Page, intervals: list[tuple[int, int]], leaks: set[int]
) -> dict[int, tuple[int, int]]:
    """By number of the body: the name's cell, and the cell behind its poster's column, where that
    stands deeper than the others of the page (`leaks` are their names' cells).

    A name is known by the picture above it, or stands elsewhere with the same line below.
    """
    names = sorted(n for n in leaks if n >= 0)
    if len(names) < MOST * (len(intervals) - 1):
        return {}
    cells = page.cells
    known = {(cells[n].clean, cells[n + 1].clean) for n in names if n + 1 < len(cells)}
    found: dict[int, tuple[int, int]] = {}
    for number, (a, b) in enumerate(intervals):
        own = bisect_left(names, a + 1)
        if not number or (own < len(names) and names[own] < b):
            continue
        for n in range(a + 2, min(b, a + DEPTH) - 1):
            named = (cells[n].clean, cells[n + 1].clean) in known and cells[n].gap
            pictured = shown(page, n)
            if not (named or pictured):
                continue
            column = head(page, n - pictured, b)
            if column is not None and column[0] == n:
                found[number] = column
                break
    return found
