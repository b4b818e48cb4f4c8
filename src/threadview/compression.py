"""Transparent gzip, bzip2, xz and zstd: a stream of stored bytes -> a stream of expanded ones.

Recognised by their first bytes, never by a file's name (RFC 1952 for gzip, RFC 8878 for zstd, the
xz file format 1.2.1, the bzip2 block header). Archives made of several members one after another
are read to their end, as the command line tools do. A damaged or truncated archive gives what
could be read, and a notice. What it may expand to is limited by ratio, not by size.
"""

from __future__ import annotations

from threadview.errors import DumpError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    class Member(Protocol):
        """What the standard library's decompressor objects offer (bz2, lzma, zstd)."""

        @property
        def eof(self) -> bool:
            """Whether the archive's end has been read."""

        @property
        def needs_input(self) -> bool:
            """Whether more output needs more input."""

        @property
        def unused_data(self) -> bytes:
            """What was fed beyond the archive's end."""

        def decompress(self, data: bytes, max_length: int = -1) -> bytes:
            """At most so many bytes of what `data` expands to."""


FREE = 64 << 20
"""Bytes that any archive may expand to, whatever its ratio."""

RATIO = 200
"""How many times its stored size an archive may expand to beyond `FREE`, unless told otherwise."""

ENDLESS = 1 << 62
"""Bytes without a limit."""

CHUNK = 1 << 18
"""Stored bytes read at a time."""

MAGIC_SIZE = 10
"""First bytes needed to recognise every kind."""

ZIP = b"PK\x03\x04"
"""How a zip archive begins (APPNOTE 6.3.10, local file header)."""

_TAR_AT = 257
"""Where a tar archive says that it is one (POSIX.1-1988)."""

_NAME_AT = 30
"""Bytes of a zip's local file header before the name."""

_SKIPPABLE = b"\x2a\x4d\x18"


def is_tar(head: bytes | bytearray) -> bool:
    """Whether a file that begins like this is a tar archive."""
    return bytes(head[_TAR_AT : _TAR_AT + 5]) == b"ustar"


def is_archive(head: bytes | bytearray) -> bool:
    """Whether a file that begins like this is an archive of files."""
    return head.startswith(ZIP) or is_tar(head)


def zipped_names(head: bytes | bytearray) -> Iterator[bytes]:
    """The names of the files that a zip archive's head shows."""
    start = head.find(ZIP)
    while start >= 0 and len(head) >= start + _NAME_AT:
        size = int.from_bytes(head[start + 26 : start + 28], "little")
        yield bytes(head[start + _NAME_AT : start + _NAME_AT + size])
        start = head.find(ZIP, start + 4)


def zip_head(names: Iterable[str]) -> bytes:
    """How a zip archive of files with these names might begin, for who looks for names only."""
    found = bytearray()
    for name in names:
        told = name.encode("utf-8", "replace")
        header = bytes(_NAME_AT - len(ZIP) - 4) + len(told).to_bytes(2, "little") + bytes(2)
        found += ZIP + header + told
    return bytes(found)


