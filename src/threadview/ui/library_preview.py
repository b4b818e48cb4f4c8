"""The preview beside the library's list: the beginning of a thread, or a post with its hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.rows import Mark, Run, fit, words
from threadview.ui.styles import style_of
from threadview.wrap import shown, wrap

MOST = 8000
"""Characters of a post that are looked at."""


class Passage(NamedTuple):
    """A post in the preview: a line about it, its text, the stretch that is a hit, and where its
    quotes stand, as start, end, start, end, …"""

    head: str
    text: str
    hit: tuple[int, int] = (0, 0)
    quoted: tuple[int, ...] = ()


class Preview(Widget):
    """Shows passages from the top; the first hit is in sight."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "Preview { width: 33%; height: 1fr; padding: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self._passages: Sequence[Passage] = ()
        self._rows: list[list[Run]] = []
        self._made: tuple[int, int] = (-1, -1)

    def look_at(self, passages: Sequence[Passage]) -> None:
        """Show these."""
        self._passages = passages
        self._made = (-1, -1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        if self._made != (width, height):
            self._rows = self._laid(width - 2, height)
            self._made = (width, height)
        runs = self._rows[y] if y < len(self._rows) else []
        runs = [Run("│ ", "rule"), *fit(runs, max(0, width - 2))]
        return Strip([Segment(run.text, style_of(self.app, run.style)) for run in runs])

    def _laid(self, width: int, height: int) -> list[list[Run]]:
        """The rows, those far above the first hit left out."""
        rows: list[list[Run]] = []
        if width < 1:
            return rows
        for passage in self._passages:
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
