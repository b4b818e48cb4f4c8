"""The library's first screen as runs. Both painters show it: the pre-paint before any framework is
imported, and Textual's widgets, row by row, the same once more; then all other threads come in.

How many threads there are is not known yet, and so is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from threadview.layout.bars import footer
from threadview.layout.rows import Run, at_hand, fit
from threadview.library import Entry, Library, LibraryError
from threadview.library.table import below, tabled
from threadview.listing.columns import facts, heads, row
from threadview.listing.hits import passage
from threadview.listing.preview import BEGINNING, Passage, preview_rows, preview_width
from threadview.listing.register import Register
from threadview.listing.stock import marks_of
from threadview.places import seen_of

if TYPE_CHECKING:
    from threadview.library import Catalogue
    from threadview.request import Books, Request

HINTS = (
    ("Enter", "read"),
    ("/", "search all posts"),
    ("&", "narrow"),
    ("s", "sort"),
    ("o", "group"),
    ("*", "favourite"),
    ("?", "help"),
    ("q", "quit"),
)
"""Keys of the library, as its footer names them."""

PATIENCE = 0.02
"""Seconds for which the first screen's threads are looked for among all others."""

BARS = 4
"""Rows of the screen that are no thread: title, names of the columns, the line about the thread at
hand, footer."""


class Front(NamedTuple):
    """What a first screen shows: the threads with the latest posts, and the words of the first."""

    register: Register
    passages: tuple[Passage, ...] = ()


def front_of(request: Request, books: Books, count: int) -> Front | None:
    """What a first screen of so many rows shows of an index that is there already; None where
    there is no telling yet."""
    try:
        with Library(books.index_file, books.shelf_file).catalogue() as catalogue:
            entries = _latest(catalogue, books.names, count)
            if not entries:
                return None
            posts = catalogue.records(entries[0], BEGINNING)
    except LibraryError:
        return None
    left = seen_of(request.state, [entry.where for entry in entries]) if request.state else {}
    register = Register(tabled(entries), seen=left, marks=marks_of(books))
    return Front(register, tuple(map(passage, posts)))


def _latest(catalogue: Catalogue, names: Collection[str], count: int) -> list[Entry]:
    until = perf_counter() + PATIENCE
    is_wanted: Callable[[str], bool] = below(names) if names else bool
    found: list[Entry] = []
    for entry in catalogue.latest():
        if is_wanted(entry.path):
            found.append(entry)
        if len(found) == count:
            break
        if perf_counter() > until:
            return []
    return found


def title(said: str, width: int) -> list[Run]:
    """The line above the list."""
    return fit([Run(" threadview", "bar-accent"), Run(said, "bar")], width, "bar")


def frame(front: Front, width: int, height: int) -> list[list[Run]]:
    """The whole screen, the first thread at hand."""
    items = [*front.register]
    beside = preview_width(width)
    words = preview_rows(front.passages, beside, height - BARS) if beside else []
    rows = [title("", width), fit(heads(width - beside, "last post", False), width)]
    for y in range(height - BARS):
        left = fit(row(items[y], width - beside) if y < len(items) else [], width - beside)
        right = words[y] if y < len(words) else fit([Run("│ ", "rule")] * bool(beside), beside)
        rows.append([*(left if y else at_hand(left)), *right])
    about = facts(items[0], width)
    return [*rows, about, footer(HINTS, width)]
