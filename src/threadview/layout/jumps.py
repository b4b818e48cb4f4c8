"""The jump list: where the reader came from, and forward again."""

from __future__ import annotations

from collections.abc import Callable

from threadview.layout.window import Stand
from threadview.outline import Place


class Jumps:
    """Stands left by a jump, oldest first, with a position in them like a browser's history."""

    LIMIT = 200

    def __init__(self) -> None:
        self._stands: list[Stand] = []
        self._at = 0

    def left(self, stand: Stand) -> None:
        """A jump leaves this stand: what lay forward is forgotten."""
        del self._stands[self._at :]
        if not self._stands or self._stands[-1] != stand:
            self._stands.append(stand)
        del self._stands[: -self.LIMIT]
        self._at = len(self._stands)

    def back(self, here: Stand) -> Stand | None:
        """The stand before; None at the oldest. `here` is kept, to come forward to."""
        if not self._at:
            return None
        if self._at == len(self._stands):
            self._stands.append(here)
        self._at -= 1
        return self._stands[self._at]

    def forward(self) -> Stand | None:
        """The stand that the last `back` left; None at the newest."""
        if self._at + 1 >= len(self._stands):
            return None
        self._at += 1
        return self._stands[self._at]

    def shift(self, posts: int) -> None:
        """Count every stand from so many posts further on."""
        self.carry(lambda place: place._replace(post=place.post + posts))

    def carry(self, to: Callable[[Place], Place]) -> None:
        """The thread is another now: every stand is where `to` says."""
        self._stands = [stand.moved(to) for stand in self._stands]
