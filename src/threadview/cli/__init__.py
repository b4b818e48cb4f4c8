"""The command line: arguments -> one call -> print. Results on standard output, talk on standard
error. Exit codes: 0 fine; 1 nothing found, or some of several inputs failed; 2 usage, or no input
could be opened; 130 interrupted.

Each command is a row of `COMMANDS` and a module beside this one with two functions:

    arguments(parser)     adds its options to an argparse parser, and describes itself
    run(options) -> int   does it; the exit code

A command's module is imported when the command is given, and argparse only when there is anything
to parse: `threadview FILE` goes to the screen without it.
"""

from __future__ import annotations

import gc
import sys

from threadview.errors import ThreadviewError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = {
    "inspect": "say what a dump is: format, encoding, threads, posts, and the evidence",
    "export": "write a thread as JSON, JSON lines, Markdown or plain text",
    "convert": "turn dumps of any format into JSON, Markdown, HTML, mbox or ConvoKit's lines",
    "notes": "list, search, write, export, import, back up notes",
    "search": "print where words stand in threads, as grep does",
    "library": "add folders to the library of all threads, list, search, look after it",
    "config": "print the configuration: the defaults with comments, or where the file is",
}
"""Each command and what it does; without one, threadview opens the reader. The module has the
command's name."""

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code. Never a traceback for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        try:
            return _dispatch(arguments)
        finally:
            gc.enable()
            if sys.stdout is not None:
                sys.stdout.flush()
    except ThreadviewError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        say(f"cannot write: {error.strerror or error}")
        return 1


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] == "notes":  # which has commands of its own
        from threadview.cli.notes import main as notes

        return notes(arguments[1:])
    if arguments and arguments[0] == "library":
        from threadview.cli.library import main as library

        return library(arguments[1:])
    if arguments and arguments[0] in COMMANDS:
        return _run_command(arguments[0], arguments[1:])
    if arguments and all(one == "-" or not one.startswith("-") for one in arguments):
        # On the way to the first frame next to nothing made is thrown away: looking for it would
        # cost more than it frees.
        gc.disable()
        from threadview.cli.reader import read

        code = read(arguments)
        if code == 2 and (meant := _meant(arguments[0])):
            say(f"did you mean `threadview {meant}`?")
        return code
    return _run_command(None, arguments)


def _meant(word: str) -> str | None:
    """The command that was probably meant by a word that names no file."""
    from difflib import get_close_matches
    from pathlib import Path

    if Path(word).exists():
        return None
    near = get_close_matches(word, [*COMMANDS, "help"], 1, 0.75)
    return "--help" if near == ["help"] else near[0] if near else None


def _run_command(name: str | None, arguments: list[str]) -> int:
    """Parse a command's arguments and run it; None is the reader."""
    from importlib import import_module

    module = import_module(f"threadview.cli.{name or 'reader'}")
    parser = new_parser(name)
    module.arguments(parser)
    try:
        # Intermixed parsing loses what "--" says of what comes after it.
        parse = parser.parse_args if "--" in arguments else parser.parse_intermixed_args
        options = parse(arguments)
    except SystemExit as end:  # argparse has printed help or what is wrong
        return end.code if isinstance(end.code, int) else 2
    code: int = module.run(options)
    return code


def new_parser(name: str | None) -> argparse.ArgumentParser:
    """The parser of a command, to which the command's module adds its own arguments."""
    import argparse

    return argparse.ArgumentParser(
        prog="threadview" if name is None else f"threadview {name}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def say(line: str) -> None:
    """One line of talk on standard error; what came from outside cannot act on the terminal."""
    from threadview.export.plain import harmless

    if sys.stderr is not None:
        text = harmless(line).replace("\n", " ")
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.write("\n")


def _forget_output() -> None:
    """Nobody reads standard output any more: let the interpreter's last flush go nowhere."""
    import os

    if sys.stdout is not None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
