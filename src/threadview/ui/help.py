"""All keys on one page, made from the bindings that are in force."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from threadview.keys import KEYS, SELECT_KEYS, Key, key_shown
from threadview.ui.note_list import NoteRows
from threadview.ui.reply_tree import TreeRows
from threadview.ui.row_list import RowList
from threadview.ui.side import Side

MARKS = (
    ("▌", "the current item, on which Enter and the keys that begin with z act"),
    ("▸ ▾", "a quote, folded and open: whose words, from which post, how many, how it is known"),
    ("verbatim", "every quoted word stands in that post; “3 differ”: all but three do"),
    ("81% sure", "inferred, and how surely; no figure means 95% or more"),
    ("?", "in the margin: words that may be a quote, or the page's own, too unsure to fold"),
    ("name ?", "an author less than 90% sure: inferred from weak signs"),
    ("printed #5", "the number that the page itself gives the post, where it is another"),
    (
        "page's #4 not found",
        "the page's count skips it: that post is not in the dump, or part of the one before",
    ),
    ("┄┄", "page furniture, folded, never dropped; R shows the dump as it is"),
    ("│ │", "before a post: it answers a post that answers another, a line per post above it"),
    ("▸ 12 below", "a folded branch: - or a click opens it"),
    ("✎ edited", "the post was edited, with the date where the dump has one"),
)
"""What the signs on the screen mean, for the help and for README."""


WIDE = 66
"""Columns from which the keys of a binding stand in one line."""


LISTS = (
    ("In lists and panels", RowList),
    ("In the reply tree", TreeRows),
    ("In the list of notes", NoteRows),
    ("In panels", Side),
)
"""Whose bindings the page shows as well."""


class Help(ModalScreen[None]):
    """The keys by group, with what they do, and what the marks mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "leave", id="help-leave", show=False),
        Binding("j", "scroll(1)", "down", id="help-down", show=False),
        Binding("k", "scroll(-1)", "up", id="help-up", show=False),
        Binding("space,f,ctrl+f", "page(1)", "page down", id="help-page-down", show=False),
        Binding("b,ctrl+b", "page(-1)", "page up", id="help-page-up", show=False),
        Binding("g", "scroll(-100000)", "to the top", id="help-top", show=False),
        Binding("G", "scroll(100000)", "to the end", id="help-end", show=False),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        & VerticalScroll { width: 86; max-width: 96%; height: 90%; padding: 0 1;
                           border: round $border; border-title-color: $foreground; }
    }
    """

    def __init__(self, keymap: dict[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll() as box:
            box.border_title = "Keys (Esc leaves)"
            yield Static()

    def on_resize(self) -> None:
        """Lay the page out for the width there is."""
        self.query_one(Static).update(self._table(self.app.size.width >= WIDE))

    def _table(self, wide: bool) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
        table.add_column(no_wrap=wide, style="bold", max_width=24 if wide else 12)
        table.add_column(ratio=1)
        for group, keys in groups():
            self._title(table, group)
            for key in keys:
                self._row(table, self._keymap.get(key.id, key.keys), key.what, key.id)
        for title, of in LISTS:
            self._title(table, title)
            for binding in of.BINDINGS:
                assert isinstance(binding, Binding)
                pressed = self._keymap.get(binding.id or "", binding.key)
                self._row(table, pressed, binding.description, binding.id or "")
        self._title(table, "Marks")
        for mark, meaning in MARKS:
            table.add_row(Text(mark), Text(meaning))
        return table

    def _row(self, table: Table, keys: str, what: str, id_: str) -> None:
        pressed = "  ".join(key_shown(part) for part in keys.split(","))
        table.add_row(Text(pressed), Text.assemble(what, "  ", (id_, "dim")))

    def _title(self, table: Table, text: str) -> None:
        if table.row_count:
            table.add_row()
        table.add_row("", Text(text, style="bold underline"))

    def action_scroll(self, rows: int) -> None:
        """Up and down by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_page(self, pages: int) -> None:
        """Up and down by screens."""
        box = self.query_one(VerticalScroll)
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)


def groups() -> list[tuple[str, list[Key]]]:
    """The bindings by group, in the order of the table; those of a selection last."""
    every = (*KEYS, *SELECT_KEYS)
    names = dict.fromkeys(key.group for key in every)
    return [(name, [key for key in every if key.group == name]) for name in names]
