"""A mailbox being scanned: where its messages are, and which threads they make so far.

The bytes go by once, in pieces; of each message only its headers are looked at, and nothing but
numbers is kept, with the subject, author and date of the first message of each thread as they
stand. Bodies are read when a thread is. Several threads of execution may look while one scans.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from zlib import crc32

from threadview.access import Expanded
from threadview.errors import DumpError
from threadview.formats.mail.forest import Forest
from threadview.formats.mail.headers import answered, label, on_envelope, own_id
from threadview.formats.mail.members import HEAD, Kind, Members, kind_of, messages
from threadview.formats.mail.separators import headers_end
from threadview.formats.mail.thread_list import ThreadList
from threadview.model import Problem
from threadview.namedtuple import NamedTuple

if TYPE_CHECKING:
    from threadview.access import Access
    from threadview.formats import ThreadRef
    from threadview.formats.mail.separators import Found

COMPARED = 1 << 20
"""Bytes of a message up to which it is compared with another of the same id."""

ALL = 1 << 62
"""Where a message ends that goes on to the end of its file."""

CHECKED = 64
"""Messages between two looks at the clock."""


class Where(NamedTuple):
    """Where a message stands: the file, where its headers begin, where it ends (with what parts it
    from the next), and whether its size was stated, so that nothing needs to be guessed."""

    member: int
    start: int
    end: int
    exact: bool


class Last(NamedTuple):
    """A message as it is known again: where its envelope begins, and a checksum of its headers."""

    envelope: int
    headers: int

    @classmethod
    def of(cls, found: Found) -> Last:
        """A message found."""
        return cls(found.envelope, crc32(found.headers))


class Damaged(Exception):  # noqa: N818 - it is no error that anybody is told of
    """A scan that was kept is not what was written, or not of this dump."""


class Mailbox:
    """The messages and threads of a dump, as far as it is scanned.

    Attributes:
        members: the files it is made of.
        forest: how its messages hang together.
        threads: its threads, as rows of a list.
        complete: whether all of it is scanned.
        problems: what could not be read.
        copies: messages left out because they stood there already.
        scanned: bytes of the file at hand that have gone by, `passed` files before it.
        refusal: why nothing, or not all, of a single file could be read.
        last: the last message of a single file: where going on begins when the file has grown.
    """

    def __init__(self, members: Members) -> None:
        self.members = members
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        """Know nothing of the dump, as at first."""
        self.forest = Forest()
        self.member, self.start = array("I"), array("Q")
        self.end, self.exact = array("Q"), bytearray()
        self.node = array("i")
        self.threads = ThreadList(self.forest)
        self.complete = False
        self.problems: list[Problem] = []
        self.copies = 0
        self.scanned = 0
        self.passed = 0
        self.refusal: DumpError | None = None
        self._keys: dict[str, int] = {}
        self._keyed = 0
        self._work: Iterator[None] | None = None
        self._twin = -1
        self.last: Last | None = None
        self.stepped = -1e9
        """When it was last scanned on for a while only, by the clock that never goes back."""
        self._rest: Callable[[], None] | None = None

    # Scanning

    def taken_up(self, rest: Callable[[], None], last: Last | None) -> None:
        """What `threads` and `forest` hold was read from a scan that was kept. `rest` reads the
        rest of it when that is needed; where `last` is given, the dump has grown since.

        `rest` raises `Damaged` where it cannot be believed: everything is scanned anew then.
        """
        self._rest = rest
        self.complete = last is None
        self.last = last

    def _need(self) -> None:
        """Read the rest of a scan that was kept, if that has not been done. Under the lock."""
        rest, self._rest = self._rest, None
        if rest is None:
            return
        try:
            rest()
        except Damaged:
            self._begin()

    def advance(self, seconds: float | None = None) -> bool:
        """Scan on for so long; whether there is more."""
        deadline = None if seconds is None else monotonic() + seconds
        self.stepped = monotonic() if seconds is not None else self.stepped
        with self._lock:
            if self.complete:
                return False
            self._need()
            try:
                self._scan_until(deadline)
            except Damaged:  # what was kept is not of this dump
                self._begin()
                self._scan_until(deadline)
            self.threads.update()
            return not self.complete

    def _scan_until(self, deadline: float | None) -> None:
        self._work = self._work or self._scan()
        for _ in self._work:
            if deadline is not None and monotonic() >= deadline:
                return
        self.complete = True

    def _scan(self) -> Iterator[None]:
        if self.last is not None:
            self.threads.remember()
        for index, name in enumerate(self.members.names):
            kind: Kind | None = None
            try:
                access = self.members.access(index)
                kind = kind_of(access.read(0, HEAD)) or (None if name else "message")
                if kind is None:
                    self.problems.append(Problem(name, "is no mail"))
                else:
                    yield from self._file(index, access, kind)
                if access.notice:
                    self.problems.append(Problem(name, access.notice))
            except DumpError as error:
                self.problems.append(Problem(name, str(error)))
                self.refusal = None if name else error
            self.passed = index + 1
            if kind == "message" and not index % 8:
                yield

    def _file(self, index: int, access: Access, kind: Kind) -> Iterator[None]:
        again, self.last = self.last, None
        begun = self.scanned = again.envelope if again else 0
        count = 0
        for found in messages(kind, access, self._passing(access, begun), begun):
            if again is not None:
                if again != Last.of(found) or found.start != self.start[-1]:
                    raise Damaged("what was the last message")
                again = None
                self.end[-1] = found.start + found.size if found.size >= 0 else 0
            else:
                self._ended(found.envelope)
                self._add(index, found, access)
            count += 1
            if not count % CHECKED:
                yield
        if again is not None:
            raise Damaged("what was the last message")
        if count:
            self._ended(self.scanned if kind != "message" else ALL)
            if len(self.members.names) == 1:
                self.last = Last.of(found)

    def _passing(self, access: Access, start: int) -> Iterator[bytes]:
        for piece in access.pieces(start):
            self.scanned += len(piece)
            yield piece

    def _ended(self, end: int) -> None:
        if self.end and self.end[-1] == 0:
            self.end[-1] = end
        if self._twin >= 0 and self._is_copy(len(self.start) - 1, self._twin):
            self.copies += 1
            self.threads.drop_last()
            for numbers in (self.member, self.start, self.end, self.node):
                numbers.pop()
            self.exact.pop()
        self._twin = -1

    def _is_copy(self, message: int, other: int) -> bool:
        """Whether a message says nothing but what one with the same id says."""
        bodies = []
        for one in (message, other):
            access = self.members.access(self.member[one])
            if isinstance(access, Expanded):  # going back and forth in an archive takes too long
                return False
            size = min(COMPARED, self.end[one] - self.start[one])
            raw = b"\n" + access.read(self.start[one], size)
            end = headers_end(raw, 0)
            if end < 0 or len(raw) > COMPARED:
                return False
            bodies.append(raw[end:].strip())
        return bodies[1].startswith(bodies[0])

    def _add(self, index: int, found: Found, access: Access) -> None:
        headers, lower = found.headers, found.lower
        message = len(self.start)
        self.member.append(index)
        self.start.append(found.start)
        self.end.append(found.start + found.size if found.size >= 0 else 0)
        self.exact.append(found.size >= 0)
        forest = self.forest
        identity = own_id(headers, lower)
        node = forest.add(message, identity, answered(headers, lower))
        self.node.append(node)
        original = forest.where.get(identity, node)
        again = original != node
        self._twin = forest.message[original] if again else -1
        if forest.is_top(node):
            words = label(headers, lower)
            if words.endswith(b"\0") or b"\0\0" in words:
                before = access.read(found.envelope, found.start - found.envelope)
                words = _completed(words, before)
            self.threads.add(node, index, found.start, words, again)

    def title(self, group: int) -> str | None:
        """What a thread is called, in a list and when it is read."""
        with self._lock:
            return self.threads.title(group)

    def __len__(self) -> int:
        return len(self.threads.rows)

    def __getitem__(self, row: int) -> ThreadRef:
        """What a list shows of a thread."""
        return self.threads.ref(row, self._key)

    # Reading

    def key(self, message: int) -> str:
        """What a message that has no id is called: the name of its file; "" in a single file."""
        return self.members.key(self.member[message]) and self._key(
            self.member[message], self.start[message]
        )

    def place(self, message: int) -> str:
        """What `find` knows a message by."""
        return self._key(self.member[message], self.start[message])

    def find(self, place: str) -> Where | None:
        """Where the message of a place stands."""
        with self._lock:
            self._need()
        message = self._message(place)
        return None if message is None else self.where(message)

    def _key(self, member: int, start: int) -> str:
        name = self.members.key(member)
        if not name:
            return str(start)
        return f"{name}@{start}" if start else name

    def group(self, key: str) -> int | None:
        """The group of the thread of a key."""
        with self._lock:
            self._need()
        message = self._message(key)
        return None if message is None else self.forest.group_of(self.node[message])

    def _message(self, key: str) -> int | None:
        name, _, place = key.rpartition("@")
        if not self.members.names[0]:
            if not key.isdecimal():
                return None
            at = bisect_right(self.start, int(key)) - 1
            return at if at >= 0 and self.start[at] == int(key) else None
        if self._keyed != len(self.start):
            self._keyed = len(self.start)
            self._keys = {self._key(*where): n for n, where in enumerate(self._places())}
        return self._keys.get(key, self._keys.get(name) if place == "0" else None)

    def _places(self) -> Iterator[tuple[int, int]]:
        return zip(self.member, self.start, strict=True)

    def tree(self, group: int) -> tuple[list[int], dict[int, list[int]]]:
        """A thread as it is known now: its topmost messages, and the messages below each."""
        forest = self.forest
        tops: list[int] = []
        below: dict[int, list[int]] = {}
        with self._lock:
            self._need()
            for node, above, _ in forest.below(forest.root[group]):
                message = forest.message[node]
                if message >= 0:
                    place = tops if above < 0 else below.setdefault(forest.message[above], [])
                    place.append(message)
        return tops, below

    def where(self, message: int) -> Where:
        """Where a message stands."""
        if self._rest is not None:
            with self._lock:
                self._need()
        return Where(
            self.member[message], self.start[message], self.end[message], bool(self.exact[message])
        )


def _completed(words: bytes, before: bytes) -> bytes:
    """A label that takes what the headers leave out, who and when, from the envelope line."""
    subject, sender, sent = words.split(b"\0")
    who, then = on_envelope(before[:1000])
    return b"\0".join((subject, sender or who.encode(), sent or then.encode()))
