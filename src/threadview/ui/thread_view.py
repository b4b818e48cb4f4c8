"""The widget that draws a thread: one Line-API widget, no widget per post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.bars import scroll_bar
from threadview.layout.geometry import MEASURE, geometry
from threadview.layout.items import View, links
from threadview.layout.rows import Mark, Row, Run, offset_in, paint
from threadview.layout.selection import Selection, marks_of, selected_mark
from threadview.layout.window import Window
from threadview.outline import Place
from threadview.ui.styles import style_of

if TYPE_CHECKING:
    from textual.geometry import Region

WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""


class ThreadView(Widget, can_focus=True):
    """Draws the rows of a `Window` and turns the mouse into messages.

    The screen sets `window` once the first posts are there. `hits` holds, per post index, the
    stretches of logical text to highlight, each with its style.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "ThreadView { height: 1fr; width: 100%; }"

    class Moved(Message):
        """The rows in sight, or the current item, changed."""

    class ZoneClicked(Message):
        """A click on something that does something: its action and target, and where it is."""

        def __init__(self, action: str, target: str, place: Place) -> None:
            super().__init__()
            self.action, self.target, self.place = action, target, place

    class Selected(Message):
        """Text was selected with the mouse."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.window: Window | None = None
        self.measure = MEASURE
        self.selection: Selection | None = None
        self.hits: dict[int, list[tuple[int, int, str]]] = {}
        self._dragging: Place | None = None
        self._painted: list[Row] = []
        self._bar: list[Run] = []
        self._current: Place | None = None

    # Public

    def show(self, window: Window) -> None:
        """Draw this window from now on."""
        self.window = window
        self.moved()

    def moved(self) -> None:
        """The window moved, folded or changed: paint it again."""
        window = self.window
        if window is not None:
            self._painted = window.visible()
            self._current = window.current_item()
            first, last = window.share()
            self._bar = scroll_bar(window.height, first, last, window.view.thread.complete)
        self.refresh()
        self.post_message(self.Moved())

    @property
    def current(self) -> Place | None:
        """The current item."""
        return self._current

    def rows(self) -> list[Row]:
        """The rows in sight."""
        return self._painted

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row of the screen, from the window's row."""
        window = self.window
        width = self.size.width
        if window is None or y >= len(self._painted):
            blank = Strip([Segment(" " * width, style_of(self.app, "text"))], width)
            return self._with_bar(blank, y) if window is not None else blank
        row = self._painted[y]
        current = self._is_current(row)
        runs = paint(row, window.view.frame, current, self._marks(row))
        segments = [Segment(run.text, style_of(self.app, run.style)) for run in runs]
        return self._with_bar(Strip(segments), y)

    def _with_bar(self, strip: Strip, y: int) -> Strip:
        assert self.window is not None
        width = self.size.width - self.window.view.frame.bar
        strip = strip.adjust_cell_length(width, style_of(self.app, "text"))
        if not self.window.view.frame.bar:
            return strip
        run = self._bar[y] if y < len(self._bar) else Run(" ", "rule")
        return Strip([*strip, Segment(run.text, style_of(self.app, run.style))], width + 1)

    def _is_current(self, row: Row) -> bool:
        if self._current is None or row.lead or self.window is None:
            return False
        if row.place.post != self._current.post:
            return False
        return self.window.view.outline.place_of(row.place.post, row.item) == self._current

    def _marks(self, row: Row) -> list[Mark]:
        assert self.window is not None
        found: list[Mark] = []
        stretches = self.hits.get(row.place.post)
        if stretches and row.place.block >= 0:
            post = self.window.view.outline.posts[row.place.post]
            found += marks_of(post, stretches).get(row.place.block, ())
        mark = selected_mark(self.selection, row.place, row.stop)
        return [*found, mark] if mark else found

    # Size

    def on_resize(self) -> None:
        """Lay out for the new size; the same words stay at the top."""
        window = self.window
        if window is not None and self.size.width:
            frame = geometry(self.size.width, self.measure)
            if frame != window.view.frame or self.size.height != window.height:
                view: View = window.view._replace(frame=frame)
                window.resize(view, self.size.height)
                self.moved()

    # Mouse

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Wheel towards the reader."""
        event.stop()
        self._wheel(WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Wheel away from the reader."""
        event.stop()
        self._wheel(-WHEEL)

    def _wheel(self, rows: int) -> None:
        if self.window is not None and self.window.scroll(rows):
            self.moved()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin to select, unless the press is on something that does something."""
        place = self._place_under(event.x, event.y)
        if event.button == 1 and place is not None:
            self._dragging = place
            self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Extend the selection; at an edge, scroll."""
        if self._dragging is None or self.window is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self._wheel(-1 if event.y < 0 else 1)
        y = max(0, min(event.y, len(self._painted) - 1))
        place = self._place_under(event.x, y)
        if place is not None and (place != self._dragging or self.selection is not None):
            self.selection = Selection(self._dragging, place)
            self.refresh()

    def on_mouse_up(self, event: MouseUp) -> None:
        """End the selection."""
        self.release_mouse()
        if self._dragging is not None and self.selection is not None:
            self.post_message(self.Selected())
        self._dragging = None

    def on_click(self, event: Click) -> None:
        """Fold, follow or open what was clicked."""
        if self.window is None or not 0 <= event.y < len(self._painted):
            return
        if self.selection is not None and self.selection.anchor != self.selection.cursor:
            return
        self.selection = None
        row = self._painted[event.y]
        place = self.window.view.outline.place_of(row.place.post, row.item)
        for zone in row.zones:
            if zone.left <= event.x < zone.right:
                self.post_message(self.ZoneClicked(zone.action, zone.target, place))
                return
        if self.window.item(row).kind == "chrome":
            self.post_message(self.ZoneClicked("fold", "", place))
        elif (link := self._link_under(row, event.x)) is not None:
            self.post_message(self.ZoneClicked("link", link, place))

    def _link_under(self, row: Row, x: int) -> str | None:
        if not row.text or self.window is None:
            return None
        offset = offset_in(row, self.window.view.frame, x)
        block = self.window.view.outline.posts[row.place.post].blocks[row.place.block]
        for start, end, target in links(block, row.place.offset, row.stop):
            if start <= offset < end:
                return target
        return None

    def _place_under(self, x: int, y: int) -> Place | None:
        if self.window is None or not 0 <= y < len(self._painted):
            return None
        row = self._painted[y]
        if not row.text:
            return row.place._replace(offset=max(0, row.place.offset))
        return row.place._replace(offset=offset_in(row, self.window.view.frame, x))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; only these are painted."""
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips
