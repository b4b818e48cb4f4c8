"""The panel in which a note is written, the passage in sight above it."""

from __future__ import annotations

from asyncio import sleep
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label, TextArea

from threadview.layout.rows import shorten
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.ui.drafts import Draft

DRAFT = 2.0
"""Seconds between two times that the words in hand are saved as a draft, against crashes."""


HINTS = ("Ctrl-S keeps · Ctrl-E $EDITOR · Esc leaves", "Ctrl-S keeps · Esc", "Ctrl-S keeps")
"""What the keys do, in as many words as there is room for."""


class NoteEditor(Vertical):
    """A few lines to write in. Ctrl-S keeps them, Ctrl-E goes on in $EDITOR, Esc leaves (twice,
    where something was written)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", id="note-keep", show=False, priority=True),
        Binding(
            "ctrl+e", "outside", "go on in $EDITOR", id="note-editor", show=False, priority=True
        ),
        Binding("escape", "leave", "leave", id="note-leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteEditor {
        height: 10; max-height: 45%; dock: bottom;
        & TextArea { height: 1fr; border: none; padding: 0 1; }
        & TextArea:focus { border: none; }
        & Label { width: 1fr; height: 1; padding: 0 1; background: $panel; }
    }
    """

    class Kept(Message):
        """The note is to be kept."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The panel is left and nothing kept."""

    class Outside(Message):
        """The note is to be written in $EDITOR."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, about: str, text: str, draft: Draft | None) -> None:
        super().__init__()
        self._about, self._first, self.draft = about, text, draft
        self._saved = text
        self._warned = False

    def compose(self) -> ComposeResult:
        """What the note is on, and the lines."""
        yield Label("", markup=False)
        yield TextArea(self._first, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    @property
    def area(self) -> TextArea:
        """The lines."""
        return self.query_one(TextArea)

    def on_mount(self) -> None:
        """Write at once, at the end."""
        self.area.move_cursor(self.area.document.end)
        self._tell()
        self.set_interval(DRAFT, self.save_draft)

    def on_resize(self) -> None:
        """The line above has another width."""
        self._tell()

    def _tell(self) -> None:
        """What the note is on and what the keys do, in one line."""
        room = self.app.size.width - 2
        about = shown(self._about)
        if self._warned:
            said = "Esc again throws these words away · Ctrl-S keeps them"
        else:
            hint = next((one for one in HINTS if cells(one) + 16 <= room), HINTS[-1])
            said = f"{shorten(about, max(0, room - cells(hint) - 3))} · {hint}"
        self.query_one(Label).update(shorten(said, room))

    def save_draft(self) -> None:
        """Save the words in hand where a crash leaves them."""
        text = self.area.text
        if self.draft is None or text == self._saved:
            return
        try:
            self.draft.save(text)
            self._saved = text
        except OSError as error:
            self.log.warning(f"draft not saved: {error}")

    async def settle(self) -> None:
        """Wait until every key pressed so far has reached the lines."""
        while self.area.message_queue_size:
            await sleep(0)

    async def action_keep(self) -> None:
        """Keep the note."""
        await self.settle()
        self.post_message(self.Kept(self.area.text))

    async def action_outside(self) -> None:
        """Go on in $EDITOR."""
        await self.settle()
        self.post_message(self.Outside(self.area.text))

    async def action_leave(self) -> None:
        """Leave; ask once where words would be lost."""
        await self.settle()
        if self.area.text != self._first and not self._warned:
            self._warned = True
            self._tell()
            return
        self.post_message(self.Left())
