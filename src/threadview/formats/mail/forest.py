"""Messages to threads, one message after another, as Jamie Zawinski describes it
(jwz.org/doc/threading.html): by References and In-Reply-To, with room kept for messages that are
named but not there.

A node is such a room: a message, or the place of one that has not come (yet). Everything is kept
in arrays of numbers, so that a million messages take tens of megabytes. Nothing recurses.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

CHAIN = 200
"""References of one message that are looked at, from the first and from the last."""


class Forest:
    """Trees of messages, each a thread (a group). What is no node is -1.

    Attributes:
        message: the message in each node, by its number; -1 while there is none.
        parent, first, next: each node's parent, first child, and next sibling.
        group: a group of each node; `group_of` says which one that is by now.
        weak: 1 for nodes whose parent was only guessed (by subject).
        top: for each group, the one it became part of; itself, if it is one.
        root, count, label: for each group, the topmost node, how many messages it has, and a
            number that whoever adds messages may keep with it (-1 at first).
        where: the node of each message id.
        joined: how often a group became part of another, was left empty, or is so no more.
        shaken: groups in which something that stood there got a message, moved, or is gone, since
            somebody looked last: their labels may fit no more.
        torn: those of them that became part of one another: their labels say nothing.
        lost: the labels of groups that were joined and not shaken before.
    """

    def __init__(self) -> None:
        self.message, self.parent = array("i"), array("i")
        self.first, self.next = array("i"), array("i")
        self.group, self.weak = array("i"), bytearray()
        self.top, self.root = array("i"), array("i")
        self.count, self.label = array("i"), array("q")
        self.where: dict[bytes, int] = {}
        self.joined = 0
        self.shaken: set[int] = set()
        self.torn: set[int] = set()
        self.lost: list[int] = []

    def group_of(self, node: int) -> int:
        """The group that a node is in."""
        top, group = self.top, self.group[node]
        while (above := top[group]) != group:
            top[group] = top[above]
            group = above
        return group

    def is_top(self, node: int) -> bool:
        """Whether nothing that stands above a node has come."""
        above = self.parent[node]
        while above >= 0 and self.message[above] < 0:
            above = self.parent[above]
        return above < 0

    def _new(self, message: int, parent: int = -1) -> int:
        """A node below another, or of a group of its own."""
        node = len(self.message)
        self.message.append(message)
        self.parent.append(parent)
        self.first.append(-1)
        self.weak.append(0)
        if parent >= 0:
            self.next.append(self.first[parent])
            self.first[parent] = node
            group = self.group_of(parent)
            self.group.append(group)
            self._counted(group, int(message >= 0))
        else:
            self.next.append(-1)
            self.group.append(self._new_group(node, int(message >= 0)))
        return node

    def _new_group(self, root: int, count: int) -> int:
        group = len(self.top)
        self.top.append(group)
        self.root.append(root)
        self.count.append(count)
        self.label.append(-1)
        return group

    def _counted(self, group: int, more: int) -> None:
        """A group has so many messages more. One that had none is a thread again."""
        before = self.count[group]
        self.count[group] = before + more
        self.joined += (before == 0) != (before + more == 0)

    def add(self, message: int, id: bytes, references: list[bytes]) -> int:  # noqa: A002
        """Put a message in its place; its node. `references` ends with the id of what it answers.
        A second message of the same id stands beside the first."""
        node = self.where.get(id, -1) if id else -1
        if node < 0 or self.message[node] >= 0:
            parent = self._answered(references, node)
            again = node >= 0
            if again and parent < 0:
                parent = node
            node = self._new(message, parent)
            if id and not again:
                self.where[id] = node
            return node
        self.message[node] = message
        self._counted(self.group_of(node), 1)
        self.shaken.add(self.group_of(node))
        parent = self._answered(references, node)
        if parent >= 0:
            self.place(node, parent)
        elif self.weak[node]:
            self.detach(node)
        return node

    def drop_last(self) -> None:
        """Take back the message added last, which stands below another."""
        node = len(self.message) - 1
        group = self.group_of(node)
        self._counted(group, -1)
        self.shaken.add(group)
        self._unlink(node)
        self.message.pop()
        for numbers in (self.parent, self.first, self.next, self.group):
            numbers.pop()
        self.weak.pop()

    def _answered(self, references: list[bytes], node: int) -> int:
        """The node of the message that is answered; -1 for none. One that is not known yet is made
        together with those that it answers itself."""
        if not references:
            return -1
        known = self.where.get(references[-1])
        if known is not None:
            return -1 if known == node else known
        if len(references) > 2 * CHAIN:
            references = references[:CHAIN] + references[-CHAIN:]
        before = -1
        for reference in references:
            one = self.where.get(reference)
            if one is None:
                one = self.where[reference] = self._new(-1, before)
            elif before >= 0 and self.parent[one] < 0:
                self.place(one, before)
            if one != node:
                before = one
        return before

    def place(self, node: int, parent: int, weak: bool = False) -> bool:
        """Let a node, and all below it, stand below another; False where that would close a
        circle."""
        above = parent
        while above >= 0:
            if above == node:
                return False
            above = self.parent[above]
        if self.parent[node] != parent:
            mine, other = self.group_of(node), self.group_of(parent)
            if self.parent[node] >= 0:
                self._unlink(node)
                if mine != other:
                    self._regroup(node, mine, other)
            else:
                self._join(mine, other)
            self.parent[node] = parent
            self.next[node] = self.first[parent]
            self.first[parent] = node
        self.weak[node] = weak
        return True

    def detach(self, node: int) -> None:
        """Let a node be the root of a group of its own."""
        if self.parent[node] < 0:
            return
        self._unlink(node)
        self.parent[node] = self.next[node] = -1
        self.weak[node] = 0
        self._regroup(node, self.group_of(node), self._new_group(node, 0))

    def _unlink(self, node: int) -> None:
        parent = self.parent[node]
        one = self.first[parent]
        if one == node:
            self.first[parent] = self.next[node]
            return
        while self.next[one] != node:
            one = self.next[one]
        self.next[one] = self.next[node]

    def _join(self, lower: int, upper: int) -> None:
        """Two groups become one, which stands where the earlier stood."""
        group, gone = min(lower, upper), max(lower, upper)
        if lower in self.shaken or upper in self.shaken:
            self.torn.add(group)
        else:
            self.lost += (self.label[lower], self.label[upper])
        self.shaken.add(group)
        self.root[group] = self.root[upper]
        self.count[group] = self.count[lower] + self.count[upper]
        self.count[gone] = 0
        self.top[gone] = group
        self.joined += 1

    def _regroup(self, node: int, before: int, group: int) -> None:
        moved = 0
        self.shaken.add(before)
        for one, _, _ in self.below(node):
            self.group[one] = group
            moved += self.message[one] >= 0
        self._counted(before, -moved)
        self._counted(group, moved)

    def below(self, node: int) -> Iterator[tuple[int, int, int]]:
        """A node and all below it, parents first: node, nearest one above that has a message (-1),
        depth among those that have."""
        waiting = [(node, -1, 0)]
        while waiting:
            one, above, depth = waiting.pop()
            yield one, above, depth
            if self.message[one] >= 0:
                above, depth = one, depth + 1
            child = self.first[one]
            while child >= 0:
                waiting.append((child, above, depth))
                child = self.next[child]

    def topmost(self, group: int) -> Iterator[int]:
        """The nodes of a group that have a message, and none above them."""
        waiting = [self.root[group]]
        while waiting:
            one = waiting.pop()
            if self.message[one] >= 0:
                yield one
                continue
            child = self.first[one]
            while child >= 0:
                waiting.append(child)
                child = self.next[child]
