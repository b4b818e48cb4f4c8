"""RE2, the linear-time engine (https://github.com/google/re2), or the lack of it.

google-re2 has wheels for Linux (glibc), macOS and Windows; elsewhere it needs a compiler. Without
it words are still found, only slower, and regular expressions say what is missing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MEMORY = 64 << 20
"""Bytes that one compiled expression may take with its states."""


class NoEngineError(Exception):
    """google-re2 is not installed."""


def engine() -> Any:
    """The module re2.

    Raises:
        NoEngineError: it is not installed.
    """
    try:
        return import_module("re2")
    except ImportError:
        raise NoEngineError from None


def compiled(source: bytes, ascii_caseless: bool = False) -> Any:
    """An expression over UTF-8 bytes; `ascii_caseless`: over any bytes, ASCII letters alike.

    Raises:
        NoEngineError: google-re2 is not installed.
        re2.error: the expression is wrong.
    """
    re2 = engine()
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    # Groups would only cost time: every match is asked for as a whole.
    options.never_capture = True
    if ascii_caseless:
        options.encoding = re2.Options.Encoding.LATIN1
        options.case_sensitive = False
    return re2.compile(source, options)
