"""What a scan of a mailbox found, kept in the cache: opened again, its threads are there at once.

One file for each dump, written beside and put in place in one step, so that a program killed at
any moment leaves the old one or the new one. A line of JSON says which dump it is of (path, size,
time of change, hashes of its first bytes and of its last ones), and where the sections are, each
with a checksum: arrays of numbers in the byte order of the machine. Whatever does not fit in any
way is not believed: the dump is scanned anew. Where a file has only grown since, the scan goes on
where it ended.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from contextlib import suppress
from typing import Any
from zlib import crc32

from threadview.access import FileAccess
from threadview.errors import DumpError
from threadview.formats.mail.mailbox import Damaged, Last, Mailbox
from threadview.model import Problem
from threadview.namedtuple import NamedTuple

try:
    from _blake2 import blake2b  # hashlib's own, which loads OpenSSL as well: 3 ms
except ImportError:  # pragma: no cover - an interpreter that keeps it elsewhere
    from hashlib import blake2b

MAGIC = b"threadview scan 2\n"

ENDS = 1 << 16
"""Bytes at either end of a dump that it is known by."""

LEAST = 1 << 20
"""Bytes of a dump below which scanning is as quick as reading this."""

KEPT = 64
"""Scans that are kept; those written longest ago go first."""

LISTED = ("rows", "count", "root", "top", "label")
"""The arrays that listing threads takes; the others are read when one is opened."""

TREES = ("message", "parent", "first", "next", "group")
PLACES = ("member", "start", "end", "node")


class Identity(NamedTuple):
    """What tells a dump from others and from what it was: `names` is a hash of the names of its
    files, where it has several, `ends` those of its first and last bytes, where it is one."""

    path: str
    size: int
    mtime: int
    names: str = ""
    packed: str | None = None
    ends: tuple[str, ...] = ()


def ends_of(path: str, size: int) -> tuple[str, ...]:
    """Hashes of the first bytes of a file as it is stored, and of those before a size; none where
    it cannot be opened."""
    try:
        access = FileAccess(path)
    except DumpError:
        return ()
    start = max(0, size - ENDS)
    heads = (access.read(0, min(ENDS, size)), access.read(start, size - start))
    return tuple(blake2b(head, digest_size=16).hexdigest() for head in heads)


def file_of(directory: str, path: str) -> str:
    """The file of a dump's scan in the cache."""
    digest = blake2b(os.fsencode(path), digest_size=16).hexdigest()
    return f"{directory}/scans/{digest}"


def save(mailbox: Mailbox, identity: Identity, directory: str) -> None:
    """Keep a scan that is complete. Never in the way: what cannot be written is not kept."""
    if identity.size < LEAST:
        return
    forest = mailbox.forest
    where = forest.where
    parts: list[tuple[str, bytes]] = [
        ("rows", mailbox.threads.rows.tobytes()),
        *((name, getattr(forest, name).tobytes()) for name in LISTED[1:]),
        ("labels", bytes(mailbox.threads.labels)),
        *((name, getattr(forest, name).tobytes()) for name in TREES),
        ("weak", bytes(forest.weak)),
        *((name, getattr(mailbox, name).tobytes()) for name in PLACES),
        ("exact", bytes(mailbox.exact)),
        ("ids", b"\n".join(where)),
        ("nodes", array("i", where.values()).tobytes()),
    ]
    at, sections = 0, []
    for name, part in parts:
        sections.append([name, at, len(part), crc32(part)])
        at += len(part)
    head = {
        "dump": identity,
        "order": sys.byteorder,
        "problems": mailbox.problems,
        "last": mailbox.last,
        "sections": sections,
    }
    line = json.dumps(head).encode()
    lead = MAGIC + b"%d %d\n" % (len(line), crc32(line)) + line
    path = file_of(directory, identity.path)
    draft = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        with open(draft, "wb", opener=_private) as file:
            file.write(lead)
            for _, part in parts:
                file.write(part)
        os.replace(draft, path)  # noqa: PTH105
        _tidy(os.path.dirname(path))  # noqa: PTH120
    except OSError:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _tidy(directory: str) -> None:
    """Throw away the oldest scans beyond those that are kept."""
    with os.scandir(directory) as entries:
        found = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _, path in found[:-KEPT]:
        os.unlink(path)  # noqa: PTH108


