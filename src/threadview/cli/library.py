"""`threadview library …`: which dumps belong to the library, and looking after its index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from threadview.cli import say
from threadview.cli.library_hits import found_catalogue, own_library, search_library
from threadview.cli.opening import text_output
from threadview.errors import QueryError

if TYPE_CHECKING:
    import argparse

    from threadview.library import Entry, Progress, Tally

DESCRIPTION = """\
The library knows every thread of the files and folders that were added to it, and searches all of
their posts. Its index lives in the cache directory and can be made again at any time; favourites,
tags and read marks are kept in the data directory.
"""

EPILOG = """\
exit codes: 0 fine; 1 nothing found; 2 wrong usage, or the library cannot be used
"""

SECONDS = 1.0
"""Between two lines of progress."""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; the exit code."""
    from threadview.cli import new_parser

    parser = new_parser("library")
    parser.description, parser.epilog = DESCRIPTION, EPILOG
    _commands(parser)
    try:
        options = parser.parse_args(list(arguments))
    except SystemExit as end:  # argparse has printed help or what is wrong
        return end.code if isinstance(end.code, int) else 2
    code: int = options.run(options)
    return code


def _commands(parser: argparse.ArgumentParser) -> None:
    several = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], what: str
    ) -> argparse.ArgumentParser:
        found = several.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        found.set_defaults(run=run)
        return found

    add = command("add", _add, "add files and folders, and index them")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a dump, or a folder of dumps")
    add.add_argument("--format", metavar="NAME", help="read all of these as this format")
    remove = command("rm", _remove, "take files and folders out; nothing is deleted on disk")
    remove.add_argument("paths", nargs="+", metavar="PATH", help="what was added, or lies below it")
    listed = command("list", _list, "list the threads, the latest first")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.add_argument("--files", action="store_true", help="files instead of threads")
    listed.add_argument("words", nargs="*", metavar="WORD", help="only titles and paths with these")
    command("stats", _stats, "say how much there is")
    again = command("refresh", _refresh, "index again whatever changed")
    rebuild = command("rebuild", _rebuild, "throw the index away and make it anew")
    for indexing in (add, again, rebuild):
        indexing.add_argument("-q", "--quiet", action="store_true", help="no lines of progress")
    for indexing in (add, again):
        indexing.add_argument(
            "--background", action="store_true", help="give way to other programs"
        )
    search = command("search", _search, "search all posts; as `threadview search QUERY`")
    search.add_argument("query", metavar="QUERY", help="see `threadview search --help`")
    search.add_argument("--json", action="store_true", help="one JSON object a line")
    search.add_argument("-n", "--limit", type=int, default=50, metavar="N", help="hits at most")


def _add(options: argparse.Namespace) -> int:
    import os

    _behind(options)
    missing = [path for path in options.paths if not os.path.lexists(os.path.expanduser(path))]  # noqa: PTH111
    for path in missing:
        say(f"{path or repr(path)}: no such file")
    paths = [path for path in options.paths if path not in missing]
    if not paths:
        return 2
    _told(own_library().add(paths, _Teller(options.quiet), options.format))
    return 1 if missing else 0


def _behind(options: argparse.Namespace) -> None:
    """Let other programs go first, where that is asked for and can be had."""
    import os

    if options.background and hasattr(os, "nice"):
        os.nice(10)


def _refresh(options: argparse.Namespace) -> int:
    _behind(options)
    _told(own_library().refresh(_Teller(options.quiet)))
    return 0


def _rebuild(options: argparse.Namespace) -> int:
    _told(own_library().rebuild(_Teller(options.quiet)))
    return 0


def _remove(options: argparse.Namespace) -> int:
    count = own_library().remove(options.paths)
    say(f"{count:,} files taken out")
    return 0 if count else 1


