"""The columns of the library's list: which of them fit beside the title, and what they say; and
the line below the list, which says of the thread at hand what no column has room for."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from threadview.layout.dates import date_shown
from threadview.layout.rows import Run, fit, shorten
from threadview.listing.item import Heading, Item, Row
from threadview.listing.orders import ORDERS
from threadview.wrap import cells, shown


class Column(NamedTuple):
    """A column at the right: what it is called, its cells, and what it says of an item."""

    name: str
    width: int
    text: Callable[[Item], str]


class Frame(NamedTuple):
    """How a line is divided: cells of the title, and the columns after it."""

    title: int
    columns: tuple[Column, ...]


def dates_shown(begun: str | None, ended: str | None) -> str:
    """First and last day, no longer than they have to be: "3 Jan 2014", "Jan – 7 Apr 2014",
    "Mar 2012 – Apr 2014"."""
    if begun is None or ended is None:
        return ""
    if begun[:7] == ended[:7]:
        return date_shown(ended)
    first = date_shown(begun[:7])
    if begun[:4] == ended[:4]:
        return f"{first.partition(' ')[0]} – {date_shown(ended)}"
    return f"{first} – {date_shown(ended[:7])}"


def count_shown(count: int) -> str:
    """A number in four or five characters: "9,999", "12k", "3.4M"; nothing for none."""
    if not count:
        return ""
    if count < 10_000:
        return f"{count:,}"
    if count < 1_000_000:
        return f"{count // 1000}k"
    return f"{count / 1e6:.1f}M" if count < 10_000_000 else f"{count // 1_000_000}M"


def size_shown(characters: int) -> str:
    """So many characters, as people write sizes, in seven characters."""
    size = float(characters)
    if not size:
        return ""
    for unit in ("B", "kB", "MB"):
        if size < 999.5:
            exact = unit != "B" and size < 99.95
            return f"{size:.1f} {unit}" if exact else f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


COLUMNS = (
    Column("posts", 7, lambda item: count_shown(item.entry.posts)),
    Column("new", 6, lambda item: f"+{count_shown(item.new)}" if item.new else ""),
    Column("last post", 20, lambda item: dates_shown(item.entry.begun, item.entry.ended)),
    Column("people", 8, lambda item: count_shown(item.entry.people)),
    Column("notes", 7, lambda item: count_shown(item.notes)),
    Column("size", 8, lambda item: size_shown(item.entry.size)),
    Column("source", 14, lambda item: os.path.basename(item.entry.path)),  # noqa: PTH119
)
"""Columns in the order in which they stand, as narrow as can be."""

DEAREST = ("posts", "last post", "new", "people", "size", "source", "notes")
"""Which of them a narrow screen has first."""

LEAST = 30
"""Cells that the title has at least before a column is shown."""

AMPLE = 44
"""Cells of a title that are enough for most: of what is more, the source has its share."""

LONGEST = 32
"""Cells of the source, at most."""


def framed(width: int) -> Frame:
    """How a line of so many cells is divided."""
    room = width - LEAST
    there: set[str] = set()
    sizes = {column.name: column.width for column in COLUMNS}
    for name in DEAREST:
        if sizes[name] > room:
            break
        there.add(name)
        room -= sizes[name]
    title = LEAST + room if there else width
    found = [column for column in COLUMNS if column.name in there]
    if "source" in there and title > AMPLE:
        more = min(LONGEST - sizes["source"], (title - AMPLE) // 2)
        found[-1] = found[-1]._replace(width=sizes["source"] + more)
        title -= more
    return Frame(title, tuple(found))


def heads(width: int, order: str, backwards: bool) -> list[Run]:
    """The line above the list: the names of the columns, the order marked."""
    frame = framed(width)
    mark = "▴" if ORDERS[order].greatest == backwards else "▾"
    title = f"   {mark if order == 'title' else ''}title"
    names = {column.name for column in frame.columns} | {"title"}
    if order not in names:
        title += f"   {mark}by {order}"
    runs = [Run(shorten(title, frame.title).ljust(frame.title), "muted")]
    for column in frame.columns:
        name = f"{mark}{column.name}" if column.name == order else column.name
        runs.append(Run(name.rjust(column.width), "muted"))
    return runs


def facts(item: Item, width: int) -> list[Run]:
    """The line below the list: what is known of a thread, and where it is."""
    entry, mark = item.entry, item.mark
    said = [
        "missing" * entry.missing,
        f"{item.copies + 1} copies: d shows them" * bool(item.copies and not item.hidden),
        " ".join(f"#{tag}" for tag in mark.tags),
        " ".join(f"in {name}" for name in mark.collections),
        f"by {entry.author}" if entry.author else "",
        entry.format or "",
        size_shown(entry.size),
        _span(item),
    ]
    line = " · ".join(shown(part) for part in said if part)
    line = shorten(line, max(0, width - 12))
    path = tail_of(shown(entry.where), width - cells(line) - 5) if line else shown(entry.where)
    return fit([Run(f" {line}", "muted"), Run(f" · {path}" * bool(path), "muted")], width)


def _span(item: Item) -> str:
    begun, ended = item.entry.begun, item.entry.ended
    if begun is None or ended is None:
        return ""
    if begun == ended:
        return date_shown(ended)
    return f"{date_shown(begun)} – {date_shown(ended)}"


def tail_of(path: str, width: int) -> str:
    """The end of a path, in so many cells; none where there is no room to say anything."""
    home = os.path.expanduser("~")  # noqa: PTH111
    if path.startswith(f"{home}/"):
        path = f"~{path[len(home) :]}"
    if cells(path) <= width:
        return path
    if width < 8:
        return ""
    while cells(path) > width - 1:
        path = path[max(1, (cells(path) - width) // 2) :]
    return f"…{path}"


def several(count: int, what: str) -> str:
    """So many of something: "1 hit", "2 hits"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def row(item: Row, width: int) -> list[Run]:
    """A thread, or a heading above some, as runs."""
    if isinstance(item, Heading):
        sign = "▸" if item.shut else "▾"
        name = shorten(shown(item.name), max(1, width - 14))
        return [Run(f"{sign} {name}", "author"), Run(f"  {item.size:,}", "muted")]
    frame = framed(width)
    aside = f" ×{item.copies + 1}" if item.copies and not item.hidden else ""
    aside += "  missing" if item.entry.missing else ""
    tags = "".join(f" #{tag}" for tag in item.mark.tags)
    tags = shorten(shown(tags), max(0, frame.title // 3))
    left = " └ " if item.hidden else " "
    room = max(1, frame.title - 3 - cells(left) - cells(aside) - cells(tags))
    named = tail_of(item.entry.where, room) if item.hidden else ""
    title = shorten(shown(named or item.title), room)
    gap = frame.title - 2 - cells(left) - cells(title) - cells(aside) - cells(tags)
    style = "muted" if item.entry.missing or not item.unread else "text"
    runs = [
        Run("★" if item.mark.favourite else " ", "note-0"),
        Run("●" if item.unread else " ", "count"),
        Run(left, "muted"),
        Run(title, style),
        Run(aside, "unsure"),
        Run(tags, "note"),
        Run(" " * max(0, gap), "text"),
    ]
    for column in frame.columns:
        text = shorten(shown(column.text(item)), column.width - 1)
        pad = " " * (column.width - cells(text))
        runs.append(Run(pad + text, "unsure" if column.name == "new" else "muted"))
    return runs
