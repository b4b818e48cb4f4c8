"""The outline: the posts of the thread, a line each."""

from __future__ import annotations

from bisect import bisect_left
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from threadview.layout.rows import Run, shorten
from threadview.model import Post, Thread, logical_text, segments
from threadview.outline import Outline, Place
from threadview.ui.panel_list import PanelList
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from threadview.layout.window import Window

STEP = 0.02
"""Seconds for which lines are worked out at a time, beside the screen."""

SOON = 0.03
"""Seconds that a key may spend on lines that are not there yet."""

WORDS = 200
"""Characters of a post's first own words that its line holds."""


def first_words(post: Post) -> str:
    """The first words of a post that are its own; of its quotes, when it has none."""
    parts = segments(post)
    own = next((part.text for part in parts if part.quote is None), None)
    return " ".join((own or logical_text(post))[:WORDS].split())


class PostList(PanelList):
    """A line per post: number, author, first own words, edited, how many posts quote it, notes."""

    narrows: ClassVar[bool] = True
    typed: ClassVar[bool] = True

    def __init__(self, thread: Thread, outline: Outline) -> None:
        self._thread = thread
        self._outline = outline
        self._kept: Sequence[int] | None = None
        self._lines: list[str] = []
        self._typed = ""
        self._preparing = Lock()
        """Held by whoever works out lines: the worker, or a key that wants them now."""

    def prepare(self, seconds: float) -> bool:
        """Work out the lines that narrowing looks at, for so long; whether there are more. Beside
        the screen: for 100,000 posts it takes seconds."""
        deadline = monotonic() + seconds
        posts = self._thread.posts
        if not self._preparing.acquire(timeout=seconds):
            return True
        try:
            while len(self._lines) < len(posts):
                post = posts[len(self._lines)]
                self._lines.append(f"{post.author or ''} {first_words(post)}".casefold())
                if monotonic() > deadline:
                    return True
        finally:
            self._preparing.release()
        return False

    @property
    def title(self) -> str:
        """How many posts are listed."""
        total = len(self._thread.posts)
        return (
            f"{self.count:,} of {total:,} posts" if self._kept is not None else f"{total:,} posts"
        )

    @property
    def count(self) -> int:
        """How many posts are listed."""
        return len(self._thread.posts) if self._kept is None else len(self._kept)

    def row(self, index: int, width: int) -> list[Run]:
        """The line of a post."""
        post = self._thread.posts[self._post(index)]
        signs = " ✎" if post.edit is not None else ""
        if quoters := len(self._thread.quoted_by.get(post.number, ())):
            signs += f" ❝{quoters}"
        if self._outline.notes is not None and self._outline.notes(post.number - 1):
            signs += " ●"
        number = f"{post.number:>{len(str(len(self._thread.posts)))}} "
        author = shown(post.author) if post.author else ""
        room = width - cells(number) - cells(signs) - 2
        author = shorten(author, room // 3)
        words = shorten(shown(first_words(post)), max(0, room - cells(author) - 1))
        gap = max(0, room - cells(author) - bool(author) - cells(words))
        return [
            Run(f" {number}", "number"),
            Run(f"{author} " if author else "", "author"),
            Run(words, "text"),
            Run(" " * gap, "text"),
            Run(signs, "count"),
        ]

    def place(self, index: int) -> Place:
        """The post's header."""
        return Place(self._post(index))

    def index_at(self, place: Place) -> int:
        """The line of the post a place is in."""
        if self._kept is None:
            return place.post
        return min(bisect_left(self._kept, place.post), max(0, len(self._kept) - 1))

    def narrow(self, typed: str) -> None:
        """Keep the posts whose number, author or first words hold what is typed, loosely."""
        self._typed = typed
        wanted = typed.casefold().split()
        number = typed.strip().lstrip("#")
        if not wanted:
            self._kept = None
        elif number.isdecimal() and 0 < int(number) <= len(self._thread.posts):
            self._kept = [int(number) - 1]
        else:
            self.prepare(SOON)
            self._kept = [index for index, line in enumerate(self._lines) if holds(line, wanted)]

    def steps(self) -> Iterator[None]:
        """Work out all lines."""
        while self.prepare(STEP):
            yield

    def refresh(self) -> None:
        """More lines are there to be narrowed: narrow again."""
        self.narrow(self._typed)

    def again(self, window: Window) -> PostList:
        """The posts of the thread on the window now."""
        return PostList(window.view.thread, window.view.outline)

    def _post(self, index: int) -> int:
        return index if self._kept is None else self._kept[index]


def holds(line: str, wanted: Sequence[str]) -> bool:
    """Whether a line (in lower case) holds every wanted word, or within one of its words the
    letters of it in order. One pass per wanted word, whatever the line."""
    return all(word in line or _scattered(line, word) for word in wanted)


def _scattered(line: str, word: str) -> bool:
    left = 0
    for letter in line:
        if letter == " ":
            left = 0
        elif letter == word[left]:
            left += 1
            if left == len(word):
                return True
    return False
