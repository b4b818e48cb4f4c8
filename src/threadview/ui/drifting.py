"""Quote drift: where quoted words differ from their source as it now stands."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from threadview.drift import Drift
from threadview.ui.styles import looks_of
from threadview.wrap import shown


class DriftView(ModalScreen[None]):
    """A quote and its source, word by word: what was left out, put in, said otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,D,enter", "dismiss", "leave", id="drift-leave", show=False),
    ]
    DEFAULT_CSS = """
    DriftView {
        align: center middle;
        & VerticalScroll { width: 84; max-width: 96%; height: auto; max-height: 80%;
                           padding: 1 2; border: round $border; border-title-color: $foreground; }
    }
    """

    def __init__(self, drift: Drift, number: int) -> None:
        super().__init__()
        self._drift, self._number = drift, number

    def compose(self) -> ComposeResult:
        """The comparison in a box."""
        with VerticalScroll() as box:
            box.border_title = f"#{self._number} quotes #{self._drift.post}"
            box.border_subtitle = "Esc leaves"
            yield Static(self._text())

    def _text(self) -> Text:
        looks = looks_of(self.app)
        gone = Style(color=looks["standin"].color, strike=True)
        added = Style(color=looks["quote-2"].color, underline=True)
        text = Text()
        for piece in self._drift.pieces:
            if piece.change == "same":
                text.append(shown(piece.quoted) + " ")
                continue
            if piece.source:
                text.append(shown(piece.source), gone)
                text.append(" ")
            if piece.quoted:
                text.append(shown(piece.quoted), added)
                text.append(" ")
        text.append("\n\n")
        text.append("struck out", gone)
        text.append(": in the source only   ")
        text.append("underlined", added)
        text.append(": in the quote only")
        facts = [
            f"{count} {what}"
            for count, what in (
                (self._drift.cut, "left out"),
                (self._drift.added, "put in"),
                (self._drift.altered, "in other words"),
            )
            if count
        ]
        if self._drift.edited != "no":
            when = "after it was quoted" if self._drift.edited == "later" else "at some time"
            facts.append(f"the source was edited {when}")
        text.append("\n" + (", ".join(facts) or "word for word") + ".")
        return text
