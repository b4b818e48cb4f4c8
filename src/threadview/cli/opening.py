"""What the commands share: the options that say how a dump is opened, opening it, the output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from threadview.cli import say
from threadview.errors import ThreadviewError
from threadview.request import Opening

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import ThreadRef
    from threadview.reading import Reading


DUMPS = "a dump, or a directory of dumps; - is standard input"
"""What commands that read any number of dumps take."""


def add_opening(parser: argparse.ArgumentParser) -> None:
    """Add --format, --encoding and --max-expansion."""
    group = parser.add_argument_group("how dumps are opened")
    group.add_argument(
        "--format",
        metavar="NAME",
        help="read as this format instead of finding out ('text' opens even what looks binary)",
    )
    group.add_argument(
        "--encoding",
        metavar="NAME",
        help="decode with this encoding instead of finding out (utf-8, cp1252, koi8-r, …)",
    )
    group.add_argument(
        "--max-expansion",
        metavar="N",
        type=_ratio,
        default=Opening().max_expansion,
        help="let a compressed dump expand to N times its size beyond 64 MB "
        "(default: %(default)s; 0: no limit)",
    )


def _ratio(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"must be a whole number, 0 or more: {text!r}")
    return int(text)


def opening_of(options: argparse.Namespace) -> Opening:
    """What those options say.

    Raises:
        DumpError, FormatError: no such encoding or format.
    """
    if options.encoding is not None:
        from threadview.encoding import named_encoding

        named_encoding(options.encoding)
    if options.format is not None:
        from threadview import formats

        formats.load(options.format)
    from threadview.locations import cache_directory

    return Opening(options.format, options.encoding, options.max_expansion, cache_directory())


def open_with(path: str, opening: Opening) -> Dump:
    """Open one input.

    Raises:
        DumpError: see `open_dump`.
    """
    from threadview.dump import open_dump

    return open_dump(
        path,
        encoding=opening.encoding,
        max_expansion=opening.max_expansion,
        force=opening.format is not None,
        cache=opening.cache,
    )


def threads_of(dump: Dump, opening: Opening) -> Iterator[Reading]:
    """Each thread of a dump, about to be read.

    The dump is loaded first, where its format does not read it in pieces: what is over the
    expansion limit is refused here, while the screen shows what there is of it.

    Raises:
        ThreadviewError: nothing can be read, or the dump holds no thread.
    """
    from threadview import formats
    from threadview.reading import Reading, without_thread

    first = Reading(dump, opening.format)
    formats.prepare(first.format, dump)
    refs: Iterator[ThreadRef] = formats.threads(first.format, dump)
    empty = True
    for ref in refs:
        empty = False
        yield Reading(dump, first.format_name, ref)
    if empty:
        raise without_thread(first)


class Inputs:
    """Several inputs, of which some may fail: one line each on standard error, the others go on.
    In the place of a directory stand the dumps below it. With `passed_over`, those that are no
    dumps are passed over without a word.

    Attributes:
        opened: how many could be opened and read.
        failed: how many could not.
    """

    def __init__(
        self, paths: list[str], opening: Opening, failed: int = 0, *, passed_over: bool = False
    ) -> None:
        from threadview.cli.folders import spread

        self.paths, missing = spread(paths)
        self.opening = opening
        self.opened = 0
        self.failed = failed + missing
        self._passed_over = passed_over

    def __iter__(self) -> Iterator[Dump]:
        """Each input that can be opened; the caller handles it before asking for the next."""
        for path in self.paths:
            try:
                dump = open_with(path, self.opening)
            except ThreadviewError as error:
                self.fail(error)
                continue
            self.opened += 1
            before = self.opened
            yield dump
            if dump.notice and self.opened == before:
                say(f"{dump.name}: {dump.notice}")
            dump.close()

    def fail(self, error: ThreadviewError, opened: bool = False) -> None:
        """Report an input that failed: at opening, or when it had been `opened`."""
        self.opened -= opened
        if not self._passed_over:
            self.failed += 1
            say(str(error))

    @property
    def code(self) -> int:
        """The exit code: 0; 1 if some failed; 2 if none could be opened."""
        return (1 if self.opened else 2) if self.failed else 0


def text_output() -> IO[str]:
    """Standard output for text: what its encoding does not have is written as an escape."""
    out = sys.stdout
    if out is None:
        raise BrokenPipeError
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")
    return out


def byte_output() -> IO[bytes]:
    """Standard output for bytes."""
    if sys.stdout is None:
        raise BrokenPipeError
    return sys.stdout.buffer
