"""Whether a file system has locks. Where it has none (NFS without its lock daemon, some shared
folders), SQLite takes every database for one that somebody else is writing, and waits in vain
(ENOLCK is "busy" to it: https://sqlite.org/src/file/src/os_unix.c, `sqliteErrorFromPosixError`).
"""

from __future__ import annotations

import errno
import os

SOON = 0.25
"""Seconds to wait for a lock before it is seen whether there are any."""

LOCKLESS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What fcntl(2) says where a file system knows no locks."""

READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What is said of a folder in which no file may be made."""

NO_LOCKS = "its file system has no locks"


_held: dict[str, int] = {}
"""Databases that were asked for locks, open until the process ends: to close one that SQLite has
open would let go of its locks (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks)."""


def has_locks(path: str) -> bool:
    """Whether a database can be locked where it lies, as far as can be told: it is tried on a file
    without a name beside it; where none may be made, on its first byte, which SQLite never locks
    (https://sqlite.org/src/file/src/os.h, `PENDING_BYTE`)."""
    try:
        import fcntl
    except ImportError:  # another system, with other locks
        return True
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=os.path.dirname(path) or ".") as file:  # noqa: PTH120
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in READ_ONLY:
            return error.errno not in LOCKLESS
    else:
        return True
    try:
        if path not in _held:
            _held[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.lockf(_held[path], fcntl.LOCK_SH | fcntl.LOCK_NB, 1)
        fcntl.lockf(_held[path], fcntl.LOCK_UN, 1)
    except OSError as error:
        return error.errno not in LOCKLESS
    return True
