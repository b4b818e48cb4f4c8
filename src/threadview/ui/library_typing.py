"""Typing in the library: a search over all posts, words to narrow the list by, tags."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.message import Message
from textual.widgets import Input

from threadview.ui.library_shelf import Shelving
from threadview.ui.library_work import Stage, completed, looked
from threadview.ui.line import Line
from threadview.ui.row_list import RowList

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from threadview.library import Answer
    from threadview.ui.library_work import Work

MORE = {False: "…", True: "the latest: more words find the others"}
"""What is said of hits that are not all there are, while looking goes on and when it has ended."""

NOTHING = {False: "nothing yet …", True: "nothing in the posts that there was time for: say more"}
"""What is said in the place of hits where there are none among those looked at."""

NONE = "no post and no title holds this"

PATIENCE = 2000
"""Turns that a key waits for what was typed before it."""


class LibraryTyping(Shelving):
    """The verbs that ask for words."""

    class Looked(Message):
        """Something was found, or is wrong with the query."""

        def __init__(self, query: str, answer: Answer | str, stage: Stage) -> None:
            super().__init__()
            self.query, self.answer, self.stage = query, answer, stage
            self.whole = stage is Stage.WHOLE

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.asking = ""
        self._wanted: str | None = None
        self._said = self._news = self._shown = ""
        """What is said of the hits, and of indexing; the query whose hits are shown."""
        self._busy = self._whole = False

    @property
    def threads(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def line(self) -> Input:
        """The line to type in."""
        return self.query_one(Line)

    def rearrange(self, **wish: Any) -> None:
        """Narrow, order and group the threads."""
        raise NotImplementedError

    def look_closer(self) -> None:
        """Preview what is at hand."""
        raise NotImplementedError

    def update_bars(self) -> None:
        """Paint the lines above and below."""
        raise NotImplementedError

    def action_leave(self, back: bool) -> None:
        """Back from what there is to leave, or out."""
        raise NotImplementedError

    def action_ask(self, what: str) -> None:
        """Open the line to type in: a search, words to narrow by, tags or collections."""
        item = self.at_hand()
        if what in ("tags", "collections") and (item is None or item.entry.path == "-"):
            return
        self.asking = what
        self.line.display = True
        names = {"search": "search all posts", "filter": "narrow by title, author, path, tag"}
        self.line.placeholder = names.get(what, f"{what}, with commas between")
        text = self.rows.wish.typed if what == "filter" else self._wanted or ""
        if item is not None and what in ("tags", "collections"):
            text = ", ".join(getattr(item.mark, what))
        self.line.value = text
        self.line.cursor_position = len(text)
        self.set_focus(self.line)
        self.update_bars()

    async def press(self, event: Key) -> bool:
        """Take a key before any widget sees it, where the keys after it depend on what it does;
        whether it was taken. See `Reader.press`."""
        if self.asking and event.key in ("enter", "escape"):
            await _answered(self.line)
            if event.key == "escape":
                self.action_leave(True)
                return True
            if self.line.has_focus:
                await self._entered(self.line.value)
                return True
        found = self.active_bindings.get(event.key)
        if found is None or found.node not in (self, self.threads):
            return False
        if self.line.has_focus:
            if event.is_printable:
                return False
            await _answered(self.line)
        # At once, and those of the list too: which thread the next key means depends on them.
        await found.node.run_action(found.binding.action)
        await _answered(self)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow, or search, while one types."""
        event.stop()
        if self.asking == "filter":
            self.rearrange(typed=event.value)
        elif self.asking == "search":
            self.look(event.value.strip())

    async def _entered(self, text: str) -> None:
        """Enter: read what is at hand, or keep what was typed. What was typed faster than it was
        looked for is looked for first."""
        asked = self.asking
        if asked == "filter" and self.rows.wish.typed != text:
            self.rearrange(typed=text)
        if asked == "search" and text.strip() and self._shown != text.strip():
            self.look(text.strip())
            for _ in range(PATIENCE):
                found = self.hits or self._whole
                if not self._busy and self._shown == text.strip() and found:
                    break
                await sleep(0.002)
        self.typing_ends()
        if asked in ("tags", "collections"):
            self.tagged(asked, text)
        elif self.threads.count:
            self.open_at(self.threads.at)

    def typing_ends(self) -> None:
        """The line goes away; the list has the keys."""
        self.asking = ""
        self.line.display = False
        self.set_focus(self.threads)
        self.update_bars()

    def look(self, query: str) -> None:
        """Search all posts, beside the screen; nothing typed shows the list again."""
        self._wanted = query or None
        if self._wanted is None:
            self.hits = None
            self._said = ""
            self.rearrange()
        elif not self._busy:
            self._busy = True
            self._look_on()

    def _tell(self, query: str, answer: Answer | str, stage: Stage) -> None:
        self.post_message(self.Looked(query, answer, stage))

    def _look_on(self) -> None:
        def work() -> None:
            try:
                looked(self.work, lambda: self._wanted, self._tell)
            finally:
                self._busy = False

        self.run_worker(work, thread=True, group="look", exit_on_error=False, name="look")

    def _complete(self, query: str) -> None:
        def work() -> None:
            completed(self.work, query, lambda: self._wanted, self._tell)

        self.run_worker(work, thread=True, group="complete", exit_on_error=False, name="complete")

    def on_library_typing_looked(self, event: Looked) -> None:
        """Show what was found, unless something else is wanted by now."""
        if event.query != self._wanted:
            if self._wanted is not None and not self._busy:
                self.look(self._wanted)
            return
        if event.stage is not Stage.EARLY or self._shown != event.query or not self.hits:
            self._show_found(event)

    def _show_found(self, event: Looked) -> None:
        from threadview.search import half_typed

        self._shown = event.query
        self._whole = event.whole
        if isinstance(event.answer, str):  # rows that something else found would be a lie
            self.hits, self._said, self.threads.without = [], "", event.answer
            self.threads.show(0)
        else:
            self.hits, more = event.answer.hits, event.answer.more
            self._said = half_typed(event.query).said or (MORE[event.whole] if more else "")
            self.threads.without = NOTHING[event.whole] if more else NONE
            self.threads.show(len(self.hits), 0 if not event.whole else None)
            if event.stage is Stage.SHORT:  # these are painted before others are looked for
                self.threads.once_painted(partial(self._complete, event.query))
        self.update_bars()
        self.look_closer()


async def _answered(pump: MessagePump) -> None:
    """Wait until whatever has been sent to a part of the screen is answered."""
    for _ in range(PATIENCE):
        if not pump.message_queue_size:
            return
        await sleep(0)