def _told(tally: Tally) -> None:
    parts = [f"{tally.posts:,} posts in {tally.threads:,} threads indexed"]
    for count, what in (
        (tally.same, "files as they were"),
        (tally.moved, "moved"),
        (tally.refused, "no dumps"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    if tally.closed:
        first, *others = tally.closed
        parts.append(f"cannot look into {first}" + f" and {len(others):,} more" * bool(others))
    say("; ".join(parts))


class _Teller:
    """Lines of progress on standard error, about one a second; called as `Library.add` calls."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._told = 0.0

    def __call__(self, progress: Progress) -> bool:
        """Tell how far it is; never stops it."""
        from time import monotonic

        if not self._quiet and progress.of_files and monotonic() - self._told >= SECONDS:
            self._told = monotonic()
            share = 100 * progress.size // max(1, progress.of_size)
            say(
                f"{share}% · file {progress.files + 1:,} of {progress.of_files:,} · "
                f"{progress.posts:,} posts"
            )
        return True


def _list(options: argparse.Namespace) -> int:
    out = text_output()
    if options.files:
        return _list_files()
    with found_catalogue() as catalogue:
        entries = catalogue.entries()
    words = [word.casefold() for word in options.words]
    shown = [
        entry
        for entry in entries
        if all(word in f"{entry.title or ''}\n{entry.path}".casefold() for word in words)
    ]
    for entry in shown:
        out.write(_as_json(entry) if options.json else _as_line(entry))
    return 0 if shown else 1


def _list_files() -> int:
    from threadview.export.plain import harmless

    out = text_output()
    with found_catalogue() as catalogue:
        files = catalogue.files()
    for path, state, why, missing in files:
        said = "missing" if missing else {"whole": "", "part": "unfinished"}.get(state, why or "")
        line = f"{path}\t{said}".rstrip()
        out.write(harmless(line).replace("\n", " ") + "\n")
    return 0 if files else 1


def _as_line(entry: Entry) -> str:
    from threadview.export.plain import harmless

    facts = [
        entry.ended or "",
        f"{entry.posts:,} {'post' if entry.posts == 1 else 'posts'}",
        f"{entry.people:,} {'person' if entry.people == 1 else 'people'}",
        entry.title or "untitled",
        entry.where + (" (missing)" if entry.missing else ""),
    ]
    return "\t".join(harmless(fact).replace("\n", " ").replace("\t", " ") for fact in facts) + "\n"


def _as_json(entry: Entry) -> str:
    from threadview.export.json import json_line

    row = {
        "path": entry.path,
        "key": entry.key or None,
        "title": entry.title,
        "author": entry.author,
        "posts": entry.posts,
        "people": entry.people,
        "begun": entry.begun,
        "ended": entry.ended,
        "characters": entry.size,
        "format": entry.format,
        "missing": entry.missing,
    }
    return json_line(row)


def _stats(options: argparse.Namespace) -> int:
    del options
    library = own_library()
    with found_catalogue() as catalogue:
        stats = catalogue.stats()
        copies = catalogue.leaders()
    with library.shelf() as shelf:
        roots = shelf.roots()
    out = text_output()
    extra = sum(thread != leader for thread, leader in copies.items())
    rows = [
        ("index", library.index),
        ("folders", ", ".join(roots)),
        ("files", f"{stats.files:,} ({stats.missing:,} missing, {stats.refused:,} no dumps)"),
        ("threads", f"{stats.threads:,} ({extra:,} are copies of others)"),
        ("posts", f"{stats.posts:,}"),
        ("people", f"{stats.people:,}"),
        ("text", f"{stats.characters / 1e6:,.1f} million characters"),
        ("size", f"{stats.size / 1e6:,.1f} MB"),
    ]
    for name, value in rows:
        out.write(f"{name:<10}{value}\n")
    if stats.unfinished:
        say("indexing is not finished: threadview library refresh goes on with it")
    return 0


def _search(options: argparse.Namespace) -> int:
    from threadview.search import with_caret

    try:
        return search_library(options, max(1, options.limit))
    except QueryError as error:
        for line in with_caret(error).split("\n"):
            sys.stderr.write(f"{line}\n")
        return 2
