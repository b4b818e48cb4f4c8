"""The keys of the library, on one page."""

from __future__ import annotations

from rich.table import Table
from textual.binding import Binding

from threadview.ui.help import Help
from threadview.ui.library import LibraryScreen
from threadview.ui.row_list import RowList

SIGNS = (
    ("●", "never opened, or with posts that came since"),
    ("★", "a favourite"),
    ("×2", "there are two copies of it; d shows them both"),
    ("missing", "its file is gone; search still finds its words"),
)

WORDS = (
    ("is:unread", "when narrowing: also is:read, is:new, is:favourite, is:missing, is:copy"),
    ("tag:NAME", "when narrowing: has that tag; also title:, author:, date:, collection:, path:"),
    ("has:note", "when narrowing: has notes"),
)


class LibraryHelp(Help):
    """The library's keys and signs."""

    def _table(self, wide: bool) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
        table.add_column(no_wrap=wide, style="bold", max_width=24 if wide else 12)
        table.add_column(ratio=1)
        for title, of in (("The library", LibraryScreen), ("The list", RowList)):
            self._title(table, title)
            for binding in of.BINDINGS:
                assert isinstance(binding, Binding)
                keys = self._keymap.get(binding.id or "", binding.key)
                self._row(table, keys, binding.description, binding.id or "")
        self._title(table, "Signs")
        for sign, meaning in (*SIGNS, *WORDS):
            table.add_row(sign, meaning)
        return table
