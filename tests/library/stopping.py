"""A program that is stopped dead before one of its own writes: Linux's ptrace(2), by system calls.

A signal that another process sends arrives at some time; this one arrives at a place. The program
asks to be traced and stops itself (`SELF`); from there on each system call that changes a file is
counted, under the name of the phase that the program last wrote to its standard output, and the one
that is asked for is never made: the program is killed, as with kill -9.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import subprocess
import sys
from collections import Counter

import pytest

SELF = """
import ctypes, os, signal
ctypes.CDLL(None).ptrace(0, 0, None, None)
os.kill(os.getpid(), signal.SIGSTOP)
"""
"""What a program runs to be stopped from then on."""

PEEKUSER, SYSCALL, SETOPTIONS = 3, 24, 0x4200
GOOD, EXITKILL = 1, 0x100000
NUMBER, FIRST, SECOND, THIRD = 8 * 15, 8 * 14, 8 * 13, 8 * 12
"""Where the registers lie that hold a system call's number and its arguments."""

WRITE, PWRITE = 1, 18
CHANGES = {PWRITE, 74, 75, 76, 77, 82, 83, 84, 87, 263, 264}
"""pwrite, fsync, fdatasync, truncate, ftruncate, rename, mkdir, rmdir, unlink, unlinkat, renameat.
"""


def can_stop() -> bool:
    """Whether programs can be stopped so here."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def run(program: str, arguments: list[str], stop: tuple[str, int] | None = None) -> Counter[str]:
    """Run a Python program, which prints the names of its phases a line each, and stop it dead
    before the nth change of a phase (None: never); the changes that it made in each."""
    process = subprocess.Popen(
        [sys.executable, "-c", SELF + program, *arguments],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    try:
        made = _traced(process.pid, process.stdout.fileno(), stop)
    finally:
        process.stdout.close()
    process.returncode = 0
    return made


def _traced(pid: int, output: int, stop: tuple[str, int] | None) -> Counter[str]:
    trace = ctypes.CDLL(None, use_errno=True).ptrace
    trace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    trace.restype = ctypes.c_long
    made: Counter[str] = Counter()
    phase, entering, status = "", True, os.waitpid(pid, os.WUNTRACED)[1]
    if trace(SETOPTIONS, pid, None, GOOD | EXITKILL):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        pytest.skip("no program may be traced here")
    os.set_blocking(output, False)
    while os.WIFSTOPPED(status):
        number = os.WSTOPSIG(status)
        if number == signal.SIGTRAP | 0x80:
            call = trace(PEEKUSER, pid, NUMBER, None)
            if entering and call in CHANGES:
                if stop == (phase, made[phase]):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                    return made
                made[phase] += 1
            elif not entering and call == WRITE and trace(PEEKUSER, pid, FIRST, None) == 1:
                phase = os.read(output, 1 << 16).decode().split()[-1]
            entering, number = not entering, 0
        trace(SYSCALL, pid, None, 0 if number in (signal.SIGSTOP, signal.SIGTRAP) else number)
        status = os.waitpid(pid, 0)[1]
    assert status == 0, "the program failed"
    return made
