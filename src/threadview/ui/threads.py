"""A plain list of dumps to choose from: the first screen when there are several."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonpath, relpath
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from threadview.wrap import shown


class Threads(Screen[None]):
    """Lists dumps by name and size; Enter reads one and comes back here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "leave", "quit", id="threads-quit", show=False),
        Binding("j", "move(1)", "down", id="threads-down", show=False),
        Binding("k", "move(-1)", "up", id="threads-up", show=False),
        Binding("g", "move(-1000000)", "first", id="threads-first", show=False),
        Binding("G", "move(1000000)", "last", id="threads-last", show=False),
    ]
    CSS = """
    Threads > Static { height: 1; padding: 0 1; background: $surface; }
    Threads OptionList { height: 1fr; border: none; background: $background; padding: 0 1; }
    """

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self._paths = paths

    def compose(self) -> ComposeResult:
        """A line above, the list, a line of keys."""
        count = len(self._paths)
        yield Static(Content(f"threadview · {count} threads to read"))
        yield OptionList(*self._options(), markup=False)
        yield Static(Content("Enter read   j/k move   q quit   in a thread: Ctrl-N/Ctrl-P next"))

    def _options(self) -> list[Option]:
        folders = {str(Path(path).parent) for path in self._paths}
        top = commonpath(folders) if len(folders) > 1 else None
        only = folders.pop() if len(folders) == 1 else top
        options = []
        for path in self._paths:
            name = relpath(path, only) if only else path
            options.append(
                Option(Content(f"{shown(name)}  ") + Content.styled(size_shown(path), "dim"))
            )
        return options

    def on_mount(self) -> None:
        """The first one is at hand."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read the dump."""
        self.app.read(self._paths[event.option_index])  # type: ignore[attr-defined]

    def action_move(self, step: int) -> None:
        """Down and up the list."""
        options = self.query_one(OptionList)
        at = (options.highlighted or 0) + step
        options.highlighted = max(0, min(at, options.option_count - 1))

    def action_leave(self) -> None:
        """Leave threadview."""
        self.app.exit(0)


def size_shown(path: str) -> str:
    """A file's size as people write it; nothing for standard input or a file that is gone."""
    try:
        size = float(Path(path).stat().st_size)
    except OSError:
        return ""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
