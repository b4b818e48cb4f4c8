"""Threads whose records were sorted out (`Told`) -> a line for each, and the parts of one. Where a
format finds no thread in a dump that it claimed, the dump is shown as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from threadview.compression import ZIP
from threadview.formats import Part, ThreadRef, load
from threadview.model import Heading, Problem
from threadview.records.document import Arrays, document
from threadview.records.fields import Record
from threadview.records.grouping import Facts, Groups, Spread, grouped
from threadview.records.telling import Item, Told, distinct, parts
from threadview.records.values import Value, by_place, is_lines, kept, values

if TYPE_CHECKING:
    from threadview.dump import Dump


Scan = Callable[["Dump"], Iterator[ThreadRef]]
Read = Callable[["Dump", ThreadRef], Iterator[Part]]


def by_values(
    name: str, made: Callable[[Iterable[Value]], Iterable[Told]], arrays: Arrays | None = None
) -> tuple[Scan, Read]:
    """`scan` and `read` of a format that makes all threads of a dump at once, of its values; where
    `arrays` says which are long, a large document is made without them (see `document`)."""

    def scan(dump: Dump) -> Iterator[ThreadRef]:
        yield from listed(collected(dump, name, made, arrays))

    def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
        yield from told_one(dump, collected(dump, name, made, arrays), ref.key)

    return scan, read


def by_groups(
    name: str,
    spread: Spread,
    facts: Callable[[Record], Facts | None],
    told: Callable[[Dump, Groups, str], Told],
) -> tuple[Scan, Read]:
    """`scan` and `read` of a format that groups the records of a dump by their threads (see
    `grouped`), and makes one thread of a group (`told`) when it is read."""

    def scan(dump: Dump) -> Iterator[ThreadRef]:
        yield from grouped_refs(grouped(dump, spread, facts, name))

    def read(dump: Dump, ref: ThreadRef) -> Iterator[Part]:
        groups = grouped(dump, spread, facts, name)
        yield from told_group(dump, groups, ref.key, lambda key: told(dump, groups, key))

    return scan, read


def collected(
    dump: Dump,
    name: str,
    made: Callable[[Iterable[Value]], Iterable[Told]],
    arrays: Arrays | None = None,
) -> list[Told]:
    """The threads that `made` finds in the values of a dump, found once and kept under a name. What
    is wrong with a value is told with the thread that comes next, else with the last one."""
    return kept(dump, name, lambda: _collected(dump, made, arrays))


def _collected(
    dump: Dump, made: Callable[[Iterable[Value]], Iterable[Told]], arrays: Arrays | None
) -> list[Told]:
    waiting: list[Problem] = []

    def heard() -> Iterator[Value]:
        for value in _values(dump, arrays):
            waiting.extend(value.problems)
            yield value

    found: list[Told] = []
    for told in made(heard()):
        found.append(told._replace(problems=(*waiting, *told.problems)))
        waiting.clear()
    if waiting:
        last = found.pop() if found else Told("", None, [])
        found.append(last._replace(problems=(*last.problems, *waiting)))
    return distinct(found)


def _values(dump: Dump, arrays: Arrays | None) -> Iterator[Value]:
    """The values of a dump, its long arrays left where they are in a large document."""
    if arrays is not None and by_place(dump) and not is_lines(dump):
        found = document(dump, arrays)
        if found is not None:
            return iter((Value(0, found),))
    return values(dump)


def listed(threads: Sequence[Told]) -> Iterator[ThreadRef]:
    """A line for each thread; one for the dump where it holds none."""
    if not any(told.items for told in threads):
        yield ThreadRef()
        return
    for told in threads:
        first = told.items[0] if told.items else Item(None)
        yield ThreadRef(told.key, told.title, len(told.items), first.author, first.date)


def told_one(dump: Dump, threads: Sequence[Told], key: str) -> Iterator[Part]:
    """The parts of the thread of that key, or of the first; of a dump without any, its text."""
    if not any(told.items for told in threads):
        yield from as_it_stands(dump)
        for told in threads:
            yield from told.problems
        return
    yield from parts(next((told for told in threads if told.key == key), threads[0]))


def grouped_refs(groups: Groups) -> Iterator[ThreadRef]:
    """A line for each group of records that holds a post; one for the dump where none does."""
    if groups.first is None:
        yield ThreadRef()
    for key, group in groups.threads.items():
        if group.posts:
            yield ThreadRef(key, group.title, group.posts, group.author, group.date)


def told_group(dump: Dump, groups: Groups, key: str, told: Callable[[str], Told]) -> Iterator[Part]:
    """The parts of the group of that key, or of the first. What no thread can be said to lack
    (a line that is no JSON) is reported with the first."""
    group = groups.threads.get(key)
    first = groups.first
    wanted = key if group is not None and group.posts else first
    if wanted is None:
        yield from as_it_stands(dump)
    elif wanted == first:
        thread = told(wanted)
        yield from parts(thread._replace(items=[*thread.items, *groups.loose]))
    else:
        yield from parts(told(wanted))
    if wanted == first:
        yield from groups.problems


def as_it_stands(dump: Dump) -> Iterator[Part]:
    """The text of a dump in which its format found no thread, and a word about that."""
    if dump.head.startswith(ZIP):
        yield Heading(None)
    else:
        yield from load("text").read(dump, ThreadRef())
    yield Problem(dump.name, "no posts are found in it: shown as it stands")
