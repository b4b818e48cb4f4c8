"""The reader: `threadview [PATH|-]…`. Which dumps to read, and where: screen or pipe.

This is the start-up road of the screen: argparse comes in only with options, the configuration
only where there is a file of it, the screen only where there is one.
"""

from __future__ import annotations

import gc
import os
import sys

from threadview.cli import say
from threadview.errors import DumpError, ThreadviewError
from threadview.namedtuple import NamedTuple
from threadview.request import Books, Looks, Opening, Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from threadview.dump import Dump

_AS_FOUND = Opening()


class Manner(NamedTuple):
    """How the reader behaves, as options have it: its looks (None: those of the config file) and
    what is wrong with them, the place to begin at as `Request` has it, whether places and the
    library are kept, and the file of notes (None: one's own)."""

    looks: Looks | None = None
    notices: tuple[str, ...] = ()
    goto: str | None = None
    history: bool = True
    notebook: str | None = None


_OWN = Manner()

DESCRIPTION = """\
Read archived discussion threads: forum scrapes as plain text, with their posts, authors and quotes
found again. With standard output not a terminal, the threads are printed as plain text.
"""

EPILOG = """\
commands:
{commands}

`threadview COMMAND --help` tells more. A dump that is called like a command is opened as ./NAME.
In the reader, `?` lists the keys and `q` leaves.

exit codes: 0 fine; 1 some of several inputs could not be opened; 2 none could, or wrong usage
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the reader and its options."""
    from threadview.cli import COMMANDS
    from threadview.cli.opening import add_opening

    parser.usage = "threadview [options] [PATH|-]...\n       threadview COMMAND [options] ..."
    parser.description = DESCRIPTION
    rows = "\n".join(f"  {name:<10}{what}" for name, what in COMMANDS.items())
    parser.epilog = EPILOG.format(commands=rows)
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a dump, a directory of dumps, or the threadview:// link of an exported note; - is "
        "standard input (keys come from the terminal). Several open a list to choose from",
    )
    add_opening(parser)
    _add_looks(parser)
    parser.add_argument("--version", action="store_true", help="print the version and leave")


