"""What a panel beside the thread lists: rows, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from threadview.ui.row_list import RowList

if TYPE_CHECKING:
    from threadview.layout.rows import Run
    from threadview.layout.window import Window
    from threadview.outline import Place


class PanelList:
    """A list for a panel. Each kind of list is a class over this one.

    Attributes:
        widget: shows the rows; it has the keys that only this kind of list knows.
        below: whether the panel stands below the thread, however wide the screen is.
        narrows: whether a line above the list narrows it as one types.
        typed: whether that line has the keys when the panel opens, and not the list.
        of_all: whether it is made anew when all of the thread has been read.
    """

    widget: ClassVar[type[RowList]] = RowList
    below: ClassVar[bool] = False
    narrows: ClassVar[bool] = False
    typed: ClassVar[bool] = False
    of_all: ClassVar[bool] = False

    @property
    def title(self) -> str:
        """What stands above the list."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, index: int, width: int) -> list[Run]:
        """A row as runs, at most `width` cells."""
        raise NotImplementedError

    def place(self, index: int) -> Place | None:
        """Where a row leads; None when nowhere."""
        raise NotImplementedError

    def index_at(self, place: Place) -> int:  # noqa: ARG002 - a hook
        """The row for a place of the thread; the first, where the list does not follow the view."""
        return 0

    def query(self, index: int) -> str | None:  # noqa: ARG002 - a hook
        """The query that filters what a row stands for; None for rows that lead to a place."""
        return None

    def narrow(self, typed: str) -> None:
        """Keep only the rows that what is typed asks for."""

    def steps(self) -> Iterator[None]:
        """Work out what the rows need, a few milliseconds a step: for a worker."""
        yield from ()

    def refresh(self) -> None:
        """List what is known by now."""

    def again(self, window: Window) -> PanelList | None:  # noqa: ARG002 - a hook
        """The same kind of list, of the thread that the window is on now; None where there can be
        none, and the panel closes."""
        return None
