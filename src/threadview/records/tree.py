"""Records that name the one they answer -> reading order: parents before children, siblings in
the order given. Nothing recurses; the cost is linear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A record in reading order: its place among those given, the place (from 0) of its parent in
    the reading order or -1, and its depth."""

    record: int
    parent: int
    depth: int


def walk(ids: Sequence[str | None], parents: Sequence[str | None]) -> list[Step]:
    """The reading order of records. A parent that is not there makes a root; of several records
    with one id the first is the parent; a circle is cut at the record of it that comes first."""
    where: dict[str, int] = {}
    for index, ident in enumerate(ids):
        if ident is not None:
            where.setdefault(ident, index)
    above = [-1 if name is None else where.get(name, -1) for name in parents]
    for index, parent in enumerate(above):
        if parent == index:
            above[index] = -1
    _cut_circles(above)
    children: list[list[int]] = [[] for _ in ids]
    roots: list[int] = []
    for index, parent in enumerate(above):
        (roots if parent < 0 else children[parent]).append(index)
    order: list[Step] = []
    waiting = [(root, -1, 0) for root in reversed(roots)]
    while waiting:
        index, parent, depth = waiting.pop()
        place = len(order)
        order.append(Step(index, parent, depth))
        waiting += [(child, place, depth + 1) for child in reversed(children[index])]
    return order


def flat(ids: Sequence[str | None], parents: Sequence[str | None]) -> list[Step]:
    """The order given, all at depth 0, each with the earlier record that it answers."""
    where: dict[str, int] = {}
    order: list[Step] = []
    for index, (ident, parent) in enumerate(zip(ids, parents, strict=True)):
        order.append(Step(index, -1 if parent is None else where.get(parent, -1), 0))
        if ident is not None:
            where.setdefault(ident, index)
    return order


def _cut_circles(above: list[int]) -> None:
    known = bytearray(len(above))  # 1: on the way up that is being walked, 2: leads to a root
    for start in range(len(above)):
        way: list[int] = []
        here = start
        while here >= 0 and not known[here]:
            known[here] = 1
            way.append(here)
            here = above[here]
        if here >= 0 and known[here] == 1:
            above[min(way[way.index(here) :])] = -1
        for index in way:
            known[index] = 2
