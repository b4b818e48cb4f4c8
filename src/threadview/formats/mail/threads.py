"""Messages to threads, as Jamie Zawinski describes it (jwz.org/doc/threading.html): by References
and In-Reply-To, then by subject for those that have neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from threadview.formats.mail.headers import Summary, bare_subject, is_reply


class Node(NamedTuple):
    """A message in its thread: its index among all, the place of its parent in the thread (-1 for
    none), and its depth."""

    message: int
    parent: int
    depth: int


def threads(messages: Sequence[Summary]) -> list[list[Node]]:
    """The threads of messages, each in reading order: parents before children, children by date.
    Threads are in the order of their first messages' dates. Nothing recurses."""
    parents = _parents(messages)
    _join_subjects(messages, parents)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for found in children.values():
        found.sort(key=lambda index: (messages[index].date or "~", index))
    return [_walked(root, children) for root in children.get(-1, [])]


def _parents(messages: Sequence[Summary]) -> list[int]:
    """The parent of each message by its index, -1 for none; a chain that would close a circle is
    not linked."""
    where: dict[str, int] = {}
    for index, message in enumerate(messages):
        where.setdefault(message.id, index)
    parents = [-1] * len(messages)
    for index, message in enumerate(messages):
        for reference in reversed(message.refs):
            parent = where.get(reference, -1)
            if parent >= 0 and parent != index and not _leads_to(parents, parent, index):
                parents[index] = parent
                break
    return parents


def _leads_to(parents: list[int], start: int, end: int) -> bool:
    steps = 0
    while start >= 0 and steps < 10_000:
        if start == end:
            return True
        start = parents[start]
        steps += 1
    return steps >= 10_000


def _join_subjects(messages: Sequence[Summary], parents: list[int]) -> None:
    """A root that says "Re:" belongs to the earlier root with the same subject, if there is one."""
    first: dict[str, int] = {}
    for index, message in enumerate(messages):
        if parents[index] >= 0:
            continue
        subject = bare_subject(message.subject)
        if not subject:
            continue
        root = first.get(subject)
        if root is None:
            first[subject] = index
        elif is_reply(message.subject):
            parents[index] = root
        elif is_reply(messages[root].subject):
            first[subject] = index
            if not _leads_to(parents, index, root):
                parents[root] = index


def _walked(root: int, children: dict[int, list[int]]) -> list[Node]:
    found: list[Node] = []
    waiting = [(root, -1, 0)]
    while waiting:
        message, parent, depth = waiting.pop()
        place = len(found)
        found.append(Node(message, parent, depth))
        waiting += [(child, place, depth + 1) for child in reversed(children.get(message, []))]
    return found
