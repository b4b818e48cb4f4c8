"""The participants of the thread, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from threadview.layout.rows import Run, shorten
from threadview.model import Thread
from threadview.outline import Place
from threadview.participants import Participant, Participants
from threadview.ui.panel_list import PanelList
from threadview.wrap import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from threadview.layout.window import Window

BARS = " ▁▂▃▄▅▆▇█"
STRETCHES = 16
NAME = 14
"""Cells kept for a name before there is room for whom it quotes."""


def spark(counts: tuple[int, ...]) -> str:
    """Counts as a row of little bars, the highest full."""
    most = max(counts, default=0) or 1
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)


class PeopleList(PanelList):
    """A line per participant: posts, words, first and last post, whom they quote most, when."""

    below: ClassVar[bool] = True
    of_all: ClassVar[bool] = True

    def __init__(self, thread: Thread) -> None:
        self.counted = Participants(thread)
        self._rows: list[Participant] = []
        self._shown: list[Participant] = []

    def steps(self) -> Iterator[None]:
        """Count what the participants wrote."""
        for _ in self.counted.run():
            yield

    def again(self, window: Window) -> PeopleList:
        """The participants of the thread on the window now."""
        return PeopleList(window.view.thread)

    def refresh(self) -> None:
        """Take what has been counted so far."""
        self._rows = self._shown = self.counted.rows(STRETCHES)

    @property
    def title(self) -> str:
        """How many people there are; all posts without a name are one row, and nobody's."""
        named = sum(one.name is not None for one in self._shown)
        people = f"{named:,} participant{'' if named == 1 else 's'}"
        unknown = " and unknown authors" if named < len(self._shown) else ""
        return f"{people}{unknown} · posts, own words, first and last post"

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

    def query(self, index: int) -> str | None:
        """What filters the participant's posts."""
        name = self._shown[index].name
        return None if name is None else 'author:"{}"'.format(name.replace('"', ""))

    def narrow(self, typed: str) -> None:
        """Keep the participants whose name holds what is typed."""
        wanted = typed.casefold()
        self._shown = [one for one in self._rows if wanted in (one.name or "").casefold()]
