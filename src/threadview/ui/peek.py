"""A look at one post of the thread in a box over the screen, without leaving the place."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from threadview.layout.geometry import geometry
from threadview.layout.items import View
from threadview.layout.selection import marks_of, place_at
from threadview.layout.window import Window
from threadview.outline import Folds, Outline
from threadview.ui.thread_view import ThreadView

SHARE = 0.75
"""Of the screen's height that the box takes at most."""


class Peek(ModalScreen[bool]):
    """Shows the post at an index; gives back True when the reader wants to go there.

    `stretches` are highlighted: (start, end, style) in the post's logical text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,P", "dismiss(False)", "leave", id="peek-leave", show=False),
        Binding("enter,p", "dismiss(True)", "go there", id="peek-go", show=False),
        Binding("j,down", "scroll(1)", "down", id="peek-down", show=False),
        Binding("k,up", "scroll(-1)", "up", id="peek-up", show=False),
        Binding("space,pagedown", "scroll(10)", "page down", id="peek-page-down", show=False),
        Binding("b,pageup", "scroll(-10)", "page up", id="peek-page-up", show=False),
    ]
    DEFAULT_CSS = """
    Peek {
        align: center middle;
        & Vertical { width: 96%; max-width: 104; height: auto; max-height: 90%;
                     border: round $border; border-title-color: $foreground; }
        & ThreadView { height: 1; }
    }
    """

    def __init__(
        self, view: View, post: int, stretches: list[tuple[int, int, str]], measure: int
    ) -> None:
        super().__init__()
        self._view, self._post, self._stretches = view, post, stretches
        self._measure = measure

    def compose(self) -> ComposeResult:
        """The post in a box."""
        number = self._view.outline.posts[self._post].number
        with Vertical() as box:
            box.border_title = f"#{number}"
            box.border_subtitle = "Enter goes there · Esc leaves"
            yield ThreadView()

    def on_mount(self) -> None:
        """Keys are for the box, not for the view in it."""
        self.query_one(ThreadView).can_focus = False

    def on_resize(self) -> None:
        """Lay the post out once the box has its size, its highlighted words in sight."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        widget = self.query_one(ThreadView)
        if not widget.size.width:
            return
        outline = Outline(self._view.outline.posts, Folds("known"))
        outline.only = [self._post]
        frame = geometry(widget.size.width, self._measure)
        most = max(1, round(self.app.size.height * SHARE) - 2)
        window = Window(self._view._replace(outline=outline, frame=frame), most)
        rows = sum(1 for _ in islice(window.down(window.top), most))
        widget.styles.height = window.height = rows
        if self._stretches:
            post = outline.posts[self._post]
            marks = marks_of(post, self._stretches)
            widget.highlight = lambda _: marks
            window.show(place_at(post, self._post, self._stretches[0][0]))
        widget.measure = self._measure
        widget.show(window)

    def action_scroll(self, rows: int) -> None:
        """Up and down in the post."""
        widget = self.query_one(ThreadView)
        if widget.window is not None and widget.window.scroll(rows):
            widget.look()