class Scan:
    """A scan of a dump, as it was kept.

    Attributes:
        problems: what could not be read then.
        last: the last message of a dump that is one file.
    """

    def __init__(self, path: str, head: dict[str, Any], begin: int) -> None:
        self._path = path
        self._begin = begin
        self._sections = {name: where for name, *where in head["sections"]}
        self.problems = [Problem(str(where), str(why)) for where, why in head["problems"]]
        self.last = None if head["last"] is None else Last(*map(int, head["last"]))

    def section(self, name: str) -> bytes:
        """The bytes of a section.

        Raises:
            Damaged: they are not what was written.
        """
        try:
            at, size, check = self._sections[name]
            with open(self._path, "rb") as file:  # noqa: PTH123
                file.seek(self._begin + at)
                found = file.read(size)
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise Damaged(name) from error
        if len(found) != size or crc32(found) != check:
            raise Damaged(name)
        return found

    def numbers(self, name: str, code: str) -> array[int]:
        """An array of numbers.

        Raises:
            Damaged: it is not what was written.
        """
        found: array[int] = array(code)
        try:
            found.frombytes(self.section(name))
        except ValueError as error:
            raise Damaged(name) from error
        return found

    def begin(self, mailbox: Mailbox, grown: bool) -> None:
        """Let a mailbox list the threads of the scan; the rest is read when one is opened.

        Raises:
            Damaged: it is not what was written.
        """
        forest = mailbox.forest
        rows = self.numbers("rows", "i")
        groups = [self.numbers(name, "q" if name == "label" else "i") for name in LISTED[1:]]
        labels = bytearray(self.section("labels"))
        forest.count, forest.root, forest.top, forest.label = groups
        mailbox.threads.take_up(rows, labels)
        mailbox.problems = list(self.problems)
        mailbox.taken_up(lambda: self.rest(mailbox), self.last if grown else None)

    def rest(self, mailbox: Mailbox) -> None:
        """Give a mailbox all the rest.

        Raises:
            Damaged: it is not what was written.
        """
        forest = mailbox.forest
        trees = [self.numbers(name, "i") for name in TREES]
        places = [
            self.numbers(name, code)
            for name, code in zip(PLACES, ("I", "Q", "Q", "i"), strict=True)
        ]
        weak, exact = bytearray(self.section("weak")), bytearray(self.section("exact"))
        forest.message, forest.parent, forest.first, forest.next, forest.group = trees
        mailbox.member, mailbox.start, mailbox.end, mailbox.node = places
        forest.weak, mailbox.exact = weak, exact
        if not mailbox.complete:  # new messages are to be put in their places
            ids, nodes = self.section("ids"), self.numbers("nodes", "i")
            forest.where = dict(zip(ids.split(b"\n") if nodes else (), nodes, strict=True))


def load(identity: Identity, directory: str) -> tuple[Scan, bool] | None:
    """The scan kept of a dump, and whether the dump has grown since; None where there is none
    that can be believed."""
    path = file_of(directory, identity.path)
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if file.readline(len(MAGIC)) != MAGIC:
                return None
            size, check = map(int, file.readline(40).split())
            line = file.read(size)
            begin = file.tell()
        if crc32(line) != check:
            return None
        head = json.loads(line)
        *facts, ends = head["dump"]
        was = Identity._make([*facts, tuple(ends)])
        if head["order"] != sys.byteorder:
            return None
        scan = Scan(path, head, begin)
        can_grow = scan.last is not None
        if was != identity:
            now = Identity(was.path, was.size, was.mtime, "", None, ends_of(was.path, was.size))
            if not can_grow or was.size >= identity.size or was != now or was.path != identity.path:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return scan, was != identity
