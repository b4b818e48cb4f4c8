"""The jump list: where the reader came from, and forward again."""

from __future__ import annotations

from collections.abc import Callable

from threadview.outline import Place


class Jumps:
    """Places left by a jump, oldest first, with a position in them like a browser's history."""

    LIMIT = 200

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0

    def left(self, place: Place) -> None:
        """A jump leaves this place: what lay forward is forgotten."""
        del self._places[self._at :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        del self._places[: -self.LIMIT]
        self._at = len(self._places)

    def back(self, here: Place) -> Place | None:
        """The place before; None at the oldest. `here` is kept, to come forward to."""
        if not self._at:
            return None
        if self._at == len(self._places):
            self._places.append(here)
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """The place that the last `back` left; None at the newest."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]

    def shift(self, posts: int) -> None:
        """Count every place from so many posts further on."""
        self.carry(lambda place: place._replace(post=place.post + posts))

    def carry(self, to: Callable[[Place], Place]) -> None:
        """The thread is another now: every place is where `to` says."""
        self._places = [to(place) for place in self._places]
