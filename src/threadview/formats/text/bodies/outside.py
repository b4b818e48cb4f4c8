"""What is surely in no post, wherever it stands in a page that hardly anything marks."""

from __future__ import annotations

from threadview.cues import between, furniture
from threadview.formats.text.bodies.foot import sure
from threadview.formats.text.lines.kind import AD, PROSE
from threadview.formats.text.page import Page
from threadview.formats.text.seams.echoes import appendix

CONSENTS = furniture.words(between.CONSENTS)
OUTSIDE = "page"
"""The key of such a line."""


def mark_foot(page: Page) -> None:
    """Mark the foot, and what a page asks before it shows anything."""
    if page.tables.knows("consent"):
        for n, lower in enumerate(page.lower):
            if lower.startswith(CONSENTS) and page.codes[n] == PROSE:
                page.codes[n], page.keys[n] = AD, OUTSIDE
    _mark(page, sure(page))


def mark_appendix(page: Page) -> None:
    """Mark what the dump has said already and says again at its end."""
    _mark(page, appendix(page))


def _mark(page: Page, start: int) -> None:
    for n in range(start, len(page.cells)):
        page.codes[n], page.keys[n] = AD, OUTSIDE
