"""Scanning a mailbox in a program of its own while this one loads its screen.

Loading the framework takes longer than scanning ten thousand messages, and Python does one thing
at a time: on a second processor the scan is done, and kept in the cache, when the screen is there
to show it. Where it is not done yet, or cannot be kept, this program scans by itself.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats.mail.opened import Opened

LEAST, MOST = 1 << 20, 64 << 20
"""Bytes of a mailbox that this is worth it for; a larger one is not done before the screen."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP")


def scan_ahead(dump: Dump) -> bool:
    """Begin to scan a dump beside this program, if that is of use; whether it is done. To be
    called before anything runs in threads.

    The program made for it gives way to others; whoever looks for what it found lets go of it.
    """
    size = dump.size or 0
    if dump.cache is None or dump.location is None or dump.folder is not None:
        return False
    if not LEAST <= size <= MOST or not sys.platform.startswith("linux"):
        return False
    if len(os.sched_getaffinity(0)) < 2:
        return False
    from threadview.formats.mail import table

    opened = table(dump)
    if opened.complete:
        return False
    try:
        child = os.fork()
    except OSError:
        return False
    if not child:
        _in_the_child(opened)
    opened.expected = child
    return True


def _in_the_child(opened: Opened) -> None:
    """Scan, and end without a trace, whatever happens; nothing here touches the terminal."""
    code = 1
    try:
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.nice(10)
        null = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(null, number)
        opened.advance()
        code = 0
    finally:
        os._exit(code)
