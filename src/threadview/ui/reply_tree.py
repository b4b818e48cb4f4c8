"""Who answers whom: the posts of the thread as a tree, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.message import Message

from threadview.layout.rows import Run, shorten
from threadview.model import Thread
from threadview.outline import Place
from threadview.replies import Replies
from threadview.ui.panel_list import PanelList
from threadview.ui.post_list import first_words
from threadview.ui.row_list import RowList
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from threadview.layout.window import Window

DEEPEST = 12
"""Levels of the tree that are set in; deeper ones stand below one another."""

Relative = Literal["parent", "child", "next", "previous"]


class TreeRows(RowList):
    """A list whose h, j, k and l go to relatives: parent, next and previous sibling, child."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "turn('parent')", "parent", id="tree-parent", show=False),
        Binding("l,right", "turn('child')", "first answer", id="tree-child", show=False),
        Binding("j", "turn('next')", "next answer", id="tree-next", show=False),
        Binding("k", "turn('previous')", "previous answer", id="tree-previous", show=False),
    ]

    class Turned(Message):
        """The reader turns to a relative."""

        def __init__(self, which: Relative) -> None:
            super().__init__()
            self.which = which

    def action_turn(self, which: Relative) -> None:
        """To a relative."""
        self.post_message(self.Turned(which))


class ReplyTree(PanelList):
    """A line per post, set in below the post it answers."""

    widget: ClassVar[type[RowList]] = TreeRows
    of_all: ClassVar[bool] = True

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self._replies = Replies(thread)

    @property
    def title(self) -> str:
        """What the tree is."""
        return "who answers whom · h j k l"

    @property
    def count(self) -> int:
        """How many posts there are."""
        return len(self._replies)

    def row(self, index: int, width: int) -> list[Run]:
        """The line of a post."""
        number = self._replies.order[index]
        depth = self._replies.depth[index]
        post = self._thread.posts[number - 1]
        others = self._replies.other_parents(number)
        also = f" also {' '.join(f'#{other}' for other in others[:3])}" if others else ""
        lead = " " + "  " * min(depth, DEEPEST) + ("└ " if depth else "")
        author = f"{shorten(shown(post.author), width // 4)} " if post.author else ""
        room = width - cells(lead) - len(str(number)) - 2 - cells(author) - cells(also)
        words = shorten(shown(first_words(post)), max(0, room))
        return [
            Run(lead, "muted"),
            Run(f"#{number} ", "number"),
            Run(author, "author"),
            Run(words, "text"),
            Run(also, "count"),
        ]

    def place(self, index: int) -> Place:
        """The post's header."""
        return Place(self._replies.order[index] - 1)

    def index_at(self, place: Place) -> int:
        """The line of the post a place is in."""
        return min(self._replies.row(place.post + 1), self.count - 1) if self.count else 0

    def again(self, window: Window) -> ReplyTree:
        """The tree of the thread on the window now."""
        return ReplyTree(window.view.thread)

    def relative(self, index: int, which: Relative) -> int | None:
        """The line of the parent, first child, next or previous sibling of a line's post."""
        number = self._replies.order[index]
        found: int | None = getattr(self._replies, which)(number)
        return None if found is None else self._replies.row(found)
