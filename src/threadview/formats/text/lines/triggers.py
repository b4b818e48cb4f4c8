"""Triggers: what stands in every line that an expression of `cues.headers` finds anything in."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 65536
"""Words that are remembered."""


class Triggers:
    """Knows the lines that hold one. Most lines hold none because no word of theirs does, and each
    distinct word is looked at once; words not seen before are first looked at together."""

    def __init__(self, triggers: Iterable[str]) -> None:
        self._triggers = tuple(triggers)
        self._parts = [max(trigger.split(), key=len) for trigger in self._triggers]
        """Of each the longest word: it stands inside a word of a line that holds the trigger."""
        parts = set(self._parts)
        self._least = [part for part in parts if sum(other in part for other in parts) == 1]
        """Those in which no other stands: where none of these is, none of all is."""
        self._dull: set[str] = set()
        """Words in which none of these stands."""
        self._telling: dict[str, tuple[int, ...]] = {}
        """The others, with the places of the triggers whose parts stand in them."""

    def held(self, lower: str) -> list[str]:
        """The triggers in a line, in lower case."""
        if len(self._dull) + len(self._telling) >= MOST:
            self._dull.clear()
            self._telling.clear()
        if self._dull.issuperset(found := lower.split()):
            return []
        words = set(found).difference(self._dull)
        fresh = words.difference(self._telling)
        if fresh and self._sorted(fresh) and len(fresh) == len(words):
            return []
        places = {place for word in words for place in self._telling.get(word, ())}
        return [trigger for place in sorted(places) if (trigger := self._triggers[place]) in lower]

    def _sorted(self, fresh: set[str]) -> bool:
        """Take note of words not seen before; whether all of them are dull."""
        together = " ".join(fresh)
        held = [part for part in self._least if part in together]
        telling = {word for part in held for word in fresh if part in word}
        self._dull |= fresh - telling
        for word in telling:
            places = [place for place, part in enumerate(self._parts) if part in word]
            self._telling[word] = tuple(places)
        return not telling
