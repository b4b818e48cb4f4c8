"""The notes of the thread in its order, a line each, orphans last."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from threadview.layout.rows import Run, shorten
from threadview.outline import Place
from threadview.ui.panel_list import PanelList
from threadview.ui.row_list import RowList
from threadview.ui.styles import colour_style
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.desk import Desk, Held
    from threadview.layout.window import Window


class NoteRows(RowList):
    """A list whose keys change the note at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "change('edit')", "edit in $EDITOR", id="notes-edit", show=False),
        Binding("c", "change('change')", "change here", id="notes-change", show=False),
        Binding("d", "change('delete')", "delete", id="notes-delete", show=False),
        Binding("m", "change('move')", "move to the selection", id="notes-move", show=False),
        Binding("u", "change('undo')", "undo", id="notes-undo", show=False),
        Binding("ctrl+r", "change('redo')", "redo", id="notes-redo", show=False),
        Binding("slash", "change('narrow')", "narrow the list", id="notes-narrow", show=False),
    ]

    class Changing(Message):
        """The note at a row is to be changed."""

        def __init__(self, what: str, index: int) -> None:
            super().__init__()
            self.what, self.index = what, index

    def action_change(self, what: str) -> None:
        """Change the note at hand."""
        self.post_message(self.Changing(what, self.at))


class NoteList(PanelList):
    """A line per note: post, words noted, what the note says, tags. Orphans say so and keep their
    old words."""

    widget: ClassVar[type[RowList]] = NoteRows
    below: ClassVar[bool] = True
    narrows: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._typed = ""
        self._shown: list[Held] = []
        self.narrow("")

    @property
    def title(self) -> str:
        """How many notes there are, and what the keys do."""
        count, orphans = len(self.desk.held), sum(held.orphan for held in self.desk.held)
        lost = f" ({orphans} orphaned)" if orphans else ""
        many = "" if count == 1 else "s"
        return f"{count} note{many}{lost} · e edit · c change · d delete · m move to the selection"

    @property
    def count(self) -> int:
        """How many notes are listed."""
        return len(self._shown)

    def held(self, index: int) -> Held:
        """The note of a row."""
        return self._shown[index]

    def refresh(self) -> None:
        """The notes changed."""
        self.narrow(self._typed)

    def row(self, index: int, width: int) -> list[Run]:
        """The line of a note."""
        held = self._shown[index]
        note = held.note
        where = f"#{held.first + 1}" if held.first is not None else "orphan" if held.orphan else "·"
        sign = {"star": "★", "highlight": "▬"}.get(note.kind, "●")
        tags = "".join(f" #{shown(tag)}" for tag in note.tags)
        text = " ".join(note.body.split())
        exact = " ".join((note.exact or "").split())
        head = f" {where:>6} "
        room = width - cells(head) - 2 - cells(tags)
        words = shorten(f"“{shown(exact)}”", room // (2 if text else 1)) if exact else ""
        said = shorten(shown(text), max(0, room - cells(words) - 1))
        return [
            Run(head, "unsure" if held.orphan else "number"),
            Run(f"{sign} ", colour_style(note.colour)),
            Run(f"{words} " if words else "", "muted"),
            Run(said, "text"),
            Run(tags, "count"),
        ]

    def place(self, index: int) -> Place | None:
        """Where the note is; None for an orphan and for a note on the thread."""
        from threadview.layout.selection import place_at

        held = self._shown[index]
        if held.first is None:
            return None
        spans = held.stretches()
        post = self.desk.thread.posts[held.first]
        return place_at(post, held.first, spans[0][1]) if spans else Place(held.first)

    def index_at(self, place: Place) -> int:
        """The first note that is not before a place."""
        found = [n for n, held in enumerate(self._shown) if (held.first or 0) >= place.post]
        return found[0] if found else max(0, len(self._shown) - 1)

    def again(self, window: Window) -> NoteList:  # noqa: ARG002 - the desk has the fresh thread
        """The same notes: whoever places them anew refreshes the list."""
        return self

    def narrow(self, typed: str) -> None:
        """Keep the notes that hold every word typed; "#tag" and a colour's name count as words."""
        self._typed = typed
        wanted = typed.casefold().split()
        self._shown = [
            held for held in self.desk.held if all(word in _said(held) for word in wanted)
        ]


def _said(held: Held) -> str:
    note = held.note
    parts = [note.body, note.exact or "", note.colour or "", note.kind]
    parts += [f"#{tag}" for tag in note.tags]
    return " ".join([*parts, "orphan" if held.orphan else ""]).casefold()
