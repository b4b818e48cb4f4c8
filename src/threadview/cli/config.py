"""`threadview config`: the configuration file, where it is and what may stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadview.cli import say
from threadview.cli.opening import text_output

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """\
Say where the configuration file is, and check it; or print the default one, with comments, to
begin your own with. Nothing is written.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "--default", action="store_true", help="print the default configuration with comments"
    )
    parser.add_argument("--config", metavar="FILE", help="check this file instead of your own")
    parser.epilog = "example: threadview config --default > config.toml"


def run(options: argparse.Namespace) -> int:
    """Print the default, or the path; problems go to standard error."""
    from threadview.config import DEFAULT, read_config

    out = text_output()
    if options.default:
        out.write(DEFAULT)
        return 0
    from threadview.locations import config_file

    path = options.config or config_file()
    out.write(path + "\n")
    looks, problems = read_config(path, required=options.config is not None)
    problems += _of_keys(looks.keymap)
    for problem in problems:
        say(problem)
    return 1 if problems else 0


def _of_keys(keymap: dict[str, str]) -> list[str]:
    from threadview.keys import elsewhere, keymap_problems

    tables: list[dict[str, str]] = []
    if elsewhere(keymap):
        from threadview.ui.bindings import bound

        tables = bound()
    return keymap_problems(keymap, tables)
