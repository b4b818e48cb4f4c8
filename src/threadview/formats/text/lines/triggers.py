"""Triggers: what stands in every line that an expression of `cues.headers` finds anything in."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 65536
"""Words that are remembered."""


class Triggers:
    """Knows the lines that hold one. Most lines hold none because no word of theirs does, and each
    distinct word is looked at once."""

    def __init__(self, triggers: Iterable[str]) -> None:
        self._triggers = tuple(triggers)
        self._parts = [max(trigger.split(), key=len) for trigger in self._triggers]
        """Of each the longest word: it stands inside a word of a line that holds the trigger."""
        self._dull: set[str] = set()
        """Words in which none of these stands."""

    def held(self, lower: str) -> list[str]:
        """The triggers in a line, in lower case."""
        dull, words = self._dull, lower.split()
        if dull.issuperset(words):
            return []
        if len(dull) >= MOST:
            dull.clear()
        for word in words:
            if word not in dull and not any(part in word for part in self._parts):
                dull.add(word)
        return [trigger for trigger in self._triggers if trigger in lower]
