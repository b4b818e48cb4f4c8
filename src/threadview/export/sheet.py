"""What an export of notes says, before it is said in any syntax: notes under their posts."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from threadview.notebook import KnownThread, Link, Note, Standing, in_order


@dataclass(frozen=True, slots=True)
class Item:
    """A note, where it stands now (`place`), and its link."""

    note: Note
    place: Standing
    link: Link


@dataclass(slots=True)
class Group:
    """Notes on words of one speaker in one post.

    `number` is the post's number, None for notes on the thread; `author` whose words they are,
    `quoted_by` who quotes them, when they stand in a quote; `orphan` says that the words are no
    longer in the dump.
    """

    number: int | None
    author: str | None = None
    quoted_by: str | None = None
    in_quote: bool = False
    date: str | None = None
    orphan: bool = False
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A thread's notes, grouped, in the order of the thread; orphans last."""

    thread: KnownThread
    groups: list[Group] = field(default_factory=list)

    @property
    def modified(self) -> str:
        """When the latest of its notes was changed."""
        return max(item.note.modified for group in self.groups for item in group.items)

    def command(self, number: int | None) -> str | None:
        """The command that opens the thread at a post."""
        path = self.thread.path
        if path is None or path == "-":
            return None
        place = "" if number is None else f"--goto '#{number}' "
        return f"threadview {place}{shlex.quote(path)}"


def sheets(
    notes: Iterable[Note],
    threads: Mapping[str, KnownThread],
    places: Mapping[str, Standing],
) -> list[Sheet]:
    """Notes thread by thread (by title), post by post."""
    by_thread: dict[str, list[Note]] = {}
    for note in notes:
        by_thread.setdefault(note.thread, []).append(note)
    made = [
        _sheet(threads.get(thread, KnownThread(thread)), of_thread, places)
        for thread, of_thread in by_thread.items()
    ]
    return sorted(made, key=lambda sheet: (sheet.thread.title or "", sheet.thread.id))


def _sheet(thread: KnownThread, notes: list[Note], places: Mapping[str, Standing]) -> Sheet:
    sheet = Sheet(thread)
    groups: dict[tuple[object, ...], Group] = {}
    for note, place in sorted(
        ((note, places.get(note.id) or noted(note)) for note in notes), key=_order
    ):
        group = _group(note, place)
        key = (group.number, group.orphan, group.in_quote, group.author, group.quoted_by)
        if key not in groups:
            groups[key] = group
            sheet.groups.append(group)
        link = Link(thread.id, place.post or None, note.id)
        groups[key].items.append(Item(note, place, link))
    return sheet


def noted(note: Note) -> Standing:
    """Where a note stood when it was written."""
    if not note.anchors:
        return Standing(0)
    first = note.anchors[0]
    if not first.exact:
        return Standing(first.number)
    return Standing(first.number, first.start, first.end)


def _order(pair: tuple[Note, Standing]) -> tuple[object, ...]:
    note, place = pair
    start = (place.start or 0, place.end or 0)
    return (place.post is None, place.post or 0, *start, in_order(note))


def _group(note: Note, place: Standing) -> Group:
    if not note.anchors:
        return Group(None)
    first = note.anchors[0]
    return Group(
        number=first.number if place.post is None else place.post,
        author=first.speaker if first.quoted else first.author,
        quoted_by=first.author if first.quoted else None,
        in_quote=first.quoted,
        date=first.date,
        orphan=place.post is None,
    )
