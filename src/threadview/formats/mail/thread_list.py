"""The threads of a mailbox as rows of a list: what each is called, and which belong together by
their subjects alone."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date
from struct import Struct

from threadview.formats import ThreadRef
from threadview.formats.mail.forest import Forest
from threadview.formats.mail.headers import (
    author,
    bare_subject,
    decoded,
    is_reply,
    moment,
    plain,
    when,
)

APART = 366
"""Days between two messages beyond which one subject does not make them one thread."""

_LABEL = Struct("<iI?QH")
"""What stands before the words of a label: the node of the message, its file, whether its subject
may bring others to its thread, where it begins in the file, and the size of the words."""

_MAY_JOIN = 8
"""Where the third of these stands."""


class ThreadList:
    """A row for each thread of a forest, in the order in which they began.

    A thread is called as its first post, in the list and when it is read: the message at its root,
    or where that is not there, the one of the topmost ones that was sent first. What is topmost
    changes while messages come, and with contradicting references it may leave for another thread:
    the label of every message that was topmost when it came is kept, and which of them names a
    thread is looked at again (`update`) wherever the forest was shaken.

    Attributes:
        rows: the group of each row.
        labels: one after another: where a message stands, and its subject, author and date as they
            stand there; `Forest.label` says where that of each group begins.
    """

    def __init__(self, forest: Forest) -> None:
        self.forest = forest
        self.rows = array("i")
        self.labels = bytearray()
        self._listed = self._joined = 0
        self._subjects: dict[int, int] = {}
        self._at = array("q")

    def take_up(self, rows: array[int], labels: bytearray) -> None:
        """Go on from rows and labels that were kept."""
        self.rows, self.labels = rows, labels
        self._listed = len(self.forest.count)

    def remember(self) -> None:
        """Know what is needed to add more to the labels that were kept."""
        at = 0
        while at < len(self.labels):
            node, _, may_join, _, size = _LABEL.unpack_from(self.labels, at)
            self._keep(node, at)
            if may_join:
                self._subjects[hash(bare_subject(decoded(self._words(at)[0])))] = node
            at += _LABEL.size + size

    def add(self, node: int, member: int, start: int, words: bytes, again: bool) -> None:
        """A topmost message has come, perhaps `again`: it may name its thread, and join that to
        another of its subject."""
        forest = self.forest
        group = forest.group_of(node)
        at = len(self.labels)
        self._keep(node, at)
        self.labels += _LABEL.pack(node, member, False, start, len(words)) + words
        first = forest.root[group] == node or forest.count[group] == 1
        if first:
            forest.label[group] = at
        elif not self._holds(group):
            forest.shaken.add(group)
        else:
            self._consider(at)
        if first and not again:
            self._by_subject(group, node, at)

    def _keep(self, node: int, at: int) -> None:
        missing = node + 1 - len(self._at)
        if missing > 0:
            self._at.frombytes(b"\xff" * self._at.itemsize * missing)
        self._at[node] = at

    def drop_last(self) -> None:
        """The message added last is taken back."""
        node = len(self.forest.message) - 1
        group = self.forest.group_of(node)
        self.forest.drop_last()
        if node < len(self._at) and (at := self._at[node]) >= 0:
            if self.forest.label[group] == at and self.forest.count[group]:
                self._look_through(group)
            self._at[node] = -1
            del self.labels[at:]

    def _holds(self, group: int) -> bool:
        """Whether the message that names a group still stands in it, and topmost."""
        at = self.forest.label[group]
        if at < 0:
            return False
        node: int = _LABEL.unpack_from(self.labels, at)[0]
        return self.forest.group_of(node) == group and self.forest.is_top(node)

    def _consider(self, at: int) -> None:
        """Let the message of a label name its group, if it is topmost and was sent before the one
        that does. Those whose date nobody knows come last."""
        forest = self.forest
        node: int = _LABEL.unpack_from(self.labels, at)[0]
        group = forest.group_of(node)
        named = forest.label[group]
        if named != at and forest.is_top(node) and self._sent(at) < self._sent(named):
            forest.label[group] = at

    def _sent(self, at: int) -> tuple[float, int]:
        """When the message of a label was sent; of several at once, the first that came."""
        return moment(when(plain(self._words(at)[2]))), at

    def _by_subject(self, group: int, node: int, at: int) -> None:
        """An answer joins the latest thread that is not too old, and the other way round where
        the answers came first."""
        forest = self.forest
        subject, _, sent = self._words(at)
        said = decoded(subject)
        bare = bare_subject(said)
        if not bare:
            return
        key = hash(bare)
        other = self._subjects.get(key, -1)
        if other >= 0 and forest.is_top(other) and (theirs := forest.group_of(other)) != group:
            before = self._words(self._at[other])
            was = decoded(before[0])
            if bare_subject(was) == bare and _near(before[2], sent):
                if is_reply(said):
                    forest.place(forest.root[group], forest.root[theirs], weak=True)
                    return
                if is_reply(was):
                    forest.place(forest.root[theirs], forest.root[group], weak=True)
        self._subjects[key] = node
        self.labels[at + _MAY_JOIN] = True

    def _words(self, at: int) -> list[bytes]:
        """Subject, author and date of a label."""
        if at < 0:
            return [b"", b"", b""]
        size = _LABEL.unpack_from(self.labels, at)[-1]
        begin = at + _LABEL.size
        return bytes(self.labels[begin : begin + size]).split(b"\0")

    def update(self) -> None:
        """List the threads that are new, leave out those that became part of others, and call by
        their first post those that were shaken."""
        self._settle()
        count = self.forest.count
        if self.forest.joined != self._joined:
            self.rows = array("i", [group for group, messages in enumerate(count) if messages])
            self._joined = self.forest.joined
        else:
            self.rows.extend([one for one in range(self._listed, len(count)) if count[one]])
        self._listed = len(count)

    def _settle(self) -> None:
        forest = self.forest
        for group in filter(forest.count.__getitem__, forest.shaken):
            root = forest.root[group]
            if forest.message[root] >= 0:
                forest.label[group] = self._at[root]
            elif group in forest.torn or not self._holds(group):
                self._look_through(group)
        for at in forest.lost:
            if at >= 0:
                self._consider(at)
        forest.shaken, forest.torn, forest.lost = set(), set(), []

    def _look_through(self, group: int) -> None:
        tops = [self._at[node] for node in self.forest.topmost(group)]
        self.forest.label[group] = min(tops, key=self._sent)

    def title(self, group: int) -> str | None:
        """What a thread is called."""
        return decoded(self._words(self.forest.label[group])[0]) or None

    def ref(self, row: int, key: Callable[[int, int], str]) -> ThreadRef:
        """What a list shows of a thread; `key` names a message by file and place."""
        group = self.rows[row]
        at = max(0, self.forest.label[group])
        _, sender, sent = self._words(at)
        _, member, _, start, _ = _LABEL.unpack_from(self.labels, at)
        title = self.title(group)
        # How many letters a digest holds is seen when it is read.
        holds_more = title is not None and "digest" in title.casefold() and not is_reply(title)
        return ThreadRef(
            key(member, start),
            title,
            None if holds_more else self.forest.count[group],
            author(decoded(sender)) or None,
            when(plain(sent)) or None,
        )


def _near(one: bytes, other: bytes) -> bool:
    """Whether two dates may belong to one conversation."""
    first, second = when(plain(one)), when(plain(other))
    if not first or not second:
        return True
    days = date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])
    return abs(days.days) <= APART
