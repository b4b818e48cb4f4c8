"""Tar archives (POSIX.1-1988 ustar and its extensions) as zip archives, which formats know how to
look into. They come compressed as a rule; that is undone before."""

from __future__ import annotations

import tarfile
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

_MAGIC_AT = 257


def is_tar(head: bytes | bytearray) -> bool:
    """Whether a file that begins like this is a tar archive."""
    return bytes(head[_MAGIC_AT : _MAGIC_AT + 5]) == b"ustar"


def as_zip(raw: bytes | bytearray) -> tuple[bytes, str]:
    """The files of a tar archive in a zip archive, nothing compressed; and what was wrong ("" for
    nothing): what came before a damage is there. Only plain files are taken."""
    packed, fault = BytesIO(), ""
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        try:
            with tarfile.open(fileobj=BytesIO(bytes(raw)), mode="r:") as tar:
                for member in tar:
                    held = tar.extractfile(member) if member.isfile() else None
                    if held is not None:
                        archive.writestr(member.name.removeprefix("./"), held.read())
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            fault = f"the archive cannot be read on: {error}"
    return packed.getvalue(), fault
