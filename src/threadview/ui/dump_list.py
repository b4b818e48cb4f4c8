"""A plain list of dumps to choose from: the first screen when there are several."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonpath, dirname, relpath
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from threadview.layout.bars import footer
from threadview.layout.rows import Run, fit, shorten
from threadview.ui.bars import Bar
from threadview.ui.row_list import RowList
from threadview.ui.shell import shell_of
from threadview.wrap import cells, shown

HINTS = (("Enter", "read"), ("j/k", "move"), ("q", "quit"), ("Ctrl-N/P", "next, in a thread"))


class DumpList(Screen[None]):
    """Lists dumps by name and size; Enter reads one and comes back here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "quit", id="threads-quit", show=False),
        Binding("question_mark", "help", "all keys", id="threads-help", show=False),
    ]

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self._paths = paths
        self._names = names_shown(paths)

    def compose(self) -> ComposeResult:
        """A line above, the list, a line of keys."""
        yield Bar(id="title")
        yield RowList(self._row, len(self._paths))
        yield Bar(id="footer")

    def _row(self, index: int, width: int) -> list[Run]:
        size = size_shown(self._paths[index])
        name = shorten(self._names[index], max(1, width - cells(size) - 4))
        gap = max(1, width - 2 - cells(name) - cells(size))
        return [Run(f" {name}", "text"), Run(" " * gap, "text"), Run(size, "muted")]

    def on_mount(self) -> None:
        """The first one is at hand."""
        self.query_one(RowList).focus()

    def on_resize(self) -> None:
        """The lines above and below, as wide as the screen."""
        width = self.app.size.width
        about = [Run(" threadview", "bar-accent"), Run(f" · {len(self._paths):,} threads", "bar")]
        self.query_one("#title", Bar).update(fit(about, width, "bar"))
        self.query_one("#footer", Bar).update(footer(HINTS, width))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Read the dump."""
        shell_of(self).read(self._paths[event.index])

    def neighbour(self, step: int) -> None:
        """Read the next dump, or the one before, in the place of the one being read; those that
        cannot be opened are passed over."""
        rows = self.query_one(RowList)
        at = rows.at + step
        while 0 <= at < len(self._paths):
            if shell_of(self).read_instead(self._paths[at]):
                rows.to(at)
                return
            at += step
        shell_of(self).tell_end(step)

    def action_help(self) -> None:
        """Show all keys."""
        from threadview.ui.help import Help

        self.app.push_screen(Help(shell_of(self).request.looks.keymap))

    def action_leave(self) -> None:
        """Leave threadview."""
        self.app.exit(0)


def names_shown(paths: Sequence[str]) -> list[str]:
    """The names of dumps as a list shows them: without the folder that all of them are in."""
    folders = {dirname(path) for path in paths}  # noqa: PTH120 - a Path for each of many
    try:
        top = commonpath(folders) if folders else ""
    except ValueError:  # some are absolute, some are not
        top = ""
    named = ["standard input" if path == "-" else relpath(path, top or ".") for path in paths]
    return [
        shown(path if name.startswith("..") else name)
        for path, name in zip(paths, named, strict=True)
    ]


def size_shown(path: str) -> str:
    """A file's size as people write it; nothing for standard input or a file that is gone."""
    try:
        size = float(Path(path).stat().st_size)
    except (OSError, ValueError):
        return ""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
