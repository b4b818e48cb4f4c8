"""The hits of a search, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from threadview.layout.hit_marks import Found, hit_place
from threadview.layout.rows import Run, shorten
from threadview.layout.window import Window
from threadview.model import logical_text
from threadview.outline import Place
from threadview.ui.panel_list import PanelList
from threadview.wrap import shown

if TYPE_CHECKING:
    from threadview.search import Hit, Search


class HitList(PanelList):
    """A line per hit: post, author, the words around it."""

    below: ClassVar[bool] = True

    def __init__(self, search: Search, window: Window) -> None:
        self._search = search
        self._window = window

    @property
    def title(self) -> str:
        """How many hits there are."""
        count = len(self._search.hits)
        more = "" if self._search.done else " so far"
        return f"{count:,} hit{'' if count == 1 else 's'}{more}"

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self._search.hits)

    def row(self, index: int, width: int) -> list[Run]:
        """The line of a hit, the hit in sight."""
        hit = self._search.hits[index]
        post = self._window.view.outline.posts[hit.post - 1]
        text = logical_text(post) if hit.where in ("body", "quote") else ""
        where = "" if hit.where == "body" else f"{hit.where}: "
        head = f" #{hit.post} "
        author = shorten(shown(post.author or ""), max(0, width // 4))
        if not text:
            text = self._search.text(hit)
        before = shown(text[max(0, hit.start - 30) : hit.start].replace("\n", " ").lstrip())
        words = shown(text[hit.start : hit.end].replace("\n", " "))
        after = shown(text[hit.end : hit.end + width].replace("\n", " "))
        return [
            Run(head, "number"),
            Run(f"{author} " if author else "", "author"),
            Run(where, "muted"),
            Run(before, "muted"),
            Run(words, "hit"),
            Run(after, "text"),
        ]

    def place(self, index: int) -> Place:
        """Where the hit is."""
        hit = self._search.hits[index]
        post = self._window.view.outline.posts[hit.post - 1]
        return hit_place(post, hit.post - 1, Found(*hit[1:]))

    def hit(self, index: int) -> Hit:
        """The hit of a line."""
        return self._search.hits[index]

    def index_of(self, hit: Hit) -> int:
        """The line of a hit."""
        return min(self._search.hits.after(hit.place), max(0, self.count - 1))

    def index_at(self, place: Place) -> int:
        """The first hit in the post a place is in, else the last one before it."""
        first = self._search.hits.after((place.post + 1, 0, 0))
        last = self._search.hits.after((place.post + 2, 0, 0))
        return first if first < last else max(0, first - 1)
