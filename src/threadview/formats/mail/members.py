"""The files that a mailbox is made of: one with many messages, many with one each, or an archive
of either."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from threadview.access import Access, file_access
from threadview.compression import MAGIC_SIZE, RATIO, compression, is_archive
from threadview.errors import DumpError
from threadview.formats.mail.separators import (
    BABYL,
    EMLX,
    MMDF,
    RNEWS,
    Found,
    batched,
    boxed,
    headers_end,
    parted,
    sectioned,
    sized,
)
from threadview.mailfolder import flags_of, messages_in, unflagged
from threadview.namedtuple import NamedTuple
from threadview.pattern import pattern

if TYPE_CHECKING:
    from threadview.dump import Dump

Kind = Literal["box", "mmdf", "news", "babyl", "emlx", "message"]

HEAD = 8192
"""Bytes of a file that its kind is seen from, and of a message that are read for its headers."""

_BEGINS = pattern(rb"(?:\xef\xbb\xbf)?\s*From [^\n]*\n")
_NAMED = pattern(r"(?i)\.(?:eml|emlx|mail)\Z|(?:^|/)(?:cur|new)/[^/]+\Z|(?:^|/)\d+\Z")
_KNOWN = pattern(rb"(?im)^(?:from|date|subject|message-id|received|return-path|newsgroups|to):")
LETTER = 3
"""Fields of a letter that show that a file is one."""

_HEADER = pattern(rb"(?:\xef\xbb\xbf)?(?:\r?\n)*(?:>?From [^\n]*\n)*[!-9;-~]+:")


def kind_of(head: bytes) -> Kind | None:
    """What a file that begins like this holds; None for what is no mail."""
    if head.startswith(MMDF):
        return "mmdf"
    if head.startswith(RNEWS):
        return "news"
    if head.startswith(BABYL):
        return "babyl"
    if EMLX.match(head):
        return "emlx"
    if _BEGINS.match(head):
        return "box"
    return "message" if _HEADER.match(head) else None


class File(NamedTuple):
    """A file of a mailbox, with what tells whether it has changed."""

    name: str
    size: int
    mtime: int


class Members:
    """The files of a mailbox, in order, and access to their bytes.

    Attributes:
        names: what each is called in the dump; "" for the only one.
    """

    names: list[str]

    def access(self, index: int) -> Access:
        """The bytes of a file.

        Raises:
            DumpError: it cannot be opened.
        """
        raise NotImplementedError

    def key(self, index: int) -> str:
        """What a file is called whatever happens to the rest of its name (flags)."""
        return self.names[index]

    def flags(self, index: int) -> str:
        """The flags in a file's name."""
        del index
        return ""


class Single(Members):
    """A dump that is one file, a stream, or bytes."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self.names = [""]

    def access(self, index: int) -> Access:
        """The bytes of the dump."""
        del index
        return self._access


class Folder(Members):
    """A folder of files. The one read last stays open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.names = messages_in(path)
        self._open: tuple[int, Access] | None = None

    def access(self, index: int) -> Access:
        """The bytes of a file, expanded."""
        kept = self._open
        if kept is not None and kept[0] == index:
            return kept[1]
        location = f"{self._path}{os.sep}{self.names[index]}"
        found = file_access(location, None)
        packed = compression(found.read(0, MAGIC_SIZE))
        if packed is not None:
            found = file_access(location, packed, RATIO)
        self._open = index, found
        return found

    def key(self, index: int) -> str:
        """The name without folder and flags: a message that was read moves from new to cur."""
        return unflagged(os.path.basename(self.names[index]))  # noqa: PTH119

    def flags(self, index: int) -> str:
        """The Maildir flags."""
        return flags_of(os.path.basename(self.names[index]))  # noqa: PTH119


def _is_letter(name: str, head: bytes) -> bool:
    """Whether a file that begins as a letter could is one: so begins many a note."""
    return _NAMED.search(name) is not None or len(_KNOWN.findall(head)) >= LETTER


class Archived(Members):
    """An archive of mailboxes or messages; files of other kinds are left out."""

    def __init__(self, dump: Dump) -> None:
        """Look into it.

        Raises:
            DumpError: it cannot be read.
        """
        from threadview.archive import opened

        self._archive = opened(dump.access(), dump.name, dump.size, dump.ratio)
        self._open: tuple[int, Access] | None = None
        self.names = []
        for file in self._archive.files:
            if file.name.rpartition("/")[2].startswith(".") or "__MACOSX/" in file.name:
                continue
            if not 0 < file.size <= self._archive.most:
                continue
            try:
                head = self._archive.access(file.name).read(0, HEAD)
            except DumpError:
                continue
            kind = kind_of(head)
            if kind not in (None, "message") or (kind and _is_letter(file.name, head)):
                self.names.append(file.name)

    def access(self, index: int) -> Access:
        """The bytes of a file in it. The one read last stays open: it knows the way back."""
        kept = self._open
        if kept is not None and kept[0] == index:
            return kept[1]
        found = self._archive.access(self.names[index])
        self._open = index, found
        return found


def members_of(dump: Dump) -> Members:
    """The files of a dump.

    Raises:
        DumpError: an archive that cannot be read.
    """
    if dump.folder is not None:
        return Folder(dump.folder)
    if is_archive(dump.head):
        return Archived(dump)
    return Single(dump.access())


def messages(kind: Kind, access: Access, pieces: Iterator[bytes], start: int) -> Iterator[Found]:
    """The messages in a file of a kind, from a place on at which one begins."""
    if kind == "box":
        return boxed(pieces, access.read, start)
    if kind == "mmdf":
        return parted(pieces)
    if kind == "news":
        return batched(pieces, access.read)
    if kind == "babyl":
        return sectioned(pieces, start)
    if kind == "emlx":
        return sized(access.read)
    return one_message(access)


def one_message(access: Access) -> Iterator[Found]:
    """The message that a file is."""
    size = HEAD
    while True:
        head = b"\n" + access.read(0, size).removeprefix(b"\xef\xbb\xbf")
        end = headers_end(head, 0)
        if end >= 0 or len(head) < size:
            break
        size *= 8
        if size > 1 << 20:
            break
    headers = head[: end + 1] if end >= 0 else head
    yield Found(0, 0, headers, headers.lower())
