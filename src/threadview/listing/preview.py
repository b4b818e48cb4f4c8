"""The words beside the library's list: the beginning of a thread, or a post with its hit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from threadview.layout.rows import Mark, Run, fit, words
from threadview.wrap import shown, wrap

MOST = 8000
"""Characters of a post that are looked at."""

BEGINNING = 4
"""Posts of a thread that the preview begins with."""

WIDE = 120
"""Columns from which the preview stands beside the list."""

VAST = 180
"""Columns from which it has more than a third of them."""


class Passage(NamedTuple):
    """A post in the preview: a line about it, its text, the stretch that is a hit, and where its
    quotes stand, as start, end, start, end, …"""

    head: str
    text: str
    hit: tuple[int, int] = (0, 0)
    quoted: tuple[int, ...] = ()


def preview_width(width: int) -> int:
    """The columns of a screen that the preview has; none where it has no room."""
    if width < WIDE:
        return 0
    return width * (40 if width >= VAST else 33) // 100


def preview_rows(passages: Iterable[Passage], width: int, height: int) -> list[list[Run]]:
    """The preview, so many rows at most of so many cells each, a rule at the left."""
    rows = _laid(passages, width - 2, height)[:height]
    return [[Run("│ ", "rule"), *fit(runs, max(0, width - 2))] for runs in rows]


def _laid(passages: Iterable[Passage], width: int, height: int) -> list[list[Run]]:
    """The rows, those far above the first hit left out."""
    rows: list[list[Run]] = []
    if width < 1:
        return rows
    for passage in passages:
        if len(rows) > height and not any(passage.hit):
            break
        rows.append([Run(shown(passage.head), "author")])
        first = len(rows)
        made, at = _wrapped(passage, width)
        rows += made
        rows.append([])
        if at is not None and first + at >= height - 2:
            keep = max(0, first + at - height // 2)
            rows = [rows[first - 1], *rows[max(first, keep) :]]
    return rows


def _wrapped(passage: Passage, width: int) -> tuple[list[list[Run]], int | None]:
    """A passage's rows, and which of them holds its hit."""
    start, end = passage.hit
    origin = 0 if end < MOST else passage.text.rfind("\n", 0, start) + 1
    text = passage.text[origin : origin + MOST]
    edges = passage.quoted
    marks = [
        Mark(edges[n] - origin, edges[n + 1] - origin, "quote-text")
        for n in range(0, len(edges), 2)
    ]
    if end > start:
        marks.append(Mark(start - origin, end - origin, "hit"))
    rows: list[list[Run]] = []
    at: int | None = None
    for first, last in wrap(text, width):
        if end > start and at is None and first <= start - origin < max(last, first + 1):
            at = len(rows)
        rows.append(words(text[first:last], first, "text", tuple(marks)))
    return rows, at
