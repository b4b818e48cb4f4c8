"""The bytes of a dump as they are stored: a file, a stream, standard input, or bytes handed in."""

from __future__ import annotations

import os
import stat

from threadview.errors import DumpError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash
    from io import FileIO
    from typing import Literal

    Change = Literal["grown", "changed", "shrunk", "gone"]


class Stored:
    """A file or stream being read from front to back.

    Attributes:
        location: its path, or "-" for standard input.
        size: bytes it holds, or None for a stream.
        position: bytes read so far.
        mtime: when it was last changed, in nanoseconds since 1970; 0 for a stream.
        inode: device and inode.
    """

    def __init__(self, location: str) -> None:
        """Open it.

        Raises:
            DumpError: missing, unreadable, a directory, or a device.
        """
        self.location = location
        self.position = 0
        self._hash: _Hash | None = None
        try:
            self._file = _open(location)
            facts = os.fstat(self._file.fileno())
        except (OSError, ValueError) as error:
            raise DumpError(f"{location}: {said(error)}") from None
        # Standard input cannot be read again, even where it is a file. What /proc and its like
        # show is made as it is read: size 0, yet not empty.
        again = location != "-" and stat.S_ISREG(facts.st_mode) and facts.st_size
        self.size = facts.st_size if again else None
        self.mtime = facts.st_mtime_ns if self.size is not None else 0
        self.inode = (facts.st_dev, facts.st_ino)
        if stat.S_ISDIR(facts.st_mode):
            self.close()
            raise DumpError(f"{location}: is a directory")
        if stat.S_ISBLK(facts.st_mode) or (stat.S_ISCHR(facts.st_mode) and self._endless()):
            self.close()
            raise DumpError(f"{location}: is a device, not a file")

    def _endless(self) -> bool:
        """Whether a character device is neither a terminal nor at its end at once (/dev/null)."""
        return not self._file.isatty() and self._file.read(1) != b""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end.

        Raises:
            DumpError: the system cannot read on.
        """
        try:
            piece = self._file.read(size)
            while piece is None:  # somebody made the pipe non-blocking
                from select import select

                select([self._file], [], [])
                piece = self._file.read(size)
        except OSError as error:
            raise DumpError(f"{self.location}: {said(error)}") from None
        except ValueError:  # closed meanwhile, by who wants no more of it
            return b""
        self.position += len(piece)
        if self._hash is not None:
            self._hash.update(piece)
        if not piece and self.size is not None and self.position > self.size:
            # It grew while it was read, and what came is there.
            self.size = self.position
            self.mtime = os.fstat(self._file.fileno()).st_mtime_ns
        return piece

    def read_at(self, start: int, size: int) -> bytes:
        """The bytes from a place on, of a file; fewer where it ends.

        Raises:
            DumpError: the system cannot read them.
        """
        found = b""
        try:
            while len(found) < size:
                piece = _piece_at(self._file, start + len(found), size - len(found))
                if not piece:
                    break
                found = found + piece if found else piece
        except (OSError, ValueError) as error:
            raise DumpError(f"{self.location}: {said(error)}") from None
        return found

    def read_full(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        pieces: list[bytes] = []
        while size and (piece := self.read(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def keep_hash(self, begun: bytes) -> None:
        """Hash what is read from here on; `begun` has been read already."""
        from hashlib import sha256

        self._hash = sha256(begun)

    @property
    def sha256(self) -> str | None:
        """Of what was read, if `keep_hash` was called."""
        return None if self._hash is None else self._hash.hexdigest()

    def changed(self) -> Change | None:
        """How the file differs now from what was opened and read."""
        if self.size is None:
            return None
        try:
            facts = os.stat(self.location)  # noqa: PTH116 - pathlib is not wanted on this road
        except OSError:
            return "gone"
        if (facts.st_dev, facts.st_ino) != self.inode:
            return "changed"
        if facts.st_size != self.size:
            return "grown" if facts.st_size > self.size else "shrunk"
        return "changed" if facts.st_mtime_ns != self.mtime else None

    def close(self) -> None:
        """Let go of the file; reading on is an error."""
        self._file.close()


class Within(Stored):
    """What stands inside another file, read by who has that open."""

    def __init__(self, location: str, take: Callable[[int], bytes]) -> None:
        """`take` gives up to so many of the next bytes, none at the end."""
        self.location = location
        self.position = 0
        self.size = None
        self.mtime = 0
        self.inode = (0, 0)
        self._hash = None
        self._take = take

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        piece = self._take(size)
        self.position += len(piece)
        return piece

    def close(self) -> None:
        """Nothing is let go of: it is another's."""


def hash_of(location: str) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal; None where it cannot be read."""
    from hashlib import sha256

    hashed = sha256()
    try:
        file = Stored(location)
        while piece := file.read(1 << 20):
            hashed.update(piece)
    except DumpError:
        return None
    file.close()
    return hashed.hexdigest()


def _piece_at(file: FileIO, start: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, start)
    file.seek(start)
    return file.read(size) or b""


def _open(location: str) -> FileIO:
    if location == "-":
        return open(0, "rb", buffering=0, closefd=False)
    if not location:
        raise DumpError("a path is empty", "name a file or a directory; - is standard input")
    # Directories too, so that they are named as such on every platform that allows it.
    return open(location, "rb", buffering=0, opener=_opener)


def _opener(location: str, flags: int) -> int:
    # A path must never become the controlling terminal of a reader started without one.
    return os.open(location, flags | getattr(os, "O_NOCTTY", 0))


def said(error: OSError | ValueError) -> str:
    """What the system said, as the end of a line."""
    text = getattr(error, "strerror", None) or str(error)
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return text[:1].lower() + text[1:]
