"""A list of any length, a row a line: only the rows in sight are ever made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.rows import Run, at_hand, fit
from threadview.ui.styles import style_of
from threadview.wrap import shown


class RowList(Widget, can_focus=True):
    """Shows `count` rows, of which `row(index, width)` gives the runs; one is at hand. In the place
    of rows where there are none stands why (`without`)."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", id="list-down", show=False),
        Binding("k,up", "move(-1)", "up", id="list-up", show=False),
        Binding("space,ctrl+f,pagedown", "page(1)", "page down", id="list-page-down", show=False),
        Binding("b,ctrl+b,pageup", "page(-1)", "page up", id="list-page-up", show=False),
        Binding("g,home", "to(0)", "first", id="list-first", show=False),
        Binding("G,end", "to(-1)", "last", id="list-last", show=False),
        Binding("enter", "choose", "take", id="list-take", show=False),
    ]
    DEFAULT_CSS = "RowList { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another row is at hand."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    class Chosen(Moved):
        """The row at hand was taken: Enter, or a click."""

    def __init__(
        self,
        row: Callable[[int, int], Sequence[Run]],
        count: int = 0,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.source = row
        self.count = count
        self.at = 0
        self.without = ""
        self._top = 0
        self._painted: Callable[[], None] | None = None

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self._top

    def show(self, count: int, at: int | None = None, anew: bool = False) -> None:
        """There are so many rows now; `at` is the one at hand. Where they are other rows than
        before (`anew`), those above it are in sight too."""
        self.count = count
        self.at = max(0, min(self.at if at is None else at, count - 1))
        if anew:
            height = self.size.height
            self._top = 0 if self.at < height else self.at - height // 2
        self._keep_in_sight()
        self.refresh()

    def grow(self, count: int) -> None:
        """There are so many rows now, those before them the same."""
        more = count > self.count and self.count < self._top + self.size.height
        self.count = count
        if more:
            self.refresh()

    def to(self, index: int) -> None:
        """Bring a row to hand, without a word about it."""
        if index != self.at:
            self.show(self.count, index)

    def once_painted(self, callback: Callable[[], None]) -> None:
        """Call this when the rows as they are now stand on the screen, in the place of any other
        that was to be called."""
        self._painted = callback

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some rows. Who waits for them is told by a message, which is read after the terminal has
        them: the screen paints without a pause."""
        callback, self._painted = self._painted, None
        if callback is not None:
            self.call_later(callback)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.size.width
        index = self._top + y
        if index < self.count:
            runs = fit(list(self.source(index, width)), width)
            runs = at_hand(runs) if index == self.at else runs
        elif not y:
            runs = fit([Run(f"   {shown(self.without)}", "muted")], width)
        else:
            return Strip.blank(width, style_of(self.app, "text"))
        return Strip([Segment(run.text, style_of(self.app, run.style)) for run in runs])

    def on_resize(self) -> None:
        """Keep the row at hand in sight."""
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        height = self.size.height
        if not height:
            return
        self._top = max(0, min(self._top, self.count - height))
        if self.at < self._top:
            self._top = self.at
        elif self.at >= self._top + height:
            self._top = self.at - height + 1

    def action_move(self, step: int) -> None:
        """Up or down."""
        self._go(self.at + step)

    def action_page(self, pages: int) -> None:
        """Up or down by a screen."""
        self._go(self.at + pages * max(1, self.size.height - 1))

    def action_to(self, index: int) -> None:
        """To the first row (0) or the last (-1)."""
        self._go(index if index >= 0 else self.count - 1)

    def _go(self, index: int) -> None:
        index = max(0, min(index, self.count - 1))
        if self.count and index != self.at:
            self.to(index)
            self.post_message(self.Moved(self, index))

    def action_choose(self) -> None:
        """Take the row at hand."""
        if self.count:
            self.post_message(self.Chosen(self, self.at))

    def on_click(self, event: Click) -> None:
        """Take the row clicked."""
        index = self._top + event.y
        if 0 <= index < self.count:
            self.to(index)
            self.post_message(self.Chosen(self, index))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Wheel towards the reader."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Wheel away from the reader."""
        event.stop()
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        top = max(0, min(self._top + rows, self.count - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()
