"""The reply tree: who answers whom, made from what the dump says and from the quotes. Pure.

A post's parent is the post it answers, or else the source of its first quote; a post that answers
nobody is a root. The tree is flat: rows in reading order (parents before their children, children
by number), each with a depth; nothing recurses.
"""

from __future__ import annotations

from array import array

from threadview.columns import QUOTING, Columns
from threadview.model import Thread
from threadview.posts import Posts


class Replies:
    """The reply tree of a thread as it now stands.

    Attributes:
        order: post numbers, a row each.
        depth: the depth of each row; 0 for roots.
    """

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        columns = columns_of(thread)
        count = len(columns)
        self._parent = _parents(columns.parents[:count])
        self._child, self._next, self._previous = _siblings(self._parent)
        self.order = array("L")
        self.depth = array("L")
        self._rows = array("L", bytes(array("L").itemsize * (count + 1)))
        self._flatten()

    def __len__(self) -> int:
        return len(self.order)

    def row(self, number: int) -> int:
        """The row of a post."""
        if not 1 <= number < len(self._rows):
            raise IndexError(number)
        return self._rows[number]

    def parent(self, number: int) -> int | None:
        """The post that a post answers."""
        return self._parent[number] or None

    def child(self, number: int) -> int | None:
        """The first post that answers a post."""
        return self._child[number] or None

    def next(self, number: int) -> int | None:
        """The next post with the same parent; among roots, the next root."""
        return self._next[number] or None

    def previous(self, number: int) -> int | None:
        """The post before with the same parent; among roots, the root before."""
        return self._previous[number] or None

    def last(self, row: int) -> int:
        """The row behind the last post below that of a row."""
        depth = self.depth[row]
        end = row + 1
        while end < len(self.depth) and self.depth[end] > depth:
            end += 1
        return end

    def other_parents(self, number: int) -> list[int]:
        """The further posts that a post quotes itself, in order, without its parent."""
        if not columns_of(self._thread).marks[number - 1] & QUOTING:
            return []
        found = dict.fromkeys(
            quote.post
            for quote in self._thread.posts[number - 1].quotes
            if quote.post is not None and quote.depth == 1
        )
        found.pop(self._parent[number], None)
        return list(found)

    def _flatten(self) -> None:
        number = self._child[0]
        depth = 0
        while number:
            self._rows[number] = len(self.order)
            self.order.append(number)
            self.depth.append(depth)
            if self._child[number]:
                number = self._child[number]
                depth += 1
                continue
            while number and not self._next[number]:
                number = self._parent[number]
                depth -= 1
            number = self._next[number] if number else 0


def answered(thread: Thread, number: int) -> int | None:
    """The post that a post answers; None where none is known."""
    parent = columns_of(thread).parents[number - 1]
    return parent if 0 < parent <= len(thread.posts) and parent != number else None


def answer(thread: Thread, number: int, which: int = 1) -> int | None:
    """The first post that answers a post, or the one that comes `which` among them."""
    parents = columns_of(thread).parents
    found: int | None = 0
    for _ in range(which):
        found = _following(parents, number, found or 0)
        if found is None:
            return None
    return found


def sibling(thread: Thread, number: int, step: int) -> int | None:
    """The next (step 1) or the last (step -1) post that answers what a post answers, or nobody
    like it."""
    parents = columns_of(thread).parents
    if step > 0:
        return _following(parents, parents[number - 1], number)
    before = parents[: number - 1]
    before.reverse()
    back = _following(before, parents[number - 1], 0)
    return None if back is None else number - back


def _following(parents: array[int], parent: int, after: int) -> int | None:
    """The first post behind a number that answers a post."""
    try:
        return parents.index(parent, after) + 1
    except ValueError:
        return None


def columns_of(thread: Thread) -> Columns:
    """The columns of a thread's posts, however they are kept."""
    posts = thread.posts
    return posts.columns if isinstance(posts, Posts) else Columns.of(posts)


def _parents(claimed: array[int]) -> array[int]:
    """The parent of each post by number, 0 for none; entry 0 is unused.

    A dump may claim a parent that comes later, or that is not there, or a circle; such a claim is
    dropped where it closes a circle.
    """
    count = len(claimed)
    parents = array("L", [0])
    parents.extend(
        parent if parent <= count and parent != number else 0
        for number, parent in enumerate(claimed, 1)
    )
    known = bytearray(count + 1)  # 1: on the way up that is being walked, 2: leads to a root
    for number in range(1, count + 1):
        way = []
        while number and not known[number]:
            known[number] = 1
            way.append(number)
            number = parents[number]
        if number and known[number] == 1:
            parents[way[-1]] = 0
        for walked in way:
            known[walked] = 2
    return parents


def _siblings(parents: array[int]) -> tuple[array[int], array[int], array[int]]:
    """First child, next and previous sibling of each post by number; roots are children of 0."""
    empty = bytes(parents.itemsize * len(parents))
    child, following, before = array("L", empty), array("L", empty), array("L", empty)
    for number in range(len(parents) - 1, 0, -1):
        parent = parents[number]
        following[number] = child[parent]
        if child[parent]:
            before[child[parent]] = number
        child[parent] = number
    return child, following, before
