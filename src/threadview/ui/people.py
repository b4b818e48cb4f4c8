"""What the panels list of people: the participants, and who answers whom."""

from __future__ import annotations

from typing import Literal

from threadview.layout.rows import Run, shorten
from threadview.model import Thread
from threadview.outline import Place
from threadview.participants import Participant, Participants
from threadview.replies import Replies
from threadview.ui.listings import first_words
from threadview.wrap import cells, shown

BARS = " ▁▂▃▄▅▆▇█"
STRETCHES = 16
NAME = 14
"""Cells kept for a name before there is room for whom it quotes."""

DEEPEST = 12
"""Levels of the reply tree that are set in; deeper ones stand below one another."""

Relative = Literal["parent", "child", "next", "previous"]


def spark(counts: tuple[int, ...]) -> str:
    """Counts as a row of little bars, the highest full."""
    most = max(counts, default=0) or 1
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)


class People:
    """A line per participant: posts, words, first and last post, whom they quote most, when."""

    def __init__(self, thread: Thread) -> None:
        self.counted = Participants(thread)
        self._rows: list[Participant] = []
        self._shown: list[Participant] = []

    def refresh(self) -> None:
        """Take what has been counted so far."""
        self._rows = self._shown = self.counted.rows(STRETCHES)

    @property
    def title(self) -> str:
        """How many people there are."""
        return f"{len(self._shown):,} participants · posts, own words, first and last post"

    @property
    def count(self) -> int:
        """How many people there are."""
        return len(self._shown)

    def row(self, index: int, width: int) -> list[Run]:
        """The line of a participant."""
        one = self._shown[index]
        facts = f"{one.posts:>5,} {one.words:>7,}w  #{one.first}–#{one.last}"
        plot = spark(one.activity)
        quotes = f" ❝ {shown(one.quotes[0][0])} {one.quotes[0][1]}×" if one.quotes else ""
        room = width - cells(facts) - STRETCHES - 4
        if room - cells(quotes) >= NAME:
            room -= cells(quotes)
        else:
            quotes = ""
        name = shorten(shown(one.name) if one.name else "unknown author", max(6, room))
        return [
            Run(f" {name}", "author" if one.name else "author-unknown"),
            Run(" " * max(1, room - cells(name)), "text"),
            Run(facts, "text"),
            Run(f" {plot}", "number"),
            Run(quotes, "muted"),
        ]

    def place(self, index: int) -> Place:
        """The first post of the participant."""
        return Place(self._shown[index].first - 1)

    def index_at(self, place: Place) -> int:  # noqa: ARG002 - a listing's signature
        """The list does not follow the view."""
        return 0

    def query(self, index: int) -> str | None:
        """What filters the participant's posts."""
        name = self._shown[index].name
        return None if name is None else 'author:"{}"'.format(name.replace('"', ""))

    def narrow(self, typed: str) -> None:
        """Keep the participants whose name holds what is typed."""
        wanted = typed.casefold()
        self._shown = [one for one in self._rows if wanted in (one.name or "").casefold()]


class Tree:
    """A line per post, set in below the post it answers."""

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

    def query(self, index: int) -> str | None:  # noqa: ARG002
        """Lines of the tree lead to posts."""
        return None

    def narrow(self, typed: str) -> None:
        """The tree is not narrowed."""

    def relative(self, index: int, which: Relative) -> int | None:
        """The line of the parent, first child, next or previous sibling of a line's post."""
        number = self._replies.order[index]
        found: int | None = getattr(self._replies, which)(number)
        return None if found is None else self._replies.row(found)
