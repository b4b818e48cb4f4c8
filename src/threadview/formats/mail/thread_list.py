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

_LABEL = Struct("<IQH")
"""What stands before the words of a label: the file of the message, where it begins in it, and the
size of the words."""


class ThreadList:
    """A row for each thread of a forest, in the order in which they began.

    Attributes:
        rows: the group of each row.
        labels: one after another: where the first message of a thread stands, and its subject,
            author and date as they stand there; `Forest.label` says where each begins.
    """

    def __init__(self, forest: Forest) -> None:
        self.forest = forest
        self.rows = array("i")
        self.labels = bytearray()
        self._listed = self._joined = 0
        self._subjects: dict[int, int] = {}
        self._named: dict[int, int] = {}

    def take_up(self, rows: array[int], labels: bytearray) -> None:
        """Go on from rows and labels that were kept."""
        self.rows, self.labels = rows, labels
        self._listed = len(self.forest.count)

    def remember_subjects(self) -> None:
        """Know the subjects of the threads that are listed already."""
        for group in self.rows:
            if bare := bare_subject(decoded(self._words(group)[0])):
                self._subjects[hash(bare)] = self.forest.root[group]

    def add(self, node: int, member: int, start: int, words: bytes) -> None:
        """Let a topmost message, or the first of all, name the thread it is in; join that to
        another of its subject. Where what they all answer is not there, the earliest of several
        topmost ones names it."""
        forest = self.forest
        group = forest.group_of(node)
        if forest.root[group] != node and forest.label[group] >= 0:
            if forest.is_top(self._named.get(group, node)) and self._is_later(group, words):
                return
            self._named[group] = node
            self._label(group, member, start, words)
            return
        if forest.root[group] != node:
            self._named[group] = node
        self._label(group, member, start, words)
        self._by_subject(group, node, words)

    def _is_later(self, group: int, words: bytes) -> bool:
        """Whether a message was sent after the one that names the group, or nobody knows."""
        before, sent = (when(plain(one[2])) for one in (self._words(group), words.split(b"\0")))
        return not sent or (before != "" and moment(sent) >= moment(before))

    def _label(self, group: int, member: int, start: int, words: bytes) -> None:
        self.forest.label[group] = len(self.labels)
        self.labels += _LABEL.pack(member, start, len(words)) + words

    def _by_subject(self, group: int, node: int, words: bytes) -> None:
        """An answer joins the latest thread that is not too old, and the other way round where
        the answers came first."""
        forest = self.forest
        subject, _, sent = words.split(b"\0")
        said = decoded(subject)
        bare = bare_subject(said)
        if not bare:
            return
        key = hash(bare)
        other = self._subjects.get(key)
        if other is not None and (theirs := forest.group_of(other)) != group:
            before = self._words(theirs)
            was = decoded(before[0])
            if bare_subject(was) == bare and _near(before[2], sent):
                if is_reply(said):
                    forest.place(forest.root[group], forest.root[theirs], weak=True)
                    return
                if is_reply(was):
                    forest.place(forest.root[theirs], forest.root[group], weak=True)
        self._subjects[key] = node

    def _words(self, group: int) -> list[bytes]:
        at = self.forest.label[group]
        if at < 0:
            return [b"", b"", b""]
        size = _LABEL.unpack_from(self.labels, at)[2]
        begin = at + _LABEL.size
        return bytes(self.labels[begin : begin + size]).split(b"\0")

    def update(self) -> None:
        """List the threads that are new, and leave out those that became part of others."""
        forest = self.forest
        rows = self.rows
        if forest.joined != self._joined:
            rows = array("i", [group for group in rows if forest.count[group]])
            self._joined = forest.joined
        count = forest.count
        rows.extend([one for one in range(self._listed, len(count)) if count[one]])
        self._listed = len(count)
        self.rows = rows

    def title(self, group: int) -> str | None:
        """What a thread is called."""
        return decoded(self._words(group)[0]) or None

    def ref(self, row: int, key: Callable[[int, int], str]) -> ThreadRef:
        """What a list shows of a thread; `key` names a message by file and place."""
        group = self.rows[row]
        _, sender, sent = self._words(group)
        member, start, _ = _LABEL.unpack_from(self.labels, max(0, self.forest.label[group]))
        return ThreadRef(
            key(member, start),
            self.title(group),
            self.forest.count[group],
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
