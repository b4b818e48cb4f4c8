"""`threadview notes backup`, `restore` and `check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from threadview import locations
from threadview.cli import say
from threadview.cli.notes.dumps import notebook_of
from threadview.cli.opening import text_output
from threadview.export.plain import harmless
from threadview.notebook import checked
from threadview.notebook import restore as put_back
from threadview.notebook.backups import listed


def _path_of(options: argparse.Namespace) -> Path:
    return Path(options.notebook or locations.notebook_file())


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes backup`."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="where to (else beside the notebook)"
    )
    parser.add_argument("--list", action="store_true", help="list the backups there are")


def run_backup(options: argparse.Namespace) -> int:
    """Copy the notebook; print where the copy is."""
    out = text_output()
    if options.list:
        found = listed(_path_of(options))
        for copy in found:
            out.write(f"{copy.when:%Y-%m-%dT%H:%M:%SZ}  {copy.why:<15} {copy.size:>10}  ")
            out.write(harmless(str(copy.path)) + "\n")
        return 0 if found else 1
    with notebook_of(options) as notebook:
        made = notebook.backup(Path(options.file) if options.file else None)
    out.write(f"{made}\n")
    return 0


def restore_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes restore`."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="the backup (else the newest sound one)"
    )
    parser.epilog = "what stood in the notebook's place is kept, and it is said where"


def run_restore(options: argparse.Namespace) -> int:
    """Put a backup in the notebook's place; print which."""
    used, kept = put_back(_path_of(options), Path(options.file) if options.file else None)
    text_output().write(f"{used}\n")
    if kept is not None:
        say(f"what was there before is now {kept}")
    return 0


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `notes check`."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a backup (else the notebook)")


def run_check(options: argparse.Namespace) -> int:
    """Say whether the notebook, or a backup, is sound; 1 when it is not."""
    path = Path(options.file) if options.file else _path_of(options)
    problems = checked(path)
    out = text_output()
    for problem in problems:
        out.write(harmless(problem) + "\n")
    if not problems:
        out.write(f"{path}: sound\n")
    return 1 if problems else 0
