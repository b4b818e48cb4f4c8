"""The widget that draws a thread: one Line-API widget, no widget per post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.events import (
    Blur,
    Click,
    DescendantBlur,
    DescendantFocus,
    Event,
    Focus,
    MouseDown,
    MouseMove,
    MouseScrollDown,
    MouseScrollUp,
)
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadview.layout.geometry import MEASURE, geometry
from threadview.layout.hit_marks import HEADER
from threadview.layout.items import View, links
from threadview.layout.rows import Mark, Row, Run, offset_in
from threadview.layout.screen import bar_runs, blank_row, thread_row
from threadview.layout.selection import Selection, selected_mark
from threadview.layout.window import Sight, Window
from threadview.outline import Place
from threadview.ui.styles import looks_of, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.geometry import Region

WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""


class ThreadView(Widget, can_focus=True):
    """Draws the rows of a `Window` and turns the mouse into messages.

    The screen sets `window` once the first posts are there. `highlight` gives the marks on the
    blocks of a post, by its index, and `painted` those below them (of notes); `strip` holds the
    rows beside the scroll bar to mark; `notes` asks for a column for notes where there is room.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "ThreadView { height: 1fr; width: 1fr; }"

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
        self.cursor: Place | None = None
        self.highlight: Callable[[int], Mapping[int, Sequence[Mark]]] | None = None
        self.painted: Callable[[int], Mapping[int, Sequence[Mark]]] | None = None
        self.strip: set[int] = set()
        self.notes = False
        self._dragging: Place | None = None
        self.sight: Sight | None = None
        """What the last frame showed."""
        self._painted: list[Row] = []
        self._bar: list[Run] = []

    # Public

    def show(self, window: Window) -> None:
        """Draw this window from now on."""
        self.window = window
        self._fit(window)
        self.look()

    def _fit(self, window: Window) -> bool:
        """Lay the window out for the widget's size, if it has one; whether anything changed."""
        if not self.size.width or not self.size.height:
            return False
        frame = geometry(self.size.width, self.measure, self.notes)
        if frame == window.view.frame and self.size.height == window.height:
            return False
        view: View = window.view._replace(frame=frame)
        window.resize(view, self.size.height)
        return True

    def relayout(self) -> None:
        """The columns may be others now."""
        if self.window is not None and self._fit(self.window):
            self.look()

    def moved(self) -> None:
        """The window moved by the mouse or by a resize: paint it again and say so."""
        self.look()
        self.post_message(self.Moved())

    def look(self) -> None:
        """The window moved, folded or changed: paint it again."""
        self._see()
        self.refresh()

    def grown(self) -> None:
        """Posts arrived, mostly below: paint again only if what is in sight is no longer so."""
        before, bar = self.sight, self._bar
        self._see()
        if before is None or self.sight is None or self._bar != bar or self.sight[:3] != before[:3]:
            self.refresh()

    def _see(self) -> None:
        window = self.window
        if window is not None:
            self.sight = window.sight()
            self._painted = self.sight.rows
            self._bar = bar_runs(window, self.sight)

    @property
    def current(self) -> Place | None:
        """The current item."""
        return None if self.sight is None else self.sight.current

    def rows(self) -> list[Row]:
        """The rows in sight."""
        return self._painted

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row of the screen, from the window's row."""
        window, sight = self.window, self.sight
        if window is None or sight is None or y >= len(self._bar):
            return Strip.blank(self.size.width, style_of(self.app, "text"))
        if y < len(self._painted):
            row = self._painted[y]
            runs = thread_row(
                window, self._lit(row), y in sight.marked, self._bar[y], self._marks(row)
            )
        else:
            runs = blank_row(window, self._bar[y])
        looks = looks_of(self.app)
        frame = window.view.frame
        strip = Strip([Segment(text, looks[style]) for text, style in runs], frame.width)
        if frame.width != self.size.width:
            strip = strip.adjust_cell_length(self.size.width, looks["text"])
        return self._with_tick(strip) if y in self.strip and frame.bar else strip

    def _with_tick(self, strip: Strip) -> Strip:
        """A row with a mark beside the scroll bar."""
        width = self.size.width
        tick = Strip([Segment("▪", style_of(self.app, "tick"))], 1)
        return Strip.join([strip.crop(0, width - 2), tick, strip.crop(width - 1, width)])

    def _lit(self, row: Row) -> Row:
        """A header whose words were found is lit up as a whole: its author's name."""
        if self.highlight is None or row.place.block != HEADER or row.lead:
            return row
        marks = self.highlight(row.place.post).get(HEADER)
        if not marks:
            return row
        style = marks[-1].style
        names = ("author", "author-unknown")
        runs = tuple(Run(r.text, style) if r.style in names else r for r in row.runs)
        return row._replace(runs=runs)

    def _marks(self, row: Row) -> list[Mark]:
        found: list[Mark] = []
        if row.text and not self._differs(row):
            found += self._laid_over(row)
        mark = selected_mark(self.selection, row.place, row.stop)
        if mark is not None:
            found.append(mark)
        cursor = self.cursor
        if cursor is not None and cursor[:2] == row.place[:2]:
            found.append(Mark(cursor.offset, cursor.offset + 1, "cursor"))
        return found

    def _differs(self, row: Row) -> bool:
        """Whether a row shows the raw dump where it is not, letter by letter, its block's text."""
        window = self.window
        if window is None or not window.view.outline.raw:
            return False
        text = window.view.outline.posts[row.place.post].blocks[row.place.block].text
        return text[row.place.offset : row.stop] != row.text

    def _laid_over(self, row: Row) -> list[Mark]:
        found: list[Mark] = []
        if self.painted is not None:
            found += self.painted(row.place.post).get(row.place.block, ())
        if self.highlight is not None:
            found += self.highlight(row.place.post).get(row.place.block, ())
        return found

    # Focus

    def on_focus(self, event: Focus) -> None:
        """Having the keys changes nothing that is painted. (Textual would paint all of it.)"""
        self._keys(event, DescendantFocus(self), has=True)

    def on_blur(self, event: Blur) -> None:
        """Nor does losing them."""
        self._keys(event, DescendantBlur(self), has=False)

    def _keys(self, event: Event, message: Event, *, has: bool) -> None:
        event.prevent_default()
        self.has_focus = has
        if self.parent is not None:
            self.parent.post_message(message)

    # Size

    def on_resize(self) -> None:
        """Lay out for the new size; the same words stay at the top."""
        if self.window is not None and self._fit(self.window):
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
        if event.button != 1 or place is None:
            return
        if self.selection is not None:
            self.selection = self.cursor = None
            self.moved()
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

    def on_mouse_up(self) -> None:
        """End the selection."""
        self.release_mouse()
        if self._dragging is not None and self.selection is not None:
            self.post_message(self.Selected())
        self._dragging = None

    def on_click(self, event: Click) -> None:
        """Fold, follow or open what was clicked."""
        if self.window is None or event.button != 1 or not 0 <= event.y < len(self._painted):
            return
        if self.selection is not None and self.selection.anchor != self.selection.cursor:
            return
        self.selection = None
        if event.x >= self.size.width - self.window.view.frame.bar:
            self._to_share(event.y / self.size.height)
            return
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

    def _to_share(self, share: float) -> None:
        """Go to a share of the thread, 0 to 1: a click on the scroll bar."""
        assert self.window is not None
        outline = self.window.view.outline
        shown = outline.only if outline.only is not None else range(len(outline.posts))
        if len(shown):
            self.window.go(Place(shown[int(share * len(shown))]))
            self.moved()

    def _link_under(self, row: Row, x: int) -> str | None:
        if not row.text or self.window is None:
            return None
        offset = offset_in(row, self.window.view.frame, x)
        block = self.window.view.outline.posts[row.place.post].blocks[row.place.block]
        for start, end, target in links(block, max(0, row.place.offset - 2048), row.stop + 2048):
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
        # Where somebody asked for the new layout before it was shown, Textual sends no resize.
        if self.window is not None and self._fit(self.window):
            self._see()
            self.post_message(self.Moved())
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips
