"""Who began the thread, where the page's head says so: "Thread starter tern", "Started by tern".

XenForo prints it below the title with the day, on every page of a thread; so it names the author of
a dump's first post only where nothing shows that the dump is a later page.
"""

from __future__ import annotations

from threadview.cues import people as cues
from threadview.cues.furniture import words
from threadview.cues.paging import PAGE_IN_TITLE, PAGES_IN_HEAD
from threadview.formats.text.lines.kind import NUMBER, SHORT
from threadview.formats.text.lines.people import namelike
from threadview.formats.text.page import Page

FURTHEST = 60
"""Cells above the first post that are looked at."""
NEAR = 6
"""Lines between the page's title and what it says about the thread's beginning."""
LONGEST = 80
PHRASES = tuple(sorted(words(cues.STARTERS), key=len, reverse=True))
DATED = words(cues.START_DATES)
BACK = frozenset(words(cues.EARLIER_PAGE))


def starter(page: Page, start: int) -> tuple[str, int] | None:
    """The name, and the cell that says it, above the first body, which begins at cell `start`."""
    found: tuple[str, int] | None = None
    for n in range(max(0, start - FURTHEST), start):
        clean = page.cells[n].clean
        if _later(page, n, clean):
            return None
        if found is None and (name := _told(page, n)) is not None:
            found = name, n
    return found


def below(page: Page, start: int, end: int) -> int:
    """The cell behind what the page's head says about the thread's beginning, where the first body
    seems to begin with it at cell `start`; the same cell where it does not."""
    behind, told = start, False
    for n in range(start, min(end - 1, start + NEAR)):
        if _told(page, n) is not None:
            behind, told = n + 1, True
        elif told and page.lower[n].startswith(DATED):
            behind = n + 1
    return behind


def _later(page: Page, n: int, clean: str) -> bool:
    """Whether a line shows a later page of a thread: its number, a link back, a post's number."""
    if page.lower[n].strip(" ‹«<◄") in BACK:
        return True
    if page.codes[n] == NUMBER and page.keys[n] == "#" and page.kinds[n].number not in ("0", "1"):
        return True
    if not any(map(str.isdigit, clean)):
        return False
    told = PAGE_IN_TITLE.search(clean) or PAGES_IN_HEAD.search(clean)
    return told is not None and told[1] != "1"


def _told(page: Page, n: int) -> str | None:
    """The name that a line, or the line below it, gives as the starter's."""
    if len(page.cells[n].clean) > LONGEST:
        return None
    low = page.lower[n]
    phrase = next((one for one in PHRASES if low.startswith(one)), None)
    if phrase is None:
        return None
    name = page.cells[n].clean[len(phrase) :].lstrip(" :：")
    if name.casefold().startswith(phrase):  # said for the eye, and for who cannot see
        name = name[len(phrase) :].lstrip(" :：")
    if not name:
        below = range(n + 1, min(n + 2, len(page.cells)))
        name = next((page.cells[m].clean for m in below if page.codes[m] == SHORT), "")
        dated = range(n + 2, min(n + 4, len(page.cells)))
        if not any(page.lower[m].startswith(DATED) for m in dated):
            return None
    for dated_by in DATED:
        at = name.casefold().find(f" {dated_by}")
        name = name[:at] if at > 0 else name
    name = name.partition(" · ")[0].strip(" ·")
    return name if namelike(name) or (name.isdigit() and len(name) > 1) else None
