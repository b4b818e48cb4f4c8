"""The whole screen as runs: title bar, thread, footer. Both painters show what is made here.

The pre-paint shows all of it at once; Textual's widgets show a row each. So the first frame that
Textual paints is, cell by cell, the one that stands there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from threadview.layout.bars import footer, scroll_bar, title_bar
from threadview.layout.rows import Mark, Row, Run, fit, paint
from threadview.layout.window import Sight, Window


def screen(window: Window, hints: Sequence[tuple[str, str]], extra: str = "") -> list[list[Run]]:
    """Every row of a screen of `window.height` rows of thread between title bar and footer."""
    width = window.view.frame.width
    sight = window.sight()
    return [
        title_row(window, sight, width, extra),
        *thread_rows(window, sight),
        footer(hints, width),
    ]


def title_row(window: Window, sight: Sight, width: int, extra: str = "") -> list[Run]:
    """The title bar for what is in sight: the current post's number, and how far down it is."""
    view = window.view
    number = percent = None
    if sight.current is not None:
        number = view.outline.posts[sight.current.post].number
        percent = int(100 * sight.last)
    return title_bar(view.thread, width, number, percent, extra)


def thread_rows(window: Window, sight: Sight) -> list[list[Run]]:
    """The rows of the thread in sight, and blank ones below its end."""
    bar = bar_runs(window, sight)
    found = [thread_row(window, row, y in sight.marked, bar[y]) for y, row in enumerate(sight.rows)]
    found += [blank_row(window, bar[y]) for y in range(len(sight.rows), window.height)]
    return found


def bar_runs(window: Window, sight: Sight) -> list[Run]:
    """The scroll bar, a run per row; blank while nobody knows how long the thread is."""
    return scroll_bar(window.height, sight.first, sight.last, window.view.thread.complete)


def thread_row(
    window: Window, row: Row, current: bool, bar: Run, marks: Iterable[Mark] = ()
) -> list[Run]:
    """A row of the thread across the whole screen, its cell of the scroll bar included."""
    frame = window.view.frame
    runs = paint(row, frame, current, marks)
    return [*runs, bar] if frame.bar else runs


def blank_row(window: Window, bar: Run) -> list[Run]:
    """A row below the end of the thread."""
    frame = window.view.frame
    runs = fit([], frame.width - frame.bar)
    return [*runs, bar] if frame.bar else runs
