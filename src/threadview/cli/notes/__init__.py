"""`threadview notes …`: notes without a screen. Each command is a row of `COMMANDS` and a function
pair in a module beside this one: `NAME_arguments(parser)` and `run_NAME(options) -> exit code`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = {
    "list": ("showing", "list notes, with where they stand in the dumps that are named"),
    "search": ("showing", "list the notes that match a query"),
    "show": ("showing", "print notes in full"),
    "add": ("writing", "write a note on a thread, a post or words in it; print its id"),
    "edit": ("writing", "change a note's words, colour or tags"),
    "tag": ("writing", "add tags to notes, or take them away"),
    "rm": ("writing", "delete notes (the reader's `u` brings them back)"),
    "export": ("exporting", "write notes to Markdown or Org files and keep those up to date"),
    "import": ("exporting", "read notes from Web Annotations (JSON-LD) or Hypothesis"),
    "backup": ("keeping", "copy the notebook to a safe place"),
    "restore": ("keeping", "put a backup in the notebook's place"),
    "check": ("keeping", "see whether the notebook is sound"),
}
"""Each command, the module it is in, and what it does."""

DESCRIPTION = """\
Notes without a screen. They are kept in one file, the notebook: by default in the user's data
directory, else where --notebook or the variable THREADVIEW_NOTEBOOK says.
"""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; the exit code."""
    import argparse
    from importlib import import_module

    before, rest = _before_command(list(arguments))
    name = rest[0] if rest else None
    if name not in COMMANDS:
        parser = _overview()
        if name is not None and name not in ("-h", "--help"):
            parser.print_usage(sys.stderr)
            sys.stderr.write(f"threadview notes: there is no command {name!r}\n")
            return 2
        parser.print_help(sys.stdout if name else sys.stderr)
        return 0 if name else 2
    module = import_module(f"threadview.cli.notes.{COMMANDS[name][0]}")
    parser = argparse.ArgumentParser(
        prog=f"threadview notes {name}",
        description=COMMANDS[name][1][0].upper() + COMMANDS[name][1][1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    getattr(module, f"{name}_arguments")(parser)
    parser.add_argument("--notebook", metavar="FILE", help="the notebook to use")
    try:
        options = parser.parse_intermixed_args(before + rest[1:])
    except SystemExit as end:  # argparse has printed help or what is wrong
        return end.code if isinstance(end.code, int) else 2
    code: int = getattr(module, f"run_{name}")(options)
    return code


def _before_command(arguments: list[str]) -> tuple[list[str], list[str]]:
    """`--notebook FILE` may stand before the command as well."""
    if len(arguments) > 1 and arguments[0] == "--notebook":
        return arguments[:2], arguments[2:]
    if arguments and arguments[0].startswith("--notebook="):
        return arguments[:1], arguments[1:]
    return [], arguments


def _overview() -> argparse.ArgumentParser:
    import argparse

    rows = "\n".join(f"  {name:<10}{what}" for name, (_, what) in COMMANDS.items())
    return argparse.ArgumentParser(
        prog="threadview notes",
        usage="threadview notes [--notebook FILE] COMMAND [options] ...",
        description=DESCRIPTION,
        epilog=f"commands:\n{rows}\n\n`threadview notes COMMAND --help` tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
