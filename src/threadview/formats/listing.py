"""Threads told by their records -> what a list shows of them, and the parts of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from threadview.formats import Part, ThreadRef
from threadview.model import Heading
from threadview.records.grouping import Groups
from threadview.records.telling import Item, Told, parts


def listed(threads: Iterable[Told]) -> Iterator[ThreadRef]:
    """A line for each thread."""
    for told in threads:
        first = told.items[0] if told.items else Item(None)
        yield ThreadRef(told.key, told.title, len(told.items), first.author, first.date)


def grouped_refs(groups: Groups) -> Iterator[ThreadRef]:
    """A line for each group of records that holds a post, or is all there is."""
    for key, group in groups.threads.items():
        if group.posts:
            yield ThreadRef(key, group.title, group.posts, group.author, group.date)


def told_group(groups: Groups, key: str, told: Callable[[str], Told]) -> Iterator[Part]:
    """The parts of the group of that key, or of the first. What no thread can be said to lack
    (a line that is no JSON) is reported with the first."""
    group = groups.threads.get(key)
    first = groups.first
    wanted = key if group is not None and group.posts else first
    if wanted is None:
        yield Heading(None)
    else:
        yield from parts(told(wanted))
    if wanted == first:
        yield from groups.problems
