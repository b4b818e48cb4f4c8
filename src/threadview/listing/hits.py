"""Hits in the library: a row each, and the passage beside the list."""

from __future__ import annotations

from os.path import basename
from typing import TYPE_CHECKING

from threadview.layout.dates import date_shown
from threadview.layout.rows import Run, shorten
from threadview.listing.preview import Passage
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.library import Sought
    from threadview.library.chunk import Record


def hit_row(hit: Sought, width: int) -> list[Run]:
    """A hit as a row: its thread, the post, and the words around."""
    before, match, after = hit.around
    if hit.title:
        words = [Run(shown(before), "text"), Run(shown(match), "hit"), Run(shown(after), "text")]
        return [Run(" ▤ ", "count"), *words, Run(f"  {hit.entry.posts:,} posts", "muted")]
    room = max(8, width // 4)
    title = shorten(shown(hit.entry.title or basename(hit.entry.path)), room)  # noqa: PTH119
    number = f"#{hit.number} ".rjust(5)
    name = max(6, width // 8)
    author = shorten(shown(hit.author or "unknown author"), name)
    left = width - 3 - room - 1 - len(number) - name - 2
    space = max(0, left - cells(match)) // 2
    return [
        Run(f"   {title}{' ' * (room - cells(title))} ", "muted"),
        Run(number, "number"),
        Run(f"{author}{' ' * (name - cells(author))}  ", "author"),
        Run(_end(shown(before), space), "text"),
        Run(shown(match), "hit"),
        Run(shown(after), "text"),
    ]


def _end(text: str, width: int) -> str:
    """The last words of a text, so many cells of it at most."""
    if cells(text) <= width:
        return text
    while text and (over := cells(text) - max(0, width - 1)) > 0:
        text = text[(over + 1) // 2 :]  # no character has more than two cells
    return f"…{text}" if width else ""


def passage(record: Record, hit: Sought | None = None) -> Passage:
    """A post for the preview, with the hit in it where it is the one."""
    parts = [f"#{record.number}", record.author or "unknown author"]
    if record.date:
        parts.append(date_shown(record.date))
    here = hit is not None and hit.number == record.number and not hit.title
    span = (hit.start, hit.end) if here and hit is not None else (0, 0)
    return Passage("  ".join(parts), record.text, span, record.quoted)
