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

from threadview.keys import KEYS, key_shown

MARKS = (
    ("▌", "the current item: Enter and z… act on it"),
    ("?", "words that may be quoted, too unsure to fold"),
    ("▸ ▾", "a quote, folded and open: whose words, from which post, how it is known"),
    ("verbatim", "every quoted word stands in that post; “3 differ”: all but three do"),
    ("81% sure", "inferred, and how sure; no figure means 95% or more"),
    ("name ?", "an author that was inferred from weak signs"),
    ("┄┄", "page furniture, folded, never dropped; R shows the dump as it is"),
)


class Help(ModalScreen[None]):
    """The keys by group, with what they do, and what the marks mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "leave", id="help-leave", show=False),
        Binding("j", "scroll(1)", "down", id="help-down", show=False),
        Binding("k", "scroll(-1)", "up", id="help-up", show=False),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        & VerticalScroll { width: 86; max-width: 96%; height: 90%; padding: 0 1;
                           border: round $primary; background: $surface; }
    }
    """

    def __init__(self, keymap: dict[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll() as box:
            box.border_title = "Keys (Esc leaves)"
            yield Static(self._table())

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
        table.add_column(no_wrap=True, style="bold")
        table.add_column(ratio=1)
        table.add_column(style="dim", no_wrap=True)
        for group in dict.fromkeys(key.group for key in KEYS):
            table.add_row("", Text(group, style="bold underline"), "")
            for key in KEYS:
                if key.group == group:
                    keys = self._keymap.get(key.id, key.keys).split(",")
                    table.add_row("  ".join(key_shown(part) for part in keys), key.what, key.id)
        table.add_row("", Text("Marks", style="bold underline"), "")
        for mark, meaning in MARKS:
            table.add_row(mark, meaning, "")
        return table

    def action_scroll(self, rows: int) -> None:
        """Up and down by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