def compression(head: bytes) -> str | None:
    """Which of "gzip", "bzip2", "xz", "zstd" a file's first `MAGIC_SIZE` bytes announce."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    # The level, then a block header (pi) or, in an empty archive, the end mark (root of pi).
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bzip2"
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    if head.startswith(b"\x28\xb5\x2f\xfd") or _skippable(head):
        return "zstd"
    return None


def _skippable(head: bytes) -> bool:
    return len(head) >= 4 and head[0] & 0xF0 == 0x50 and head[1:4] == _SKIPPABLE


def most_of(stored: int, ratio: int) -> int:
    """Bytes that an archive of so many stored ones may expand to; `ratio` 0 is no limit."""
    return max(FREE, ratio * stored) if ratio else ENDLESS


class Expansion:
    """The expanded bytes of an archive, read in pieces.

    Attributes:
        notice: what is wrong with the archive, once it is known; empty while nothing is.
        expanded: bytes given out so far.
    """

    def __init__(
        self,
        kind: str,
        read: Callable[[int], bytes],
        name: str,
        stored: int | None = None,
        ratio: int = RATIO,
    ) -> None:
        """Args:
        kind: what `compression` said; "deflate" for what says so elsewhere (zip archives).
        read: gives up to so many stored bytes, none at the end.
        name: what to call the archive in messages.
        stored: its size in bytes, where known.
        ratio: the limit; 0 lifts it.
        """
        self.kind = kind
        self.notice = ""
        self.expanded = 0
        self._read = read
        self._name = name
        self._stored = stored or 0
        self._ratio = ratio
        self._consumed = 0
        self._left = b""
        self._ended = False
        try:
            self._member, self._errors = _start(kind)
        except ImportError as error:
            raise DumpError(f"{name}: this Python cannot expand {kind} ({error})") from None

    def read(self, size: int) -> bytes:
        """Up to `size` (at least 1) expanded bytes; none at the end.

        Raises:
            DumpError: over the limit, or nothing at all could be expanded.
        """
        while not self._ended:
            if self._member.eof and not self._next_member():
                break
            data = b""
            if self._member.needs_input:
                data = self._take()
                if not data:
                    self._end("the archive is cut short")
                    break
            try:
                out = self._member.decompress(data, size)
            except self._errors as error:
                self._end(f"the archive is damaged ({_plain(error)})")
                break
            if out:
                self._count(len(out))
                return out
        return b""

    def copied(self, reader: Callable[[int], Callable[[int], bytes]]) -> Expansion | None:
        """Another that goes on from here by itself, reading what `reader` gives from a place in
        the stored bytes on; None for a kind that cannot be copied (bzip2, xz, zstd), or at the
        end."""
        if self._ended or not isinstance(self._member, _Gzip):
            return None
        again = Expansion(self.kind, reader(self._consumed), self._name, self._stored, self._ratio)
        again.expanded, again._consumed, again._left = self.expanded, self._consumed, self._left
        again._member, again._errors = self._member.copied(), self._errors
        return again

    def _take(self) -> bytes:
        data, self._left = self._left, b""
        if not data:
            data = self._read(CHUNK)
            self._consumed += len(data)
        return data

    def _count(self, size: int) -> None:
        self.expanded += size
        ratio, stored = self._ratio, max(self._stored, self._consumed)
        if ratio and self.expanded > FREE and self.expanded > ratio * stored:
            self._ended = True
            self.notice = f"expansion stopped at the limit of {ratio}:1"
            raise DumpError(
                f"{self._name}: {self.kind} expands to more than {ratio} times its size",
                f"the limit is {ratio}:1 beyond {FREE >> 20} MB; --max-expansion 0 lifts it",
            )

    def _end(self, why: str) -> None:
        self._ended = True
        if not self.expanded:
            raise DumpError(f"{self._name}: cannot be read as {self.kind}: {why}")
        self.notice = f"{why}: only its first {self.expanded:,} bytes could be read"

    def _next_member(self) -> bool:
        """Go on to the archive that follows this one, if one does."""
        # gzip and xz allow zeros as padding between and after members.
        rest = self._member.unused_data.lstrip(b"\0")
        while len(rest) < MAGIC_SIZE and (more := self._take()):
            rest = (rest + more).lstrip(b"\0")
        if compression(rest) == self.kind:
            self._member, self._errors = _start(self.kind)
            self._left = rest
            return True
        self._ended = True
        if rest:
            self.notice = "what follows the end of the archive was left out"
        return False


class _Gzip:
    """One gzip member, or as much without a header (`wbits` is zlib's word for which), with the
    interface that bz2 and lzma have."""

    def __init__(self, wbits: int = 31) -> None:
        import zlib

        self._zlib = zlib.decompressobj(wbits)
        self._full = False

    def copied(self) -> _Gzip:
        """Another in the same state."""
        again = _Gzip.__new__(_Gzip)
        again._zlib, again._full = self._zlib.copy(), self._full
        return again

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._full and not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        # A full buffer may leave output waiting inside zlib with no input left over.
        self._full = len(out) == max_length
        return out


def _start(kind: str) -> tuple[Member, tuple[type[Exception], ...]]:
    """A fresh decompressor, and what it raises for damaged data."""
    if kind in ("gzip", "deflate"):
        import zlib

        return _Gzip(31 if kind == "gzip" else -15), (zlib.error,)
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor(), (OSError, EOFError)
    if kind == "xz":
        import lzma

        return lzma.LZMADecompressor(lzma.FORMAT_XZ), (lzma.LZMAError, EOFError)
    return _start_zstd()


def _start_zstd() -> tuple[Member, tuple[type[Exception], ...]]:
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    # Archives of forum dumps are often packed with --long=31, above the library's default window.
    options = {int(zstd.DecompressionParameter.window_log_max): 31}
    return zstd.ZstdDecompressor(options=options), (zstd.ZstdError, EOFError)


def _plain(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
