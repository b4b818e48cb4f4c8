"""Zip and tar archives (APPNOTE 6.3.10; POSIX.1-1988 ustar and its extensions): what stands in one,
and access to each of its files, without reading the archive whole or expanding more of it than is
asked for.

Of a zip archive its directory is read, at its end; of a tar archive the header before each file.
Files of a kind that Python alone expands (bzip2, LZMA in a zip) are read from the front only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from io import SEEK_CUR, SEEK_END, RawIOBase
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from threadview.access import Access, Expanded, Window, pieces_of
from threadview.compression import ENDLESS, MAGIC_SIZE, RATIO, ZIP, compression, is_tar, most_of
from threadview.errors import DumpError

if TYPE_CHECKING:
    from tarfile import TarFile
    from zipfile import ZipFile, ZipInfo

LIMITED = "--max-expansion 0 lifts the limit"
"""The hint where something expands to more than it may."""
BEYOND = f"the archive expands to more than it may ({LIMITED})"
"""Why a file in an archive is not read."""

HEAD = 512
"""Bytes that tell what an archive is."""

_STORED, _DEFLATED = 0, 8
_LOCAL = 30
"""Bytes of a zip's local file header before the name."""


class Inside(NamedTuple):
    """A file in an archive: its name, the bytes it expands to as the archive says, and the CRC-32
    of them where the archive tells."""

    name: str
    size: int
    crc: int | None = None


class Archive:
    """An archive, open.

    Attributes:
        files: the plain files in it, in their order, each name once.
        notice: what was wrong with it, or "".
        most: bytes that one of its files may expand to.
    """

    def __init__(self, name: str, most: int) -> None:
        self.name = name
        self.most = most
        self.files: list[Inside] = []
        self.notice = ""

    def stored(self, name: str) -> Access:
        """The bytes of a file in it.

        Raises:
            DumpError: they cannot be read.
        """
        raise NotImplementedError

    def within(self, files: Iterable[Inside]) -> tuple[list[Inside], Inside | None]:
        """Those of some of its files that together expand to no more than it may, and the first
        that does not."""
        left, found = self.most, list[Inside]()
        for file in files:
            left -= file.size
            if left < 0:
                return found, file
            found.append(file)
        return found, None

    def access(self, name: str) -> Access:
        """The bytes of a file in it; what that expands to where it is compressed itself.

        Raises:
            DumpError: they cannot be read.
        """
        found = self.stored(name)
        packed = compression(found.read(0, MAGIC_SIZE))
        return found if packed is None else Expanded(found, packed, f"{self.name}/{name}")

    def body(self, name: str) -> bytes:
        """All of a file in it.

        Raises:
            DumpError: it is damaged, or expands to more than it may.
        """
        from zlib import crc32

        file = next(one for one in self.files if one.name == name)
        if file.size > self.most:
            raise DumpError(f"{self.name}/{name}: expands to more than it may", LIMITED)
        body = b"".join(self.stored(name).pieces())
        if len(body) < file.size or (file.crc is not None and crc32(body) != file.crc):
            raise DumpError(f"{self.name}/{name}: is damaged")
        return body


def opened(access: Access, name: str, stored: int | None = None, ratio: int = RATIO) -> Archive:
    """An archive over the bytes of a dump; `stored` is how many bytes those are on the disk, and
    `ratio` how many times that its files may expand to (0: no limit).

    Raises:
        DumpError: it cannot be read.
    """
    if is_tar(access.read(0, HEAD)):
        return Tar(access, name)
    return Zip(access, name, stored, ratio)


class Zip(Archive):
    """A zip archive."""

    def __init__(
        self, access: Access, name: str, stored: int | None = None, ratio: int = RATIO
    ) -> None:
        from zipfile import BadZipFile, ZipFile

        size = size_of(access)
        super().__init__(name, most_of(stored or size, ratio))
        try:
            self._zip: ZipFile = ZipFile(Bytes(access, size))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DumpError(f"{name}: the archive cannot be read: {error}") from None
        self._bytes = access
        self._infos = {one.filename: one for one in self._zip.infolist() if not one.is_dir()}
        self.files = [Inside(one.filename, one.file_size, one.CRC) for one in self._infos.values()]

    def stored(self, name: str) -> Access:
        """The bytes of a file in it."""
        info = self._infos[name]
        where = f"{self.name}/{name}"
        if info.flag_bits & 1:
            raise DumpError(f"{where}: is encrypted")
        if info.compress_type not in (_STORED, _DEFLATED):
            return Sequential(self._zip, info)
        header = self._bytes.read(info.header_offset, _LOCAL)
        if len(header) < _LOCAL or not header.startswith(ZIP):
            raise DumpError(f"{where}: is damaged")
        sizes = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        found = Window(self._bytes, info.header_offset + _LOCAL + sizes, info.compress_size)
        if info.compress_type == _STORED:
            return found
        ratio = 0 if self.most == ENDLESS else self.most // max(1, info.compress_size) + 1
        return Expanded(found, "deflate", where, ratio and max(RATIO, ratio))


class Tar(Archive):
    """A tar archive. Names that stand in it twice mean what came last."""

    def __init__(self, access: Access, name: str) -> None:
        import tarfile

        super().__init__(name, ENDLESS)
        self._bytes = access
        places: dict[str, tuple[int, int]] = {}
        try:
            with tarfile.open(fileobj=Bytes(access, None), mode="r:") as tar:
                self._look_through(tar, places)
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            self.notice = f"the archive cannot be read on: {error}"
        self._places = places
        self.files = [Inside(name, size) for name, (_, size) in places.items()]

    @staticmethod
    def _look_through(tar: TarFile, places: dict[str, tuple[int, int]]) -> None:
        while (member := tar.next()) is not None:
            if member.isreg() and not member.issparse():
                places[member.name.removeprefix("./")] = member.offset_data, member.size
            tar.members = []  # type: ignore[attr-defined] # it keeps a kilobyte of each

    def stored(self, name: str) -> Access:
        """The bytes of a file in it."""
        return Window(self._bytes, *self._places[name])


class Sequential:
    """Access to a file in a zip archive that Python expands. Where one goes on behind what was read
    last, nothing is read again."""

    def __init__(self, archive: ZipFile, info: ZipInfo) -> None:
        self._open = partial(archive.open, info)
        self._file: IO[bytes] | None = None
        self.size = info.file_size
        self.notice = ""

    def read(self, start: int, size: int) -> bytes:
        """Those bytes."""
        from lzma import LZMAError
        from zipfile import BadZipFile

        try:
            self._file = self._file or self._open()
            self._file.seek(start)
            return self._file.read(size)
        except (BadZipFile, LZMAError, OSError, RuntimeError, EOFError, ValueError):
            return b""

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from a place on."""
        return pieces_of(self, start)


def size_of(access: Access) -> int:
    """How many bytes there are."""
    size: int | None = getattr(access, "size", None)
    return sum(map(len, access.pieces())) if size is None else size


class Bytes(RawIOBase):
    """Bytes by place as a file that Python's own modules read. `size` is asked for only to seek
    from the end."""

    def __init__(self, access: Access, size: int | None) -> None:
        super().__init__()
        self._access = access
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """The place read next."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        if whence == SEEK_CUR:
            offset += self._at
        elif whence == SEEK_END:
            self._size = size_of(self._access) if self._size is None else self._size
            offset += self._size
        if offset < 0:
            raise OSError("before the beginning")
        self._at = offset
        return offset

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        view = memoryview(buffer).cast("B")
        piece = self._access.read(self._at, len(view))
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
