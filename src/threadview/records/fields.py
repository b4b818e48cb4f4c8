"""What stands in a record's fields, of the kind that is asked for: a value of another kind is none,
and costs nothing but itself."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def inner(record: Record, name: str) -> Record:
    """The object in a field; an empty one for anything else."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def several(record: Record, *names: str) -> list[Record]:
    """The objects in the arrays of some fields; none for anything else."""
    return [
        one
        for name in names
        if isinstance(found := record.get(name), list)
        for one in found
        if isinstance(one, dict)
    ]


def whole(record: Record, *names: str) -> int | None:
    """The number in the first of some fields that holds a whole one, in figures or as words;
    None where none does."""
    for name in names:
        found = record.get(name)
        if isinstance(found, str) and found.isascii() and len(found) < 20:
            found = int(found) if found.lstrip("-").isdecimal() else None
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
    return None


def counted(record: Record, *names: tuple[str, str]) -> tuple[tuple[str, int], ...]:
    """Reactions: of pairs of a name and the field of its count, those whose field holds one."""
    found = ((name, whole(record, key)) for name, key in names)
    return tuple((name, count) for name, count in found if count is not None)
