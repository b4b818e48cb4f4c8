"""How far a long command has come, on the last line of a terminal."""

from __future__ import annotations

import sys
from time import monotonic

SHOWN = 0.1
"""Seconds after which the bar is drawn again."""

WIDTH = 24
"""Cells of the bar."""


class ProgressBar:
    """Draws on standard error where that is a terminal and `shown`; nothing elsewhere."""

    def __init__(self, shown: bool = True) -> None:
        self._there = shown and sys.stderr is not None and sys.stderr.isatty()
        self._drawn = -SHOWN

    def draw(self, share: float, name: str) -> None:
        """The share that is done, and what is at hand; not oftener than anybody can see."""
        now = monotonic()
        if not self._there or now - self._drawn < SHOWN:
            return
        from threadview.export.plain import harmless

        self._drawn = now
        filled = int(min(1.0, share) * WIDTH)
        said = harmless(name).replace("\n", " ")[-40:]
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stderr.write(f"\r\x1b[K{bar} {min(1.0, share):4.0%}  {said}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Take it away, for what is to be read."""
        if self._there:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
