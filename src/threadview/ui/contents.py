"""The threads inside one dump, to choose from: a mail archive, an export, a forum's index."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from threadview.layout.bars import footer
from threadview.layout.dates import date_shown
from threadview.layout.rows import Run, fit, shorten
from threadview.ui.bars import Bar
from threadview.ui.row_list import RowList
from threadview.ui.shell import shell_of
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.dump import Dump
    from threadview.formats import Table, ThreadRef

HINTS = (("Enter", "read"), ("j/k", "move"), ("q", "back"), ("Ctrl-N/P", "next, in a thread"))

FIRST, BATCH = 0.03, 0.1
"""Seconds of scanning between two messages to the screen, at first and then."""

STANDING = 0.2
"""Seconds after which the list stands on the screen, and what comes next can be loaded."""

SHIFT = 5000
"""Rows above the one at hand among which it is looked for when rows before it went away."""


class Contents(Screen[None]):
    """Lists threads by title, author, posts and date, as they are found; Enter reads one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "leave", "back", id="contents-leave", show=False),
    ]

    class More(Message):
        """More threads were found, or all of them."""

    def __init__(self, dump: Dump, format_name: str, table: Table) -> None:
        super().__init__()
        self.dump, self.format_name = dump, format_name
        self._table = table
        self._key: str | None = None

    @property
    def count(self) -> int:
        """How many threads are known by now."""
        return len(self._table)

    def ref(self, index: int) -> ThreadRef:
        """The thread of a row."""
        return self._table[index]

    def compose(self) -> ComposeResult:
        """A line above, the list, a line of keys."""
        yield Bar(id="title")
        yield RowList(self._row)
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Look for threads beside the screen."""
        self.query_one(RowList).focus()

        def work() -> None:
            worker = get_current_worker()
            seconds = FIRST
            while not worker.is_cancelled and self._table.advance(seconds):
                seconds = BATCH
                self.post_message(self.More())
            self.post_message(self.More())

        self.query_one(RowList).show(self.count)

        self.run_worker(work, thread=True, group="scan", exit_on_error=False, name="scan")
        self.set_timer(STANDING, self._prepare)

    def _prepare(self) -> None:
        """Load what shows a thread, for one is soon chosen."""

        def work() -> None:
            import threadview.ui.reader  # noqa: F401

        self.run_worker(work, thread=True, group="prepare", exit_on_error=False, name="prepare")

    def on_contents_more(self) -> None:
        """Show what was found, the same thread at hand."""
        rows = self.query_one(RowList)
        at = rows.at
        if self._key is not None:
            back = range(min(at, self.count - 1), max(-1, at - SHIFT), -1)
            at = next((row for row in back if self.ref(row).key == self._key), at)
        rows.show(self.count, at)
        self.on_resize()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Remember what is at hand."""
        self._key = self.ref(event.index).key if event.index < self.count else None

    def on_resize(self) -> None:
        """The lines above and below, as wide as the screen."""
        width = self.app.size.width
        count = f"{self.count:,} threads"
        if not self._table.complete:
            share = self._table.progress
            count += f" so far · {share:.0%}" if share else " so far"
        about = [Run(f" {shown(self.dump.name)}", "bar-accent"), Run(f" · {count}", "bar")]
        self.query_one("#title", Bar).update(fit(about, width, "bar"))
        self.query_one("#footer", Bar).update(footer(HINTS, width))

    def _row(self, index: int, width: int) -> list[Run]:
        if index >= self.count:  # some became one meanwhile
            return []
        ref = self.ref(index)
        facts = []
        if ref.posts is not None:
            facts.append(f"{ref.posts:,} post{'' if ref.posts == 1 else 's'}")
        if ref.date:
            facts.append(date_shown(ref.date.partition("T")[0]))
        aside = "  ".join(facts)
        author = shorten(shown(ref.author), max(4, width // 5)) if ref.author else ""
        room = width - 4 - cells(aside) - cells(author)
        title = shorten(shown(ref.title or "untitled"), max(1, room))
        gap = max(1, width - 3 - cells(title) - cells(author) - cells(aside))
        return [
            Run(f" {title}", "text" if ref.title else "muted"),
            Run(" " * gap, "text"),
            Run(f"{author} ", "author"),
            Run(aside, "muted"),
        ]

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Read the thread."""
        shell_of(self).read_ref(self, event.index)

    def at(self, index: int) -> None:
        """Bring a thread to hand: the one that was read last."""
        self.query_one(RowList).to(index)

    def neighbour(self, step: int) -> None:
        """Read the next thread, or the one before, in the place of the one being read."""
        at = self.query_one(RowList).at + step
        if 0 <= at < self.count:
            shell_of(self).read_ref(self, at, switch=True)
        else:
            shell_of(self).tell_end(step)

    def action_leave(self) -> None:
        """Back to the dumps, or out."""
        shell_of(self).leave()
