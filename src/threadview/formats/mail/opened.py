"""A dump opened as mail: its mailbox, taken up from the cache where it was scanned before."""

from __future__ import annotations

import os
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from threadview.compression import ZIP
from threadview.errors import DumpError
from threadview.formats.mail.dialect import Dialect, dialect_of
from threadview.formats.mail.mailbox import Damaged, Mailbox, Where
from threadview.formats.mail.members import HEAD, Kind, Members, kind_of, members_of

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import ThreadRef
    from threadview.formats.mail.scan_index import Identity

SAMPLE = 4 << 20
"""Bytes of a mailbox from which its dialect is told."""

ALONE = 2.0
"""Seconds without a step after which nobody else is taken to be scanning."""


_mailboxes: WeakValueDictionary[Identity, Mailbox] = WeakValueDictionary()
"""The mailboxes at hand."""


class Opened:
    """The threads of a mail dump, as they are found."""

    def __init__(self, dump: Dump) -> None:
        """Raises:
        DumpError: an archive that cannot be read.
        """
        members = members_of(dump)
        self._cache = dump.cache
        self._identity = _identity(dump, members.names)
        self.name = dump.name
        self._kind: tuple[int, Kind] | None = None
        self._size = 0 if dump.folder or dump.compression else dump.size or 0
        self._kept = dump.cache is None
        self.expected = 0
        """The program that is scanning the dump, too, and will keep what it finds; 0 for none."""
        self.mailbox = self._shared() or self._taken_up(members)

    def _shared(self) -> Mailbox | None:
        """The mailbox of the same dump, opened elsewhere: one scan serves all."""
        found = None if self._identity is None else _mailboxes.get(self._identity)
        self._kept = self._kept or found is not None
        return found

    def _taken_up(self, members: Members) -> Mailbox:
        """A mailbox with the threads of a scan that was kept, where there is one to be believed."""
        mailbox = Mailbox(members)
        if self._identity is None:
            return mailbox
        if self._cache is not None:
            from threadview.formats.mail.scan_index import load

            found = load(self._identity, self._cache)
            if found is not None:
                scan, grown = found
                try:
                    scan.begin(mailbox, grown)
                    self._kept = not grown
                except Damaged:
                    mailbox = Mailbox(members)
        _mailboxes[self._identity] = mailbox
        return mailbox

    def advance(self, seconds: float | None = None) -> bool:
        """Look for more threads, for so long; whether there may be more."""
        if self.expected and not self.mailbox.complete:
            self._look_for_kept()
        more = self.mailbox.advance(seconds)
        if not more and not self._kept:
            self._kept = True
            if self._identity is not None and self._cache is not None:
                from threadview.formats.mail.scan_index import save

                save(self.mailbox, self._identity, self._cache)
        return more

    def _look_for_kept(self) -> None:
        """Take up what another program has kept meanwhile, in the place of what is known so far:
        the same rows, and more."""
        try:
            if not os.waitpid(self.expected, os.WNOHANG)[0]:
                return
        except ChildProcessError:  # a fork of this program looks, or somebody has looked
            pass
        self.expected = 0
        mailbox = self._taken_up(self.mailbox.members)
        if mailbox.complete:
            self.mailbox = mailbox

    @property
    def complete(self) -> bool:
        """Whether all threads are known."""
        return self.mailbox.complete

    @property
    def progress(self) -> float:
        """The share of the dump that has been looked at, from 0 to 1, as far as can be told."""
        box = self.mailbox
        if box.complete:
            return 1.0
        files = len(box.members.names)
        if files > 1:
            return box.passed / files
        return min(1.0, box.scanned / self._size) if self._size else 0.0

    def __len__(self) -> int:
        return len(self.mailbox)

    def __getitem__(self, row: int) -> ThreadRef:
        return self.mailbox[row]

    def kind(self, member: int) -> Kind:
        """What a file of the mailbox holds."""
        if self._kind is None or self._kind[0] != member:
            head = self.mailbox.members.access(member).read(0, HEAD)
            self._kind = member, kind_of(head) or "message"
        return self._kind[1]

    @cached_property
    def dialect(self) -> Dialect:
        """The dialect of an mbox file, as far as its beginning tells."""
        try:
            return dialect_of(self.mailbox.members.access(0).read(0, SAMPLE), False)
        except DumpError:
            return ""

    def message(self, place: str) -> Where | None:
        """Where a message stands, by what it is called in links; all is scanned before."""
        found = self.mailbox.find(place)
        if found is None and self.advance() is False:
            found = self.mailbox.find(place)
        return found

    def group(self, key: str) -> int | None:
        """The thread of a key, else the first; None where there is none. While a list of the
        threads is being filled, what is known by now will do; else all is scanned before."""
        box = self.mailbox
        if not box.complete and (not key or monotonic() - box.stepped > ALONE):
            self.advance()
        found = box.group(key) if key else None
        if found is None and len(box):
            found = box.forest.group_of(box.forest.root[box.threads.rows[0]])
        return found


def _identity(dump: Dump, names: list[str]) -> Identity | None:
    """What tells this dump from others; None for what is no file or folder."""
    if dump.location is None or (dump.folder is None and dump.size is None):
        return None
    from threadview.formats.mail.scan_index import Identity, ends_of

    path = os.path.abspath(dump.location)  # noqa: PTH100
    if dump.folder is not None:
        from hashlib import blake2b

        digest = blake2b("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()
        return Identity(path, len(names) << 10, dump.mtime, digest)
    packed = dump.compression or ("zip" if dump.head.startswith(ZIP) else None)
    size = dump.size or 0
    return Identity(path, size, dump.mtime, "", packed, ends_of(path, size))
