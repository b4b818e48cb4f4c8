"""Whether a file system has locks. Where it has none (NFS without its lock daemon, some shared
folders), SQLite takes every database for one that somebody else is writing, and waits in vain
(ENOLCK is "busy" to it: https://sqlite.org/src/file/src/os_unix.c, `sqliteErrorFromPosixError`).
"""

from __future__ import annotations

import errno

SOON = 0.25
"""Seconds to wait for a lock before it is seen whether there are any."""

LOCKLESS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What fcntl(2) says where a file system knows no locks."""

NO_LOCKS = "its file system has no locks"


def has_locks(folder: str) -> bool:
    """Whether files in a folder can be locked, as far as can be told: it is tried on a file without
    a name, for to close one that SQLite has open would let go of its locks."""
    try:
        import fcntl
    except ImportError:  # another system, with other locks
        return True
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in LOCKLESS
    return True