def _add_looks(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how the reader looks and behaves")
    group.add_argument(
        "--goto", metavar="PLACE", help="begin at post N ('12' or '#12') or at words ('/words')"
    )
    group.add_argument(
        "--measure",
        "--width",
        metavar="N",
        type=int,
        help="widest text column, in cells (20 to 400; default: 90)",
    )
    group.add_argument("--theme", metavar="NAME", help="colours: dark, light or ansi")
    group.add_argument(
        "--folds", metavar="WHICH", help="quotes that start folded: known, all or none"
    )
    group.add_argument(
        "--no-mouse", action="store_true", help="leave the mouse to the terminal, for its selection"
    )
    group.add_argument(
        "--no-history", action="store_true", help="neither restore nor keep the place in the thread"
    )
    group.add_argument(
        "--notebook", metavar="FILE", help="keep notes in this file (or THREADVIEW_NOTEBOOK)"
    )
    group.add_argument("--config", metavar="FILE", help="read this configuration instead")


def run(options: argparse.Namespace) -> int:
    """Read with options."""
    if options.version:
        from threadview import __version__
        from threadview.cli.opening import text_output

        text_output().write(f"threadview {__version__}\n")
        return 0
    from threadview.cli.opening import opening_of

    opening = opening_of(options)
    looks, notices = _configured(options.config)
    looks = _overridden(looks, options)
    place, history = _place(options.goto), not options.no_history
    return read(options.paths, opening, Manner(looks, notices, place, history, options.notebook))


def _overridden(looks: Looks, options: argparse.Namespace) -> Looks:
    """The looks with what the command line says about them.

    Raises:
        ConfigError: it says something that means nothing.
    """
    from threadview.config import parse_config
    from threadview.errors import ConfigError

    given = {key: getattr(options, key) for key in ("theme", "measure", "folds")}
    given = {key: value for key, value in given.items() if value is not None}
    _, problems = parse_config(given, "--")
    if problems:
        raise ConfigError(problems[0].replace("--: ", "--"))
    if options.no_mouse:
        given["mouse"] = False
    return looks._replace(**given)


def _place(goto: str | None) -> str | None:
    """A place as `Request` wants it: "#12" or "/words".

    Raises:
        ConfigError: it is neither.
    """
    if goto is None or goto.startswith("/"):
        return goto
    number = goto.removeprefix("#")
    if not (number.isascii() and number.isdecimal()):
        from threadview.errors import ConfigError

        raise ConfigError(f"--goto: {goto!r} is no place", "a number, '#12', or '/words'")
    return f"#{int(number)}"


def _configured(path: str | None = None) -> tuple[Looks, tuple[str, ...]]:
    """The looks of the config file, and what is wrong with it."""
    from threadview.locations import config_file

    name = path or config_file()
    if path is None and not os.path.exists(name):  # noqa: PTH110
        return Looks(), ()
    from threadview.config import read_config

    looks, problems = read_config(name, required=path is not None)
    return looks, tuple(problems)


def read(names: Sequence[str], opening: Opening = _AS_FOUND, manner: Manner = _OWN) -> int:
    """Open the reader on these inputs, or print them where there is no screen; the exit code.

    Raises:
        ThreadviewError: there is nothing to read.
    """
    looks, notices, goto, history, notebook = manner
    names, notebook = list(names), notebook or _notebook()
    library = _library(names) if history else None
    opening = opening._replace(cache=_cache() if history else None)
    if not names and not (library and has_screen()):
        if sys.stdin is None or sys.stdin.isatty():
            raise ThreadviewError("nothing to read", "give a path, or see threadview --help")
        names = ["-"]
    if len(names) == 1 and names[0].startswith("threadview://"):
        from threadview.cli.link import linked

        names[0], place = linked(names[0], notebook)
        goto = goto or place
    if not has_screen():
        gc.enable()
        return _print(names, opening)
    if looks is None:
        looks, notices = _configured()
    paths, dump, failed = _readable(names, opening, library is not None)
    if paths is None:
        return 2
    request = Request(
        paths=tuple(paths),
        opening=opening,
        looks=looks,
        dump=dump,
        goto=goto,
        state=_state() if history else None,
        notebook=notebook,
        notices=notices,
        library=library,
    )
    code = _screen(request) or (1 if failed else 0)
    if history and library is None and dump is not None and dump.location is not None:
        _shelve(dump.location)
    return code


def _library(names: Sequence[str]) -> Books | None:
    """The library where there is more to choose from than one dump; without names, all of it."""
    from threadview.locations import library_index, library_shelf

    books = Books(library_index(), library_shelf())
    if not names:
        stdin = sys.stdin is None or sys.stdin.isatty()
        there = any(map(os.path.exists, books[:2]))
        return books if stdin and there else None
    if len(names) == 1:
        if not os.path.isdir(names[0]):  # noqa: PTH112
            return None
        from threadview.cli.folders import is_plain_folder

        if not is_plain_folder(names[0]):
            return None
    here = tuple(os.path.abspath(name) for name in names if name != "-")  # noqa: PTH100
    return books._replace(names=here)


def _shelve(path: str) -> None:
    """Let a dump that was read belong to the library, which indexes it when it is next opened.
    Never in the way: a shelf that cannot be written costs only this."""
    from threadview.library.shelf import Shelf
    from threadview.locations import library_shelf

    try:
        with Shelf(library_shelf()) as shelf:
            shelf.add_roots([os.path.abspath(path)])  # noqa: PTH100
    except ThreadviewError:
        return


def has_screen() -> bool:
    """Whether standard output is a terminal that can place words (terminfo(5): a "dumb" one, as
    in Emacs's shell, cannot, and gets what a pipe does)."""
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _notebook() -> str:
    from threadview.locations import notebook_file

    return notebook_file()


def _state() -> str:
    from threadview.locations import state_directory

    return state_directory()


def _cache() -> str:
    from threadview.locations import cache_directory

    return cache_directory()


def _screen(request: Request) -> int:
    """Paint the first screen before the framework is imported, then let the framework take over."""
    # Until the first frame of the framework stands, next to nothing made is thrown away: looking
    # for it would cost more than it frees. The app collects again from then on.
    gc.disable()
    if sys.platform != "win32":
        from threadview.prepaint import paint

        request = paint(request)
    try:
        from threadview.ui import run as run_screen

        return run_screen(request)
    finally:
        if request.terminal is not None:
            request.terminal.leave()


def _readable(
    names: list[str], opening: Opening, library: bool
) -> tuple[list[str] | None, Dump | None, int]:
    """The paths that can be read (None where names were given and none can), the dump if it is but
    one, and how many names failed. What is in folders the `library` lists by itself, unless it is
    one file: it may be very much.

    What was named is opened to see; the files of a directory are not, for there may be many: the
    list says so when one of them is chosen.
    """
    from threadview.dump import open_dump

    spread, failed = names, 0
    if any(map(os.path.isdir, names)):
        from threadview.cli import folders

        spread, failed = folders.spread(names, 2 if library else None)
    paths: list[str] = []
    dump: Dump | None = None
    for path in spread:
        if path in names:
            try:
                opened = open_dump(
                    path,
                    encoding=opening.encoding,
                    max_expansion=opening.max_expansion,
                    force=opening.format is not None,
                    cache=opening.cache,
                )
            except DumpError as error:
                say(str(error))
                failed += 1
                continue
            if len(spread) == 1 or path == "-":
                dump = opened
            else:
                opened.close()
        paths.append(path)
    if names and not paths:
        return None, None, failed
    if library and len(paths) > 1:
        paths = [path for path in paths if path in names]
    return paths, dump, failed


def _print(names: list[str], opening: Opening) -> int:
    """The threads as plain text, one after another."""
    from threadview.cli.folders import printable
    from threadview.cli.opening import Inputs, text_output, threads_of
    from threadview.export.plain import write_plain

    kept = printable(names)
    inputs = Inputs(kept, opening, len(names) - len(kept))
    out = text_output()
    for dump in inputs:
        try:
            for reading in threads_of(dump, opening):
                reading.pull()
                write_plain(reading.thread, out)
        except ThreadviewError as error:
            inputs.fail(error, opened=True)
    return inputs.code
